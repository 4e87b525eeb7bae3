internal import Arithmetic
internal import Foundation

/// A tree of squares in the upper half plane of angles, in units of π from an anchor.
///
/// The region, |Re θ/π − anchor − 1/2| ≤ 5/2 or more and Im θ ≤ 2π, holds the ellipses of
/// parameter at most 7.8 around the meridian and its parts.
final class SquareTree {
  /// Bits of the arithmetic on squares; bounds need few.
  private static let precision = 64
  /// A larger value on a square counts as none.
  private static let largestSize = Magnitude.powerOfTwo(900)

  /// The angle, in units of π, at which the coordinates are 0.
  let anchor: Int
  /// The squares of the coarsest level.
  let roots: [Square]
  private(set) var evaluationCount = 0
  private let function: any MeridianFunction
  private let pi = RealBall.pi(precision: SquareTree.precision)
  /// The size of the function in the middle, against which enclosures are called wide.
  private let typicalSize: Magnitude

  init(_ function: any MeridianFunction, anchor: Int) {
    self.function = function
    self.anchor = anchor
    let middle = pi.scaled(byPowerOfTwo: -1)
    typicalSize = function.value(at: middle, precision: Self.precision)?.magnitude ?? .infinity
    let side = 0.25
    roots = (-14..<14).flatMap { column in
      (0..<8).map { row in
        Square(left: Double(column) * side, bottom: Double(row) * side, side: side)
      }
    }
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
    guard
      let value = function.continuation(over: angles(of: square), precision: Self.precision),
      value.magnitude < Self.largestSize,
      value.radius <= (value.midpoint.magnitude + typicalSize).scaled(byPowerOfTwo: 1)
    else { return nil }
    // A function that is 0 on the square gets a tiny size with a finite logarithm.
    let size = value.magnitude + .powerOfTwo(-1000)
    return log2(size.roundedUpDouble) + 1e-9
  }

  /// The rectangle of θ for a square.
  private func angles(of square: Square) -> ComplexBall {
    let half = square.side / 2
    let radius = Dyadic(half).magnitude
    let x = RealBall(midpoint: Dyadic(square.left + half), radius: radius)
      .adding(RealBall(anchor), precision: Self.precision)
    let y = RealBall(midpoint: Dyadic(square.bottom + half), radius: radius)
    return ComplexBall(
      real: pi.multiplied(by: x, precision: Self.precision),
      imaginary: pi.multiplied(by: y, precision: Self.precision))
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
