#!/usr/bin/env python3
"""Makes tests/architectures/data/families.jsonl from measured records and the traces beside them.

usage: family_records.py RECORDS.jsonl TRACES_DIR >> families.jsonl

A line is a record (a scenario and what a real step of PyTorch gave) and, for each phase of its steady step, how many births
and deaths it has and a digest of them in order: FNV-1a over sign and size of each, where deaths that follow one another are
sorted by size, as Python drops a function's variables in an order of its own. Kernels' own temporaries count as events.
"""
import json
import os
import re
import sys

LINE = re.compile(r"^\s*([\d,]+)\s+([+~-])(\d*)\s+([\d,]+)")


def phases(path):
    """{phase: [(sign, size)]} of step 2."""
    found, now = {}, None
    for line in open(path):
        head = re.match(r"== step (\d+): (\w+)", line)
        if head:
            now = found.setdefault(head[2], []) if head[1] == "2" else None
            continue
        event = LINE.match(line)
        if event and now is not None:
            now.append((event[2], int(event[4].replace(",", ""))))
    return found


def in_order(events):
    out, run = [], []
    for event in events:
        if event[0] == "-":
            run.append(event)
            continue
        out += sorted(run) + [event]
        run = []
    return out + sorted(run)


def digest(events):
    value = 0xCBF29CE484222325
    for sign, size in in_order(events):
        for byte in sign.encode() + size.to_bytes(8, "little"):
            value = (value ^ byte) * 0x100000001B3 % 2**64
    return f"{value:016x}"


def main():
    records, traces = sys.argv[1:3]
    for line in open(records):
        record = json.loads(line)
        path = os.path.join(traces, record["id"].replace("/", "_") + ".trace")
        events = phases(path)
        record["measured"].pop("source", None)
        record["events"] = {name: [len(e), digest(e)] for name, e in events.items()}
        print(json.dumps(record, separators=(",", ":")))


if __name__ == "__main__":
    main()
