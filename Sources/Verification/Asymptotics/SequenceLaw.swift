internal import Arithmetic
internal import Expressions
internal import Singularities

/// The leading behaviour constant·n^exponent·(log n)^logarithm·rateⁿ of a sequence for large n of one parity.
struct SequenceLaw {
  /// The constant; Gamma values stand in it as symbols.
  var constant: Expression
  /// The power of n; with symbols where it depends on parameters or on a depth without a value.
  var exponent: Expression
  /// The base of the geometric factor, positive.
  var rate: Expression
  /// Whether the constant is proved to differ from zero; a free constant counts as such.
  var isNonzero: Bool
  /// Whether the sequence is zero from some index on.
  var isZero = false
  /// Whether the sequence is exactly this product, so that equal ones cancel.
  var isExact = false
  /// The power of log n.
  var logarithm: Rational = 0
}

/// Why a sequence has no leading behaviour that is proved.
struct NoSequenceLaw: Error, CustomStringConvertible {
  let reason: String

  var description: String { reason }
}

/// Gamma values and eigenvalues in constants: symbols with what they stand for.
struct GammaSymbols {
  private(set) var arguments: [Symbol: Expression] = [:]
  /// Eigenvalues of functions of the pixels whose frequencies stay.
  private(set) var coefficients: [Symbol: BallSource] = [:]

  /// Computes an enclosure with so many bits; `nil` when that fails.
  typealias BallSource = (_ bits: Int) -> RealBall?

  /// Says what the coefficients of a constant are.
  mutating func define(_ values: [(symbol: Symbol, value: RayCoefficient)]) {
    for (symbol, value) in values { coefficients[symbol] = value.ball }
  }

  /// A symbol for a positive number that is known as an enclosure, which is assumed of it.
  mutating func symbol(
    _ name: String, of ball: RealBall, in store: ExpressionStore
  ) -> Expression {
    let symbol = Symbol(name)
    if coefficients[symbol] == nil {
      if !store.isUsed(symbol) { store.assume(Self.interval(of: ball), of: symbol) }
      coefficients[symbol] = { _ in ball }
    }
    return store.symbol(symbol)
  }

  /// Rational numbers around a positive ball.
  private static func interval(of ball: RealBall) -> Assumption {
    let decimal = ball.decimal(upTo: 24)
    guard let mid = Rational(decimal.mid), let rad = Rational(decimal.rad), mid > rad else {
      return .positive
    }
    return Assumption(
      lower: .init(mid - rad, isIncluded: true), upper: .init(mid + rad, isIncluded: true))
  }

  /// The symbol of Γ(x) for an x that is no pole.
  ///
  /// Its name is not one of the language.
  mutating func symbol(of argument: Expression, in store: ExpressionStore) -> Expression {
    let symbol = Symbol("Gamma(\(store.layout(of: argument).text))")
    if arguments[symbol] == nil {
      if !store.isUsed(symbol), store.knownSign(of: argument) == .positive {
        store.assume(.positive, of: symbol)
      }
      arguments[symbol] = argument
    }
    return store.symbol(symbol)
  }

  /// A product with symbols for its values of Γ.
  mutating func expression(of product: GammaProduct, in store: ExpressionStore) -> Expression {
    var parts = [product.factor]
    let numbers = product.numericGammas.map { (store.rational($0.argument), $0.exponent) }
    for (argument, count) in numbers + product.symbolicGammas.map({ ($0.argument, $0.exponent) }) {
      guard let power = try? store.power(symbol(of: argument, in: store), Rational(count)) else {
        continue
      }
      parts.append(power)
    }
    return store.product(parts)
  }

  /// An enclosure of a constant at values of its parameters; `nil` when a symbol has none.
  func ball(
    of constant: Expression, at point: [Symbol: Rational], in store: ExpressionStore, bits: Int
  ) -> RealBall? {
    var bindings: [Symbol: RealBall] = [:]
    for symbol in store.symbols(in: constant) {
      if let source = coefficients[symbol] {
        guard let ball = source(bits) else { return nil }
        bindings[symbol] = ball
      } else if let argument = arguments[symbol] {
        guard let value = value(of: argument, at: point, in: store) else { return nil }
        bindings[symbol] = RealBall.gamma(value, precision: bits + 32)
      } else if let value = point[symbol] {
        bindings[symbol] = RealBall(value, precision: bits + 32)
      } else {
        return nil
      }
    }
    guard
      let (values, isDefined) = try? Tape(constant, in: store).evaluate(
        over: bindings, precision: bits + 32), isDefined
    else { return nil }
    return values[0]
  }

  /// An argument of Γ at values of its parameters, where it is rational and no pole.
  private func value(
    of argument: Expression, at point: [Symbol: Rational], in store: ExpressionStore
  ) -> Rational? {
    let values = point.mapValues { store.rational($0) }
    guard let image = try? store.substituting(values, in: argument),
      let value = store.rationalValue(store.simplified(image)),
      !(value.isInteger && value.signum <= 0)
    else { return nil }
    return value
  }
}
