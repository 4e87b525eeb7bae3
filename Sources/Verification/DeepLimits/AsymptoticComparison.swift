internal import Arithmetic
internal import Expressions
internal import Language
internal import Puiseux
internal import Syntax

/// Compares two functions of the depth by their asymptotic expansions.
struct AsymptoticComparison {
  let checker: ClaimChecker
  let obligation: DepthLimitObligation
  let evaluation: AsymptoticEvaluation
  let fixedPoints: FixedPointLimits
  /// What was proved of the kernels.
  let laws: [String]
  let instance: ClaimInstance
  let place: [String: String]

  private var store: ExpressionStore { checker.elaborator.store }
  private static let unsettled = "the leading terms of the sides are not settled"

  /// Whether both sides tend to the same number.
  func convergence(_ left: Expression, _ right: Expression) throws -> Finding {
    guard let a = evaluation.expansion(of: left), let b = evaluation.expansion(of: right) else {
      return .open(reason: Self.unsettled)
    }
    if let first = evaluation.limit(a), let second = evaluation.limit(b) {
      return try equal(first, second, "limit")
    }
    // One of them grows, and the other one does not grow like that.
    guard let first = power(of: a), let second = power(of: b), first != second,
      max(first, second) > .one, let point = try whereNonzero(first > second ? a : b)
    else { return .open(reason: Self.unsettled) }
    return different(first, second, at: point)
  }

  /// Whether the quotient tends to 1, or to some number other than 0 where the right side has a free constant.
  func equivalence(_ left: Expression, _ right: Expression) throws -> Finding {
    let free = store.symbols(in: right).filter { checker.elaborator.isFreeConstant($0) }
    let fixed = try store.substituting(
      Dictionary(uniqueKeysWithValues: free.map { ($0, store.rational(1)) }), in: right)
    if free.isEmpty, store.areProvedEqual(left, fixed) {
      return .holds(reason: "the sides are equal")
    }
    guard let a = evaluation.expansion(of: left), let b = evaluation.expansion(of: fixed),
      let second = b.terms.first, try isCertain(b)
    else { return .open(reason: Self.unsettled) }
    if let first = a.terms.first, first.power > second.power {
      guard let point = try whereNonzero(a) else { return .open(reason: Self.unsettled) }
      return different(first.power, second.power, at: point)
    }
    guard a.remainder.map({ $0 <= .little(second.power) }) ?? true else {
      return .open(reason: Self.unsettled)
    }
    guard let first = a.coefficient(of: second.power) else {
      if let lesser = a.terms.first, let point = try whereNonzero(a) {
        return different(lesser.power, second.power, at: point)
      }
      return fails(store.rational(0), second.coefficient, "constant")
    }
    guard let constant = free.first else {
      return try equal(first, second.coefficient, "constant")
    }
    guard free.count == 1, try isCertain(a),
      let linear = try? store.derivative(of: right, with: constant),
      store.areProvedEqual(store.product(linear, store.symbol(constant)), right)
    else { return .open(reason: "the free constant is not settled") }
    let value = store.simplified(try store.quotient(first, second.coefficient))
    return .holds(reason: text("with \(constant.name) = \(store.text(value))"))
  }

  /// Whether the difference of sides with equal limits is O(rate).
  func rate(
    _ rate: Expression, of left: Expression, _ written: Expression, _ reason: String
  ) throws -> Finding {
    let right = store.identifyingFlows(in: written, with: left)
    let open = Finding.open(reason: "the limit holds, the rate is not settled")
    let order = evaluation.expansion(of: rate)?.terms.first
    guard try store.isPositive(rate) || (order.map { try isPositive($0.coefficient) } ?? false)
    else {
      return .open(
        reason: "the limit holds, but the rate is not shown to be positive for large depths")
    }
    if store.areProvedEqual(left, right) { return .holds(reason: reason) }
    guard let a = evaluation.expansion(of: store.difference(left, right)), let order,
      case let bound = order.power, try isNonzero(order.coefficient)
    else { return open }
    let difference = "the difference is \(store.text(a, in: obligation.indexSymbol))"
    if a.order.map({ $0 <= .big(bound) }) ?? true {
      return .holds(reason: "\(reason); \(difference)")
    }
    guard let leading = a.terms.first, leading.power > bound, let point = try whereNonzero(a) else {
      return open
    }
    return different(leading.power, bound, at: point, difference)
  }

  /// A power that bounds a function, that of the leading term when there is one.
  private func power(of expansion: AsymptoticExpansion) -> AsymptoticPower? {
    switch expansion.order {
    case nil, .negligible: .one
    case .little(let power), .big(let power): power
    }
  }

  /// Whether the leading coefficient is proved to differ from 0, for all t and parameters.
  private func isCertain(_ expansion: AsymptoticExpansion) throws -> Bool {
    try expansion.terms.first.map { try isNonzero($0.coefficient) } ?? false
  }

  /// Whether a function of t and parameters is positive.
  private func isPositive(_ coefficient: Expression) throws -> Bool {
    if CoefficientSign(of: coefficient, in: store) == .positive { return true }
    guard case .holds = try decide(coefficient, .greater, store.rational(0)) else { return false }
    return true
  }

  /// Whether a function of t and parameters has no zero; a product has none when its factors have none.
  private func isNonzero(_ coefficient: Expression) throws -> Bool {
    if hasKnownSign(coefficient) { return true }
    if case .product(let number, let factors) = store.node(coefficient),
      factors.count > 1 || !number.isOne || factors.first?.exponent.isOne == false
    {
      return try factors.allSatisfy { try isNonzero($0.base) }
    }
    guard case .holds = try decide(coefficient, .notEqual, store.rational(0)) else { return false }
    return true
  }

  private func hasKnownSign(_ coefficient: Expression) -> Bool {
    let sign = CoefficientSign(of: coefficient, in: store)
    return sign == .positive || sign == .negative
  }

  /// Values of t and parameters for which the leading coefficient differs from 0; none when it does for all.
  ///
  /// One such value is enough to refute what is claimed for all.
  private func whereNonzero(_ expansion: AsymptoticExpansion) throws -> [String: String]? {
    guard let leading = expansion.terms.first else { return nil }
    if hasKnownSign(leading.coefficient) { return [:] }
    let zero = store.rational(0)
    if fixedPoints.occur(in: [leading.coefficient]) {
      return fixedPoints.separation(of: leading.coefficient, zero, instance)?.point
    }
    guard case .fails(let witness) = try decide(leading.coefficient, .equal, zero) else {
      return nil
    }
    return witness.point
  }

  private func decide(
    _ left: Expression, _ comparator: Comparator, _ right: Expression
  ) throws -> Finding {
    try SymbolicComparison(checker: checker, instance: instance).decide(
      Obligation(
        left: left, comparator: comparator, right: right, conditions: obligation.conditions))
  }

  /// Decides the equality of two functions of t and the parameters.
  private func equal(
    _ a: Expression, _ written: Expression, _ subject: String
  ) throws -> Finding {
    let b = store.identifyingFlows(in: written, with: a)
    if fixedPoints.occur(in: [a, b]) { return equalAtFixedPoint(a, b, subject) }
    let finding = try decide(a, .equal, b)
    switch finding {
    case .holds: return .holds(reason: text("both \(subject)s are \(store.text(written))"))
    case .open: return finding
    case .fails(let witness):
      return .fails(
        Witness(
          point: witness.point.merging(place) { $1 }.merging([obligation.index: "oo"]) { $1 },
          comparison: witness.comparison, left: witness.left, right: witness.right,
          subject: subject))
    }
  }

  /// Decides the equality of two functions when fixed points without a closed form occur.
  private func equalAtFixedPoint(_ a: Expression, _ b: Expression, _ subject: String) -> Finding {
    if store.areProvedEqual(a, b) {
      return .holds(reason: text("both \(subject)s are \(store.text(b))"))
    }
    if let (values, point) = fixedPoints.separation(of: a, b, instance) {
      return fails(values, subject, at: point)
    }
    return .open(reason: "the limit is \(store.text(a)), for which no closed form is shown")
  }

  private func different(
    _ a: AsymptoticPower, _ b: AsymptoticPower, at point: [String: String],
    _ statement: String? = nil
  ) -> Finding {
    a.exponent == b.exponent
      ? fails(
        store.rational(a.logarithm), store.rational(b.logarithm),
        "exponent of log(\(obligation.index))", at: point, statement)
      : fails(
        store.rational(a.exponent), store.rational(b.exponent), "exponent", at: point, statement)
  }

  private func fails(
    _ a: Expression, _ b: Expression, _ subject: String, at point: [String: String] = [:],
    _ statement: String? = nil
  ) -> Finding {
    let values = WitnessValues(of: a, b, in: store) ?? fixedPoints.values(of: a, b, at: [:])
    guard let values else { return .open(reason: Self.unsettled) }
    return fails(values, subject, at: point, statement)
  }

  private func fails(
    _ values: WitnessValues, _ subject: String, at point: [String: String],
    _ statement: String? = nil
  ) -> Finding {
    let point = point.merging(place) { $1 }.merging([obligation.index: "oo"]) { $1 }.merging(
      instance.values.map { ($0.name, $0.value.description) }
    ) { $1 }
    return .fails(
      Witness(
        point: point, comparison: claimText, left: values.left, right: values.right,
        subject: subject, statement: statement))
  }

  private var claimText: String {
    let sign = obligation.relation == .equivalence ? "~" : "->"
    return "\(store.text(obligation.left)) \(sign) \(store.text(obligation.right))"
  }

  private func text(_ conclusion: String) -> String {
    guard !laws.isEmpty else { return "\(conclusion), by asymptotic expansions" }
    let known = laws.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return "\(conclusion): \(known.joined(separator: "; "))"
  }
}
