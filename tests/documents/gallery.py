# The gallery of examples, from the words that each scenario and study has on top: a question, what to run, what came out, the decision.
import re


def told(path):
    lines = []
    for line in path.read_text().split("\n"):
        if not line.startswith("//"):
            break
        lines.append(line[2:].strip())
    return lines


def paragraphs(lines):
    """Commands stand alone, one a line; other lines that follow each other are one paragraph."""
    found, words = [], []
    for line in lines + [""]:
        if line.startswith("--") and found and found[-1][0] == "command" and not words:
            found[-1] = ("command", found[-1][1] + " " + line)
            continue
        command = re.match(r"(?:Compare: |And: +|Run: +|Ask: +)?(archipelago .*)", line)
        table = line.startswith(("spares ", "one pool", "8 pools", "interval", "would say"))
        if command or not line or table:
            if words:
                found.append(("text", " ".join(words)))
                words = []
            if command:
                found.append(("command", command[1]))
        else:
            words.append(line)
    return found


def entry(root, path):
    parts = paragraphs(told(path))
    name = path.relative_to(root / "scenarios" / "examples").as_posix()
    text = f"### {path.stem}\n\n"
    pictures = sorted((root / "scenarios" / "examples" / "pictures").glob(path.stem + ".*"))
    commands = []
    body = ""
    for kind, words in parts:
        if kind == "command":
            commands.append(words)
        else:
            before, decide, after = words.partition("Decide:")
            body += (before.strip() + "\n" if before.strip() else "") + (f"\n**Decide:**{after}\n" if decide else "") + "\n"
    if not commands:
        commands = [f"archipelago {'sweep' if 'studies' in name else 'run'} scenarios/examples/{name}"]
    for picture in pictures:
        body += f"![{path.stem}](pictures/{picture.name})\n\n"
    return text + f"[{name}]({name})\n\n" + body + "\n".join("    " + command for command in commands) + "\n\n"


def gallery(root):
    folder = root / "scenarios" / "examples"
    text = ""
    for title, files in (("Scenarios", folder.glob("*.json")), ("Studies and plans", (folder / "studies").glob("*.json"))):
        text += f"## {title}\n\n" + "".join(entry(root, path) for path in sorted(files))
    return text
