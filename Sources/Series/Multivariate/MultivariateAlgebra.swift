internal import Arithmetic
internal import Expressions

/// Evaluates expressions as certified power series in several symbols.
struct MultivariateAlgebra: ExpressionAlgebra {
  typealias Value = MultivariateSeries
  typealias Failure = SeriesError

  let context: MultivariateContext
  private let places: [Symbol: Int]
  private let highestDegrees: [Int: Int]
  private var known: [Int: [MultivariateSeries]] = [:]

  /// - Parameters:
  ///   - variables: The symbols of the variables of the ring, in their order.
  ///   - highestDegrees: For each argument of the tape, the highest degree n with κₙ of it in use,
  ///     so that κ₀ … κₙ are made together.
  init(context: MultivariateContext, variables: [Symbol], highestDegrees: [Int: Int]) {
    precondition(
      variables.count == context.variableCount && Set(variables).count == variables.count,
      "one symbol for each variable")
    self.context = context
    self.highestDegrees = highestDegrees
    places = Dictionary(uniqueKeysWithValues: zip(variables, variables.indices))
  }

  func rational(_ value: Rational) throws(SeriesError) -> MultivariateSeries {
    try context.constant(value)
  }

  func pi() throws(SeriesError) -> MultivariateSeries {
    try context.constant(RealBall.pi(precision: context.fractionBits + 32))
  }

  func symbol(_ symbol: Symbol) throws(SeriesError) -> MultivariateSeries {
    guard let place = places[symbol] else {
      throw .domain(function: "the parameter \(symbol.name)")
    }
    return try context.variable(place)
  }

  func sum(_ terms: [MultivariateSeries]) throws(SeriesError) -> MultivariateSeries {
    var total = terms[0]
    for term in terms.dropFirst() { total = try total.adding(term) }
    return total
  }

  func product(
    _ coefficient: Rational, _ factors: [MultivariateSeries]
  ) throws(SeriesError) -> MultivariateSeries {
    var total = factors[0]
    for factor in factors.dropFirst() { total = try total.multiplied(by: factor) }
    return coefficient.isOne ? total : try total.scaled(by: coefficient)
  }

  func power(
    _ base: MultivariateSeries, _ exponent: Rational
  ) throws(SeriesError) -> MultivariateSeries {
    try base.power(exponent)
  }

  func application(
    _ function: MultivariateProgram, _ values: [MultivariateSeries], arguments: [Int],
    isInDomain: Bool
  ) throws(SeriesError) -> MultivariateSeries {
    throw .domain(function: function.name)
  }

  mutating func function(
    _ function: Function, _ value: MultivariateSeries, argument: Int, isInDomain: Bool
  ) throws(SeriesError) -> MultivariateSeries {
    switch function {
    case .kappa(let degree): return try kappas(of: value, argument, atLeast: degree)[degree]
    case .arccos:
      // arccos u = π(1 - κ₀(u)).
      let zeroth = try kappas(of: value, argument, atLeast: 0)[0]
      return try context.one.subtracting(zeroth).multiplied(by: pi())
    case .arcsin:
      let zeroth = try kappas(of: value, argument, atLeast: 0)[0]
      return try zeroth.subtracting(context.constant(Rational(1, over: 2))).multiplied(by: pi())
    case .exp: return try .exp(value)
    case .log: return try .log(value)
    case .erf: return try .erf(value)
    case .normalCDF: return try .normalDistribution(value)
    case .abs: return try .absolute(value)
    case .sin: return try .sin(value)
    case .cos: return try .cos(value)
    }
  }

  private mutating func kappas(
    of value: MultivariateSeries, _ argument: Int, atLeast degree: Int
  ) throws(SeriesError) -> [MultivariateSeries] {
    if let known = known[argument], known.count > degree { return known }
    let series = try MultivariateSeries.kappas(
      of: value, upTo: max(degree, highestDegrees[argument] ?? 0))
    known[argument] = series
    return series
  }
}
