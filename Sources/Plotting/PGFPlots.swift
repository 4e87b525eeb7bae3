internal import Arithmetic
internal import Expressions

/// A figure as code for the LaTeX package pgfplots, to be read in with `\input`.
public struct PGFPlots: Sendable {
  /// The code.
  public let text: String

  /// Writes the code.
  public init(_ figure: Figure) {
    var lines = [
      "% Needs \\usepackage{pgfplots} and \\pgfplotsset{compat=1.18}.",
      "\\begin{tikzpicture}",
    ]
    for index in figure.curves.indices {
      let colour = Palette.colour(index, of: figure.curves.count, isOrdered: figure.isOrdered)
      lines.append("\\definecolor{curve\(index)}{HTML}{\(colour)}")
    }
    lines.append("\\definecolor{reference}{HTML}{\(Palette.reference)}")
    lines.append("\\definecolor{grid}{HTML}{\(Palette.grid)}")
    lines.append(
      "\\begin{axis}[\n  " + PGFPlots.options(of: figure).joined(separator: ",\n  ") + "]")
    for (index, curve) in figure.curves.enumerated() {
      lines += PGFPlots.plot(of: curve, in: figure, index: index)
    }
    lines += PGFPlots.predictions(in: figure)
    for law in figure.powerLaws { lines += PGFPlots.plot(of: law, in: figure) }
    lines += ["\\end{axis}", "\\end{tikzpicture}"]
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func options(of figure: Figure) -> [String] {
    var options = [
      "width=11cm", "height=7.5cm", "axis lines=left", "grid=major",
      "grid style={grid, very thin}", "tick align=outside",
      "xlabel={\(figure.x.latex)}", "ylabel={\(figure.y.latex)}",
      "legend cell align=left",
    ]
    options +=
      figure.hasLongNames
      ? ["legend style={draw=none, at={(0.5,-0.2)}, anchor=north}"]
      : ["legend pos=outer north east", "legend style={draw=none}"]
    if !figure.title.isEmpty {
      options.append("title={\\texttt{\(LaTeXName.escaped(figure.title))}}")
    }
    if figure.curves.contains(where: { $0.points.contains { !$0.isJoined } }) {
      options.append("unbounded coords=jump")
    }
    if figure.x.isLogarithmic { options.append("xmode=log") }
    if figure.y.isLogarithmic { options.append("ymode=log") }
    return options
  }

  private static func plot(of curve: Figure.Curve, in figure: Figure, index: Int) -> [String] {
    let points = figure.drawnPoints(of: curve)
    if points.isEmpty { return [] }
    let marks = ["*", "triangle*", "square*", "diamond*", "pentagon*"]
    var style = "curve\(index)"
    switch figure.style {
    case .line: style += ", thick, no marks"
    case .marks: style += ", only marks, mark=\(marks[index % marks.count]), mark size=1pt"
    }
    let hasBars = points.contains(where: \.hasVisibleError)
    if hasBars { style += ", error bars/.cd, y dir=both, y explicit" }
    var coordinates: [String] = []
    for (number, point) in points.enumerated() {
      // What is not a number interrupts the curve.
      if number > 0, !point.isJoined { coordinates.append("  (\(point.x),nan)") }
      let bar =
        hasBars ? " += (0,\(point.high - point.y)) -= (0,\(point.y - point.low))" : ""
      coordinates.append("  (\(point.x),\(point.y))\(bar)")
    }
    return ["\\addplot[\(style)] coordinates {"] + coordinates
      + ["};", "\\addlegendentry{\\texttt{\(LaTeXName.escaped(curve.label))}}"]
  }

  /// Dashed lines in the colours of their curves, with one entry in the legend for all.
  private static func predictions(in figure: Figure) -> [String] {
    var lines: [String] = []
    for (index, curve) in figure.curves.enumerated() {
      for points in figure.drawnPredictions(of: curve) {
        lines.append("\\addplot[curve\(index), dashed, no marks, forget plot] coordinates {")
        lines += points.map { "  (\($0.x),\($0.y))" }
        lines.append("};")
      }
    }
    if lines.isEmpty { return [] }
    return lines + [
      "\\addlegendimage{reference, dashed, no marks}", "\\addlegendentry{proved law}",
    ]
  }

  private static func plot(of law: Figure.PowerLaw, in figure: Figure) -> [String] {
    guard let range = figure.horizontalRange else { return [] }
    let exponent = "\(law.exponent.numerator)/\(law.exponent.denominator)"
    let name = figure.x.label.last.map(String.init) ?? "x"
    return [
      "\\addplot[reference, dashed, thick, no marks, samples=50, "
        + "domain=\(range.lowerBound):\(range.upperBound)] {\(law.constant)*x^(\(exponent))};",
      "\\addlegendentry{$\\propto \(name)^{\(law.exponent)}$}",
    ]
  }
}
