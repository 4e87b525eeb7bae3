"""Writes the results into docs/performance.md, between two markers."""
import platform
import re
import textwrap
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


def paragraph(text, indent=""):
    """Text in lines of at most 120 characters, of which code spans stay whole."""
    # Blanks of code spans are none to `textwrap` while it looks for places to break.
    held = re.sub("`[^`]*`", lambda span: span.group().replace(" ", "\0"), text)
    lines = textwrap.wrap(
        held, 120, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines).replace("\0", " ")


def measurement(command, rounds):
    """What was run where, and the rounds that the medians are of."""
    return (f"`{command}`, {date.today():%-d %B %Y}; {processor()}, {platform.system()}.",
            f"Medians of {rounds} round{'s' if rounds > 1 else ''}.")


def conditions(command, contenders, rounds):
    versions = [paragraph(f"- {one.name}: {one.version()}", indent="  ") for one in contenders]
    return "\n".join([*map(paragraph, measurement(command, rounds)), "", *versions])


def conditions_of_part(command, contenders, rounds):
    """The same as one paragraph, for tables that were measured on their own."""
    versions = "; ".join(f"{one.name}: {one.version()}" for one in contenders)
    return paragraph(f"Measured on its own: {' '.join(measurement(command, rounds))} {versions}.")


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
