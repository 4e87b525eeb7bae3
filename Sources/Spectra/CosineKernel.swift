internal import Arithmetic

// κ₁ as a function of the angle, an entire function, and its defect at 0:
//
//     κ₁(cos ψ) = F(ψ) = ((π − ψ)·cos ψ + sin ψ)/π,     F'(ψ) = −(1 − ψ/π)·sin ψ
//     1 − F(ψ) = ψ²·(c(ψ) − ψ·e(ψ)/π)
//     c(ψ) = (1 − cos ψ)/ψ² = Σ (−1)ʲ ψ²ʲ/(2j + 2)!
//     e(ψ) = (sin ψ − ψ·cos ψ)/ψ³ = Σ (−1)ʲ (2j + 2)·ψ²ʲ/(2j + 3)!
//
// On a ball each is enclosed by its value at the midpoint and a bound for the derivative on the ball,
// which is convex.
enum CosineKernel {
  /// F on a real ball.
  static func value(_ psi: RealBall, precision: Int) -> RealBall {
    let middle = RealBall(psi.midpoint)
    let pi = RealBall.pi(precision: precision)
    let product = pi.subtracting(middle, precision: precision)
      .multiplied(by: .cos(middle, precision: precision), precision: precision)
    let value = product.adding(.sin(middle, precision: precision), precision: precision)
      .divided(by: pi, precision: precision)
    if psi.isExact { return value }
    let slope = RealBall.sin(psi, precision: 32).magnitude * (psi.magnitude + Magnitude(1))
    return value.widened(by: slope * psi.radius)
  }

  /// F on a complex rectangle.
  static func value(_ psi: ComplexBall, precision: Int) -> ComplexBall {
    let middle = psi.midpoint
    let pi = RealBall.pi(precision: precision)
    let product = ComplexBall(pi).subtracting(middle, precision: precision)
      .multiplied(by: .cos(middle, precision: precision), precision: precision)
    let value = product.adding(.sin(middle, precision: precision), precision: precision)
      .divided(by: pi, precision: precision)
    if psi.isExact { return value }
    let factor = ComplexBall.one.subtracting(
      psi.divided(by: pi, precision: 32), precision: 32)
    let slope = ComplexBall.sin(psi, precision: 32).magnitude * factor.magnitude
    return value.widened(by: slope * psi.radius)
  }

  /// c(ψ) − ψ·e(ψ)/π on a complex rectangle.
  static func defect(_ psi: ComplexBall, precision: Int) -> ComplexBall {
    let odd = sineDefect(psi, precision: precision)
      .multiplied(by: psi, precision: precision)
      .divided(by: RealBall.pi(precision: precision), precision: precision)
    return cosineDefect(psi, precision: precision).subtracting(odd, precision: precision)
  }

  /// c on a rectangle, at whose midpoint c = 2·(sin(ψ/2)/ψ)².
  ///
  /// |c'| ≤ (R/12)·cosh R for |ψ| ≤ R: the terms of c' are 2j·R^(2j−1)/(2j + 2)!
  /// ≤ (R/12)·R^(2j−2)/(2j − 2)!, because (2j + 2)(2j + 1)(2j − 1) ≥ 12 for j ≥ 1. For |ψ| ≥ r also
  /// |c'| = |sin ψ/ψ² − 2c/ψ| ≤ (C + 2(1 + C)/r)/r² with C = cosh(Im ψ) ≥ |sin ψ|, |cos ψ|.
  static func cosineDefect(_ psi: ComplexBall, precision: Int) -> ComplexBall {
    let middle = psi.midpoint
    let value: ComplexBall
    if middle.isZero {
      value = ComplexBall(Rational(1, over: 2), precision: precision)
    } else {
      value = ComplexBall.sin(middle.scaled(byPowerOfTwo: -1), precision: precision)
        .divided(by: middle, precision: precision)
        .squared(precision: precision).scaled(byPowerOfTwo: 1)
    }
    return value.widened(
      by: spread(psi, over: 12) { growth, low in
        (growth + ((Magnitude(1) + growth) * Magnitude(2)).divided(byLowerBound: low))
          .divided(byLowerBound: low).divided(byLowerBound: low)
      })
  }

  /// e on a rectangle.
  ///
  /// |e'| ≤ (R/15)·cosh R for |ψ| ≤ R: the terms of e' are 2j(2j + 2)·R^(2j−1)/(2j + 3)!
  /// ≤ (R/15)·R^(2j−2)/(2j − 2)!, because (2j + 3)(2j + 1)(2j − 1) ≥ 15 for j ≥ 1. For |ψ| ≥ r also
  /// |e'| = |sin ψ/ψ² − 3e/ψ| ≤ (C + 3C(1 + 1/r)/r)/r² with C = cosh(Im ψ).
  static func sineDefect(_ psi: ComplexBall, precision: Int) -> ComplexBall {
    let middle = psi.midpoint
    let value: ComplexBall
    if middle.magnitude <= .powerOfTwo(-1) {
      value = sineDefectSeries(middle, precision: precision)
    } else {
      let cosine = ComplexBall.cos(middle, precision: precision)
        .multiplied(by: middle, precision: precision)
      value = ComplexBall.sin(middle, precision: precision)
        .subtracting(cosine, precision: precision)
        .divided(by: middle.power(3, precision: precision), precision: precision)
    }
    return value.widened(
      by: spread(psi, over: 15) { growth, low in
        let inverse = Magnitude(1).divided(byLowerBound: low)
        let tail = growth * Magnitude(3) * (Magnitude(1) + inverse) * inverse
        return (growth + tail) * inverse * inverse
      })
  }

  /// The radius times the smaller of (R/n)·cosh R and a bound for the derivative away from 0, which is
  /// given cosh(Im ψ) and a lower bound of |ψ|.
  private static func spread(
    _ psi: ComplexBall, over n: Int, away: (Magnitude, Magnitude) -> Magnitude
  ) -> Magnitude {
    if psi.isExact { return .zero }
    let reach = psi.magnitude
    let near = (reach * hyperbolicCosine(reach)).divided(byLowerBound: Magnitude(n))
    let low = psi.lowerMagnitude
    let slope =
      low.isZero ? near : min(near, away(hyperbolicCosine(psi.imaginary.magnitude), low))
    return psi.radius * slope
  }

  private static func hyperbolicCosine(_ bound: Magnitude) -> Magnitude {
    bound.isInfinite ? .infinity : RealBall.cosh(RealBall(Dyadic(bound)), precision: 32).magnitude
  }

  /// The series of e for |ψ| ≤ 1/2, by Horner's rule.
  ///
  /// Term j is below 4^(−j)/(2j)!, and the omitted ones are below twice the first of them.
  private static func sineDefectSeries(_ psi: ComplexBall, precision: Int) -> ComplexBall {
    let count = precision / 6 + 3
    let square = psi.squared(precision: precision).negated()
    var sum = ComplexBall.zero
    for j in stride(from: count - 1, through: 0, by: -1) {
      let coefficient = Rational(Integer(2 * j + 2), over: .factorial(2 * j + 3))
      sum = sum.multiplied(by: square, precision: precision)
        .adding(ComplexBall(coefficient, precision: precision), precision: precision)
    }
    let factorial = Dyadic(.factorial(2 * count), timesPowerOfTwo: 0).lowerMagnitude
    return sum.widened(
      by: Magnitude.powerOfTwo(1 - 2 * count).divided(byLowerBound: factorial))
  }
}
