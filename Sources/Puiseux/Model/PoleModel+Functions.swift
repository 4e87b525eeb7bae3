internal import Arithmetic
internal import Expressions

/// Why no model was found: an argument leaves the domain on the interval, or a step has no bounds there.
struct PoleModelFailure: Error, CustomStringConvertible {
  var description: String {
    "an argument leaves the domain on the interval, or a step has no bounds there"
  }
}

extension PoleModelArithmetic {
  /// A function of a model by Taylor's theorem.
  ///
  /// With δ = u - u₀ = xᵛ·D,
  ///
  ///     f(u) = Σ_{k<K} f⁽ᵏ⁾(u₀)/k!·δᵏ + f⁽ᴷ⁾(ξ)/K!·δᴷ,     vK ≥ N, ξ between u₀ and u.
  ///
  /// `coefficients` gives f⁽ᵏ⁾/k! for k ≤ K at a ball, which encloses them for all points of it.
  func composition(
    _ model: PoleModel, _ coefficients: (RealBall, Int) throws -> [RealBall]
  ) throws -> PoleModel {
    let start = model.coefficients[0]
    var rest = model
    rest.coefficients[0] = .zero
    let v = max(rest.valuation, 1)
    let count = (model.order + v - 1) / v
    let values = range(of: model).union(start, precision: precision)
    guard values.isFinite else { throw PoleModelFailure() }
    let near = try coefficients(start, count)
    let far = try coefficients(values, count)[count]
    guard far.isFinite, near.allSatisfy(\.isFinite) else { throw PoleModelFailure() }
    var result = cut(constant(near[count - 1]), to: model.order)
    for k in stride(from: count - 2, through: 0, by: -1) {
      result = multiply(result, rest)
      result.coefficients[0] = result.coefficients[0].adding(near[k], precision: precision)
    }
    // δᴷ = x^(vK)·Dᴷ.
    let tail = range(of: lowered(rest, by: min(v, rest.order)))
      .power(count, precision: precision)
      .multiplied(by: far, precision: precision)
      .multiplied(by: power(v * count - model.order), precision: precision)
    result = cut(result, to: model.order)
    let lost = result.order < model.order
    guard !lost else { throw PoleModelFailure() }
    result.remainder = result.remainder.adding(tail, precision: precision)
    return result
  }

  /// uᵖ for u = x^v·D with D > 0 on the interval, or any integer p with D of one sign; pv must be whole.
  func power(_ model: PoleModel, _ exponent: Rational) throws -> PoleModel {
    if let whole = exponent.word, (1...64).contains(whole) {
      var result = model
      for _ in 1..<whole { result = multiply(result, model) }
      return result
    }
    let v = model.valuation
    guard v < model.order, let shift = (exponent * Rational(v)).word, shift >= 0 else {
      throw PoleModelFailure()
    }
    let base = lowered(model, by: v)
    let root = try composition(base) { point, count in
      guard point.isCertainlyPositive || (exponent.isInteger && point.isCertainlyNegative) else {
        throw PoleModelFailure()
      }
      var value = try RealBall.power(point, exponent, precision: precision)
      let inverse = RealBall.one.divided(by: point, precision: precision)
      return (0...count).map { k in
        defer {
          let ratio = (exponent - Rational(k)) / Rational(k + 1)
          value = value.multiplied(by: inverse, precision: precision)
            .multiplied(by: ratio, precision: precision)
        }
        return value
      }
    }
    return raised(root, by: shift)
  }

  /// κₙ(±(1 - S)), arccos(1 - S): Σ regular·Sᵏ + S^(n+1/2)·scale·Σ bₖSᵏ.
  ///
  /// The coefficients bₖ have one sign and bₖ₊₁/bₖ ≤ 1/2, so for 0 ≤ S < 2 what follows the first K is
  /// between 0 and b_K·S^K/(1 - S/2).
  func singular(
    _ distance: PoleModel, degree: Int, regular: [Rational], scale: RealBall,
    _ coefficients: (Int) -> [Rational]
  ) throws -> PoleModel {
    let v = distance.valuation
    guard v > 0, v < distance.order else { throw PoleModelFailure() }
    let values = range(of: lowered(distance, by: v))
    guard values.isCertainlyPositive else { throw PoleModelFailure() }
    let size = values.multiplied(by: power(v), precision: precision)
    guard size.isCertainlyLess(than: .one) else { throw PoleModelFailure() }
    let count = (order + v - 1) / v
    let b = coefficients(count + 1)
    var sum = cut(
      constant(RealBall(b[count - 1], precision: precision)), to: distance.order)
    for k in stride(from: count - 2, through: 0, by: -1) {
      sum = multiply(sum, distance)
      sum.coefficients[0] = sum.coefficients[0].adding(
        RealBall(b[k], precision: precision), precision: precision)
    }
    // S^K = x^(vK)·D^K; 1/(1 - S/2) ≤ 2.
    let tail = values.power(count, precision: precision)
      .multiplied(by: b[count] * 2, precision: precision)
      .multiplied(by: power(v * count - min(sum.order, v * count)), precision: precision)
    guard v * count >= sum.order else { throw PoleModelFailure() }
    sum.remainder = sum.remainder.adding(
      tail.union(.zero, precision: precision), precision: precision)
    let root = try power(distance, Rational(2 * degree + 1, over: 2))
    var result = scaled(multiply(root, sum), by: scale)
    var polynomial = constant(.zero)
    for coefficient in regular.reversed() {
      polynomial = add(
        multiply(polynomial, distance), constant(RealBall(coefficient, precision: precision)))
    }
    if !regular.isEmpty { result = add(result, polynomial) }
    return result
  }
}

/// Taylor coefficients of the functions of the language at balls.
struct BallTaylor {
  let precision: Int

  /// f⁽ᵏ⁾/k! for k ≤ count, enclosed for all points of the ball.
  func coefficients(
    of function: Function, at u: RealBall, _ count: Int
  ) throws -> [RealBall] {
    let start = try value(of: function, at: u)
    switch function {
    case .arccos: return integral(try reciprocalSine(u, count).map { $0.negated() }, start)
    case .arcsin: return integral(try reciprocalSine(u, count), start)
    case .kappa(0):
      let pi = RealBall.pi(precision: precision)
      return integral(
        try reciprocalSine(u, count).map { $0.divided(by: pi, precision: precision) }, start)
    case .kappa(let n):
      let slope = Rational(n * n, over: 2 * n - 1)
      let lower = try coefficients(of: .kappa(n - 1), at: u, count)
      return integral(lower.map { $0.multiplied(by: slope, precision: precision) }, start)
    case .exp: return factorials(count) { _ in start }
    case .sin:
      let other = RealBall.cos(u, precision: precision)
      return factorials(count) { [start, other, start.negated(), other.negated()][$0 % 4] }
    case .cos:
      let other = RealBall.sin(u, precision: precision)
      return factorials(count) { [start, other.negated(), start.negated(), other][$0 % 4] }
    case .log:
      guard u.isCertainlyPositive else { throw PoleModelFailure() }
      var power = RealBall.one
      return [start]
        + (1...max(count, 1)).map { k in
          power = power.divided(by: u, precision: precision)
          return power.multiplied(
            by: Rational(k % 2 == 0 ? -1 : 1, over: k), precision: precision)
        }
    case .erf:
      let pi = RealBall.pi(precision: precision)
      let root = try RealBall.sqrt(pi, precision: precision)
      return integral(
        bell(u, 1, count).map {
          $0.scaled(byPowerOfTwo: 1).divided(by: root, precision: precision)
        }, start)
    case .normalCDF:
      let pi = RealBall.pi(precision: precision).scaled(byPowerOfTwo: 1)
      let root = try RealBall.sqrt(pi, precision: precision)
      return integral(
        bell(u, Rational(1, over: 2), count).map { $0.divided(by: root, precision: precision) },
        start)
    case .abs: throw PoleModelFailure()
    }
  }

  private func value(of function: Function, at u: RealBall) throws -> RealBall {
    var algebra = RealBallAlgebra(precision: precision, bindings: [:])
    return try algebra.function(function, u, argument: 0, isInDomain: false)
  }

  private func integral(_ slope: [RealBall], _ start: RealBall) -> [RealBall] {
    [start]
      + slope.enumerated().map { k, coefficient in
        coefficient.multiplied(by: Rational(1, over: k + 1), precision: precision)
      }
  }

  private func factorials(_ count: Int, _ value: (Int) -> RealBall) -> [RealBall] {
    var factorial = Rational(1)
    return (0...count).map { k in
      if k > 0 { factorial = factorial / Rational(k) }
      return value(k).multiplied(by: factorial, precision: precision)
    }
  }

  /// (1 - x²)^(-1/2): q(k+1)·gₖ₊₁ = (2k+1)u·gₖ + k·gₖ₋₁ with q = 1 - u².
  private func reciprocalSine(_ u: RealBall, _ count: Int) throws -> [RealBall] {
    let q = RealBall.one.subtracting(u.squared(precision: precision), precision: precision)
    guard q.isCertainlyPositive else { throw PoleModelFailure() }
    var g = [try RealBall.reciprocalSqrt(q, precision: precision)]
    for k in 0..<max(count - 1, 0) {
      var next = u.multiplied(by: g[k], precision: precision)
        .multiplied(by: Rational(2 * k + 1), precision: precision)
      if k > 0 {
        next = next.adding(
          g[k - 1].multiplied(by: Rational(k), precision: precision), precision: precision)
      }
      g.append(
        next.divided(by: q, precision: precision)
          .multiplied(by: Rational(1, over: k + 1), precision: precision))
    }
    return g
  }

  /// e^(-c·x²): (k+1)hₖ₊₁ = -2c(u·hₖ + hₖ₋₁).
  private func bell(_ u: RealBall, _ c: Rational, _ count: Int) -> [RealBall] {
    let exponent = u.squared(precision: precision).multiplied(by: -c, precision: precision)
    var h = [RealBall.exp(exponent, precision: precision)]
    for k in 0..<max(count - 1, 0) {
      var next = u.multiplied(by: h[k], precision: precision)
      if k > 0 { next = next.adding(h[k - 1], precision: precision) }
      h.append(next.multiplied(by: -2 * c / Rational(k + 1), precision: precision))
    }
    return h
  }
}
