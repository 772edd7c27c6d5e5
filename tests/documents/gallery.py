# The gallery of examples, from the words that each scenario and study has on top: a question, what to run, what came out, the decision.
import re


def told(path):
    lines = []
    for line in path.read_text().split("\n"):
        if not line.startswith("//"):
            break
        lines.append(line[2:].rstrip())
    return lines


def paragraphs(lines):
    """Commands stand alone, one a line (what follows one with "--" goes on with it), and so does each line that is set in, as a table's are;
    other lines that follow each other are one paragraph."""
    found, words = [], []
    for line in lines + [""]:
        bare = line.strip()
        if bare.startswith("--") and found and found[-1][0] == "command" and not words:
            found[-1] = ("command", found[-1][1] + " " + bare)
            continue
        command = re.match(r"(?:Compare: |And: +|Run: +|Ask: +)?(archipelago .*)", bare)
        table = not command and line.startswith("   ")
        if command or table or not bare:
            if words:
                found.append(("text", " ".join(words)))
                words = []
            if command or table:
                found.append(("command", command[1]) if command else ("table", line[3:]))
        else:
            words.append(bare)
    return found


def entry(root, path):
    name = path.relative_to(root / "scenarios" / "examples").as_posix()
    parts = paragraphs(told(path))
    if all(kind != "command" for kind, words in parts):
        parts.append(("command", f"archipelago {'sweep' if 'studies' in name else 'run'} scenarios/examples/{name}"))
    body, last = "", ""
    for kind, words in parts:
        if kind == "text":
            before, decide, after = words.partition("Decide:")
            body += (f"\n{before.strip()}\n" if before.strip() else "") + (f"\n**Decide:**{after}\n" if decide else "")
        else:
            body += ("" if kind == last else "\n") + "    " + words + "\n"
        last = kind
    pictures = sorted((root / "scenarios" / "examples" / "pictures").glob(path.stem + ".*"))
    return f"### {path.stem}\n\n[{name}]({name})\n{body}\n" + "".join(f"![{path.stem}](pictures/{picture.name})\n\n" for picture in pictures)


def gallery(root):
    folder = root / "scenarios" / "examples"
    text = ""
    for title, files in (("Scenarios", folder.glob("*.json")), ("Studies and plans", (folder / "studies").glob("*.json"))):
        text += f"## {title}\n\n" + "".join(entry(root, path) for path in sorted(files))
    return text
