internal import Arithmetic
internal import Expressions
internal import Puiseux

/// Proves that a kernel has the hypotheses of the law of eigenvalues on the segment (-1, 1) alone.
///
/// Call f *expandable* when it is infinitely differentiable on (-1, 1) and, at both ends, f(±(1 - s)) has an asymptotic
/// expansion Σ c·s^a·(log s)^j, complete below every exponent, that may be differentiated term by term any number of
/// times; equivalently, with D = s·d/ds, D^m f has the expansion Σ c·D^m(s^a·(log s)^j) for all m.
///
/// **Theorem** (Bietti & Bach 2021, theorem 1, to all orders and with logarithms). Let f be expandable and integrable
/// on the sphere S^(d-1). Then μ_k(f) has the asymptotic expansion Σ μ_k(c·(1 ∓ t)^a·(log(1 ∓ t))^j) over the terms at
/// both ends, where natural powers without a logarithm contribute nothing for k > a; for the eigenvalues of a power
/// see ``AsymptoticTerm/eigenvalueConstant(dimension:in:)``.
///
/// *Proof.* Let N > m be natural numbers, and subtract from f its terms with exponents a < N other than natural powers
/// without logarithms, as functions of t. Each is analytic at the other end. What is left over, R, is infinitely
/// differentiable on (-1, 1) and at each end a polynomial in s plus O(s^N) up to powers of log s, also after
/// differentiating. The operator L f = (1 - t²)f'' - (d - 1)t·f' takes s^a to a multiple of s^(a-1) plus one of s^a, so
/// L^j R is a polynomial plus O(s^(N-j)), again with derivatives. P_k is an eigenfunction of L with the eigenvalue
/// -λ, λ = k(k + d - 2), and w·L f = ((1 - t²)^((d-1)/2)·f')' for the weight w = (1 - t²)^((d-3)/2). So Green's formula
/// moves L from P_k to L^j R for j < m: the terms at the ends are (1 - t²)^((d-1)/2) times functions that stay bounded,
/// as N - j - 1 > 0, and vanish. Hence |μ_k(R)| = λ^(-m)·|μ_k(L^m R)| ≤ λ^(-m)·sup |L^m R| = O(k^(-2m)), since
/// |P_k| ≤ 1 and L^m R is bounded. m is arbitrary. ∎
///
/// **What is expandable.** Functions that are admissible (``ContinuationAnalysis``) are: convergent series may be
/// differentiated. Sums and products are, by Leibniz' rule. If f → c at an end and F is analytic at c, F(f) is: for
/// f - c = O(s^ε), F(f) = Σ_{j<J} Fⱼ·(f - c)ʲ + (f - c)^J·G(f) with G analytic at c, and D^m of the last term is a sum of
/// products of at least J derivatives of f - c among its factors, O(s^(Jε)) up to logarithms. So are powers of u > 0 and
/// log u, with u = c·s^μ·(1 + δ), and κₙ, arccos and arcsin of u with |u| < 1 on (-1, 1): at an end with u → ±1 they are
/// analytic in the root of the distance. A continuous function is when its derivative is, as expansions may be
/// integrated.
///
/// **Φ₂(h, k; u)** with constants h and k and |u| < 1 on (-1, 1) has the derivative e^(-Q)·u'/(2π√(1 - u²)) with
/// Q = (h + k)²/(4(1 + u)) + (h - k)²/(4(1 - u)) (Plackett 1954). At an end with u → -1, h + k ≠ 0, or u → 1, h ≠ k,
/// Q is c·s^(-γ)·(1 + δ) with c, γ > 0 and D^j Q = O(s^(-γ)) up to logarithms, so D^m e^(-Q) is a polynomial in the D^j Q
/// times e^(-Q), smaller than every power: e^(-Q) is flat with all its derivatives, its expansion is 0, and that of Φ₂
/// is its value. At all other ends e^(-Q) is F(f) as above. For h and k that move with u see `CorrelationAngle`:
/// then Φ₂ is an entire function of arccos u.
struct SegmentAnalysis {
  private let analysis: ContinuationAnalysis
  private let store: ExpressionStore
  /// Whether the parts stay bounded at the ends.
  private var isBounded: [Expression: Bool] = [:]
  /// What was used, in words.
  private(set) var grounds: [String] = []

  /// Examines a kernel part by part.
  ///
  /// - Throws: ``AsymptoticFailure`` when it is not shown to be expandable.
  init(_ kernel: Expression, _ analysis: ContinuationAnalysis) throws(AsymptoticFailure) {
    self.analysis = analysis
    store = analysis.store
    for part in store.topologicalOrder(of: [kernel]) {
      isBounded[part] = try boundedness(of: part)
    }
  }

  private func failure(_ reason: String, _ part: Expression) -> AsymptoticFailure {
    AsymptoticFailure(reason: store.reason(reason, of: part))
  }

  /// Whether an expandable part is bounded.
  private mutating func boundedness(of part: Expression) throws(AsymptoticFailure) -> Bool {
    guard store.dependsOnCosine(part) else { return true }
    if let continuation = try? analysis.continuation(of: part) { return continuation.isBounded }
    switch store.node(part) {
    case .rational, .pi: return true
    case .symbol: throw failure("a function of several cosines", part)
    case .sum(let terms): return terms.allSatisfy { isBounded[$0] == true }
    case .product(_, let factors):
      var result = true
      for factor in factors where store.dependsOnCosine(factor.base) {
        let isNatural = factor.exponent.isInteger && factor.exponent.signum > 0
        if !isNatural {
          guard store.symbolicPower(factor) == nil else {
            throw failure("a power with a symbolic exponent", part)
          }
          try positive(factor.base)
        }
        result = result && isBounded[factor.base] == true && factor.exponent.signum > 0
      }
      return result
    case .function(let function, let argument):
      return try boundedness(of: function, argument, part)
    case .application(let function, let arguments):
      guard function == .bivariateNormalCDF else {
        throw failure("`\(function.name)` has no expansion that is known", part)
      }
      try distribution(arguments, part)
      return true
    }
  }

  private mutating func boundedness(
    of function: Function, _ argument: Expression, _ part: Expression
  ) throws(AsymptoticFailure) -> Bool {
    guard store.symbolicPower(part) == nil else {
      throw failure("a power with a symbolic exponent", part)
    }
    switch function {
    case .kappa, .arccos, .arcsin:
      try inside(argument, "`\(function.name)`")
      return true
    case .exp, .erf, .normalCDF, .sin, .cos:
      guard isBounded[argument] == true else {
        throw failure("`\(function.name)` of a function that is not shown to be bounded", part)
      }
      return true
    case .log:
      try positive(argument)
      return false
    case .abs: throw failure("an absolute value is not differentiable", part)
    }
  }

  /// Whether a part may be singular at t = ±1: a root, reciprocal or logarithm at 0, an arc-cosine function at ±1, or Φ₂.
  func canBeSingular(_ kernel: Expression) -> Bool {
    let one = store.rational(1)
    return store.topologicalOrder(of: [kernel]).filter(store.dependsOnCosine).contains { part in
      switch store.node(part) {
      case .product(_, let factors):
        factors.contains { factor in
          let isNatural = factor.exponent.isInteger && factor.exponent.signum > 0
          return !isNatural && mayVanish(factor.base)
        }
      case .function(.log, let argument): mayVanish(argument)
      case .function(.kappa, let argument), .function(.arccos, let argument),
        .function(.arcsin, let argument):
        mayVanish(store.difference(one, argument)) || mayVanish(store.sum(one, argument))
      case .application: true
      case .function, .sum, .symbol, .rational, .pi: false
      }
    }
  }

  /// Whether a part is not shown to differ from 0 at t = 1 and at t = -1.
  private func mayVanish(_ part: Expression) -> Bool {
    guard store.dependsOnCosine(part) else { return false }
    return [Rational(1), -1].contains { pole in
      guard let end = try? store.substituting([.cosine: store.rational(pole)], in: part) else {
        return true
      }
      let sign = store.knownSign(of: store.simplified(end))
      return sign != .positive && sign != .negative
    }
  }

  /// Φ₂ of a correlation inside (-1, 1).
  private mutating func distribution(
    _ arguments: [Expression], _ part: Expression
  ) throws(AsymptoticFailure) {
    guard let angle = store.correlationAngle(of: arguments, varies: store.dependsOnCosine) else {
      throw failure("`Phi2` with such arguments has no expansion that is known", part)
    }
    try inside(angle.cosine, "`Phi2`")
    note("`Phi2` is the integral of an elementary function of its correlation (Plackett 1954)")
    let hasFlatEnd = angle.essentialEnds.contains { end in
      [Rational(1), -1].contains { pole in
        guard
          let value = try? store.substituting([.cosine: store.rational(pole)], in: angle.cosine),
          let number = store.rationalValue(store.simplified(value))
        else { return true }
        return (angle.isMirrored ? -number : number) == end.correlation
      }
    }
    if hasFlatEnd {
      note("where that has an essential singularity it is flat with all its derivatives")
    }
  }

  private mutating func note(_ text: String) {
    if !grounds.contains(text) { grounds.append(text) }
  }

  /// |u| < 1 on (-1, 1): for u or -u in Schoenberg's cone, not constant and at most 1 at t = 1.
  private mutating func inside(
    _ argument: Expression, _ name: String
  ) throws(AsymptoticFailure) {
    if argument == store.cosine || argument == store.negated(store.cosine) { return }
    let signs = analysis.direct.signs(of: argument)
    guard let end = store.valueAtOne(argument),
      let start = try? store.substituting([.cosine: store.rational(0)], in: argument),
      signs.cone != nil || signs.negated.cone != nil
    else {
      throw failure(
        "the Taylor coefficients of the argument of \(name) are not shown to have one sign",
        argument)
    }
    let sign: Rational = signs.cone == nil ? -1 : 1
    let size = store.scaled(end, by: sign)
    let growth = store.difference(size, store.scaled(start, by: sign))
    guard store.knownSign(of: store.difference(store.rational(1), size)).isNonnegative,
      store.knownSign(of: growth) == .positive
    else {
      throw failure("the argument of \(name) is not shown to lie inside (-1, 1)", argument)
    }
    note("arguments of \(name) lie inside (-1, 1) for t in (-1, 1)")
  }

  /// u > 0 on (-1, 1).
  private mutating func positive(_ base: Expression) throws(AsymptoticFailure) {
    let isFalling = [analysis.direct, analysis.mirrored].contains { signs in
      guard let support = signs.signs(of: base).falling, !support.isEmpty,
        let end = signs.endValue(of: base)
      else { return false }
      return store.knownSign(of: end).isNonnegative
    }
    guard isFalling || store.isPositive(base) else {
      throw failure("the base of a power or a logarithm is not shown to be positive", base)
    }
    note("bases of roots and logarithms are positive on (-1, 1)")
  }
}

extension KernelAsymptotics {
  /// The laws of eigenvalues alone, for a kernel whose Taylor coefficients are not known to follow one.
  ///
  /// - Parameter obstacle: Why the coefficients are not.
  static func onSegment(
    _ kernel: Expression, _ analysis: ContinuationAnalysis, terms count: Int, obstacle: String
  ) throws(AsymptoticFailure) -> KernelAsymptotics {
    let store = analysis.store
    guard LeadingSingularity.exponents(in: kernel, store).isEmpty else {
      throw AsymptoticFailure(reason: obstacle)
    }
    let segment = try SegmentAnalysis(kernel, analysis)
    // Without singular terms there is nothing to find, however far the expansions are taken.
    guard segment.canBeSingular(kernel) else { throw AsymptoticFailure(reason: obstacle) }
    let ends = Continuation(reach: .slit, isSingularAtOne: true, isSingularAtMinusOne: true)
    let search = SingularTerms(kernel, ends, analysis)
    let laws = try search.laws(count)
    let reason = segment.grounds.isEmpty ? "" : ": \(segment.grounds.joined(separator: "; "))"
    var result = KernelAsymptotics(
      laws: laws,
      hypotheses: [
        "K is infinitely differentiable on (-1, 1), and its expansions at t = 1 and t = -1 may be "
          + "differentiated term by term\(reason)",
        "so the eigenvalues follow the terms at both ends (Bietti & Bach 2021, theorem 1)",
      ] + search.notes,
      conditions: search.conditions, store: store)
    result.taylorObstacle = obstacle
    return result
  }
}
