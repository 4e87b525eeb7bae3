internal import Arithmetic
internal import Expressions

/// Recurrences whose parameters depend on the depth L so that all L steps together change little: residual blocks
/// with α = L^(-γ), γ > 1/2.
///
/// The scaled steps are u_l = F(u_(l-1), L) and θ_l = A(u_(l-1), L)·θ_(l-1) + B(u_(l-1), L), with θ_0 = 0. Each of F(u) - u, A - 1
/// and B must be a sum of products of functions of L and continuous functions of u on [-1, 1]; its leading term then
/// is uniform in u.
///
/// Lemma 4. If F(u) - u = O(L^e) and A - 1 = O(L^e') with e, e' < -1, and B = b(u)·L^g + o(L^g), uniformly, then after
/// rL steps u → u_0 and θ/(rL^(1+g)) → b(u_0).
/// Proof. All u_l, l ≤ rL, are within rL·O(L^e) = o(1) of u_0. So θ is the sum of rL terms (b(u_0) + o(1))·L^g, each
/// times a product of at most rL factors 1 + O(L^e'), which is 1 + o(1). ∎
struct WeakResidual {
  let store: ExpressionStore
  let index: Symbol

  /// Leading terms that are uniform in u = t.
  private var terms: LeadingTerms {
    LeadingTerms(
      store: store,
      known: [index: LeadingTerm(coefficient: store.rational(1), exponent: 1)],
      separating: .cosine)
  }

  /// Checks that a scaled step, or the factor of a companion, moves little: by less than any multiple of 1/L.
  func checkSmall(_ change: Expression) throws(DeepLimitFailure) {
    if store.areProvedEqual(change, store.rational(0)) { return }
    guard let term = try uniform(change), term.exponent < -1 else {
      throw DeepLimitFailure(
        reason: "the parameters depend on the depth, and a step changes by 1/\(index.name) or more")
    }
  }

  /// The leading term of the increment of a companion, as a function of t.
  func increment(_ step: Expression) throws(DeepLimitFailure) -> LeadingTerm {
    guard let term = try uniform(step) else {
      throw DeepLimitFailure(reason: "the increment of a step has no leading term")
    }
    return term
  }

  /// The leading term, when it is shown to be uniform in t.
  private func uniform(_ function: Expression) throws(DeepLimitFailure) -> LeadingTerm? {
    let analysis = RangeAnalysis(store: store, intervals: [:])
    guard let term = terms.leading(of: function), analysis.isDefined(function),
      analysis.isDefined(term.coefficient)
    else { return nil }
    return term
  }
}
