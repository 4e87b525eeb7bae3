import ArgumentParser
import Arithmetic
import Expressions
import Plotting
import Singularities

/// `zonal plot`: diagrams of kernels, their Taylor coefficients and their eigenvalues.
struct Plot: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draws kernels, the decay of their Taylor coefficients, or of their eigenvalues.",
    discussion: """
      Every point comes from a proved enclosure; where its width shows, it is drawn as an error bar.
      On logarithmic axes numbers that are not certainly positive are left out.

        zonal plot 'normalized(fc_ntk(L))' --for 'L in 1...6' --output shapes.svg
        zonal plot 'fc_ntk(3)' 'laplace(1)' --spectrum --dimension 3 --law 1 --output decay.svg
        zonal plot 'fc_ntk(3)' --taylor --law 2 --ratio --output ratio.png

      SVG and PNG are drawn by gnuplot; .tex is code for the LaTeX package pgfplots.
      """)

  /// What is drawn.
  enum Quantity: EnumerableFlag {
    case shape, taylor, spectrum

    static func help(for value: Quantity) -> ArgumentHelp? {
      switch value {
      case .shape: "The kernels over t (default)."
      case .taylor: "Their Taylor coefficients over n."
      case .spectrum: "Their eigenvalues over k, on the sphere that --dimension says."
      }
    }
  }

  /// How the numbers are printed.
  enum DataFormat: String, ExpressibleByArgument, CaseIterable {
    case json, csv
  }

  @Argument(help: "Expressions of the language, such as 'fc_ntk(L)'.")
  var kernels: [String]

  @Flag(exclusivity: .exclusive) var quantity: Quantity = .shape

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "Values of a depth or parameter, such as 'L in 1...6' or 'alpha in {1/10, 1}' (may be "
        + "repeated).", valueName: "name in values"))
  var ranges: [String] = []

  @OptionGroup var library: LibraryOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The D of the sphere S^(D-1), at least 2.", valueName: "D"))
  var dimension: Int?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The last coefficient drawn.", valueName: "n"))
  var terms = 200

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The frequencies, such as 1...100.", valueName: "A...B"))
  var frequencies = "1...100"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("An exponent whose power law is drawn beside, such as -3/2.", valueName: "p")
  )
  var slope: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Draw the proved law of decay beside, the sum of its first J terms.", valueName: "J"))
  var law: Int?

  @Flag(
    help: "Draw the numbers divided by the power law of --slope, or by the proved one of --law.")
  var ratio = false

  @Option(help: "The text above the diagram.")
  var title = ""

  @Option(help: ArgumentHelp("The picture, ending in .svg, .png or .tex.", valueName: "file"))
  var output: String?

  @Option(help: "Print the numbers drawn.")
  var format: DataFormat?

  @OptionGroup var limits: LimitOptions

  /// Significant digits of printed numbers.
  private static let digits = 15
  /// More curves than this are no picture.
  static let curveLimit = 64
  static let pointCount = 241

  func validate() throws {
    if output == nil && format == nil {
      throw ValidationError(
        "say where the picture goes, --output FILE.svg, .png or .tex, or print the numbers with "
          + "--format json or csv")
    }
    if quantity == .spectrum {
      guard let dimension, (2...1000).contains(dimension) else {
        throw ValidationError("--spectrum needs --dimension, between 2 and 1000")
      }
    } else if dimension != nil {
      throw ValidationError("--dimension belongs to --spectrum")
    }
    guard (1...100_000).contains(terms) else {
      throw ValidationError("--terms is between 1 and 100000")
    }
    if slope != nil && quantity == .shape {
      throw ValidationError("--slope belongs to --taylor or --spectrum")
    }
    if let law {
      guard quantity != .shape else {
        throw ValidationError("--law belongs to --taylor or --spectrum")
      }
      guard (1...40).contains(law) else { throw ValidationError("--law is between 1 and 40 terms") }
    }
    if ratio && (slope == nil) == (law == nil) {
      throw ValidationError("--ratio divides by the law of --slope or of --law: name one of them")
    }
    _ = try exponent()
    _ = try FrequencyRange(frequencies)
    do {
      if let output { _ = try Self.file(output) }
    } catch let error as UsageError {
      throw ValidationError(error.message)
    }
  }

  func run() throws {
    let instances = try instances()
    // What has no law is refused before anything is computed.
    let predictions = try instances.map { try prediction(of: $0.1, $0.0, $0.2) }
    var curves: [Figure.Curve] = []
    for ((label, kernel, store), prediction) in zip(instances, predictions) {
      Messages.progress("computing \(label)")
      let curve = Figure.Curve(label: label, points: try points(of: kernel, label, store))
      guard let prediction else {
        curves.append(curve)
        continue
      }
      curves.append(ratio ? prediction.ratios(of: curve) : curve.compared(with: prediction))
    }
    Messages.endProgress()
    let figure = try figure(of: curves)
    if let output {
      do {
        try Self.file(output).write(figure)
      } catch let error as PlotError {
        throw UsageError(message: error.description)
      }
      if figure.undrawnCount > 0 {
        Messages.write(
          "note: \(figure.undrawnCount) points are left out: they are zero, negative, or not "
            + "certainly positive")
      }
    }
    switch format {
    case .json: print(try figure.json(digits: Self.digits))
    case .csv: print(figure.csv(digits: Self.digits))
    case nil: break
    }
  }

  /// What the proved law of a kernel says, where --law asks for it.
  private func prediction(
    of kernel: Expressions.Expression, _ label: String, _ store: ExpressionStore
  ) throws -> PredictedDecay? {
    guard let law else { return nil }
    Messages.progress("looking for the law of \(label)")
    do throws(AsymptoticFailure) {
      return try PredictedDecay(of: kernel, in: store, terms: law, dimension: dimension)
    } catch {
      Messages.endProgress()
      throw UsageError(message: "there is no law to draw for `\(label)`: \(error.reason)")
    }
  }

  private static func file(_ path: String) throws -> FigureFile {
    do {
      let file = try FigureFile(path: path)
      try Files.checkFolder(of: path)
      return file
    } catch let error as PlotError {
      throw UsageError(message: error.description)
    }
  }

  private func exponent() throws -> Rational? {
    guard let slope else { return nil }
    guard let value = Rational(slope), abs(value.numerator.word ?? .max) <= 1000,
      (value.denominator.word ?? .max) <= 1000
    else {
      throw ValidationError("--slope is a fraction such as -3/2, not `\(slope)`")
    }
    return value
  }

  private func figure(of curves: [Figure.Curve]) throws -> Figure {
    let slope = try exponent()
    let shown = ratio ? curves.map { $0.dividedByPower(slope ?? 0) } : curves
    let laws =
      ratio ? [] : slope.flatMap { Figure.PowerLaw(exponent: $0, above: curves) }.map { [$0] }
    return Figure(
      title: title.isEmpty && isFamily ? kernels[0] : title, x: horizontalAxis,
      y: verticalAxis(slope), style: quantity == .shape ? .line : .marks,
      isOrdered: isFamily && curves.count > 2, curves: shown, powerLaws: laws ?? [])
  }

  /// Whether all curves are of one kernel, which the title then names.
  var isFamily: Bool { kernels.count == 1 && !ranges.isEmpty }

  /// The letters of the axes.
  var axisLetters: ReportLetters {
    switch quantity {
    case .shape: .axis("K", "the kernel")
    case .taylor: .axis("n", "the index of the coefficients")
    case .spectrum: .axis("k", "the frequency")
    }
  }

  private var horizontalAxis: Figure.Axis {
    switch quantity {
    case .shape:
      .init(label: "cosine similarity t", latex: "cosine similarity $t$", isLogarithmic: false)
    case .taylor: .init(label: "index n", latex: "index $n$", isLogarithmic: true)
    case .spectrum: .init(label: "frequency k", latex: "frequency $k$", isLogarithmic: true)
    }
  }

  private func verticalAxis(_ slope: Rational?) -> Figure.Axis {
    let (label, name, variable): (String, String, String)
    switch quantity {
    case .shape: return .init(label: "kernel K(t)", latex: "kernel $K(t)$", isLogarithmic: false)
    case .taylor: (label, name, variable) = ("Taylor coefficient ", "b_n", "n")
    case .spectrum: (label, name, variable) = ("eigenvalue ", "μ_k", "k")
    }
    let factor = ratio ? slope.map { "\(variable)^{\(-$0)}" } : nil
    let divisor = ratio && law != nil ? " / proved law" : ""
    let sphere = dimension.map { (", d = \($0)", ", $d = \($0)$") } ?? ("", "")
    let latex = name.replacing("μ", with: "\\mu") + (factor.map { "\\,\($0)" } ?? "")
    return .init(
      label: label + name + (factor.map { " · \($0)" } ?? "") + divisor + sphere.0,
      latex: "\(label)$\(latex)$\(divisor)\(sphere.1)",
      isLogarithmic: !ratio)
  }
}
