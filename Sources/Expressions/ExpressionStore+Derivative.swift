internal import Arithmetic

extension ExpressionStore {
  /// The derivative with respect to a symbol, by the chain rule on the shared graph.
  ///
  /// - Complexity: O(reachable nodes): the derivative of a kernel of depth L has O(L) new nodes.
  /// - Throws: ``ExpressionError`` when a derivative has no value anywhere, such as that of a function at
  ///   the number where its slope is infinite.
  public func derivative(
    of expression: Expression, with symbol: Symbol
  ) throws(ExpressionError) -> Expression {
    var derivatives: [Expression: Expression] = [:]
    let zero = rational(0)
    for current in topologicalOrder(of: [expression]) {
      let value: Expression
      switch node(current) {
      case .rational, .pi: value = zero
      case .symbol(let name): value = name == symbol ? rational(1) : zero
      case .sum(let terms): value = sum(terms.map { derivatives[$0] ?? zero })
      case .product(let coefficient, let factors):
        value = try productRule(coefficient, factors) { derivatives[$0] ?? zero }
      case .function(let function, let argument):
        let inner = derivatives[argument] ?? zero
        value =
          rationalValue(inner)?.isZero == true
          ? zero : product(try slope(of: function, at: argument), inner)
      case .application(let function, let arguments):
        value = try self.derivative(of: function, arguments) { derivatives[$0] ?? zero }
      }
      derivatives[current] = value
    }
    return derivatives[expression] ?? zero
  }

  private func productRule(
    _ coefficient: Rational, _ factors: [Factor], _ derivative: (Expression) -> Expression
  ) throws(ExpressionError) -> Expression {
    var terms: [Expression] = []
    for (position, factor) in factors.enumerated() {
      let inner = derivative(factor.base)
      if rationalValue(inner)?.isZero == true { continue }
      var others = factors
      others.remove(at: position)
      others.append(Factor(factor.base, factor.exponent - 1))
      others.append(Factor(inner))
      terms.append(product(coefficient * factor.exponent, others.filter { !$0.exponent.isZero }))
    }
    return sum(terms)
  }

  /// f'(u).
  func slope(of function: Function, at u: Expression) throws(ExpressionError) -> Expression {
    switch function {
    case .arccos: return negated(try reciprocalSine(of: u))
    case .arcsin: return try reciprocalSine(of: u)
    case .exp: return try self.function(.exp, u)
    case .log: return try power(u, -1)
    case .erf:
      let bell = try self.function(.exp, negated(try power(u, 2)))
      return product(2, [Factor(bell), Factor(pi, Rational(-1, over: 2))])
    case .normalCDF:
      let bell = try self.function(.exp, scaled(try power(u, 2), by: Rational(-1, over: 2)))
      return product(1, [Factor(bell), Factor(scaled(pi, by: 2), Rational(-1, over: 2))])
    case .sin: return try self.function(.cos, u)
    case .cos: return negated(try self.function(.sin, u))
    case .abs: return product([u, try power(try self.function(.abs, u), -1)])
    case .kappa(0):
      return product([try power(pi, -1), try reciprocalSine(of: u)])
    case .kappa(let n):
      // κₙ' = n²/(2n-1)·κₙ₋₁ (Cho & Saul 2009, in the normalisation κₙ(1) = 1).
      return scaled(
        try self.function(.kappa(n - 1), u), by: Rational(n * n, over: 2 * n - 1))
    }
  }

  /// (1-u²)^(-1/2).
  private func reciprocalSine(of u: Expression) throws(ExpressionError) -> Expression {
    try power(
      sum([rational(1), negated(try power(u, 2))]), Rational(-1, over: 2))
  }
}
