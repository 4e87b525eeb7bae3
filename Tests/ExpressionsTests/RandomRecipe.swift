import Arithmetic
import Expressions
import TestSupport

// Random expressions whose functions get arguments in their domains, so that nearly all of them have a
// value at every point.
extension SplitMix64 {
  /// Any expression.
  mutating func recipe(depth: Int) -> Recipe {
    if depth == 0 { return leaf() }
    switch below(16) {
    case 0...3: return .sum(recipes(2...4, depth: depth - 1))
    case 4...6: return .product(recipes(2...3, depth: depth - 1))
    case 7: return .power(recipe(depth: depth - 1), Rational(int(2...3)))
    case 8: return .power(positive(depth: depth - 1), fraction())
    case 9: return .power(nonnegative(depth: depth - 1), Rational(int(1...5), over: int(2...3)))
    case 10: return .function(pick([.sin, .cos, .erf, .normalCDF]), recipe(depth: depth - 1))
    case 11: return .function(.exp, bounded(depth: depth - 1))
    case 12: return .function(.log, positive(depth: depth - 1))
    case 13: return .function(.abs, recipe(depth: depth - 1))
    default:
      return .function(
        pick([.kappa(0), .kappa(1), .kappa(1), .kappa(2), .kappa(3), .arccos, .arcsin]),
        bounded(depth: depth - 1))
    }
  }

  private mutating func leaf() -> Recipe {
    switch below(8) {
    case 0...2: .t
    case 3, 4: .alpha
    case 5: .pi
    default: .number(rational(from: -3, to: 3))
    }
  }

  private mutating func recipes(_ counts: ClosedRange<Int>, depth: Int) -> [Recipe] {
    (0..<int(counts)).map { _ in recipe(depth: below(depth + 1)) }
  }

  private mutating func fraction() -> Rational {
    let exponent = Rational(int(1...5), over: int(1...3))
    return chance(2) ? exponent : -exponent
  }

  /// An expression with values in [-1, 1].
  mutating func bounded(depth: Int) -> Recipe {
    if depth == 0 { return pick([.t, .t, .number(rational(from: -1, to: 1))]) }
    let inner = bounded(depth: depth - 1)
    switch below(9) {
    case 0: return .product([.number(rational(from: -1, to: 1)), inner])
    case 1: return .product([inner, bounded(depth: depth - 1)])
    case 2:
      let share = rational(from: 0, to: 1)
      return .sum([
        .product([.number(share), inner]),
        .product([.number(1 - share), bounded(depth: depth - 1)]),
      ])
    case 3: return .function(.sin, recipe(depth: depth - 1))
    case 4:
      // (u + αv)/(1 + α), as the layers of residual networks make it.
      return .product([
        .sum([inner, .product([.alpha, bounded(depth: depth - 1)])]),
        .power(.sum([.number(1), .alpha]), -1),
      ])
    case 5: return .power(inner, Rational(int(2...3)))
    default: return .function(pick([.kappa(0), .kappa(1), .kappa(1), .kappa(2)]), inner)
    }
  }

  /// An expression with values at least 0.
  mutating func nonnegative(depth: Int) -> Recipe {
    if depth == 0 { return pick([.alpha, .number(rational(from: 0, to: 3)), .power(.t, 2)]) }
    switch below(5) {
    case 0: return .power(recipe(depth: depth - 1), 2)
    case 1: return .function(.abs, recipe(depth: depth - 1))
    case 2: return .function(.kappa(int(0...2)), bounded(depth: depth - 1))
    case 3: return .sum([nonnegative(depth: depth - 1), nonnegative(depth: depth - 1)])
    default: return .product([nonnegative(depth: depth - 1), nonnegative(depth: depth - 1)])
    }
  }

  /// An expression with positive values.
  mutating func positive(depth: Int) -> Recipe {
    if depth == 0 { return pick([.alpha, .pi, .number(Rational(int(1...7), over: int(1...4)))]) }
    switch below(5) {
    case 0: return .function(.exp, bounded(depth: depth - 1))
    case 1: return .sum([.number(1), .power(recipe(depth: depth - 1), 2)])
    case 2: return .sum([.number(Rational(5, over: 4)), bounded(depth: depth - 1)])
    case 3: return .product([positive(depth: depth - 1), positive(depth: depth - 1)])
    default: return .function(.normalCDF, bounded(depth: depth - 1))
    }
  }
}
