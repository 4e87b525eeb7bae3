internal import Arithmetic
internal import Expressions
internal import Language
internal import Singularities
internal import Syntax

/// Decides comparisons for all indices from a number on: `taylor(K, n) <= C*n^(-3/2) for n in 1...oo`.
///
/// Indices below some n₀ are gone through; from n₀ on the expansion with its explicit error decides, for even and for odd
/// indices. n₀ is raised until the enclosures of the tail are sharp enough.
struct EndlessClaim {
  let checker: ClaimChecker
  let claim: Claim
  let binders: ClaimBinders

  private var store: ExpressionStore { checker.elaborator.store }
  private static let precision = 128

  /// n₀ for coefficients and for eigenvalues, which cost more.
  private static let taylorStarts = [128, 512, 2048]
  private static let eigenvalueStarts = [64, 160, 320, 640]

  func decide() throws -> Finding {
    guard let endless = binders.endless else { return .open(reason: "no endless range") }
    var parts: [(instance: ClaimInstance, index: Symbol, obligations: [Obligation])] = []
    for number in 0..<binders.count {
      let instance = binders.instance(number)
      let (index, obligations) = try checker.elaborator.endlessObligations(
        of: claim, instance, index: endless.name, in: checker.source)
      parts.append((instance, index, obligations))
    }
    let hasEigenvalues = checker.elaborator.sequences.values.contains {
      if case .eigenvalues = $0 { true } else { false }
    }
    if parts.allSatisfy({ $0.obligations.allSatisfy(isSettledByCone) }) {
      return .holds(reason: QuantityComparison.coneReason)
    }
    let constants = checker.freeConstants(
      in: parts.map { ClaimChecker.Case(instance: $0.instance, obligations: $0.obligations) })
    let reach = hasEigenvalues ? Self.eigenvalueStarts[0] : Self.searchedCoefficients
    if constants.isEmpty, let witness = try counterexample(below: max(reach, endless.start)) {
      return .fails(witness)
    }
    if !constants.isEmpty, endless.start < Self.firstCases,
      case .fails(let witness) = try ConstantSearch(
        checker: checker, cases: try cases(below: Self.firstCases)
      ).solve(for: constants)
    {
      return .fails(witness)
    }
    for part in parts {
      let refutation = refutation(part.instance, part.index, constants)
      if let witness = try refutation.witness(against: part.obligations) { return .fails(witness) }
    }
    var last = Finding.open(reason: "the tail was not settled")
    for start in hasEigenvalues ? Self.eigenvalueStarts : Self.taylorStarts {
      try checker.limits.check()
      let first = max(start, endless.start)
      let finite = try cases(below: first)
      if constants.isEmpty, case .fails(let witness) = try checker.findings(of: finite) {
        return .fails(witness)
      }
      do {
        var tails: [ConstantSearch.TailBound] = []
        var gap: String?
        for part in parts {
          switch try tail(part.obligations, part.instance, part.index, from: first, constants) {
          case .bounds(let bounds): tails += bounds
          case .gap(let reason): gap = gap ?? reason
          case .refuted(let witness): return .fails(witness)
          }
        }
        if let gap {
          if case .holds = last { return last }
          last = .open(reason: "for \(endless.name) >= \(first): \(gap)")
          continue
        }
        let finding =
          constants.isEmpty
          ? try checker.findings(of: finite)
          : try ConstantSearch(checker: checker, cases: finite).solve(for: constants, tails: tails)
        switch finding {
        case .holds(let reason):
          last = .holds(reason: text(reason, first, isGoneThrough: !finite.isEmpty))
        case .fails: return finding
        case .open(let reason):
          if case .open = last { last = .open(reason: reason) }
          continue
        }
        if tails.allSatisfy({ isSharp($0.root) }) { return last }
      } catch let failure as AsymptoticFailure {
        return .open(reason: failure.reason)
      }
    }
    return last
  }

  /// What indices from a number on say.
  private enum Tail {
    /// The comparisons hold with constants within these bounds.
    case bounds([ConstantSearch.TailBound])
    /// Why they are not shown to hold.
    case gap(String)
    /// No constant serves.
    case refuted(Witness)
  }

  private func refutation(
    _ instance: ClaimInstance, _ index: Symbol, _ constants: [Symbol]
  ) -> LargeIndexRefutation {
    LargeIndexRefutation(
      checker: checker, instance: instance, index: (binders.endless?.name ?? "n", index),
      start: binders.endless?.start ?? 0, constants: constants)
  }

  /// How a claim was proved whose tail begins at `first`.
  private func text(_ found: String, _ first: Int, isGoneThrough: Bool) -> String {
    let hasThreshold = checker.elaborator.sequences.values.contains {
      checker.asymptotics.threshold(of: $0.kernel) != nil
    }
    let expansion =
      hasThreshold
      ? "by bounds for the asymptotics of Hermite polynomials"
      : "by the expansion with an explicit error, certified on a slit disc"
    let tail =
      isGoneThrough
      ? "gone through below \(binders.endless?.name ?? "n") = \(first), and from there on \(expansion)"
      : expansion
    return found.isEmpty ? tail : "\(found); \(tail)"
  }

  /// Below this index constants are sought first, because they may not exist for a few cases.
  private static let firstCases = 32

  /// The coefficients among which a counterexample is looked for first.
  private static let searchedCoefficients = 2048

  /// An index at which enclosures of one fixed accuracy refute the claim.
  ///
  /// Coefficients that vanish without a visible reason hold up a proof, for they are enclosed with more and more
  /// bits; they do not hold up a search that passes over what it cannot decide.
  private func counterexample(below end: Int) throws -> Witness? {
    // With a table of its own, so that the proof below is not asked for as many coefficients.
    var quick = checker
    quick.quantities = QuantityTable(elaborator: checker.elaborator, limits: checker.limits)
    for one in try cases(below: end, announcingTo: quick) {
      try checker.limits.check()
      let comparison = QuantityComparison(checker: quick, instance: one.instance)
      for obligation in one.obligations {
        do {
          if let witness = try comparison.refutation(of: obligation, bits: Self.precision) {
            return witness
          }
        } catch {
          // So many cannot be enclosed; the proof asks for fewer, and says what is missing.
          return nil
        }
      }
    }
    return nil
  }

  /// Whether a bound for a constant is known to about one percent.
  private func isSharp(_ root: RealBall) -> Bool {
    root.radius <= root.midpoint.magnitude.scaled(byPowerOfTwo: -6)
  }

  private func cases(
    below end: Int, announcingTo user: ClaimChecker? = nil
  ) throws -> [ClaimChecker.Case] {
    let truncated = binders.truncated(at: end)
    var cases: [ClaimChecker.Case] = []
    for number in 0..<truncated.count {
      if number % 256 == 0 { try checker.limits.check() }
      let instance = truncated.instance(number)
      cases.append(
        ClaimChecker.Case(
          instance: instance,
          obligations: try checker.elaborator.obligations(
            of: claim, instance, in: checker.source)))
    }
    (user ?? checker).announce(cases)
    return cases
  }

  private func tail(
    _ obligations: [Obligation], _ instance: ClaimInstance, _ index: Symbol, from start: Int,
    _ constants: [Symbol]
  ) throws -> Tail {
    var bounds: [ConstantSearch.TailBound] = []
    for obligation in obligations where !isSettledByCone(obligation) {
      let difference = store.difference(obligation.left, obligation.right)
      let free = constants.filter { store.symbols(in: difference).contains($0) }
      for parity in 0...1 {
        let arithmetic = TailArithmetic(
          store: store, sequences: checker.elaborator.sequences, index: index, start: start,
          parity: parity, expansions: checker.expansions)
        if free.isEmpty {
          guard let value = try arithmetic.tail(of: difference) else {
            return .gap("a side has no expansion")
          }
          if obligation.comparator.holds(forDifference: value.ball) == true { continue }
          let size = value.ball.decimal(upTo: 6).text
          return .gap(
            "the difference of the sides, about \(size) times a power of the index, is "
              + "not shown to have the sign")
        }
        guard free.count == 1 else { return .gap("two free constants in one comparison") }
        let refutation = refutation(instance, index, constants)
        let found = try bound(free[0], obligation, difference, arithmetic, refutation)
        guard case .bounds(let more) = found else { return found }
        bounds += more
      }
    }
    return .bounds(bounds)
  }

  /// `taylor(K, n) >= 0` and `eigenvalue(K, d, k) >= 0` hold in Schoenberg's cone.
  private func isSettledByCone(_ obligation: Obligation) -> Bool {
    let side: Expression
    switch obligation.comparator {
    case .greaterOrEqual where store.rationalValue(obligation.right)?.isZero == true:
      side = obligation.left
    case .lessOrEqual where store.rationalValue(obligation.left)?.isZero == true:
      side = obligation.right
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: return false
    }
    guard case .symbol(let symbol) = store.node(side),
      let sequence = checker.elaborator.sequences[symbol]
    else { return false }
    return store.isPositiveDefinite(sequence.kernel)
  }

  /// a + c·f with the sign of a comparison: c lies above or below -a/f.
  private func bound(
    _ constant: Symbol, _ obligation: Obligation, _ difference: Expression,
    _ arithmetic: TailArithmetic, _ refutation: LargeIndexRefutation
  ) throws -> Tail {
    guard let form = try LinearForm(difference, in: constant, store) else {
      return .gap("the constant `\(constant.name)` does not stand linearly")
    }
    guard let wantsLargerLeft = obligation.comparator.wantsLargerLeft else {
      return .gap("a free constant needs an inequality")
    }
    guard let a = try arithmetic.tail(of: form.rest), let f = try arithmetic.tail(of: form.slope),
      !f.ball.containsZero
    else { return .gap("a side has no expansion that keeps away from zero") }
    let quotient = ScaledTail(
      exponent: a.exponent - f.exponent,
      ball: a.ball.negated().divided(by: f.ball, precision: Self.precision))
    let isBelow = wantsLargerLeft == f.ball.isCertainlyPositive
    if let witness = refutation.witness(
      constant, isBelow: isBelow, quotient, arithmetic.parity)
    {
      return .refuted(witness)
    }
    // Numbers that tend to infinity on the side that helps ask for nothing beyond the first of them.
    guard let root = arithmetic.bounded(quotient) ?? arithmetic.nearestToZero(quotient) else {
      return .gap(
        "it is not shown on which side large indices bound the constant `\(constant.name)`")
    }
    return .bounds([
      ConstantSearch.TailBound(
        constant: constant, root: root, isBelow: isBelow,
        place: "\(binders.endless?.name ?? "n") >= \(arithmetic.start)",
        isStrict: obligation.comparator.isStrict)
    ])
  }
}
