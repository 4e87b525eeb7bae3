import Arithmetic
import Expressions
import Foundation
import Language
import Plotting
import Singularities
import Syntax
import Testing

/// A small figure with a wide ball, a zero and a quote in a name.
private func figure(isLogarithmic: Bool, style: Figure.Style) -> Figure {
  func point(_ x: Int, _ y: Rational, _ radius: Int = -60) -> Figure.Point {
    Figure.Point(
      x: Rational(x), y: RealBall(y, precision: 80).widened(by: .powerOfTwo(radius)))
  }
  let curves = [
    Figure.Curve(
      label: "fc_ntk(3)", points: (1...5).map { point($0, Rational(1, over: $0 * $0)) },
      predictions: isLogarithmic ? [[point(1, 2), point(5, Rational(1, over: 20))]] : []),
    Figure.Curve(
      label: "it's 50% & x^2",
      points: [
        point(1, Rational(1, over: 2)), point(2, Rational(1, over: 4), -5), point(3, 0),
        point(4, Rational(1, over: 64)),
      ]),
  ]
  return Figure(
    title: "decay",
    x: .init(label: "frequency k", latex: "frequency $k$", isLogarithmic: isLogarithmic),
    y: .init(label: "eigenvalue μ_k", latex: "eigenvalue $\\mu_k$", isLogarithmic: isLogarithmic),
    style: style, curves: curves,
    powerLaws: isLogarithmic ? [.init(exponent: Rational(-3, over: 2), constant: 1.5)] : [])
}

/// Files written by `ZONAL_RECORD=1 swift test --filter PlottingTests`, and reviewed as a diff.
struct PlotGoldenTests {
  static let isRecording = ProcessInfo.processInfo.environment["ZONAL_RECORD"] == "1"
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Goldens")

  private static func compare(_ text: String, with name: String) throws {
    let file = folder.appendingPathComponent(name)
    if isRecording { try Data(text.utf8).write(to: file) }
    #expect(text == (try String(contentsOf: file, encoding: .utf8)), "\(name)")
  }

  @Test func scriptsAndCode() throws {
    let decay = figure(isLogarithmic: true, style: .marks)
    let shape = figure(isLogarithmic: false, style: .line)
    try Self.compare(
      GnuplotScript(decay, terminal: .svg, output: "x.svg").text, with: "decay.gnuplot")
    try Self.compare(GnuplotScript(shape, terminal: .png).text, with: "shape.gnuplot")
    try Self.compare(PGFPlots(decay).text, with: "decay.tex")
    try Self.compare(PGFPlots(shape).text, with: "shape.tex")
    try Self.compare(try decay.json(digits: 10) + "\n", with: "decay.json")
    try Self.compare(decay.csv(digits: 10) + "\n", with: "decay.csv")
  }
}

struct FigureTests {
  /// Long names stand below the diagram, which keeps its width.
  @Test func longNames() {
    let plain = figure(isLogarithmic: false, style: .line)
    let long = Figure(
      x: plain.x, y: plain.y, style: .line,
      curves: [
        Figure.Curve(
          label: "gpk(serial(repeat(2, serial(dense(1), erf)), dense(1)))",
          points: plain.curves[0].points)
      ])
    #expect(GnuplotScript(plain, terminal: .png).text.contains("set key outside right center"))
    #expect(GnuplotScript(long, terminal: .png).text.contains("set key bmargin center maxcols 1"))
    #expect(PGFPlots(plain).text.contains("legend pos=outer north east"))
    #expect(PGFPlots(long).text.contains("at={(0.5,-0.2)}, anchor=north"))
  }

  @Test func numbersThatAreNotPositiveAreLeftOut() {
    #expect(figure(isLogarithmic: true, style: .marks).undrawnCount == 1)
    #expect(figure(isLogarithmic: false, style: .line).undrawnCount == 0)
  }

  private func path(_ name: String) -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)-\(name)")
      .path
  }

  @Test func filesAreWrittenWhole() throws {
    let tex = path("a.tex")
    defer { try? FileManager.default.removeItem(atPath: tex) }
    try FigureFile(path: tex).write(figure(isLogarithmic: true, style: .marks))
    let written = try String(contentsOfFile: tex, encoding: .utf8)
    #expect(written.hasSuffix("\\end{tikzpicture}\n"))
    let folder = URL(fileURLWithPath: tex).deletingLastPathComponent().path
    let rest = try FileManager.default.contentsOfDirectory(atPath: folder)
    let drafts = rest.filter {
      $0.hasPrefix(URL(fileURLWithPath: tex).lastPathComponent) && $0.hasSuffix(".part")
    }
    #expect(drafts.isEmpty)
  }

  @Test func picturesAreWellFormed() throws {
    for name in ["a.svg", "a.png"] {
      let file = path(name)
      defer { try? FileManager.default.removeItem(atPath: file) }
      do {
        try FigureFile(path: file).write(figure(isLogarithmic: true, style: .marks))
      } catch PlotError.gnuplotMissing {
        continue
      }
      let data = try Data(contentsOf: URL(fileURLWithPath: file))
      if name.hasSuffix("png") {
        #expect(data.starts(with: [0x89, 0x50, 0x4E, 0x47]) && data.count > 10_000)
      } else {
        let text = String(decoding: data, as: UTF8.self)
        #expect(text.hasPrefix("<?xml") && text.contains("</svg>"))
        // The names of the curves are text, with what XML reserves spelled out.
        #expect(text.contains("fc_ntk(3)") && text.contains("50% &amp; x^2"))
      }
    }
  }

  @Test func errorsNameTheFile() {
    #expect(throws: PlotError.unknownFormat(path: "a.gif")) { try FigureFile(path: "a.gif") }
    #expect(throws: PlotError.unknownFormat(path: "svg")) { try FigureFile(path: "svg") }
    let empty = Figure(
      x: .init(label: "x", latex: "x", isLogarithmic: false),
      y: .init(label: "y", latex: "y", isLogarithmic: false), style: .line, curves: [])
    #expect(throws: PlotError.nothingToDraw(isLogarithmic: false)) {
      try FigureFile(path: path("a.tex")).write(empty)
    }
    #expect(throws: PlotError.self) {
      try FigureFile(path: "/nowhere/a.tex").write(figure(isLogarithmic: true, style: .marks))
    }
  }

  @Test func lawsRunAboveTheCurves() throws {
    let curve = Figure.Curve(
      label: "c",
      points: (1...40).map {
        Figure.Point(x: Rational($0), y: RealBall(Rational(3, over: $0 * $0), precision: 60))
      })
    let law = try #require(Figure.PowerLaw(exponent: -2, above: [curve]))
    #expect(law.constant > 4.49 && law.constant < 4.51)
    for point in curve.dividedByPower(-2).points {
      #expect(point.y.contains(Rational(3)) && point.y.radius < .powerOfTwo(-40))
    }
  }
}

struct KernelPointTests {
  private func kernel(_ text: String) throws -> (Expressions.Expression, ExpressionStore) {
    let elaborator = try Elaborator(definitions: .forCommandLine([]))
    let source = SourceFile(path: "KERNEL", text: text, kind: .bare)
    let expression = try elaborator.kernel(try Term.parse(text, name: "KERNEL"), in: source)
    return (elaborator.store.simplified(expression), elaborator.store)
  }

  @Test func shapesRunFromEndToEnd() throws {
    let (expression, store) = try kernel("t^2")
    let (points, gaps) = KernelPoints.shape(of: expression, in: store, count: 21)
    #expect(gaps.isEmpty)
    #expect(points.count == 21 && points.first?.x == -1 && points.last?.x == 1)
    for point in points { #expect(point.y.contains(point.x * point.x)) }
    // No value for t > 1/2.
    let (root, other) = try kernel("sqrt(1 - 2*t)")
    let half = KernelPoints.shape(of: root, in: other, count: 21).points
    #expect(half.count < 21 && half.allSatisfy { $0.x <= Rational(1, over: 2) })
  }

  @Test func sequencesStartWhereAsked() throws {
    let (expression, store) = try kernel("kappa1")
    let taylor = try KernelPoints.taylor(of: expression, in: store, count: 4)
    #expect(taylor.map(\.x) == [1, 2, 3, 4])
    #expect(taylor[0].y.contains(Rational(1, over: 2)) && taylor[2].y.isZero)
    let spectrum = try KernelPoints.spectrum(
      of: expression, in: store, dimension: 3, degrees: 1...4)
    #expect(spectrum[0].y.contains(Rational(1, over: 6)) && spectrum[2].y.isZero)
    #expect(spectrum[1].y.contains(Rational(3, over: 128)))
  }

  /// Of arcsin t the series does not see that even coefficients vanish; those after the first are known all the same.
  @Test func someCoefficientsMayVanish() throws {
    let (expression, store) = try kernel("arcsin(t)")
    let taylor = try KernelPoints.taylor(of: expression, in: store, count: 5)
    #expect(taylor[1].y.contains(Rational.zero) && taylor[1].y.radius < .powerOfTwo(-500))
    #expect(taylor[2].y.contains(Rational(1, over: 6)))
    // b₃ = (μ₂ of the step at 1)² = 0, which the series of this kernel cannot show.
    let (step, other) = try kernel("dual(step(1))")
    let third = try KernelPoints.taylor(of: step, in: other, count: 3)[2].y
    #expect(third.contains(Rational.zero) && third.radius < .powerOfTwo(-500))
  }

  /// Small numbers are told from zero however small they are, as long as those before them are small too.
  @Test func smallCoefficientsAreKnown() throws {
    let (expression, store) = try kernel("exp(t/10)")
    let taylor = try KernelPoints.taylor(of: expression, in: store, count: 300)
    #expect(taylor.allSatisfy { $0.y.isCertainlyPositive })
    #expect(taylor[299].y.magnitude < .powerOfTwo(-3000))
  }
}

struct PredictedDecayTests {
  /// [tⁿ]√(1 - t) and the eigenvalues of √(1 - t) are their laws of one term.
  @Test func onePowerIsItsLaw() throws {
    let elaborator = try Elaborator(definitions: .forCommandLine([]))
    let source = SourceFile(path: "KERNEL", text: "", kind: .bare)
    let kernel = try elaborator.kernel(
      try Term.parse("1 - sqrt(1 - t)", name: "KERNEL"), in: source)
    let store = elaborator.store
    let taylor = Figure.Curve(
      label: "b", points: try KernelPoints.taylor(of: kernel, in: store, count: 30))
    let spectrum = Figure.Curve(
      label: "mu",
      points: try KernelPoints.spectrum(of: kernel, in: store, dimension: 4, degrees: 1...30))
    for (curve, dimension) in [(taylor, nil), (spectrum, 4)] {
      let law = try PredictedDecay(of: kernel, in: store, terms: 1, dimension: dimension)
      let ratios = law.ratios(of: curve)
      #expect(ratios.points.count == 30)
      for point in ratios.points {
        #expect(point.y.contains(Rational.one) && point.y.radius < .powerOfTwo(-30))
      }
      let lines = curve.compared(with: law).predictions
      #expect(lines.map(\.count) == [15, 15])
    }
  }

  @Test func parityWithoutALawHasNoLine() throws {
    let elaborator = try Elaborator(definitions: .forCommandLine([]))
    let source = SourceFile(path: "KERNEL", text: "", kind: .bare)
    let store = elaborator.store
    let kernel = try elaborator.kernel(try Term.parse("kappa1", name: "KERNEL"), in: source)
    let curve = Figure.Curve(
      label: "b", points: try KernelPoints.taylor(of: kernel, in: store, count: 400))
    let law = try PredictedDecay(of: kernel, in: store, terms: 2, dimension: nil)
    let lines = curve.compared(with: law).predictions
    // Even indices only, thinned, from the first to the last that the Gamma functions allow.
    #expect(lines.count == 1 && lines[0].count <= 61 && lines[0].last?.x == 400)
    #expect(law.ratios(of: curve).points.allSatisfy { $0.x.word.map { $0 % 2 == 0 } == true })
    let entire = try elaborator.kernel(try Term.parse("exp(t)", name: "KERNEL"), in: source)
    #expect(throws: AsymptoticFailure.self) {
      try PredictedDecay(of: entire, in: store, terms: 1, dimension: nil)
    }
  }
}

/// Where curves are interrupted.
struct GapTests {
  private func shape(
    _ text: String
  ) throws -> (points: [Figure.Point], gaps: [ClosedRange<Rational>]) {
    let elaborator = try Elaborator(definitions: .forCommandLine([]))
    let source = SourceFile(path: "k", text: text, kind: .bare)
    let kernel = try elaborator.kernel(try Term.parse(text, name: "k"), in: source)
    return KernelPoints.shape(of: kernel, in: elaborator.store, count: 241)
  }

  /// At a pole, at a jump, and where a function has no value.
  @Test func interrupted() throws {
    let pole = try shape("1/(t - 1/3)")
    #expect(pole.gaps.isEmpty)
    let breaks = pole.points.filter { !$0.isJoined }
    #expect(breaks.count == 1 && breaks[0].x > Rational(1, over: 3))
    let atSample = try shape("abs(t)/t")
    #expect(atSample.gaps == [0...0])
    #expect(atSample.points.filter { !$0.isJoined }.map(\.y.midpoint) == [.one])
    let half = try shape("sqrt(t)")
    #expect(half.gaps.count == 1 && half.gaps[0].lowerBound == -1)
    #expect(half.gaps[0].upperBound < 0 && half.points.first?.x == 0)
  }

  /// Kernels that are continuous are drawn in one stroke.
  @Test(arguments: [
    "fc_ntk(3)", "fc_gpk(20)", "laplace(1)", "step_gpk(3)", "exponential_power(1, 1/2)",
    "res_ntk(5, 1/2)", "normalized(fc_ntk(6))", "dual(erf)", "abs(t - 1/3)", "1/(t^2 + 1/100)",
  ])
  func continuous(text: String) throws {
    let (points, gaps) = try shape(text)
    #expect(gaps.isEmpty && points.count == 241)
    #expect(points.allSatisfy { $0.isJoined })
  }

  @Test func drawing() {
    let points = [(0, true), (1, true), (2, false), (3, true)].map {
      Figure.Point(x: Rational($0.0), y: RealBall($0.0), isJoined: $0.1)
    }
    let axis = Figure.Axis(label: "t", latex: "t", isLogarithmic: false)
    let figure = Figure(x: axis, y: axis, style: .line, curves: [.init(label: "a", points: points)])
    #expect(
      GnuplotScript(figure, terminal: .svg).text.contains("0.0 0.0\n1.0 1.0\n\n2.0 2.0\n3.0 3.0\n"))
    let code = PGFPlots(figure).text
    #expect(code.contains("(1.0,1.0)\n  (2.0,nan)\n  (2.0,2.0)"))
    #expect(code.contains("unbounded coords=jump"))
  }
}
