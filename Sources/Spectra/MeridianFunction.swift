public import Arithmetic

/// A zonal function seen along a great circle: θ ↦ K(cos θ) for 0 ≤ θ ≤ π.
///
/// Laws a conforming type promises, on which every bound of the quadrature rests:
///
/// 1. *Inclusion.* `value(at:)` holds f(θ) for every θ of the ball in [0, π].
/// 2. *Continuation.* Where `continuation(over:)` is not `nil`, f continues analytically to a
///    neighbourhood of the rectangle, and the result holds the continuation's values there.
/// 3. *One function.* On a connected union of rectangles that contains a piece of (0, π), the
///    continuations are those of one analytic function. A formula of principal branches that avoid
///    their cuts has this property, as long as the same formula serves every rectangle.
/// 4. *Reality.* f is real on (0, π).
public protocol MeridianFunction: Sendable {
  /// The values at the angles of a ball, or `nil` when the function has none at some of them.
  func value(at theta: RealBall, precision: Int) -> RealBall?

  /// The values of the analytic continuation on a rectangle, or `nil` when analyticity on all of it is
  /// not certain.
  func continuation(over theta: ComplexBall, precision: Int) -> ComplexBall?

  /// Throws where it is known beforehand that the function has no continuation around the meridian.
  func checkContinuation() throws(SpectrumError)
  /// A bound c·φ^p for |f| at all angles 0 < φ ≤ length, φ ≤ 1/2, from an end of the meridian, where no enclosure
  /// serves, or `nil` when none is known.
  func endBound(
    within length: RealBall, atPi: Bool, precision: Int
  ) -> (coefficient: Magnitude, exponent: Rational)?

  /// A function that is close to this one next to an end of the meridian, where this one has an essential
  /// singularity, and that is analytic there or of bounded growth; `nil` when there is none.
  func endForm(atPi: Bool) -> (any MeridianFunction)?
  /// A bound for the difference between the two at the angles in [0, π] of a ball at the end.
  func endFormError(over theta: RealBall, atPi: Bool, precision: Int) -> Magnitude?

  /// About how many steps the function's formula has.
  ///
  /// Plans weigh the cost of a value against that of a sum by it; no bound depends on it.
  var stepCount: Int { get }
}

extension MeridianFunction {
  /// Nothing is known beforehand.
  public func checkContinuation() throws(SpectrumError) {}
  /// None is known.
  public func endBound(
    within length: RealBall, atPi: Bool, precision: Int
  ) -> (coefficient: Magnitude, exponent: Rational)? { nil }

  /// There is none.
  public func endForm(atPi: Bool) -> (any MeridianFunction)? { nil }
  /// There is none.
  public func endFormError(over theta: RealBall, atPi: Bool, precision: Int) -> Magnitude? { nil }

  /// That of a short formula.
  public var stepCount: Int { 10 }
}
