public import Arithmetic
internal import Foundation

/// Eigenvalues of zonal kernels on the sphere, certified.
///
/// The integral operator of a zonal kernel K on the unit sphere of d-dimensional space, with respect to
/// the uniform probability measure, has the spherical harmonics of degree k as eigenfunctions
/// (Funk, Hecke; see Müller, Spherical Harmonics, 1966), with eigenvalue
///
///     μ_k = w_d·∫₀^π K(cos θ)·P_{k,d}(cos θ)·sin^(d−2)θ dθ,     P_{k,d}(1) = 1,
///
/// and Σ_k N(d, k)·μ_k = K(1) when K is continuous and positive definite. Here all degrees of a range
/// come from one composite Gauss–Legendre rule in θ, whose error is bounded on ellipses around its
/// panels; see `QuadraturePlanner`.
public enum FunkHecke {
  /// The eigenvalues of all degrees of a range, each with absolute error at most 2^(−accuracy).
  ///
  /// - Parameters:
  ///   - function: The kernel along the meridian.
  ///   - dimension: The d of the sphere in d-dimensional space, at least 2.
  ///   - degrees: The range of k, from 0 on.
  ///   - accuracy: The number of correct bits after the point.
  /// - Throws: `SpectrumError`, when analyticity or the accuracy cannot be certified.
  /// - Complexity: Per node one value of the kernel and one step of a recurrence for each degree up to
  ///   the last; about accuracy/3 + degree nodes for a kernel that is analytic around [0, π].
  public static func eigenvalues(
    of function: some MeridianFunction, dimension: Int, degrees: ClosedRange<Int>, accuracy: Int
  ) throws(SpectrumError) -> [RealBall] {
    try FunkHeckeSum(EllipseAtlas(function), dimension: dimension, degrees: degrees)
      .eigenvalues(accuracy: accuracy)
  }

  /// The eigenvalues of all degrees of a range to a number of significant digits, for one function alone;
  /// see `eigenvalues(on:dimension:degrees:digits:floor:vanishing:)`.
  ///
  /// - Throws: `SpectrumError`, when analyticity or the accuracy cannot be certified.
  public static func eigenvalues(
    of function: some MeridianFunction, dimension: Int, degrees: ClosedRange<Int>, digits: Int,
    floor: Int, vanishing: (Int) -> Bool = { _ in false }
  ) throws(SpectrumError) -> [RealBall] {
    try eigenvalues(
      on: EllipseAtlas(function), dimension: dimension, degrees: degrees, digits: digits,
      floor: floor, vanishing: vanishing)
  }

  /// The eigenvalues of all degrees of a range to a number of significant digits.
  ///
  /// Each radius is at most 10^(−digits) times the eigenvalue's size or, where the eigenvalue is too
  /// small for that (it may be 0), at most 2^(−floor).
  ///
  /// - Parameters:
  ///   - atlas: The kernel along the meridian, with the bounds that are known of it; they serve every
  ///     dimension, so one atlas is best kept for all questions about a kernel.
  ///   - dimension: The d of the sphere in d-dimensional space, at least 2.
  ///   - degrees: The range of k, from 0 on.
  ///   - digits: The number of significant digits.
  ///   - floor: The number of bits after the point beyond which small eigenvalues are given up.
  ///   - vanishing: The degrees whose eigenvalues are known to be 0, of which no digits are asked.
  /// - Throws: `SpectrumError`, when analyticity or the accuracy cannot be certified.
  public static func eigenvalues(
    on atlas: EllipseAtlas, dimension: Int, degrees: ClosedRange<Int>, digits: Int,
    floor: Int, vanishing: (Int) -> Bool = { _ in false }
  ) throws(SpectrumError) -> [RealBall] {
    let unknown = degrees.filter { !vanishing($0) }
    guard let last = unknown.last, let first = unknown.first else {
      return degrees.map { _ in .zero }
    }
    try atlas.function.checkContinuation()
    let found = try eigenvalues(
      on: atlas, dimension: dimension, unknown: unknown, within: first...last, digits: digits,
      floor: floor)
    return degrees.map { found[$0] ?? .zero }
  }

  private static func eigenvalues(
    on atlas: EllipseAtlas, dimension: Int, unknown: [Int],
    within degrees: ClosedRange<Int>, digits: Int, floor: Int
  ) throws(SpectrumError) -> [Int: RealBall] {
    let sum = FunkHeckeSum(atlas, dimension: dimension, degrees: degrees)
    let relative = Int((Double(digits) * log2(10)).rounded(.up)) + 1
    var accuracy = min(relative + expectedDecay(dimension, degrees.upperBound) + 8, floor)
    while true {
      let balls = try sum.eigenvalues(accuracy: accuracy)
      let result = Dictionary(
        uniqueKeysWithValues: unknown.map { ($0, balls[$0 - degrees.lowerBound]) })
      let needed = result.values.map { neededAccuracy($0, relative: relative, reached: accuracy) }
      let next = min(needed.max() ?? 0, floor)
      if next <= accuracy { return result }
      accuracy = next
    }
  }

  /// About −log₂ μ_k of a kernel with kinks, a first guess that the sums correct.
  ///
  /// Such eigenvalues are about k^(−d), and at least about k!/(d(d + 2)…(d + 2k − 2)), the k-th of t^k,
  /// which is larger as long as k is small against d.
  private static func expectedDecay(_ dimension: Int, _ degree: Int) -> Int {
    let power = Double(dimension) * log2(Double(degree + 2))
    var monomial = 0.0
    for i in 0..<degree where monomial < power {
      monomial += log2(Double(dimension + 2 * i) / Double(i + 1))
    }
    return Int(min(power, max(monomial, 0)))
  }

  /// The bits after the point that a ball needs for its relative accuracy.
  private static func neededAccuracy(_ ball: RealBall, relative: Int, reached: Int) -> Int {
    let low = ball.lowerMagnitude
    if low.isZero { return reached + max(reached / 2, 32) }
    let wanted = relative - (low.ceilingExponent - 1)
    return ball.radius <= low.scaled(byPowerOfTwo: -relative) ? 0 : wanted
  }
}
