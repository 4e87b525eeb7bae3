import Arithmetic
import Expressions
import Spectra
import TestSupport
import Testing

@testable import Singularities

private let average = "kappa1((t[1] + t[2])/2)"
private let weighted = "kappa1((2*t[1] + t[2])/3)"
private let pointwise = "kappa1((kappa1(t[1]) + kappa1(t[2]))/2)"
private let tangent = """
  kappa1((kappa1(t[1]) + kappa1(t[2]))/2) + kappa0((kappa1(t[1]) + kappa1(t[2]))/2)\
  *(kappa1(t[1]) + t[1]*kappa0(t[1]) + kappa1(t[2]) + t[2]*kappa0(t[2]))/2
  """

/// Laws of eigenvalues on products of spheres against the eigenvalues themselves.
struct MultisphereAsymptoticsTests {
  private func cosines(_ count: Int) -> [Symbol] { (1...count).map { .cosine($0) } }

  private func constant(_ law: RayLaw, _ reader: Reader) throws -> (RayOrder, RealBall) {
    guard case .power(let order, let constant) = law else {
      throw AsymptoticFailure(reason: "\(law) is no power law")
    }
    return (order, try #require(constant.ball(bits: 80, in: reader.store)))
  }

  /// λ_k·n^e/C - 1 at some n.
  private func excess(
    _ kernel: String, _ ray: FrequencyRay, at n: Int, dimension: Int
  ) throws -> Double {
    let reader = try Reader()
    let expression = try reader.kernel(kernel)
    let symbols = cosines(ray.slopes.count)
    let index = zip(ray.slopes, ray.offsets).map { $0 * n + $1 }
    let (order, constant) = try constant(
      MultisphereAsymptotics(of: expression, cosines: symbols, in: reader.store)
        .law(along: ray, parity: n % 2, dimension: .number(dimension)), reader)
    let value = try MultisphereSpectrum.eigenvalues(
      of: expression, in: reader.store, cosines: symbols, dimension: dimension, degrees: index,
      accuracy: 44)[index]
    let power = try RealBall.power(
      RealBall(n), order.exponent(dimension: dimension), precision: 120)
    return value.multiplied(by: power, precision: 120).divided(by: constant, precision: 120)
      .subtracting(.one, precision: 120).midpoint.double(rounding: .nearest)
  }

  /// The ratio to the law tends to 1: the excess at 12 is about half of that at 6, or less.
  @Test(arguments: [
    (average, [1, 1], [0, 0], 2), (average, [2, 0], [0, 0], 3), (weighted, [1, 2], [0, 0], 2),
    (weighted, [1, 1], [0, 0], 3), (pointwise, [1, 2], [0, 0], 2), (pointwise, [1, 0], [0, 1], 2),
    (tangent, [1, 0], [1, 0], 2), ("kappa1(t[1]*kappa1(t[2]))", [2, 1], [0, 0], 2),
    ("kappa0(t[1])*kappa0((t[1] + t[2])/2)", [0, 1], [0, 0], 2),
    ("arcsin((t[1] + t[2])/2)", [1, 1], [1, 0], 2),
    ("kappa2((t[1] + t[2])/2)", [1, 1], [1, 0], 2),
    ("kappa1(t[1])*kappa1(t[2])", [1, 1], [0, 0], 3),
  ])
  func ratioTendsToOne(kernel: String, slopes: [Int], offsets: [Int], dimension: Int) throws {
    let ray = FrequencyRay(slopes: slopes, offsets: offsets)
    let (first, second) = (
      try excess(kernel, ray, at: 6, dimension: dimension),
      try excess(kernel, ray, at: 12, dimension: dimension)
    )
    #expect(abs(second) < 0.72 * abs(first) || abs(second) < 1e-3, "\(first), \(second)")
    #expect(abs(second) < 0.6, "\(first), \(second)")
  }

  @Test func randomWindows() throws {
    var random = SplitMix64(seed: 0x51_0b)
    for _ in 0..<2 {
      let (a, b) = (Int(random.next() % 5) + 1, Int(random.next() % 5) + 1)
      let (c, d) = (Int(random.next() % 3) + 1, Int(random.next() % 3) + 1)
      let kernel = "kappa1((\(c)*kappa1((\(a)*t[1] + \(b)*t[2])/\(a + b)) + \(d)*t[1])/\(c + d))"
      let ray = FrequencyRay(slopes: [1, 1], offsets: [0, 0])
      let ends = try [6, 12].map { try excess(kernel, ray, at: $0, dimension: 2) }
      #expect(abs(ends[1]) < 0.06, "\(kernel): \(ends)")
    }
  }

  /// Eigenvalues by tensor Gauss–Legendre rules in 80-bit floating point on panels that halve towards 0 and π; two
  /// meshes agree to at least twelve digits, and for d = 2 a Fourier transform of 4096² values to eight.
  @Test(arguments: [
    (pointwise, 2, [4, 4], "0.00000808525606129"), (pointwise, 2, [8, 1], "0.00000465921541418"),
    (pointwise, 3, [4, 8], "0.0000000588905128981"),
    (weighted, 3, [8, 8], "0.0000000177045973589"),
    (average, 3, [9, 1], "0.00000012799002863"), (tangent, 2, [9, 0], "0.000262027270611"),
  ])
  func eigenvalues(kernel: String, dimension: Int, index: [Int], value: String) throws {
    let reader = try Reader()
    let found = try MultisphereSpectrum.eigenvalues(
      of: try reader.kernel(kernel), in: reader.store, cosines: cosines(2), dimension: dimension,
      degrees: index, accuracy: 60)[index].midpoint.double(rounding: .nearest)
    let reference = try #require(Double(value))
    #expect(abs(found / reference - 1) < 2e-11, "\(found)")
  }

  @Test func singularSets() throws {
    let reader = try Reader()
    func parts(_ kernel: String, _ count: Int) throws -> [SingularPart] {
      try MultisphereAsymptotics(
        of: try reader.kernel(kernel), cosines: cosines(count), in: reader.store
      ).singularParts
    }
    let deep = try parts(pointwise, 2)
    #expect(deep.map(\.window) == [[0], [1], [0, 1]])
    #expect(deep.map { $0.vertices.map(\.signs) } == [[[1], [-1]], [[1], [-1]], [[1, 1]]])
    #expect(try parts("kappa1(t[1]*t[2])", 2)[0].vertices.map(\.end) == [1, -1, -1, 1])
    #expect(try parts("kappa1(t[1]*t[2]/2) + exp(t[1])", 2).isEmpty)
    let slopes = try parts(weighted, 2)[0].slopes.map { reader.store.rationalValue($0) }
    #expect(slopes == [Rational(2, over: 3), Rational(1, over: 3)])
    // A window of three pixels over windows of two.
    let chain = try parts("kappa1((kappa1((t[1] + t[2])/2) + kappa1((t[2] + t[3])/2))/2)", 3)
    #expect(chain.map(\.window) == [[0, 1], [1, 2], [0, 1, 2]])
  }

  /// What the theorem says of a kernel along a ray.
  private func law(
    _ kernel: String, _ slopes: [Int], _ offsets: [Int], parity: Int = 0,
    _ dimension: SphereDimension = .number(2)
  ) throws -> RayLaw {
    let reader = try Reader()
    return try MultisphereAsymptotics(
      of: try reader.kernel(kernel), cosines: cosines(slopes.count), in: reader.store
    ).law(
      along: FrequencyRay(slopes: slopes, offsets: offsets), parity: parity, dimension: dimension)
  }

  @Test func boundsWithoutLeadingTerms() throws {
    // κ₀(t) + κ₀(-t) = 1: the two ends cancel, though the eigenvalues are not zero.
    let ends = try law("kappa0(t[1])*kappa0((t[1] + t[2])/2)", [2, 0], [0, 1])
    if case .atMost(let order) = ends {
      #expect(order.exponent(dimension: 2) == 2)
    } else {
      Issue.record("\(ends)")
    }
    // The slow part has the larger window, and the sum is no faster than its bound.
    for kernel in [
      "kappa0((kappa1(t[1]) + t[2])/2)", "kappa1(t[1]) + kappa0((kappa1(t[1]) + t[2])/2)",
    ] {
      let found = try law(kernel, [1, 0], [0, 0])
      guard case .below(let order) = found else {
        Issue.record("\(kernel): \(found)")
        continue
      }
      #expect(order.exponent(dimension: 2) == 2)
    }
    guard case .rapid = try law("exp(t[1])*kappa1(t[2])", [1, 0], [0, 0]) else {
      Issue.record("an entire function of t[1]")
      return
    }
    // No summand depends on both pixels; and the odd part of κ₁ is linear.
    for (kernel, offsets) in [("kappa1(t[1]) + kappa1(t[2])", [0, 0]), (average, [1, 0])] {
      guard case .zero = try law(kernel, [1, 1], offsets) else {
        Issue.record("\(kernel): not zero")
        continue
      }
    }
  }

  @Test func summandsWithoutAPixelHaveNoneOfItsFrequencies() throws {
    // κ₁(t₁) is orthogonal to harmonics of the second pixel.
    let sum = "kappa1(t[1]) + \(average)"
    guard case .power(let order, _) = try law(sum, [2, 0], [0, 2]) else {
      Issue.record("no law")
      return
    }
    #expect(order.exponent(dimension: 2) == 5)
    guard case .zero = try law("kappa1(t[1])", [1, 0], [0, 1]) else {
      Issue.record("not zero")
      return
    }
  }

  @Test(arguments: 2...6)
  func constantsWithDimensionAsSymbol(dimension: Int) throws {
    let reader = try Reader()
    let kernel = try reader.kernel("rescgpk(2, 2, 2, pixel(1), 1/2)")
    let asymptotics = try MultisphereAsymptotics(
      of: kernel, cosines: cosines(2), in: reader.store)
    let d = Symbol("d")
    reader.store.assume(.positive, of: d)
    for ray in [[1, 0], [1, 1], [2, 3]].map({ FrequencyRay(slopes: $0, offsets: [0, 0]) }) {
      for parity in 0...1 {
        guard
          case .power(let general, let symbolic) = try asymptotics.law(
            along: ray, parity: parity, dimension: .symbol(d)),
          case .power(let order, let number) = try asymptotics.law(
            along: ray, parity: parity, dimension: .number(dimension))
        else {
          Issue.record("no power law")
          continue
        }
        #expect(general.exponent(dimension: dimension) == order.exponent(dimension: dimension))
        let exact = try #require(number.ball(bits: 80, in: reader.store))
        // Γ at d by its value, and the factor with d substituted.
        var product = GammaProduct(
          try reader.store.substituting(
            [d: reader.store.rational(Rational(dimension))], in: symbolic.product.factor),
          in: reader.store)
        for (argument, exponent) in symbolic.product.gammas {
          product.multiplyGamma(
            argument.constant + argument.slope * Rational(dimension), exponent: exponent)
        }
        let value = try #require(product.ball(bits: 80))
        #expect(value.overlaps(exact), "\(value), \(exact)")
      }
    }
  }

  @Test(arguments: [
    ("kappa0((kappa0(t[1]) + t[2])/2)", "infinite slope"),
    ("exp(-sqrt(2 - 2*t[1]))*t[2]", "not known"),
    ("kappa1((t[1] - t[2])/2)", "nonnegative coefficients"),
    ("log(3 + t[1]*t[2])", "not known"),
  ])
  func refusals(kernel: String, reason: String) throws {
    let reader = try Reader()
    let expression = try reader.kernel(kernel)
    let failure = #expect(throws: AsymptoticFailure.self) {
      _ = try MultisphereAsymptotics(of: expression, cosines: cosines(2), in: reader.store)
    }
    #expect(failure?.reason.contains(reason) == true, "\(failure?.reason ?? "none")")
  }
}
