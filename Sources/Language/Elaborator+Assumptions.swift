internal import Arithmetic
internal import Expressions
internal import Syntax

extension Elaborator {
  /// The interval that a `parameter` declaration states.
  func assumption(
    _ constraint: ParameterDeclaration.Constraint?, of name: Name, in source: SourceFile
  ) throws(SyntaxError) -> Assumption {
    let scope = Scope(source: source)
    switch constraint {
    case nil: return .real
    case .depth: return .depth
    case .comparison(let comparator, let bound):
      let value = try number(bound, scope)
      switch comparator {
      case .greater: return Assumption(lower: .init(value, isIncluded: false), upper: nil)
      case .greaterOrEqual: return Assumption(lower: .init(value, isIncluded: true), upper: nil)
      case .less: return Assumption(lower: nil, upper: .init(value, isIncluded: false))
      case .lessOrEqual: return Assumption(lower: nil, upper: .init(value, isIncluded: true))
      case .equal, .notEqual:
        throw scope.error(
          "`\(comparator.rawValue)` is no assumption on a parameter", at: bound.range,
          expected: "`>`, `>=`, `<`, `<=` or `in`",
          suggestion: comparator == .equal ? "use `let \(name) = …`" : nil)
      }
    case .membership(.interval(let interval)):
      return try assumption(interval, scope)
    case .membership:
      throw scope.error(
        "a parameter ranges over an interval", at: name.range,
        expected: "such as `parameter \(name) in (0, 1)`",
        suggestion: "a claim can run through a set: `for \(name) in {…}`")
    }
  }

  /// An interval with rational or infinite ends.
  func assumption(_ interval: Interval, _ scope: Scope) throws(SyntaxError) -> Assumption {
    let isUnboundedBelow =
      if case .negation(let inner) = interval.lower.kind { inner.kind == .infinity } else { false }
    let lower = isUnboundedBelow ? nil : try number(interval.lower, scope)
    let upper = interval.upper.kind == .infinity ? nil : try number(interval.upper, scope)
    if let lower, let upper, lower > upper {
      throw scope.error(
        "the ends of the interval are out of order", at: interval.upper.range,
        expected: "a number that is at least \(lower)")
    }
    if let lower, lower == upper, !(interval.includesLower && interval.includesUpper) {
      throw scope.error(
        "the interval is empty", at: interval.upper.range,
        expected: "a number that is greater than \(lower)",
        suggestion: "the single point is `[\(lower), \(lower)]`")
    }
    return Assumption(
      lower: lower.map { .init($0, isIncluded: interval.includesLower) },
      upper: upper.map { .init($0, isIncluded: interval.includesUpper) })
  }

  /// A term that stands for a rational number.
  func number(_ term: Term, _ scope: Scope) throws(SyntaxError) -> Rational {
    let value = try expression(of: term, in: scope)
    guard let number = store.rationalValue(store.simplified(value)) else {
      throw scope.error(
        "this is not a rational number", at: term.range, expected: "a number such as `1/2`")
    }
    return number
  }
}
