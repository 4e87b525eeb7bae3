import Arithmetic
import TestSupport
import Testing

@testable import Series

@Suite struct MultivariateRingTests {
  /// The fact on which everything rests: no monomial, kept or not, shares the place of a kept one.
  @Test func keptMonomialsHaveTheirOwnPlaces() throws {
    for (truncation, count) in multivariateShapes {
      let embedding = try MonomialEmbedding(truncation, variableCount: count)
      let least = embedding.exponents.min() ?? 1
      #expect(least >= 1)
      // Every monomial whose place is below the order, and some more.
      let all = MultivariateTruncation.totalDegree(below: embedding.order / least + 2)
        .monomials(variableCount: count)
      let owners = Dictionary(grouping: all, by: embedding.index)
      let kept = truncation.monomials(variableCount: count)
      for monomial in kept {
        #expect(owners[embedding.index(of: monomial)] == [monomial], "\(truncation)")
      }
      #expect(kept.map(embedding.index).max() == embedding.order - 1, "\(truncation)")
    }
  }

  /// The lengths in X, which are the cost: Kronecker's are 496, 68590, 496, 508 and 104430.
  @Test func lengthsOfEmbeddings() throws {
    let expected: [(MultivariateTruncation, Int, Int)] = [
      (.totalDegree(below: 16), 2, 256), (.totalDegree(below: 10), 4, 9010),
      (.box([16, 16]), 2, 496), (.box([64, 4]), 2, 448), (.box([30, 30, 30]), 3, 92_424),
    ]
    for (truncation, count, length) in expected {
      let order = try MonomialEmbedding(truncation, variableCount: count).order
      #expect(order == length, "\(truncation)")
    }
  }

  @Test func monomialsAreCounted() {
    #expect(MultivariateTruncation.totalDegree(below: 6).monomials(variableCount: 3).count == 56)
    #expect(MultivariateTruncation.box([3, 4, 2]).monomials(variableCount: 3).count == 24)
    #expect(
      MultivariateTruncation.totalDegree(below: 3).monomials(variableCount: 2)
        == [[0, 0], [1, 0], [2, 0], [0, 1], [1, 1], [0, 2]])
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func ringOperationsEncloseTheTruth(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for (truncation, count) in multivariateShapes {
      let bits = generator.int(40...150)
      let ring = try MultivariateContext(
        variableCount: count, truncation: truncation, fractionBits: bits)
      let x = MultivariateRational.random(
        truncation, count, constant: generator.fraction(), &generator)
      let y = MultivariateRational.random(
        truncation, count, constant: generator.fraction(), &generator)
      let radii: [Int?] = [nil, -20, -30, -bits]
      let a = try x.enclosed(in: ring, radiusExponent: radii[generator.below(4)], &generator)
      let b = try y.enclosed(in: ring, radiusExponent: radii[generator.below(4)], &generator)
      let comment = "seed \(seed), \(truncation), \(count) variables, \(bits) bits"
      expectEncloses(
        try a.multiplied(by: b), x.multiplied(by: y), errorExponent: -6, comment)
      expectEncloses(try a.squared(), x.multiplied(by: x), errorExponent: -6, comment)
      expectEncloses(try a.adding(b), x.adding(y), comment)
      expectEncloses(try a.subtracting(b), x.adding(y.scaled(by: -1)), comment)
      expectEncloses(a.negated(), x.scaled(by: -1), comment)
      let c = generator.fraction(1000)
      expectEncloses(try a.scaled(by: c), x.scaled(by: c), comment)
      expectEncloses(try a.scaled(by: RealBall(c, precision: 80)), x.scaled(by: c), comment)
      expectEncloses(try a.multiplied(by: ring.constant(c)), x.scaled(by: c), comment)
    }
  }

  /// Series in different variables: t₁-series times t₃-series, and the exact zeros of the others.
  @Test func absentVariablesAreExactZeros() throws {
    let ring = try MultivariateContext(
      variableCount: 4, truncation: .totalDegree(below: 5), fractionBits: 60)
    let first = try MultivariateSeries.kappa(1, of: ring.variable(0))
    let third = try MultivariateSeries.kappa(0, of: ring.variable(2))
    #expect(first.variables == [0] && third.variables == [2])
    let product = try first.multiplied(by: third)
    #expect(product.variables == [0, 2])
    for (monomial, ball) in product.coefficients {
      let isAbsent = monomial[1] > 0 || monomial[3] > 0
      #expect(!isAbsent || (ball.isZero && product.isExactlyZero(monomial)))
      #expect(isAbsent || product.error(monomial) > .zero, "\(monomial)")
      let factors = first[[monomial[0], 0, 0, 0]].multiplied(
        by: third[[0, 0, monomial[2], 0]], precision: 100)
      #expect(isAbsent || ball.overlaps(factors), "\(monomial)")
    }
    #expect(ring.one.variables.isEmpty && ring.zero[[0, 1, 0, 0]].isZero)
    #expect(ring.one.isExactlyZero([0, 0, 0, 1]) && !ring.one.isExactlyZero([0, 0, 0, 0]))
  }

  @Test func representablePolynomialsAreExact() throws {
    let ring = try MultivariateContext(
      variableCount: 2, truncation: .box([3, 4]), fractionBits: 30)
    let (s, t) = (try ring.variable(0), try ring.variable(1))
    let product = try s.adding(t).multiplied(by: s.subtracting(t))
    #expect(product.isExact)
    #expect(product[[2, 0]] == .one && product[[0, 2]] == RealBall(-1))
    #expect(product[[1, 1]].isZero)
    let narrow = try MultivariateContext(
      variableCount: 2, truncation: .box([1, 4]), fractionBits: 30)
    #expect(try narrow.variable(0).coefficients.allSatisfy { $0.value.isZero })
  }

  @Test func truncationsAgree() throws {
    let kernel = { (ring: MultivariateContext) throws(SeriesError) in
      try twoSphereKernel(ring)
    }
    let full = try kernel(
      MultivariateContext(
        variableCount: 2, truncation: .totalDegree(below: 12), fractionBits: 80))
    let smaller: [MultivariateTruncation] = [
      .totalDegree(below: 1), .totalDegree(below: 7), .totalDegree(below: 12), .box([6, 7]),
      .box([2, 11]), .box([1, 5]),
    ]
    for truncation in smaller {
      let ring = try MultivariateContext(
        variableCount: 2, truncation: truncation, fractionBits: 160)
      let cut = try full.truncated(to: truncation)
      #expect(cut.context.truncation == truncation)
      let count = ring.monomials.count
      #expect(cut.coefficients.count == count)
      // Blocks of other boundaries may take over a larger error, never a smaller one.
      for (monomial, ball) in cut.coefficients {
        #expect(ball.midpoint == full[monomial].midpoint && ball.contains(full[monomial]))
      }
      #expect(cut.largestError <= full.largestError, "\(truncation)")
      expectAgreement(cut, try kernel(ring), isRightFiner: true, "\(truncation)")
    }
  }

  @Test func hugeRingsAreRefused() {
    #expect(throws: SeriesError.self) {
      try MultivariateContext(
        variableCount: 4, truncation: .totalDegree(below: 100), fractionBits: 64)
    }
    #expect(throws: SeriesError.self) {
      try MultivariateContext(
        variableCount: 3, truncation: .box([1 << 40, 1 << 40, 2]), fractionBits: 64)
    }
  }
}

/// κ₁((κ₁(t₁) + κ₁(t₂))/2), which mixes the cosines of two spheres after one layer on each.
func twoSphereKernel(_ ring: MultivariateContext) throws(SeriesError) -> MultivariateSeries {
  let left = try MultivariateSeries.kappa(1, of: ring.variable(0))
  let right = try MultivariateSeries.kappa(1, of: ring.variable(1))
  return try .kappa(1, of: left.adding(right).scaled(by: Rational(1, over: 2)))
}
