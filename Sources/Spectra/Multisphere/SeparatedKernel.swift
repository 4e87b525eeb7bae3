public import Arithmetic
public import Expressions

/// A kernel of several pixels as a sum of products of functions of different pixels.
///
/// Eigenvalues on products of spheres are linear in the kernel, those of a product of functions of different
/// pixels are products, and a function that does not depend on a pixel has none with a positive frequency of
/// that pixel. So a kernel of many pixels costs no more than its parts: the kernel of a network with the head
/// `trace` is a sum over windows.
public struct SeparatedKernel {
  /// A function of some of the pixels.
  public struct Factor {
    /// The function.
    public let function: Expression
    /// The places of its pixels in the list of cosines, ascending; none for a constant.
    public let places: [Int]
  }

  /// A rational number times functions of different pixels.
  public struct Term {
    /// The number.
    public let coefficient: Rational
    /// The functions.
    public let factors: [Factor]
  }

  /// The terms, whose sum is the kernel.
  public let terms: [Term]

  /// Splits a kernel.
  ///
  /// - Parameters:
  ///   - kernel: An expression in the given symbols alone.
  ///   - cosines: The symbols t₁, …, t_p of the pixels.
  ///   - store: Where the kernel lives.
  /// - Complexity: one traversal of the kernel for each of its summands.
  public init(_ kernel: Expression, cosines: [Symbol], in store: ExpressionStore) {
    let numbers = Dictionary(uniqueKeysWithValues: zip(cosines, cosines.indices))
    func places(of expression: Expression) -> Set<Int> {
      Set(store.symbols(in: expression).compactMap { numbers[$0] })
    }
    var terms: [Term] = []
    // Summands that are one function each, by their pixels.
    var joint: [[Int]: [Expression]] = [:]
    for (coefficient, product) in store.summands(of: kernel) {
      var groups: [(places: Set<Int>, factors: [Expression])] = []
      for factor in product {
        var merged = (places: places(of: factor), factors: [factor])
        groups.removeAll { group in
          if group.places.isDisjoint(with: merged.places) { return false }
          merged = (merged.places.union(group.places), group.factors + merged.factors)
          return true
        }
        groups.append(merged)
      }
      let factors = groups.map {
        Factor(function: store.product($0.factors), places: $0.places.sorted())
      }
      if factors.count == 1 {
        joint[factors[0].places, default: []].append(
          store.scaled(factors[0].function, by: coefficient))
      } else {
        terms.append(Term(coefficient: coefficient, factors: factors))
      }
    }
    let sums = joint.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { places, summands in
      Term(coefficient: 1, factors: [Factor(function: store.sum(summands), places: places)])
    }
    self.terms = sums + terms
  }

  /// The largest number of pixels that one of the functions depends on.
  public var jointPixels: Int {
    terms.flatMap(\.factors).map(\.places.count).max() ?? 0
  }
}

extension ExpressionStore {
  /// The summands of an expression, numbers multiplied out: each a rational number times expressions.
  func summands(of expression: Expression) -> [(coefficient: Rational, factors: [Expression])] {
    var found: [(Rational, [Expression])] = []
    var pending: [(Rational, Expression)] = [(1, expression)]
    while let (scale, current) = pending.popLast() {
      switch node(current) {
      case .sum(let terms): pending += terms.reversed().map { (scale, $0) }
      case .product(let coefficient, let factors):
        if factors.count == 1, factors[0].exponent.isOne {
          pending.append((scale * coefficient, factors[0].base))
        } else if let powers = try? factors.map({ try power($0.base, $0.exponent) }) {
          found.append((scale * coefficient, powers))
        } else {
          found.append((scale, [current]))
        }
      case .rational(let value): found.append((scale * value, []))
      default: found.append((scale, [current]))
      }
    }
    return found
  }
}
