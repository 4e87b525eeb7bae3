internal import Arithmetic
internal import Expressions

/// Reads off the structure of a kernel where it maps the upper half-plane.
///
/// Let u be analytic off the cuts, real on (-1, 1), not constant and with 0 < arg u(z) < πb ≤ π for Im z > 0. Then
/// u(z) lies off the real axis for all z off it, and u rises strictly on (-1, 1), because it maps small upper half discs
/// to the upper side. So where the formula has values on (-1, 1), a function that is defined on [-1, 1] meets
/// u in (-1, 1) only, and a logarithm or a fractional power u > 0 only: each of these has value only next to an end
/// of its domain otherwise. Hence κₙ(u), arcsin u, arccos u, log u and uʳ are analytic off the cuts with principal
/// branches, and
///
/// - Im arcsin u > 0: for w = arcsin u, |Re w| < π/2 and Im u = cos(Re w)·sinh(Im w);
/// - arccos u = π/2 - arcsin u has real part in (0, π) and Im < 0; κ₀(u) = 1 - arccos(u)/π has real part in (0, 1) and
///   Im > 0, so both have an argument below π/2 in size;
/// - Im log u = arg u; arg uʳ = r·arg u, as long as that stays within (-π, π);
/// - sums of functions with 0 < arg ≤ πb, and of these with numbers c ≥ 0, have 0 < arg < πb; with other
///   numbers still Im > 0;
/// - arguments of products add.
///
/// Functions with the opposite turn, arg u < 0, are the conjugates: the same holds with all signs changed. For the theory of
/// Pick functions see Donoghue (1974), chapter II.
final class HalfPlaneAnalysis {
  private let store: ExpressionStore
  /// What symbols that stand for functions of t are known to be.
  private let given: [Symbol: HalfPlaneImage]
  private var known: [Expression: HalfPlaneImage] = [:]

  /// Creates an analysis.
  ///
  /// - Precondition: Every symbol other than t and those given stands for a number.
  init(store: ExpressionStore, given: [Symbol: HalfPlaneImage] = [:]) {
    self.store = store
    self.given = given
  }

  /// What the structure shows, provided that the expression has values on (-1, 1).
  func image(of expression: Expression) -> HalfPlaneImage {
    for part in store.topologicalOrder(of: [expression]) where known[part] == nil {
      known[part] = computed(part)
    }
    return child(expression)
  }

  private func child(_ part: Expression) -> HalfPlaneImage { known[part] ?? .unknown }

  private func computed(_ part: Expression) -> HalfPlaneImage {
    switch store.node(part) {
    case .rational, .pi: return number(part)
    case .symbol(.cosine): return .sector(isUpper: true, opening: 1)
    case .symbol(let symbol):
      if let image = given[symbol] { return image }
      return symbol.isCosine ? .unknown : number(part)
    case .sum(let terms):
      return isNumber(terms) ? number(part) : sum(terms.map(child))
    case .product(let coefficient, let factors):
      return isNumber(factors.map(\.base)) ? number(part) : product(coefficient, factors)
    case .function(let function, let argument):
      return isNumber([argument]) ? number(part) : image(of: argument, under: function, part)
    case .application(let function, let arguments):
      if isNumber(arguments) { return number(part) }
      // Φ₂ has the derivative e^(-(h² - 2rhk + k²)/(2(1-r²)))/(2π√(1-r²)) in r, analytic off the cuts.
      guard function == .bivariateNormalCDF, isNumber(Array(arguments.prefix(2))),
        case .sector = child(arguments[2])
      else { return .unknown }
      return .analytic
    }
  }

  private func isNumber(_ parts: [Expression]) -> Bool {
    parts.allSatisfy { if case .constant = child($0) { true } else { false } }
  }

  /// Whether no symbol in an expression stands for a function of t.
  private func holdsNumbersOnly(_ value: Expression) -> Bool {
    store.symbols(in: value).allSatisfy { given[$0] == nil && !$0.isCosine }
  }

  private func number(_ value: Expression) -> HalfPlaneImage {
    .constant(isNonnegative: store.knownSign(of: value).isNonnegative)
  }

  private func sum(_ terms: [HalfPlaneImage]) -> HalfPlaneImage {
    var turns: Set<Bool> = []
    var opening = Rational(0)
    for term in terms {
      switch term {
      case .constant(let isNonnegative): if !isNonnegative { opening = 1 }
      case .sector(let isUpper, let angle):
        turns.insert(isUpper)
        opening = max(opening, angle)
      case .analytic: turns = [true, false]
      case .unknown: return .unknown
      }
    }
    guard turns.count == 1, let isUpper = turns.first else { return .analytic }
    // A negative number is added to a function that turns downwards: arg in (-π, 0), as well.
    return .sector(isUpper: isUpper, opening: opening)
  }

  private func product(_ coefficient: Rational, _ factors: [Factor]) -> HalfPlaneImage {
    var constants = [store.rational(coefficient)]
    var turns: Set<Bool> = []
    var opening = Rational(0)
    for factor in factors {
      switch child(factor.base) {
      case .unknown: return .unknown
      case .constant:
        guard let power = try? store.power(factor.base, factor.exponent) else { return .unknown }
        constants.append(power)
      case .sector(let isUpper, let angle):
        let (turn, angle) = Self.turned(isUpper, angle, by: factor.exponent)
        turns.insert(turn)
        opening += angle
      case .analytic:
        guard factor.exponent.isInteger, factor.exponent.signum > 0 else { return .unknown }
        turns = [true, false]
      }
    }
    guard turns.count == 1, let isUpper = turns.first, opening <= 1 else { return .analytic }
    switch store.knownSign(of: store.product(constants)) {
    case .positive: return .sector(isUpper: isUpper, opening: opening)
    case .negative: return .sector(isUpper: !isUpper, opening: 1)
    case .nonnegative, .nonpositive, .zero, .unknown: return .analytic
    }
  }

  /// The argument of a power.
  private static func turned(
    _ isUpper: Bool, _ opening: Rational, by exponent: Rational
  ) -> (isUpper: Bool, opening: Rational) {
    (isUpper == (exponent.signum > 0), opening * exponent.magnitude)
  }

  private func image(
    of argument: Expression, under function: Function, _ part: Expression
  ) -> HalfPlaneImage {
    let inner = child(argument)
    if let (base, exponent) = store.symbolicPower(part), holdsNumbersOnly(exponent),
      case .sector(let isUpper, let opening) = child(base)
    {
      return power(isUpper, opening, exponent)
    }
    if inner == .unknown { return .unknown }
    switch function {
    case .exp, .sin, .cos, .erf, .normalCDF: return .analytic
    case .abs: return .unknown
    case .arccos, .arcsin, .kappa, .log:
      guard case .sector(let isUpper, _) = inner else { return .unknown }
      switch function {
      case .arcsin, .log: return .sector(isUpper: isUpper, opening: 1)
      case .kappa(0): return .sector(isUpper: isUpper, opening: Rational(1, over: 2))
      case .arccos: return .sector(isUpper: !isUpper, opening: Rational(1, over: 2))
      default: return .analytic
      }
    }
  }

  /// u^κ for an exponent that holds symbols.
  private func power(
    _ isUpper: Bool, _ opening: Rational, _ exponent: Expression
  ) -> HalfPlaneImage {
    for (sign, size) in [(true, exponent), (false, store.negated(exponent))] {
      guard store.knownSign(of: size) == .positive,
        store.knownSign(of: store.difference(store.rational(1), size)).isNonnegative
      else { continue }
      return .sector(isUpper: isUpper == sign, opening: opening)
    }
    return .analytic
  }
}
