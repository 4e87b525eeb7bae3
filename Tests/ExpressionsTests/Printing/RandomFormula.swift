import Arithmetic
import Expressions

/// Random expressions with everything that a formula can hold, from a seed.
struct RandomFormula {
  let store: ExpressionStore
  private var state: UInt64

  init(seed: UInt64, store: ExpressionStore = ExpressionStore()) {
    self.store = store
    state = seed
    store.assume(.positive, of: Symbol("alpha"))
    store.assume(.positive, of: Symbol("w_2"))
    store.assume(.real, of: Symbol("weight_in"))
  }

  private mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }

  /// An expression of at most the given depth; `nil` when the choice has no value.
  mutating func expression(depth: Int) -> Expression? {
    if depth == 0 { return leaf() }
    switch below(10) {
    case 0, 1, 2:
      return terms(depth).map { store.sum($0) }
    case 3, 4, 5:
      return terms(depth).map { store.product($0) }
    case 6:
      guard let base = expression(depth: depth - 1) else { return nil }
      let exponents: [Rational] = [2, 3, -1, -2]
      return try? store.power(base, exponents[below(4)])
    case 7:
      // A root of something positive.
      guard let base = expression(depth: depth - 1), let square = try? store.power(base, 2) else {
        return nil
      }
      let radicand = store.sum(square, store.rational(Rational(below(3) + 1)))
      let exponents = [
        Rational(1, over: 2), Rational(3, over: 2), Rational(-1, over: 2), Rational(1, over: 3),
      ]
      return try? store.power(radicand, exponents[below(4)])
    default:
      return applied(depth)
    }
  }

  private mutating func terms(_ depth: Int) -> [Expression]? {
    let parts = (0..<(below(3) + 2)).map { _ in expression(depth: depth - 1) }
    return parts.contains(nil) ? nil : parts.compactMap { $0 }
  }

  private mutating func applied(_ depth: Int) -> Expression? {
    guard let inner = expression(depth: depth - 1) else { return nil }
    let anywhere: [Function] = [.erf, .normalCDF, .sin, .cos, .abs, .exp]
    let inside: [Function] = [.kappa(0), .kappa(1), .kappa(2), .arccos, .arcsin]
    if below(2) == 0 { return try? store.function(anywhere[below(anywhere.count)], inner) }
    // x/√(1 + x²) lies in [-1, 1].
    guard let square = try? store.power(inner, 2),
      let root = try? store.squareRoot(store.sum(store.rational(1), square)),
      let bounded = below(3) == 0 ? store.cosine : try? store.quotient(inner, root)
    else { return nil }
    return try? store.function(inside[below(inside.count)], bounded)
  }

  private mutating func leaf() -> Expression {
    switch below(8) {
    case 0, 1, 2: store.cosine
    case 3: store.symbol(Symbol("alpha"))
    case 4: store.symbol(Symbol(["w_2", "weight_in", "x", "beta1"][below(4)]))
    case 5: store.pi
    default: store.rational(Rational(below(9) - 4, over: below(4) + 1))
    }
  }
}
