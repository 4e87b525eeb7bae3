internal import Arithmetic

extension ComplexMeridianValue {
  /// The constant p and an enclosure of q in f = p − x²q, where x is the distance from an end of the
  /// meridian.
  struct Defect: Sendable {
    let constant: RealBall
    /// The constant again, where it is known exactly.
    ///
    /// Which formula serves a function of f is decided by this number alone, so that it is the same
    /// on every rectangle.
    let exact: Rational?
    let quotient: ComplexBall

    init(constant: RealBall, exact: Rational?, quotient: ComplexBall, precision: Int) {
      self.constant = exact.map { RealBall($0, precision: precision) } ?? constant
      self.exact = exact
      self.quotient = quotient
    }

    /// A defect from 1.
    init(fromOne quotient: ComplexBall) {
      (constant, exact, self.quotient) = (.one, .one, quotient)
    }

    /// Whether the arccosine has a branch point at the end.
    var isAtBranchPoint: Bool { exact == .one || exact == -1 }

    /// The defect and the value, each with what the other knows.
    ///
    /// Near the end the defect gives the sharper value, far from it the value the sharper defect.
    func refined(
      with value: inout ComplexBall, distance: ComplexBall, precision: Int
    ) -> Defect {
      let square = distance.squared(precision: precision)
      let known = ComplexBall(constant).subtracting(value, precision: precision)
        .divided(by: square, precision: precision)
      if known.radius < quotient.radius {
        return Defect(constant: constant, exact: exact, quotient: known, precision: precision)
      }
      let other = ComplexBall(constant).subtracting(
        square.multiplied(by: quotient, precision: precision), precision: precision)
      if other.radius < value.radius { value = other }
      return self
    }

    /// That of a sum.
    func adding(_ other: Defect, precision: Int) -> Defect {
      Defect(
        constant: constant.adding(other.constant, precision: precision),
        exact: exact.flatMap { x in other.exact.map { x + $0 } },
        quotient: quotient.adding(other.quotient, precision: precision), precision: precision)
    }

    /// That of the product (p − x²q)(p' − x²q') = pp' − x²·(p·q' + q·f'), with f' the second factor's
    /// value.
    func multiplied(by other: Defect, value: ComplexBall, precision: Int) -> Defect {
      let sum = other.quotient.multiplied(by: constant, precision: precision)
        .adding(quotient.multiplied(by: value, precision: precision), precision: precision)
      return Defect(
        constant: constant.multiplied(by: other.constant, precision: precision),
        exact: exact.flatMap { x in other.exact.map { x * $0 } }, quotient: sum,
        precision: precision)
    }

    /// That of the reciprocal 1/f = 1/p + x²·q/(p·f), or `nil` when p may be 0.
    func inverted(reciprocal inverse: ComplexBall, precision: Int) -> Defect? {
      guard exact != .zero, !constant.containsZero else { return nil }
      let factor = RealBall.one.divided(by: constant, precision: precision)
      let negative = quotient.multiplied(by: inverse, precision: precision)
        .multiplied(by: factor, precision: precision).negated()
      return Defect(
        constant: factor, exact: exact.map { Rational.one / $0 }, quotient: negative,
        precision: precision)
    }
  }
}
