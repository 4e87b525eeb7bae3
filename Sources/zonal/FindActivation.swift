import ArgumentParser
import Arithmetic
import Expressions
import Language
import Reporting
import Series
import Syntax

/// `zonal activation`: an activation whose dual is a given kernel.
///
/// For K = Σ bₙtⁿ with bₙ ≥ 0 the activation φ = Σ √bₙ·hₙ, hₙ the Hermite polynomials of unit norm, has the dual
/// K (Simon, Anand & DeWeese 2022). What N terms leave out has the mean square K(1) - Σ bₙ.
struct FindActivation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activation",
    abstract: "Finds an activation whose dual is a kernel, by its Hermite coefficients.")

  @OptionGroup var options: KernelOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many coefficients, from that of h_0 on.", valueName: "n"))
  var terms = 16

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many decimals to certify.", valueName: "n"))
  var digits = 20

  @Option(
    name: .customLong("at"), parsing: .unconditional,
    help: ArgumentHelp("A number u at which the sum of the terms is evaluated.", valueName: "u"))
  var point: String?

  @Option(help: "How to print it.")
  var format: PlainFormat = .text

  func validate() throws {
    guard (1...2000).contains(terms) else {
      throw ValidationError("--terms is between 1 and 2000")
    }
    guard (1...1000).contains(digits) else {
      throw ValidationError("--digits is between 1 and 1000")
    }
  }

  func run() throws {
    let (kernel, elaborator) = try options.numericKernel()
    let store = elaborator.store
    let bits = Int(Double(digits) * 3.3219280948873626) + 16
    // A coefficient b within ε has its root within √ε.
    let working = 2 * bits + 32
    let squares = try taylorCoefficients(of: kernel, store, bits: working)
    let roots = try squares.enumerated().map { n, b in
      if b.isCertainlyNegative {
        throw UsageError(
          message: "the coefficient of t^\(n) of `\(options.kernel)` is negative, so it is no dual "
            + "activation")
      }
      return try RealBall.sqrt(b, precision: working)
    }
    let report = ActivationReport(
      kernel: options.kernel, coefficients: roots.map { $0.decimal(decimals: digits) },
      rest: try rest(of: kernel, squares, store, bits: working).decimal(upTo: 10),
      value: try point.map { ($0, try value(roots, at: $0, elaborator, bits: working)) })
    print(format == .json ? try report.json() : report.text)
  }

  private func taylorCoefficients(
    of kernel: Expressions.Expression, _ store: ExpressionStore, bits: Int
  ) throws -> [RealBall] {
    do {
      return try TaylorExpansion.expand(
        kernel, in: store, order: terms, goal: .absolute(bits: bits)
      ).coefficients
    } catch {
      guard let best = error.best else {
        throw UsageError(
          message: "the expansion of `\(options.kernel)` failed: "
            + (error.reason?.description ?? "the accuracy was not reached"))
      }
      return best.coefficients
    }
  }

  /// K(1) - Σ bₙ.
  private func rest(
    of kernel: Expressions.Expression, _ squares: [RealBall], _ store: ExpressionStore, bits: Int
  ) throws -> RealBall {
    let end = try KernelValue(
      of: kernel, at: store.rational(1), pointText: "1", digits: digits + 10, in: store)
    return squares.reduce(end.ball) { $0.subtracting($1, precision: bits) }
  }

  /// Σ √bₙ·hₙ(u), by hₙ₊₁ = (u·hₙ - √n·hₙ₋₁)/√(n+1).
  private func value(
    _ roots: [RealBall], at text: String, _ elaborator: Elaborator, bits: Int
  ) throws -> DecimalBall {
    let source = SourceFile(path: "--at", text: text, kind: .bare)
    let place = try elaborator.kernel(try Term.parse(text, name: "--at"), in: source)
    let working = bits + 8 * terms
    let tape = Tape(place, in: elaborator.store)
    guard elaborator.store.symbols(in: place).isEmpty,
      let u = try? tape.evaluate(at: [:], goal: .absolute(bits: working)).value
    else { throw UsageError(message: "the point `\(text)` is not a number") }
    var (before, current) = (RealBall.zero, RealBall.one)
    var sum = RealBall.zero
    for (n, root) in roots.enumerated() {
      sum = sum.adding(root.multiplied(by: current, precision: working), precision: working)
      let (low, high) = (
        try RealBall.sqrt(RealBall(n), precision: working),
        try RealBall.sqrt(RealBall(n + 1), precision: working)
      )
      let next = u.multiplied(by: current, precision: working)
        .subtracting(before.multiplied(by: low, precision: working), precision: working)
        .divided(by: high, precision: working)
      (before, current) = (current, next)
    }
    return sum.decimal(upTo: digits)
  }
}
