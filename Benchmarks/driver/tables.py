"""Markdown tables of the results."""
from .documentation import paragraph
from .growth import AXES, exponents

KERNELS = {"fc": "FC-NTK", "res": "ResNTK"}


def seconds(result):
    """Three digits, in a unit that fits."""
    if result is None or not result.reports:
        return f"> {result.limit} s" if result and result.limit else "no result" if result else ""
    value = result.seconds
    for unit, scale in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if value * scale >= 1:
            break
    scaled = value * scale
    return f"{scaled:.{max(0, 2 - len(str(int(scaled))) + 1)}f} {unit}"


def ratio(by_name, peer):
    ours, theirs = by_name.get("Zonal"), by_name.get(peer)
    if ours and theirs and ours.reports and theirs.limit:
        return f"> {theirs.limit / ours.seconds:.0f}"
    if not (ours and theirs and ours.reports and theirs.reports):
        return ""
    quotient = theirs.seconds / ours.seconds
    text = f"{quotient:.2f}" if quotient < 10 else f"{quotient:.0f}"
    return f"**{text}**" if peer in ("python-flint", "Arb") else text


def mebibytes(result):
    return f"{result.mebibytes:.0f}" if result and result.reports else ""


def with_ratio(by_name, peer):
    time = seconds(by_name.get(peer))
    return f"{time} ({ratio(by_name, peer)})" if ratio(by_name, peer) else time


def table(header, rows):
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def count(n):
    return f"{n:,}"


def coefficients(results):
    header = ["kernel", "N", "bits", "Zonal", "python-flint", "mpmath", "PARI/GP", "MiB Zonal", "MiB python-flint"]
    rows = [
        [
            f"{KERNELS[task.kernel]}({task.depth})", count(task.terms), count(task.bits),
            seconds(by_name.get("Zonal")),
            *[with_ratio(by_name, peer) for peer in ("python-flint", "mpmath", "PARI/GP")],
            mebibytes(by_name.get("Zonal")), mebibytes(by_name.get("python-flint")),
        ]
        for task, by_name in results.items()
    ]
    return table(header, rows)


def large(results):
    header = ["kernel", "N", "bits", "Zonal", "wall", "MiB", "python-flint", "MiB"]
    rows = [
        [
            f"{KERNELS[task.kernel]}({task.depth})", count(task.terms), count(task.bits),
            seconds(by_name.get("Zonal")),
            f"{by_name['Zonal'].wall_seconds:.1f} s" if by_name["Zonal"].reports else "",
            mebibytes(by_name.get("Zonal")),
            with_ratio(by_name, "python-flint"), mebibytes(by_name.get("python-flint")),
        ]
        for task, by_name in results.items()
    ]
    return table(header, rows)


def value(results):
    header = ["kernel", "digits", "Zonal", "python-flint", "mpmath", "PARI/GP"]
    rows = [
        [
            f"{KERNELS[task.kernel]}({task.depth})", count(task.digits),
            seconds(by_name.get("Zonal")),
            *[with_ratio(by_name, peer) for peer in ("python-flint", "mpmath", "PARI/GP")],
        ]
        for task, by_name in results.items()
    ]
    return table(header, rows)


def spectrum(results):
    peers = ("Arb", "python-flint", "mpmath", "PARI/GP")
    header = ["kernel", "eigenvalues", "bits", "Zonal", *peers]
    rows = [
        [
            f"{KERNELS[task.kernel]}({task.depth})", count(task.terms), count(task.bits),
            seconds(by_name.get("Zonal")),
            *[with_ratio(by_name, peer) for peer in peers],
        ]
        for task, by_name in results.items()
    ]
    return table(header, rows)


def delivered(by_name, name):
    """The significant bits that are proved."""
    result = by_name.get(name)
    return str(result.reports[-1]["deliveredBits"]) if result and result.reports else ""


def condition(results):
    header = ["kernel", "n", "Zonal", "bits proved", "python-flint", "bits proved", "MiB Zonal", "MiB python-flint"]
    rows = [
        [
            f"{KERNELS[task.kernel]}({task.depth})", count(task.terms),
            seconds(by_name.get("Zonal")), delivered(by_name, "Zonal"),
            with_ratio(by_name, "python-flint"), delivered(by_name, "python-flint"),
            mebibytes(by_name.get("Zonal")), mebibytes(by_name.get("python-flint")),
        ]
        for task, by_name in results.items()
    ]
    return table(header, rows)


FORMULAS = {
    "formula": "ResNTK({}), α and t symbols: derivative, LaTeX",
    "composition": "κ₁(κ₁(t)): exact coefficients of t⁰ … t^{}",
    "residual": "ResGPK(2), α a symbol: exact coefficients of t⁰ … t^{}",
}


def symbolic(results):
    header = ["task", "Zonal", "SymPy", "SymEngine"]
    rows = [
        [
            FORMULAS[task.action if task.action == "formula" else task.kernel].format(
                task.size if task.action == "formula" else task.size - 1),
            seconds(by_name.get("Zonal")),
            *[with_ratio(by_name, peer) for peer in ("SymPy", "SymEngine")],
        ]
        for task, by_name in results.items()
    ]
    return table(header, rows)


def growth(group, results):
    size, label, _ = AXES[group]
    header = [label, "Zonal", "python-flint"]
    rows = [
        [count(size(task)), seconds(by_name.get("Zonal")), with_ratio(by_name, "python-flint")]
        for task, by_name in results.items()
    ]
    fits = "; ".join(
        f"{name} {slope:.2f} (from {count(start)} on)"
        for name, (slope, start) in exponents(group, results).items()
    )
    return table(header, rows) + "\n\n" + paragraph(f"Fitted exponent: {fits}.")


TITLES = {
    "coefficients": "Taylor coefficients to certified accuracy",
    "large": "Many coefficients",
    "value": "One value, at t = 1/3",
    "spectrum": "Eigenvalues on the sphere in three dimensions, in a fresh process",
    "condition": "Condition numbers of kernel matrices to 256 bits",
    "points": "Growth with the number of points: FC-NTK, depth 3, condition number to 256 bits",
    "symbolic": "Formulas",
    "terms": "Growth with the number of coefficients: FC-NTK, depth 3, 128 bits",
    "bits": "Growth with the bits: FC-NTK, depth 3, 10,000 coefficients",
    "depth": "Growth with the depth L: FC-NTK, 1,000 coefficients, 256 bits",
}


def section(group, results):
    body = {"coefficients": coefficients, "large": large, "value": value, "spectrum": spectrum,
            "condition": condition, "symbolic": symbolic}.get(group)
    text = body(results) if body else growth(group, results)
    return f"### {TITLES[group]}\n\n{text}"


def summary(all_results):
    """How much faster than python-flint, by group."""
    parts = []
    for group, results in all_results.items():
        quotients = [
            by_name["python-flint"].seconds / by_name["Zonal"].seconds
            for by_name in results.values()
            if all(n in by_name and by_name[n].reports for n in ("Zonal", "python-flint"))
        ]
        if group not in AXES and quotients:
            parts.append(f"{group} {min(quotients):.2f} to {max(quotients):.2f}")
    return paragraph(f"CPU time of python-flint divided by that of Zonal: {'; '.join(parts)}.")


def missed_accuracy(all_results):
    """What the peers without error bounds got wrong, on the values that were compared."""
    notes = []
    for results in all_results.values():
        for task, by_name in results.items():
            for name, result in by_name.items():
                right = min((r["rightBits"] for r in result.reports if "rightBits" in r), default=None)
                if right is not None and not task.is_symbolic and right < task.bits - 1:
                    notes.append(f"{name} delivered {right} bits for `{task.name}`")
    return notes
