internal import Arithmetic
internal import Expressions

/// a·e^w + b·e^v as e^p·(a·e^q + b·e^(-q)) with p = (w + v)/2 and q = (w - v)/2, such as sinh and cosh in the duals of sin and
/// cos.
///
///     a·e^q + b·e^(-q) = Σ (a + (-1)ⁿb)·qⁿ/n!
///
/// has coefficients a + (-1)ⁿb ≥ 0 for a ≥ |b|.
struct ExponentialPair {
  let p: Expression
  let q: Expression
  /// Whether a = b, so that there are even powers of q alone, or a = -b.
  let parity: Reflection.Parity?

  /// Reads two terms; `nil` for others, or when a ≥ |b| is not shown for rational a, b.
  init?(_ first: Expression, _ second: Expression, in store: ExpressionStore) {
    guard let (a, w) = Self.exponential(first, store), let (b, v) = Self.exponential(second, store),
      a >= b.magnitude
    else { return nil }
    let (left, right) = (Self.linear(w, store), Self.linear(v, store))
    let half = Rational(1, over: 2)
    func combined(_ sign: Rational) -> Expression {
      store.sum(
        Set(left.keys).union(right.keys).sorted { store.text($0) < store.text($1) }.map { part in
          store.scaled(part, by: half * ((left[part] ?? 0) + sign * (right[part] ?? 0)))
        })
    }
    (p, q) = (combined(1), combined(-1))
    parity = a == b ? .even : a == -b ? .odd : nil
  }

  /// a and w of a·e^w.
  private static func exponential(
    _ term: Expression, _ store: ExpressionStore
  ) -> (Rational, Expression)? {
    switch store.node(term) {
    case .function(.exp, let argument): return (1, argument)
    case .product(let coefficient, let factors):
      guard factors.count == 1, factors[0].exponent.isOne,
        case .function(.exp, let argument) = store.node(factors[0].base)
      else { return nil }
      return (coefficient, argument)
    case .rational, .pi, .symbol, .sum, .function, .application: return nil
    }
  }

  /// A sum as a linear combination of its terms, also where it is multiplied by a number.
  private static func linear(
    _ expression: Expression, _ store: ExpressionStore
  ) -> [Expression: Rational] {
    var result: [Expression: Rational] = [:]
    var open: [(part: Expression, factor: Rational)] = [(expression, 1)]
    while let (part, factor) = open.popLast() {
      switch store.node(part) {
      case .sum(let terms): open += terms.map { ($0, factor) }
      case .product(let coefficient, let factors)
      where factors.count == 1 && factors[0].exponent.isOne:
        open.append((factors[0].base, factor * coefficient))
      case .product(let coefficient, _) where coefficient != 1 && !coefficient.isZero:
        open.append((store.scaled(part, by: 1 / coefficient), factor * coefficient))
      case .rational(let value): result[store.rational(1), default: 0] += factor * value
      default: result[part, default: 0] += factor
      }
    }
    return result
  }
}
