internal import Arithmetic
internal import Expressions
internal import Language
internal import Puiseux
internal import Syntax

/// Compares two functions of the depth by their leading terms.
struct LeadingComparison {
  let checker: ClaimChecker
  let obligation: DepthLimitObligation
  let terms: LeadingTerms
  /// What was proved of the kernels.
  let laws: [String]
  let instance: ClaimInstance
  let place: [String: String]

  private var store: ExpressionStore { checker.elaborator.store }
  private static let unsettled = "the leading terms of the sides are not settled"

  /// Whether both sides tend to the same number.
  func convergence(_ left: Expression, _ right: Expression) throws -> Finding {
    guard let a = terms.leading(of: left), let b = terms.leading(of: right),
      a.isSettled(in: store) || a.exponent.signum < 0,
      b.isSettled(in: store) || b.exponent.signum < 0
    else { return .open(reason: Self.unsettled) }
    if a.exponent.signum > 0 || b.exponent.signum > 0 {
      guard isNonzero(a), isNonzero(b), a.exponent != b.exponent else {
        return .open(reason: Self.unsettled)
      }
      return different(a.exponent, b.exponent)
    }
    return try equal(limit(a), limit(b), "limit")
  }

  /// Whether the quotient tends to 1, or to some number other than 0 where the right side has a free constant.
  func equivalence(_ left: Expression, _ right: Expression) throws -> Finding {
    let free = store.symbols(in: right).filter { checker.elaborator.isFreeConstant($0) }
    let fixed = try store.substituting(
      Dictionary(uniqueKeysWithValues: free.map { ($0, store.rational(1)) }), in: right)
    if free.isEmpty, store.areProvedEqual(left, fixed) {
      return .holds(reason: "the sides are equal")
    }
    guard let a = terms.leading(of: left), let b = terms.leading(of: fixed), isNonzero(b),
      a.isSettled(in: store), b.isSettled(in: store)
    else {
      return .open(reason: Self.unsettled)
    }
    if a.exponent != b.exponent {
      guard isNonzero(a) else {
        if terms.isZero(left) { return fails(store.rational(0), b.coefficient, "constant") }
        return .open(reason: Self.unsettled)
      }
      return different(a.exponent, b.exponent)
    }
    guard let constant = free.first else {
      return try equal(a.coefficient, b.coefficient, "constant")
    }
    guard free.count == 1, isNonzero(a),
      let linear = try? store.derivative(of: right, with: constant),
      store.areProvedEqual(store.product(linear, store.symbol(constant)), right)
    else { return .open(reason: "the free constant is not settled") }
    let value = store.simplified(try store.quotient(a.coefficient, b.coefficient))
    return .holds(reason: text("with \(constant.name) = \(store.text(value))"))
  }

  /// Whether the difference of sides with equal limits is O(rate).
  func rate(
    _ rate: Expression, of left: Expression, _ written: Expression, _ reason: String
  ) throws -> Finding {
    let right = store.identifyingFlows(in: written, with: left)
    let difference = store.difference(left, right)
    if store.areProvedEqual(left, right) { return .holds(reason: reason) }
    guard let a = terms.leading(of: difference), let b = terms.leading(of: rate), isNonzero(b)
    else { return .open(reason: "the limit holds, the rate is not settled") }
    if a.exponent <= b.exponent {
      return .holds(reason: "\(reason), at the rate \(obligation.index)^(\(a.exponent))")
    }
    guard isNonzero(a) else {
      return .open(reason: "the limit holds, the rate is not settled")
    }
    return different(a.exponent, b.exponent)
  }

  private func limit(_ term: LeadingTerm) -> Expression {
    term.exponent.isZero ? term.coefficient : store.rational(0)
  }

  private func isNonzero(_ term: LeadingTerm) -> Bool {
    let sign = CoefficientSign(of: term.coefficient, in: store)
    return sign == .positive || sign == .negative
  }

  /// Decides the equality of two functions of t and the parameters.
  private func equal(
    _ a: Expression, _ written: Expression, _ subject: String
  ) throws -> Finding {
    let b = store.identifyingFlows(in: written, with: a)
    let comparison = SymbolicComparison(checker: checker, instance: instance)
    let finding = try comparison.decide(
      Obligation(left: a, comparator: .equal, right: b, conditions: obligation.conditions))
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

  private func different(_ a: Rational, _ b: Rational) -> Finding {
    fails(store.rational(a), store.rational(b), "exponent")
  }

  private func fails(_ a: Expression, _ b: Expression, _ subject: String) -> Finding {
    guard let values = WitnessValues(of: a, b, in: store) else {
      return .open(reason: Self.unsettled)
    }
    let point = place.merging([obligation.index: "oo"]) { $1 }.merging(
      instance.values.map { ($0.name, $0.value.description) }
    ) { $1 }
    return .fails(
      Witness(
        point: point, comparison: claimText, left: values.left, right: values.right,
        subject: subject))
  }

  private var claimText: String {
    let sign = obligation.relation == .equivalence ? "~" : "->"
    return "\(store.text(obligation.left)) \(sign) \(store.text(obligation.right))"
  }

  private func text(_ conclusion: String) -> String {
    guard !laws.isEmpty else { return "\(conclusion), by the leading terms" }
    let known = laws.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return "\(conclusion): \(known.joined(separator: "; "))"
  }
}
