public import Arithmetic
public import Expressions

extension PuiseuxExpansion {
  /// What is assumed of a symbol that stands for a function: it is Σ cₐ·sᵃ, complete below an order.
  public struct Ansatz: Sendable {
    /// The coefficients by exponent; they may be symbols themselves.
    public let coefficients: [Rational: Expression]
    /// Below this exponent nothing else occurs.
    public let order: Rational

    /// Creates an ansatz.
    public init(coefficients: [Rational: Expression], order: Rational) {
      self.coefficients = coefficients
      self.order = order
    }
  }

  /// How far beyond an exponent intermediate results are computed at most.
  private static let margins: [Rational] = [Rational(1, over: 64), 2, 8]

  /// What an expression is when some of its symbols stand for series.
  ///
  /// The result is complete below its order, which is what the series determine, and at most a little more
  /// than the exponent asked for.
  ///
  /// - Throws: ``PuiseuxError``, also for logarithms and for coefficients whose vanishing would have to be
  ///   excluded.
  public static func expand(
    _ kernel: Expression, at pole: Pole, upTo exponent: Rational,
    given series: [Symbol: Ansatz], in store: ExpressionStore
  ) throws(PuiseuxError) -> Ansatz {
    let field = CoefficientField(store: store, namesReciprocals: !series.isEmpty)
    var bindings: [Symbol: PuiseuxSeries] = [:]
    for (symbol, ansatz) in series {
      var terms: [PuiseuxPower: Fraction] = [:]
      for (power, coefficient) in ansatz.coefficients {
        terms[PuiseuxPower(power)] = try field.element(coefficient)
      }
      bindings[symbol] = PuiseuxSeries(terms, order: ansatz.order)
    }
    var best: PuiseuxSeries?
    for margin in margins {
      let arithmetic = PuiseuxArithmetic(field: field, limit: max(exponent, 0) + margin)
      var evaluation = PuiseuxEvaluation(pole: pole, arithmetic: arithmetic, bindings: bindings)
      do throws(PuiseuxError) {
        let result = try evaluation.series(of: kernel)
        best = result
        guard let order = result.order, order <= exponent else { break }
      } catch {
        guard case .insufficientOrder = error else { throw error }
      }
    }
    guard let best else { throw .insufficientOrder }
    guard field.conditions.isEmpty else { throw .undecided("a coefficient of a part is zero") }
    var coefficients: [Rational: Expression] = [:]
    for (power, coefficient) in best.terms {
      guard power.logarithm == 0 else { throw .logarithm("a function") }
      coefficients[power.exponent] = try field.forms(of: coefficient).whole
    }
    return Ansatz(
      coefficients: coefficients, order: best.order ?? exponent + Rational(1, over: 64))
  }

  /// The expansion with the first terms of an ansatz.
  public init(_ ansatz: Ansatz, at pole: Pole, count: Int, in store: ExpressionStore) {
    var all: [Term] = []
    for (exponent, coefficient) in ansatz.coefficients.sorted(by: { $0.key < $1.key })
    where exponent < ansatz.order {
      let simple = store.shortestForm(of: coefficient)
      let sign = CoefficientSign(of: simple, in: store)
      if sign == .zero { continue }
      all.append(
        Term(
          exponent: exponent, logarithm: 0, coefficient: coefficient, shortForm: simple,
          isNonzero: sign != .unknown))
    }
    self.init(
      pole: pole, terms: Array(all.prefix(count)),
      order: all.count > count ? all[count].exponent : ansatz.order, constants: [], conditions: [])
  }
}
