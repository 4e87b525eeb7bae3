internal import Expressions

/// How far a function on the unit disc is known to continue.
public enum Reach: Int, Comparable, Sendable {
  /// To a neighbourhood of the closed unit disc without the points ±1, at which there are convergent
  /// Puiseux series in a slit neighbourhood.
  case slit
  /// To a neighbourhood of the closed unit disc.
  case disc
  /// To the whole plane.
  case plane

  /// Whether less is known.
  public static func < (left: Reach, right: Reach) -> Bool { left.rawValue < right.rawValue }
}

/// What was proved about the continuation of a kernel beyond the unit circle.
///
/// With ``Reach/slit``, compactness of the circle gives a radius R > 1 such that the kernel is analytic on
/// {|z| < R} without the cuts (-R, -1] and [1, R): a Δ-domain at both ends, as the transfer theorem for
/// several singularities asks for (Flajolet & Sedgewick 2009, theorem VI.5). Nothing is computed: R exists.
public struct Continuation: Hashable, Sendable {
  /// How far the function continues.
  public let reach: Reach
  /// Whether the function may be singular at t = 1.
  public let isSingularAtOne: Bool
  /// Whether the function may be singular at t = -1.
  public let isSingularAtMinusOne: Bool
  /// Whether the function stays bounded at the ends.
  let isBounded: Bool

  init(
    reach: Reach, isSingularAtOne: Bool = false, isSingularAtMinusOne: Bool = false,
    isBounded: Bool = true
  ) {
    self.reach = reach
    self.isSingularAtOne = isSingularAtOne
    self.isSingularAtMinusOne = isSingularAtMinusOne
    self.isBounded = isBounded
  }

  /// What is known of a sum or product.
  func joined(_ other: Continuation) -> Continuation {
    Continuation(
      reach: min(reach, other.reach),
      isSingularAtOne: isSingularAtOne || other.isSingularAtOne,
      isSingularAtMinusOne: isSingularAtMinusOne || other.isSingularAtMinusOne,
      isBounded: isBounded && other.isBounded)
  }

  /// The same with a singularity at ends, where the reach is at most `limit`.
  func limited(
    to limit: Reach, singularAtOne: Bool = false, singularAtMinusOne: Bool = false,
    staysBounded: Bool = true
  ) -> Continuation {
    joined(
      Continuation(
        reach: limit, isSingularAtOne: singularAtOne, isSingularAtMinusOne: singularAtMinusOne,
        isBounded: staysBounded))
  }
}

/// Why a kernel is not known to continue beyond the unit circle.
public struct ContinuationFailure: Error, Sendable, CustomStringConvertible {
  /// The reason.
  public let reason: String

  /// The reason.
  public var description: String { reason }
}
