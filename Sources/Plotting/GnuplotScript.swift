internal import Arithmetic

/// A figure as a script for gnuplot 5, with its data inside.
public struct GnuplotScript: Sendable {
  /// What gnuplot draws.
  public enum Terminal: String, Sendable {
    /// Scalable vector graphics.
    case svg
    /// A picture of 1800 by 1120 points.
    case png
  }

  /// The script, which writes to the standard output of gnuplot unless a file is given.
  public let text: String

  /// Writes the script.
  ///
  /// - Parameters:
  ///   - figure: What is drawn.
  ///   - terminal: In which format.
  ///   - path: The file that gnuplot writes.
  public init(_ figure: Figure, terminal: Terminal, output path: String? = nil) {
    let markScale = terminal == .svg ? 0.5 : 1.6
    var lines = GnuplotScript.header(terminal)
    if let path { lines.append("set output \(quoted(path))") }
    lines += GnuplotScript.axes(of: figure)
    var plots: [String] = []
    for (index, curve) in figure.curves.enumerated() {
      lines += GnuplotScript.data(of: curve, in: figure, index: index)
      plots += GnuplotScript.plots(of: curve, in: figure, index: index, markScale: markScale)
    }
    let predictions = GnuplotScript.predictions(in: figure)
    lines += predictions.lines
    plots += predictions.plots
    plots += figure.powerLaws.map { GnuplotScript.plot(of: $0, in: figure) }
    lines.append("plot " + plots.joined(separator: ", \\\n  "))
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func header(_ terminal: Terminal) -> [String] {
    switch terminal {
    case .svg:
      [
        "set terminal svg size 900,560 font 'DejaVu Sans,14' enhanced rounded "
          + "background rgb 'white'"
      ]
    case .png:
      ["set terminal pngcairo size 1800,1120 font 'DejaVu Sans,28' enhanced rounded linewidth 2"]
    }
  }

  private static func axes(of figure: Figure) -> [String] {
    let place = figure.hasLongNames ? "bmargin center maxcols 1" : "outside right center"
    var lines = [
      "set encoding utf8",
      "set border 3 lc rgb '#404040'",
      "set tics nomirror out scale 0.7",
      "set grid xtics ytics lc rgb '#\(Palette.grid)' lt 1 lw 0.8",
      "set key \(place) vertical Left reverse samplen 1.6 spacing 1.35",
      "set bars small",
      "set xlabel \(quoted(figure.x.label))",
      "set ylabel \(quoted(figure.y.label)) offset -0.5,0",
    ]
    if !figure.title.isEmpty { lines.append("set title \(quoted(figure.title)) noenhanced") }
    if figure.x.isLogarithmic { lines += ["set logscale x", "set format x '%g'"] }
    if figure.y.isLogarithmic { lines += ["set logscale y", "set format y '10^{%T}'"] }
    if let range = figure.horizontalRange, range.lowerBound < range.upperBound {
      // Marks keep some distance from the axes; lines run from end to end.
      let isLine = figure.style == .line
      let (low, high) = (range.lowerBound, range.upperBound)
      if isLine {
        lines.append("set xrange [\(low):\(high)]")
      } else if figure.x.isLogarithmic {
        lines.append("set xrange [\(low / 1.15):\(high * 1.15)]")
      }
    }
    return lines
  }

  private static func data(of curve: Figure.Curve, in figure: Figure, index: Int) -> [String] {
    let points = figure.drawnPoints(of: curve)
    // An empty line interrupts the curve.
    var lines = ["$curve\(index) << END"]
    for (number, point) in points.enumerated() {
      if number > 0, !point.isJoined { lines.append("") }
      lines.append("\(point.x) \(point.y)")
    }
    lines.append("END")
    let wide = points.filter(\.hasVisibleError)
    if !wide.isEmpty {
      lines += ["$bars\(index) << END"] + wide.map { "\($0.x) \($0.y) \($0.low) \($0.high)" }
      lines.append("END")
    }
    return lines
  }

  /// - Parameter markScale: What makes marks equally large in all terminals, which count their sizes differently.
  private static func plots(
    of curve: Figure.Curve, in figure: Figure, index: Int, markScale: Double
  ) -> [String] {
    let points = figure.drawnPoints(of: curve)
    if points.isEmpty { return [] }
    let colour = Palette.colour(index, of: figure.curves.count, isOrdered: figure.isOrdered)
    let paint = "lc rgb '#\(colour)'"
    let style: String
    switch figure.style {
    case .line: style = "with lines lw 2 \(paint)"
    case .marks:
      let size = (points.count > 150 ? 0.7 : points.count > 60 ? 0.85 : 1.1) * markScale
      style = "with points pt \(marks[index % marks.count]) ps \(rounded(size)) \(paint)"
    }
    var plots = ["$curve\(index) \(style) title \(quoted(curve.label)) noenhanced"]
    if points.contains(where: \.hasVisibleError) {
      plots.append("$bars\(index) with yerrorbars pt 0 lw 1 \(paint) notitle")
    }
    return plots
  }

  /// Dashed lines in the colours of their curves, with one entry in the legend for all.
  private static func predictions(in figure: Figure) -> (lines: [String], plots: [String]) {
    var lines: [String] = []
    var plots: [String] = []
    for (index, curve) in figure.curves.enumerated() {
      let colour = Palette.colour(index, of: figure.curves.count, isOrdered: figure.isOrdered)
      for (number, points) in figure.drawnPredictions(of: curve).enumerated() {
        let name = "$law\(index)_\(number)"
        lines += ["\(name) << END"] + points.map { "\($0.x) \($0.y)" } + ["END"]
        plots.append("\(name) with lines dt 2 lw 1 lc rgb '#\(colour)' notitle")
      }
    }
    if !plots.isEmpty {
      plots.append(
        "NaN with lines dt 2 lw 1 lc rgb '#\(Palette.reference)' title \(quoted("proved law"))")
    }
    return (lines, plots)
  }

  /// Filled circle, triangle, square, diamond, triangle down, pentagon.
  private static let marks = [7, 9, 5, 13, 11, 15]

  private static func plot(of law: Figure.PowerLaw, in figure: Figure) -> String {
    // In gnuplot integers divide to integers.
    let exponent = "(\(law.exponent.numerator).0/\(law.exponent.denominator).0)"
    let name = figure.x.label.last.map(String.init) ?? "x"
    return "\(law.constant)*x**\(exponent) with lines dt 2 lw 1.5 lc rgb '#\(Palette.reference)' "
      + "title \(quoted("∝ \(name)^{\(law.exponent)}"))"
  }
}

/// A size with two decimals.
private func rounded(_ size: Double) -> Double { (size * 100).rounded() / 100 }

/// A string in single quotes, where a quote is doubled and nothing else has a meaning.
private func quoted(_ text: String) -> String {
  "'" + text.replacing("'", with: "''").replacing("\n", with: " ") + "'"
}
