internal import Arithmetic
internal import Expressions
internal import Language
internal import Singularities

/// Decides `same_rkhs(K, H, d)`: whether two kernels on a sphere have the same reproducing kernel Hilbert space, up to
/// equivalent norms.
///
/// The kernels are diagonal in spherical harmonics, so the spaces have the same elements exactly when the ratio of
/// eigenvalues is bounded both ways and the same eigenvalues are zero (Aronszajn 1950; Geifman et al. 2020, section 3).
/// For large k that is read off the leading laws by parity. For small k a kernel with bₙ ≥ 0 has μ_k > 0 exactly
/// when some bₙ > 0 with n ≥ k of the parity of k: always, when that parity has a power law.
struct SameSpace {
  let checker: ClaimChecker
  let instance: ClaimInstance

  private var store: ExpressionStore { checker.elaborator.store }

  func decide(_ obligation: SameSpaceObligation) throws -> Finding {
    let kernels = [obligation.first, obligation.second]
    do {
      let laws = try kernels.map { try checker.asymptotics.laws(of: $0) }
      let analysis = ContinuationAnalysis(store: store)
      let supports = zip(kernels, laws).map { kernel, law in
        law.depth?.support ?? analysis.coneSupport(of: kernel)
      }
      guard supports.allSatisfy({ $0 != nil }) else {
        return .open(
          reason: "it is not shown that both kernels have nonnegative Taylor coefficients")
      }
      var orders: [String] = []
      for parity in 0...1 {
        let pair = laws.map { $0[parity] }
        let starts = supports.compactMap { $0 }
        switch try compare(pair[0], pair[1], starts, parity, obligation) {
        case .holds(let reason): orders.append(reason)
        case .fails(let witness): return .fails(witness)
        case .open(let reason): return .open(reason: reason)
        }
      }
      return .holds(
        reason:
          "both kernels have eigenvalues \(orders[0]) for even k, \(orders[1]) for odd k, and "
          + "the same ones are zero")
    } catch let failure as AsymptoticFailure {
      return .open(reason: failure.reason)
    }
  }

  private func compare(
    _ first: ParityLaw, _ second: ParityLaw, _ supports: [CoefficientSupport], _ parity: Int,
    _ obligation: SameSpaceObligation
  ) throws -> Finding {
    switch (first, second) {
    case (.power(let a), .power(let b)):
      guard let x = a.first, let y = b.first, x.isNonzero, y.isNonzero else {
        return .open(reason: "a leading constant is not shown to differ from zero")
      }
      let (p, q) = (
        x.eigenvalueExponent(dimension: obligation.dimension),
        y.eigenvalueExponent(dimension: obligation.dimension)
      )
      if p == q { return .holds(reason: "of exact order k^(\(p))") }
      let exponents = [p, q].map { RealBall($0, precision: 64) }
      return .fails(witness("exponent", exponents[0], exponents[1], parity))
    case (.zero(let a), .zero(let b)): return zeros([a, b], supports, parity)
    case (.zero, .power(let terms)), (.power(let terms), .zero):
      guard let term = terms.first, term.isNonzero else {
        return .open(reason: "a leading constant is not shown to differ from zero")
      }
      let isFirst = if case .zero = first { true } else { false }
      let dimension = SphereDimension.number(obligation.dimension)
      let constant =
        term.eigenvalueConstant(dimension: dimension, in: store)
        .ball(bits: 64) ?? .everything
      return .fails(
        witness("constant", isFirst ? .zero : constant, isFirst ? constant : .zero, parity))
    case (.depthPower, _), (_, .depthPower):
      return .open(reason: "the exponent of one of the kernels depends on the depth")
    case (.geometric, _), (.entire, _), (_, .geometric), (_, .entire):
      return .open(reason: "one of the kernels has eigenvalues that decay geometrically or faster")
    }
  }

  /// Both parities end: the last index with a positive coefficient must be the same.
  private func zeros(
    _ starts: [Int], _ supports: [CoefficientSupport], _ parity: Int
  ) -> Finding {
    let areSharp = zip(starts, supports).allSatisfy { start, support in
      start <= parity || support.contains(start - 2)
    }
    guard areSharp else {
      return .open(reason: "it is not known from where on the eigenvalues of one parity are zero")
    }
    if starts[0] == starts[1] { return .holds(reason: "zero from k = \(starts[0]) on") }
    var finding = witness(
      "first zero index", RealBall(starts[0]), RealBall(starts[1]), parity)
    finding.subject = "first zero index"
    return .fails(finding)
  }

  private func witness(
    _ subject: String, _ left: RealBall, _ right: RealBall, _ parity: Int
  ) -> Witness {
    var place = Dictionary(
      instance.values.map { ($0.name, $0.value.description) }, uniquingKeysWith: { $1 })
    place["k"] = parity == 0 ? "oo, even" : "oo, odd"
    var witness = Witness(
      point: place, comparison: "\(subject) ==", left: left.decimal(upTo: 20),
      right: right.decimal(upTo: 20))
    witness.subject = subject
    return witness
  }
}
