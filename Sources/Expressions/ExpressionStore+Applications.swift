internal import Arithmetic

extension ExpressionStore {
  /// A function of several expressions; values that have a closed form are taken there.
  ///
  /// The arguments in which the function is symmetric are put in canonical order.
  ///
  /// - Throws: ``ExpressionError/outsideDomain(function:argument:)`` for a correlation outside [-1, 1].
  public func application(
    _ function: MultivariateFunction, _ arguments: [Expression]
  ) throws(ExpressionError) -> Expression {
    var sorted = arguments
    if let (i, j) = function.symmetricArguments, precedes(sorted[j], sorted[i]) {
      sorted.swapAt(i, j)
    }
    switch function {
    case .bivariateNormalCDF:
      if let known = try bivariateNormal(sorted) { return known }
    case .dual(let pointwise):
      // φ(-u) = ±φ(u) carries over to q.
      if let parity = pointwise.parity,
        split(sorted[1]).coefficient.signum < 0
          || rationalValue(sorted[1])?.signum == -1
      {
        sorted[1] = negated(sorted[1])
        let value = intern(.application(function, sorted))
        return parity == .even ? value : negated(value)
      }
    case .flow(let flow):
      if let known = try flowValue(flow, arguments) { return known }
    }
    return intern(.application(function, sorted))
  }

  /// Φ₂ at ρ = 0, at h = k = 0, and on the line ρ = ±1 where it is known which of h and ±k is smaller.
  private func bivariateNormal(_ arguments: [Expression]) throws(ExpressionError) -> Expression? {
    let (h, k, rho) = (arguments[0], arguments[1], arguments[2])
    if let value = rationalValue(rho) {
      guard value.magnitude <= 1 else {
        throw .outsideDomain(function: "Phi2", argument: value.description)
      }
      if value.isZero {
        return product(try function(.normalCDF, h), try function(.normalCDF, k))
      }
      if value.isOne, h == k { return try function(.normalCDF, h) }
      if value == -1, h == negated(k) { return rational(0) }
      if value.magnitude.isOne,
        let known = try normalOnLine(h, k, isIncreasing: value.isOne)
      {
        return known
      }
    }
    if rationalValue(h)?.isZero == true, rationalValue(k)?.isZero == true {
      return scaled(try function(.kappa(0), rho), by: Rational(1, over: 2))
    }
    return nil
  }

  /// P(U ≤ h, ±U ≤ k) for rational numbers.
  private func normalOnLine(
    _ h: Expression, _ k: Expression, isIncreasing: Bool
  ) throws(ExpressionError) -> Expression? {
    guard let a = rationalValue(h), let b = rationalValue(k) else { return nil }
    if isIncreasing { return try function(.normalCDF, a < b ? h : k) }
    if a + b <= 0 { return rational(0) }
    return sum([try function(.normalCDF, h), try function(.normalCDF, k), rational(-1)])
  }

  /// What an application asks of its arguments.
  public struct ApplicationDomain {
    /// These are positive.
    public var positive: [Expression] = []
    /// These are not negative.
    public var nonnegative: [Expression] = []
    /// These lie in [-1, 1].
    public var unit: [Expression] = []
  }

  /// What an application asks of its arguments.
  public func domain(
    of function: MultivariateFunction, _ arguments: [Expression]
  ) -> ApplicationDomain {
    switch function {
    case .bivariateNormalCDF: return ApplicationDomain(unit: [arguments[2]])
    case .flow(let flow):
      let bounded = zip(flow.initialValues(arguments), flow.staysInUnitInterval).filter(\.1)
      return ApplicationDomain(nonnegative: [arguments[0]], unit: bounded.map(\.0))
    case .dual:
      let (p, q, r) = (arguments[0], arguments[1], arguments[2])
      let ratio = p == r && q == p ? nil : try? correlation(p, q, r)
      return ApplicationDomain(positive: p == r ? [p] : [p, r], unit: ratio.map { [$0] } ?? [])
    }
  }

  /// q/√(pr), which is q/p for equal variances.
  public func correlation(
    _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    try quotient(q, try geometricMean(p, r))
  }

  /// √(pr) of variances, which is p for equal ones because variances are not negative.
  public func geometricMean(_ p: Expression, _ r: Expression) throws(ExpressionError) -> Expression
  {
    if p == r { return p }
    return try squareRoot(product(p, r))
  }

  /// Whether the structure shows that an application is defined wherever its arguments are.
  func isApplicationDefined(
    _ function: MultivariateFunction, _ arguments: [Expression]
  ) -> Bool {
    let domain = domain(of: function, arguments)
    return domain.positive.allSatisfy(isPositive) && domain.nonnegative.allSatisfy(isNonnegative)
      && domain.unit.allSatisfy(isBoundedByOne)
  }

  /// The derivative of an application by the chain rule; `derivative` gives that of an argument.
  ///
  /// Price's theorem: ∂/∂q E[φ(u)φ(v)] = E[φ'(u)φ'(v)] for a continuous φ with pieces (Price 1958).
  /// ∂Φ₂/∂h = φ(h)·Φ((k-ρh)/√(1-ρ²)), and ∂Φ₂/∂ρ is the joint density (Plackett 1954).
  ///
  /// - Throws: ``ExpressionError/notDifferentiable(_:)`` in the variances, and through a jump.
  func derivative(
    of function: MultivariateFunction, _ arguments: [Expression],
    _ derivative: (Expression) -> Expression
  ) throws(ExpressionError) -> Expression {
    var terms: [Expression] = []
    for (place, argument) in arguments.enumerated() {
      let inner = derivative(argument)
      if rationalValue(inner)?.isZero == true { continue }
      terms.append(product(try partial(function, arguments, place), inner))
    }
    return sum(terms)
  }

  private func partial(
    _ function: MultivariateFunction, _ arguments: [Expression], _ place: Int
  ) throws(ExpressionError) -> Expression {
    switch function {
    case .flow(let flow): return try partial(flow, arguments, place)
    case .dual(let pointwise):
      guard place == 1 else {
        throw .notDifferentiable("the dual of \(pointwise.name) in its variances")
      }
      guard pointwise.isContinuous else {
        throw .notDifferentiable("the dual of \(pointwise.name), which jumps")
      }
      return try application(.dual(try slope(of: pointwise)), arguments)
    case .bivariateNormalCDF:
      let (h, k, rho) = (arguments[0], arguments[1], arguments[2])
      let square = difference(rational(1), try power(rho, 2))
      if place == 2 { return try bivariateDensity(h, k, rho, square) }
      let (own, other) = place == 0 ? (h, k) : (k, h)
      let gap = try quotient(difference(other, product(rho, own)), try squareRoot(square))
      return product(
        [try normalDensity(own), try self.function(.normalCDF, gap)])
    }
  }

  /// e^(-x²/2)/√(2π).
  public func normalDensity(_ x: Expression) throws(ExpressionError) -> Expression {
    let bell = try function(.exp, scaled(try power(x, 2), by: Rational(-1, over: 2)))
    return product(1, [Factor(bell), Factor(scaled(pi, by: 2), Rational(-1, over: 2))])
  }

  /// e^(-(h² - 2ρhk + k²)/(2(1-ρ²)))/(2π√(1-ρ²)).
  private func bivariateDensity(
    _ h: Expression, _ k: Expression, _ rho: Expression, _ square: Expression
  ) throws(ExpressionError) -> Expression {
    let form = sum([
      try power(h, 2), product(-2, [Factor(rho), Factor(h), Factor(k)]), try power(k, 2),
    ])
    let exponent = scaled(try quotient(form, square), by: Rational(-1, over: 2))
    return product(
      Rational(1, over: 2),
      [
        Factor(try function(.exp, exponent)), Factor(pi, -1),
        Factor(square, Rational(-1, over: 2)),
      ])
  }
}
