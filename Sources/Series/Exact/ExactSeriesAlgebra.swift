package import Arithmetic
package import Expressions

/// Evaluates expressions as truncated power series in t with exact coefficients.
///
/// Coefficients are elements of a ``NormalFormField``: rational functions of π, parameters, and functions
/// and roots of such. Each operation is the recurrence of its differential equation, O(N²) operations in
/// the field; meant for small orders, where coefficients can still be read.
package struct ExactSeriesAlgebra: ExpressionAlgebra {
  /// The coefficients of t⁰ … t^(N-1).
  package typealias Value = [Fraction]
  /// Coefficients without value or beyond the size limit.
  package typealias Failure = NormalFormError

  /// Where the coefficients live.
  package let field: NormalFormField
  let order: Int

  /// Creates the algebra of series with `order` coefficients.
  package init(field: NormalFormField, order: Int) {
    precondition(order > 0, "a series has at least one coefficient")
    self.field = field
    self.order = order
  }

  private func constant(_ value: Fraction) -> [Fraction] {
    [value] + [Fraction](repeating: .zero, count: order - 1)
  }

  /// A constant series.
  package func rational(_ value: Rational) -> [Fraction] { constant(Fraction(value)) }

  /// The constant π.
  package func pi() throws(NormalFormError) -> [Fraction] {
    constant(try field.fraction(of: field.store.pi))
  }

  /// The variable t, or a constant parameter.
  package func symbol(_ symbol: Symbol) throws(NormalFormError) -> [Fraction] {
    guard symbol == .cosine else {
      return constant(try field.fraction(of: field.store.symbol(symbol)))
    }
    var series = constant(.zero)
    if order > 1 { series[1] = Fraction(1) }
    return series
  }

  /// The sum.
  package func sum(_ terms: [[Fraction]]) throws(NormalFormError) -> [Fraction] {
    var total = terms[0]
    for term in terms.dropFirst() {
      for n in 0..<order { total[n] = try field.add(total[n], term[n]) }
    }
    return total
  }

  /// The product.
  package func product(
    _ coefficient: Rational, _ factors: [[Fraction]]
  ) throws(NormalFormError) -> [Fraction] {
    var total = factors[0]
    for factor in factors.dropFirst() { total = try multiply(total, factor) }
    return try scaled(total, by: Fraction(coefficient))
  }

  func multiply(_ a: [Fraction], _ b: [Fraction]) throws(NormalFormError) -> [Fraction] {
    var result = constant(.zero)
    for i in 0..<order where !a[i].isZero {
      for j in 0..<(order - i) where !b[j].isZero {
        result[i + j] = try field.add(result[i + j], try field.multiply(a[i], b[j]))
      }
    }
    return result
  }

  private func scaled(_ a: [Fraction], by factor: Fraction) throws(NormalFormError) -> [Fraction] {
    var result: [Fraction] = []
    for coefficient in a { result.append(try field.multiply(coefficient, factor)) }
    return result
  }

  /// A rational power y = wᵖ of a series with w₀ ≠ 0.
  ///
  /// From w·y' = p·w'·y:
  ///
  ///     n·w₀·yₙ = Σ_{k=1..n} (pk - (n-k))·wₖ·yₙ₋ₖ.
  ///
  /// Natural powers of any series are products.
  package func power(
    _ base: [Fraction], _ exponent: Rational
  ) throws(NormalFormError) -> [Fraction] {
    if let whole = exponent.word, whole > 0, base[0].isZero {
      var result = base
      for _ in 1..<min(whole, order + 1) { result = try multiply(result, base) }
      return result
    }
    guard !base[0].isZero else { throw .undefined }
    var result = constant(try field.power(base[0], exponent))
    let inverse = try field.inverse(base[0])
    for n in stride(from: 1, to: order, by: 1) {
      var sum = Fraction.zero
      for k in 1...n where !base[k].isZero && !result[n - k].isZero {
        let weight = Fraction((exponent * Rational(k) - Rational(n - k)) / Rational(n))
        let term = try field.multiply(weight, try field.multiply(base[k], result[n - k]))
        sum = try field.add(sum, term)
      }
      result[n] = try field.multiply(sum, inverse)
    }
    return result
  }

  /// ∫ with a given constant term.
  func integral(
    of derivative: [Fraction], from start: Fraction
  ) throws(NormalFormError) -> [Fraction] {
    var result = constant(start)
    for n in stride(from: 1, to: order, by: 1) {
      result[n] = try field.multiply(derivative[n - 1], Fraction(Rational(1, over: n)))
    }
    return result
  }

  func derivative(of series: [Fraction]) throws(NormalFormError) -> [Fraction] {
    var result = constant(.zero)
    for n in stride(from: 1, to: order, by: 1) {
      result[n - 1] = try field.multiply(series[n], Fraction(Rational(n)))
    }
    return result
  }
}
