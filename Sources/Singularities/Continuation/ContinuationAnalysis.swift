internal import Arithmetic
public import Expressions
internal import Puiseux

/// Proves, part by part, that a kernel continues beyond the unit circle off t = ±1.
///
/// Call f *admissible* when it is analytic on the open unit disc and at every point of the unit circle other
/// than ±1, and when f(±(1 - s)) is, near s = 0 and for |arg s| < π, a convergent series in powers of some
/// root of s; where there are logarithms, Σ_{j≤J} s^(-a)·(log s)ʲ·gⱼ(x, x·log s) with x = s^(1/m) and gⱼ analytic at
/// (0, 0). Sums and products of admissible functions are admissible: roots of x serve for two of them. For
/// compositions:
///
/// **Arc-cosine functions.** Let g be κₙ, arccos or arcsin, and let u = Σ bₙtⁿ or -u be admissible with bₙ ≥ 0 and
/// Σ bₙ ≤ 1. Then |u(z)| ≤ u(|z|) ≤ 1 on the closed disc. For Σ bₙ < 1 the inequality is strict, and g is
/// analytic at all values of u. For Σ bₙ = 1, |u(z)| = 1 forces all terms bₙzⁿ ≠ 0 to point in one direction,
/// so z^m = 1 for every difference m of indices in the support. When these have greatest common divisor 1 or
/// 2, that leaves z = 1 or z = ±1, so g(u) is analytic elsewhere on the circle. At such an end u → ±1, say
/// u = 1 - S with S ~ c·s^γ, and c > 0 since u < 1 on (-1, 1). g(1 - w) is analytic in √w near 0, and
/// √S = √c·s^(γ/2)·(1 + …) is again a convergent series in a root of s. So g(u) is given by such a series for
/// small real s > 0, hence in the slit neighbourhood by continuation, whether or not S meets a cut of g there.
///
/// **Powers and logarithms.** If u = A - B with B in Schoenberg's cone and A ≥ B(1), Re u ≥ A - B(1) ≥ 0 on
/// the closed disc, with u = 0 only for A = B(1) and zⁿ = 1 for all n in the support of B. So u^r is analytic
/// off these points, and so is log u = r⁻¹·log uʳ. Where they are 1 or ±1, u = c·s^μ·(1 + δ) there with c ≠ 0 and
/// δ → 0, so that u^r = cʳ·s^(rμ)·(1 + δ)ʳ and log u = log c + μ·log s + log(1 + δ). The same holds for u(-t), and for
/// products of such functions that are positive on (-1, 1): logarithms add.
///
/// The same holds of u^κ = e^(κ·log u) with an exponent that is a symbol; the series at the end are then in real powers of
/// s, see ``LeadingSingularity``.
///
/// **Entire functions** keep admissible bounded functions admissible; at an end where the argument is unbounded
/// there would be an essential singularity.
///
/// **Logarithms inside.** A function that is analytic at f(±1) may be applied to an admissible f that has a limit
/// there: f - f(±1) is a sum of s^e·(log s)^l with e ≥ 1/m, l ≤ J + m(e + a), once the finitely many terms with e ≤ 0
/// have cancelled, so with a finer root x = s^(1/(mK)) it is a convergent series in x and x·log s without a constant
/// term. That δ is of this kind in u = c·s^μ·(1 + δ), with no logarithm beside c·s^μ, is what computing the series
/// finds; `PuiseuxExpansion` refuses other leading terms.
public final class ContinuationAnalysis {
  let store: ExpressionStore
  let direct: CoefficientAnalysis
  let mirrored: CoefficientAnalysis
  /// What symbols that stand for functions of t are known to be.
  let given: [Symbol: GivenFunction]
  private var known: [Expression: Continuation] = [:]

  /// Creates an analysis for the expressions of a store.
  public convenience init(store: ExpressionStore) { self.init(store: store, given: [:]) }

  /// Creates an analysis in which some symbols stand for functions.
  init(store: ExpressionStore, given: [Symbol: GivenFunction]) {
    self.store = store
    self.given = given
    let supports = given.mapValues(\.support)
    direct = CoefficientAnalysis(store: store, given: supports)
    mirrored = CoefficientAnalysis(store: store, isMirrored: true, given: supports)
  }

  /// How far the expression continues, for all admitted values of its parameters.
  ///
  /// - Precondition: Every symbol other than t stands for a number, not for a function of t.
  /// - Throws: ``ContinuationFailure`` when that is not shown.
  public func continuation(
    of expression: Expression
  ) throws(ContinuationFailure) -> Continuation {
    for part in store.topologicalOrder(of: [expression]) where known[part] == nil {
      known[part] = try computed(part)
    }
    return try continued(expression)
  }

  /// The support of a kernel in Schoenberg's cone; `nil` when its coefficients are not known to be
  /// nonnegative.
  public func coneSupport(of expression: Expression) -> CoefficientSupport? {
    direct.signs(of: expression).cone
  }

  func continued(_ part: Expression) throws(ContinuationFailure) -> Continuation {
    guard let result = known[part] else { throw failure("a part was not examined", part) }
    return result
  }

  private func computed(_ part: Expression) throws(ContinuationFailure) -> Continuation {
    let plane = Continuation(reach: .plane)
    guard store.dependsOnCosine(part) else { return plane }
    switch store.node(part) {
    case .rational, .pi: return plane
    case .symbol(let symbol): return given[symbol]?.continuation ?? plane
    case .sum(let terms):
      var result = plane
      for term in terms { result = result.joined(try continued(term)) }
      return result
    case .product(_, let factors):
      var result = plane
      for factor in factors where store.dependsOnCosine(factor.base) {
        result = result.joined(try power(factor))
      }
      return result
    case .function(let function, let argument):
      return try image(of: argument, under: function, part)
    case .application(let function, let arguments):
      if let result = try normalDistribution(function, arguments) { return result }
      throw failure(Self.obstacle(function, arguments, store), part)
    }
  }

  /// Why a function of several arguments is not continued.
  ///
  /// The threshold dual Φ₂(h, h; t) has the derivative e^(-h²/(1+t))/(2π√(1-t²)): flat at t = -1 from inside, with
  /// an essential singularity there. Its Taylor coefficients oscillate at leading order, so no
  /// power law holds.
  private static func obstacle(
    _ function: MultivariateFunction, _ arguments: [Expression], _ store: ExpressionStore
  ) -> String {
    switch function {
    case .bivariateNormalCDF:
      if arguments[0] == arguments[1], !store.dependsOnCosine(arguments[0]) {
        return "an essential singularity at t = -1, of the type e^(-h^2/(1 + t)), where the "
          + "transfer of singular terms does not apply"
      }
      return "the bivariate normal distribution function is not continued beyond the unit circle"
    case .flow: return "the solution of a differential equation is not continued"
    case .dual: return "a dual activation without a closed form is not continued"
    }
  }

  private func power(_ factor: Factor) throws(ContinuationFailure) -> Continuation {
    let base = try continued(factor.base)
    if let count = factor.exponent.word, count > 0 { return base }
    if let (inner, exponent) = store.symbolicPower(factor) {
      return try symbolicPower(of: inner, exponent)
    }
    // (e^u)^q = e^(qu), where u is bounded at the ends.
    if case .function(.exp, _) = store.node(factor.base), base.isBounded { return base }
    return try positive(
      factor.base, base, "a power with exponent \(factor.exponent)",
      isBoundedAtZero: factor.exponent.signum > 0)
  }

  private func symbolicPower(
    of base: Expression, _ exponent: Expression
  ) throws(ContinuationFailure) -> Continuation {
    try positive(
      base, try continued(base), "a power with exponent \(store.layout(of: exponent).text)",
      isBoundedAtZero: store.knownSign(of: exponent) == .positive)
  }

  /// A function that is analytic on the right half-plane, of a base with Re > 0 up to zeros at ±1, or of a product
  /// of such bases.
  private func positive(
    _ base: Expression, _ continuation: Continuation, _ what: String, isBoundedAtZero: Bool
  ) throws(ContinuationFailure) -> Continuation {
    if let result = rightHalf(base, continuation, isBoundedAtZero: isBoundedAtZero) {
      return result
    }
    guard case .product(let coefficient, let factors) = store.node(base), coefficient.signum > 0,
      factors.allSatisfy({ store.dependsOnCosine($0.base) || store.isPositive($0.base) })
    else {
      throw failure("\(what) of a function that is not shown to have positive real part", base)
    }
    // log(c·u·v) = log c + log u + log v, where c, u, v > 0 on (-1, 1).
    var result = continuation
    for factor in factors where store.dependsOnCosine(factor.base) {
      let inner = try continued(factor.base)
      let staysBounded = isBoundedAtZero && factor.exponent.signum > 0
      guard let part = rightHalf(factor.base, inner, isBoundedAtZero: staysBounded) else {
        throw failure(
          "\(what) of a product with a factor that is not shown to have positive real part",
          factor.base)
      }
      result = result.joined(part)
    }
    return result
  }

  private func rightHalf(
    _ base: Expression, _ continuation: Continuation, isBoundedAtZero: Bool
  ) -> Continuation? {
    for (analysis, isMirrored) in [(direct, false), (mirrored, true)] {
      guard let falling = analysis.signs(of: base).falling, let end = analysis.endValue(of: base)
      else { continue }
      let sign = store.knownSign(of: end)
      if sign == .positive { return continuation.limited(to: .disc) }
      let divisor = falling.divisor
      guard sign == .zero, divisor == 1 || divisor == 2 else { continue }
      return continuation.limited(
        to: .slit, singularAtOne: !isMirrored || divisor == 2,
        singularAtMinusOne: isMirrored || divisor == 2, staysBounded: isBoundedAtZero)
    }
    return isFarFromZero(base) ? continuation.limited(to: .disc) : nil
  }

  /// Whether a function stays bounded at the ends: by its parts, or by the first terms of its series there.
  private func isBounded(_ expression: Expression, _ continuation: Continuation) -> Bool {
    if continuation.isBounded { return true }
    guard given.isEmpty else { return false }
    let ends: [(Pole, Bool)] = [
      (.one, continuation.isSingularAtOne), (.minusOne, continuation.isSingularAtMinusOne),
    ]
    return ends.allSatisfy { pole, isSingular in
      if !isSingular { return true }
      guard
        case .finite(_, let conditions)? = try? PuiseuxExpansion.limit(
          of: expression, at: pole, in: store)
      else { return false }
      return conditions.isEmpty
    }
  }

  /// Whether b₀ > Σ_{n≥1} bₙ with bₙ ≥ 0 for n ≥ 1, so that the real part is positive on the disc.
  private func isFarFromZero(_ base: Expression) -> Bool {
    guard direct.signs(of: base).rising != nil, let end = store.valueAtOne(base),
      let start = try? store.substituting([.cosine: store.rational(0)], in: base)
    else { return false }
    return store.knownSign(of: store.difference(store.scaled(start, by: 2), end)) == .positive
  }

  private func image(
    of argument: Expression, under function: Function, _ part: Expression
  ) throws(ContinuationFailure) -> Continuation {
    if let (base, exponent) = store.symbolicPower(part) {
      return try symbolicPower(of: base, exponent)
    }
    let inner = try continued(argument)
    switch function {
    case .kappa, .arccos, .arcsin: return try inverseCosine(of: argument, inner, function)
    case .exp, .sin, .cos, .erf, .normalCDF:
      if inner.isBounded { return inner }
      guard isBounded(argument, inner) else {
        throw failure(
          "`\(function.name)` of a function that is unbounded at t = 1 or t = -1, as a rule an "
            + "essential singularity", part)
      }
      return Continuation(
        reach: inner.reach, isSingularAtOne: inner.isSingularAtOne,
        isSingularAtMinusOne: inner.isSingularAtMinusOne)
    case .log: return try positive(argument, inner, "the logarithm", isBoundedAtZero: false)
    case .abs: throw failure("an absolute value is not analytic", part)
    }
  }

  func inverseCosine(
    of argument: Expression, _ inner: Continuation, _ function: Function
  ) throws(ContinuationFailure) -> Continuation {
    if argument == store.cosine || argument == store.negated(store.cosine) {
      return Continuation(reach: .slit, isSingularAtOne: true, isSingularAtMinusOne: true)
    }
    let signs = direct.signs(of: argument)
    guard let support = signs.cone ?? signs.negated.cone, let end = store.valueAtOne(argument)
    else {
      throw failure(
        "the Taylor coefficients of the argument of `\(function.name)` are not shown to have one sign",
        argument)
    }
    let size = signs.cone == nil ? store.negated(end) : end
    switch store.knownSign(of: store.difference(store.rational(1), size)) {
    case .positive: return inner.limited(to: .disc)
    case .zero:
      switch support.differenceDivisor {
      case 1: return inner.limited(to: .slit, singularAtOne: true)
      case 2: return inner.limited(to: .slit, singularAtOne: true, singularAtMinusOne: true)
      default:
        throw failure(
          "the argument of `\(function.name)` may have modulus 1 at points of the unit circle "
            + "other than 1 and -1", argument)
      }
    case .nonnegative, .negative, .nonpositive, .unknown:
      throw failure(
        "it is not known whether the argument of `\(function.name)` is below 1 at t = 1", argument)
    }
  }

  /// What the continuation of a kernel rests on, in words: what its functions and powers ask of their arguments.
  func grounds(of kernel: Expression) -> [String] {
    var (hasArcCosines, hasRoots, hasLogarithms, hasNormal) = (false, false, false, false)
    var entire: Set<String> = []
    let parts = store.topologicalOrder(of: [kernel]).filter(store.dependsOnCosine)
    let bases = Set(parts.compactMap { store.symbolicPower($0)?.base })
    for part in parts {
      switch store.node(part) {
      case .rational, .pi, .symbol, .sum: continue
      case .application: hasNormal = true
      case .product(_, let factors):
        hasRoots =
          hasRoots
          || factors.contains {
            store.dependsOnCosine($0.base) && !($0.exponent.isInteger && $0.exponent.signum > 0)
          }
      case .function(let function, let argument):
        if store.symbolicPower(part) != nil { continue }
        switch function {
        case .kappa, .arccos, .arcsin: hasArcCosines = true
        case .log where bases.contains(argument): hasRoots = true
        case .log: hasLogarithms = true
        case .exp, .erf, .normalCDF, .sin, .cos: entire.insert(function.name)
        case .abs: continue
        }
      }
    }
    var result: [String] = []
    if hasArcCosines {
      result.append(
        "every argument of an arc-cosine function has nonnegative Taylor coefficients with sum at most 1, "
          + "and modulus below 1 on |z| = 1 off ±1")
    }
    let names =
      (hasRoots ? ["of roots and reciprocals"] : []) + (hasLogarithms ? ["of logarithms"] : [])
    if !names.isEmpty {
      result.append("arguments \(names.joined(separator: " and ")) have positive real part there")
    }
    if hasNormal {
      result.append("`Phi2` is an analytic function of the angle of its correlation there")
    }
    if !entire.isEmpty {
      let names = entire.sorted().map { "`\($0)`" }.joined(separator: ", ")
      result.append("\(names) of bounded functions is analytic where they are")
    }
    return result
  }

  private func failure(_ reason: String, _ part: Expression) -> ContinuationFailure {
    ContinuationFailure(reason: store.reason(reason, of: part))
  }
}
