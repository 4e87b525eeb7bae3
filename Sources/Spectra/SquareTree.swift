internal import Arithmetic
internal import Foundation

/// A tree of squares in the upper half plane of angles, in units of π from an anchor.
///
/// The region, |Re θ/π − anchor − 1/2| ≤ 5/2 or more and Im θ ≤ 2π, holds the ellipses of
/// parameter at most 7.8 around the meridian and its parts.
final class SquareTree {
  /// Bits of the arithmetic on squares of side 1; bounds need few.
  private static let precision = 64
  /// A larger value on a square counts as none.
  private static let largestSize = Magnitude.powerOfTwo(900)

  /// The angle, in units of π, at which the coordinates are 0.
  let anchor: Int
  /// The squares of the coarsest level.
  let roots: [Square]
  private(set) var evaluationCount = 0
  private let function: any MeridianFunction
  /// The size of the function on the meridian, against which enclosures are called wide.
  private let typicalSize: Magnitude

  init(_ function: any MeridianFunction, anchor: Int) {
    self.function = function
    self.anchor = anchor
    typicalSize = SquareTree.sampledSize(function)
    let side = 0.25
    roots = (-14..<14).flatMap { column in
      (0..<8).map { row in
        Square(left: Double(column) * side, bottom: Double(row) * side, side: side)
      }
    }
  }

  /// The largest of a few values, which decides about refinement only, not about any bound.
  private static func sampledSize(_ function: any MeridianFunction) -> Magnitude {
    let sizes = (0...4).compactMap { quarter in
      let angle = RealBall.pi(precision: precision)
        .multiplied(by: Rational(quarter, over: 4), precision: precision)
      return function.value(at: angle, precision: precision)?.magnitude
    }
    let largest = sizes.filter { !$0.isInfinite }.max() ?? .zero
    return largest.isZero ? .powerOfTwo(0) : largest
  }

  /// An upper bound for log₂|f| on a square, or `nil` when the square should be refined.
  func logBound(on square: Square) -> Double? {
    switch square.status {
    case .bounded(let logarithm): return logarithm
    case .unbounded: return nil
    case .unknown:
      evaluationCount += 1
      let bound = newLogBound(on: square)
      square.status = bound.map(Square.Status.bounded) ?? .unbounded
      return bound
    }
  }

  private func newLogBound(on square: Square) -> Double? {
    // Near θ = 0 a function like 1 − θ² must still be told from 1.
    let precision = Self.precision + 2 * max(-square.side.exponent, 0)
    guard
      let value = function.continuation(
        over: angles(of: square, precision: precision), precision: precision),
      value.magnitude < Self.largestSize,
      value.radius <= (value.midpoint.magnitude + typicalSize).scaled(byPowerOfTwo: 1)
    else { return nil }
    // A function that is 0 on the square gets a tiny size with a finite logarithm.
    let size = value.magnitude + .powerOfTwo(-1000)
    return log2(size.roundedUpDouble) + 1e-9
  }

  /// The rectangle of θ for a square.
  private func angles(of square: Square, precision: Int) -> ComplexBall {
    let half = square.side / 2
    let radius = Dyadic(half).magnitude
    let x = RealBall(midpoint: Dyadic(square.left + half), radius: radius)
      .adding(RealBall(anchor), precision: precision)
    let y = RealBall(midpoint: Dyadic(square.bottom + half), radius: radius)
    let pi = RealBall.pi(precision: precision)
    return ComplexBall(
      real: pi.multiplied(by: x, precision: precision),
      imaginary: pi.multiplied(by: y, precision: precision))
  }
}

/// A square of the tree, with exact binary coordinates.
final class Square {
  enum Status {
    case unknown
    case bounded(logarithm: Double)
    case unbounded
  }

  let left: Double
  let bottom: Double
  let side: Double
  fileprivate(set) var status = Status.unknown
  private var parts: [Square]?

  init(left: Double, bottom: Double, side: Double) {
    self.left = left
    self.bottom = bottom
    self.side = side
  }

  /// The four squares of half the side.
  var quarters: [Square] {
    if let parts { return parts }
    let half = side / 2
    let corners = [
      (left, bottom), (left + half, bottom), (left, bottom + half), (left + half, bottom + half),
    ]
    let quarters = corners.map { Square(left: $0.0, bottom: $0.1, side: half) }
    parts = quarters
    return quarters
  }
}
