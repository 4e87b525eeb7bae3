public import Arithmetic

/// An end of [-1, 1], where a kernel on the sphere is singular.
public enum Pole: Hashable, Sendable, CaseIterable {
  /// t = 1: both inputs are the same.
  case one
  /// t = -1: the inputs are opposite.
  case minusOne

  /// The value of t.
  public var point: Rational { self == .one ? 1 : -1 }

  /// The pole at a value of t, or `nil` for any other value.
  public init?(_ point: Rational) {
    guard let pole = Pole.allCases.first(where: { $0.point == point }) else { return nil }
    self = pole
  }

  /// The small quantity s ≥ 0 in the language: `1 - t` or `1 + t`.
  public var distance: String { self == .one ? "1 - t" : "1 + t" }
}
