internal import Arithmetic
internal import Quadrature

/// Finds bounds |f(u)| ≤ A·e^(B|u|) on an interval of u, from the structure.
struct GrowthAnalysis {
  private let store: ExpressionStore
  private let ranges: RangeAnalysis

  init(store: ExpressionStore, interval: Assumption) {
    self.store = store
    ranges = RangeAnalysis(store: store, intervals: [PointwiseFunction.variable: interval])
  }

  /// A bound; `nil` when none is found or the expression is not shown to have values throughout.
  func growth(of expression: Expression) -> ExponentialGrowth? {
    guard ranges.isDefined(expression) else { return nil }
    var known: [Expression: ExponentialGrowth] = [:]
    for current in store.topologicalOrder(of: [expression]) {
      known[current] = bound(of: current) { known[$0] }
    }
    return known[expression]
  }

  private func bound(
    of expression: Expression, _ known: (Expression) -> ExponentialGrowth?
  ) -> ExponentialGrowth? {
    let range = ranges.range(of: expression)
    if let low = range.lower?.value, let high = range.upper?.value {
      return constant(max(low.magnitude, high.magnitude))
    }
    switch store.node(expression) {
    case .rational(let value): return constant(value.magnitude)
    case .pi: return constant(4)
    case .symbol(let symbol):
      // |u| ≤ 8/e·e^(|u|/8) and 8/e < 3.
      return symbol == PointwiseFunction.variable
        ? ExponentialGrowth(scale: 3, rate: Rational(1, over: 8)) : nil
    case .sum(let terms):
      var sum = ExponentialGrowth(scale: 0, rate: 0)
      for term in terms {
        guard let bound = known(term) else { return nil }
        sum.scale += bound.scale
        sum.rate = max(sum.rate, bound.rate)
      }
      return sum
    case .product(let coefficient, let factors):
      var product = constant(coefficient.magnitude)
      for factor in factors {
        guard let bound = power(factor, known(factor.base)) else { return nil }
        product.scale *= bound.scale
        product.rate += bound.rate
      }
      return product
    case .function(let function, let argument): return self.bound(function, argument, known)
    case .application: return nil
    }
  }

  private func constant(_ value: Rational) -> ExponentialGrowth {
    ExponentialGrowth(scale: value, rate: 0)
  }

  private func power(_ factor: Factor, _ base: ExponentialGrowth?) -> ExponentialGrowth? {
    if factor.exponent.signum < 0 {
      // f^(-s) ≤ m^(-s) for |f| ≥ m; a power of a number below 1 falls with the exponent.
      let range = ranges.range(of: factor.base)
      let low = range.lower?.value ?? 0
      let high = range.upper?.value ?? 0
      let least = low.signum > 0 ? low : high.signum < 0 ? high.magnitude : 0
      guard least.signum > 0, let whole = ceiling(-factor.exponent) else { return nil }
      return constant(max(1, Rational.one / least).power(whole))
    }
    guard let base, let whole = ceiling(factor.exponent) else { return nil }
    // f^s ≤ max(f, 1)^⌈s⌉.
    return ExponentialGrowth(
      scale: factor.exponent.isInteger
        ? base.scale.power(whole) : max(base.scale, 1).power(whole),
      rate: base.rate * Rational(whole))
  }

  private func ceiling(_ value: Rational) -> Int? {
    guard let word = (-(-value).floor).word, word <= 64 else { return nil }
    return word
  }

  private func bound(
    _ function: Function, _ argument: Expression, _ known: (Expression) -> ExponentialGrowth?
  ) -> ExponentialGrowth? {
    switch function {
    case .sin, .cos, .erf, .normalCDF: return constant(1)
    case .abs: return known(argument)
    case .log:
      // |log f| ≤ max(1/m, f) for f ≥ m > 0.
      guard let low = ranges.range(of: argument).lower?.value, low.signum > 0,
        let inner = known(argument)
      else { return nil }
      return ExponentialGrowth(scale: inner.scale + Rational.one / low, rate: inner.rate)
    case .exp:
      let high = ranges.range(of: argument).upper?.value
      let (offset, slope) = high.map { ($0, Rational.zero) } ?? linear(argument) ?? (64, -1)
      guard slope.signum >= 0, let whole = ceiling(max(offset, 0)) else { return nil }
      return ExponentialGrowth(scale: Rational(3).power(whole), rate: slope)
    case .arccos, .arcsin, .kappa: return constant(4)
    }
  }

  /// A bound |f(u)| ≤ c + d|u| for sums of multiples of u, numbers and logarithms.
  private func linear(_ expression: Expression) -> (offset: Rational, slope: Rational)? {
    switch store.node(expression) {
    case .rational(let value): return (value.magnitude, 0)
    case .pi: return (4, 0)
    case .symbol(let symbol): return symbol == PointwiseFunction.variable ? (0, 1) : nil
    case .sum(let terms):
      var sum = (offset: Rational.zero, slope: Rational.zero)
      for term in terms {
        guard let part = linear(term) else { return nil }
        sum = (sum.offset + part.offset, sum.slope + part.slope)
      }
      return sum
    case .product(let coefficient, let factors):
      let varying = factors.filter { store.symbols(in: $0.base).isEmpty == false }
      let rest = factors.filter { store.symbols(in: $0.base).isEmpty }
      guard varying.count == 1, varying[0].exponent.isOne, let part = linear(varying[0].base)
      else { return nil }
      var scale = coefficient.magnitude
      if !rest.isEmpty {
        let range = ranges.range(of: store.product(1, rest))
        guard let low = range.lower?.value, let high = range.upper?.value else { return nil }
        scale *= max(low.magnitude, high.magnitude)
      }
      return (part.offset * scale, part.slope * scale)
    case .function, .application: return nil
    }
  }
}
