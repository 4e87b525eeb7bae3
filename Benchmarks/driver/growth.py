"""How cost grows with the number of terms, the bits and the depth."""
import math
import shutil
import subprocess

#: Group, what grows, its name on the axis, and which points the exponent is fitted to.
AXES = {
    "terms": (lambda task: task.terms, "number of coefficients N", 5000),
    "bits": (lambda task: task.bits, "bits p of each coefficient", 256),
    "points": (lambda task: task.terms, "number of points n", 100),
    # The first layer is linear in N and costs next to nothing.
    "depth": (lambda task: task.depth - 1, "layers after the first, L - 1", 4),
}


def exponent(points):
    """The slope of log(seconds) over log(size), by least squares."""
    xs = [math.log(x) for x, _ in points]
    ys = [math.log(y) for _, y in points]
    x0, y0 = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - x0) * (y - y0) for x, y in zip(xs, ys)) / sum((x - x0) ** 2 for x in xs)


def points(group, results, name):
    size = AXES[group][0]
    return [
        (size(task), by_name[name].seconds)
        for task, by_name in results.items()
        if name in by_name and by_name[name].reports
    ]


def exponents(group, results):
    """The fitted exponents by contender, over the sizes from the fit's start on."""
    start = AXES[group][2]
    found = {}
    for name in ("Zonal", "python-flint"):
        series = points(group, results, name)
        fitted = [p for p in series if p[0] >= start]
        fitted = fitted if len(fitted) >= 2 else series
        if len(fitted) >= 2:
            found[name] = (exponent(fitted), fitted[0][0])
    return found


def plot(group, results, folder):
    """Writes the points, a gnuplot script and, when gnuplot is here, an SVG; its path or None."""
    folder.mkdir(parents=True, exist_ok=True)
    _, label, _ = AXES[group]
    curves = []
    sizes = [x for x, _ in points(group, results, "Zonal")]
    for name, (slope, _) in exponents(group, results).items():
        rows = "".join(f"{x} {y:.6g}\n" for x, y in points(group, results, name))
        curves.append((name, slope, rows))
    if not curves or not sizes:
        return None
    target = folder / f"growth-{group}.svg"
    data = "".join(f"$curve{i} << EOD\n{rows}EOD\n" for i, (_, _, rows) in enumerate(curves))
    lines = ", ".join(
        f"$curve{i} with linespoints lw 2 pt {5 + 2 * i} ps 0.6 lc rgb '{color}' "
        f"title '{name}, exponent {slope:.2f}'"
        for i, ((name, slope, _), color) in enumerate(zip(curves, ("#1f5fa8", "#b5482a")))
    )
    script = f"""{data}set terminal svg size 560,360 font 'sans-serif,12' background '#ffffff'
set output '{target.name}'
set logscale xy
set xrange [{min(sizes) / 1.5}:{max(sizes) * 1.5}]
set rmargin 4
set key top left reverse Left
set border 3
set tics nomirror
set grid lc rgb '#dddddd'
set xlabel '{label}'
set ylabel 'CPU seconds'
set format y '10^{{%L}}'
plot {lines}
"""
    if not shutil.which("gnuplot"):
        (folder / f"growth-{group}.gp").write_text(script)
        print(f"gnuplot is missing: {folder}/growth-{group}.gp holds the script")
        return None
    subprocess.run(["gnuplot"], input=script, text=True, check=True, cwd=folder)
    return target
