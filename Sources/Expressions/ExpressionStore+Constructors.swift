public import Arithmetic

extension ExpressionStore {
  /// A rational number.
  public func rational(_ value: Rational) -> Expression { intern(.rational(value)) }

  /// The number π.
  public var pi: Expression { intern(.pi) }

  /// The variable t, the cosine similarity.
  public var cosine: Expression { intern(.symbol(.cosine)) }

  /// A parameter or variable.
  public func symbol(_ symbol: Symbol) -> Expression { intern(.symbol(symbol)) }

  /// The value of a rational number, or `nil` for any other expression.
  public func rationalValue(_ expression: Expression) -> Rational? {
    if case .rational(let value) = node(expression) { return value }
    return nil
  }

  /// The sum of terms; like terms are collected, nested sums stay nested.
  public func sum(_ terms: [Expression]) -> Expression {
    var constant = Rational.zero
    var coefficients: [Expression: Rational] = [:]
    var cores: [Expression] = []
    for term in terms {
      if let value = rationalValue(term) {
        constant += value
        continue
      }
      let (coefficient, core) = split(term)
      if coefficients[core] == nil { cores.append(core) }
      coefficients[core, default: 0] += coefficient
    }
    var collected = cores.compactMap { core -> Expression? in
      let coefficient = coefficients[core] ?? 0
      return coefficient.isZero ? nil : scaled(core, by: coefficient)
    }
    if !constant.isZero || collected.isEmpty { collected.append(rational(constant)) }
    if collected.count == 1 { return collected[0] }
    return intern(.sum(collected.sorted(by: precedes)))
  }

  /// The sum of two expressions.
  public func sum(_ left: Expression, _ right: Expression) -> Expression { sum([left, right]) }

  /// The difference of two expressions.
  public func difference(_ left: Expression, _ right: Expression) -> Expression {
    sum([left, negated(right)])
  }

  /// The negative.
  public func negated(_ expression: Expression) -> Expression { scaled(expression, by: -1) }

  /// A rational multiple.
  ///
  /// A sum is not multiplied out.
  public func scaled(_ expression: Expression, by factor: Rational) -> Expression {
    product(factor, [Factor(expression)])
  }

  /// A term as coefficient and core.
  func split(_ term: Expression) -> (coefficient: Rational, core: Expression) {
    guard case .product(let coefficient, let factors) = node(term), !coefficient.isOne else {
      return (1, term)
    }
    return (coefficient, product(1, factors))
  }

  /// The product of expressions.
  public func product(_ expressions: [Expression]) -> Expression {
    product(1, expressions.map { Factor($0) })
  }

  /// The product of two expressions.
  public func product(_ left: Expression, _ right: Expression) -> Expression {
    product([left, right])
  }

  /// The quotient.
  ///
  /// - Throws: ``ExpressionError/divisionByZero`` when the divisor is the number 0.
  public func quotient(_ left: Expression, _ right: Expression) throws(ExpressionError)
    -> Expression
  {
    product([left, try power(right, -1)])
  }

  /// The most factors that a product takes over from a product inside it.
  ///
  /// Products are flattened so that powers of one base meet. A chain of products over thousands of
  /// layers would grow quadratically; beyond this length the inner product is kept as one factor.
  static let flatteningLimit = 32

  /// A coefficient times powers, in canonical form.
  ///
  /// Which inner products still fit below the limit must not depend on the order of the factors, so they
  /// are taken in canonical order.
  func product(_ coefficient: Rational, _ factors: [Factor]) -> Expression {
    var collector = FactorCollector(store: self, coefficient: coefficient)
    for factor in factors.sorted(by: { precedes($0.base, $1.base) }) {
      collector.multiply(by: factor)
    }
    return collector.expression()
  }

  /// Stores a product whose factors are collected.
  func interned(coefficient: Rational, factors: [Factor]) -> Expression {
    if coefficient.isZero || factors.isEmpty { return rational(coefficient) }
    if coefficient.isOne, factors.count == 1, factors[0].exponent.isOne { return factors[0].base }
    return intern(
      .product(coefficient, factors.sorted { precedes($0.base, $1.base) }))
  }
}

/// An expression that has no value.
public enum ExpressionError: Error, Hashable, Sendable {
  /// A division by the number 0.
  case divisionByZero
  /// An even root of a negative number.
  case rootOfNegative
  /// A function at a number outside its domain.
  case outsideDomain(function: String, argument: String)
  /// A derivative that has no expression.
  case notDifferentiable(String)
  /// A power of a number with too many digits to be written out.
  case tooLarge
}

extension ExpressionError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .divisionByZero: "division by zero"
    case .rootOfNegative: "a root of a negative number"
    case .outsideDomain(let function, let argument): "`\(function)` has no value at \(argument)"
    case .notDifferentiable(let what): "there is no formula for the derivative of \(what)"
    case .tooLarge: "a power of more than sixteen million bits"
    }
  }
}
