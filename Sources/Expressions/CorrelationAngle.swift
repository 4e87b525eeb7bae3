public import Arithmetic

/// Φ₂(h, k; ρ) as a function of the angle ψ of its correlation ρ = cos ψ.
///
/// In the angle the derivative has no singularity that comes from the root √(1 - ρ²) = sin ψ. By Plackett (1954)
/// and ∂Φ₂/∂h = φ(h)·Φ((k - ρh)/sin ψ), with h and k functions of ρ,
///
///     dΦ₂/dψ = -sin ψ·(φ(h)·Φ((k - ρh)/sin ψ)·h' + φ(k)·Φ((h - ρk)/sin ψ)·k') - e^(-Q)/(2π),
///     Q = (h² - 2ρhk + k²)/(2·sin² ψ) = (h + k)²/(4(1 + ρ)) + (h - k)²/(4(1 - ρ)).
///
/// Two kinds are followed.
///
/// - *h and k are constants.* Only e^(-Q) is left. It is analytic where ρ ≠ ±1, at ρ = 1 for h = k and at ρ = -1
///   for h = -k. Elsewhere Q → ∞ at a real end, so that the derivative is flat there from inside.
/// - *h and k are polynomials in ρ* with h + k divisible by 1 + ρ and h - k by 1 - ρ, as in the duals of exponential
///   units. Then k - ρh and h - ρk are divisible by 1 - ρ², and dΦ₂/dψ is entire in ψ.
///
/// In both dΦ₂/dψ is single-valued off the essential ends and without residues there: for constants it is even in ψ
/// and in ψ - π. So Φ₂ is one analytic function of ψ off these points.
public struct CorrelationAngle: Sendable {
  /// ρ, or -ρ where the correlation is written with a minus sign.
  public let cosine: Expression
  /// Whether ρ is the negative of ``cosine``.
  public let isMirrored: Bool
  /// h and k, in which t stands for ρ.
  public let arguments: [Expression]
  /// dΦ₂/dψ, in which t stands for ρ.
  public let slope: Expression
  /// The correlations, 1 or -1, at which Φ₂ is not shown to be analytic in ψ; flat from inside, or analytic for
  /// some values of parameters.
  public let essentialEnds: [EssentialEnd]

  /// A correlation ±1 where Φ₂ has an essential singularity in the angle.
  public struct EssentialEnd: Sendable {
    /// ±1.
    public let correlation: Rational
    /// (h + k)² at -1, (h - k)² at 1: next to the end Q is at least this over twice the squared distance of ψ.
    public let weight: Expression
  }
}

extension ExpressionStore {
  /// Φ₂(h, k; ρ) in the angle of its correlation; `nil` for arguments that are not followed.
  ///
  /// - Parameters:
  ///   - arguments: h, k and ρ.
  ///   - varies: Whether an expression depends on t, also through symbols that stand for functions of t.
  public func correlationAngle(
    of arguments: [Expression], varies: (Expression) -> Bool
  ) -> CorrelationAngle? {
    let (h, k, rho) = (arguments[0], arguments[1], arguments[2])
    guard varies(rho) else { return nil }
    let isMirrored = split(rho).coefficient.signum < 0
    let cosine = isMirrored ? negated(rho) : rho
    if !varies(h), !varies(k) {
      guard let slope = constantSlope(h, k) else { return nil }
      return CorrelationAngle(
        cosine: cosine, isMirrored: isMirrored, arguments: [h, k], slope: slope.slope,
        essentialEnds: slope.ends)
    }
    guard !symbols(in: sum(arguments)).contains(where: { !$0.isCosine && varies(symbol($0)) }),
      let image = inCommonVariable(arguments),
      let path = CosinePolynomial(image[2], in: self), path.coefficients.count == 2,
      isShownNonzero(path.coefficients[1]),
      let first = CosinePolynomial(image[0], in: self),
      let second = CosinePolynomial(image[1], in: self),
      let slope = try? power(path.coefficients[1], -1)
    else { return nil }
    let constant = negated(product(path.coefficients[0], slope))
    let moved = [first, second].map { $0.composed(slope: slope, constant: constant) }
    guard let derivative = entireSlope(moved[0], moved[1]) else { return nil }
    return CorrelationAngle(
      cosine: cosine, isMirrored: isMirrored, arguments: moved.map(\.expression),
      slope: derivative, essentialEnds: [])
  }

  /// The arguments as functions of a part on which they depend, for which t stands: t itself, or the only factor of the
  /// correlation that varies, as in a deep network.
  private func inCommonVariable(_ arguments: [Expression]) -> [Expression]? {
    if CosinePolynomial(arguments[2], in: self) != nil { return arguments }
    var inner = arguments[2]
    if case .product(_, let factors) = node(inner) {
      let varying = factors.filter { dependsOnCosine($0.base) }
      guard varying.count == 1, varying[0].exponent.isOne else { return nil }
      inner = varying[0].base
    }
    // No program can use such a name.
    let symbol = Symbol("u of Phi2")
    var images: [Expression] = []
    for argument in arguments {
      guard
        let rest = try? replacing(inner, by: self.symbol(symbol), in: argument),
        !dependsOnCosine(rest),
        let image = try? substituting([symbol: cosine], in: rest)
      else { return nil }
      images.append(image)
    }
    return images
  }

  /// Whether a constant differs from zero whatever the values of its parameters.
  private func isShownNonzero(_ constant: Expression) -> Bool {
    if isPositive(constant) || isPositive(negated(constant)) { return true }
    guard symbols(in: constant).isEmpty,
      let result = try? Tape(constant, in: self).evaluate(over: [:], precision: 64)
    else { return false }
    return result.isDefinednessProved && !result.values[0].containsZero
  }

  private func constantSlope(
    _ h: Expression, _ k: Expression
  ) -> (slope: Expression, ends: [CorrelationAngle.EssentialEnd])? {
    var exponents: [Expression] = []
    var ends: [CorrelationAngle.EssentialEnd] = []
    for (end, sum) in [(Rational(-1), sum(h, k)), (Rational(1), difference(h, k))] {
      if areProvedEqual(sum, rational(0)) { continue }
      let distance = self.sum(rational(1), scaled(self.cosine, by: -end))
      guard let square = try? power(simplified(sum), 2), let ratio = try? quotient(square, distance)
      else { return nil }
      exponents.append(scaled(ratio, by: Rational(-1, over: 4)))
      ends.append(CorrelationAngle.EssentialEnd(correlation: end, weight: square))
    }
    return bell(exponents).map { ($0, ends) }
  }

  /// -e^(Σ)/(2π).
  private func bell(_ exponents: [Expression]) -> Expression? {
    guard let turn = try? power(scaled(pi, by: 2), -1) else { return nil }
    if exponents.isEmpty { return negated(turn) }
    guard let value = try? function(.exp, sum(exponents)) else { return nil }
    return negated(product(value, turn))
  }

  private func entireSlope(_ h: CosinePolynomial, _ k: CosinePolynomial) -> Expression? {
    // h + k = m·(1 + ρ) and h - k = -n·(ρ - 1).
    guard let m = h.adding(k, times: 1).divided(byRoot: -1),
      let n = h.adding(k, times: -1).divided(byRoot: 1),
      let sine = try? function(.sin, function(.arccos, cosine)),
      let square = try? power(m.expression, 2), let other = try? power(n.expression, 2)
    else { return nil }
    let quarter = Rational(-1, over: 4)
    let exponents = [
      scaled(product(square, sum(rational(1), cosine)), by: quarter),
      scaled(product(other, difference(rational(1), cosine)), by: quarter),
    ]
    guard let density = bell(exponents) else { return nil }
    var terms = [density]
    for (own, other) in [(h, k), (k, h)] where !own.isConstant {
      // other - ρ·own = -D·(ρ - 1)(ρ + 1).
      guard
        let gap = other.adding(own.shifted, times: -1).divided(byRoot: 1)?.divided(byRoot: -1),
        let normal = try? normalDensity(own.expression),
        let share = try? function(.normalCDF, negated(product(gap.expression, sine)))
      else { return nil }
      terms.append(negated(product([sine, normal, share, own.derivative.expression])))
    }
    return sum(terms)
  }
}
