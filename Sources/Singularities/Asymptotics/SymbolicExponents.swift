internal import Arithmetic
public import Expressions

extension KernelAsymptotics {
  /// Intervals of parameters in which the symbolic exponents of a kernel lie between 0 and 1, so that a law can be proved.
  ///
  /// An exponent κ = a·x + b of a function that vanishes at t = 1 or t = -1 asks for 0 < κ < 1: at natural numbers the
  /// law changes, and beyond 1 the kernel need not be positive definite. Exponents of several letters, and
  /// letters that lie in such an interval already, are left alone.
  ///
  /// - Returns: An interval within what is assumed of the letter now; nothing where there is none.
  public static func intervalsOfExponents(
    in kernel: Expression, _ store: ExpressionStore
  ) -> [Symbol: Assumption] {
    var result: [Symbol: Assumption] = [:]
    for exponent in LeadingSingularity.exponents(in: kernel, store) {
      let room = store.difference(store.rational(1), exponent)
      let isInside = [exponent, room].allSatisfy { store.knownSign(of: $0) == .positive }
      guard !isInside, let (symbol, interval) = interval(of: exponent, store) else { continue }
      let known = result[symbol] ?? store.assumption(of: symbol)
      if known.isInteger { continue }
      let narrowed = known.intersection(interval)
      guard let lower = narrowed.lower, let upper = narrowed.upper, lower.value < upper.value else {
        continue
      }
      result[symbol] = narrowed
    }
    return result
  }

  /// The letter x and the interval of 0 < a·x + b < 1.
  private static func interval(
    of exponent: Expression, _ store: ExpressionStore
  ) -> (Symbol, Assumption)? {
    let symbols = Set(store.symbols(in: exponent))
    guard let symbol = symbols.first, symbols.count == 1,
      let derivative = try? store.derivative(of: exponent, with: symbol),
      let slope = store.rationalValue(store.simplified(derivative)), !slope.isZero,
      let start = try? store.substituting([symbol: store.rational(0)], in: exponent),
      let start = store.rationalValue(store.simplified(start))
    else { return nil }
    let ends = [-start / slope, (1 - start) / slope].sorted()
    return (
      symbol,
      Assumption(
        lower: .init(ends[0], isIncluded: false), upper: .init(ends[1], isIncluded: false))
    )
  }
}

extension Assumption {
  /// What both assumptions admit.
  fileprivate func intersection(_ other: Assumption) -> Assumption {
    func end(_ a: End?, _ b: End?, isNarrower: (Rational, Rational) -> Bool) -> End? {
      guard let a, let b else { return a ?? b }
      if a.value == b.value { return End(a.value, isIncluded: a.isIncluded && b.isIncluded) }
      return isNarrower(a.value, b.value) ? a : b
    }
    return Assumption(
      lower: end(lower, other.lower, isNarrower: >), upper: end(upper, other.upper, isNarrower: <),
      isInteger: isInteger || other.isInteger)
  }
}
