internal import Arithmetic
internal import Expressions

/// A value ψ⁽ᵐ⁾(a + b·d) of a derivative of log Γ that is written as a symbol, d being the dimension.
struct PolygammaValue: Hashable {
  /// m.
  let order: Int
  /// a, in (0, 1] when b = 0.
  let constant: Rational
  /// b.
  let slope: Rational
}

/// The series of products of Gamma functions in the exponent: what the derivatives that logarithms bring are made of.
///
///     log Γ(x + σε) = log Γ(x) + Σ_{m≥1} ψ^(m-1)(x)·(σε)ᵐ/m!
struct GammaVariation {
  /// The symbols that the coefficients contain.
  private(set) var symbols: [Symbol: PolygammaValue] = [:]
  /// ℓ₁, ℓ₂, … in log of the product = log of its value + Σ ℓₘεᵐ.
  private var logarithms: [Expression]
  private let dimension: Expression?
  private let store: ExpressionStore

  /// The constant 1, up to ε^order.
  init(order: Int, dimension: Expression?, in store: ExpressionStore) {
    logarithms = Array(repeating: store.rational(0), count: order)
    self.dimension = dimension
    self.store = store
  }

  /// Multiplies by 1 + ε/i for i = 1 … count.
  mutating func multiply(byLinearFactorsUpTo count: Int) {
    for m in stride(from: 1, through: logarithms.count, by: 1) {
      var sum = Rational.zero
      for i in stride(from: 1, through: count, by: 1) { sum += Rational(1, over: i).power(m) }
      add(store.rational(sum * Rational(m % 2 == 0 ? -1 : 1, over: m)), m)
    }
  }

  /// Multiplies by e^(c·ε).
  mutating func multiply(byExponentialOf c: Expression) {
    if !logarithms.isEmpty { add(c, 1) }
  }

  /// Multiplies by (Γ(x + σε)/Γ(x))^exponent with x = constant + slope·d.
  ///
  /// - Precondition: x is no pole of Γ.
  mutating func multiplyGamma(
    _ constant: Rational, slope: Rational = 0, step: Rational, exponent: Int
  ) {
    var factor = Rational(exponent)
    for m in stride(from: 1, through: logarithms.count, by: 1) {
      factor *= step / Rational(m)
      add(store.scaled(polygamma(m - 1, constant, slope), by: factor), m)
    }
  }

  private mutating func add(_ value: Expression, _ m: Int) {
    logarithms[m - 1] = store.sum(logarithms[m - 1], value)
  }

  /// e₀ = 1, e₁, … of the product divided by its value: n·eₙ = Σ_{k≤n} k·ℓₖ·eₙ₋ₖ.
  var coefficients: [Expression] {
    var result = [store.rational(1)]
    for n in stride(from: 1, through: logarithms.count, by: 1) {
      let parts = (1...n).map { k in
        store.product([store.rational(Rational(k, over: n)), logarithms[k - 1], result[n - k]])
      }
      result.append(store.sum(parts))
    }
    return result
  }

  /// ψ⁽ᵐ⁾ at a number, moved into (0, 1], or at one with the dimension.
  private mutating func polygamma(
    _ order: Int, _ constant: Rational, _ slope: Rational
  ) -> Expression {
    guard slope.isZero else {
      return symbol(PolygammaValue(order: order, constant: constant, slope: slope))
    }
    // ψ⁽ᵐ⁾(x + 1) = ψ⁽ᵐ⁾(x) + (-1)ᵐ·m!·x^(-m-1)
    let unit = Rational(Integer.factorial(order)) * (order % 2 == 0 ? 1 : -1)
    var (base, shift) = (constant, Rational.zero)
    while base > 1 {
      base -= 1
      shift += unit * base.power(-order - 1)
    }
    while base.signum <= 0 {
      shift -= unit * base.power(-order - 1)
      base += 1
    }
    return store.sum(store.rational(shift), value(order, base))
  }

  /// ψ⁽ᵐ⁾ in (0, 1]: at 1/2, ψ(1/2) = -γ - 2 log 2 and ψ⁽ᵐ⁾(1/2) = (2^(m+1) - 1)·ψ⁽ᵐ⁾(1), and ψ'(1) = π²/6.
  private mutating func value(_ order: Int, _ base: Rational) -> Expression {
    if base == Rational(1, over: 2) {
      let one = value(order, 1)
      if order > 0 { return store.scaled(one, by: Rational(2).power(order + 1) - 1) }
      guard let logarithm = try? store.function(.log, store.rational(2)) else { return one }
      return store.sum(one, store.scaled(logarithm, by: -2))
    }
    if base.isOne, order == 1, let square = try? store.power(store.pi, 2) {
      return store.scaled(square, by: Rational(1, over: 6))
    }
    let symbol = symbol(PolygammaValue(order: order, constant: base, slope: 0))
    return base.isOne && order == 0 ? store.negated(symbol) : symbol
  }

  private mutating func symbol(_ value: PolygammaValue) -> Expression {
    let symbol = value.symbol(dimension, store)
    if symbols[symbol] == nil {
      if !store.isUsed(symbol) { store.assume(.real, of: symbol) }
      symbols[symbol] = value
    }
    return store.symbol(symbol)
  }
}

extension PolygammaValue {
  /// Whether the symbol is that of γ = -ψ(1).
  var isEulerGamma: Bool { order == 0 && slope.isZero && constant.isOne }

  /// The argument as an expression.
  func argument(_ dimension: Expression?, _ store: ExpressionStore) -> Expression {
    guard let dimension, !slope.isZero else { return store.rational(constant) }
    return store.sum(store.rational(constant), store.scaled(dimension, by: slope))
  }

  /// The symbol, by a name that no program can use: γ, `digamma(1/4)`, `polygamma(2, 1)`.
  fileprivate func symbol(_ dimension: Expression?, _ store: ExpressionStore) -> Symbol {
    if isEulerGamma { return Symbol("EulerGamma()") }
    let place = store.text(argument(dimension, store))
    return Symbol(order == 0 ? "digamma(\(place))" : "polygamma(\(order), \(place))")
  }

  /// How LaTeX writes the symbol.
  func name(_ dimension: Expression?, _ store: ExpressionStore) -> FormulaName {
    if isEulerGamma { return .symbol("gamma") }
    return .element(
      ElementName(
        .own("psi"), index: store.layout(of: store.rational(Rational(order))),
        point: store.layout(of: argument(dimension, store))))
  }

  /// An enclosure of what the symbol stands for.
  ///
  /// - Precondition: the dimension does not occur.
  func ball(precision: Int) -> RealBall {
    let value = RealBall.polygamma(order: order, at: constant, precision: precision)
    return isEulerGamma ? value.negated() : value
  }
}
