internal import Arithmetic

/// A polynomial in t with constants as coefficients.
struct CosinePolynomial {
  /// The coefficients of 1, t, t², ….
  let coefficients: [Expression]
  private let store: ExpressionStore

  private static let largestDegree = 8

  private init(_ coefficients: [Expression], _ store: ExpressionStore) {
    self.coefficients = coefficients
    self.store = store
  }

  /// Reads a polynomial off a function by its derivatives at 0; `nil` when a derivative of low order is not
  /// shown to vanish.
  init?(_ function: Expression, in store: ExpressionStore) {
    var coefficients: [Expression] = []
    var derivative = function
    var factorial = Rational.one
    for n in 0...Self.largestDegree {
      guard
        let value = try? store.substituting([.cosine: store.rational(0)], in: derivative),
        let next = try? store.derivative(of: derivative, with: .cosine)
      else { return nil }
      if n > 0 { factorial *= Rational(n) }
      coefficients.append(store.simplified(store.scaled(value, by: 1 / factorial)))
      derivative = store.simplified(next)
      if store.rationalValue(derivative)?.isZero == true {
        self.init(coefficients, store)
        return
      }
    }
    return nil
  }

  /// Whether it is free of t.
  var isConstant: Bool { coefficients.count <= 1 }

  /// Whether all coefficients are proved to be zero.
  var isZero: Bool {
    coefficients.allSatisfy { store.areProvedEqual($0, store.rational(0)) }
  }

  /// The polynomial as an expression in t.
  var expression: Expression {
    let terms = coefficients.enumerated().compactMap { n, coefficient -> Expression? in
      guard n > 0 else { return coefficient }
      guard let power = try? store.power(store.cosine, Rational(n)) else { return nil }
      return store.product(coefficient, power)
    }
    return store.sum(terms)
  }

  /// The derivative.
  var derivative: CosinePolynomial {
    let terms = coefficients.enumerated().dropFirst().map { n, coefficient in
      store.scaled(coefficient, by: Rational(n))
    }
    return CosinePolynomial(terms, store)
  }

  func adding(_ other: CosinePolynomial, times factor: Rational) -> CosinePolynomial {
    let count = max(coefficients.count, other.coefficients.count)
    func coefficient(_ polynomial: CosinePolynomial, _ n: Int) -> Expression {
      n < polynomial.coefficients.count ? polynomial.coefficients[n] : store.rational(0)
    }
    return CosinePolynomial(
      (0..<count).map { n in
        store.simplified(
          store.sum(coefficient(self, n), store.scaled(coefficient(other, n), by: factor)))
      }, store)
  }

  /// The product with t.
  var shifted: CosinePolynomial { CosinePolynomial([store.rational(0)] + coefficients, store) }

  /// The quotient by t - r, when r is proved to be a zero (Horner).
  func divided(byRoot root: Rational) -> CosinePolynomial? {
    var quotient: [Expression] = []
    var carry = store.rational(0)
    for coefficient in coefficients.reversed() {
      carry = store.simplified(store.sum(coefficient, store.scaled(carry, by: root)))
      quotient.append(carry)
    }
    guard let remainder = quotient.popLast(),
      store.areProvedEqual(remainder, store.rational(0))
    else { return nil }
    return CosinePolynomial(quotient.reversed(), store)
  }

  /// The polynomial in another variable: p(slope·t + constant).
  func composed(slope: Expression, constant: Expression) -> CosinePolynomial {
    var result = CosinePolynomial([], store)
    for coefficient in coefficients.reversed() {
      let multiple = CosinePolynomial(
        result.coefficients.map { store.product($0, slope) }, store
      ).shifted
      let rest = CosinePolynomial(
        result.coefficients.map { store.product($0, constant) }, store)
      result = multiple.adding(rest, times: 1)
        .adding(CosinePolynomial([coefficient], store), times: 1)
    }
    return result
  }
}
