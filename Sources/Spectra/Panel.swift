internal import Arithmetic

/// A piece [left·π, right·π] of the meridian.
struct Panel: Hashable, Sendable {
  let left: Rational
  let right: Rational

  /// The whole meridian [0, π].
  static let meridian = Panel(left: 0, right: 1)

  /// Half the length.
  func halfWidth(precision: Int) -> RealBall {
    angle((right - left) * Rational(1, over: 2), precision: precision)
  }

  /// The middle.
  func centre(precision: Int) -> RealBall {
    angle((left + right) * Rational(1, over: 2), precision: precision)
  }

  private func angle(_ part: Rational, precision: Int) -> RealBall {
    RealBall.pi(precision: precision + 2).multiplied(by: part, precision: precision)
  }

  /// The halves.
  var halves: [Panel] { split(at: (left + right) * Rational(1, over: 2)) }

  /// Two parts that leave a fourth of the panel at an end of the meridian, where the function may be
  /// singular, and the halves away from the ends.
  var gradedParts: [Panel] {
    let width = right - left
    if left.isZero && !right.isOne { return split(at: width * Rational(1, over: 4)) }
    if right.isOne && !left.isZero { return split(at: right - width * Rational(1, over: 4)) }
    return halves
  }

  /// Whether the panel is not one of those that shrink towards the ends.
  var isInside: Bool {
    right - left < min(left, Rational.one - right) * Rational(1, over: 8)
  }

  /// Whether the panel has been halved so often that only a singularity inside can be the reason.
  ///
  /// The bound also keeps coordinates exact in `Double`, see `EllipseCover`.
  var isSmallAgainstItsDistanceFromTheEnds: Bool {
    right - left < min(left, Rational.one - right) * Rational(1, over: 1 << 25)
  }

  private func split(at point: Rational) -> [Panel] {
    [Panel(left: left, right: point), Panel(left: point, right: right)]
  }
}
