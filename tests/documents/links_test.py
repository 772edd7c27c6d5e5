"""Every relative link of every page leads to a file that is there and, with an anchor, to a heading that is there. So does every path of the
tree that a page names in code quotes.   links_test.py ROOT"""
import pathlib
import re
import sys

from pages import anchors, pages, split

rooms = ("models", "scenarios", "reports", "sim", "gui", "tests", "docs")


def targets(root, path):
    for number, line, code in split(path.read_text()):
        if code:
            continue
        for target in re.findall(r"(?<!`)\]\(([^)\s]+)\)", line):
            yield number, target
        for quoted in re.findall(r"`([^`\s]+)`", line):
            if re.fullmatch(r"(%s)(/[\w.\-]+)+/?" % "|".join(rooms), quoted):
                yield number, "/" + quoted


def fault(root, path, target):
    if re.match(r"[a-z]+:", target):
        return None
    name, _, anchor = target.partition("#")
    if target.startswith("/"):
        place = root / name[1:]
        if place.exists() or list(place.parent.glob(place.name + ".*")):   # a source may be named without its ending
            return None
        return f"no such file: {name[1:]}"
    place = (path.parent / name) if name else path
    if not place.exists():
        return f"no such file: {target}"
    if anchor and place.suffix == ".md" and anchor not in anchors(place.read_text()):
        return f"no such heading: {target}"
    return None


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    count, faults = 0, []
    for path in pages(root):
        for number, target in targets(root, path):
            count += 1
            why = fault(root, path, target)
            if why:
                faults.append(f"{path.relative_to(root)}:{number}: {why}")
    print("\n".join(faults))
    print(f"{count} links and paths, {len(faults)} broken")
    return 1 if faults or count < 50 else 0


sys.exit(main())
