internal import Arithmetic
public import Expressions

/// What is known exactly of the eigenvalues of one kernel, in every dimension.
///
/// - *Zeros*: when the even or the odd part of the kernel is a polynomial of degree m, all eigenvalues of
///   that parity beyond m are 0 (`ParityParts`). So μ_k(κ₁) = 0 for odd k ≥ 3. The same holds for Taylor
///   coefficients at 0.
/// - *Closed forms* for kernels of one layer (`ClosedForm`), for polynomials, and for the parity in which a
///   kernel is a polynomial: the odd part of κ₁(u) is u/2 for odd u.
///
/// Both are proofs from the formula and need no quadrature. A kernel that is not certainly defined on
/// all of [−1, 1] has none of them.
public struct ExactSpectrum {
  private let store: ExpressionStore
  private let parts: ParityParts
  private let closedForm: ClosedForm?
  /// The polynomial part of one parity, where the whole kernel has no closed form.
  private let polynomialPart: (isEven: Bool, form: ClosedForm)?

  /// The largest degree for which closed forms, whose numbers grow with it, are written.
  private static let degreeLimit = 10_000
  /// The same for dimensions.
  private static let dimensionLimit = 1000

  /// Studies a kernel.
  ///
  /// - Parameters:
  ///   - kernel: An expression in t; other symbols are parameters.
  ///   - store: Where the kernel lives.
  /// - Complexity: one pass over the kernel, and a normal form when it has one layer or seems to be even or
  ///   odd.
  public init(of kernel: Expression, in store: ExpressionStore) {
    self.store = store
    let tape = Tape(kernel, in: store)
    guard
      tape.isDefinedThroughout
        || RangeAnalysis(store: store, intervals: [:]).isDefined(kernel)
    else {
      (parts, closedForm, polynomialPart) = (.unknown, nil, nil)
      return
    }
    parts = ParityParts(of: kernel, tape, in: store)
    closedForm = ClosedForm(kernel, in: store)
    polynomialPart = closedForm == nil ? Self.polynomialPart(of: kernel, parts, in: store) : nil
  }

  /// (K(t) ± K(−t))/2, where that is known to be a polynomial other than 0.
  private static func polynomialPart(
    of kernel: Expression, _ parts: ParityParts, in store: ExpressionStore
  ) -> (isEven: Bool, form: ClosedForm)? {
    let isEven: Bool
    switch (parts.even, parts.odd) {
    case (.polynomial, .other): isEven = true
    case (.other, .polynomial): isEven = false
    case (.zero, _), (_, .zero), (.other, .other), (.polynomial, .polynomial): return nil
    }
    guard
      let mirrored = try? store.substituting(
        [.cosine: store.negated(store.cosine)], in: kernel)
    else { return nil }
    let double =
      isEven ? store.sum(kernel, mirrored) : store.difference(kernel, mirrored)
    return ClosedForm(store.scaled(double, by: Rational(1, over: 2)), in: store)
      .map { (isEven, $0) }
  }

  /// Whether μ_k = 0 is proved, in every dimension, and that the coefficient of tᵏ is 0 where the kernel has
  /// a Taylor series.
  public func vanishes(degree k: Int) -> Bool { parts.vanishes(degree: k) }

  /// Why μ_k = 0, in words, where it is proved.
  public func vanishingReason(degree k: Int) -> String? { parts.vanishingReason(degree: k) }

  /// μ_k on the unit sphere of `dimension`-dimensional space as an expression without t, or `nil` when no
  /// exact form is known.
  ///
  /// - Precondition: dimension ≥ 2 and k ≥ 0.
  public func eigenvalue(dimension: Int, degree k: Int) -> Expression? {
    precondition(
      dimension >= 2 && k >= 0, "harmonics need dimension at least 2 and degree at least 0")
    if vanishes(degree: k) { return store.rational(0) }
    guard k <= Self.degreeLimit, dimension <= Self.dimensionLimit else { return nil }
    if let closedForm { return closedForm.eigenvalue(dimension: dimension, degree: k) }
    guard let polynomialPart, polynomialPart.isEven == k.isMultiple(of: 2) else { return nil }
    return polynomialPart.form.eigenvalue(dimension: dimension, degree: k)
  }
}
