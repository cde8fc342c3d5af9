#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The files for the desktop by the desktop's own judges.
set -euo pipefail
cd "$HEADROOM_SOURCE_DIR/resources"
id=io.github.headroom.Headroom

desktop-file-validate "linux/$id.desktop"
appstreamcli validate --no-net "linux/$id.metainfo.xml"

# A file of that name is a scenario, and still JSON for who knows no scenarios.
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
mkdir -p "$work/mime/packages"
cp "linux/$id.xml" "$work/mime/packages/"
update-mime-database "$work/mime" >/dev/null 2>&1 # it says which folders others should search
grep -qx '60:application/x-headroom+json:\*.headroom.json' "$work/mime/globs2"
grep -qx 'application/x-headroom+json application/json' "$work/mime/subclasses"

# One name everywhere.
grep -qx "Icon=$id" "linux/$id.desktop"
test -f "icons/$id.svg" -a -f "icons/$id-symbolic.svg"
grep -q "\"desktop-id\">$id.desktop<" "linux/$id.metainfo.xml"
version=$(sed -nE 's/^ +VERSION ([0-9.]+)$/\1/p' ../CMakeLists.txt)
grep -q "<release version=\"$version\"" "linux/$id.metainfo.xml"
grep -q "^## \[$version\]" ../CHANGELOG.md

for page in man/*.1; do
    warnings=$(man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
    if [[ -n $warnings ]]; then
        echo "$warnings"
        exit 1
    fi
done
