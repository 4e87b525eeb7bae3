"""Writes the results into docs/performance.md, between two markers."""
import platform
from datetime import date

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def processor():
    try:
        with open("/proc/cpuinfo") as info:
            fields = [line.split(":", 1) for line in info if ":" in line]
        known = {key.strip(): text.strip() for key, text in fields}
        count = sum(key.strip() == "processor" for key, _ in fields)
        return f"{known.get('model name', platform.machine())}, {count} cores"
    except OSError:
        return platform.processor() or platform.machine()


def conditions(command, contenders, rounds):
    lines = [
        f"`{command}`, {date.today():%-d %B %Y}; {processor()}, {platform.system()}.",
        f"Medians of {rounds} round{'s' if rounds > 1 else ''}.",
        "",
        *[f"- {contender.name}: {contender.version()}" for contender in contenders],
    ]
    return "\n".join(lines)


def conditions_of_part(command, contenders, rounds):
    """The same in one line, for tables that were measured on their own."""
    first, medians, _, *versions = conditions(command, contenders, rounds).split("\n")
    return f"Measured on its own: {first} {medians} " + "; ".join(v[2:] for v in versions) + "."


def write(path, text):
    """Replaces what stands between the markers."""
    head, _, tail = split(path)
    path.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}")


def write_sections(path, sections):
    """Replaces sections between the markers, each of which starts with its title, and keeps the others."""
    head, body, tail = split(path)
    parts = body.strip().split("\n### ")
    known = {part.split("\n", 1)[0]: number for number, part in enumerate(parts) if number > 0}
    for section in sections:
        text = section.removeprefix("### ").strip()
        title = text.split("\n", 1)[0]
        if title in known:
            parts[known[title]] = text + "\n"
        else:
            parts[-1] += "\n"
            parts.append(text)
    text = "\n### ".join(parts).strip()
    path.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}")


def split(path):
    """The page before, between and after the markers."""
    head, rest = path.read_text().split(BEGIN)
    body, tail = rest.split(END)
    return head, body, tail
