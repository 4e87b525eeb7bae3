internal import Arithmetic
internal import Expressions

// Composition, integrals and derivatives of asymptotic expansions.
extension AsymptoticArithmetic {
  /// An expansion in x where x is an expansion in L that tends to infinity like c·L^e, c and e positive.
  ///
  /// The order of the rest is that of the rest in x, as x and L^e are of the same order; so are their logarithms.
  func composition(
    _ outer: AsymptoticExpansion, _ inner: AsymptoticExpansion
  ) -> AsymptoticExpansion? {
    let inner = reduced(inner)
    guard let leading = inner.terms.first, leading.power.exponent.signum > 0,
      leading.power.logarithm.isZero, let log = logarithm(inner)
    else { return nil }
    var parts: [AsymptoticExpansion] = []
    for term in outer.terms {
      guard let algebraic = power(inner, term.power.exponent),
        let logarithmic = power(log, term.power.logarithm)
      else { return nil }
      parts.append(scaled(product(algebraic, logarithmic), by: term.coefficient))
    }
    let rest = outer.remainder?.mapped {
      AsymptoticPower($0.exponent * leading.power.exponent, logarithm: $0.logarithm)
    }
    return sum(parts).with(remainder: rest)
  }

  /// The integral from some constant on, hence up to O(1).
  ///
  /// Orders may be integrated (but not differentiated): where the integral of p diverges those of O(p) and o(p) are O
  /// and o of it.
  func integral(_ function: AsymptoticExpansion) -> AsymptoticExpansion {
    var parts: [AsymptoticExpansion] = []
    var orders: [AsymptoticOrder] = [.big(.one)]
    func integrate(_ power: AsymptoticPower, _ coefficient: Expression) {
      let raised = AsymptoticPower(power.exponent + 1, logarithm: power.logarithm)
      guard power.exponent >= -1 else { return }
      if raised.exponent.isZero {
        let next = AsymptoticPower(0, logarithm: power.logarithm + 1)
        guard !next.logarithm.isZero else {
          orders.append(.big(AsymptoticPower(0, logarithm: 1)))
          return
        }
        parts.append(.init(store.scaled(coefficient, by: 1 / next.logarithm), next))
        return
      }
      let primitive = store.scaled(coefficient, by: 1 / raised.exponent)
      parts.append(.init(primitive, raised))
      guard !power.logarithm.isZero else { return }
      // By parts: x^e·(log x)^j leaves -j/(e + 1)·x^e·(log x)^(j - 1).
      let lower = AsymptoticPower(power.exponent, logarithm: power.logarithm - 1)
      guard power.logarithm.isInteger, power.logarithm.signum > 0 else {
        orders.append(.big(raised * AsymptoticPower(0, logarithm: -1)))
        return
      }
      integrate(lower, store.scaled(primitive, by: -power.logarithm))
    }
    for term in function.terms { integrate(term.power, term.coefficient) }
    if let rest = function.remainder { orders.append(integral(rest)) }
    return sum(parts).with(remainder: orders.max())
  }

  /// The order of the integrals of functions of an order, from some constant on.
  func integral(_ order: AsymptoticOrder) -> AsymptoticOrder {
    let power: AsymptoticPower
    switch order {
    case .negligible: return .big(.one)
    case .little(let found), .big(let found): power = found
    }
    if power.exponent > -1 {
      return order.mapped { AsymptoticPower($0.exponent + 1, logarithm: $0.logarithm) }
    }
    guard power.exponent == -1, power.logarithm >= -1 else { return .big(.one) }
    if power.logarithm == -1 { return .little(AsymptoticPower(0, logarithm: 1)) }
    return order.mapped { AsymptoticPower(0, logarithm: $0.logarithm + 1) }
  }

  /// The derivative of a finite sum of terms; the order of the rest is dropped.
  func derivative(ofTerms function: AsymptoticExpansion) -> AsymptoticExpansion {
    sum(
      function.terms.flatMap { term in
        [
          AsymptoticExpansion(
            store.scaled(term.coefficient, by: term.power.exponent),
            AsymptoticPower(term.power.exponent - 1, logarithm: term.power.logarithm)),
          AsymptoticExpansion(
            store.scaled(term.coefficient, by: term.power.logarithm),
            AsymptoticPower(term.power.exponent - 1, logarithm: term.power.logarithm - 1)),
        ]
      })
  }
}
