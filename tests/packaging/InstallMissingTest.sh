#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tools/packages.sh against a dpkg, an apt and a sudo that only say what they were asked.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
mkdir "$work/bin"
for tool in bash env grep sed tr; do
    ln -s "$(type -P "$tool")" "$work/bin/$tool"
done
cat >"$work/bin/dpkg-query" <<'END'
#!/bin/bash
echo 'installed,here,'
echo 'installed,other,provided (= 1.0), provided-too:any'
echo 'config-files,removed,'
END
cat >"$work/bin/apt-get" <<'END'
#!/bin/bash
echo "apt-get $*" >>"$ASKED"
[[ $* != *broken* ]]
END
chmod +x "$work/bin/dpkg-query" "$work/bin/apt-get"
chmod 755 "$work" "$work/bin"
export ASKED=$work/asked
touch "$ASKED"
chmod 666 "$ASKED"

failed=0
expect() { # WHAT EXPECTED FOUND
    if [[ $3 != *"$2"* ]]; then
        printf '%s\n  expected: %s\n  found: %s\n' "$1" "$2" "$3"
        failed=1
    fi
}
# install PACKAGE...: what was said; what apt was asked is in $ASKED.
install() {
    : >"$ASKED"
    "${as[@]}" env PATH="$work/bin" ASKED="$ASKED" bash -c \
        'source "$0"; install_missing "$@" 2>&1' "$script" "$@" || echo "status $?"
}
# The scripts' folder may be closed to other users.
script=$work/packages.sh
cp "$HEADROOM_SOURCE_DIR/tools/packages.sh" "$script"
chmod 644 "$script"

as=()
if ((EUID == 0)); then
    expect "nothing is missing" "said: ." "said: $(install here provided provided-too)."
    expect "nothing is missing: apt is not asked" "asked: ." "asked: $(cat "$ASKED")."
    expect "root needs no sudo" "Installing: removed new" "$(install here removed new)"
    expect "only what is missing" "--no-install-recommends removed new" "$(cat "$ASKED")"
    expect "apt fails" "apt-get could not install: broken" "$(install broken)"
    as=("$(type -P setpriv)" --reuid=65534 --regid=65534 --clear-groups)
fi
expect "neither root nor sudo" "apt-get install new" "$(install new)"
expect "neither root nor sudo: an error" "status 1" "$(install new)"
expect "neither root nor sudo, and nothing is missing" "said: ." "said: $(install here)."
cat >"$work/bin/sudo" <<'END'
#!/bin/bash
echo "sudo" >>"$ASKED"
exec "$@"
END
chmod +x "$work/bin/sudo"
expect "with sudo" "Installing: new" "$(install new)"
expect "with sudo: it asks apt" $'sudo\napt-get' "$(cat "$ASKED")"
rm "$work/bin/dpkg-query"
expect "no dpkg at all" "There is no dpkg here" "$(install new)"
exit "$failed"
