#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# PackagesTest.sh BUILD_FOLDER CPACK: makes the packages, looks at what is in them, unpacks them and runs what came out.
set -euo pipefail
build=$1
cpack=$2
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
"$cpack" --config "$build/CPackConfig.cmake" -B "$work" >"$work/log" 2>&1 || {
    cat "$work/log"
    exit 1
}

for package in headroom headroom-desktop; do
    deb=("$work/${package}"_*.deb)
    # Folders aside, exactly what is expected, owned by root and writable by root alone.
    dpkg-deb --contents "${deb[0]}" | awk '$1 !~ /^d/ { print $1, $2, $6 }' | LC_ALL=C sort -k 3 >"$work/$package.files"
    diff -u "$here/$package.files" "$work/$package.files"
    dpkg-deb --extract "${deb[0]}" "$work/unpacked"
    [[ $(dpkg-deb --field "${deb[0]}" Section) == science ]]
done
[[ $(dpkg-deb --field "$work"/headroom_*.deb Depends) != *qt6* ]]
[[ $(dpkg-deb --field "$work"/headroom-desktop_*.deb Depends) == *libqt6charts6* ]]

if command -v lintian >/dev/null; then
    lintian --allow-root --fail-on error,warning "$work"/*.deb
fi

unset DISPLAY WAYLAND_DISPLAY QT_QPA_PLATFORM
version=$(dpkg-deb --field "$work"/headroom_*.deb Version)
[[ $("$work/unpacked/usr/bin/headroom" --version) == *"${version%-*}"* ]]
"$work/unpacked/usr/bin/headroom" estimate example-1 | grep -q '1,967\.53'
[[ $("$work/unpacked/usr/bin/headroom-desktop" --version) == *"${version%-*}"* ]]
"$work/unpacked/usr/bin/headroom-desktop" --screenshot "$work/window.png"
[[ $(head -c 8 "$work/window.png" | od -An -tx1 | tr -d ' \n') == 89504e470d0a1a0a ]]
