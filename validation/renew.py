#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the scenarios of records anew, with the tool that measures.

usage: renew.py MEASURE.py records/FILE.jsonl...

MEASURE.py reads lines {"id": ..., "scenario": {...}} from the file that it is given, and prints a record for each:
{"id", "scenario", "measured": {"source", ...}}. A new scenario is added as such a line, and measured with the next run. A file is
written only when every line of it has been measured.
"""
import json
import os
import subprocess
import sys
import tempfile


def renew(tool, path):
    cases = [json.loads(line) for line in open(path) if line.strip()]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as scenarios:
        for case in cases:
            print(json.dumps({"id": case["id"], "scenario": case["scenario"]}), file=scenarios)
        scenarios.flush()
        run = subprocess.run([sys.executable, tool, scenarios.name], stdout=subprocess.PIPE, text=True)
    records = run.stdout.splitlines()
    if run.returncode != 0 or len(records) != len(cases):
        sys.exit(f"{path}: {len(records)} of {len(cases)} scenarios were measured; left as it was")
    fresh = path + ".new"
    with open(fresh, "w") as out:
        for record in records:
            print(json.dumps(json.loads(record), separators=(",", ":")), file=out)
    os.replace(fresh, path)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    for file in sys.argv[2:]:
        renew(sys.argv[1], file)
