#!/usr/bin/env python3
"""Inspects every file of a folder of samples and compares the counts with what is known of them.

    python3 validation/check_samples.py HEADROOM SAMPLES [--verbose]

SAMPLES holds configs/, safetensors/, gguf/, onnx/, parameter_counts.json (exact counts of
transformers' own classes) and ground_truth.csv (declared sizes of published weights). Every file
must end with exit status 0 or 1 within a second; each difference of a count is listed.
"""
import csv
import json
import pathlib
import struct
import subprocess
import sys
import time

LONGEST_SECONDS = 10
NOT_MODELS = {".txt", ".md", ".csv", ".ts", ".schema", ".textproto"}


def inspect(program, path):
    start = time.monotonic()
    try:
        ended = subprocess.run([program, "inspect", str(path), "--format", "json", "--tensors"],
                               capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return None, "hang", LONGEST_SECONDS
    seconds = time.monotonic() - start
    if ended.returncode not in (0, 1):
        return None, f"exit {ended.returncode}", seconds
    if not ended.stdout:
        return None, ended.stderr.strip(), seconds
    return json.loads(ended.stdout), ended.stderr.strip(), seconds


def data_bytes(path):
    """What the file has behind its header, for formats whose tensors lie one after the other."""
    content = path.read_bytes()
    if path.suffix == ".safetensors" and len(content) > 8:
        return len(content) - 8 - struct.unpack("<Q", content[:8])[0]
    return None


def padded_bytes(result, alignment=32):
    return sum((t["bytes"] + alignment - 1) // alignment * alignment for t in result["tensor_list"])


class Check:
    def __init__(self, program, samples, verbose):
        self.program, self.samples, self.verbose = program, samples, verbose
        self.results = {}
        self.refused = []
        self.faults = []
        self.slowest = (0, "")

    def read_all(self):
        for path in sorted(self.samples.rglob("*")):
            if not path.is_file() or path.suffix in NOT_MODELS or path.parent == self.samples:
                continue
            result, message, seconds = inspect(self.program, path)
            self.slowest = max(self.slowest, (seconds, path.name))
            if result is None and (message == "hang" or message.startswith("exit ")):
                self.faults.append((path.name, message))
            elif result is None:
                self.refused.append((path.name, message))
            else:
                self.results[path] = result

    def compare_counts(self):
        known = json.loads((self.samples / "parameter_counts.json").read_text())
        equal, differ, open_counts = 0, [], []
        for row in known:
            path = self.samples / "configs" / row["file"]
            result = self.results.get(path)
            want = row.get("parameters")
            got = result["parameters"]["total"] if result else None
            if want is None:
                open_counts.append((row["file"], got, row.get("if_read_otherwise", {})))
            elif got == want:
                equal += 1
                active = row.get("active_parameters_per_token")
                if active is not None and result["parameters"]["active"] != active:
                    differ.append((row["file"], "active", active, result["parameters"]["active"],
                                   row.get("doubtful")))
            else:
                differ.append((row["file"], "total", want, got, row.get("doubtful")))
        return equal, differ, open_counts

    def compare_sizes(self):
        equal, differ = 0, []
        for row in csv.DictReader((self.samples / "ground_truth.csv").open()):
            path = self.samples / "configs" / row["config"]
            size = row["index_total_size_bytes"]
            if path not in self.results or not size or int(float(size)) == 0:
                continue
            got = self.results[path]["bytes"]
            if got == int(float(size)):
                equal += 1
            else:
                differ.append((row["config"], int(float(size)), got, row["note"]))
        return equal, differ

    def compare_data(self):
        equal, differ = 0, []
        for path, result in self.results.items():
            if result["bytes"] is None:
                continue
            data = data_bytes(path)
            if data is not None:
                same = data == result["bytes"]
            elif path.suffix == ".gguf" and result["tensors"]:
                ends = {result["bytes"], padded_bytes(result)}
                size = path.stat().st_size
                # The header is what is left; it ends on a multiple of the alignment.
                same = any(0 < size - end and (size - end) % 32 == 0 for end in ends)
            else:
                continue
            if same:
                equal += 1
            else:
                differ.append((path.name, data, result["bytes"]))
        return equal, differ


def main():
    program, samples = sys.argv[1], pathlib.Path(sys.argv[2])
    check = Check(program, samples, "--verbose" in sys.argv)
    check.read_all()
    print(f"{len(check.results)} read, {len(check.refused)} refused, "
          f"{len(check.faults)} crashed or hung; slowest {check.slowest[0] * 1000:.0f} ms "
          f"({check.slowest[1]})")
    for name, message in check.refused:
        print(f"  refused  {name}: {message.split(': ', 2)[-1][:160]}")
    for name, message in check.faults:
        print(f"  FAULT    {name}: {message}")
    equal, differ, unknown = check.compare_counts()
    print(f"parameter counts: {equal} equal, {len(differ)} differ, {len(unknown)} have no truth")
    for row in differ:
        print("  differs ", *row)
    if check.verbose:
        for row in unknown:
            print("  no truth", *row)
    for title, (same, others) in (("declared sizes of published weights", check.compare_sizes()),
                                  ("data behind headers", check.compare_data())):
        print(f"{title}: {same} equal, {len(others)} differ")
        for row in others:
            print("  differs ", *row)
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main())
