internal import Arithmetic
internal import Expressions

/// Encloses sup |f| of a continuous function over an interval, by branch and bound.
struct SupremumNorm {
  let store: ExpressionStore
  let limits: Limits
  /// The variable and its interval, the ends with it.
  let variable: Symbol
  let lower: Rational
  let upper: Rational

  private static let pieceLimit = 400
  private static let precision = 96
  /// The search ends when the bounds agree to 2^(-sharpness) of their size.
  private static let sharpness = 10

  private struct Piece {
    let lower: Rational
    let upper: Rational
    /// |f| there.
    let values: RealBall
  }

  /// A ball that contains the supremum; `nil` when the function is not shown to have values, or has no bound that is
  /// found.
  ///
  /// - Parameters:
  ///   - function: A function of the variable and of parameters.
  ///   - point: Values of the parameters.
  /// - Throws: what the limits throw.
  func enclosure(of function: Expression, at point: [Symbol: Rational]) throws -> RealBall? {
    var intervals = [
      variable: Assumption(
        lower: .init(lower, isIncluded: true), upper: .init(upper, isIncluded: true))
    ]
    for (symbol, value) in point {
      let end = Assumption.End(value, isIncluded: true)
      intervals[symbol] = Assumption(lower: end, upper: end)
    }
    guard RangeAnalysis(store: store, intervals: intervals).isDefined(function) else { return nil }
    let tape = Tape(function, in: store)
    guard let whole = piece(tape, point, lower, upper), var least = value(tape, point, lower)
    else { return nil }
    var pieces = [whole]
    for _ in 0..<Self.pieceLimit {
      try limits.check()
      guard
        let place = pieces.indices.max(by: {
          pieces[$0].values.magnitude < pieces[$1].values.magnitude
        })
      else { break }
      let top = pieces[place]
      if isSharp(top.values, least) { break }
      let middle = (top.lower + top.upper) / 2
      guard let first = piece(tape, point, top.lower, middle),
        let second = piece(tape, point, middle, top.upper),
        let found = value(tape, point, middle)
      else { return nil }
      if found.lowerMagnitude > least.lowerMagnitude { least = found }
      pieces[place] = first
      pieces.append(second)
      pieces.removeAll { $0.values.magnitude < least.lowerMagnitude }
    }
    guard let top = pieces.map(\.values).max(by: { $0.magnitude < $1.magnitude }) else {
      return least
    }
    return least.union(top, precision: Self.precision)
  }

  private func isSharp(_ values: RealBall, _ least: RealBall) -> Bool {
    let gap = values.subtracting(least, precision: Self.precision).magnitude
    return gap <= values.magnitude.scaled(byPowerOfTwo: -Self.sharpness)
  }

  private func piece(
    _ tape: Tape, _ point: [Symbol: Rational], _ lower: Rational, _ upper: Rational
  ) -> Piece? {
    var bindings = point.mapValues { RealBall($0, precision: Self.precision) }
    bindings[variable] = RealBall(from: lower, to: upper, precision: Self.precision)
    guard let ball = try? tape.evaluate(over: bindings, precision: Self.precision).values[0],
      ball.isFinite
    else { return nil }
    return Piece(lower: lower, upper: upper, values: ball.absolute(precision: Self.precision))
  }

  private func value(
    _ tape: Tape, _ point: [Symbol: Rational], _ place: Rational
  ) -> RealBall? {
    var point = point
    point[variable] = place
    let found = try? tape.evaluate(at: point, goal: .absolute(bits: 64), precisionCap: 2048)
    return found?.value.absolute(precision: Self.precision)
  }
}
