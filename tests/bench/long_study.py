"""A study of year-long runs in fast fidelity that goes on for as long as is asked: what its supervisor holds in memory and in open files, in the first
and in the last quarter of the time, then that a SIGTERM ends it with all it recorded.
    long_study.py PROGRAM ROOT [SECONDS] [JOBS] [FOLDER]       an hour and one job at a time, unless told otherwise"""
import contextlib
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

program, root = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 3600
jobs = sys.argv[4] if len(sys.argv) > 4 else "1"
folder = pathlib.Path(sys.argv[5] if len(sys.argv) > 5 else tempfile.mkdtemp())
store = folder / "long.db"

words = [program, "sweep", str(root / "scenarios/examples/four-regions.json"), "--set", "simulation.fidelity=fast", "--set", "simulation.horizon=1 year",
         "--vary", "protocol.sync_interval=24,48,96", "--replications", "100000", "--jobs", jobs, "--quiet", "--out", str(store)]


def kilobytes(process, key):
    for line in pathlib.Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith(key + ":"):
            return int(line.split()[1])
    raise ValueError(key)


def runs_recorded():
    if not store.exists():
        return 0
    try:
        with contextlib.closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as reader:
            return reader.execute("SELECT count(*) FROM run WHERE status = 'done'").fetchone()[0]
    except sqlite3.OperationalError:
        return 0   # it has no tables yet


supervisor = subprocess.Popen(words, env={**os.environ, "ARCHIPELAGO_DATA": str(root)})
while supervisor.poll() is None and runs_recorded() < 3:   # until then it reads, plans and begins
    time.sleep(0.2)
samples = []
end = time.monotonic() + seconds
while supervisor.poll() is None and time.monotonic() < end:
    memory, files = kilobytes(supervisor.pid, "RssAnon"), len(os.listdir(f"/proc/{supervisor.pid}/fd"))
    samples.append((memory, files, runs_recorded()))
    time.sleep(min(5, seconds / 40))
supervisor.send_signal(signal.SIGTERM)
code = supervisor.wait()
if len(samples) < 8:
    raise SystemExit(f"it ended too early, with {code}")

quarter = len(samples) // 4
print(f"{'':16}{'first quarter':>24}{'last quarter':>24}")
for name, place in (("memory, kB", 0), ("open files", 1)):
    shown = [f"{sum(s[place] for s in part) / len(part):.0f} (most {max(s[place] for s in part)})" for part in (samples[:quarter], samples[-quarter:])]
    print(f"{name:16}{shown[0]:>24}{shown[1]:>24}")
print(f"{runs_recorded()} runs of a year in {seconds:.0f} s, {samples[-1][2]} of them seen before SIGTERM, which ended it with {code}; "
      f"the store has {store.stat().st_size / 1e6:.1f} MB")
if code != 130 or runs_recorded() < samples[-1][2]:
    raise SystemExit("what was recorded is not there, or it did not end as an interrupted study does")
