#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# TranslationsTest.sh LUPDATE: every text of the sources has a translation that is finished, and none is kept that no
# source has any more.
set -euo pipefail

lupdate=$1
cd "$HEADROOM_SOURCE_DIR"
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT

status=0
for translation in resources/translations/*.ts; do
    copy=$folder/$(basename "$translation")
    cp "$translation" "$copy"
    "$lupdate" -silent -locations none -no-ui-lines -tr-function-alias QT_TRANSLATE_NOOP+=HEADROOM_TEXT \
        src include ui -ts "$copy" 2>"$folder/log" || { cat "$folder/log"; exit 1; }
    if grep -B2 -E 'type="(unfinished|vanished|obsolete)"' "$copy"; then
        echo "FAILED: $translation lacks these; the target update_translations brings them in"
        status=1
    fi
done
exit $status
