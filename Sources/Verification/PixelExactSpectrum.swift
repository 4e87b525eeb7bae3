internal import Arithmetic
internal import Expressions
internal import Spectra

/// Exact eigenvalues of a kernel of images on products of spheres, where they are known.
///
/// The kernel is taken apart into sums of products (`SeparatedKernel`). A function of one pixel has the closed forms
/// of `ExactSpectrum`. For a function f of several, λ_k depends on its part of the parity of |k| alone,
/// (f(t) + (−1)^|k|·f(−t))/2; where that is a polynomial, λ_k is the sum of its coefficients times products of the
/// eigenvalues of powers. So the kernels of averages of pixels have exact eigenvalues for odd |k|, since the odd part
/// of κ₁(u) is u/2.
struct PixelExactSpectrum {
  private let store: ExpressionStore
  private let terms: [(coefficient: Rational, factors: [ExactFactor])]

  init(of kernel: Expression, cosines: [Symbol], in store: ExpressionStore) {
    self.store = store
    terms = SeparatedKernel(kernel, cosines: cosines, in: store).terms.map { term in
      (term.coefficient, term.factors.map { ExactFactor($0, cosines: cosines, in: store) })
    }
  }

  /// λ_k as an expression without cosines, or `nil` when it is not known exactly.
  func eigenvalue(dimension: Int, frequencies: [Int]) -> Expression? {
    let positive = Set(frequencies.indices.filter { frequencies[$0] > 0 })
    var summands: [Expression] = []
    for (coefficient, factors) in terms where positive.isSubset(of: factors.flatMap(\.places)) {
      let values = factors.map { $0.eigenvalue(dimension: dimension, frequencies: frequencies) }
      if values.contains(where: { $0.flatMap(store.rationalValue)?.isZero == true }) { continue }
      let known = values.compactMap { $0 }
      guard known.count == values.count else { return nil }
      summands.append(store.scaled(store.product(known), by: coefficient))
    }
    return store.sum(summands)
  }
}

/// One function that a kernel is made of.
private final class ExactFactor {
  let places: [Int]
  private let store: ExpressionStore
  /// The function of t, of t[1], t[2], …, or of nothing.
  private let function: Expression?
  private let single: ExactSpectrum?
  private lazy var isDefined =
    function.map { RangeAnalysis(store: store, intervals: [:]).isDefined($0) } ?? false
  /// The even and the odd part as polynomials; `nil` inside for a part that is not known to be one.
  private var polynomials: [Bool: [[Int]: Expression]?] = [:]

  /// The largest degree of polynomials that are recognised.
  private static let degreeLimit = 3

  init(_ factor: SeparatedKernel.Factor, cosines: [Symbol], in store: ExpressionStore) {
    places = factor.places
    self.store = store
    let names = Self.symbols(factor.places.count).map { store.symbol($0) }
    let replacements = Dictionary(uniqueKeysWithValues: zip(places.map { cosines[$0] }, names))
    function = try? store.substituting(replacements, in: factor.function)
    single = places.count == 1 ? function.map { ExactSpectrum(of: $0, in: store) } : nil
  }

  private static func symbols(_ count: Int) -> [Symbol] {
    count == 1 ? [.cosine] : (0..<count).map { .cosine($0 + 1) }
  }

  func eigenvalue(dimension: Int, frequencies: [Int]) -> Expression? {
    let own = places.map { frequencies[$0] }
    if own.isEmpty { return function }
    if let single { return single.eigenvalue(dimension: dimension, degree: own[0]) }
    guard isDefined, let polynomial = polynomial(isOdd: !own.reduce(0, +).isMultiple(of: 2)) else {
      return nil
    }
    let summands = polynomial.map { exponents, coefficient in
      let factor = zip(exponents, own).reduce(Rational.one) {
        $0
          * SphericalHarmonics.monomialEigenvalue(
            dimension: dimension, exponent: $1.0, degree: $1.1)
      }
      return store.scaled(coefficient, by: factor)
    }
    return store.sum(summands)
  }

  private func polynomial(isOdd: Bool) -> [[Int]: Expression]? {
    if let known = polynomials[isOdd] { return known }
    let found = newPolynomial(isOdd: isOdd)
    polynomials[isOdd] = .some(found)
    return found
  }

  /// The Taylor polynomials of low degree are tried, and one is proved to be the part of this parity.
  private func newPolynomial(isOdd: Bool) -> [[Int]: Expression]? {
    guard let function, let part = part(of: function, isOdd: isOdd) else { return nil }
    let symbols = Self.symbols(places.count)
    var coefficients: [[Int]: Expression] = [:]
    for degree in stride(from: isOdd ? 1 : 0, through: Self.degreeLimit, by: 2) {
      for exponents in Self.exponents(degree, count: symbols.count) {
        coefficients[exponents] = KernelSeries.exactCoefficient(
          of: function, exponents: exponents, in: store)
        if coefficients[exponents] == nil { return nil }
      }
      let polynomial = store.sum(
        coefficients.map { exponents, coefficient in
          store.product(
            zip(symbols, exponents).reduce(into: [coefficient]) { factors, power in
              factors += [Expression](repeating: store.symbol(power.0), count: power.1)
            })
        })
      if store.areProvedEqual(part, polynomial) { return coefficients }
    }
    return nil
  }

  /// (f(t) ± f(−t))/2.
  private func part(of function: Expression, isOdd: Bool) -> Expression? {
    let opposite = Dictionary(
      uniqueKeysWithValues: Self.symbols(places.count).map {
        ($0, store.scaled(store.symbol($0), by: -1))
      })
    guard let mirrored = try? store.substituting(opposite, in: function) else { return nil }
    let double = isOdd ? store.difference(function, mirrored) : store.sum(function, mirrored)
    return store.scaled(double, by: Rational(1, over: 2))
  }

  /// All lists of so many exponents with a given sum.
  private static func exponents(_ degree: Int, count: Int) -> [[Int]] {
    if count == 1 { return [[degree]] }
    return (0...degree).flatMap { first in
      exponents(degree - first, count: count - 1).map { [first] + $0 }
    }
  }
}
