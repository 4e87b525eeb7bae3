internal import Arithmetic
internal import Expressions

// Activations with φ(cu) = cⁿφ(u) for c > 0 have the dual (pr)^(n/2)·φ̂(q/√(pr)), φ̂ the dual at unit
// variances.
extension DualActivation {
  /// The arc-cosine kernels of degree n.
  ///
  /// E[u₊ⁿv₊ⁿ] = (2n-1)!!/2·(pr)^(n/2)·κₙ(ρ) (Cho & Saul 2009, eqs. (3)–(6)); κₙ is
  /// normalised to 1 at 1, and E[u₊²ⁿ] = (2n-1)!!/2 at unit variance.
  func rectifiedMonomial(
    _ n: Int, _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    let kernel = try store.function(.kappa(n), try correlation(p, q, r))
    let moment = Rational(Integer.doubleFactorial(2 * n - 1)) / 2
    return store.product([
      store.rational(moment), try store.power(try geometricMean(p, r), Rational(n)), kernel,
    ])
  }

  /// au for u > 0, bu for u < 0, which is bu + (a-b)u₊: abq + (a-b)²·√(pr)·κ₁(ρ)/2, because
  /// E[u·v₊] = q/2.
  func piecewiseLinear(
    _ a: Expression, _ b: Expression, _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    let bend = try store.power(store.difference(a, b), 2)
    return store.sum(
      store.product([a, b, q]), store.product(bend, try rectifiedMonomial(1, p, q, r)))
  }

  /// a for u > 0, b for u < 0: ab + (a-b)²·κ₀(ρ)/2.
  func piecewiseConstant(
    _ a: Expression, _ b: Expression, _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    let jump = try store.power(store.difference(a, b), 2)
    return store.sum(
      store.product(a, b), store.product(jump, try rectifiedMonomial(0, p, q, r)))
  }

  /// E[sign u·sign v] = 2/π·arcsin ρ (Sheppard 1899).
  func sign(
    _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    let angle = try store.function(.arcsin, try correlation(p, q, r))
    return store.product([store.rational(2), try store.power(store.pi, -1), angle])
  }

  /// P(u > b, v > b) = Φ₂(-b/√p, -b/√r; ρ), which is κ₀(ρ)/2 for b = 0.
  func step(
    _ b: Expression, _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    if store.rationalValue(b)?.isZero == true { return try rectifiedMonomial(0, p, q, r) }
    let ends = try [p, r].map { (variance) throws(ExpressionError) in
      store.negated(try store.quotient(b, try store.squareRoot(variance)))
    }
    return try store.application(
      .bivariateNormalCDF, [ends[0], ends[1], try correlation(p, q, r)])
  }

  /// The dual of a polynomial, Σ cₘcₙ·E[uᵐvⁿ].
  ///
  /// By Isserlis' theorem,
  ///
  ///     E[uᵐvⁿ] = Σ C(m,j)·C(n,j)·j!·(m-j-1)!!·(n-j-1)!!·p^((m-j)/2)·qʲ·r^((n-j)/2)
  ///
  /// over the j ≤ m, n for which m - j and n - j are even: j pairs join u to v, the others stay apart.
  func polynomial(
    _ coefficients: [Expression], _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    var terms: [Expression] = []
    for j in coefficients.indices {
      let left = try contracted(coefficients, p, j)
      let right = p == r ? left : try contracted(coefficients, r, j)
      let power = j == 0 ? store.rational(1) : try store.power(q, Rational(j))
      terms.append(
        store.product([store.rational(Rational(Integer.factorial(j))), left, right, power]))
    }
    return store.simplified(store.sum(terms))
  }

  /// Σ cₘ·C(m,j)·(m-j-1)!!·p^((m-j)/2) over m = j, j + 2, …, the mean of φ⁽ʲ⁾/j!.
  private func contracted(
    _ coefficients: [Expression], _ p: Expression, _ j: Int
  ) throws(ExpressionError) -> Expression {
    var terms: [Expression] = []
    for m in stride(from: j, to: coefficients.count, by: 2) {
      let pairs = (m - j) / 2
      let moment = Integer.doubleFactorial(2 * pairs - 1)
      let power = pairs == 0 ? store.rational(1) : try store.power(p, Rational(pairs))
      terms.append(
        store.product([
          store.rational(Rational(Integer.binomial(m, j) * moment)), coefficients[m], power,
        ]))
    }
    return store.simplified(store.sum(terms))
  }
}
