internal import Arithmetic
internal import Expressions

/// Proves or refutes that an expression is zero wherever it is defined.
struct IdentityProver {
  let store: ExpressionStore
  /// Where to look for points at which the sides differ.
  let prover: InequalityProver

  func prove(_ left: Expression, _ right: Expression) -> InequalityFinding {
    let difference = store.difference(left, right)
    let symbols = store.symbols(in: store.sum([left, scaledApart(right)]))
    let grid = prover.sampleGrid(prover.withHidden(symbols), limit: 400)
    let tape = Tape(difference, in: store)
    let sides = Tape([left, right], in: store)
    var definedPoints = 0
    for point in grid {
      guard prover.isAdmissible(point) else { continue }
      let balls = point.mapValues { RealBall($0, precision: 160) }
      guard let ends = try? sides.evaluate(over: balls, precision: 160), ends.isDefinednessProved,
        let result = try? tape.evaluate(at: point, goal: .absolute(bits: 96), precisionCap: 512)
      else { continue }
      definedPoints += 1
      if !result.value.containsZero { return .refuted(point) }
    }
    guard definedPoints > 0 else {
      return .undecided("neither side is shown to be defined at any of \(grid.count) sample points")
    }
    if left == right { return .proved("both sides simplify to the same expression") }
    if store.areProvedEqual(left, right, intervals: prover.intervals) {
      return .proved("the difference is zero in the normal form")
    }
    return .undecided(
      "the normal form does not show it; the sides agree to 96 bits at \(definedPoints) sample points"
    )
  }

  /// A multiple that cannot cancel against the left side, so that no symbol is lost.
  private func scaledApart(_ expression: Expression) -> Expression {
    store.product(store.pi, expression)
  }
}
