import Arithmetic
import Expressions
import Testing

@testable import Spectra

/// κ₁ of the mean of the cosines of two pixels.
private func window(_ i: Symbol, _ j: Symbol, _ store: ExpressionStore) throws -> Expression {
  let mean = store.scaled(
    store.sum(store.symbol(i), store.symbol(j)), by: Rational(1, over: 2))
  return try store.function(.kappa(1), mean)
}

/// The kernel of windows of two of p pixels with the head `trace`, of the cosines of pixels i and i + shift.
private func windows(_ count: Int, shift: Int = 0, _ store: ExpressionStore) throws -> Expression {
  func cosine(_ i: Int) -> Symbol { .cosine(i % count + 1, (i + shift) % count + 1) }
  let terms = try (0..<count).map { try window(cosine($0), cosine($0 + 1), store) }
  return store.scaled(store.sum(terms), by: Rational(1, over: count))
}

@Test func kernelsAreTakenApart() throws {
  let store = ExpressionStore()
  let cosines = (1...4).map { Symbol.cosine($0) }
  let product = store.product(
    try window(cosines[0], cosines[1], store), try window(cosines[2], cosines[3], store))
  let kernel = store.sum([
    store.scaled(product, by: 3), try window(cosines[1], cosines[0], store),
    store.symbol(cosines[0]), store.rational(5),
  ])
  let separated = SeparatedKernel(kernel, cosines: cosines, in: store)
  #expect(separated.jointPixels == 2)
  let places = Set(separated.terms.map { $0.factors.map(\.places) })
  #expect(places.contains([]) && places.contains([[0]]) && places.contains([[0, 1]]))
  let pair = try #require(separated.terms.first { $0.factors.count == 2 })
  #expect(pair.coefficient == 3 && Set(pair.factors.map(\.places)) == [[0, 1], [2, 3]])
  // The parts add up to the kernel.
  let sum = store.sum(
    separated.terms.map { term in
      store.scaled(store.product(term.factors.map(\.function)), by: term.coefficient)
    })
  #expect(store.areProvedEqual(sum, kernel))
}

@Test func windowsOfManyPixelsCostTwo() throws {
  // λ_k of the mean over six windows is the mean of those of the windows that hold all positive frequencies.
  let store = ExpressionStore()
  let cosines = (1...6).map { Symbol.cosine($0) }
  let found = try MultisphereSpectrum.eigenvalues(
    of: windows(6, store), in: store, cosines: cosines, dimension: 3,
    degrees: [2, 2, 2, 2, 2, 2], accuracy: 24)
  let pair = try MultisphereSpectrum.jointEigenvalues(
    of: window(cosines[0], cosines[1], store), in: store, cosines: [cosines[0], cosines[1]],
    dimension: 3, degrees: [2, 2], accuracy: 24)
  func ratio(_ ball: RealBall, _ count: Int) -> RealBall {
    ball.multiplied(by: Rational(count, over: 6), precision: 80)
  }
  #expect(found[0, 0, 0, 0, 0, 0].overlaps(pair[[0, 0]]))
  for k in 1...2 {
    #expect(found[0, k, 0, 0, 0, 0].overlaps(ratio(pair[[k, 0]], 2)), "k \(k)")
    #expect(found[k, 0, 0, 0, 0, k].overlaps(ratio(pair[[k, k]], 1)), "k \(k)")
    #expect(found[k, 0, k, 0, 0, 0].isZero && found[0, k, k, k, 0, 0].isZero, "k \(k)")
  }
  #expect(found[0, 2, 2, 0, 0, 0].isCertainlyPositive)
}

@Test func constantsAndPowersOfPixels() throws {
  // 1/π + 2·t₁²·t₂: m₂₀ = 1/d and m₂₂ = 2/(d(d + 2)) for t², 1/d for t.
  let store = ExpressionStore()
  let (first, second) = (Symbol.cosine(1), Symbol.cosine(2))
  let monomial = store.product(try store.power(store.symbol(first), 2), store.symbol(second))
  let kernel = store.sum(
    try store.power(store.pi, -1), store.scaled(monomial, by: 2))
  for dimension in [2, 5] {
    let found = try MultisphereSpectrum.eigenvalues(
      of: kernel, in: store, cosines: [first, second], dimension: dimension, degrees: [2, 1],
      accuracy: 60)
    let constant = RealBall.one.divided(by: .pi(precision: 120), precision: 120)
    #expect(found[0, 0].overlaps(constant), "\(found[0, 0])")
    #expect(found[0, 1].contains(Rational(2, over: dimension * dimension)), "\(found[0, 1])")
    let top = Rational(4, over: dimension * dimension * (dimension + 2))
    #expect(found[2, 1].contains(top), "\(found[2, 1])")
    #expect(found[2, 0].containsZero && found[1, 1].containsZero && found[1, 0].containsZero)
  }
}

@Test func tooManyPixelsAtOnceAreRefused() throws {
  let store = ExpressionStore()
  let cosines = (1...5).map { Symbol.cosine($0) }
  let mean = store.scaled(store.sum(cosines.map(store.symbol)), by: Rational(1, over: 5))
  let kernel = try store.function(.kappa(1), mean)
  #expect(throws: SpectrumError.tooManyPixels(count: 5, limit: 4)) {
    try MultisphereSpectrum.eigenvalues(
      of: kernel, in: store, cosines: cosines, dimension: 3, degrees: [1, 1, 1, 1, 1], accuracy: 10)
  }
}

@Test func pooledKernelsAreRecognised() throws {
  let store = ExpressionStore()
  let shifted = try (0..<3).map { try windows(3, shift: $0, store) }
  let pooled = store.scaled(store.sum(shifted), by: Rational(1, over: 3))
  let found = try #require(PooledKernel(pooled, in: store))
  #expect(found.cosines == (1...3).map { .cosine($0) })
  #expect(store.areProvedEqual(found.trace, shifted[0]))
  // A constant belongs to all shifts.
  let withBias = try #require(PooledKernel(store.sum(pooled, store.rational(2)), in: store))
  #expect(store.areProvedEqual(withBias.trace, store.sum(shifted[0], store.rational(2))))
}

@Test func otherKernelsAreNotPooled() throws {
  let store = ExpressionStore()
  let shifted = try (0..<3).map { try windows(3, shift: $0, store) }
  // The trace alone, a shift missing, a shift of other weight, no invariance, mixed shifts.
  let first = try window(.cosine(1), .cosine(2), store)
  let others: [Expression] = [
    shifted[0], store.sum(shifted[0], shifted[1]),
    store.sum([shifted[0], shifted[1], store.scaled(shifted[2], by: 2)]),
    store.sum([
      first, try window(.cosine(1, 2), .cosine(2, 3), store),
      try window(.cosine(1, 3), .cosine(2, 1), store),
    ]),
    try window(.cosine(1), .cosine(1, 2), store),
  ]
  for kernel in others { #expect(PooledKernel(kernel, in: store) == nil, "\(store.text(kernel))") }
}

@Test(arguments: [[0, 0], [1, 0], [1, 1], [2, 1, 2, 1], [1, 1, 1], [1, 0, 2], [1, 1, 1, 1]])
func invariantsAreOrbitsOfTheBasis(_ index: [Int]) {
  // Shifts permute the products of basis functions, so invariants are counted by orbits of products.
  let dimension = 2
  func rotations<Element>(_ list: [Element]) -> [[Element]] {
    list.indices.map { Array(list[$0...] + list[..<$0]) }
  }
  var seen: Set<[[Int]]> = []
  var orbits = 0
  for rotated in Set(rotations(index)) {
    let products = rotated.reduce([[]]) { (lists: [[[Int]]], k) in
      let count = SphericalHarmonics.multiplicity(dimension: dimension, degree: k)
      let numbers = 0..<(count.word ?? 0)
      return lists.flatMap { list in numbers.map { list + [[k, $0]] } }
    }
    for product in products where !seen.contains(product) {
      orbits += 1
      seen.formUnion(rotations(product))
    }
  }
  #expect(ShiftOrbit(index).multiplicity(dimension: dimension) == Integer(orbits), "\(index)")
  #expect(
    Set(rotations(index)).filter { ShiftOrbit($0).isRepresentative }.count == 1, "\(index)")
}
