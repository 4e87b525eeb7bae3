internal import Arithmetic
internal import Spectra

/// A region of angles in the upper half plane, given by the cosine.
///
/// The lower half follows by reflection, because kernels are real on (0, π).
enum AngleRegion {
  /// |cos θ| ≤ R with 0 ≤ Re θ ≤ π: the disc |z| ≤ R with its cuts, both edges of them included.
  case slitDisc(radius: Rational)
  /// |1 - cos θ| ≤ r around θ = 0: the disc |σ| ≤ √r of σ = √2·sin(θ/2), where 1 - z = σ².
  case aroundOne(radius: Rational)
  /// |1 + cos θ| ≤ r around θ = π.
  case aroundMinusOne(radius: Rational)

  enum Place { case outside, inside, boundary }

  /// Where a rectangle lies; `boundary` when that is not certain.
  func place(of theta: ComplexBall, precision: Int) -> Place {
    let z = ComplexBall.cos(theta, precision: precision)
    let distance: ComplexBall
    let limit: Rational
    switch self {
    case .slitDisc(let radius):
      (distance, limit) = (z, radius)
      let pi = RealBall.pi(precision: precision)
      if theta.real.isCertainlyNegative || pi.isCertainlyLess(than: theta.real) { return .outside }
    case .aroundOne(let radius):
      (distance, limit) = (ComplexBall.one.subtracting(z, precision: precision), radius)
    case .aroundMinusOne(let radius):
      (distance, limit) = (ComplexBall.one.adding(z, precision: precision), radius)
    }
    let bound = RealBall(limit, precision: precision)
    if bound.isCertainlyLess(than: RealBall(Dyadic(distance.lowerMagnitude))) { return .outside }
    return RealBall(Dyadic(distance.magnitude)).isCertainlyLess(than: bound) ? .inside : .boundary
  }

  /// Real parts, in units of π/8, that the region lies within; imaginary parts are below 6π/8.
  ///
  /// |cos θ| ≥ sinh y, so |cos θ| ≤ 2 gives y < 1.45. |1 - cos θ| = cosh y - cos x ≤ 5/4 gives cos x ≥ -1/4 and
  /// cosh y ≤ 9/4, so |x| < 5π/8 in the part around 0, and y < 1.46. Likewise around π.
  var columns: Range<Int> {
    switch self {
    case .slitDisc: 0..<8
    case .aroundOne: -5..<5
    case .aroundMinusOne: 3..<13
    }
  }
}

/// Covers regions of angles by squares on which a kernel's continuation is certain.
///
/// On all squares the same formula is evaluated, with principal branches and with the choices at θ = 0 that
/// depend on exact constants alone (`ComplexMeridianValue`), and gives up where a step is not certainly
/// analytic. So the values belong to one analytic function on the connected union of the squares, which is
/// the kernel on (0, π).
struct AngleCover {
  /// The kernel along the meridian.
  let function: any MeridianFunction
  private static let precision = 80
  /// Squares are halved at most so often.
  private static let depthLimit = 9
  private static let squareLimit = 60_000
  /// On the boundary the enclosures are refined so often at least.
  private static let boundaryDepth = 2

  private struct Square {
    /// Lower left corner and side in units of π/8·2^(-depth).
    let x: Int
    let y: Int
    let depth: Int

    var quarters: [Square] {
      [(0, 0), (1, 0), (0, 1), (1, 1)].map {
        Square(x: 2 * x + $0.0, y: 2 * y + $0.1, depth: depth + 1)
      }
    }

    func angles(precision: Int) -> ComplexBall {
      let unit = RealBall.pi(precision: precision).scaled(byPowerOfTwo: -3 - depth)
      func side(_ start: Int) -> RealBall {
        let middle = RealBall(Dyadic(2 * start + 1).scaled(byPowerOfTwo: -1))
          .widened(by: .powerOfTwo(-1))
        return unit.multiplied(by: middle, precision: precision)
      }
      return ComplexBall(real: side(x), imaginary: side(y))
    }
  }

  /// An upper bound for the kernel's modulus on the boundary of the region, when the kernel certainly continues
  /// to a neighbourhood of the whole region; `nil` when that is not certain.
  func supremum(on region: AngleRegion) -> RealBall? {
    var pending = region.columns.flatMap { x in (0..<6).map { Square(x: x, y: $0, depth: 0) } }
    // Squares in doubt come first, so that a singularity is soon met.
    var doubtful: [Square] = []
    var largest = Magnitude.zero
    var count = 0
    while let square = doubtful.popLast() ?? pending.popLast() {
      count += 1
      guard count <= Self.squareLimit else { return nil }
      let theta = square.angles(precision: Self.precision)
      let place = region.place(of: theta, precision: Self.precision)
      if place == .outside { continue }
      let value = function.continuation(over: theta, precision: Self.precision)
      if let value, place == .inside || isSharp(value, square.depth) {
        if place == .boundary { largest = max(largest, value.magnitude) }
        continue
      }
      if square.depth >= Self.depthLimit {
        guard let value else { return nil }
        if place == .boundary { largest = max(largest, value.magnitude) }
        continue
      }
      if value == nil { doubtful += square.quarters } else { pending += square.quarters }
    }
    return RealBall(Dyadic(largest))
  }

  private func isSharp(_ value: ComplexBall, _ depth: Int) -> Bool {
    depth >= Self.boundaryDepth && value.radius <= value.midpoint.magnitude + .powerOfTwo(-1)
  }
}
