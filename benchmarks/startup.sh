#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# startup.sh PROGRAM [RUNS]: the median time of `headroom estimate example-1` and of /bin/true, taken in turns in one run,
# and the difference, which should be at most 5 ms. Also says whether the program links Qt.
set -eu
program=${1:?"usage: startup.sh PROGRAM [RUNS]"}
runs=${2:-200}

exec python3 - "$program" "$runs" <<'PYTHON'
import statistics
import subprocess
import sys
import time

program, runs = sys.argv[1], int(sys.argv[2])
commands = {"/bin/true": ["/bin/true"], "headroom estimate example-1": [program, "estimate", "example-1"]}
times = {name: [] for name in commands}
for _ in range(runs):
    for name, command in commands.items():
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        times[name].append((time.perf_counter() - start) * 1000)
medians = {name: statistics.median(values) for name, values in times.items()}
for name, values in times.items():
    print(f"{name:30} median {medians[name]:6.2f} ms, fastest {min(values):6.2f} ms")
difference = medians["headroom estimate example-1"] - medians["/bin/true"]
print(f"difference of the medians: {difference:.2f} ms")
libraries = subprocess.run(["ldd", program], capture_output=True, text=True, check=False).stdout
print("links Qt:", "yes" if "libQt" in libraries else "no")
PYTHON
