internal import Arithmetic
internal import Expressions

/// Where the value of a function's argument at the pole lies in [-1, 1].
enum UnitPlace {
  case end(Pole)
  case inside
  case outside
  case unknown
}

/// What Schoenberg's cone says of f at t = -1.
///
/// For f = Σ bₙtⁿ with bₙ ≥ 0, |f(-1)| ≤ f(1). Equality is passed on or broken by the structure: a sum of
/// such terms, at least one of them strict, is strict, and so is one in which both signs occur; κₙ increases
/// and is not negative, so κₙ(g(-1)) < κₙ(g(1)) when g(-1) < g(1).
enum ConeExtremality {
  /// |f(-1)| < f(1).
  case strict
  /// f(-1) = f(1) or f(-1) = -f(1), and f(1) > 0.
  case extremal(isNegative: Bool)
  case unknown
}

extension ExpressionStore {
  /// Whether |f(-1)| < f(1) is shown for a function in Schoenberg's cone.
  func isStrictAtMinusOne(_ expression: Expression) -> Bool {
    guard isPositiveDefinite(expression) else { return false }
    var known: [Expression: ConeExtremality] = [:]
    for current in topologicalOrder(of: [expression]) {
      known[current] = extremality(of: current) { known[$0] ?? .unknown }
    }
    if case .strict = known[expression] { return true }
    return false
  }

  private func extremality(
    of expression: Expression, _ known: (Expression) -> ConeExtremality
  ) -> ConeExtremality {
    if !dependsOnCosine(expression) {
      return isPositive(expression) ? .extremal(isNegative: false) : .unknown
    }
    guard isPositiveDefinite(expression) else { return .unknown }
    switch node(expression) {
    case .rational, .pi: return .extremal(isNegative: false)
    case .symbol: return .extremal(isNegative: true)
    case .sum(let terms): return sumExtremality(terms.map(known))
    case .product(_, let factors):
      return productExtremality(
        factors.map { factor in
          let isEven = (factor.exponent.word ?? 1) % 2 == 0
          if case .extremal(true) = known(factor.base), isEven {
            return .extremal(isNegative: false)
          }
          return known(factor.base)
        })
    case .function(let function, let argument):
      switch (function, known(argument)) {
      case (.kappa, .strict), (.kappa, .extremal(isNegative: true)): return .strict
      case (.exp, .strict), (.exp, .extremal(isNegative: true)): return .strict
      case (.arcsin, let inner): return inner
      case (_, .extremal(isNegative: false)): return .extremal(isNegative: false)
      case (_, .unknown), (_, .strict), (_, .extremal): return .unknown
      }
    case .application: return .unknown
    }
  }

  private func sumExtremality(_ terms: [ConeExtremality]) -> ConeExtremality {
    var signs: Set<Bool> = []
    var isKnown = true
    for term in terms {
      switch term {
      case .strict: return .strict
      case .extremal(let isNegative): signs.insert(isNegative)
      case .unknown: isKnown = false
      }
    }
    if signs.count == 2 { return .strict }
    guard isKnown, let sign = signs.first else { return .unknown }
    return .extremal(isNegative: sign)
  }

  private func productExtremality(_ factors: [ConeExtremality]) -> ConeExtremality {
    // A strict factor makes the product strict when no other one vanishes at 1; a strict function is
    // positive there, an extremal one too.
    var isNegative = false
    var isStrict = false
    for factor in factors {
      switch factor {
      case .strict: isStrict = true
      case .extremal(let sign): isNegative = isNegative != sign
      case .unknown: return .unknown
      }
    }
    return isStrict ? .strict : .extremal(isNegative: isNegative)
  }
}
