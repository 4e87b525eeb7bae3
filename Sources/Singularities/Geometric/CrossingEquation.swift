internal import Arithmetic
internal import Expressions

/// An equation u(t) = c, solved for t as far as closed forms reach.
///
/// What stands outside is taken to the other side: sums and products with one part that depends on t, powers, arcsin and
/// its like, exponentials and logarithms. Each step keeps every solution at which the parts are real, and loses
/// none: arcsin(w) = c implies w = sin(c). That there is a solution is shown elsewhere.
struct CrossingEquation {
  /// The part of u that is left.
  private(set) var function: Expression
  /// The value that it takes.
  private(set) var value: Expression

  private let store: ExpressionStore
  private let signs: CoefficientAnalysis

  /// Steps are taken at most so often.
  private static let stepLimit = 200

  init(_ function: Expression, reaching value: Expression, _ signs: CoefficientAnalysis) {
    self.function = function
    self.value = value
    self.signs = signs
    store = signs.store
    for _ in 0..<Self.stepLimit {
      guard let next = peeled() else { return }
      self.function = next.function
      self.value = store.simplified(next.value)
    }
  }

  /// Whether two equations are the same; false when that is not shown.
  func isProvedEqual(to other: CrossingEquation) -> Bool {
    function == other.function
      && store.knownSign(of: store.difference(value, other.value)) == .zero
  }

  private typealias Step = (function: Expression, value: Expression)

  private func peeled() -> Step? {
    switch store.node(function) {
    case .sum(let terms):
      let varying = terms.filter(store.dependsOnCosine)
      guard varying.count == 1 else { return nil }
      let rest = store.sum(terms.filter { !store.dependsOnCosine($0) })
      return (varying[0], store.difference(value, rest))
    case .product(let coefficient, let factors): return peeled(coefficient, factors)
    case .function(let function, let argument):
      return inverse(of: function).map { (argument, $0) }
    case .rational, .pi, .symbol, .application: return nil
    }
  }

  private func peeled(_ coefficient: Rational, _ factors: [Factor]) -> Step? {
    let varying = factors.filter { store.dependsOnCosine($0.base) }
    guard varying.count == 1 else { return nil }
    var rest = [store.rational(coefficient)]
    for factor in factors where !store.dependsOnCosine(factor.base) {
      guard let power = try? store.power(factor.base, factor.exponent) else { return nil }
      rest.append(power)
    }
    guard let quotient = try? store.quotient(value, store.product(rest)) else { return nil }
    let (base, exponent) = (varying[0].base, varying[0].exponent)
    if exponent.isOne { return (base, quotient) }
    // Of an even power, the root of a base that is not negative for t >= 0.
    let isRoot = !exponent.isInteger || signs.signs(of: base).cone != nil
    guard isRoot, store.knownSign(of: store.simplified(quotient)) == .positive,
      let root = try? store.power(store.simplified(quotient), 1 / exponent)
    else { return nil }
    return (base, root)
  }

  /// The argument at which a function takes the value; `nil` where it does not take it, or that is not known.
  private func inverse(of function: Function) -> Expression? {
    let pi = store.pi
    let half = store.scaled(pi, by: Rational(1, over: 2))
    switch function {
    case .arcsin:
      guard isNonnegative(store.difference(half, value)), isNonnegative(store.sum(half, value))
      else { return nil }
      return try? store.function(.sin, value)
    case .arccos:
      guard isNonnegative(value), isNonnegative(store.difference(pi, value)) else { return nil }
      return try? store.function(.cos, value)
    case .kappa(0):
      let room = store.difference(store.rational(1), value)
      guard isNonnegative(value), isNonnegative(room) else { return nil }
      return try? store.function(.cos, store.product(pi, room))
    case .exp:
      guard store.knownSign(of: value) == .positive else { return nil }
      return try? store.function(.log, value)
    case .log: return try? store.function(.exp, value)
    case .kappa, .erf, .normalCDF, .sin, .cos, .abs: return nil
    }
  }

  private func isNonnegative(_ number: Expression) -> Bool {
    store.knownSign(of: number).isNonnegative
  }

  // MARK: Solutions

  /// The solutions of a linear or quadratic equation.
  enum Roots {
    /// Real ones, in closed form.
    case real([Expression])
    /// A conjugate pair with this modulus.
    case pair(modulus: Expression)
  }

  /// The solutions; `nil` when the equation is of another kind or the sign of a coefficient is not known.
  var roots: Roots? {
    let zero = [Symbol.cosine: store.rational(0)]
    guard let slope = try? store.derivative(of: function, with: .cosine),
      let second = try? store.derivative(of: store.simplified(slope), with: .cosine)
    else { return nil }
    let curvature = store.simplified(second)
    guard !store.dependsOnCosine(curvature),
      let start = try? store.substituting(zero, in: function),
      let linear = try? store.substituting(zero, in: slope)
    else { return nil }
    // a·t² + b·t + c.
    let a = store.simplified(store.scaled(curvature, by: Rational(1, over: 2)))
    let (b, c) = (store.simplified(linear), store.simplified(store.difference(start, value)))
    switch store.knownSign(of: a) {
    case .zero:
      guard isNonzero(b), let root = try? store.quotient(store.negated(c), b) else { return nil }
      return .real([store.simplified(root)])
    case .positive, .negative: return quadratic(a, b, c)
    case .nonnegative, .nonpositive, .unknown: return nil
    }
  }

  private func isNonzero(_ number: Expression) -> Bool {
    let sign = store.knownSign(of: number)
    return sign == .positive || sign == .negative
  }

  private func quadratic(_ a: Expression, _ b: Expression, _ c: Expression) -> Roots? {
    let product = store.scaled(store.product(a, c), by: 4)
    let discriminant = store.simplified(store.difference(store.product(b, b), product))
    switch store.knownSign(of: discriminant) {
    case .negative:
      guard let quotient = try? store.quotient(c, a),
        let modulus = try? store.squareRoot(store.simplified(quotient))
      else { return nil }
      return .pair(modulus: store.simplified(modulus))
    case .positive, .zero:
      guard let root = try? store.squareRoot(discriminant) else { return nil }
      let ends = [root, store.negated(root)].compactMap { root in
        try? store.quotient(store.difference(root, b), store.scaled(a, by: 2))
      }
      return ends.count == 2 ? .real(ends.map(store.simplified)) : nil
    case .nonnegative, .nonpositive, .unknown: return nil
    }
  }
}
