/// Which monomials of several variables a truncated series keeps.
///
/// The monomials left out span an ideal, so sums, products and analytic functions of truncated series
/// are well defined: what was left out of an argument has no influence on what is kept of a result.
public enum MultivariateTruncation: Hashable, Sendable {
  /// The monomials of total degree n₁ + … + n_p below a number.
  case totalDegree(below: Int)
  /// The monomials with nᵢ < Nᵢ for every variable i.
  case box([Int])
}

extension MultivariateTruncation {
  /// Whether a monomial is kept.
  ///
  /// - Parameter exponents: One natural number for each variable.
  public func contains(_ exponents: [Int]) -> Bool {
    switch self {
    case .totalDegree(let bound): return exponents.reduce(0, +) < bound
    case .box(let sides):
      precondition(sides.count == exponents.count, "one exponent for each variable of the box")
      return zip(exponents, sides).allSatisfy { $0 < $1 }
    }
  }

  /// All kept monomials in `variableCount` variables, the first exponent running fastest.
  ///
  /// - Complexity: O(p) for each monomial; there are C(N + p - 1, p) of total degree below N.
  public func monomials(variableCount: Int) -> [[Int]] {
    var exponents = [Int](repeating: 0, count: variableCount)
    var result = [exponents]
    while advance(&exponents) { result.append(exponents) }
    return result
  }

  /// Moves on to the next monomial; false after the last one.
  ///
  /// The kept set is closed downwards, so a place that cannot grow is set to 0 and the next one tried.
  private func advance(_ exponents: inout [Int]) -> Bool {
    for place in exponents.indices {
      exponents[place] += 1
      if contains(exponents) { return true }
      exponents[place] = 0
    }
    return false
  }

  /// The same truncation for some of the variables.
  func restricted(to variables: [Int]) -> MultivariateTruncation {
    switch self {
    case .totalDegree: self
    case .box(let sides): .box(variables.map { sides[$0] })
    }
  }

  /// Whether every monomial kept by the other truncation is kept by this one.
  func includes(_ other: MultivariateTruncation, variableCount: Int) -> Bool {
    switch (self, other) {
    case (.totalDegree(let bound), .totalDegree(let smaller)): smaller <= bound
    case (.box(let sides), .box(let smaller)): zip(smaller, sides).allSatisfy { $0 <= $1 }
    case (.totalDegree(let bound), .box(let sides)): sides.reduce(0) { $0 + $1 - 1 } < bound
    case (.box(let sides), .totalDegree(let bound)): sides.allSatisfy { bound <= $0 }
    }
  }
}
