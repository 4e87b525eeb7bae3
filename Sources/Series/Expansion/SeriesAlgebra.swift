internal import Arithmetic
internal import Expressions

/// Evaluates expressions as certified power series in t.
struct SeriesAlgebra: ExpressionAlgebra {
  typealias Value = FixedSeries
  typealias Failure = SeriesError

  let context: SeriesContext
  private var known: [Int: [FixedSeries]] = [:]
  private let highestDegrees: [Int: Int]

  /// - Parameter highestDegrees: For each argument of the tape, the highest degree n with κₙ of it in
  ///   use, so that κ₀ … κₙ are made together.
  init(context: SeriesContext, highestDegrees: [Int: Int]) {
    self.context = context
    self.highestDegrees = highestDegrees
  }

  /// Bits for numbers that enter series: a few more than the series keep.
  private var precision: Int { context.fractionBits + 32 }

  func rational(_ value: Rational) throws(SeriesError) -> FixedSeries {
    try context.constant(value)
  }

  func pi() throws(SeriesError) -> FixedSeries {
    try context.constant(RealBall.pi(precision: precision))
  }

  func symbol(_ symbol: Symbol) throws(SeriesError) -> FixedSeries {
    guard symbol == .cosine else { throw .domain(function: "the parameter \(symbol.name)") }
    return context.variable
  }

  func sum(_ terms: [FixedSeries]) throws(SeriesError) -> FixedSeries {
    var total = terms[0]
    for term in terms.dropFirst() { total = total.adding(term) }
    return total
  }

  func product(
    _ coefficient: Rational, _ factors: [FixedSeries]
  ) throws(SeriesError) -> FixedSeries {
    var total = factors[0]
    for factor in factors.dropFirst() { total = try total.multiplied(by: factor) }
    return coefficient.isOne ? total : try total.scaled(by: coefficient)
  }

  func power(_ base: FixedSeries, _ exponent: Rational) throws(SeriesError) -> FixedSeries {
    try base.power(exponent)
  }

  mutating func function(
    _ function: Function, _ value: FixedSeries, argument: Int, isInDomain: Bool
  ) throws(SeriesError) -> FixedSeries {
    switch function {
    case .kappa(let degree): return try kappas(of: value, argument, atLeast: degree)[degree]
    case .arccos:
      // arccos u = π(1 - κ₀(u)).
      let zeroth = try kappas(of: value, argument, atLeast: 0)[0]
      return try pi().multiplied(by: context.one.subtracting(zeroth))
    case .arcsin:
      let zeroth = try kappas(of: value, argument, atLeast: 0)[0]
      let half = try context.constant(Rational(1, over: 2))
      return try pi().multiplied(by: zeroth.subtracting(half))
    case .exp: return try .exp(value)
    case .log: return try .log(value)
    case .erf: return try .erf(value)
    case .normalCDF: return try .normalDistribution(value)
    case .abs: return try absolute(value)
    case .sin: return try .sin(value)
    case .cos: return try .cos(value)
    }
  }

  func application(
    _ function: MultivariateProgram, _ values: [FixedSeries], arguments: [Int], isInDomain: Bool
  ) throws(SeriesError) -> FixedSeries {
    switch function {
    case .bivariateNormalCDF:
      return try .bivariateNormalDistribution(values[0], values[1], correlation: values[2])
    case .flow: throw .noSeries(function: function.name)
    case .dual(let program) where arguments[0] == arguments[1] && arguments[1] == arguments[2]:
      return try .secondMoment(of: program, name: function.name, values[0])
    case .dual(let program):
      return try .dual(
        of: program, name: function.name, values[0], values[1], values[2])
    }
  }

  /// |u| near 0, which is u or -u when the constant term has a sign.
  private func absolute(_ u: FixedSeries) throws(SeriesError) -> FixedSeries {
    if u[0].isCertainlyPositive { return u }
    guard u[0].isCertainlyNegative else { throw .domain(function: Function.abs.name) }
    return u.negated()
  }

  private mutating func kappas(
    of value: FixedSeries, _ argument: Int, atLeast degree: Int
  ) throws(SeriesError) -> [FixedSeries] {
    if let known = known[argument], known.count > degree { return known }
    let series = try ArcCosineComposition(
      value, upTo: max(degree, highestDegrees[argument] ?? 0)
    ).values
    known[argument] = series
    return series
  }
}
