import Arithmetic
import Expressions
import Language
import Puiseux
import Recurrences
import Reporting
import Singularities

extension Expand {
  /// Prints the Puiseux series at a pole.
  func run(at pole: Pole) throws {
    let (kernel, elaborator) = try options.elaborated()
    let store = elaborator.store
    try options.refusePixels(kernel, store)
    Messages.progress("expanding \(options.kernel) at t = \(pole.point)")
    defer { Messages.endProgress() }
    do {
      let (expansion, depth) = try expansion(of: kernel, at: pole, elaborator.recurrences)
      let head: FormulaHead =
        elaborator.isTangentKernel(kernel) == true ? .tangent : .covariance
      let elements = elaborator.recurrences.glossary(
        of: expansion.terms.map(\.coefficient) + expansion.conditions)
      let report = try PuiseuxReport(
        kernel: options.kernel, head: head, expansion, bits: bits,
        remainder: try remainder(of: kernel, expansion, store),
        asked: depth == nil ? terms ?? Self.usualTerms : 0, names: depth?.names ?? elements.names,
        constants: depth?.constants ?? elements.definitions, validity: depth?.validity, in: store)
      switch format {
      case .text: print(report.text)
      case .latex: print(report.latex())
      case .json: print(try report.json())
      }
    } catch let error as PuiseuxError {
      throw UsageError(
        message: "the expansion of `\(options.kernel)` at t = \(pole.point) failed: "
          + error.description)
    } catch let error as AsymptoticFailure {
      throw UsageError(
        message: "no expansion of `\(options.kernel)` at t = \(pole.point) was proved for every "
          + "depth: \(error.reason)")
    }
  }

  private static let usualTerms = 6

  /// The expansion; with a symbolic depth, in closed forms where there are any, and by recurrences at t = -1 otherwise.
  private func expansion(
    of kernel: Expressions.Expression, at pole: Pole, _ table: RecurrenceTable
  ) throws -> (PuiseuxExpansion, DepthExpansion?) {
    let count = terms ?? Self.usualTerms
    guard table.hasVaryingElements(in: kernel) else {
      return (try PuiseuxExpansion.expand(kernel, at: pole, .terms(count), in: table.store), nil)
    }
    do throws(PuiseuxError) {
      return (try table.expansion(of: kernel, at: pole, terms: count), nil)
    } catch {
      guard error == .noClosedForm, pole == .minusOne else { throw error }
      let found = try DepthExpansion(of: kernel, atMinusOneIn: table, terms: count)
      return (found.expansion, found)
    }
  }

  /// The enclosure that --within asks for; of a series that ends, as far as it is proved to be the kernel.
  private func remainder(
    of kernel: Expressions.Expression, _ expansion: PuiseuxExpansion, _ store: ExpressionStore
  ) throws -> PuiseuxReport.Remainder? {
    guard let within, let distance = Rational(within) else {
      return expansion.exactDistance(of: kernel, in: store).map {
        PuiseuxReport.Remainder(ball: RealBall.zero.decimal(upTo: 6), within: $0)
      }
    }
    guard let ball = expansion.remainder(of: kernel, within: distance, in: store),
      ball.isFinite
    else {
      let obstacle = expansion.obstacle(of: kernel, within: distance, in: store)
      throw UsageError(
        message: "no bound for the remainder was found as far as s = \(within): "
          + (obstacle.map { "\($0); a smaller --within may have one" }
            ?? "a kernel without symbols and a smaller --within may have one"))
    }
    return PuiseuxReport.Remainder(ball: ball.decimal(upTo: 6), within: distance)
  }
}
