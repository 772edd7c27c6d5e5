"""Measures what runs cost and prints the tables of docs/performance.md: CPU seconds and peak memory of the program, one run at a time, one seed.
    performance_page.py PROGRAM ROOT [--update]       some minutes; CPU time, so that other work on the machine hardly shows"""
import json
import os
import pathlib
import platform
import re
import sys
import tempfile

program, root = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
examples = root / "scenarios" / "examples"
folder = pathlib.Path(tempfile.mkdtemp())


def play(scenario, fidelity, *overrides):
    """(events, CPU seconds, peak MB) of one run."""
    out = folder / "result.json"
    words = [program, "run", str(examples / scenario), "--quiet", "--jobs", "1", "--out", str(out), "--set", f"simulation.fidelity={fidelity}"]
    if fidelity != "closed-form":
        words += ["--replications", "1"]
    for override in overrides:
        words += ["--set", override]
    child = os.fork()
    if child == 0:
        os.environ["ARCHIPELAGO_DATA"] = str(root)
        os.execv(program, words)
    _, status, used = os.wait4(child, 0)
    if status != 0:
        raise SystemExit(f"failed: {' '.join(words)}")
    engine = json.loads(out.read_text())["engine"]
    return engine["events"] or 0, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def row(what, scenario, *overrides, fidelities=("exact", "fast")):
    cells = [what]
    for fidelity in ("exact", "fast"):
        if fidelity not in fidelities:
            cells += ["", "", ""]
            continue
        events, seconds, memory = play(scenario, fidelity, *overrides)
        rate = f"{events / seconds / 1e3:,.0f} k" if events and seconds > 0.1 else ""
        cells += [f"{seconds:.2f} s", rate, f"{memory:.0f} MB"]
    return "| " + " | ".join(cells) + " |\n"


def wide(count):
    """Four regions with so many learners in all, over lines that carry them."""
    return [f"learners.{name}.count={count // 4}" for name in ("midwest", "south", "west", "plains")] + \
           [f"network.links.{name}-wan.bandwidth=400 Gbps" for name in ("midwest", "south", "west", "plains")] + ["simulation.horizon=6 h"]


def processor():
    for line in open("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def tables():
    head = "| run | exact | events a second | peak | fast | events a second | peak |\n|---|---|---|---|---|---|---|\n"
    version = os.popen(f"'{program}' --version").read().strip()
    text = f"{version}, one core of {processor()}.\n\nWith the horizon (`four-regions.json`: 8 learners, 512 accelerators, 4 sites, a synchronization every 3 s):\n\n" + head
    for days in (1, 10):
        text += row(f"{days} d", "four-regions.json", f"simulation.horizon={days} d")
    for days in (100, 365):
        text += row(f"{days} d", "four-regions.json", f"simulation.horizon={days} d", fidelities=("fast",))
    text += "\nWith the learners (the same, six hours, lines of 400 Gbps):\n\n" + head
    for count in (8, 32):
        text += row(f"{count} learners", "four-regions.json", *wide(count))
    for count in (128, 512):
        text += row(f"{count} learners", "four-regions.json", *wide(count), fidelities=("fast",))
    text += "\nWith the accelerators (`failure-study.json`, 8 learners, 12 h; accelerators are counted, not simulated one by one):\n\n" + head
    for each in (18750, 150000, 300000):
        text += row(f"{8 * each:,} accelerators", "failure-study.json", f"learners.0.accelerators={each}")
    events, seconds, memory = play("four-regions.json", "closed-form")
    text += f"\nThe closed form of `four-regions.json`, with the start of the program: {1000 * seconds:.0f} ms, {memory:.0f} MB.\n"
    return text


made = tables()
page = root / "docs" / "performance.md"
if "--update" in sys.argv:
    text = page.read_text()
    page.write_text(re.sub(r"(<!-- tests/bench/performance_page.py -->\n).*?(<!-- end of performance -->)", lambda m: m[1] + made + m[2], text, flags=re.S))
else:
    print(made, end="")
