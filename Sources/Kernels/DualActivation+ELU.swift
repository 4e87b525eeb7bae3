internal import Arithmetic
internal import Expressions

// The ELU is λ(u₊ + A·(e^u - 1)·1(u<0)). With s² = 1 - ρ² the dual is λ² times
//
//     √(pr)·κ₁(ρ)/2 + A·(T(p,q,r) + T(r,q,p)) + A²·W,
//
//     T(p,q,r) = E[u₊(e^v - 1)·1(v<0)]
//              = q·e^(r/2)·Φ₂(ρ√r, -√r; -ρ) + √(p/2π)·(e^(rs²/2)·Φ(-s√r) - 1/2),
//     W        = E[(e^u - 1)(e^v - 1)·1(u<0, v<0)]
//              = e^((p+2q+r)/2)·Φ₂(-√p-ρ√r, -√r-ρ√p; ρ) - e^(p/2)·Φ₂(-√p, -ρ√p; ρ)
//                - e^(r/2)·Φ₂(-ρ√r, -√r; ρ) + κ₀(ρ)/2.
//
// Both follow from E[e^(bv)·G(u, v)] = e^(b²r/2)·E[G(u + bq, v + br)]. For T, integrating u₊ by parts gives
// E[(u+q)₊·1(v < -r)] = q·P(u > -q, v < -r) + √p·(φ(ρ√r)·Φ(-s√r) - ρ·φ(√r)/2) and
// E[u₊·1(v<0)] = √p·(1-ρ)/(2√(2π)); the terms with ρ cancel. (Tsuchida et al. 2020, proposition 5, give an
// equivalent form.)
extension DualActivation {
  /// What the formulas have in common.
  private struct Parts {
    let p: Expression
    let q: Expression
    let r: Expression
    let rho: Expression
    let rootP: Expression
    let rootR: Expression
  }

  private func parts(
    _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Parts {
    Parts(
      p: p, q: q, r: r, rho: try correlation(p, q, r), rootP: try store.squareRoot(p),
      rootR: try store.squareRoot(r))
  }

  private func bivariate(
    _ h: Expression, _ k: Expression, _ rho: Expression
  ) throws(ExpressionError) -> Expression {
    try store.application(.bivariateNormalCDF, [h, k, rho])
  }

  private func exponential(half exponent: Expression) throws(ExpressionError) -> Expression {
    try store.function(.exp, store.scaled(exponent, by: Rational(1, over: 2)))
  }

  func elu(
    _ a: Expression, _ factor: Expression, _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    let sides = try parts(p, q, r)
    let mirrored = Parts(
      p: r, q: q, r: p, rho: sides.rho, rootP: sides.rootR, rootR: sides.rootP)
    let mixed = store.sum(try mixedMean(sides), try mixedMean(mirrored))
    let sum = store.sum([
      try rectifiedMonomial(1, p, q, r), store.product(a, mixed),
      store.product(try store.power(a, 2), try negativeMean(sides)),
    ])
    return store.product(try store.power(factor, 2), sum)
  }

  /// T(p, q, r).
  private func mixedMean(_ parts: Parts) throws(ExpressionError) -> Expression {
    let tilted = store.product([
      parts.q, try exponential(half: parts.r),
      try bivariate(
        store.product(parts.rho, parts.rootR), store.negated(parts.rootR),
        store.negated(parts.rho)),
    ])
    let square = store.difference(store.rational(1), try store.power(parts.rho, 2))
    let bell = store.product(
      try exponential(half: store.product(parts.r, square)),
      try store.function(
        .normalCDF,
        store.negated(store.product(parts.rootR, try store.squareRoot(square)))))
    let scale = store.product(
      parts.rootP, try store.power(store.scaled(store.pi, by: 2), Rational(-1, over: 2)))
    return store.sum(
      tilted, store.product(scale, store.sum(bell, store.rational(Rational(-1, over: 2)))))
  }

  /// W.
  private func negativeMean(_ parts: Parts) throws(ExpressionError) -> Expression {
    let acrossP = store.product(parts.rho, parts.rootP)
    let acrossR = store.product(parts.rho, parts.rootR)
    return store.sum([
      try bothTilted(parts),
      store.negated(
        store.product(
          try exponential(half: parts.p),
          try bivariate(store.negated(parts.rootP), store.negated(acrossP), parts.rho))),
      store.negated(
        store.product(
          try exponential(half: parts.r),
          try bivariate(store.negated(acrossR), store.negated(parts.rootR), parts.rho))),
      store.scaled(try store.function(.kappa(0), parts.rho), by: Rational(1, over: 2)),
    ])
  }

  /// E[e^(u+v)·1(u<0, v<0)].
  private func bothTilted(_ parts: Parts) throws(ExpressionError) -> Expression {
    let left = store.sum(parts.rootP, store.product(parts.rho, parts.rootR))
    let right = store.sum(parts.rootR, store.product(parts.rho, parts.rootP))
    return store.product(
      try exponential(parts.p, parts.q, parts.r),
      try bivariate(store.negated(left), store.negated(right), parts.rho))
  }

  /// λ²(κ₀(ρ)/2 + A·(E[1(u>0)e^v·1(v<0)] + the same with u, v exchanged) + A²·E[e^(u+v)·1(u<0, v<0)]).
  func slopeOfELU(
    _ a: Expression, _ factor: Expression, _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    let sides = try parts(p, q, r)
    let mixed = try [(r, sides.rootR), (p, sides.rootP)].map {
      (variance, root) throws(ExpressionError) in
      store.product(
        try exponential(half: variance),
        try bivariate(
          store.product(sides.rho, root), store.negated(root), store.negated(sides.rho)))
    }
    let sum = store.sum([
      store.scaled(try store.function(.kappa(0), sides.rho), by: Rational(1, over: 2)),
      store.product(a, store.sum(mixed)),
      store.product(try store.power(a, 2), try bothTilted(sides)),
    ])
    return store.product(try store.power(factor, 2), sum)
  }

  /// λ²(p/2 + A²(e^(2p)·Φ(-2√p) - 2e^(p/2)·Φ(-√p) + 1/2)).
  func varianceOfELU(
    _ a: Expression, _ factor: Expression, _ p: Expression
  ) throws(ExpressionError) -> Expression {
    let root = try store.squareRoot(p)
    let twice = store.product(
      try store.function(.exp, store.scaled(p, by: 2)),
      try store.function(.normalCDF, store.scaled(root, by: -2)))
    let once = store.product(
      try exponential(half: p), try store.function(.normalCDF, store.negated(root)))
    let below = store.sum([
      twice, store.scaled(once, by: -2), store.rational(Rational(1, over: 2)),
    ])
    let sum = store.sum(
      store.scaled(p, by: Rational(1, over: 2)), store.product(try store.power(a, 2), below))
    return store.product(try store.power(factor, 2), sum)
  }
}
