public import Arithmetic

/// A real function of the line that is analytic between finitely many breakpoints.
public protocol PiecewiseAnalyticFunction: Sendable {
  /// What tells the function apart from others, for the cache of its integrals.
  var identity: String { get }
  /// The breakpoints in ascending order; piece i lies between breakpoints i - 1 and i.
  var breakpoints: [Rational] { get }
  /// A bound |φ(u)| ≤ scale·e^(rate·|u|) on the whole line.
  var growth: ExponentialGrowth { get }

  /// Encloses the continuation of a piece on a ball; the whole line where it has none.
  func value(ofPiece piece: Int, at u: RealBall, precision: Int) -> RealBall

  /// Encloses the continuation of a piece on a rectangle, or `nil` where it is not shown to be analytic.
  func value(ofPiece piece: Int, on u: ComplexBall, precision: Int) -> ComplexBall?
}

/// A bound scale·e^(rate·|u|) for the size of a function of u.
public struct ExponentialGrowth: Hashable, Sendable {
  /// The factor, positive.
  public var scale: Rational
  /// The rate, not negative.
  public var rate: Rational

  /// Creates a bound.
  public init(scale: Rational, rate: Rational) {
    self.scale = scale
    self.rate = rate
  }
}
