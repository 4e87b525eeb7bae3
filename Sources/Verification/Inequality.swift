internal import Arithmetic
internal import Expressions

/// The sign that a difference is claimed to have.
enum SignClaim {
  case nonnegative
  case positive

  /// Whether a ball shows the sign at all of its points.
  func isShown(by ball: RealBall) -> Bool {
    switch self {
    case .nonnegative: ball.isCertainlyNonnegative
    case .positive: ball.isCertainlyPositive
    }
  }

  /// Whether a ball refutes the sign.
  func isRefuted(by ball: RealBall) -> Bool {
    switch self {
    case .nonnegative: ball.isCertainlyNegative
    case .positive: ball.isCertainlyNonpositive
    }
  }
}

/// What is known of an inequality.
enum InequalityFinding {
  case proved(String)
  case refuted([Symbol: Rational])
  case undecided(String)
}

/// Proves or refutes that an expression has a sign for all admitted values of its symbols.
///
/// In turn: the sign that the structure shows; the exact value of a constant; Schoenberg's cone on
/// t ≥ 0; a search for a counter-example at rational points; convexity; branch and bound on balls.
struct InequalityProver {
  let store: ExpressionStore
  let intervals: [Symbol: Assumption]
  let limits: Limits
  /// Whether what is claimed has a meaning at a point, so that it can be false there.
  var isAdmissible: ([Symbol: Rational]) -> Bool = { _ in true }
  /// Symbols on which only this depends: t in t/t.
  var hiddenSymbols: [Symbol] = []

  /// The symbols together with those that the conditions for values depend on.
  func withHidden(_ symbols: [Symbol]) -> [Symbol] {
    symbols + hiddenSymbols.filter { !symbols.contains($0) }
  }

  /// The interval that a symbol runs through.
  func domain(of symbol: Symbol) -> Assumption {
    intervals.interval(of: symbol) ?? store.assumption(of: symbol)
  }

  func prove(_ expression: Expression, _ claim: SignClaim) throws -> InequalityFinding {
    let difference = store.simplified(expression)
    if hasStructuralSign(difference, claim) { return .proved("by the signs of its parts") }
    let symbols = store.symbols(in: difference)
    let all = withHidden(symbols)
    if all.isEmpty { return try constant(difference, claim) }
    if let witness = counterexample(difference, claim, all) { return .refuted(witness) }
    if symbols.isEmpty { return try constant(difference, claim) }
    if hasSignInNormalForm(difference, claim) {
      return .proved("by the signs of the parts of its normal form")
    }
    if let reason = coneReason(difference, claim, symbols) { return .proved(reason) }
    if let reason = convexityReason(difference, claim, symbols) { return .proved(reason) }
    if let reason = try absoluteValueReason(difference, claim) { return .proved(reason) }
    if let finding = try polesFinding(difference, claim, symbols) { return finding }
    return try branchAndBound(difference, claim, symbols)
  }

  /// An expression with |e| equals, at every point, the one with e or the one with -e in its place; so it
  /// has the sign when both of them do.
  private func absoluteValueReason(
    _ expression: Expression, _ claim: SignClaim
  ) throws -> String? {
    guard let (absolute, inner) = store.innermostAbsoluteValue(in: expression) else { return nil }
    for branch in [inner, store.negated(inner)] {
      let replaced = try store.replacing(absolute, by: branch, in: expression)
      guard case .proved = try prove(replaced, claim) else { return nil }
    }
    return "for both signs of \(store.text(inner))"
  }

  /// Whether the structure shows the sign, and that the expression has a value throughout.
  func hasStructuralSign(_ expression: Expression, _ claim: SignClaim) -> Bool {
    let analysis = RangeAnalysis(store: store, intervals: domains(of: expression))
    guard analysis.isDefined(expression) else { return false }
    let range = analysis.range(of: expression)
    switch claim {
    case .nonnegative: return range.impliesNonnegative || store.isNonnegative(expression)
    case .positive: return range.impliesPositive || store.isPositive(expression)
    }
  }

  /// Whether the normal form, in which fractions are brought together, shows the sign.
  ///
  /// It equals the expression wherever that has a value, which must be everywhere.
  private func hasSignInNormalForm(_ expression: Expression, _ claim: SignClaim) -> Bool {
    let analysis = RangeAnalysis(store: store, intervals: domains(of: expression))
    guard analysis.isDefined(expression), let normal = store.normalForm(of: expression) else {
      return false
    }
    return hasStructuralSign(store.simplified(normal), claim)
  }

  /// The intervals of the symbols of an expression.
  private func domains(of expression: Expression) -> [Symbol: Assumption] {
    Dictionary(
      uniqueKeysWithValues: store.symbols(in: expression).map { ($0, domain(of: $0)) })
  }

  /// The bits up to which the sign of a constant is looked for.
  private static let constantBitLimit = 1 << 14

  /// A constant is compared with 0 in balls, and by the normal form when they do not separate.
  private func constant(
    _ expression: Expression, _ claim: SignClaim
  ) throws -> InequalityFinding {
    let tape = Tape(expression, in: store)
    var bits = 64
    while bits <= Self.constantBitLimit {
      let result = try tape.evaluate(
        at: [:], goal: .absolute(bits: bits), precisionCap: 8 * bits + 256)
      if result.isDefinednessProved {
        if claim.isShown(by: result.value) { return .proved("by an enclosure of the value") }
        if claim.isRefuted(by: result.value), isAdmissible([:]) { return .refuted([:]) }
      }
      if bits == 64, store.areProvedEqual(expression, store.rational(0)) {
        switch claim {
        case .nonnegative: return .proved("both sides are equal")
        case .positive: return .refuted([:])
        }
      }
      bits *= 4
    }
    return .undecided("the sides agree to \(Self.constantBitLimit) bits and are not proved equal")
  }

  /// Σ bₙt^n with bₙ ≥ 0 is nonnegative where all cosines are.
  private func coneReason(
    _ expression: Expression, _ claim: SignClaim, _ symbols: [Symbol]
  ) -> String? {
    let cosines = store.cosines(in: expression)
    guard case .nonnegative = claim,
      cosines.allSatisfy({ domain(of: $0).impliesNonnegative }),
      store.isPositiveDefinite(expression)
    else { return nil }
    let names = cosines == [.cosine] ? "t" : "every cosine"
    return "the difference has nonnegative Taylor coefficients, and \(names) >= 0"
  }
}
