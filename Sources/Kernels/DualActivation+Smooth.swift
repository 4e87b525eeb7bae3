internal import Arithmetic
internal import Expressions

extension DualActivation {
  private var one: Expression { store.rational(1) }

  /// √((1+cp)(1+cr)), which is 1 + cp for equal variances.
  private func shiftedMean(
    _ c: Rational, _ p: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    try geometricMean(
      store.sum(one, store.scaled(p, by: c)), store.sum(one, store.scaled(r, by: c)))
  }

  /// The dual 2/π·arcsin(2q/√((1+2p)(1+2r))) of the error function.
  ///
  /// Williams (1997), eq. (11).
  func errorFunction(
    _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    let ratio = try store.quotient(store.scaled(q, by: 2), try shiftedMean(2, p, r))
    let angle = try store.function(.arcsin, ratio)
    return store.product([store.rational(2), try store.power(store.pi, -1), angle])
  }

  /// E[sin u·sin v] = e^(-(p+r)/2)·sinh q and E[cos u·cos v] = e^(-(p+r)/2)·cosh q: the mean of
  /// cos(u ∓ v) is e^(-(p∓2q+r)/2).
  func wave(
    _ p: Expression, _ q: Expression, _ r: Expression, isEven: Bool
  ) throws(ExpressionError) -> Expression {
    let half = Rational(1, over: 2)
    let near = try store.function(
      .exp, store.scaled(squaredDistance(p, q, r), by: -half))
    let far = try store.function(
      .exp, store.scaled(squaredDistance(p, store.negated(q), r), by: -half))
    return store.scaled(
      isEven ? store.sum(near, far) : store.difference(near, far), by: half)
  }

  /// p - 2q + r, the variance of u - v.
  func squaredDistance(_ p: Expression, _ q: Expression, _ r: Expression) -> Expression {
    store.simplified(store.sum([p, store.scaled(q, by: -2), r]))
  }

  /// e^((p+2q+r)/2), the mean of e^(u+v).
  func exponential(
    _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    try store.function(
      .exp,
      store.scaled(squaredDistance(p, store.negated(q), r), by: Rational(1, over: 2)))
  }

  /// ((1+2p)(1+2r) - 4q²)^(-1/2), the determinant of 1 + 2Λ to the power -1/2 (Williams 1997).
  func gaussian(
    _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    try store.power(determinant(2, p, q, r), Rational(-1, over: 2))
  }

  /// (1+cp)(1+cr) - c²q².
  private func determinant(
    _ c: Rational, _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    let left = store.simplified(store.sum(one, store.scaled(p, by: c)))
    let right = store.simplified(store.sum(one, store.scaled(r, by: c)))
    return store.difference(
      store.product(left, right), store.scaled(try store.power(q, 2), by: c * c))
  }

  /// The dual of GELU (Tsuchida, Pearce, van der Heide, Roosta & Gallagher 2020, proposition 4).
  ///
  /// With D = (1+p)(1+r) - q²,
  ///
  ///     q/4 + q/(2π)·arcsin(q/√((1+p)(1+r))) + (pr - q² + q²/(1+p) + q²/(1+r))/(2π√D).
  func gelu(
    _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    let quarter = store.scaled(q, by: Rational(1, over: 4))
    let turn = store.scaled(try store.power(store.pi, -1), by: Rational(1, over: 2))
    let angle = try store.function(
      .arcsin, try store.quotient(q, try shiftedMean(1, p, r)))
    let square = try store.power(q, 2)
    // -q² + q²/(1+p) + q²/(1+r) = q²·(1 - pr)/((1+p)(1+r)).
    let product = store.product(p, r)
    let weight = try store.quotient(
      store.difference(one, product), store.product(store.sum(one, p), store.sum(one, r)))
    let top = store.simplified(store.sum(product, store.product(square, store.simplified(weight))))
    let root = try store.power(determinant(1, p, q, r), Rational(-1, over: 2))
    return store.sum([
      quarter, store.product([q, turn, angle]), store.product([turn, top, root]),
    ])
  }
}
