"""The gallery's words state figures; a change of the physics can make them untrue without anything failing. So the figures of its runs and
comparisons are kept as they were when the words were last read against them, and this says which examples to read again.
    gallery_figures_test.py PROGRAM ROOT [--update | EXAMPLE...]
Runs are played at fidelity fast, which does the same things at the same dates (sim/README.md)."""
import csv
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

from gallery import paragraphs, told

kept_file = pathlib.Path(__file__).parent / "gallery_figures.csv"
columns = ["example", "command", "design", "figure", "mean"]
told_of = ["goodput", "tokens", "time_to_target_s", "quality.token_efficiency", "quality.time_to_equal_loss_s", "cost.total_usd", "cost.per_million_tokens_usd",
            "cost.to_equal_loss_usd", "time_shares.exposed_communication", "time_shares.data_wait", "time_shares.quorum_wait", "time_shares.straggler_wait",
            "time_shares.restart", "time_shares.degraded", "time_shares.offline"]
tolerance = 2e-3   # relative, and of a share: one this near to zero is told as zero


def commands(path):
    """The example's runs and comparisons, and for a run each "(--set ...)" that its words try."""
    lines = told(path)
    found = [words for kind, words in paragraphs(lines) if kind == "command" and re.match("archipelago (run|compare) ", words)]
    found = found or [f"archipelago run scenarios/examples/{path.name}"]
    tried = re.findall(r"\((--set [^)]*)\)", " ".join(line.strip() for line in lines))
    return found + [f"{found[0]} {change}" for change in tried]


def mean_of(document, figure):
    for part in figure.split("."):
        document = document.get(part) if isinstance(document, dict) else None
    return document.get("mean") if isinstance(document, dict) else document


def figures(program, root, command):
    words = shlex.split(command)[1:] + ["--quiet", "--set", "simulation.fidelity=fast"]
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "result.json"
        words += ["--out", str(out)] if words[0] == "run" else ["--json"]
        done = subprocess.run([program] + words, cwd=root, capture_output=True, text=True, env=dict(os.environ, ARCHIPELAGO_DATA=str(root)))
        if done.returncode != 0:
            raise RuntimeError(f"{command}: exit {done.returncode}\n{done.stderr}")
        if words[0] == "run":
            document = json.loads(out.read_text())
            return [("", figure, mean_of(document, figure)) for figure in told_of]
    return [(value["design"], figure["key"], mean_of(value, "value")) for figure in json.loads(done.stdout)["figures"] if figure["key"] in told_of for value in figure["values"]]


def played(program, root, names):
    for path in sorted((root / "scenarios" / "examples").glob("*.json")):
        if names and path.stem not in names:
            continue
        for command in commands(path):
            for design, figure, mean in figures(program, root, command):
                if mean is not None and not (share(figure) and mean < tolerance):
                    yield [path.stem, command.split("scenarios/examples/", 1)[1], design, figure, f"{mean:.6g}"]


def share(figure):
    return figure == "goodput" or figure.startswith("time_shares.")


def differ(figure, before, now):
    a, b = float(before), float(now)
    return abs(a - b) > tolerance * (1 if share(figure) else max(abs(a), abs(b)))


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    update = sys.argv[3:] == ["--update"]
    names = [] if update else sys.argv[3:]
    rows = list(played(program, root, names))
    if update:
        with kept_file.open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([columns] + rows)
        print(f"{len(rows)} figures written")
        return 0
    with kept_file.open(newline="") as file:
        kept = {tuple(row[:4]): row[4] for row in list(csv.reader(file))[1:] if not names or row[0] in names}
    now = {tuple(row[:4]): row[4] for row in rows}
    moved = [f"{' '.join(filter(None, key))}: {kept.get(key, 0)} when its words were read, now {now.get(key, 0)}"
             for key in dict.fromkeys([*kept, *now]) if differ(key[3], kept.get(key, 0), now.get(key, 0))]
    for line in moved:
        print(line)
    if moved:
        print("read the words on top of these scenarios again, mend them, and then run this with --update")
    print(f"{len(now)} figures of the gallery, {len(moved)} moved")
    return 1 if moved or not now else 0


sys.exit(main())
