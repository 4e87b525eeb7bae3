import Arithmetic
import Expressions
import TestSupport

/// How an expression is put together, independent of a store, so that it can be built twice.
indirect enum Recipe: Sendable {
  case number(Rational)
  case pi
  case symbol(Symbol)
  case sum([Recipe])
  case product([Recipe])
  case power(Recipe, Rational)
  case function(Function, Recipe)

  static let t = Recipe.symbol(.cosine)
  static let alpha = Recipe.symbol(Symbol("alpha"))

  /// Builds the expression.
  func build(in store: ExpressionStore) throws(ExpressionError) -> Expression {
    switch self {
    case .number(let value): return store.rational(value)
    case .pi: return store.pi
    case .symbol(let symbol): return store.symbol(symbol)
    case .sum(let parts): return store.sum(try Recipe.build(parts, in: store))
    case .product(let parts): return store.product(try Recipe.build(parts, in: store))
    case .power(let base, let exponent):
      return try store.power(try base.build(in: store), exponent)
    case .function(let function, let argument):
      return try store.function(function, try argument.build(in: store))
    }
  }

  private static func build(
    _ parts: [Recipe], in store: ExpressionStore
  ) throws(ExpressionError) -> [Expression] {
    var built: [Expression] = []
    for part in parts { built.append(try part.build(in: store)) }
    return built
  }

  /// The same recipe with the parts of sums and products in another order.
  func shuffled(_ random: inout SplitMix64) -> Recipe {
    switch self {
    case .number, .pi, .symbol: return self
    case .sum(let parts):
      return .sum(parts.map { $0.shuffled(&random) }.shuffled(using: &random))
    case .product(let parts):
      return .product(parts.map { $0.shuffled(&random) }.shuffled(using: &random))
    case .power(let base, let exponent): return .power(base.shuffled(&random), exponent)
    case .function(let function, let argument):
      return .function(function, argument.shuffled(&random))
    }
  }
}

/// A store in which alpha is positive.
func storeWithAlpha() -> ExpressionStore {
  let store = ExpressionStore()
  store.assume(.positive, of: Symbol("alpha"))
  return store
}

extension SplitMix64 {
  /// A point of the domain: t in [-1, 1], alpha in (0, 4].
  mutating func point() -> [Symbol: Rational] {
    let t =
      chance(12) ? pick([-1, 0, 1] as [Rational]) : Rational(int(-1000...1000), over: 1000)
    return [.cosine: t, Symbol("alpha"): Rational(int(1...400), over: 100)]
  }
}
