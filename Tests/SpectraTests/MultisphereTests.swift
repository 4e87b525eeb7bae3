import Arithmetic
import Expressions
import Testing

@testable import Spectra

private let first = Symbol("t1")
private let second = Symbol("t2")
private let third = Symbol("t3")

private func kappa(_ degree: Int, _ u: Expression, _ store: ExpressionStore) throws -> Expression {
  try store.function(.kappa(degree), u)
}

private func mean(_ terms: [Expression], _ store: ExpressionStore) -> Expression {
  store.scaled(store.sum(terms), by: Rational(1, over: terms.count))
}

@Test(arguments: [2, 3, 5])
func separableKernelsHaveProductsOfEigenvalues(_ dimension: Int) throws {
  let store = ExpressionStore()
  let kernel = store.product(
    try kappa(1, store.symbol(first), store), try kappa(0, store.symbol(second), store))
  // By the rules on boxes, and taken apart.
  let joint = try MultisphereSpectrum.jointEigenvalues(
    of: kernel, in: store, cosines: [first, second], dimension: dimension, degrees: [4, 5],
    accuracy: 60)
  let found = try MultisphereSpectrum.eigenvalues(
    of: kernel, in: store, cosines: [first, second], dimension: dimension, degrees: [4, 5],
    accuracy: 60)
  let ramps = try FunkHecke.eigenvalues(
    of: ArcCosineKernel(degree: 1), dimension: dimension, degrees: 0...4, accuracy: 90)
  let steps = try FunkHecke.eigenvalues(
    of: ArcCosineKernel(degree: 0), dimension: dimension, degrees: 0...5, accuracy: 90)
  for (i, ramp) in ramps.enumerated() {
    for (j, step) in steps.enumerated() {
      let exact = ramp.multiplied(by: step, precision: 100)
      #expect(joint[[i, j]].overlaps(exact), "(\(i), \(j)): \(joint[[i, j]]), \(exact)")
      #expect(joint[[i, j]].radius <= .powerOfTwo(-58), "(\(i), \(j)): \(joint[[i, j]])")
      #expect(found[i, j].overlaps(exact), "(\(i), \(j)): \(found[i, j]), \(exact)")
      #expect(found[i, j].radius <= .powerOfTwo(-58), "(\(i), \(j)): \(found[i, j])")
    }
  }
}

@Test func averagingKernelsHaveTheirTaylorSums() throws {
  // κ₁((t₁ + t₂)/2) = Σ bₙ·2⁻ⁿ·(t₁ + t₂)ⁿ: a partial sum over Π m_{nᵢ,kᵢ} is a lower bound, and the rest is
  // at most the sum of the coefficients that are left out, times the largest of the products.
  let store = ExpressionStore()
  let kernel = try kappa(1, mean([store.symbol(first), store.symbol(second)], store), store)
  let found = try MultisphereSpectrum.eigenvalues(
    of: kernel, in: store, cosines: [first, second], dimension: 3, degrees: [3, 3], accuracy: 50)
  let elementary = ElementaryEigenvalues(dimension: 3)
  for (i, j) in [(0, 0), (1, 0), (1, 1), (2, 0), (2, 2), (3, 1), (3, 3)] {
    var (sum, rest) = (0.0, 1.0)
    for n in 0...120 {
      let b = coefficient(n)
      rest -= b
      for m in 0...n {
        let weight =
          b / Double(1 << min(n, 60)) / (n > 60 ? Double(1 << (n - 60)) : 1)
          * double(Rational(Integer.binomial(n, m)))
        sum +=
          weight * double(elementary.monomial(exponent: m, degree: i))
          * double(elementary.monomial(exponent: n - m, degree: j))
      }
    }
    let ball = found[i, j]
    let value = ball.midpoint.double(rounding: .nearest)
    #expect(value >= sum - 1e-12 && value <= sum + rest, "(\(i), \(j)): \(ball), \(sum)")
    #expect(abs(value - sum) < 2e-5, "(\(i), \(j)): \(ball), \(sum)")
    #expect(ball.overlaps(found[j, i]))
    #expect(ball.radius <= .powerOfTwo(-48), "\(ball)")
  }
}

/// bₙ of κ₁: 1/π, 1/2, and C(n − 2, n/2 − 1)·…: from κ₁'' = 1/(π√(1 − t²)).
private func coefficient(_ n: Int) -> Double {
  if n == 1 { return 0.5 }
  if n == 0 { return 1 / Double.pi }
  if !n.isMultiple(of: 2) { return 0 }
  let m = (n - 2) / 2
  return double(Rational.centralBinomialRatio(m)) / Double.pi / Double(n * (n - 1))
}

private func double(_ value: Rational) -> Double {
  RealBall(value, precision: 80).midpoint.double(rounding: .nearest)
}

@Test func oneAndTwoPixelsAgreeOnFunctionsOfOne() throws {
  let store = ExpressionStore()
  let inner = try kappa(1, try kappa(1, store.symbol(first), store), store)
  let single = try MultisphereSpectrum.eigenvalues(
    of: inner, in: store, cosines: [first], dimension: 2, degrees: [6], accuracy: 60)
  let double = try MultisphereSpectrum.eigenvalues(
    of: inner, in: store, cosines: [first, second], dimension: 2, degrees: [6, 1], accuracy: 40)
  let known = try FunkHecke.eigenvalues(
    of: FullyConnectedGPK(depth: 2), dimension: 2, degrees: 0...6, accuracy: 80)
  for k in 0...6 {
    #expect(single[k].overlaps(known[k]) && double[k, 0].overlaps(known[k]), "k \(k)")
    #expect(double[k, 1].containsZero)
  }
}

@Test func theTraceOfTwoPixelsApproachesTheValueAtOne() throws {
  // K = κ₁((κ₁(t₁) + κ₁(t₂))/2) on two circles, where all multiplicities are 1 or 2.
  let store = ExpressionStore()
  let pixels = try [first, second].map { try kappa(1, store.symbol($0), store) }
  let kernel = try kappa(1, mean(pixels, store), store)
  let found = try MultisphereSpectrum.eigenvalues(
    of: kernel, in: store, cosines: [first, second], dimension: 2, degrees: [12, 12], accuracy: 25)
  var trace = RealBall.zero
  for i in 0...12 {
    for j in 0...12 {
      #expect(found[i, j].isCertainlyPositive, "(\(i), \(j)): \(found[i, j])")
      trace = trace.adding(
        found[i, j].multiplied(by: Rational((i == 0 ? 1 : 2) * (j == 0 ? 1 : 2)), precision: 80),
        precision: 80)
    }
  }
  #expect(trace.isCertainlyLess(than: .one), "\(trace)")
  #expect(
    RealBall(Rational(995, over: 1000), precision: 60).isCertainlyLess(than: trace), "\(trace)")
}

@Test func threePixelsOfAnAverage() throws {
  let store = ExpressionStore()
  let symbols = [first, second, third]
  let kernel = try kappa(1, mean(symbols.map(store.symbol), store), store)
  let found = try MultisphereSpectrum.eigenvalues(
    of: kernel, in: store, cosines: symbols, dimension: 3, degrees: [1, 1, 1], accuracy: 20)
  // The part of odd degree of κ₁ is t/2, so λ_(1,0,0) = 1/(2·3·3), and λ_(1,1,1) = 0.
  #expect(found[1, 0, 0].contains(Rational(1, over: 18)), "\(found[1, 0, 0])")
  #expect(found[1, 1, 1].containsZero, "\(found[1, 1, 1])")
  #expect(found[0, 1, 1].overlaps(found[1, 1, 0]) && found[0, 1, 1].isCertainlyPositive)
  #expect(found[0, 0, 0].radius <= .powerOfTwo(-15), "\(found[0, 0, 0])")
}

@Test func kinksBetweenPixelsAreRefused() throws {
  let store = ExpressionStore()
  let difference = store.difference(store.symbol(first), store.symbol(second))
  let kernel = try store.power(store.power(difference, 2), Rational(1, over: 2))
  #expect(throws: SpectrumError.self) {
    try MultisphereSpectrum.eigenvalues(
      of: kernel, in: store, cosines: [first, second], dimension: 3, degrees: [1, 1], accuracy: 20)
  }
}

/// Work on a product of spheres ends as soon as it is told to, wherever it is.
@Test func workIsStopped() throws {
  struct Stop: Error {}
  let store = ExpressionStore()
  let kernel = try kappa(1, mean([store.symbol(first), store.symbol(second)], store), store)
  func compute(check: () throws -> Void) throws {
    _ = try MultisphereSpectrum.eigenvalues(
      of: kernel, in: store, cosines: [first, second], dimension: 3, degrees: [1, 1], accuracy: 10,
      check: check)
  }
  var total = 0
  try compute { total += 1 }
  #expect(total > 20)
  for last in [1, 2, total / 4, total / 2, total] {
    var count = 0
    #expect(throws: Stop.self) {
      try compute {
        count += 1
        if count == last { throw Stop() }
      }
    }
    #expect(count == last)
  }
}
