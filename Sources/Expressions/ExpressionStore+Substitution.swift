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

  func rebuiltNode(_ current: Expression, _ image: (Expression) -> Expression)
    throws(ExpressionError)
    -> Expression
  { try rebuilt(current, [:], image) }

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
    case .application(let function, let arguments):
      return try application(function, arguments.map(image))
    }
  }

  /// The expression with every occurrence of one part replaced by another.
  ///
  /// - Throws: ``ExpressionError`` when the result has no value.
  public func replacing(
    _ part: Expression, by replacement: Expression, in expression: Expression
  ) throws(ExpressionError) -> Expression {
    var images: [Expression: Expression] = [part: replacement]
    for current in topologicalOrder(of: [expression], stoppingAt: { $0 == part }) {
      images[current] = try rebuilt(current, [:]) { images[$0] ?? $0 }
    }
    return images[expression] ?? expression
  }

  /// An absolute value inside the expression that contains no other one, with its argument.
  public func innermostAbsoluteValue(
    in expression: Expression
  ) -> (absolute: Expression, inner: Expression)? {
    for current in topologicalOrder(of: [expression]) {
      if case .function(.abs, let inner) = node(current) { return (current, inner) }
    }
    return nil
  }
}
