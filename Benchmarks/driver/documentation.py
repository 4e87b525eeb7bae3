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


def write(path, text):
    """Replaces what stands between the markers."""
    page = path.read_text()
    head, rest = page.split(BEGIN)
    _, tail = rest.split(END)
    path.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}")
