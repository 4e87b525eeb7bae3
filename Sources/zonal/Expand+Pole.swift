import Arithmetic
import Expressions
import Language
import Puiseux
import Recurrences
import Reporting

extension Expand {
  /// Prints the Puiseux series at a pole.
  func run(at pole: Pole) throws {
    let (kernel, elaborator) = try options.elaborated()
    let store = elaborator.store
    try options.refusePixels(kernel, store)
    Messages.progress("expanding \(options.kernel) at t = \(pole.point)")
    defer { Messages.endProgress() }
    do {
      let count = terms ?? 6
      let table = elaborator.recurrences
      let expansion =
        table.elements(in: kernel).isEmpty
        ? try PuiseuxExpansion.expand(kernel, at: pole, .terms(count), in: store)
        : try table.expansion(of: kernel, at: pole, terms: count)
      let head: FormulaHead =
        elaborator.isTangentKernel(kernel) == true ? .tangent : .covariance
      let report = try PuiseuxReport(
        kernel: options.kernel, head: head, expansion, bits: bits,
        remainder: try remainder(of: kernel, expansion, store), in: store)
      switch format {
      case .text: print(report.text)
      case .latex: print(report.latex())
      case .json: print(try report.json())
      }
    } catch let error as PuiseuxError {
      throw UsageError(
        message: "the expansion of `\(options.kernel)` at t = \(pole.point) failed: "
          + error.description)
    }
  }

  /// The enclosure that --within asks for.
  private func remainder(
    of kernel: Expressions.Expression, _ expansion: PuiseuxExpansion, _ store: ExpressionStore
  ) throws -> PuiseuxReport.Remainder? {
    guard let within, let distance = Rational(within), expansion.order != nil else { return nil }
    guard let ball = expansion.remainder(of: kernel, within: distance, in: store),
      ball.isFinite
    else {
      throw UsageError(
        message: "no bound for the remainder was found as far as s = \(within); a kernel without "
          + "symbols and a smaller --within may have one")
    }
    return PuiseuxReport.Remainder(ball: ball.decimal(upTo: 6), within: distance)
  }
}
