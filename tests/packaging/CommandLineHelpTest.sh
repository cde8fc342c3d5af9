#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# CommandLineHelpTest.sh HEADROOM: the completion offers, and the man page explains, every command that the program has.
set -euo pipefail

folder=$(dirname "$1")
PATH=$folder:$PATH
# shellcheck source=resources/completions/headroom
source "$HEADROOM_SOURCE_DIR/resources/completions/headroom"
manual=$HEADROOM_SOURCE_DIR/resources/man/headroom.1
status=0

# complete_words WORD...: what the last word may become.
complete_words()
{
    COMP_WORDS=(headroom "$@")
    COMP_CWORD=$#
    _headroom 2>/dev/null
    printf '%s\n' "${COMPREPLY[@]}"
}

# expect WORD in the completion of what follows.
expect()
{
    local word=$1
    shift
    if ! grep -qx -e "$word" <<<"$(complete_words "$@")"; then
        echo "FAILED: '$word' is not offered for: headroom $*"
        status=1
    fi
}

commands=$(headroom --help | awk '/^Subcommands:/ { inside = 1; next } inside && /^  [a-z]/ { print $1 }')
[[ $(wc -w <<<"$commands") -ge 14 ]] || { echo "FAILED: commands found: $commands"; exit 1; }
for command in $commands; do
    expect "$command" "${command:0:3}"
    expect --format "$command" --f
    expect json "$command" --format j
    if ! grep -qE "^\.(B|BI) $command( |$)" "$manual"; then
        echo "FAILED: the man page does not explain: headroom $command"
        status=1
    fi
    for option in $(headroom "$command" --help | grep -oE '^ +(-h,)?--[a-z-]+' | grep -oE -e '--[a-z-]+'); do
        if ! grep -qF -e "${option//-/\\-}" "$manual"; then
            echo "FAILED: the man page does not explain: headroom $command $option"
            status=1
        fi
    done
done
expect example-1 estimate exam
expect nvidia-h100-sxm advise x --device nvidia-h100
expect workload.batch_size= sweep x --over workload.b
expect latex estimate x --format la
exit "$status"
