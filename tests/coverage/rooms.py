#!/usr/bin/env python3
"""Which lines of each room the tests have run, from the counters that a build with the preset coverage leaves behind.

    rooms.py BUILD [ROOM...]    a line for each room; with rooms named, also their files, those with most lines left out first

A line counts once however many programs hold it, and a file that nothing was linked from counts with all of its lines. gcov comes with gcc.
Exit status 1 if a room is below its target.
"""
import collections
import json
import os
import pathlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

TARGETS = {"models": 85, "scenarios": 85, "reports": 85, "sim": 85, "gui": 70}   # per cent
root = pathlib.Path(__file__).resolve().parents[2]


def lines_of(notes):
    """(file, line, runs) of one object, which has its counters beside its notes if anything ever ran it."""
    counters = notes.with_suffix(".gcda")
    told = subprocess.run(["gcov", "--json-format", "--stdout", counters if counters.exists() else notes], cwd=notes.parent, capture_output=True, check=True)
    for text in told.stdout.splitlines():
        document = json.loads(text)
        for source in document["files"]:
            path = os.path.normpath(os.path.join(document["current_working_directory"], source["file"]))
            for line in source["lines"]:
                yield path, line["line_number"], line["count"]


def runs_by_file(build):
    runs = collections.defaultdict(dict)
    rooms = [f"{root / room}/" for room in TARGETS]
    notes = sorted(one for one in build.rglob("*.gcno") if one.with_suffix(".o").exists())   # what a broken-off build left has none
    if not notes:
        sys.exit(f"{build} was not built with the preset coverage")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for lines in pool.map(lambda one: list(lines_of(one)), notes):
            for path, line, count in lines:
                if path.startswith(tuple(rooms)):
                    runs[path[len(str(root)) + 1:]][line] = runs[path[len(str(root)) + 1:]].get(line, 0) + count
    return runs


def main(build, named):
    runs = runs_by_file(build)
    low = False
    for room, target in TARGETS.items():
        files = {name: counts for name, counts in runs.items() if name.startswith(room + "/")}
        held = sum(len(counts) for counts in files.values())
        run = sum(count > 0 for counts in files.values() for count in counts.values())
        if held == 0:
            print(f"{room:10} not built")
            continue
        share = 100 * run / held
        low = low or share < target
        print(f"{room:10} {share:5.1f} % of {held} lines in {len(files)} files (at least {target} %)")
        if room in named:
            left = {name: sorted(line for line, count in counts.items() if count == 0) for name, counts in files.items()}
            for name, lines in sorted(left.items(), key=lambda one: -len(one[1])):
                if lines:
                    print(f"  {len(lines):4} of {len(files[name]):4}  {name}: {' '.join(map(str, lines[:12]))}{' ...' if len(lines) > 12 else ''}")
    return 1 if low else 0


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]))
