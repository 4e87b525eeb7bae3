internal import Arithmetic
internal import Expressions
internal import Puiseux

/// What the parts of a kernel do next to the end r of their disc of convergence, with x = 1 - z/r:
/// f = A(x) + σ·x^α + o(x^α), where A is analytic, in numbers.
///
/// Coefficients of one sign leave no room for cancellation: α is the lowest exponent that is no natural number, when σ ≠ 0.
/// Next to r every part is a convergent series in powers of a root of x, as in ``ContinuationAnalysis``.
struct CriticalBehaviour {
  /// A(0), `nil` when f is unbounded, and the term; `nil` for a part that is analytic at r.
  struct Behaviour {
    let value: RealBall?
    let singular: Term?
  }

  /// σ·x^α.
  struct Term {
    let exponent: Rational
    let strength: RealBall
  }

  private let radius: ConvergenceRadius
  private let point: ConvergenceRadius.Point
  private var known: [Expression: Behaviour?] = [:]

  private var store: ExpressionStore { radius.store }
  private var precision: Int { radius.precision }

  init(_ radius: ConvergenceRadius, at point: ConvergenceRadius.Point) {
    self.radius = radius
    self.point = point
  }

  /// The limit at r; `nil` when it is infinite or not known.
  mutating func value(of kernel: Expression) -> RealBall? { behaviour(of: kernel)?.value }

  /// The behaviour of a kernel that is analytic on |z| < r; `nil` when it is not known.
  mutating func behaviour(of kernel: Expression) -> Behaviour? {
    for part in store.topologicalOrder(of: [kernel]) where known[part] == nil {
      known[part] = .some(computed(part))
    }
    return known[kernel] ?? nil
  }

  private func child(_ part: Expression) -> Behaviour? { known[part] ?? nil }

  private func number(_ expression: Expression, _ box: [Symbol: RealBall] = [:]) -> RealBall? {
    guard
      let (values, isDefined) = try? Tape(expression, in: store)
        .evaluate(over: box, precision: precision), isDefined, values[0].isFinite
    else { return nil }
    return values[0]
  }

  private func computed(_ part: Expression) -> Behaviour? {
    if !store.dependsOnCosine(part) {
      return number(part).map { Behaviour(value: $0, singular: nil) }
    }
    switch store.node(part) {
    case .rational, .pi, .application: return nil
    case .symbol: return Behaviour(value: point.ball, singular: nil)
    case .sum(let terms): return sum(terms.map(child))
    case .product(let coefficient, let factors):
      var result = Behaviour(value: RealBall(coefficient, precision: precision), singular: nil)
      for factor in factors {
        guard let next = power(factor), let product = product(result, next) else { return nil }
        result = product
      }
      return result
    case .function(let function, let argument):
      let place: ConvergenceRadius.Place?
      switch function {
      case .kappa, .arccos, .arcsin: place = .init(argument: argument, isZero: false)
      case .log: place = .init(argument: argument, isZero: true)
      case .exp: place = nil
      case .erf, .normalCDF, .sin, .cos, .abs: return nil
      }
      if let place, let (critical, sign) = critical(place), let other = radius.critical[critical] {
        switch point.isEqual(to: other) {
        case true?: return function == .log ? nil : inverseCosine(critical, function, sign)
        case false?: break
        case nil: return nil
        }
      }
      return image(child(argument)) { try? store.function(function, $0) }
    }
  }

  /// The place of an argument, or that of its negative with the sign -1.
  private func critical(
    _ place: ConvergenceRadius.Place
  ) -> (place: ConvergenceRadius.Place, sign: Int)? {
    if radius.critical[place] != nil { return (place, 1) }
    let negative = ConvergenceRadius.Place(
      argument: store.negated(place.argument), isZero: place.isZero)
    return place.isZero || radius.critical[negative] == nil ? nil : (negative, -1)
  }

  // MARK: Parts

  private func sum(_ parts: [Behaviour?]) -> Behaviour? {
    var value: RealBall? = .zero
    var terms: [Term] = []
    for part in parts {
      guard let part else { return nil }
      value = value.flatMap { a in part.value.map { a.adding($0, precision: precision) } }
      if let term = part.singular { terms.append(term) }
    }
    return Behaviour(value: value, singular: lowest(terms))
  }

  private func lowest(_ terms: [Term]) -> Term? {
    guard let exponent = terms.map(\.exponent).min() else { return nil }
    let strength = terms.filter { $0.exponent == exponent }.reduce(RealBall.zero) {
      $0.adding($1.strength, precision: precision)
    }
    return Term(exponent: exponent, strength: strength)
  }

  private func product(_ a: Behaviour, _ b: Behaviour) -> Behaviour? {
    func scaled(_ term: Term?, by value: RealBall?) -> Term? {
      guard let term, let value else { return nil }
      return Term(
        exponent: term.exponent,
        strength: term.strength.multiplied(by: value, precision: precision))
    }
    // Where a factor vanishes, another term leads.
    for (one, other) in [(a, b), (b, a)] where one.singular != nil {
      if other.value?.containsZero == true { return nil }
    }
    if a.value == nil, b.value == nil, let first = a.singular, let second = b.singular {
      let strength = first.strength.multiplied(by: second.strength, precision: precision)
      return Behaviour(
        value: nil,
        singular: Term(exponent: first.exponent + second.exponent, strength: strength))
    }
    let value = a.value.flatMap { first in
      b.value.map { first.multiplied(by: $0, precision: precision) }
    }
    return Behaviour(
      value: value,
      singular: lowest(
        [scaled(a.singular, by: b.value), scaled(b.singular, by: a.value)].compactMap { $0 }))
  }

  private func power(_ factor: Factor) -> Behaviour? {
    if factor.exponent.isOne { return child(factor.base) }
    if !store.dependsOnCosine(factor.base) {
      return (try? store.power(factor.base, factor.exponent)).flatMap { number($0) }
        .map { Behaviour(value: $0, singular: nil) }
    }
    let base = child(factor.base)
    if let count = factor.exponent.word, count > 0 {
      if let base, base.value == nil, let term = base.singular {
        return Behaviour(
          value: nil,
          singular: Term(
            exponent: term.exponent * factor.exponent,
            strength: term.strength.power(count, precision: precision)))
      }
    } else {
      let place = ConvergenceRadius.Place(argument: factor.base, isZero: true)
      if let other = radius.critical[place] {
        switch point.isEqual(to: other) {
        case true?: return vanishing(place, factor.exponent)
        case false?: break
        case nil: return nil
        }
      }
    }
    return image(base) { try? store.power($0, factor.exponent) }
  }

  /// F(f) where F is analytic at A(0).
  private func image(_ argument: Behaviour?, _ function: (Expression) -> Expression?) -> Behaviour?
  {
    let variable = Symbol("value at the end")
    guard let argument, let value = argument.value,
      let outer = function(store.symbol(variable)), let result = number(outer, [variable: value])
    else { return nil }
    guard let term = argument.singular else { return Behaviour(value: result, singular: nil) }
    guard let derivative = try? store.derivative(of: outer, with: variable),
      let slope = number(derivative, [variable: value])
    else { return nil }
    return Behaviour(
      value: result,
      singular: Term(
        exponent: term.exponent,
        strength: term.strength.multiplied(by: slope, precision: precision)))
  }

  // MARK: Where a part becomes singular

  /// The m > 0 in A - v = m·x + O(x²), or 1 - |u| = m·x + O(x²), where the argument is analytic at r.
  private func slope(_ place: ConvergenceRadius.Place) -> RealBall? {
    if case .finite(let inner)? = try? radius.child(place.argument) {
      guard point.ball.isCertainlyLess(than: inner.ball) else { return nil }
    }
    let distance = radius.distance(at: place)
    guard let root = MonotoneRoot(distance, precision: precision, in: store),
      let slope = root.slope(on: point.ball), slope.isCertainlyNegative
    else { return nil }
    return slope.multiplied(by: point.ball, precision: precision).negated()
  }

  private func vanishing(_ place: ConvergenceRadius.Place, _ exponent: Rational) -> Behaviour? {
    guard let slope = slope(place),
      let strength = try? RealBall.power(slope, exponent, precision: precision)
    else { return nil }
    return Behaviour(
      value: exponent.signum > 0 ? .zero : nil,
      singular: Term(exponent: exponent, strength: strength))
  }

  /// F(±(1 - w)) = p₀ + … + e·w^p + … with w = m·x + O(x²).
  private func inverseCosine(
    _ place: ConvergenceRadius.Place, _ function: Function, _ sign: Int
  ) -> Behaviour? {
    let half = Rational(1, over: 2)
    let first = if case .kappa(let degree) = function { Rational(degree) + half } else { half }
    let end = (radius.critical[place]?.target ?? 1) * sign
    let mirrored = store.scaled(store.cosine, by: Rational(end))
    guard let slope = slope(place), let outer = try? store.function(function, mirrored),
      let expansion = try? PuiseuxExpansion.expand(outer, at: .one, .exponent(first), in: store),
      let start = expansion.coefficient(of: 0, in: store), let value = number(start),
      let coefficient = expansion.coefficient(of: first, in: store),
      let strength = number(coefficient),
      let root = try? RealBall.power(slope, first, precision: precision)
    else { return nil }
    return Behaviour(
      value: value,
      singular: Term(
        exponent: first, strength: strength.multiplied(by: root, precision: precision)))
  }
}
