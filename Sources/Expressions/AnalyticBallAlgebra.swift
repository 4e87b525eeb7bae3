public import Arithmetic

/// Encloses expressions on rectangles of their variables, and fails where they are not shown to be analytic.
struct AnalyticBallAlgebra: ExpressionAlgebra {
  typealias Value = ComplexBall
  typealias Failure = NotAnalytic

  /// The expression has no value, or a cut runs through the rectangle.
  struct NotAnalytic: Error {}

  let variables: [Symbol: ComplexBall]
  let precision: Int

  func rational(_ value: Rational) -> ComplexBall { ComplexBall(value, precision: precision) }

  func pi() -> ComplexBall { ComplexBall(RealBall.pi(precision: precision)) }

  func symbol(_ symbol: Symbol) throws(NotAnalytic) -> ComplexBall {
    guard let variable = variables[symbol] else { throw NotAnalytic() }
    return variable
  }

  func sum(_ terms: [ComplexBall]) -> ComplexBall {
    terms.dropFirst().reduce(terms[0]) { $0.adding($1, precision: precision) }
  }

  func product(_ coefficient: Rational, _ factors: [ComplexBall]) -> ComplexBall {
    let product = factors.dropFirst().reduce(factors[0]) {
      $0.multiplied(by: $1, precision: precision)
    }
    return coefficient.isOne ? product : product.multiplied(by: coefficient, precision: precision)
  }

  func power(_ base: ComplexBall, _ exponent: Rational) throws(NotAnalytic) -> ComplexBall {
    if let n = exponent.word {
      let power = base.power(n, precision: precision)
      guard power.isFinite else { throw NotAnalytic() }
      return power
    }
    guard base.avoidsNegativeAxis else { throw NotAnalytic() }
    return ComplexBall.exp(
      ComplexBall.log(base, precision: precision).multiplied(by: exponent, precision: precision),
      precision: precision)
  }

  func function(
    _ function: Function, _ value: ComplexBall, argument: Int, isInDomain: Bool
  ) throws(NotAnalytic) -> ComplexBall {
    switch function {
    case .exp: return ComplexBall.exp(value, precision: precision)
    case .sin: return ComplexBall.sin(value, precision: precision)
    case .cos: return ComplexBall.cos(value, precision: precision)
    case .log:
      guard value.avoidsNegativeAxis else { throw NotAnalytic() }
      return ComplexBall.log(value, precision: precision)
    case .erf: return error(value)
    case .normalCDF:
      let root = (try? RealBall.sqrt(RealBall(2), precision: precision)) ?? .everything
      return error(value.divided(by: root, precision: precision))
        .adding(.one, precision: precision).scaled(byPowerOfTwo: -1)
    case .arccos:
      guard value.avoidsOuterAxis else { throw NotAnalytic() }
      return ComplexBall.acos(value, precision: precision)
    case .arcsin:
      guard value.avoidsOuterAxis else { throw NotAnalytic() }
      return ComplexBall.asin(value, precision: precision)
    case .kappa(let degree):
      guard value.avoidsOuterAxis else { throw NotAnalytic() }
      return kappa(degree, value)
    case .abs: throw NotAnalytic()
    }
  }

  /// κₙ(u) = (Aₙ(u)·√(1-u)·√(1+u) + Bₙ(u)·(π - arccos u))/π off the cuts, where it is analytic.
  fileprivate func kappa(_ degree: Int, _ u: ComplexBall) -> ComplexBall {
    let (a, b) = ArcCosineKernel.polynomials(degree: degree)
    func polynomial(_ coefficients: [Rational]) -> ComplexBall {
      coefficients.reversed().reduce(.zero) { sum, coefficient in
        sum.multiplied(by: u, precision: precision)
          .adding(ComplexBall(coefficient, precision: precision), precision: precision)
      }
    }
    let pi = RealBall.pi(precision: precision)
    let angle = ComplexBall(pi)
      .subtracting(ComplexBall.acos(u, precision: precision), precision: precision)
    let left = ComplexBall.sqrt(
      ComplexBall.one.subtracting(u, precision: precision), precision: precision)
    let right = ComplexBall.sqrt(
      ComplexBall.one.adding(u, precision: precision), precision: precision)
    return polynomial(a).multiplied(by: left, precision: precision)
      .multiplied(by: right, precision: precision)
      .adding(polynomial(b).multiplied(by: angle, precision: precision), precision: precision)
      .divided(by: pi, precision: precision)
  }

  func application(
    _ function: MultivariateProgram, _ values: [ComplexBall], arguments: [Int], isInDomain: Bool
  ) throws(NotAnalytic) -> ComplexBall {
    throw NotAnalytic()
  }

  /// The error function, which is entire: erf(x+iy) differs from erf x by 2/√π·∫ e^(-(x+is)²) ds over s from
  /// 0 to y, at most (2/√π)·|y|·e^(y²-x²) < 290/256·|y|·e^(y²-x²).
  private func error(_ z: ComplexBall) -> ComplexBall {
    guard z.isFinite else { return .everything }
    let y = RealBall(Dyadic(z.imaginary.magnitude))
    let x = RealBall(Dyadic(z.real.lowerMagnitude))
    let exponent = y.squared(precision: precision)
      .subtracting(x.squared(precision: precision), precision: precision)
    let reach =
      RealBall.exp(exponent, precision: precision).magnitude * z.imaginary.magnitude
      * Magnitude(roundingUp: 290, exponent: -8)
    return ComplexBall(RealBall.erf(z.real, precision: precision)).widened(by: reach)
  }
}

extension Tape {
  /// Encloses the expressions on a rectangle of one symbol, on which each of them and all their parts are analytic;
  /// `nil` where that is not shown.
  public func analyticValues(
    on rectangle: ComplexBall, of symbol: Symbol, precision: Int
  ) -> [ComplexBall]? {
    analyticValues(on: [symbol: rectangle], precision: precision)
  }

  /// The same on a product of rectangles, one for each symbol.
  public func analyticValues(
    on rectangles: [Symbol: ComplexBall], precision: Int
  ) -> [ComplexBall]? {
    var algebra = AnalyticBallAlgebra(variables: rectangles, precision: precision)
    guard let values = try? run(in: &algebra), values.allSatisfy(\.isFinite) else { return nil }
    return values
  }
}

extension Function {
  /// The values of the principal branch on a rectangle that may meet its cuts (-∞, -1] and [1, ∞), those of both edges
  /// included; `nil` for functions without these cuts.
  package func principalValues(on rectangle: ComplexBall, precision: Int) -> ComplexBall? {
    let value: ComplexBall
    switch self {
    case .arccos: value = .acos(rectangle, precision: precision)
    case .arcsin: value = .asin(rectangle, precision: precision)
    case .kappa(let degree):
      value = AnalyticBallAlgebra(variables: [:], precision: precision).kappa(degree, rectangle)
    case .exp, .log, .erf, .normalCDF, .sin, .cos, .abs: return nil
    }
    return value.isFinite ? value : nil
  }
}
