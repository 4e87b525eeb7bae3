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
    try ReportLetters.expansion(
      isLaTeX: format == .latex, hasLayers: !elaborator.recurrences.elements(in: kernel).isEmpty
    ).check(store)
    Messages.progress("expanding \(options.kernel) at t = \(pole.point)")
    defer { Messages.endProgress() }
    let head: FormulaHead = elaborator.isTangentKernel(kernel) == true ? .tangent : .covariance
    do {
      let expansion: PuiseuxExpansion
      let depth: DepthExpansion?
      do {
        (expansion, depth) = try self.expansion(of: kernel, at: pole, elaborator.recurrences)
      } catch PuiseuxError.noClosedForm where pole == .one {
        guard let found = elaborator.recurrences.rootExpansion(of: kernel, terms: count) else {
          throw PuiseuxError.noClosedForm
        }
        return try write(found, head, store)
      }
      let elements = elaborator.recurrences.glossary(
        of: expansion.terms.map(\.coefficient) + expansion.conditions)
      let report = try PuiseuxReport(
        kernel: options.kernel, head: head, expansion, bits: bits,
        remainder: try remainder(of: kernel, expansion, store),
        asked: depth == nil ? count : 0, names: depth?.names ?? elements.names,
        constants: depth?.constants ?? elements.definitions, validity: depth?.validity, in: store)
      try write(report)
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

  private func write(_ report: PuiseuxReport) throws {
    switch format {
    case .text: print(report.text)
    case .latex: print(report.latex())
    case .json: print(try report.json())
    }
  }

  /// Prints an expansion whose exponents depend on the depth.
  private func write(
    _ expansion: RootExpansion, _ head: FormulaHead, _ store: ExpressionStore
  ) throws {
    guard within == nil else {
      throw UsageError(
        message: "--within encloses what is left out for numbers; write one for the depth of "
          + "`\(options.kernel)`")
    }
    try write(
      PuiseuxReport(
        kernel: options.kernel, head: head,
        expansion.terms.map { ($0.exponent, $0.coefficient) }, order: expansion.order.exponent,
        asked: count,
        validity: "by induction on the depth, for every \(expansion.depth.name) >= "
          + "\(expansion.least)", in: store))
  }

  /// The expansion; with a symbolic depth, in closed forms where there are any, and by recurrences at t = -1 otherwise.
  private func expansion(
    of kernel: Expressions.Expression, at pole: Pole, _ table: RecurrenceTable
  ) throws -> (PuiseuxExpansion, DepthExpansion?) {
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
