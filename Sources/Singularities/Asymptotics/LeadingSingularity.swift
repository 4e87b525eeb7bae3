internal import Arithmetic
internal import Expressions
internal import Puiseux

/// What a function of t does next to t = 1 or t = -1, at a distance s: f = A(s) + σ·s^ν + o(s^ν), where A is analytic.
///
/// The exponent may hold symbols. σ may be zero: that the term is there is shown separately.
struct EndBehaviour {
  /// A(0), which is f at the end.
  let value: Expression
  /// ν > 0 and σ; `nil` when f is analytic at the end.
  let singular: SingularPower?
}

/// σ·s^ν.
struct SingularPower {
  let exponent: Expression
  let strength: Expression

  /// The term with the lowest exponent; terms with the same one are added.
  static func lowest(
    _ terms: [SingularPower], in store: ExpressionStore
  ) throws(AsymptoticFailure) -> SingularPower? {
    guard var result = terms.first else { return nil }
    for term in terms.dropFirst() {
      switch store.knownSign(of: store.difference(term.exponent, result.exponent)) {
      case .positive: continue
      case .negative: result = term
      case .zero:
        result = SingularPower(
          exponent: result.exponent, strength: store.sum(result.strength, term.strength))
      case .nonnegative, .nonpositive, .unknown:
        let texts = [result, term].map { store.layout(of: $0.exponent).text }
        throw AsymptoticFailure(
          reason: "it is not known which of the exponents \(texts[0]) and \(texts[1]) is lower")
      }
    }
    return result
  }
}

/// Finds the leading singular term at an end of a kernel with powers whose exponents are symbols.
///
/// Let the values of the parameters be fixed. Next to an end, on |arg s| < π, all parts of the kernel are of the form
/// s^(-b)·F(s^(a₁), …, s^(aₘ)) with real aᵢ > 0 and F analytic at 0. Sums, products and analytic functions of them are.
/// So are powers: if f ≢ 0, let μ be the least exponent a·α with a coefficient c ≠ 0. The α with a·α > μ are an upper
/// set in ℕᵐ, which has finitely many minimal elements (Dickson 1913), hence f = c·s^μ·(1 + δ) with δ analytic in finitely many
/// powers of s, and f^κ = c^κ·s^(κμ)·(1 + δ)^κ. In particular what is left over after the terms up to s^ν is o(s^ν),
/// uniformly in the sector, as the transfer theorem asks for (Flajolet & Sedgewick 2009, theorem VI.3).
///
/// With f = A + σs^ν + o(s^ν), g = B + τs^μ + o(s^μ), of which the lower exponent decides:
///
/// - f·g has the terms B(0)·σ·s^ν and A(0)·τ·s^μ; where B(0) = 0 and g = bs + O(s²) is analytic, b·σ·s^(ν+1);
/// - F(f) with F analytic at A(0) has F'(A(0))·σ·s^ν, since the square of σs^ν is o(s^ν);
/// - f^κ with A(0) = 0 and f = c·s^γ·(1 + o(1)), c > 0, has c^κ·s^(κγ), and no analytic part below that;
/// - F(f) where f = ±(1 - w) and F(±(1 - w)) = p₀ + p₁w + … + e·w^p + … has e·c^p·s^(pγ), w = c·s^γ·(1 + o(1)), besides
///   -p₁ times the singular term of ±f.
struct LeadingSingularity {
  private let store: ExpressionStore
  private let pole: Pole

  init(at pole: Pole, in store: ExpressionStore) {
    self.pole = pole
    self.store = store
  }

  /// The exponents that are no rational numbers, of functions that are not shown to be positive at both ends.
  static func exponents(in kernel: Expression, _ store: ExpressionStore) -> [Expression] {
    store.topologicalOrder(of: [kernel]).compactMap { part in
      guard let (base, exponent) = store.symbolicPower(part),
        store.rationalValue(exponent) == nil
      else { return nil }
      let isPositive = Pole.allCases.allSatisfy { pole in
        let value = try? store.substituting([.cosine: store.rational(pole.point)], in: base)
        return value.map { store.knownSign(of: $0) } == .positive
      }
      return isPositive ? nil : exponent
    }
  }

  private typealias Known = [Expression: Result<EndBehaviour, AsymptoticFailure>]

  /// The behaviour of a kernel at the end.
  ///
  /// - Precondition: The kernel continues to a slit neighbourhood of the end, where it is bounded.
  /// - Throws: ``AsymptoticFailure`` when the leading term is not known.
  func behaviour(of kernel: Expression) throws(AsymptoticFailure) -> EndBehaviour {
    var known: Known = [:]
    for part in store.topologicalOrder(of: [kernel]) {
      do {
        known[part] = .success(try computed(part, known))
      } catch {
        known[part] = .failure(error)
      }
    }
    return try behaviour(of: kernel, known)
  }

  private func behaviour(
    of part: Expression, _ known: Known
  ) throws(AsymptoticFailure) -> EndBehaviour {
    guard let result = known[part] else { throw failure("a part was not examined", part) }
    return try result.get()
  }

  private func computed(
    _ part: Expression, _ known: Known
  ) throws(AsymptoticFailure) -> EndBehaviour {
    if !store.dependsOnCosine(part) { return EndBehaviour(value: part, singular: nil) }
    switch store.node(part) {
    case .rational, .pi: return EndBehaviour(value: part, singular: nil)
    case .symbol(let symbol):
      guard symbol == .cosine else { throw failure("a function of several cosines", part) }
      return EndBehaviour(value: store.rational(pole.point), singular: nil)
    case .sum(let terms):
      var parts: [EndBehaviour] = []
      for term in terms { parts.append(try behaviour(of: term, known)) }
      return EndBehaviour(
        value: store.simplified(store.sum(parts.map(\.value))),
        singular: try SingularPower.lowest(parts.compactMap(\.singular), in: store))
    case .product(let coefficient, let factors):
      var result = EndBehaviour(value: store.rational(coefficient), singular: nil)
      var whole = store.rational(coefficient)
      for factor in factors {
        guard let one = try? store.power(factor.base, factor.exponent) else {
          throw failure("a power has no value", part)
        }
        let next = try self.factor(factor, known)
        result = try product((result, whole), (next, one))
        whole = store.product(whole, one)
      }
      return result
    case .function(let function, let argument):
      if let (base, exponent) = store.symbolicPower(part) {
        return try power((try behaviour(of: base, known), base), exponent)
      }
      return try image((try behaviour(of: argument, known), argument), function)
    case .application: throw failure("no expansion with symbolic exponents is known", part)
    }
  }

  // MARK: Parts

  /// A function with its behaviour.
  private typealias Pair = (behaviour: EndBehaviour, function: Expression)

  private func factor(
    _ factor: Factor, _ known: Known
  ) throws(AsymptoticFailure) -> EndBehaviour {
    if factor.exponent.isOne || !store.dependsOnCosine(factor.base) {
      guard let power = try? store.power(factor.base, factor.exponent) else {
        throw failure("a power has no value", factor.base)
      }
      return factor.exponent.isOne
        ? try behaviour(of: factor.base, known) : EndBehaviour(value: power, singular: nil)
    }
    // (u^κ)^q is u^(qκ), whatever u^κ is at the end.
    if let (base, exponent) = store.symbolicPower(factor) {
      return try power((try behaviour(of: base, known), base), exponent)
    }
    return try power(
      (try behaviour(of: factor.base, known), factor.base), store.rational(factor.exponent))
  }

  private func product(_ a: Pair, _ b: Pair) throws(AsymptoticFailure) -> EndBehaviour {
    var terms: [SingularPower] = []
    for (one, other) in [(a, b), (b, a)] {
      guard let singular = one.behaviour.singular else { continue }
      if store.knownSign(of: other.behaviour.value) == .zero {
        guard other.behaviour.singular == nil else {
          throw failure("a product of singular functions one of which vanishes", other.function)
        }
        let slope = try slope(of: other.function)
        terms.append(
          SingularPower(
            exponent: store.sum(singular.exponent, store.rational(1)),
            strength: store.product(singular.strength, slope)))
      } else {
        terms.append(
          SingularPower(
            exponent: singular.exponent,
            strength: store.product(singular.strength, other.behaviour.value)))
      }
    }
    return EndBehaviour(
      value: store.simplified(store.product(a.behaviour.value, b.behaviour.value)),
      singular: try SingularPower.lowest(terms, in: store))
  }

  private func power(
    _ base: Pair, _ exponent: Expression
  ) throws(AsymptoticFailure) -> EndBehaviour {
    let value = base.behaviour.value
    if store.knownSign(of: value) == .zero {
      let isWhole = store.rationalValue(exponent).map { $0.isInteger && $0.signum > 0 } == true
      if isWhole, base.behaviour.singular == nil {
        return EndBehaviour(value: value, singular: nil)
      }
      let (constant, order) = try leadingTerm(of: base)
      guard store.knownSign(of: exponent) == .positive else {
        throw failure("a power that is not shown to be bounded", base.function)
      }
      return EndBehaviour(
        value: store.rational(0),
        singular: SingularPower(
          exponent: store.simplified(store.product(order, exponent)),
          strength: try self.power(of: constant, exponent)))
    }
    let result = try self.power(of: value, exponent)
    guard let singular = base.behaviour.singular else {
      return EndBehaviour(value: result, singular: nil)
    }
    let slope = store.product(
      exponent, try self.power(of: value, store.difference(exponent, store.rational(1))))
    return EndBehaviour(value: result, singular: scaled(singular, by: slope))
  }

  /// c^κ for c > 0, or for a c ≠ 0 and an integer κ.
  private func power(
    of constant: Expression, _ exponent: Expression
  ) throws(AsymptoticFailure) -> Expression {
    let sign = store.knownSign(of: constant)
    let simple = store.simplified(exponent)
    if let number = store.rationalValue(simple) {
      guard sign == .positive || (sign == .negative && number.isInteger),
        let power = try? store.power(constant, number)
      else { throw failure("a base that is not shown to be positive", constant) }
      return power
    }
    guard sign == .positive, let power = try? store.power(constant, symbolicExponent: simple) else {
      throw failure("a base that is not shown to be positive", constant)
    }
    return power
  }

  private func image(
    _ argument: Pair, _ function: Function
  ) throws(AsymptoticFailure) -> EndBehaviour {
    let value = argument.behaviour.value
    switch function {
    case .exp, .sin, .cos, .erf, .normalCDF: break
    case .log:
      guard store.knownSign(of: value) == .positive else {
        throw failure(
          "the logarithm of a function that is not shown to be positive", argument.function)
      }
    case .kappa, .arccos, .arcsin:
      let rooms = [1, -1].map { store.knownSign(of: room(below: value, sign: $0)) }
      if rooms[0] == .zero { return try inverseCosine(argument, function, sign: 1) }
      if rooms[1] == .zero { return try inverseCosine(argument, function, sign: -1) }
      guard rooms == [.positive, .positive] else {
        throw failure("it is not known whether a value lies inside (-1, 1)", argument.function)
      }
    case .abs: throw failure("an absolute value is not analytic", argument.function)
    }
    guard let result = try? store.function(function, value) else {
      throw failure("a function has no value at the end", argument.function)
    }
    guard let singular = argument.behaviour.singular else {
      return EndBehaviour(value: store.simplified(result), singular: nil)
    }
    let variable = Symbol("value at the end")
    guard let outer = try? store.function(function, store.symbol(variable)),
      let derivative = try? store.derivative(of: outer, with: variable),
      let slope = try? store.substituting([variable: value], in: derivative)
    else { throw failure("a function has no slope at the end", argument.function) }
    return EndBehaviour(value: store.simplified(result), singular: scaled(singular, by: slope))
  }

  /// 1 ∓ v.
  private func room(below value: Expression, sign: Int) -> Expression {
    store.difference(store.rational(1), store.scaled(value, by: Rational(sign)))
  }

  /// F(f) where f is 1 or -1 at the end and F is branched there.
  private func inverseCosine(
    _ argument: Pair, _ function: Function, sign: Int
  ) throws(AsymptoticFailure) -> EndBehaviour {
    let mirrored = store.scaled(store.cosine, by: Rational(sign))
    let half = Rational(1, over: 2)
    let first = if case .kappa(let degree) = function { Rational(degree) + half } else { half }
    guard let outer = try? store.function(function, mirrored),
      let expansion = try? PuiseuxExpansion.expand(outer, at: .one, .exponent(first), in: store),
      let value = expansion.coefficient(of: 0, in: store),
      let root = expansion.terms.first(where: { $0.exponent == first })
    else { throw failure("no expansion of `\(function.name)` at ±1 was found", argument.function) }
    let (constant, order) = try leadingTerm(of: argument)
    let gap = store.scaled(constant, by: Rational(-sign))
    var terms = [
      SingularPower(
        exponent: store.simplified(store.scaled(order, by: root.exponent)),
        strength: store.product(
          root.coefficient, try power(of: gap, store.rational(root.exponent))))
    ]
    if let singular = argument.behaviour.singular, root.exponent > 1,
      let slope = expansion.coefficient(of: 1, in: store)
    {
      terms.append(scaled(singular, by: store.scaled(slope, by: Rational(-sign))))
    }
    return EndBehaviour(value: value, singular: try SingularPower.lowest(terms, in: store))
  }

  // MARK: Terms

  private func scaled(_ term: SingularPower, by factor: Expression) -> SingularPower {
    SingularPower(exponent: term.exponent, strength: store.product(factor, term.strength))
  }

  /// c ≠ 0 and γ in f - f(end) = c·s^γ·(1 + o(1)).
  private func leadingTerm(
    of part: Pair
  ) throws(AsymptoticFailure) -> (constant: Expression, exponent: Expression) {
    let one = store.rational(1)
    let result: (constant: Expression, exponent: Expression)
    if let singular = part.behaviour.singular {
      switch store.knownSign(of: store.difference(one, singular.exponent)) {
      case .positive: result = (singular.strength, singular.exponent)
      case .negative: result = (try slope(of: part.function), one)
      case .zero, .nonnegative, .nonpositive, .unknown:
        throw failure("it is not known whether the slope is finite at the end", part.function)
      }
    } else {
      result = (try slope(of: part.function), one)
    }
    switch store.knownSign(of: result.constant) {
    case .positive, .negative: return result
    case .zero, .nonnegative, .nonpositive, .unknown:
      throw failure("the leading term is not shown to differ from zero", part.function)
    }
  }

  /// The derivative in s at the end of a function that is analytic there, up to a power of s above 1.
  private func slope(of function: Expression) throws(AsymptoticFailure) -> Expression {
    guard let derivative = try? store.derivative(of: function, with: .cosine),
      let slope = try? store.substituting([.cosine: store.rational(pole.point)], in: derivative)
    else { throw failure("a function has no slope at the end", function) }
    // t = ±(1 - s).
    return store.simplified(store.scaled(slope, by: -pole.point))
  }

  private func failure(_ reason: String, _ part: Expression) -> AsymptoticFailure {
    AsymptoticFailure(reason: store.reason(reason, of: part))
  }
}
