public import Arithmetic
public import Expressions

extension PuiseuxExpansion {
  /// What a kernel tends to at a pole.
  public enum Limit: Sendable {
    /// A number, as an expression in the symbols of the kernel; the conditions are not zero.
    case finite(Expression, conditions: [Expression])
    /// It grows beyond all bounds, like this power of s, perhaps times powers of log s.
    case infinite(exponent: Rational)
  }

  /// The limit of a kernel at a pole, from inside [-1, 1].
  ///
  /// - Throws: ``PuiseuxError``.
  public static func limit(
    of kernel: Expression, at pole: Pole, in store: ExpressionStore
  ) throws(PuiseuxError) -> Limit {
    let expansion = try expand(kernel, at: pole, .exponent(0), in: store)
    for term in expansion.terms where term.exponent.signum < 0 || term.logarithm > 0 {
      guard term.isNonzero else {
        throw .undecided("the coefficient \(store.text(term.coefficient)) is zero")
      }
      return .infinite(exponent: term.exponent)
    }
    guard let value = expansion.coefficient(of: 0, in: store) else { throw .insufficientOrder }
    return .finite(value, conditions: expansion.conditions)
  }

  /// A series that is assumed of a symbol: Σ cₐ·sᵃ, complete below its order.
  public struct Ansatz: Sendable {
    /// The coefficients by exponent.
    public let coefficients: [Rational: Expression]
    /// Below this exponent nothing else occurs.
    public let order: Rational

    /// Creates an ansatz.
    public init(coefficients: [Rational: Expression], order: Rational) {
      self.coefficients = coefficients
      self.order = order
    }
  }

  /// How far beyond an exponent intermediate results are tried.
  private static let margins: [Rational] = [Rational(1, over: 64), 2, 8]

  /// The coefficient of sᵃ in an expression some symbols of which stand for series.
  ///
  /// The coefficients of these series may be symbols themselves.
  ///
  /// - Throws: ``PuiseuxError``; `insufficientOrder` when the series do not determine the coefficient.
  public static func coefficient(
    of exponent: Rational, in kernel: Expression, at pole: Pole, given series: [Symbol: Ansatz],
    in store: ExpressionStore
  ) throws(PuiseuxError) -> Expression {
    let field = CoefficientField(store: store)
    var bindings: [Symbol: PuiseuxSeries] = [:]
    for (symbol, ansatz) in series {
      var terms: [PuiseuxPower: Fraction] = [:]
      for (power, coefficient) in ansatz.coefficients {
        terms[PuiseuxPower(power)] = try field.element(coefficient)
      }
      bindings[symbol] = PuiseuxSeries(terms, order: ansatz.order)
    }
    for margin in margins {
      let arithmetic = PuiseuxArithmetic(field: field, limit: max(exponent, 0) + margin)
      var evaluation = PuiseuxEvaluation(pole: pole, arithmetic: arithmetic, bindings: bindings)
      do throws(PuiseuxError) {
        let result = try evaluation.series(of: kernel)
        if let order = result.order, order <= exponent { continue }
        guard field.conditions.isEmpty else {
          throw PuiseuxError.undecided("a coefficient of a part is zero")
        }
        return try field.forms(of: result.coefficient(exponent)).whole
      } catch {
        guard case .insufficientOrder = error else { throw error }
      }
    }
    throw .insufficientOrder
  }
}
