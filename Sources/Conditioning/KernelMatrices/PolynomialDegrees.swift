internal import Arithmetic
internal import Expressions

/// Bounds for the degrees of the terms of a polynomial in t, even and odd ones apart.
public struct PolynomialDegrees: Hashable, Sendable {
  /// The largest even degree; `nil` without terms of even degree.
  public let even: Int?
  /// The largest odd degree; `nil` without terms of odd degree.
  public let odd: Int?

  /// The largest degree that is looked at.
  private static let limit = 1000

  /// The degree of the polynomial; `nil` for 0.
  public var degree: Int? { [even, odd].compactMap { $0 }.max() }

  /// The degree, where all terms have degrees of one parity.
  public var single: Int? { even == nil || odd == nil ? degree : nil }

  /// A bound for the rank of the matrix of the polynomial at any points in `dimension`-dimensional space.
  ///
  /// On the sphere |x|² is 1, so every term of degree k ≤ e with e - k even is a polynomial of degree e in x that
  /// is homogeneous, and these form a space of dimension C(e+d-1, d-1). Kernels of such terms have
  /// K(x, z) = φ(x)ᵀCφ(z) with the monomials φ. Saturates at `Int.max`.
  public func rank(dimension d: Int) -> Int {
    let (sum, overflow) = Self.monomials(even, d).addingReportingOverflow(Self.monomials(odd, d))
    return overflow ? .max : sum
  }

  /// The number C(e+d-1, d-1) of monomials of degree e in d variables.
  static func monomials(_ degree: Int?, _ d: Int) -> Int {
    guard let degree else { return 0 }
    var count = 1
    for k in 0..<degree {
      let (product, overflow) = count.multipliedReportingOverflow(by: d + k)
      if overflow { return .max }
      count = product / (k + 1)
    }
    return count
  }
}

extension PolynomialDegrees {
  /// Reads the degrees off a formula; `nil` when its structure is not that of a polynomial in t alone.
  init?(of expression: Expression, in store: ExpressionStore) {
    var known: [Expression: PolynomialDegrees] = [:]
    for node in store.topologicalOrder(of: [expression]) {
      known[node] = Self.degrees(of: node, known, in: store)
    }
    guard let found = known[expression] else { return nil }
    self = found
  }

  private static let constant = PolynomialDegrees(even: 0, odd: nil)

  private static func degrees(
    of expression: Expression, _ known: [Expression: PolynomialDegrees], in store: ExpressionStore
  ) -> PolynomialDegrees? {
    if !store.dependsOnCosine(expression) { return constant }
    switch store.node(expression) {
    case .symbol: return PolynomialDegrees(even: nil, odd: 1)
    case .sum(let terms):
      var total = PolynomialDegrees(even: nil, odd: nil)
      for term in terms {
        guard let next = known[term] else { return nil }
        total = PolynomialDegrees(
          even: larger(total.even, next.even), odd: larger(total.odd, next.odd))
      }
      return total
    case .product(_, let factors):
      var total = constant
      for factor in factors {
        guard let base = known[factor.base], let exponent = power(factor, in: store) else {
          return nil
        }
        for _ in 0..<exponent {
          total = total.times(base)
          if total.degree ?? 0 > limit { return nil }
        }
      }
      return total
    case .rational, .pi, .function, .application: return nil
    }
  }

  /// How often a factor counts; 0 for one without t.
  private static func power(_ factor: Factor, in store: ExpressionStore) -> Int? {
    if !store.dependsOnCosine(factor.base) { return 0 }
    guard let exponent = factor.exponent.word, exponent > 0, exponent <= limit else { return nil }
    return exponent
  }

  private func times(_ other: PolynomialDegrees) -> PolynomialDegrees {
    PolynomialDegrees(
      even: Self.larger(Self.sum(even, other.even), Self.sum(odd, other.odd)),
      odd: Self.larger(Self.sum(even, other.odd), Self.sum(odd, other.even)))
  }

  private static func larger(_ x: Int?, _ y: Int?) -> Int? {
    [x, y].compactMap { $0 }.max()
  }

  private static func sum(_ x: Int?, _ y: Int?) -> Int? {
    guard let x, let y else { return nil }
    return x + y
  }
}
