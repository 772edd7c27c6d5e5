"""Runs every command that stands in a code block of a page, in the order of the page, in a folder of its own that looks like the clone.
    commands_test.py PROGRAM ROOT SCRATCH [PAGE...]
What a machine of this kind cannot run is named as SKIPPED with the reason."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

from made_files import make
from pages import commands, pages

limit_s = 600
reasons = [
    (r"^\./archipelago test", "it is what runs this"),
    (r"^\./archipelago run scenarios/examples/four-regions\.json$", "the same as with --out, further down"),
    (r"^(git|apt-get|debootstrap|cpack|sbatch|mpirun|ctest|source)\b|^sh sim/packaging", "needs another machine, root, or the whole build"),
    (r"^cmake|^\./build", "builds; tests/install and tests/probe do"),
    (r"^build/tests/|^\./?tests/|^tests/|^(sh|python3) tests/", "a bench or a test"),
    (r"^(\./)?archipelago validate$", "all published tables: the page on accuracy is made anew by it"),
    (r"^(\./)?archipelago validate --data|^(\./)?archipelago validate --markdown", "the page on accuracy is made anew by it"),
    (r"^(\./)?archipelago dashboard( scenarios/\S+)?( --run)?$", "opens a window; tests/gui drives it"),
    (r"^(\./)?archipelago probe|archipelago-probe", "needs an accelerator"),
]


def why_not(command, dashboard):
    for pattern, reason in reasons:
        if re.search(pattern, command):
            return reason
    if "archipelago dashboard" in command and not dashboard:
        return "the dashboard is not built"
    if command.startswith("sqlite3") and not shutil.which("sqlite3"):
        return "no sqlite3"
    return None


def as_the_page_says(name, command):
    """The gallery says how to look at an example soon; the whole runs are its figures."""
    if "pdf" in command and not shutil.which("weasyprint"):
        print(f"SKIPPED {name}: the PDF: no WeasyPrint", flush=True)
        command = command.replace(",pdf", "")
    if name != "scenarios/examples/README.md":
        return command
    if " plan " in command:
        return command + " --dry"
    if " run " in command or " compare " in command:
        return command + " --set simulation.fidelity=fast --replications 2"
    return command


def clone(root, folder, program):
    """What a page's commands find: the tree, but scenarios as a copy, and the program under both of its names."""
    folder.mkdir(parents=True)
    for entry in root.iterdir():
        if entry.name.startswith((".", "build")) or entry.name in ("archipelago", "scenarios"):
            continue
        (folder / entry.name).symlink_to(entry)
    shutil.copytree(root / "scenarios", folder / "scenarios")
    for name in (folder / "archipelago", folder / ".bin" / "archipelago"):
        name.parent.mkdir(exist_ok=True)
        name.write_text(f'#!/bin/sh\nexec "{program}" "$@"\n')
        name.chmod(0o755)
    make(folder, root)


def main():
    program, root, scratch = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3])
    wanted = sys.argv[4:]
    shutil.rmtree(scratch, ignore_errors=True)
    dashboard = (program.parent / "../../gui/archipelago-dashboard").exists()
    ran, skipped, failed = 0, 0, 0
    for path in pages(root):
        name = path.relative_to(root).as_posix()
        found = list(commands(path.read_text()))
        if not found or (wanted and name not in wanted):
            continue
        folder = scratch / name.replace("/", "-")
        clone(root, folder, program)
        environment = dict(os.environ, ARCHIPELAGO_DATA=str(folder), PATH=f"{folder}/.bin:{os.environ['PATH']}", NO_COLOR="1", QT_QPA_PLATFORM="offscreen")
        for number, command in found:
            reason = why_not(command, dashboard)
            if reason:
                print(f"SKIPPED {name}:{number}: {command}: {reason}", flush=True)
                skipped += 1
                continue
            command = as_the_page_says(name, command)
            start = time.time()
            try:
                done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=limit_s)
                code, said = done.returncode, done.stdout[-600:] + done.stderr[-1200:]
            except subprocess.TimeoutExpired:
                code, said = 124, f"took longer than {limit_s} s"
            ran += 1
            if code != 0:
                failed += 1
                print(f"FAILED {name}:{number}: exit {code}: {command}\n{said}", flush=True)
            else:
                print(f"ok {name}:{number} ({time.time() - start:.1f} s): {command}", flush=True)
        shutil.rmtree(folder)
    print(f"{ran} commands ran, {failed} failed, {skipped} skipped")
    return 1 if failed or not ran else 0


sys.exit(main())
