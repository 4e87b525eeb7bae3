internal import Arithmetic
internal import Expressions

// Taylor coefficients of the functions of the language at an interior point of their domain, each from its
// differential equation.
extension CoefficientField {
  /// f⁽ᵏ⁾(u)/k! for k < count.
  func taylorCoefficients(
    of function: Function, at u: Fraction, count: Int
  ) throws(PuiseuxError) -> [Fraction] {
    let start = try value(of: function, at: u)
    if count == 1 { return [start] }
    switch function {
    case .arccos:
      return try integral(try reciprocalSine(u, count).map(negated), from: start)
    case .arcsin: return try integral(try reciprocalSine(u, count), from: start)
    case .kappa(0):
      let inverse = try power(try pi(), -1)
      return try integral(try scaled(try reciprocalSine(u, count), by: inverse), from: start)
    case .kappa(let n):
      // κₙ' = n²/(2n-1)·κₙ₋₁.
      let slope = Rational(n * n, over: 2 * n - 1)
      let lower = try taylorCoefficients(of: .kappa(n - 1), at: u, count: count - 1)
      return try integral(lower.map { scaled($0, by: slope) } + [.zero], from: start)
    case .exp:
      var factorial = Rational(1)
      return (0..<count).map { k in
        if k > 0 { factorial = factorial / Rational(k) }
        return scaled(start, by: factorial)
      }
    case .erf:
      let scale = scaled(try power(try pi(), Rational(-1, over: 2)), by: 2)
      return try integral(try scaled(try bell(u, 1, count), by: scale), from: start)
    case .normalCDF:
      let scale = try power(scaled(try pi(), by: 2), Rational(-1, over: 2))
      return try integral(
        try scaled(try bell(u, Rational(1, over: 2), count), by: scale), from: start)
    case .sin: return try trigonometric(start, try value(of: .cos, at: u), count)
    case .cos: return try trigonometric(start, negated(try value(of: .sin, at: u)), count)
    case .log, .abs: throw .undecided("`\(function.name)` is analytic at a constant")
    }
  }

  private func scaled(
    _ coefficients: [Fraction], by factor: Fraction
  ) throws(PuiseuxError) -> [Fraction] {
    var result: [Fraction] = []
    for coefficient in coefficients { result.append(try multiply(coefficient, factor)) }
    return result
  }

  /// ∫ of a series, which has one coefficient too many, from a constant.
  private func integral(
    _ slope: [Fraction], from start: Fraction
  ) throws(PuiseuxError) -> [Fraction] {
    [start]
      + slope.dropLast().enumerated().map { k, coefficient in
        scaled(coefficient, by: Rational(1, over: k + 1))
      }
  }

  /// The coefficients of g = (1 - x²)^(-1/2) at u.
  ///
  /// From (1 - x²)g' = xg with q = 1 - u²,
  ///
  ///     q(k+1)·gₖ₊₁ = (2k+1)u·gₖ + k·gₖ₋₁.
  private func reciprocalSine(_ u: Fraction, _ count: Int) throws(PuiseuxError) -> [Fraction] {
    var g = [try reciprocalSine(u)]
    let inverse = try multiply(g[0], g[0])
    for k in 0..<max(count - 1, 0) {
      var next = scaled(try multiply(u, g[k]), by: Rational(2 * k + 1))
      if k > 0 { next = try add(next, scaled(g[k - 1], by: Rational(k))) }
      g.append(scaled(try multiply(next, inverse), by: Rational(1, over: k + 1)))
    }
    return g
  }

  /// h = e^(-c·x²) at u: from h' = -2c·x·h, (k+1)hₖ₊₁ = -2c(u·hₖ + hₖ₋₁).
  private func bell(
    _ u: Fraction, _ c: Rational, _ count: Int
  ) throws(PuiseuxError) -> [Fraction] {
    var h = [try value(of: .exp, at: scaled(try multiply(u, u), by: -c))]
    for k in 0..<max(count - 1, 0) {
      var next = try multiply(u, h[k])
      if k > 0 { next = try add(next, h[k - 1]) }
      h.append(scaled(next, by: -2 * c / Rational(k + 1)))
    }
    return h
  }

  /// f with f'' = -f.
  private func trigonometric(
    _ value: Fraction, _ slope: Fraction, _ count: Int
  ) throws(PuiseuxError) -> [Fraction] {
    var result: [Fraction] = []
    var factorial = Rational(1)
    for k in 0..<count {
      if k > 0 { factorial = factorial / Rational(k) }
      result.append(scaled(k % 2 == 0 ? value : slope, by: k % 4 < 2 ? factorial : -factorial))
    }
    return result
  }
}
