import Arithmetic
import Expressions
import Foundation
import Series
import Spectra
import TestSupport
import Testing

@testable import Singularities

/// What is proved about continuations, against values and coefficients computed otherwise.
struct ContinuationTests {
  @Test(arguments: [
    ("t^3 + 1", Reach.plane), ("exp(t)", .plane), ("gaussian_kernel(1)", .plane),
    ("arcsin(2*t/3)", .disc), ("1/sqrt(4 - t^2)", .disc), ("kappa1(kappa1/2)", .slit),
    ("kappa1(t/2)", .disc), ("kappa1", .slit), ("fc_ntk(4)", .slit), ("res_ntk(3, alpha)", .slit),
    ("fc_ntk_bias(2, beta)", .slit), ("laplace(2)", .slit), ("exponential_power(1, 1/2)", .slit),
    ("step_gpk(4)", .slit), ("sqrt(1 - t^2)", .slit), ("sqrt(1 + t)", .slit),
    ("kappa1((t + t^3)/2)", .slit), ("kappa1(-t)", .slit), ("log(1 - t)", .slit),
    ("log((1 - t)/2)*(1 - t)", .slit), ("log((1 - t)*(1 + t))", .slit), ("log(2 - t)", .disc),
    ("log(1 - kappa1)", .slit), ("exp((1 - t)*log(1 - t))", .slit), ("log((1 + t)/(1 - t))", .slit),
    ("sqrt((1 + t)*(1 - kappa1))", .slit), ("erf((1 + t)*log(1 + t))", .slit),
  ])
  func reach(kernel: String, expected: Reach) throws {
    let reader = try Reader()
    let analysis = ContinuationAnalysis(store: reader.store)
    #expect(try analysis.continuation(of: reader.kernel(kernel)).reach == expected)
  }

  /// Singularities elsewhere on the circle, essential ones, and functions that are not analytic.
  @Test(arguments: [
    "kappa1(t^2)", "kappa0(t^3)", "exp(-1/(1 + t))", "abs(t)", "sqrt(1 - t^4)", "1/(2*t^2 + 1)",
    "log(1 - t^3)", "exp(log(1 - t)^2)", "log(1/2 - t)", "log(2*t^2 + 1)", "sqrt(log(1/(1 - t)))",
    "kappa1((t^2 + t^6)/2)", "1/(1 - t^3)", "kappa1(t^2*(1 + t^3)/2)*exp(1/(t - 1))",
  ])
  func refused(kernel: String) throws {
    let reader = try Reader()
    let analysis = ContinuationAnalysis(store: reader.store)
    #expect(throws: ContinuationFailure.self) {
      try analysis.continuation(of: reader.kernel(kernel))
    }
  }

  /// Indices that the structure calls positive have positive coefficients, those of random compositions too.
  @Test(arguments: 0..<40)
  func supports(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let reader = try Reader()
    let text = term(&generator, depth: 3)
    let kernel = try reader.kernel(text)
    guard let support = ContinuationAnalysis(store: reader.store).coneSupport(of: kernel) else {
      return
    }
    let series = try TaylorExpansion.expand(
      kernel, in: reader.store, order: 40, goal: .absolute(bits: 300))
    for n in 0..<40 {
      let ball = series[n]
      #expect(!ball.isCertainlyNegative, "seed \(seed), \(text), n = \(n)")
      if support.contains(n) {
        #expect(ball.isCertainlyPositive, "seed \(seed), \(text), n = \(n): \(ball)")
      }
    }
  }

  private func term(_ generator: inout SplitMix64, depth: Int) -> String {
    if depth == 0 { return ["t", "t", "1/2", "t^2", "t^3"][generator.below(5)] }
    let a = term(&generator, depth: depth - 1)
    let b = term(&generator, depth: depth - 1)
    switch generator.below(6) {
    case 0: return "kappa1(\(a))"
    case 1: return "kappa0(\(a))"
    case 2: return "((\(a)) + (\(b)))/2"
    case 3: return "(\(a))*(\(b))"
    case 4: return "(\(a) + 1)/2"
    default: return "exp((\(a)) - 1)"
    }
  }

  /// κ₁ by its principal formula, in floating point.
  private func kappa1(_ z: (Double, Double)) -> (Double, Double) {
    // arccos z = -i·log(z + i·√(1 - z²)), with √(1 - z²) = √(1 - z)·√(1 + z).
    func times(_ a: (Double, Double), _ b: (Double, Double)) -> (Double, Double) {
      (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
    }
    func root(_ a: (Double, Double)) -> (Double, Double) {
      let size = (a.0 * a.0 + a.1 * a.1).squareRoot()
      let angle = atan2(a.1, a.0) / 2
      return (size.squareRoot() * cos(angle), size.squareRoot() * sin(angle))
    }
    let sine = times(root((1 - z.0, -z.1)), root((1 + z.0, z.1)))
    let w = (z.0 - sine.1, z.1 + sine.0)
    let logarithm = (log((w.0 * w.0 + w.1 * w.1).squareRoot()), atan2(w.1, w.0))
    let angle = (logarithm.1, -logarithm.0)
    let product = times(z, (Double.pi - angle.0, -angle.1))
    return ((product.0 + sine.0) / Double.pi, (product.1 + sine.1) / Double.pi)
  }

  /// The certified supremum on a circle is not below values at random points of it, and not far above.
  @Test func supremumOnCircle() throws {
    let reader = try Reader()
    let cover = AngleCover(
      function: KernelMeridian(try reader.kernel("fc_gpk(2)"), in: reader.store))
    let radius = Rational(3, over: 2)
    let supremum = try #require(cover.supremum(on: .slitDisc(radius: radius)))
    let bound = supremum.magnitude.roundedUpDouble
    var generator = SplitMix64(seed: 11)
    var largest = 0.0
    for _ in 0..<500 {
      let angle = Double(generator.below(1_000_000)) / 1_000_000 * 2 * Double.pi
      let value = kappa1(kappa1((1.5 * cos(angle), 1.5 * sin(angle))))
      largest = max(largest, (value.0 * value.0 + value.1 * value.1).squareRoot())
    }
    #expect(largest <= bound && bound < 4 * largest, "\(largest) and \(bound)")
  }

  /// The second layer of a residual kernel with α² = 1/4 has branch points at -1.24949 ± 0.00923i, where the
  /// first one is -1.
  @Test func branchPointOfResidualLayer() throws {
    let reader = try Reader()
    let cover = AngleCover(
      function: KernelMeridian(try reader.kernel("res_gpk(2, 1/2)"), in: reader.store))
    #expect(cover.supremum(on: .slitDisc(radius: Rational(6, over: 5))) != nil)
    #expect(cover.supremum(on: .slitDisc(radius: Rational(13, over: 10))) == nil)
  }
}
