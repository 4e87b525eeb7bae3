public import Arithmetic
internal import Expressions

/// What is proved of a function f of t on the upper half-plane and on (-1, 1).
///
/// In all cases but the last f is analytic on the plane without the cuts (-∞, -1] and [1, ∞) and real on (-1, 1), so
/// that f(z̄) is the conjugate of f(z).
public enum HalfPlaneImage: Hashable, Sendable {
  /// A number.
  case constant(isNonnegative: Bool)
  /// Not constant, without a zero off the real axis, and with an argument between 0 and π·opening, or 0 and -π·opening,
  /// throughout Im z > 0; 0 < opening ≤ 1. Upwards, f is a Pick function.
  case sector(isUpper: Bool, opening: Rational)
  /// No more is known.
  case analytic
  /// Nothing is known.
  case unknown

  /// Whether the function maps the upper half-plane into its closure.
  public var isPick: Bool {
    switch self {
    case .constant, .sector(isUpper: true, opening: _): true
    case .sector(isUpper: false, opening: _), .analytic, .unknown: false
    }
  }

  /// What is known when either this or the other is known.
  func joined(_ other: HalfPlaneImage) -> HalfPlaneImage {
    if self == .unknown || other == .unknown { return .unknown }
    switch (self, other) {
    case (.constant(let first), .constant(let second)):
      return .constant(isNonnegative: first && second)
    case (.sector(let first, let a), .sector(let second, let b)) where first == second:
      return .sector(isUpper: first, opening: max(a, b))
    default: return .analytic
    }
  }
}
