internal import Arithmetic
internal import Expressions

extension InequalityProver {
  /// Rational points at which a false inequality often shows.
  func samples(of symbol: Symbol) -> [Rational] {
    let domain = domain(of: symbol)
    var points: [Rational] = []
    if domain.isInteger { return [1, 2, 3, 4, 5, 10].filter(domain.admits) }
    if let low = domain.lower?.value, let high = domain.upper?.value {
      for step in 0...16 {
        points.append(low + (high - low) * Rational(step, over: 16))
      }
      // Close to the ends, where kernels differ most from their expansions.
      for power in [6, 10, 20] {
        let nudge = (high - low) * Rational(1, over: 1 << power)
        points += [low + nudge, high - nudge]
      }
    } else if let low = domain.lower?.value {
      points = [0, 1, 2, 10, 1000].map { low + Rational($0) }
      points += [Rational(1, over: 1000), Rational(1, over: 10), Rational(1, over: 2)].map {
        low + $0
      }
    } else if let high = domain.upper?.value {
      points = [0, 1, 2, 10, 1000].map { high - Rational($0) }
    } else {
      points = [0, 1, -1, 2, -2, 10, -10].map { Rational($0) } + [Rational(1, over: 2)]
    }
    return points.filter(domain.admits)
  }

  /// All combinations of sample points, up to a number.
  ///
  /// For many symbols the points of each are thinned out, the ends and the middle first, so that every
  /// symbol moves as long as two points each are not too many.
  func sampleGrid(_ symbols: [Symbol], limit: Int = 2000) -> [[Symbol: Rational]] {
    var count = Int.max
    if symbols.count > 2 {
      count = 2
      while power(count + 1, symbols.count, isAtMost: limit) { count += 1 }
    }
    var grid: [[Symbol: Rational]] = [[:]]
    for symbol in symbols {
      let points = thinned(samples(of: symbol), to: count)
      grid = grid.flatMap { partial in
        points.map { point in partial.merging([symbol: point]) { $1 } }
      }
      if grid.count > limit {
        grid = Array(grid.prefix(limit))
      }
    }
    return grid
  }

  /// A rational point at which an enclosure refutes the inequality.
  func counterexample(
    _ expression: Expression, _ claim: SignClaim, _ symbols: [Symbol]
  ) -> [Symbol: Rational]? {
    let tape = Tape(expression, in: store)
    for point in sampleGrid(symbols) {
      guard
        let result = try? tape.evaluate(at: point, goal: .relative(bits: 8), precisionCap: 512),
        result.isDefinednessProved
      else { continue }
      if claim.isRefuted(by: result.value), isAdmissible(point) { return point }
      if case .positive = claim, result.value.containsZero, isZero(expression, at: point),
        isAdmissible(point)
      {
        return point
      }
    }
    return nil
  }

  private func power(_ base: Int, _ exponent: Int, isAtMost limit: Int) -> Bool {
    var value = 1
    for _ in 0..<exponent {
      value *= base
      if value > limit { return false }
    }
    return true
  }

  /// At most so many of the points, spread evenly from the first to the last.
  private func thinned(_ points: [Rational], to count: Int) -> [Rational] {
    let sorted = points.sorted()
    guard count < sorted.count, count >= 2 else { return points }
    return (0..<count).map { sorted[$0 * (sorted.count - 1) / (count - 1)] }
  }

  /// Whether the expression is exactly 0 at a rational point.
  func isZero(_ expression: Expression, at point: [Symbol: Rational]) -> Bool {
    guard let value = value(of: expression, at: point) else { return false }
    return store.areProvedEqual(value, store.rational(0))
  }

  private func value(of expression: Expression, at point: [Symbol: Rational]) -> Expression? {
    try? store.substituting(point.mapValues { store.rational($0) }, in: expression)
  }

  /// Whether the expression is at least 0 at a rational point: by an enclosure, or by being exactly 0.
  func isNonnegative(_ expression: Expression, at point: [Symbol: Rational]) -> Bool {
    guard let value = value(of: expression, at: point),
      let result = try? Tape(value, in: store).evaluate(
        at: [:], goal: .relative(bits: 32), precisionCap: 1024),
      result.isDefinednessProved
    else { return false }
    return result.value.isCertainlyNonnegative || store.areProvedEqual(value, store.rational(0))
  }

  /// A convex function of one variable is smallest where its slope changes sign; when the slope at one
  /// end points outwards, that is the end.
  ///
  /// Convexity is read off the structure of the second derivative; slopes and values at the ends are
  /// exact or enclosed. Both hold on the open interval and extend to its ends by continuity.
  func convexityReason(
    _ expression: Expression, _ claim: SignClaim, _ symbols: [Symbol]
  ) -> String? {
    guard case .nonnegative = claim, symbols.count == 1, let symbol = symbols.first,
      Tape(expression, in: store).isDefinedThroughout, hasContinuousSlope(expression, symbol),
      let low = domain(of: symbol).lower?.value, let high = domain(of: symbol).upper?.value,
      let slope = try? store.derivative(of: expression, with: symbol),
      let bend = try? store.derivative(of: slope, with: symbol),
      store.isNonnegative(store.simplified(bend))
    else { return nil }
    let falls = isNonnegative(store.negated(slope), at: [symbol: high])
    if falls && isNonnegative(expression, at: [symbol: high]) {
      return "the difference is convex and falls to its value at \(symbol.name) = \(high)"
    }
    let rises = isNonnegative(slope, at: [symbol: low])
    if rises && isNonnegative(expression, at: [symbol: low]) {
      return "the difference is convex and rises from its value at \(symbol.name) = \(low)"
    }
    return nil
  }

  /// Whether the structure shows that the slope is continuous inside the domain: a second derivative that
  /// is positive where it exists says nothing about a function with a kink.
  ///
  /// κₙ for n ≥ 1 has a continuous slope up to its ends. κ₀, arccos and arcsin do not, but arguments in
  /// Schoenberg's cone reach ±1 at t = ±1 only.
  private func hasContinuousSlope(_ expression: Expression, _ symbol: Symbol) -> Bool {
    store.topologicalOrder(of: [expression]).allSatisfy { part in
      guard store.symbols(in: part).contains(symbol) else { return true }
      switch store.node(part) {
      case .rational, .pi, .symbol, .sum: return true
      case .product(_, let factors):
        return factors.allSatisfy { $0.exponent.isInteger || store.isPositive($0.base) }
      case .function(let function, let argument):
        switch function {
        case .exp, .log, .erf, .normalCDF, .sin, .cos: return true
        case .abs: return false
        case .kappa(let degree) where degree > 0: return true
        case .kappa, .arccos, .arcsin:
          return symbol == .cosine
            && (store.isPositiveDefinite(argument)
              || store.isPositiveDefinite(store.negated(argument)))
        }
      case .application: return false
      }
    }
  }
}
