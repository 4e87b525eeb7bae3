public import Arithmetic
public import Expressions

/// The numbers that an asymptotic law predicts, for kernels without free parameters.
///
/// A term is taken with its exact ratio of Gamma functions, not with the power that the ratio tends to, so a law of
/// one term is exact for a kernel that is one power of 1 - t.
public struct LawValues {
  private struct Term {
    let constant: RealBall
    let exponent: Rational
    let logarithm: Int
  }

  private let terms: [Term]
  private let dimension: Int?
  /// 1/ρ of a geometric law, 1 otherwise.
  private let ratio: RealBall
  private let precision: Int

  /// Prepares the first terms of a law.
  ///
  /// - Parameters:
  ///   - law: The law for one parity.
  ///   - count: How many of its terms are summed; fewer when it has fewer.
  ///   - dimension: The D of the sphere S^(D-1) for eigenvalues, `nil` for Taylor coefficients.
  ///   - store: Where its constants live.
  ///   - precision: The working precision in bits.
  /// - Returns: `nil` when the law is no sum of powers, or a constant holds a symbol. Geometric laws are
  ///   those of Taylor coefficients and predict no eigenvalues.
  public init?(
    _ law: ParityLaw, terms count: Int, dimension: Int?, in store: ExpressionStore,
    precision: Int
  ) {
    let all: [AsymptoticTerm]
    switch law {
    case .power(let found): (all, ratio) = (found, .one)
    case .geometric(let radius, let found):
      guard dimension == nil,
        let value = GammaProduct(radius, in: store).ball(bits: precision)
      else { return nil }
      all = found
      ratio = RealBall.one.divided(by: value, precision: precision)
    case .enclosed(let law):
      guard dimension == nil, let leading = law.leading else { return nil }
      ratio = law.rate(precision: precision)
      terms = [
        Term(constant: leading.constant, exponent: -leading.exponent - 1, logarithm: 0)
      ]
      (self.dimension, self.precision) = (nil, precision)
      return
    case .zero, .entire, .symbolicPower: return nil
    }
    var terms: [Term] = []
    for term in all.prefix(count) {
      if let dimension, !term.isIntegrable(dimension: dimension) { return nil }
      let constant =
        dimension.map { term.eigenvalueConstant(dimension: .number($0), in: store) }
        ?? term.taylorConstant(in: store)
      guard let ball = constant.ball(bits: precision) else { return nil }
      terms.append(
        Term(constant: ball, exponent: term.exponent, logarithm: term.logarithm))
    }
    guard !terms.isEmpty else { return nil }
    self.terms = terms
    self.dimension = dimension
    self.precision = precision
  }

  /// The sum of the terms at an index of the law's parity; `nil` where a ratio of Gamma functions has no value.
  ///
  /// - Complexity: two Gamma functions a term.
  public func value(at index: Int) -> RealBall? {
    var sum = RealBall.zero
    for term in terms {
      guard Rational(index) > term.exponent else { return nil }
      let ratio =
        dimension.map {
          GammaProduct.eigenvalueRatio(
            degree: index, dimension: $0, exponent: term.exponent, logarithm: term.logarithm,
            precision: precision)
        }
        ?? GammaRatio.value(
          index: index, exponent: term.exponent, logarithm: term.logarithm, precision: precision)
      sum = sum.adding(
        term.constant.multiplied(by: ratio, precision: precision), precision: precision)
    }
    return sum.multiplied(
      by: ratio.power(index, precision: precision), precision: precision)
  }
}
