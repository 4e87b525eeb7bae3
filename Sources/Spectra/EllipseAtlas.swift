internal import Arithmetic
internal import Foundation

/// Bounds for the continuation of one function on the ellipses of all panels.
///
/// In the variable x of θ = centre + h·x a panel is [−1, 1], and the ellipse of parameter ρ > 1 is
/// (Re x/A)² + (Im x/B)² < 1 with A = (ρ + 1/ρ)/2 and B = (ρ − 1/ρ)/2. Its upper half is covered by
/// squares from a tree, which is refined where the continuation is not certain or its enclosure wide;
/// the lower half follows by reflection, because the function is real on the panel. A square bounds
/// the function alone, so it serves every ellipse, accuracy, degree and dimension.
public final class EllipseAtlas {
  /// The function that is bounded.
  public let function: any MeridianFunction
  /// Squares with coordinates from θ = 0, and from θ = π for panels that shrink towards π.
  private let trees: (zero: SquareTree, pi: SquareTree)
  /// The atlases of the functions that replace this one next to the ends.
  private var ends: [Bool: EllipseAtlas?] = [:]

  /// An atlas without squares, which come as they are needed.
  public init(_ function: any MeridianFunction) {
    self.function = function
    trees = (SquareTree(function, anchor: 0), SquareTree(function, anchor: 1))
  }

  /// The atlas of the function that replaces this one next to an end, if there is one.
  func end(atPi: Bool) -> EllipseAtlas? {
    if let known = ends[atPi] { return known }
    let atlas = function.endForm(atPi: atPi).map { EllipseAtlas($0) }
    ends[atPi] = .some(atlas)
    return atlas
  }

  /// The ellipses of a panel.
  func cover(of panel: Panel) -> EllipseCover {
    let tree = panel.left >= Rational(7, over: 8) ? trees.pi : trees.zero
    return EllipseCover(tree: tree, panel: panel)
  }

  /// The number of squares on which the function has been evaluated.
  var evaluationCount: Int { trees.zero.evaluationCount + trees.pi.evaluationCount }
}

/// The ellipses of one panel.
struct EllipseCover {
  /// The largest parameter whose ellipse lies in the region of the tree.
  static let largestParameter = 7.8

  private let tree: SquareTree
  private let centre: Double
  private let halfWidth: Double
  /// An upper bound for half the length of the panel.
  let reach: Double

  init(tree: SquareTree, panel: Panel) {
    self.tree = tree
    // Panels have binary fractions of π as ends, which are exact in Double.
    let half = Rational(1, over: 2)
    let middle = (panel.left + panel.right) * half - Rational(tree.anchor)
    centre = Dyadic(middle, precision: 53, rounding: .nearest).double(rounding: .nearest)
    halfWidth = Dyadic((panel.right - panel.left) * half, precision: 53, rounding: .nearest)
      .double(rounding: .nearest)
    reach = panel.halfWidth(precision: 64).magnitude.roundedUpDouble
  }

  /// An upper bound for log₂ of |f(θ)·sin^(d−2)θ·P_{k,d}(cos θ)| on the ellipse, for all k up to
  /// `degree`, or `nil` when analyticity is not certain there, or not known after so many evaluations of
  /// the function.
  ///
  /// For θ = x + iy, |sin θ|² = sin²x + sinh²y. Laplace's integral writes P_{k,d}(cos θ), d ≥ 3, as a
  /// mean of (cos θ + i·sin θ·cos φ)ᵏ (Müller 1966), and cos θ + i·sin θ·c lies between e^{iθ} and
  /// e^{−iθ} for −1 ≤ c ≤ 1; for d = 2 it is cos kθ. So |P_{k,d}(cos θ)| ≤ e^{k|y|}.
  func logSupremum(
    parameter rho: Double, dimension: Int, degree: Int, evaluations: Int = .max
  ) -> Double? {
    precondition(rho > 1 && rho <= Self.largestParameter, "no ellipse of the atlas")
    let (width, height) = ((rho + 1 / rho) / 2, (rho - 1 / rho) / 2)
    var largest = -Double.infinity
    let start = tree.evaluationCount
    var pending = tree.roots
    while let square = pending.popLast() {
      guard mayMeet(square, width: width, height: height) else { continue }
      if tree.evaluationCount - start > evaluations { return nil }
      if let logarithm = tree.logBound(on: square) {
        let top = min((square.bottom + square.side) / halfWidth, height) * reach * 1.000_000_001
        let growth =
          Double(dimension - 2) * logSine(square, top) + Double(degree) * top * Self.log2E
        largest = max(largest, logarithm + growth)
      } else if square.side <= halfWidth / 8 {
        return nil
      } else {
        pending += square.quarters
      }
    }
    // Each term is far below 2^30, so its rounding errors are far below a thousandth.
    return largest.isFinite ? largest + 0.001 : nil
  }

  /// An upper bound for log₂|sin θ| on the part of the square below Im θ = top.
  private func logSine(_ square: Square, _ top: Double) -> Double {
    let (left, right) = (square.left, square.left + square.side)
    // The sine is ±1 at odd multiples of π/2 and monotone between.
    let hasPeak = (left - 0.5).rounded(.up) <= (right - 0.5).rounded(.down)
    // The slack covers the roundings.
    let sine = hasPeak ? 1 : max(abs(sin(.pi * left)), abs(sin(.pi * right))) + 1e-12
    let height = sinh(top)
    return log2(sine * sine + height * height) / 2
  }

  /// Whether the square may have points in the ellipse; never false when it has.
  private func mayMeet(_ square: Square, width: Double, height: Double) -> Bool {
    let (left, right) = (square.left - centre, square.left + square.side - centre)
    let x = left <= 0 && right >= 0 ? 0 : min(abs(left), abs(right))
    let (u, v) = (x / (halfWidth * width), square.bottom / (halfWidth * height))
    // A relative slack of 1e-9 covers the few roundings.
    return u * u + v * v <= 1.000_000_001
  }

  /// log₂ e, rounded up.
  private static let log2E = 1.442_695_040_888_963_6
}
