extension ExpressionStore {
  /// The expression with symbols replaced by expressions, rebuilt in canonical form.
  ///
  /// - Complexity: O(reachable nodes).
  /// - Throws: ``ExpressionError`` when the replaced expression has no value.
  public func substituting(
    _ replacements: [Symbol: Expression], in expression: Expression
  ) throws(ExpressionError) -> Expression {
    var images: [Expression: Expression] = [:]
    for current in topologicalOrder(of: [expression]) {
      images[current] = try rebuilt(current, replacements) { images[$0] ?? $0 }
    }
    return images[expression] ?? expression
  }

  private func rebuilt(
    _ current: Expression, _ replacements: [Symbol: Expression],
    _ image: (Expression) -> Expression
  ) throws(ExpressionError) -> Expression {
    switch node(current) {
    case .rational, .pi: return current
    case .symbol(let symbol): return replacements[symbol] ?? current
    case .sum(let terms): return sum(terms.map(image))
    case .product(let coefficient, let factors):
      var parts = [rational(coefficient)]
      for factor in factors { parts.append(try power(image(factor.base), factor.exponent)) }
      return product(parts)
    case .function(let function, let argument):
      return try self.function(function, image(argument))
    }
  }
}
