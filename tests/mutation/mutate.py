#!/usr/bin/env python3
"""Breaks one rule of the protocol at a time (rules.txt) in a copy of the tree, builds the tests that know the rules, and says which noticed.

    mutate.py FOLDER    copies the tree to FOLDER and builds it in FOLDER/build; once that is built, some ten seconds a line of rules.txt
    mutate.py --check   only: is each text that would be changed still there, once?

Exit status 1 if a broken rule went unnoticed, or if what was to be broken is no longer there.
"""
import os
import pathlib
import re
import signal
import subprocess
import sys

TESTS = ["models_tests", "replay_tests", "engine_tests"]   # the quickest to notice first
RULES = ["quorum", "grace", "weights", "back-pressure", "recovery bound", "offsets", "LPT", "ring factor", "slice loss", "up-scaling"]
TIME_LIMIT_S = 600
root = pathlib.Path(__file__).resolve().parents[2]


def mutants():
    for line in (root / "tests/mutation/rules.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            yield [part.strip() for part in line.split(" | ")]


def faults():
    for rule, name, there, instead in mutants():
        count = (root / name).read_text().count(there) if (root / name).exists() else 0
        if count != 1:
            yield f"{rule}: {name} has this {count} times, expected once: {there}"
        if instead == there:
            yield f"{rule}: nothing is changed: {there}"
    for rule in sorted({rule for rule, *_ in mutants()} ^ set(RULES)):
        yield f"{rule}: is in one of rules.txt and mutate.py, not in both"


def copy_to(tree):
    """What is the same stays as it is, so that nothing is built again for it; what an interrupted run left broken is mended."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if not (root / name).is_file():
            continue
        text = (root / name).read_bytes()
        if not (tree / name).is_file() or (tree / name).read_bytes() != text:
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).write_bytes(text)


def build(folder):
    return subprocess.run(["cmake", "--build", folder, "--target", *TESTS], capture_output=True, text=True)


def run(program):
    """Output and exit status, which is None of a run that does not end: its children end with it."""
    started = subprocess.Popen([program, "--abort"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
                               env=dict(os.environ, RC_PARAMS="seed=20260421"))
    try:
        return started.communicate(timeout=TIME_LIMIT_S)[0], started.returncode
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
        return started.communicate()[0], None


def noticed(folder):
    for test in TESTS:
        output, status = run(next(folder.glob(f"tests/**/{test}")))
        if status != 0:
            case = re.search(r"^-{70,}\n((?:.+\n)+?)-{70,}$", output, re.M)   # its name, broken into lines, and its sections
            return f"{test}: {' '.join(case[1].split()) if case else 'does not end' if status is None else f'exit status {status}'}"
    return None


def main(tree):
    folder = tree / "build"
    copy_to(tree)
    subprocess.run(["cmake", "-S", tree, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release"], check=True, capture_output=True)
    first = build(folder)
    if first.returncode != 0:
        sys.exit(first.stdout[-3000:])
    if by := noticed(folder):
        sys.exit(f"the tests fail without any change: {by}")
    unnoticed = 0
    for rule, name, there, instead in mutants():
        text = (tree / name).read_text()
        (tree / name).write_text(text.replace(there, instead))
        try:
            built = build(folder).returncode == 0
            by = noticed(folder) if built else None
        finally:
            (tree / name).write_text(text)
        unnoticed += by is None
        place = f"{name}:{text[:text.index(there)].count(chr(10)) + 1}"
        print(f"{rule:15} {place:36} {by or ('NOT NOTICED' if built else 'DOES NOT BUILD')}", flush=True)
    return 1 if unnoticed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = list(faults())
    print(*found, sep="\n", end="\n" if found else "")
    if found or sys.argv[1] == "--check":
        sys.exit(1 if found else 0)
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
