internal import Arithmetic

/// The ends of the meridian whose formulas serve a function on a rectangle of angles.
///
/// A function with formulas at both ends takes that at 0 on the left of Re θ = π/2 and that at π on the right,
/// and a rectangle that meets the line has a value only where both formulas are shown to have the same values
/// on all of it. So the values on a connected union of rectangles are those of one analytic function. With a
/// formula at one end only, it serves every rectangle.
struct ServingEnds {
  /// A defect, and the distance from its end.
  struct End {
    let defect: ComplexMeridianValue.Defect
    let distance: ComplexBall
  }

  let zero: End?
  let pi: End?

  /// Chooses among the ends that have a formula; `nil` when none has.
  init?(
    theta: ComplexBall, zero: ComplexMeridianValue.Defect?, pi: ComplexMeridianValue.Defect?,
    precision: Int
  ) {
    if zero == nil && pi == nil { return nil }
    let middle = RealBall.pi(precision: precision).scaled(byPowerOfTwo: -1)
    let hasBoth = zero != nil && pi != nil
    let isRight = hasBoth && middle.isCertainlyLess(than: theta.real)
    let isLeft = hasBoth && theta.real.isCertainlyLess(than: middle)
    self.zero = isRight ? nil : zero.map { End(defect: $0, distance: theta) }
    self.pi =
      isLeft
      ? nil
      : pi.map {
        End(
          defect: $0,
          distance: ComplexMeridianValue.distanceFromPi(theta, precision: precision))
      }
  }

  /// The value by the formulas, or `nil` when it is not known.
  ///
  /// - Parameters:
  ///   - formula: The value by the formula of an end.
  ///   - agree: Whether two values prove that the formulas agree on the rectangle.
  func value(
    by formula: (End) -> ComplexBall?, agree: (ComplexBall, ComplexBall) -> Bool
  ) -> ComplexBall? {
    guard let zero else { return pi.flatMap(formula) }
    guard let pi else { return formula(zero) }
    guard let left = formula(zero), let right = formula(pi), agree(left, right) else { return nil }
    return right.radius < left.radius ? right : left
  }
}
