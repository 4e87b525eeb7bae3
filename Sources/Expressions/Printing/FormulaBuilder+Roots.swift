internal import Arithmetic

extension FormulaBuilder {
  /// The product with the square roots of numbers multiplied into one: √6, not √(2·3), and 2√15 for √6·√10.
  func withOneNumericRoot(
    _ coefficient: Rational, _ factors: [Factor]
  ) -> (coefficient: Rational, factors: [Factor]) {
    let half = Rational(1, over: 2)
    let places = factors.indices.filter {
      factors[$0].exponent == half && store.rationalValue(factors[$0].base) != nil
    }
    guard places.count > 1, let first = places.first else { return (coefficient, factors) }
    let radicand = places.reduce(Rational.one) { product, place in
      product * (store.rationalValue(factors[place].base) ?? 1)
    }
    guard let root = try? store.squareRoot(store.rational(radicand)) else {
      return (coefficient, factors)
    }
    var result = factors
    for place in places.reversed() { result.remove(at: place) }
    if let number = store.rationalValue(root) { return (coefficient * number, result) }
    guard case .product(let outside, let left) = store.node(root), left.count == 1 else {
      return (coefficient, factors)
    }
    result.insert(left[0], at: first)
    return (coefficient * outside, result)
  }
}
