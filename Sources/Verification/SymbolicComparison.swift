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
    let definedness = Definedness(of: obligation, instance.intervals, checker)
    let prover = InequalityProver(
      store: store, intervals: instance.intervals, limits: checker.limits,
      isAdmissible: definedness.holds, hiddenSymbols: definedness.symbols)
    let difference = store.difference(left, right)
    let finding: InequalityFinding
    switch obligation.comparator {
    case .equal:
      finding = IdentityProver(store: store, prover: prover).prove(left, right)
    case .notEqual: finding = try different(difference, left, right, prover)
    case .greaterOrEqual: finding = try prover.prove(difference, .nonnegative)
    case .greater: finding = try prover.prove(difference, .positive)
    case .lessOrEqual: finding = try prover.prove(store.negated(difference), .nonnegative)
    case .less: finding = try prover.prove(store.negated(difference), .positive)
    }
    switch finding {
    case .proved(let reason):
      if let gap = try definedness.gap() { return .open(reason: gap) }
      return .holds(reason: reason)
    case .undecided(let reason): return .open(reason: reason)
    case .refuted(let point): return .fails(try witness(obligation, at: point))
    }
  }

  /// Different everywhere: above everywhere or below everywhere.
  private func different(
    _ difference: Expression, _ left: Expression, _ right: Expression, _ prover: InequalityProver
  ) throws -> InequalityFinding {
    let symbols = store.symbols(in: store.sum(left, store.product(store.pi, right)))
    if let meeting = prover.sampleGrid(prover.withHidden(symbols)).first(where: { point in
      prover.isAdmissible(point) && prover.isZero(difference, at: point)
    }) {
      return .refuted(meeting)
    }
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
    func value(_ side: Expression, bits: Int) throws -> RealBall {
      let exact = try store.substituting(point.mapValues { store.rational($0) }, in: side)
      return try Tape(store.simplified(exact), in: store)
        .evaluate(at: [:], goal: .absolute(bits: bits), precisionCap: 1 << 14).value
    }
    var bits = 128
    var values = try [obligation.left, obligation.right].map { try value($0, bits: bits) }
    while values[0].overlaps(values[1]), bits < 2048 {
      bits *= 4
      values = try [obligation.left, obligation.right].map { try value($0, bits: bits) }
    }
    // Equal sides stay together at any precision, and 30 digits say so as well as 600.
    let digits = values[0].overlaps(values[1]) ? 30 : max(30, bits * 3 / 10)
    return Witness(
      point: places,
      comparison:
        "\(store.text(obligation.left)) \(obligation.comparator.rawValue) \(store.text(obligation.right))",
      left: values[0].decimal(upTo: digits), right: values[1].decimal(upTo: digits))
  }
}
