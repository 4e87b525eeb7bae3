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
    let grid = ordered(prover.sampleGrid(prover.withHidden(symbols), limit: 400), difference)
    let tape = Tape(difference, in: store)
    let sides = Tape([left, right], in: store)
    let isSame = left == right || isSameFlow(left, right)
    var definedPoints = 0
    for point in grid where definedPoints == 0 || !isSame {
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
    if isSame { return .proved("both sides are the same solution of a differential equation") }
    if store.areProvedEqual(left, right, intervals: prover.intervals) {
      return .proved("the difference is zero in the normal form")
    }
    return .undecided(
      "the normal form does not show it; the sides agree to 96 bits at \(definedPoints) sample points"
    )
  }

  /// The points, those at the ends of [-1, 1] last where there are flows, which are slow there.
  private func ordered(
    _ grid: [[Symbol: Rational]], _ difference: Expression
  ) -> [[Symbol: Rational]] {
    guard store.containsFlow(difference) else { return grid }
    func isAtEnd(_ point: [Symbol: Rational]) -> Bool {
      point.values.contains { $0.magnitude == 1 }
    }
    return grid.filter { !isAtEnd($0) } + grid.filter(isAtEnd)
  }

  /// Whether the sides are equal once flows that are proved equal are written alike.
  private func isSameFlow(_ left: Expression, _ right: Expression) -> Bool {
    guard store.containsFlow(left), store.containsFlow(right) else { return false }
    return store.areProvedEqual(left, store.identifyingFlows(in: right, with: left))
  }

  /// A multiple that cannot cancel against the left side, so that no symbol is lost.
  private func scaledApart(_ expression: Expression) -> Expression {
    store.product(store.pi, expression)
  }
}
