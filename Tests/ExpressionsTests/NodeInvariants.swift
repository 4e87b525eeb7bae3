import Arithmetic
import Expressions

extension ExpressionStore {
  /// The first invariant of ``Node`` that a part of the expression breaks, in words; `nil` when all hold.
  func brokenInvariant(in expression: Expression) -> String? {
    for part in topologicalOrder(of: [expression]) {
      if let problem = problem(of: part) { return "\(problem): \(node(part))" }
    }
    return nil
  }

  private func problem(of part: Expression) -> String? {
    switch node(part) {
    case .rational, .pi, .symbol: return nil
    case .sum(let terms): return problem(ofSum: terms)
    case .product(let coefficient, let factors): return problem(ofProduct: coefficient, factors)
    case .function(let function, let argument):
      return (try? self.function(function, argument)) == part ? nil : "a value in closed form"
    case .application(let function, let arguments):
      return (try? application(function, arguments)) == part ? nil : "a value in closed form"
    }
  }

  private func problem(ofSum terms: [Expression]) -> String? {
    if terms.count < 2 { return "a sum of fewer than two terms" }
    if terms.count(where: { rationalValue($0) != nil }) > 1 { return "two numbers in a sum" }
    if terms.contains(where: { rationalValue($0)?.isZero == true }) { return "a term 0" }
    if Set(terms.map(core)).count < terms.count { return "like terms" }
    return isSorted(terms) ? nil : "terms out of order"
  }

  /// The term without its coefficient.
  private func core(_ term: Expression) -> [Factor] {
    if case .product(_, let factors) = node(term) { return factors }
    return rationalValue(term) != nil ? [] : [Factor(term)]
  }

  private func problem(ofProduct coefficient: Rational, _ factors: [Factor]) -> String? {
    if coefficient.isZero || factors.isEmpty { return "a product that is a number" }
    if coefficient.isOne && factors.count == 1 && factors[0].exponent.isOne { return "a lone base" }
    if factors.contains(where: { $0.exponent.isZero }) { return "an exponent 0" }
    for factor in factors {
      guard let base = rationalValue(factor.base) else { continue }
      if factor.exponent.isInteger { return "a number under a whole exponent" }
      if !base.isInteger || base <= 1 { return "a base that is no integer above 1" }
    }
    if Set(factors.map(\.base)).count < factors.count { return "equal bases" }
    return isSorted(factors.map(\.base)) ? nil : "factors out of order"
  }

  private func isSorted(_ parts: [Expression]) -> Bool {
    zip(parts, parts.dropFirst()).allSatisfy { precedes($0, $1) }
  }
}
