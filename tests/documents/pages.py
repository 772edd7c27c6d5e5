# The documents of a source tree: which pages there are, what stands in them, what their anchors are called.
import pathlib
import re


def pages(root):
    for path in sorted(pathlib.Path(root).rglob("*.md")):
        parts = path.relative_to(root).parts
        if parts[0].startswith((".", "build")) or "golden" in parts:
            continue
        yield path


def split(text):
    """Lines with whether each is code, fenced or indented by four after an empty line or other code."""
    fenced = indented = False
    before_empty = True
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("```"):
            fenced = not fenced
            yield number, line, True
            continue
        indented = line.startswith("    ") and (before_empty or indented)
        yield number, line, fenced or indented
        before_empty = not line.strip() and not fenced
        if not line.strip() and not fenced:
            indented = False


def anchors(text):
    """As GitHub names headings."""
    seen = {}
    found = set()
    for _, line, code in split(text):
        heading = re.match(r"#{1,6} +(.*?) *#*$", line)
        if code or not heading:
            continue
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading[1])
        slug = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        count = seen.get(slug, 0)
        seen[slug] = count + 1
        found.add(f"{slug}-{count}" if count else slug)
    return found


def commands(text):
    """Commands in code blocks: (line, text), continued lines joined. What stands after three blanks, outside quotes, is a remark."""
    lines = list(split(text))
    i = 0
    while i < len(lines):
        number, line, code = lines[i]
        i += 1
        if not code or line.startswith("```"):
            continue
        command = re.sub(r"^\$ ", "", line.strip())
        if not re.match(r"(\./)?(archipelago|build|cmake|cpack|ctest|mpirun|sbatch|apt-get|sqlite3|debootstrap|source)\b|\./|sh |git ", command):
            continue
        while command.endswith("\\"):
            command = command[:-1].rstrip() + " " + lines[i][1].strip()
            i += 1
        while command.count('"') % 2 and i < len(lines):
            command += "\n" + lines[i][1]
            i += 1
        yield number, without_remark(command)


def without_remark(command):
    quote = ""
    for at, c in enumerate(command):
        if c in "\"'":
            quote = "" if quote == c else quote or c
        if not quote and command.startswith("   ", at):
            return command[:at].rstrip()
    return command.rstrip()
