#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds Headroom and opens its window. Arguments go to the window: files to open, --help, …
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
build=$root/build/release
# shellcheck source=tools/packages.sh
source "$root/tools/packages.sh"

install_missing "${build_packages[@]}"

# Quiet where there is nothing to do; everything where something went wrong.
log=$build/build.log
mkdir -p "$build"
run_logged() {
    if ! "$@" >"$log" 2>&1; then
        grep -vE '^\[[0-9]+/[0-9]+\] ' "$log" >&2 || true
        echo "Headroom was not built: $1 failed (the lines above; all are in $log)." >&2
        exit 1
    fi
}
if [[ -f $build/CMakeCache.txt ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$build/CMakeCache.txt"; then
    rm -rf -- "$build" # the checkout was moved or copied
    mkdir -p "$build"
fi
if [[ ! -f $build/build.ninja ]]; then
    echo "Configuring in $build" >&2
    run_logged cmake -S "$root" -B "$build" -G Ninja \
        -DCMAKE_BUILD_TYPE=Release -DHEADROOM_BUILD_TESTS=OFF -DHEADROOM_BUILD_BENCHMARKS=OFF
fi
# Programs alone, so that nothing but a change of theirs makes work.
programs=(headroom_cli headroom_desktop)
if [[ $(ninja -C "$build" -n "${programs[@]}" 2>&1) != *"no work to do"* ]]; then
    echo "Building Headroom (the first time takes some minutes)" >&2
    run_logged cmake --build "$build" --target "${programs[@]}"
fi

command_line=$build/src/cli/headroom
window=$build/src/desktop/headroom-desktop

# With no display the window can still say what it is and draw itself into a file.
needs_display=yes
for argument; do
    case $argument in
    -h | --help | --help-all | -v | --version | --screenshot | --screenshot=*) needs_display=no ;;
    esac
done
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-} || $needs_display == no ]]; then
    exec "$window" "$@"
fi

"$command_line" estimate "${@:-example-1}"
cat >&2 <<END

There is no display here, so this is the estimate alone. The window opens where DISPLAY or WAYLAND_DISPLAY is set: run
./run.sh in a terminal of the desktop, or after "ssh -X". Without a display it can draw itself into a file:
    ./run.sh --screenshot headroom.png
The command line is $command_line; try its --help.
END
