internal import Arithmetic
internal import Expressions
internal import Puiseux

/// The fixed point in [0, 1) that the iterates u_l = f(u_(l-1)) of a map of correlations tend to when 1 repels.
///
/// Hypotheses, all checked: f(u) = Σ bₙuⁿ with bₙ ≥ 0, f(1) = 1 and f'(1) > 1, perhaps infinite.
///
/// Lemma 1b. f has one fixed point u* in [0, 1), 0 ≤ f'(u*) < 1, and u_l - u* = O(ρ^l) for every ρ > f'(u*) and every u_0 in
/// (-1, 1); for u_0 = -1 as well if |f(-1)| < 1.
/// Proof. On [0, 1] g = f - u is convex, g(0) = b₀ ≥ 0, g(1) = 0, and g < 0 near 1. So it has one zero u* in [0, 1), is
/// positive before and negative after it, and g'(u*) < 0. As f increases on [0, 1], u_l is monotone from every u_0 in [0, 1)
/// and tends to u*. For b₀ = 0, u* = 0 and |u_l| ≤ f(|u_(l-1)|). For b₀ > 0 the elements cannot all be negative: the
/// odd part O of f is convex with O(1) ≤ 1 - b₀ =: S, so |u_l| ≤ O(|u_(l-1)|) ≤ S·|u_(l-1)| would tend to 0, and u_l to
/// f(0) > 0. |f(u)| ≤ f(|u|) < 1 inside (-1, 1). The rate is that of a differentiable map. ∎
struct InteriorFixedPoint {
  let store: ExpressionStore
  let map: Expression
  /// u*: a number when one is found, else a symbol that stands for it.
  let value: Expression
  /// Ends that enclose u*, which is strictly between them when the value is a symbol.
  let bounds: (lower: Rational, upper: Rational)

  private static let stepLimit = 120
  /// Fixed points are looked for among the fractions with denominators up to this one.
  private static let denominatorLimit: Rational = 1000

  /// Checks the hypotheses for a function of t; `nil` unless the slope at 1 is shown to exceed 1.
  ///
  /// - Complexity: O(`stepLimit`) evaluations.
  init?(of map: Expression, in store: ExpressionStore, _ limits: Limits) throws {
    guard try Self.repels(map, store) else { return nil }
    guard store.isPositiveDefinite(map) else {
      throw DeepLimitFailure(
        reason: "the step is not shown to have nonnegative Taylor coefficients")
    }
    self.store = store
    self.map = map
    if store.areProvedEqual(try Self.excess(map, store.rational(0), store), store.rational(0)) {
      value = store.rational(0)
      bounds = (0, 0)
      return
    }
    guard store.symbols(in: map).allSatisfy({ $0 == .cosine }) else {
      throw DeepLimitFailure(reason: "1 repels, and the fixed point depends on parameters")
    }
    bounds = try Self.bisection(map, store, limits)
    if let fraction = Self.fraction(between: bounds),
      store.areProvedEqual(
        try Self.excess(map, store.rational(fraction), store), store.rational(0))
    {
      value = store.rational(fraction)
      return
    }
    guard bounds.lower < bounds.upper else {
      value = store.rational(bounds.lower)
      return
    }
    let symbol = Symbol("the fixed point of \(store.text(map))")
    if !store.isUsed(symbol) {
      store.assume(
        Assumption(
          lower: .init(bounds.lower, isIncluded: false),
          upper: .init(bounds.upper, isIncluded: false)), of: symbol)
    }
    value = store.symbol(symbol)
  }

  /// f(u) - u.
  private static func excess(
    _ map: Expression, _ point: Expression, _ store: ExpressionStore
  ) throws -> Expression {
    store.simplified(
      store.difference(try store.substituting([.cosine: point], in: map), point))
  }

  /// Whether f(1) = 1 and f'(1) > 1.
  private static func repels(_ map: Expression, _ store: ExpressionStore) throws -> Bool {
    let one = store.rational(1)
    guard store.areProvedEqual(try excess(map, one, store), store.rational(0)),
      let expansion = try? PuiseuxExpansion.expand(
        store.difference(one, map), at: .one, .terms(1), in: store),
      expansion.conditions.isEmpty, let first = expansion.terms.first, first.exponent.signum > 0,
      first.exponent <= 1
    else { return false }
    let isSteep = first.exponent < 1 || first.logarithm > 0
    let slope = isSteep ? first.coefficient : store.difference(first.coefficient, one)
    let sign = CoefficientSign(of: slope, in: store)
    // 1 - f is nonnegative, so that a steep coefficient that is not zero has its sign.
    return sign == .positive || (isSteep && sign == .negative)
  }

  /// Ends between which f(u) - u changes its sign from + to -.
  private static func bisection(
    _ map: Expression, _ store: ExpressionStore, _ limits: Limits
  ) throws -> (lower: Rational, upper: Rational) {
    func sign(_ point: Rational) throws -> CoefficientSign {
      CoefficientSign(of: try excess(map, store.rational(point), store), in: store)
    }
    let unknown = DeepLimitFailure(reason: "1 repels, and the fixed point is not found")
    guard try sign(0) == .positive else { throw unknown }
    var lower = Rational(0)
    var upper = Rational(1)
    for step in 0..<stepLimit {
      try limits.check()
      let middle = (lower + upper) / 2
      switch try sign(middle) {
      case .positive: lower = middle
      case .negative: upper = middle
      case .zero: return (middle, middle)
      case .generic, .unknown:
        guard step > 40, upper < 1 else { throw unknown }
        return (lower, upper)
      }
    }
    guard upper < 1 else { throw unknown }
    return (lower, upper)
  }

  /// The simplest fraction in a closed interval, when its denominator is small.
  private static func fraction(between bounds: (lower: Rational, upper: Rational)) -> Rational? {
    var (lower, upper) = bounds
    var digits: [Rational] = []
    for _ in 0..<32 {
      let whole = Rational(lower.floor)
      if whole == lower || whole + 1 <= upper {
        digits.append(whole == lower ? whole : whole + 1)
        let value = digits.dropLast().reversed().reduce(digits[digits.count - 1]) { $1 + 1 / $0 }
        return Rational(value.denominator) <= denominatorLimit ? value : nil
      }
      digits.append(whole)
      (lower, upper) = (1 / (upper - whole), 1 / (lower - whole))
    }
    return nil
  }

  // MARK: What tends to what

  /// What the iterates from a start in [-1, 1) tend to, up to O(ρ^l) with a ρ < 1.
  ///
  /// - Parameter isInside: Whether the start is shown to exceed -1.
  func limit(from start: Expression, isInside: Bool) throws -> Expression {
    if isInside { return value }
    let one = store.rational(1)
    let end = store.simplified(
      try store.substituting([.cosine: store.rational(-1)], in: map))
    if CoefficientSign(of: store.difference(one, end), in: store) == .positive,
      CoefficientSign(of: store.sum(one, end), in: store) == .positive
    {
      return value
    }
    guard store.rationalValue(start) == -1 else {
      throw DeepLimitFailure(reason: "1 repels, and so may -1; exclude t = -1")
    }
    // An odd map fixes -1, an even one takes it to 1.
    guard
      let found = store.rationalValue(end)
        ?? store.normalForm(of: end).flatMap({
          store.rationalValue($0)
        }), found.magnitude.isOne
    else { throw DeepLimitFailure(reason: "where the step takes -1 is not settled") }
    return store.rational(found)
  }

  /// The limit of θ_l = A(u_(l-1))·θ_(l-1) + B(u_(l-1)) when |A(u*)| < 1, up to O(ρ^l) with a ρ < 1.
  ///
  /// θ* = A(u*)·θ* + B(u*), and θ_l - θ* = A(u_(l-1))·(θ_(l-1) - θ*) + O(u_(l-1) - u*), as A and B have derivatives around u*.
  func companionLimit(_ factor: Expression, _ increment: Expression) throws -> Expression {
    let inside = Assumption(lower: .init(-1, isIncluded: false), upper: .init(1, isIncluded: false))
    let analysis = RangeAnalysis(store: store, intervals: [.cosine: inside])
    let everywhere = RangeAnalysis(store: store, intervals: [:])
    let isSmooth = [factor, increment].allSatisfy { function in
      guard everywhere.isDefined(function),
        let slope = try? store.derivative(of: function, with: .cosine)
      else { return false }
      return analysis.isDefined(store.simplified(slope))
    }
    let a = store.simplified(try store.substituting([.cosine: value], in: factor))
    let b = store.simplified(try store.substituting([.cosine: value], in: increment))
    let one = store.rational(1)
    let divisor = store.difference(one, a)
    guard isSmooth, CoefficientSign(of: divisor, in: store) == .positive,
      CoefficientSign(of: store.sum(one, a), in: store) == .positive
    else { throw DeepLimitFailure(reason: "1 repels, and the companion is not shown to settle") }
    return store.simplified(try store.quotient(b, divisor))
  }

  // MARK: Its value

  /// The symbol that stands for the fixed point; `nil` when the value is a number.
  var symbol: Symbol? {
    guard case .symbol(let symbol) = store.node(value) else { return nil }
    return symbol
  }

  /// A ball that contains the fixed point.
  func ball(precision: Int) -> RealBall {
    RealBall(from: bounds.lower, to: bounds.upper, precision: precision)
  }

  /// Whether an expression is the fixed point: it lies in [0, 1) and the map fixes it.
  func isValue(_ candidate: Expression) -> Bool {
    guard store.symbols(in: candidate).isEmpty,
      let excess = try? Self.excess(map, candidate, store)
    else { return false }
    let sign = CoefficientSign(of: candidate, in: store)
    return (sign == .positive || sign == .zero)
      && CoefficientSign(of: store.difference(store.rational(1), candidate), in: store) == .positive
      && store.areProvedEqual(excess, store.rational(0))
  }
}
