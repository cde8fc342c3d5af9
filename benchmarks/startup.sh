#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# startup.sh PROGRAM [RUNS]: the times of `headroom estimate example-1` and of /bin/true, taken in turns in one run, and the
# differences, which should be at most 5 ms: of the wall clock (on an idle machine) and of the processor's time (on any).
# Also says whether the program links Qt.
set -eu
program=${1:?"usage: startup.sh PROGRAM [RUNS]"}
runs=${2:-200}

exec python3 - "$program" "$runs" <<'PYTHON'
import os
import statistics
import subprocess
import sys
import time

program, runs = sys.argv[1], int(sys.argv[2])
commands = {"/bin/true": ["/bin/true"], "headroom estimate example-1": [program, "estimate", "example-1"]}
sink = os.open("/dev/null", os.O_WRONLY)
wall = {name: [] for name in commands}
processor = {name: [] for name in commands}
for _ in range(runs):
    for name, command in commands.items():
        start = time.perf_counter()
        child = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, sink, 1)])
        _, status, usage = os.wait4(child, 0)
        wall[name].append((time.perf_counter() - start) * 1000)
        processor[name].append((usage.ru_utime + usage.ru_stime) * 1000)
        if status != 0:
            sys.exit(f"{name} failed")
for name in commands:
    print(f"{name:28} wall: median {statistics.median(wall[name]):5.2f} ms, fastest {min(wall[name]):5.2f} ms;"
          f" processor: median {statistics.median(processor[name]):5.2f} ms")
first, second = commands
print(f"above /bin/true: median {statistics.median(wall[second]) - statistics.median(wall[first]):.2f} ms,"
      f" fastest {min(wall[second]) - min(wall[first]):.2f} ms,"
      f" processor {statistics.median(processor[second]) - statistics.median(processor[first]):.2f} ms")
libraries = subprocess.run(["ldd", program], capture_output=True, text=True, check=False).stdout
print("links Qt:", "yes" if "libQt" in libraries else "no")
PYTHON
