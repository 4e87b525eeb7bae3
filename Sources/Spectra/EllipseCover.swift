internal import Arithmetic
internal import Foundation

/// Bounds for the continuation of a function on Bernstein ellipses around a panel.
///
/// In the variable x of θ = centre + halfWidth·x the panel is [−1, 1], and the ellipse of parameter
/// ρ > 1 is |Re x|²/A² + |Im x|²/B² < 1 with A = (ρ + 1/ρ)/2 and B = (ρ − 1/ρ)/2. Its upper half is
/// covered by squares from a tree that is refined where the continuation is not certain or its
/// enclosure wide; the lower half follows by reflection, because the function is real on the panel.
/// The squares serve every ellipse, dimension and degree.
final class EllipseCover {
  /// Bits of the arithmetic on squares; bounds need few.
  private static let precision = 64
  /// Squares are not refined beyond this side.
  private static let smallestSide = 1.0 / 8
  /// A larger value on a square counts as none.
  private static let largestSize = Magnitude.powerOfTwo(900)
  /// The largest parameter whose ellipse lies in the region of the tree, |Re x| ≤ 4, Im x ≤ 4.
  static let largestParameter = 7.8

  nonisolated(unsafe) static var evaluations = 0
  private let function: any MeridianFunction
  private let centre: RealBall
  private let halfWidth: RealBall
  /// An upper bound for half the length of the panel.
  let reach: Double
  /// The size of the function in the middle, against which enclosures are called wide.
  private let typicalSize: Magnitude
  private let roots: [Square]

  init(_ function: any MeridianFunction, on panel: Panel) {
    self.function = function
    centre = panel.centre(precision: Self.precision)
    halfWidth = panel.halfWidth(precision: Self.precision)
    reach = halfWidth.magnitude.roundedUpDouble
    let middle = function.value(at: centre, precision: Self.precision)
    typicalSize = middle?.magnitude ?? .infinity
    roots = (-4..<4).flatMap { column in
      (0..<4).map { row in Square(left: Double(column), bottom: Double(row), side: 1) }
    }
  }

  /// An upper bound for log₂ of |f(θ)·sin^(d−2)θ·P_{k,d}(cos θ)| on the ellipse, for all k up to
  /// `degree`, or `nil` when analyticity is not certain there.
  ///
  /// On the line Im θ = y, |sin θ| ≤ cosh y. Laplace's integral writes P_{k,d}(cos θ), d ≥ 3, as a
  /// mean of (cos θ + i·sin θ·cos φ)ᵏ (Müller 1966), and cos θ + i·sin θ·c lies between e^{iθ} and
  /// e^{−iθ} for −1 ≤ c ≤ 1; for d = 2 it is cos kθ. So |P_{k,d}(cos θ)| ≤ e^{k|y|}.
  func logSupremum(parameter rho: Double, dimension: Int, degree: Int) -> Double? {
    let ellipse = Ellipse(parameter: rho)
    var largest = -Double.infinity
    var pending = roots
    while let square = pending.popLast() {
      guard ellipse.mayMeet(square) else { continue }
      switch status(of: square) {
      case .bounded(let logarithm):
        let height = reach * min(square.bottom + square.side, ellipse.height) * 1.000_000_001
        let growth = Double(dimension - 2) * log2(cosh(height)) + Double(degree) * height * .log2E
        largest = max(largest, logarithm + growth)
      case .refined(let parts): pending += parts
      case .failed: return nil
      }
    }
    // Each term is far below 2^30, so its rounding errors are far below a thousandth.
    return largest + 0.001
  }

  private func status(of square: Square) -> Square.Status {
    if let known = square.status { return known }
    let status = newStatus(of: square)
    square.status = status
    return status
  }

  private func newStatus(of square: Square) -> Square.Status {
    Self.evaluations += 1
    let isSmallest = square.side <= Self.smallestSide
    if let value = function.continuation(over: angles(of: square), precision: Self.precision),
      value.magnitude < Self.largestSize
    {
      let isSharp =
        value.radius <= (value.midpoint.magnitude + typicalSize).scaled(byPowerOfTwo: 1)
      if isSharp || isSmallest {
        // A function that is 0 on the square gets a tiny size with a finite logarithm.
        let size = value.magnitude + .powerOfTwo(-1000)
        return .bounded(logarithm: log2(size.roundedUpDouble) + 1e-9)
      }
    }
    return isSmallest ? .failed : .refined(square.quarters)
  }

  /// The rectangle of θ for a square of x.
  private func angles(of square: Square) -> ComplexBall {
    let half = square.side / 2
    let radius = Dyadic(half).magnitude
    let x = RealBall(midpoint: Dyadic(square.left + half), radius: radius)
    let y = RealBall(midpoint: Dyadic(square.bottom + half), radius: radius)
    return ComplexBall(
      real: centre.adding(
        halfWidth.multiplied(by: x, precision: Self.precision), precision: Self.precision),
      imaginary: halfWidth.multiplied(by: y, precision: Self.precision))
  }
}

/// A square of the tree, with exact binary coordinates.
private final class Square {
  enum Status {
    case bounded(logarithm: Double)
    case refined([Square])
    case failed
  }

  let left: Double
  let bottom: Double
  let side: Double
  var status: Status?

  init(left: Double, bottom: Double, side: Double) {
    self.left = left
    self.bottom = bottom
    self.side = side
  }

  var quarters: [Square] {
    let half = side / 2
    return [(left, bottom), (left + half, bottom), (left, bottom + half), (left + half, bottom + half)]
      .map { Square(left: $0.0, bottom: $0.1, side: half) }
  }
}

/// The upper half of the ellipse with foci ±1 and sum of half-axes ρ.
private struct Ellipse {
  let width: Double
  let height: Double

  init(parameter rho: Double) {
    precondition(rho > 1 && rho <= EllipseCover.largestParameter, "no ellipse of the cover")
    width = (rho + 1 / rho) / 2
    height = (rho - 1 / rho) / 2
  }

  /// Whether the square may have points inside; never false when it has.
  func mayMeet(_ square: Square) -> Bool {
    let right = square.left + square.side
    let x = square.left <= 0 && right >= 0 ? 0 : min(abs(square.left), abs(right))
    let (u, v) = (x / width, square.bottom / height)
    // A relative slack of 1e-9 covers the few roundings.
    return u * u + v * v <= 1.000_000_001
  }
}

extension Double {
  /// log₂ e, rounded up.
  fileprivate static let log2E = 1.442_695_040_888_963_6
}
