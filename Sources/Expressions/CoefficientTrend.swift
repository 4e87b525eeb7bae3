internal import Arithmetic

/// Signs that the Taylor coefficients bₙ of one cosine at 0 are known to have for n ≥ 1.
struct CoefficientTrend {
  /// Whether bₙ ≥ 0 for all n ≥ 1, with a finite sum.
  var isRising: Bool
  /// Whether bₙ ≤ 0 for all n ≥ 1, with a finite sum.
  var isFalling: Bool

  static let unknown = CoefficientTrend(isRising: false, isFalling: false)
  static let constant = CoefficientTrend(isRising: true, isFalling: true)

  var negated: CoefficientTrend { CoefficientTrend(isRising: isFalling, isFalling: isRising) }
}

extension ExpressionStore {
  /// The trend of an expression whose definiteness was looked at.
  func trend(of expression: Expression) -> CoefficientTrend {
    trends[expression.index]
      ?? CoefficientTrend(isRising: definiteness[expression.index] ?? false, isFalling: false)
  }

  /// The trend of a node from those of its children.
  ///
  /// For B in the cone with A ≥ B(1), (A - B)^r = A^r·(1 - B/A)^r with 0 < r < 1 and log(A - B) with A > B(1) have
  /// nonpositive coefficients for n ≥ 1 as 1 - (1 - x)^r and -log(1 - x) have nonnegative ones. Their sums are finite:
  /// partial sums are bounded by the values on [0, 1).
  func computedTrend(of expression: Expression) -> CoefficientTrend {
    if !dependsOnCosine(expression) { return .constant }
    var result = shape(of: expression)
    if definiteness[expression.index] == true { result.isRising = true }
    return result
  }

  private func shape(of expression: Expression) -> CoefficientTrend {
    switch node(expression) {
    case .rational, .pi, .symbol, .application: return .unknown
    case .sum(let terms):
      let trends = terms.map(trend)
      return CoefficientTrend(
        isRising: trends.allSatisfy(\.isRising), isFalling: trends.allSatisfy(\.isFalling))
    case .product(let coefficient, let factors): return shape(coefficient, factors)
    case .function(let function, let argument):
      switch function {
      case .arccos:
        let isInside = definiteness[argument.index] == true && isBoundedByOne(argument)
        return CoefficientTrend(isRising: false, isFalling: isInside)
      case .log:
        let isPositive = valueAtOne(argument).map(isPositive) == true
        return CoefficientTrend(
          isRising: false, isFalling: trend(of: argument).isFalling && isPositive)
      case .exp:
        guard let (base, exponent) = symbolicPower(expression) else { return .unknown }
        return power(trend(of: base), valueAtOne(base), isRoot: isBetweenZeroAndOne(exponent))
      case .kappa, .arcsin, .erf, .normalCDF, .sin, .cos, .abs: return .unknown
      }
    }
  }

  private func shape(_ coefficient: Rational, _ factors: [Factor]) -> CoefficientTrend {
    let varying = factors.filter { dependsOnCosine($0.base) }
    let constant = product(coefficient, factors.filter { !dependsOnCosine($0.base) })
    let trend: CoefficientTrend
    if varying.allSatisfy(isInCone) {
      trend = CoefficientTrend(isRising: true, isFalling: false)
    } else if varying.count == 1 {
      trend = power(varying[0])
    } else {
      return .unknown
    }
    if isNonnegative(constant) { return trend }
    return isNonpositive(constant) ? trend.negated : .unknown
  }

  private func power(_ factor: Factor) -> CoefficientTrend {
    let base = trend(of: factor.base)
    if factor.exponent.isOne { return base }
    if let (base, exponent) = symbolicPower(factor) {
      return power(trend(of: base), valueAtOne(base), isRoot: isBetweenZeroAndOne(exponent))
    }
    let isRoot = factor.exponent.signum > 0 && factor.exponent < 1
    return power(base, valueAtOne(factor.base), isRoot: isRoot)
  }

  /// The trend of (A - B)^r for 0 < r < 1, from that of A - B and its value at 1.
  private func power(
    _ base: CoefficientTrend, _ end: Expression?, isRoot: Bool
  ) -> CoefficientTrend {
    guard isRoot, base.isFalling, end.map(isNonnegative) == true else { return .unknown }
    return CoefficientTrend(isRising: false, isFalling: true)
  }
}
