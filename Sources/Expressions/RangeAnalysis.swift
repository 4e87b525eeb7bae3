internal import Arithmetic

/// Encloses the values of expressions when their symbols run through intervals, keeping track of whether
/// the ends of a range are reached.
///
/// Bounds follow the structure, bottom-up, with rational ends. They are wider than those of branch and
/// bound, but they know that 1 - t² is positive on (-1, 1), which no closed enclosure can show.
public final class RangeAnalysis {
  private let store: ExpressionStore
  private let intervals: [Symbol: Assumption]
  private var ranges: [Expression: Assumption] = [:]
  private var defined: [Expression: Bool] = [:]

  /// Creates an analysis; symbols without an interval run through what is assumed of them.
  public init(store: ExpressionStore, intervals: [Symbol: Assumption]) {
    self.store = store
    self.intervals = intervals
  }

  /// An interval that holds every value of the expression.
  public func range(of expression: Expression) -> Assumption {
    analyse(expression)
    return ranges[expression] ?? .real
  }

  /// Whether the expression is proved to have a value for all values of its symbols.
  public func isDefined(_ expression: Expression) -> Bool {
    analyse(expression)
    return defined[expression] ?? false
  }

  private func analyse(_ expression: Expression) {
    for current in store.topologicalOrder(of: [expression], stoppingAt: { ranges[$0] != nil }) {
      ranges[current] = IntervalArithmetic.rounded(computed(current))
      var isDefined = stepIsDefined(current)
      store.forEachChild(of: current) { isDefined = isDefined && defined[$0] == true }
      defined[current] = isDefined
    }
  }

  private func known(_ expression: Expression) -> Assumption { ranges[expression] ?? .real }

  private func computed(_ expression: Expression) -> Assumption {
    switch store.node(expression) {
    case .rational(let value): return IntervalArithmetic.point(value)
    case .pi: return IntervalArithmetic.pi
    case .symbol(let symbol): return intervals.interval(of: symbol) ?? store.assumption(of: symbol)
    case .sum(let terms):
      return terms.dropFirst().reduce(known(terms[0])) { IntervalArithmetic.sum($0, known($1)) }
    case .product(let coefficient, let factors):
      return factors.reduce(IntervalArithmetic.point(coefficient)) {
        IntervalArithmetic.product($0, IntervalArithmetic.power(known($1.base), $1.exponent))
      }
    case .function(let function, let argument):
      return IntervalArithmetic.image(of: known(argument), under: function)
    case .application(.bivariateNormalCDF, _):
      return Assumption(
        lower: Assumption.End(0, isIncluded: true), upper: Assumption.End(1, isIncluded: true))
    case .application(.dual, _): return store.isNonnegative(expression) ? .nonnegative : .real
    case .application(.flow(let flow), _):
      return flow.staysInUnitInterval[flow.component] ? .cosine : .real
    }
  }

  private func stepIsDefined(_ expression: Expression) -> Bool {
    if store.isStepDefined(expression) { return true }
    switch store.node(expression) {
    case .rational, .pi, .symbol, .sum: return true
    case .product(_, let factors):
      return factors.allSatisfy { factor in
        let range = known(factor.base)
        if !factor.exponent.isInteger {
          return factor.exponent.signum < 0 ? range.impliesPositive : range.impliesNonnegative
        }
        return factor.exponent.signum > 0 || range.impliesPositive
          || IntervalArithmetic.negated(range).impliesPositive
      }
    case .function(let function, let argument):
      let range = known(argument)
      if function == .log { return range.impliesPositive }
      return !function.needsUnitInterval || range.implies(.cosine)
    case .application(.bivariateNormalCDF, let arguments):
      return known(arguments[2]).implies(.cosine)
    case .application(.dual, _): return false
    case .application(.flow(let flow), let arguments):
      return known(arguments[0]).impliesNonnegative
        && zip(flow.initialValues(arguments), flow.staysInUnitInterval).allSatisfy {
          !$1 || known($0).implies(.cosine)
        }
    }
  }
}
