"""What a page says a command printed is what the command prints: parts between "<!-- archipelago ... -->" and "<!-- end of ... -->" are made
anew and compared. The gallery of examples is made from the words on top of each.
    generated_test.py PROGRAM ROOT fast|slow [--update]     slow: validate, which plays all published tables; fast: everything else"""
import os
import pathlib
import re
import shlex
import subprocess
import sys

from gallery import gallery
from pages import pages

mark = re.compile(r"(<!-- (archipelago [^>]*?|gallery) -->\n)(.*?)(<!-- end of [^>]*-->)", re.S)


def made(root, program, what):
    if what == "gallery":
        return gallery(root)
    words = shlex.split(what)
    data = root.parent / "shared" / "data"
    if words[1] == "validate" and data.is_dir():
        words += ["--data", str(data)]
    done = subprocess.run([program] + words[1:], capture_output=True, text=True, env=dict(os.environ, ARCHIPELAGO_DATA=str(root)))
    if done.returncode != 0:
        print(f"{what}: exit {done.returncode}\n{done.stderr}")
    return done.stdout, done.returncode


def same(what, kept, now):
    if kept == now or "archipelago validate" not in what:
        return kept == now
    # Without the measured data its tables are not here; the others must be as they were.
    def parts(text):
        return {part.split("\n", 1)[0]: part for part in re.split(r"^## ", text, flags=re.M)[1:]}
    before, after = parts(kept), parts(now)
    here = {name for name, part in after.items() if "measured data of this table is not here" not in part}
    for name in sorted(set(after) - here):
        print(f"SKIPPED {what}: {name}: its measured data is not here")
    return before.keys() == after.keys() and here and here != set(after) and all(before[name].strip() == after[name].strip() for name in here)


def main():
    program, root, speed = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), sys.argv[3]
    update = "--update" in sys.argv
    checked, faults = 0, 0
    for path in pages(root):
        text = path.read_text()
        for found in list(mark.finditer(text)):
            what, kept = found[2], found[3]
            if ("archipelago validate" in what) != (speed == "slow"):
                continue
            checked += 1
            now = made(root, program, what)
            now, code = now if isinstance(now, tuple) else (now, 0)
            if code != 0:
                faults += 1
                continue
            if same(what, kept, now):
                continue
            if update:
                text = text.replace(found[0], found[1] + now + found[4])
                path.write_text(text)
                print(f"{path.relative_to(root)}: {what}: written anew")
                continue
            faults += 1
            print(f"{path.relative_to(root)}: {what}: the page is not what is printed now; run this with --update")
            old, new = kept.split("\n"), now.split("\n")
            for a, b in zip(old, new):
                if a != b:
                    print(f"  page: {a}\n  now:  {b}")
                    break
    print(f"{checked} parts of pages, {faults} faults")
    return 1 if faults or not checked else 0


sys.exit(main())
