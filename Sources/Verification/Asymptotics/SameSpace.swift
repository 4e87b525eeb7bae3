internal import Arithmetic
internal import Expressions
internal import Language
internal import Recurrences
internal import Singularities

/// Decides `same_rkhs(K, H, d)`: whether two kernels on a sphere have the same reproducing kernel Hilbert space, up to
/// equivalent norms.
///
/// The kernels are diagonal in spherical harmonics, so the spaces have the same elements exactly when the ratio of
/// eigenvalues is bounded both ways and the same eigenvalues are zero (Aronszajn 1950; Geifman et al. 2020, section 3).
/// For large k that is read off the leading laws by parity. For small k a kernel with bₙ ≥ 0 has μ_k > 0 exactly
/// when some bₙ > 0 with n ≥ k of the parity of k: always, when that parity has a power law, of coefficients or of
/// eigenvalues. Kernels with coefficients
/// of both signs need enclosures of all eigenvalues, see ``EigenvaluePositivity``. A function that is no kernel has no
/// space, so different laws refute a claim whatever the signs are.
struct SameSpace {
  let checker: ClaimChecker
  let instance: ClaimInstance

  private var store: ExpressionStore { checker.elaborator.store }
  /// Values of the kernels' parameters that have none, for witnesses.
  private let parameters: [Symbol: Rational]
  private let obligation: SameSpaceObligation
  private let hasElements: Bool

  init(checker: ClaimChecker, instance: ClaimInstance, _ obligation: SameSpaceObligation) {
    self.checker = checker
    self.instance = instance
    self.obligation = obligation
    // Elements of recurrences are functions of t.
    let kernels = [obligation.first, obligation.second]
    let recurrences = checker.elaborator.recurrences
    hasElements = kernels.contains { !recurrences.elements(in: $0).isEmpty }
    parameters =
      hasElements ? [:] : instance.samples(for: kernels, in: checker.elaborator.store)
  }

  func decide() throws -> Finding {
    let kernels = [obligation.first, obligation.second]
    let analysis = ContinuationAnalysis(store: store)
    let direct = kernels.map { analysis.coneSupport(of: $0) }
    if !hasElements, let finding = scaledArgument(kernels, direct) { return finding }
    do {
      let laws = try kernels.map { try checker.asymptotics.laws(of: $0) }
      let supports = zip(laws, direct).map { $0.depth?.support ?? $1 }
      var orders: [String] = []
      for parity in 0...1 {
        switch compare(laws.map { $0[parity] }, supports, parity) {
        case .holds(let reason): orders.append(reason)
        case .fails(let witness): return .fails(witness)
        case .open(let reason): return .open(reason: reason)
        }
      }
      let positivity = EigenvaluePositivity(
        checker: checker, dimension: obligation.dimension)
      for (kernel, support) in zip(kernels, supports) where support == nil {
        if let gap = try positivity.gap(of: kernel) { return .open(reason: gap) }
      }
      return .holds(
        reason:
          "both kernels have eigenvalues \(orders[0]) for even k, \(orders[1]) for odd k, and "
          + "the same ones are zero")
    } catch let failure as AsymptoticFailure {
      return .open(reason: failure.reason)
    }
  }

  // MARK: K(t) = C·H(qt)

  /// What holds of kernels K(t) = C·H(qt) with bₙ ≥ 0; `nil` for others.
  ///
  /// For q = 1 the eigenvalues are proportional. For 0 < q < 1, μ_k(K) = C·Σ_{n≥k} bₙqⁿ·m_{n,k} ≤ C·qᵏ·μ_k(H), so the
  /// ratio is unbounded when H has infinitely many eigenvalues that are not zero.
  private func scaledArgument(
    _ kernels: [Expression], _ supports: [CoefficientSupport?]
  ) -> Finding? {
    for (place, other) in [(0, 1), (1, 0)] {
      guard let support = supports[other],
        let (size, factor) = relation(kernels[place], kernels[other])
      else { continue }
      if store.knownSign(of: store.difference(factor, store.rational(1))) == .zero {
        let text = store.layout(of: size).text
        return .holds(reason: "the kernels are proportional, with the factor \(text)")
      }
      guard store.knownSign(of: store.difference(store.rational(1), factor)) == .positive,
        let parity = (0...1).first(where: { support.start(ofParity: $0) != nil })
      else { continue }
      let rates = [ball(factor), RealBall.one]
      return .fails(witness("rate", rates[place], rates[other], parity))
    }
    return nil
  }

  /// C, q > 0 with K(t) = C·H(qt): C from the values at 0 and q from the slopes there.
  private func relation(
    _ kernel: Expression, _ other: Expression
  ) -> (size: Expression, factor: Expression)? {
    guard let (value, slope) = jet(kernel), let (otherValue, otherSlope) = jet(other),
      let size = try? store.quotient(value, otherValue),
      let relative = try? store.quotient(slope, otherSlope),
      let quotient = try? store.quotient(relative, size)
    else { return nil }
    let factor = store.simplified(quotient)
    guard store.knownSign(of: size) == .positive, store.knownSign(of: factor) == .positive,
      let image = try? store.substituting(
        [.cosine: store.product(factor, store.cosine)], in: other),
      store.areProvedEqual(kernel, store.product(size, image))
    else { return nil }
    return (store.simplified(size), factor)
  }

  private func jet(_ kernel: Expression) -> (Expression, Expression)? {
    let origin = [Symbol.cosine: store.rational(0)]
    guard let value = try? store.substituting(origin, in: kernel),
      let derivative = try? store.derivative(of: kernel, with: .cosine),
      let slope = try? store.substituting(origin, in: derivative)
    else { return nil }
    return (store.simplified(value), store.simplified(slope))
  }

  // MARK: Laws

  private func compare(
    _ laws: [ParityLaw], _ supports: [CoefficientSupport?], _ parity: Int
  ) -> Finding {
    switch (laws[0], laws[1]) {
    case (.power, .power), (.power, .symbolicPower), (.symbolicPower, .power),
      (.symbolicPower, .symbolicPower):
      return powers(laws, parity)
    case (.zero(let a), .zero(let b)): return zeros([a, b], supports, parity)
    case (.zero, .power), (.zero, .symbolicPower), (.power, .zero), (.symbolicPower, .zero):
      let isFirst = if case .zero = laws[0] { true } else { false }
      guard let leading = leadingPower(of: laws[isFirst ? 1 : 0]), leading.isNonzero else {
        return Self.unknownConstant
      }
      guard let product = leading.constant else { return Self.notIntegrable }
      let constant = ball(product)
      return .fails(
        witness("constant", isFirst ? .zero : constant, isFirst ? constant : .zero, parity))
    case (.geometric, _), (.entire, _), (.enclosed, _), (_, .geometric), (_, .entire),
      (_, .enclosed):
      return rates(laws, supports, parity)
    }
  }

  private static let unknownConstant = Finding.open(
    reason: "a leading constant is not shown to differ from zero")
  private static let notIntegrable = Finding.open(
    reason: "a kernel is not integrable on the sphere")

  /// The leading behaviour of eigenvalues that follow a power of k.
  private struct LeadingPower {
    let exponent: Expression
    let logarithm: Int
    let isNonzero: Bool
    /// `nil` where the kernel is not integrable.
    let constant: GammaProduct?
  }

  private func leadingPower(of law: ParityLaw) -> LeadingPower? {
    let dimension = obligation.dimension
    switch law {
    case .power(let terms):
      return terms.first.map { term in
        LeadingPower(
          exponent: store.rational(term.eigenvalueExponent(dimension: dimension)),
          logarithm: term.logarithm, isNonzero: term.isNonzero,
          constant: term.isIntegrable(dimension: dimension)
            ? term.eigenvalueConstant(dimension: .number(dimension), in: store) : nil)
      }
    case .symbolicPower(let term):
      return LeadingPower(
        exponent: term.eigenvalueExponent(dimension: .number(dimension), in: store), logarithm: 0,
        isNonzero: term.isNonzero,
        constant: term.eigenvalueConstant(dimension: .number(dimension), in: store))
    case .zero, .geometric, .enclosed, .entire: return nil
    }
  }

  private func powers(_ laws: [ParityLaw], _ parity: Int) -> Finding {
    let leading = laws.compactMap(leadingPower)
    guard leading.count == 2, leading.allSatisfy(\.isNonzero) else { return Self.unknownConstant }
    guard leading.allSatisfy({ $0.constant != nil }) else { return Self.notIntegrable }
    let difference = store.difference(leading[0].exponent, leading[1].exponent)
    let balls = leading.map { ball($0.exponent) }
    switch store.knownSign(of: difference) {
    case .zero: break
    case .positive, .negative: return .fails(witness("exponent", balls[0], balls[1], parity))
    case .nonnegative, .nonpositive, .unknown:
      // At one value of the parameters they differ.
      if !ball(difference).containsZero {
        return .fails(witness("exponent", balls[0], balls[1], parity))
      }
      let texts = leading.map { store.layout(of: $0.exponent).text }
      return .open(
        reason: "it is not known whether the exponents \(texts[0]) and \(texts[1]) agree")
    }
    let logarithms = leading.map(\.logarithm)
    if logarithms[0] != logarithms[1] {
      let balls = logarithms.map { RealBall($0) }
      return .fails(witness("exponent of the logarithm", balls[0], balls[1], parity))
    }
    let power = logarithms[0] == 1 ? "" : "^\(logarithms[0])"
    let logarithm = logarithms[0] == 0 ? "" : "*log(k)\(power)"
    let exponent = store.layout(of: leading[0].exponent).text
    return .holds(reason: "of exact order k^(\(exponent))\(logarithm)")
  }

  /// Geometric decay, or faster, of one kernel at least: lim sup |μ_k|^(1/k) must agree.
  ///
  /// It is 1 for power laws and 0 for entire kernels and for those that end. Where the rates agree, powers of k beside
  /// them are not compared.
  private func rates(
    _ laws: [ParityLaw], _ supports: [CoefficientSupport?], _ parity: Int
  ) -> Finding {
    if laws.contains(where: { if case .enclosed = $0 { true } else { false } }) {
      return enclosedRates(laws, parity)
    }
    let found = laws.map(rate)
    guard let first = found[0], let second = found[1] else { return Self.unknownConstant }
    switch store.knownSign(of: store.difference(first, second)) {
    case .positive, .negative: return .fails(witness("rate", ball(first), ball(second), parity))
    case .zero: break
    case .nonnegative, .nonpositive, .unknown:
      return .open(reason: "it is not known which of two rates of decay is the larger")
    }
    for (place, other) in [(0, 1), (1, 0)] {
      guard case .zero(let start) = laws[place], case .entire = laws[other],
        supports[other]?.start(ofParity: parity) != nil
      else { continue }
      // lim sup is 0 for both, but only one of them ends.
      let ends = [RealBall(start), RealBall.everything]
      return .fails(witness("first zero index", ends[place], ends[other], parity))
    }
    return .open(
      reason:
        "the eigenvalues of both kernels decay at the rate \(store.layout(of: first).text) to the "
        + "power k; what stands beside that is not compared")
  }

  /// The same where a rate is known as an enclosure: different ones may be told apart.
  private func enclosedRates(_ laws: [ParityLaw], _ parity: Int) -> Finding {
    let balls = laws.map { law -> RealBall? in
      guard case .enclosed(let law) = law else { return rate(of: law).map(ball) }
      return law.isAttained ? law.sphericalRate(precision: 128) : nil
    }
    guard let first = balls[0], let second = balls[1], !first.overlaps(second) else {
      return .open(reason: "it is not known which of two rates of decay is the larger")
    }
    return .fails(witness("rate", first, second, parity))
  }

  /// lim sup |μ_k|^(1/k); `nil` when a leading constant may be zero.
  private func rate(of law: ParityLaw) -> Expression? {
    switch law {
    case .symbolicPower(let term): return term.isNonzero ? store.rational(1) : nil
    case .zero, .entire: return store.rational(0)
    case .power(let terms): return terms.first?.isNonzero == true ? store.rational(1) : nil
    case .geometric(let radius, let terms):
      return terms.first?.isNonzero == true ? store.sphericalRate(ofRadius: radius) : nil
    case .enclosed: return nil
    }
  }

  /// Both parities end: the last index with a positive coefficient must be the same.
  private func zeros(
    _ starts: [Int], _ supports: [CoefficientSupport?], _ parity: Int
  ) -> Finding {
    let areSharp = zip(starts, supports).allSatisfy { start, support in
      start <= parity || support?.contains(start - 2) == true
    }
    guard areSharp else {
      return .open(reason: "it is not known from where on the eigenvalues of one parity are zero")
    }
    if starts[0] == starts[1] { return .holds(reason: "zero from k = \(starts[0]) on") }
    return .fails(witness("first zero index", RealBall(starts[0]), RealBall(starts[1]), parity))
  }

  // MARK: Witnesses

  /// An enclosure at a value of the parameters.
  private func ball(_ constant: Expression) -> RealBall {
    GammaSymbols().ball(of: constant, at: parameters, in: store, bits: 64) ?? .everything
  }

  private func ball(_ constant: GammaProduct) -> RealBall {
    if let ball = constant.ball(bits: 64) { return ball }
    var gammas = GammaSymbols()
    let whole = gammas.expression(of: constant, in: store)
    return gammas.ball(of: whole, at: parameters, in: store, bits: 64)
      ?? .everything
  }

  private func witness(
    _ subject: String, _ left: RealBall, _ right: RealBall, _ parity: Int
  ) -> Witness {
    var place = Dictionary(
      instance.values.map { ($0.name, $0.value.description) }, uniquingKeysWith: { $1 })
    for (symbol, value) in parameters { place[symbol.name] = value.description }
    place["k"] = parity == 0 ? "oo, even" : "oo, odd"
    var witness = Witness(
      point: place, comparison: "\(subject) ==", left: left.decimal(upTo: 20),
      right: right.decimal(upTo: 20))
    witness.subject = subject
    return witness
  }
}
