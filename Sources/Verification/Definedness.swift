internal import Arithmetic
internal import Expressions
internal import Language

/// Shows that the sides of a comparison, as they were written, have values.
///
/// A comparison that holds "wherever both sides have values" is not proved: what log(t) is compared with
/// at t = -1 nobody can say.
struct Definedness {
  let store: ExpressionStore
  let intervals: [Symbol: Assumption]
  let limits: Limits
  let conditions: [Condition]

  /// The conditions noted when the sides were read, and those of what the sides have become.
  ///
  /// Parts that contain elements of recurrences with a symbolic index are left out on demand: nothing is
  /// known of their values.
  init(
    of obligation: Obligation, _ intervals: [Symbol: Assumption], _ checker: ClaimChecker,
    includingParts: Bool = true
  ) {
    store = checker.elaborator.store
    self.intervals = intervals
    limits = checker.limits
    var all = obligation.conditions
    var known = Set(all)
    let sides = includingParts ? [obligation.left, obligation.right] : []
    for part in store.topologicalOrder(of: sides) {
      for condition in store.conditions(of: part) where known.insert(condition).inserted {
        all.append(condition)
      }
    }
    conditions = all
  }

  /// The symbols in the conditions, by name.
  var symbols: [Symbol] {
    Set(conditions.flatMap { store.symbols(in: $0.expression) }).sorted { $0.name < $1.name }
  }

  /// Why it is not shown that both sides have values throughout; `nil` when it is.
  func gap() throws -> String? {
    let domains = Dictionary(
      uniqueKeysWithValues: symbols.map {
        ($0, intervals.interval(of: $0) ?? store.assumption(of: $0))
      })
    let analysis = RangeAnalysis(store: store, intervals: domains)
    for condition in conditions where !isShown(condition, by: analysis) {
      if try !isProved(condition) {
        return
          "it is not shown that \(text(condition)) throughout, so the sides may have no values; "
          + "claim less, such as `for t in [a, b]`"
      }
    }
    return nil
  }

  /// Whether all conditions certainly hold at a point.
  func holds(at point: [Symbol: Rational]) -> Bool {
    conditions.allSatisfy { condition in
      guard
        let result = try? Tape(condition.expression, in: store).evaluate(
          at: point, goal: .absolute(bits: 96), precisionCap: 512), result.isDefinednessProved
      else { return false }
      switch condition.requirement {
      case .positive: return result.value.isCertainlyPositive
      case .nonnegative:
        return result.value.isCertainlyNonnegative || isZero(condition.expression, at: point)
      case .nonzero: return !result.value.containsZero
      case .unit:
        return RealBall(midpoint: .zero, radius: .powerOfTwo(0)).contains(result.value)
          || [-1, 1].contains { end in
            isZero(store.sum(condition.expression, store.rational(end)), at: point)
          }
      }
    }
  }

  private func isZero(_ expression: Expression, at point: [Symbol: Rational]) -> Bool {
    prover.isZero(expression, at: point)
  }

  private var prover: InequalityProver {
    InequalityProver(store: store, intervals: intervals, limits: limits)
  }

  private func isShown(_ condition: Condition, by analysis: RangeAnalysis) -> Bool {
    guard analysis.isDefined(condition.expression) else { return false }
    let range = analysis.range(of: condition.expression)
    switch condition.requirement {
    case .positive: return range.impliesPositive || store.isPositive(condition.expression)
    case .nonnegative: return range.impliesNonnegative || store.isNonnegative(condition.expression)
    case .nonzero:
      return range.impliesPositive || store.isPositive(condition.expression)
        || store.isPositive(store.negated(condition.expression))
    case .unit: return range.implies(.cosine) || store.isBoundedByOne(condition.expression)
    }
  }

  private func isProved(_ condition: Condition) throws -> Bool {
    let part = condition.expression
    switch condition.requirement {
    case .positive: return try isProved(part, .positive)
    case .nonnegative: return try isProved(part, .nonnegative)
    case .nonzero:
      return try isProved(part, .positive) || isProved(store.negated(part), .positive)
    case .unit:
      let one = store.rational(1)
      return try isProved(store.difference(one, part), .nonnegative)
        && isProved(store.sum(one, part), .nonnegative)
    }
  }

  private func isProved(_ expression: Expression, _ claim: SignClaim) throws -> Bool {
    if case .proved = try prover.prove(expression, claim) { return true }
    return false
  }

  private func text(_ condition: Condition) -> String {
    let part = store.formula(of: condition.expression).formula.text
    switch condition.requirement {
    case .positive: return "\(part) > 0"
    case .nonnegative: return "\(part) >= 0"
    case .nonzero: return "\(part) != 0"
    case .unit: return "\(part) lies in [-1, 1]"
    }
  }
}

extension ExpressionStore {
  /// What one node asks of its children.
  fileprivate func conditions(of part: Expression) -> [Condition] {
    switch node(part) {
    case .rational, .pi, .symbol, .sum: return []
    case .product(_, let factors):
      return factors.compactMap { factor in
        if rationalValue(factor.base) != nil { return nil }
        if factor.exponent.isInteger {
          return factor.exponent.signum < 0 ? Condition(factor.base, .nonzero) : nil
        }
        return Condition(factor.base, factor.exponent.signum < 0 ? .positive : .nonnegative)
      }
    case .function(let function, let argument):
      if function == .log { return [Condition(argument, .positive)] }
      return function.needsUnitInterval ? [Condition(argument, .unit)] : []
    case .application(let function, let arguments):
      let domain = domain(of: function, arguments)
      return domain.positive.map { Condition($0, .positive) }
        + domain.nonnegative.map { Condition($0, .nonnegative) }
        + domain.unit.map { Condition($0, .unit) }
    }
  }
}
