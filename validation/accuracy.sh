#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# accuracy.sh HEADROOM [--check]: writes the tables of docs/accuracy.md anew with that program, or says whether they are current.
# A table stands between `<!-- headroom validate ... -->`, which is the command that makes it, and `<!-- end -->`.
set -euo pipefail
headroom=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
page=docs/accuracy.md
fresh=$(mktemp)
trap 'rm -f "$fresh"' EXIT

skipping=
while IFS= read -r line; do
    [[ $line == '<!-- end -->' ]] && skipping=
    [[ $skipping ]] || printf '%s\n' "$line"
    if [[ $line =~ ^'<!-- headroom validate '(.*)' -->'$ ]]; then
        read -ra arguments <<<"${BASH_REMATCH[1]}"
        # A record that can't be estimated is part of the truth: the table says so.
        printf '\n%s\n\n' "$("$headroom" validate "${arguments[@]}" || (($? == 1)))"
        skipping=1
    fi
done <$page >"$fresh"

if [[ ${2:-} == --check ]]; then
    diff -u $page "$fresh" || {
        echo "$page is not current: run validation/accuracy.sh HEADROOM" >&2
        exit 1
    }
else
    cat "$fresh" >$page
fi
