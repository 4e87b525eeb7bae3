internal import Arithmetic
internal import Expressions

extension PuiseuxArithmetic {
  /// κₙ(1 - S) or κₙ(-1 + S).
  func kappa(
    _ degree: Int, at pole: Pole, distance: PuiseuxSeries
  ) throws(PuiseuxError) -> PuiseuxSeries {
    let unit = try field.rootOfTwoOverPi()
    let root = try singularPart(distance, degree: degree) { count in
      ArcCosineExpansion.singular(degree: degree, at: pole, count: count).map {
        self.field.scaled(unit, by: $0)
      }
    }
    let regular = ArcCosineExpansion.regular(degree: degree, at: pole)
    return try sum([try polynomial(regular, at: distance), root])
  }

  /// arccos(1 - S) or arccos(-1 + S) = π - arccos(1 - S).
  func arccosine(
    at pole: Pole, distance: PuiseuxSeries
  ) throws(PuiseuxError) -> PuiseuxSeries {
    let unit = try field.power(Fraction(2), Rational(1, over: 2))
    let angle = try singularPart(distance, degree: 0) { count in
      ArcCosineExpansion.arccosine(count: count).map { self.field.scaled(unit, by: $0) }
    }
    if pole == .one { return angle }
    return try sum([PuiseuxSeries(try field.pi()), try scaled(angle, by: Fraction(-1))])
  }

  /// S^(n+1/2)·Σ aₖSᵏ.
  private func singularPart(
    _ distance: PuiseuxSeries, degree: Int,
    _ coefficients: (_ count: Int) -> [Fraction]
  ) throws(PuiseuxError) -> PuiseuxSeries {
    guard let valuation = distance.valuation else { return PuiseuxSeries(.zero) }
    let half = Rational(2 * degree + 1, over: 2)
    let root = try power(distance, half)
    let sum = try composition(distance, limit: limit - half * valuation) {
      (count) throws(PuiseuxError) in coefficients(count)
    }
    return try multiply(root, sum)
  }

  private func polynomial(
    _ coefficients: [Rational], at series: PuiseuxSeries
  ) throws(PuiseuxError) -> PuiseuxSeries {
    var result = PuiseuxSeries(.zero)
    for coefficient in coefficients.reversed() {
      result = try sum([try multiply(result, series), PuiseuxSeries(Fraction(coefficient))])
    }
    return result
  }
}
