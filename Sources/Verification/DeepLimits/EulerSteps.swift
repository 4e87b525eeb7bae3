internal import Arithmetic
internal import Expressions

/// Recurrences whose parameters depend on the depth L so that a step changes about as little as one of Euler's method:
/// residual blocks with α = c·L^(-γ), γ ≥ 1/2.
///
/// The scaled steps are u_l = F(u_(l-1), L) and θ_l = A(u_(l-1), L)·θ_(l-1) + B(u_(l-1), L), with θ_0 = 0. Each of F(u) - u,
/// A - 1 and B must be a sum of products of functions of L and continuous functions of u on [-1, 1]; its leading term
/// then is uniform in u.
///
/// Lemma 4. Let F map [-1, 1] into itself, F(u) - u = (g(u) + o(1))/L, A - 1 = (a(u) + o(1))/L and B = (b(u) + o(1))·L^e,
/// uniformly, with g Lipschitz and a, b continuous. Then after rL steps u → U(r) and θ/L^(1+e) → Θ(r), where U' = g(U),
/// U(0) = u_0 and Θ' = a(U)·Θ + b(U), Θ(0) = 0, uniformly in u_0.
/// Proof. With K ≥ |g'| and U(s + 1/L) = U(s) + (g(U(s)) + o(1))/L, the differences d_l = |u_l - U(l/L)| obey d_l ≤
/// (1 + K/L)·d_(l-1) + o(1/L), so d_l ≤ r·e^(Kr)·o(1) for l ≤ rL; U stays in [-1, 1] as the u_l do. θ_l/L^(1+e) and Θ(l/L) are
/// bounded, and since a(u_l) - a(U(l/L)) → 0 uniformly and Θ' is continuous, their differences obey the same
/// inequality with K ≥ |a| + 1. ∎ docs/deep-limits.md has the details.
struct EulerSteps {
  let store: ExpressionStore
  let index: Symbol

  /// Leading terms that are uniform in u = t.
  private var terms: AsymptoticEvaluation {
    AsymptoticEvaluation(in: index, separating: .cosine, store: store)
  }

  /// g or a: the coefficient of 1/L of what a step changes; `nil` where it changes more than that.
  func rate(of change: Expression) throws(DeepLimitFailure) -> Expression? {
    if store.areProvedEqual(change, store.rational(0)) { return store.rational(0) }
    guard let term = uniform(change) else {
      throw DeepLimitFailure(reason: "the change in a step has no leading term")
    }
    if term.exponent > -1 { return nil }
    return term.exponent == -1 ? store.simplified(term.coefficient) : store.rational(0)
  }

  /// The leading term of the increment of a companion, as a function of t.
  func increment(_ step: Expression) throws(DeepLimitFailure) -> LeadingTerm {
    guard let term = uniform(step) else {
      throw DeepLimitFailure(reason: "the increment of a step has no leading term")
    }
    return term
  }

  /// The exponent ρ of an error of O(L^(-ρ)) in the limits, for every start in (-1, 1); for every start in [-1, 1] in that of
  /// the main sequence, as g is Lipschitz.
  ///
  /// It is at most 1, and each o(1) of lemma 4 is O(L^(-ρ)); `nil` where a and b are not shown to have continuous
  /// derivatives on (-1, 1).
  ///
  /// - Parameter parts: What a step does, its leading coefficient and the exponent of that.
  func rate(_ parts: [(whole: Expression, coefficient: Expression, exponent: Rational)])
    -> Rational?
  {
    let inside = Assumption(lower: .init(-1, isIncluded: false), upper: .init(1, isIncluded: false))
    let analysis = RangeAnalysis(store: store, intervals: [.cosine: inside])
    var exponent = Rational(1)
    for part in parts {
      guard let slope = try? store.derivative(of: part.coefficient, with: .cosine),
        analysis.isDefined(store.simplified(slope)),
        let power = try? store.power(store.symbol(index), part.exponent)
      else { return nil }
      let rest = store.difference(part.whole, store.product(part.coefficient, power))
      if store.areProvedEqual(rest, store.rational(0)) { continue }
      guard let term = uniform(rest), term.exponent < part.exponent else { return nil }
      exponent = min(exponent, part.exponent - term.exponent)
    }
    return exponent
  }

  /// The limit after rL steps, as a function of the start t: of the main sequence, or of a companion with slope
  /// aΘ + b.
  func limit(
    _ name: String, _ rate: Expression, companion: (name: String, a: Expression, b: Expression)?,
    after time: Rational
  ) throws(DeepLimitFailure) -> Expression {
    let states = [0, 1].map { store.symbol(FlowFunction.state($0)) }
    func along(_ function: Expression) throws(ExpressionError) -> Expression {
      try store.substituting([.cosine: states[0]], in: function)
    }
    do {
      var equations = [(name: name, slope: try along(rate))]
      if let (name, a, b) = companion {
        let slope = store.sum(store.product(try along(a), states[1]), try along(b))
        equations.append((name: name, slope: slope))
      }
      return try store.flow(
        named: "limit", equations, component: equations.count - 1,
        from: [store.cosine, store.rational(0)], after: store.rational(time))
    } catch {
      throw DeepLimitFailure(
        reason: "the differential equation of the limit is not shown to have one solution")
    }
  }

  /// The leading term, when it is shown to be uniform in t.
  func uniform(_ function: Expression) -> LeadingTerm? {
    let analysis = RangeAnalysis(store: store, intervals: [:])
    guard let term = terms.leadingTerm(of: function), analysis.isDefined(function),
      analysis.isDefined(term.coefficient)
    else { return nil }
    return term
  }
}
