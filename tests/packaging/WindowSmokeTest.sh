#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# WindowSmokeTest.sh PROGRAM: the real window on a real X server, as far as an eye would see: it opens, it has its name, and
# what it draws has the colour of the parameters in it.
set -euo pipefail
program=$1

if [[ -z ${HEADROOM_IN_XVFB:-} ]]; then
    work=$(mktemp -d)
    trap 'rm -rf -- "$work"' EXIT
    export HEADROOM_IN_XVFB=$work HOME=$work QT_QPA_PLATFORM=xcb QT_STYLE_OVERRIDE=Fusion
    export XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_CACHE_HOME=$work/cache
    unset WAYLAND_DISPLAY QT_SCALE_FACTOR
    # D-Bus and fontconfig keep what they allocate once; a leak of ours would still be found by the tests without display.
    export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
    xvfb-run --auto-servernum --server-args="-screen 0 1280x800x24 -fbdir $work" bash "$0" "$program"
    exit
fi

"$program" --no-session --theme light >"$HEADROOM_IN_XVFB/said" 2>&1 &
window=$!
trap 'kill "$window" 2>/dev/null || true' EXIT

complain() {
    echo "$1"
    cat "$HEADROOM_IN_XVFB/said"
    xwininfo -root -tree
    exit 1
}

id=
for ((i = 0; i < 300; ++i)); do
    kill -0 "$window" 2>/dev/null || complain "the program ended by itself"
    id=$(xwininfo -root -tree | sed -nE 's/^ +(0x[0-9a-f]+) ".*Headroom.*".* [0-9]{3,}x[0-9]{3,}\+.*/\1/p' | head -n 1)
    [[ -n $id ]] && xwininfo -id "$id" | grep -q 'Map State: IsViewable' && break
    id=
    sleep 0.1
done
[[ -n $id ]] || complain "no window of that name became visible"

# Parameters are #0072B2 on a light ground; the server keeps its screen in a file.
seen=0
for ((i = 0; i < 100; ++i)); do
    seen=$(od -An -v -tx4 -w4 "$HEADROOM_IN_XVFB/Xvfb_screen0" | grep -c '..0072b2' || true)
    ((seen >= 1000)) && break
    sleep 0.1
done
((seen >= 1000)) || complain "expected 1,000 pixels or more in the parameters' colour; found $seen"
[[ ! -s $HEADROOM_IN_XVFB/said ]] || complain "the program had something to complain about"
echo "visible, $seen pixels in the parameters' colour"
