internal import Arithmetic
internal import Expressions
internal import Language
internal import Syntax

/// Decides a comparison of formulas in t and parameters.
struct SymbolicComparison {
  let checker: ClaimChecker
  let instance: ClaimInstance

  private var store: ExpressionStore { checker.elaborator.store }

  func decide(_ obligation: Obligation) throws -> Finding {
    let (left, right) = (obligation.left, obligation.right)
    let difference = store.difference(left, right)
    let finding: InequalityFinding
    switch obligation.comparator {
    case .equal:
      finding = IdentityProver(store: store, intervals: instance.intervals).prove(left, right)
    case .notEqual: finding = try different(difference, left, right)
    case .greaterOrEqual: finding = try prover.prove(difference, .nonnegative)
    case .greater: finding = try prover.prove(difference, .positive)
    case .lessOrEqual: finding = try prover.prove(store.negated(difference), .nonnegative)
    case .less: finding = try prover.prove(store.negated(difference), .positive)
    }
    switch finding {
    case .proved(let reason): return .holds(reason: reason)
    case .undecided(let reason): return .open(reason: reason)
    case .refuted(let point): return .fails(try witness(obligation, at: point))
    }
  }

  private var prover: InequalityProver {
    InequalityProver(
      store: store, intervals: instance.intervals, limits: checker.limits)
  }

  /// Different everywhere: above everywhere or below everywhere.
  private func different(
    _ difference: Expression, _ left: Expression, _ right: Expression
  ) throws -> InequalityFinding {
    if store.areProvedEqual(left, right) { return .refuted([:]) }
    if case .proved(let reason) = try prover.prove(difference, .positive) { return .proved(reason) }
    if case .proved(let reason) = try prover.prove(store.negated(difference), .positive) {
      return .proved(reason)
    }
    return .undecided("neither side is shown to be the larger one everywhere")
  }

  /// Both sides at a point, with 30 digits.
  private func witness(
    _ obligation: Obligation, at point: [Symbol: Rational]
  ) throws -> Witness {
    var places = Dictionary(
      uniqueKeysWithValues: instance.values.map { ($0.name, $0.value.description) })
    for (symbol, value) in point { places[symbol.name] = value.description }
    func value(_ side: Expression) throws -> DecimalBall {
      let exact = try store.substituting(point.mapValues { store.rational($0) }, in: side)
      return try Tape(store.simplified(exact), in: store)
        .evaluate(at: [:], goal: .absolute(bits: 128)).value.decimal(upTo: 30)
    }
    return Witness(
      point: places,
      comparison:
        "\(store.text(obligation.left)) \(obligation.comparator.rawValue) \(store.text(obligation.right))",
      left: try value(obligation.left), right: try value(obligation.right))
  }
}
