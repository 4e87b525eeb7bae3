internal import Arithmetic
internal import Expressions

/// A box of rational intervals, one a symbol.
struct Box {
  var sides: [(symbol: Symbol, lower: Rational, upper: Rational)]
  var depth = 0
  /// Whether the sign is strict already because a slope leads strictly away from an excluded end.
  var isStrictElsewhere = false

  /// The balls of the sides.
  func balls(precision: Int) -> [Symbol: RealBall] {
    Dictionary(
      uniqueKeysWithValues: sides.map {
        ($0.symbol, RealBall(from: $0.lower, to: $0.upper, precision: precision))
      })
  }

  /// The middle point.
  var center: [Symbol: Rational] {
    Dictionary(
      uniqueKeysWithValues: sides.map { ($0.symbol, ($0.lower + $0.upper) / 2) })
  }

  /// Whether every side is a single number.
  var isPoint: Bool { sides.allSatisfy { $0.lower == $0.upper } }

  /// The two halves across the widest side.
  func bisected() -> [Box] {
    guard
      let widest = sides.indices.max(by: {
        sides[$0].upper - sides[$0].lower < sides[$1].upper - sides[$1].lower
      })
    else { return [] }
    let middle = (sides[widest].lower + sides[widest].upper) / 2
    var (left, right) = (self, self)
    left.sides[widest].upper = middle
    right.sides[widest].lower = middle
    left.depth += 1
    right.depth += 1
    return [left, right]
  }
}

extension InequalityProver {
  /// A box is not halved more often than this.
  private static let depthLimit = 60

  /// Covers the domain by boxes on each of which an enclosure shows the sign.
  ///
  /// On a box the value is enclosed directly, and by the mean value form f(m) + Σ ∂ᵢf(X)(xᵢ - mᵢ); where a
  /// partial derivative has one sign, only the face where f is smallest is kept.
  func branchAndBound(
    _ expression: Expression, _ claim: SignClaim, _ symbols: [Symbol]
  ) throws -> InequalityFinding {
    var start = Box(sides: [])
    for symbol in symbols {
      guard let low = domain(of: symbol).lower?.value, let high = domain(of: symbol).upper?.value
      else {
        return .undecided(
          "`\(symbol.name)` is unbounded; give it an interval, such as `for \(symbol.name) in [1/10, 10]`"
        )
      }
      start.sides.append((symbol, low, high))
    }
    let value = Tape(expression, in: store)
    // Flows have no formula for their slopes; boxes are enclosed directly then.
    let slopes = symbols.map { symbol in
      (try? store.derivative(of: expression, with: symbol)).map { Tape($0, in: store) }
    }
    var pending = [start]
    var covered = 0
    while let box = pending.popLast() {
      try limits.check()
      covered += 1
      if covered > limits.boxBudget {
        return .undecided(stuck(box, "\(limits.boxBudget) boxes were not enough"))
      }
      let wanted = box.isStrictElsewhere ? .nonnegative : claim
      switch try examine(box, expression, value, slopes, wanted) {
      case .shown: continue
      case .refuted(let point):
        // On a face at an excluded end a negative value refutes the claim near it, not there.
        if point.allSatisfy({ domain(of: $0.key).admits($0.value) }) {
          if isAdmissible(point) { return .refuted(point) }
          return .undecided(stuck(box, "the sides may have no values"))
        }
        return .undecided(stuck(box, "the claim fails at an end that is excluded"))
      case .face(let face): pending.append(face)
      case .unknown:
        if box.depth >= Self.depthLimit || box.isPoint {
          return .undecided(stuck(box, "the difference comes too close to 0"))
        }
        pending += box.bisected()
      }
    }
    return .proved("by branch and bound on \(covered) boxes")
  }

  private enum BoxFinding {
    case shown
    case refuted([Symbol: Rational])
    case face(Box)
    case unknown
  }

  private func examine(
    _ box: Box, _ expression: Expression, _ value: Tape, _ slopes: [Tape?], _ claim: SignClaim
  ) throws -> BoxFinding {
    let precision = 64 + 2 * box.depth
    let balls = box.balls(precision: precision)
    let whole = try value.evaluate(over: balls, precision: precision)
    if whole.isDefinednessProved && claim.isShown(by: whole.values[0]) { return .shown }
    let center = box.center
    if let middle = try? value.evaluate(
      at: center, goal: .absolute(bits: precision), precisionCap: 8 * precision),
      middle.isDefinednessProved
    {
      if claim.isRefuted(by: middle.value) { return .refuted(center) }
      if box.isPoint { return pointFinding(middle.value, expression, center, claim) }
      guard whole.isDefinednessProved else { return .unknown }
      return try slopeFinding(box, balls, middle.value, slopes, claim, precision)
    }
    return .unknown
  }

  private func pointFinding(
    _ value: RealBall, _ expression: Expression, _ point: [Symbol: Rational], _ claim: SignClaim
  ) -> BoxFinding {
    if claim.isShown(by: value) { return .shown }
    guard isZero(expression, at: point) else { return .unknown }
    switch claim {
    case .nonnegative: return .shown
    case .positive: return .refuted(point)
    }
  }

  private func slopeFinding(
    _ box: Box, _ balls: [Symbol: RealBall], _ middle: RealBall, _ slopes: [Tape?],
    _ claim: SignClaim, _ precision: Int
  ) throws -> BoxFinding {
    var meanValue = middle
    for (index, side) in box.sides.enumerated() where side.lower != side.upper {
      guard let tape = slopes[index] else { return .unknown }
      let slope = try tape.evaluate(over: balls, precision: precision).values[0]
      if slope.isCertainlyNonnegative || slope.isCertainlyNonpositive {
        var face = box
        let end = slope.isCertainlyNonnegative ? side.lower : side.upper
        let isStrict = slope.isCertainlyPositive || slope.isCertainlyNegative
        if isStrict && !domain(of: side.symbol).admits(end) { face.isStrictElsewhere = true }
        face.sides[index].lower = end
        face.sides[index].upper = end
        return .face(face)
      }
      let half = RealBall((side.upper - side.lower) / 2, precision: precision).magnitude
      let reach = RealBall(midpoint: .zero, radius: half)
      meanValue = meanValue.adding(
        slope.multiplied(by: reach, precision: precision), precision: precision)
    }
    return claim.isShown(by: meanValue) ? .shown : .unknown
  }

  private func stuck(_ box: Box, _ reason: String) -> String {
    let place = box.sides.map { side in
      let low = Double(side.lower), high = Double(side.upper)
      return "\(side.symbol.name) in [\(low), \(high)]"
    }
    return "\(reason) near \(place.joined(separator: ", ")); exclude it or claim less there"
  }
}
