import Arithmetic
import Expressions
import Testing

@testable import Singularities

/// Branch points beyond the unit circle.
struct BranchPointTests {
  private func points(_ kernel: String) throws -> [BranchPoint] {
    let reader = try Reader()
    return KernelAsymptotics.branchPoints(of: try reader.kernel(kernel), in: reader.store)
  }

  /// Computed with mpmath's findroot at 30 digits, on the equation t + α²κ₁(t) = -(1 + α²).
  @Test(arguments: [
    ("res_gpk(2, 1/2)", -1.249491, 0.009233), ("res_gpk(2, 1)", -1.902873, 0.241541),
    ("res_ntk(2, 1)", -1.902873, 0.241541),
  ])
  func residualLayers(kernel: String, real: Double, imaginary: Double) throws {
    let found = try points(kernel)
    let nearest = try #require(found.first { $0.value == -1 })
    #expect(nearest.function.hasPrefix("kappa"))
    #expect(abs(nearest.location.real.midpoint.double(rounding: .nearest) - real) < 1e-5)
    #expect(abs(nearest.location.imaginary.midpoint.double(rounding: .nearest) - imaginary) < 1e-5)
    #expect(nearest.location.radius < .powerOfTwo(-30))
  }

  /// Roots that can be written down: z² = -2, and z² = -3 behind it.
  @Test func rootsInClosedForm() throws {
    let found = try points("sqrt(2 + t^2)*log(3 + t^2) + kappa1")
    #expect(found.map(\.function) == ["the root", "log"])
    for (point, square) in zip(found, [2, 3]) {
      #expect(point.value == 0 && point.location.real.contains(Rational.zero))
      #expect(point.location.imaginary.squared(precision: 64).contains(Rational(square)))
    }
  }

  /// On the real axis, unless a cut has begun before.
  @Test func realPoints() throws {
    let free = try points("log(2 - t)")
    #expect(free.count == 1 && free[0].isReal && free[0].location.real.contains(Rational(2)))
    #expect(try points("log(2 - t) + kappa1").isEmpty)
  }

  /// A composition without residual connections has none so near (its layers stay in the half-plane), and neither has a
  /// kernel without layers.
  @Test(arguments: ["fc_gpk(2)", "kappa1", "laplace(1)", "t^3"])
  func none(kernel: String) throws {
    let near = try points(kernel).filter {
      $0.modulus(precision: 64).isCertainlyLess(
        than: RealBall(Rational(185, over: 100), precision: 64))
    }
    #expect(near.isEmpty)
  }

  @Test func freeParametersAreNotSearched() throws {
    #expect(try points("res_gpk(2, alpha)").isEmpty)
  }
}
