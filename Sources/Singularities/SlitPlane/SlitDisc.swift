public import Arithmetic
public import Expressions
internal import Spectra

/// The disc |z| < R without the cuts (-∞, -1] and [1, ∞).
public struct SlitDisc: Sendable {
  /// R > 0.
  public let radius: Rational

  /// Creates a disc.
  public init(radius: Rational) { self.radius = radius }

  /// The squares of ``AngleCover`` reach up to Im θ = 3π/4, and |cos θ| ≥ sinh(Im θ) there, which is above 5.
  private static let largestRadius = Rational(5)

  /// An upper bound for the modulus of a kernel without parameters on the circle and on both edges of the cuts, when it
  /// certainly continues to the disc, and up to its boundary; `nil` when that is not certain.
  ///
  /// - Complexity: up to 60,000 evaluations of the kernel on rectangles.
  public func supremum(of kernel: Expression, in store: ExpressionStore) -> RealBall? {
    guard radius.signum > 0, radius <= Self.largestRadius,
      store.symbols(in: kernel).allSatisfy({ $0 == .cosine })
    else { return nil }
    return AngleCover(function: KernelMeridian(kernel, in: store))
      .supremum(on: .slitDisc(radius: radius))
  }
}
