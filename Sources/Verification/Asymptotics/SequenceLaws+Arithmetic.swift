internal import Arithmetic
internal import Expressions
internal import Language
internal import Singularities

/// Sums, products, powers and functions of laws.
extension SequenceLaws {
  func product(_ a: SequenceLaw, _ b: SequenceLaw) -> SequenceLaw {
    if a.isZero || b.isZero { return constant(store.rational(0)) }
    return SequenceLaw(
      constant: store.product(a.constant, b.constant),
      exponent: store.tidied(store.sum(a.exponent, b.exponent)),
      rate: store.simplified(store.product(a.rate, b.rate)),
      isNonzero: a.isNonzero && b.isNonzero, isExact: a.isExact && b.isExact,
      logarithm: a.logarithm + b.logarithm)
  }

  func power(_ base: SequenceLaw, _ exponent: Rational) throws -> SequenceLaw {
    if exponent.isOne { return base }
    if base.isZero {
      guard exponent.signum > 0 else {
        throw NoSequenceLaw(reason: "a division by a sequence that is zero from some index on")
      }
      return base
    }
    guard base.isNonzero || (exponent.isInteger && exponent.signum > 0) else {
      throw NoSequenceLaw(reason: "a constant is not shown to differ from zero")
    }
    if !exponent.isInteger, store.knownSign(of: base.constant) != .positive {
      throw NoSequenceLaw(reason: "a root of a sequence that is not shown to be positive")
    }
    guard let constant = try? store.power(base.constant, exponent),
      let rate = try? store.power(base.rate, exponent)
    else { throw NoSequenceLaw(reason: "a power has no value") }
    return SequenceLaw(
      constant: constant, exponent: store.tidied(store.scaled(base.exponent, by: exponent)),
      rate: store.simplified(rate), isNonzero: base.isNonzero, isExact: base.isExact,
      logarithm: base.logarithm * exponent)
  }

  /// (c·n^p·ρⁿ·(1 + o(1)))^x for c > 0 and a constant x.
  func power(
    _ base: SequenceLaw, symbolicExponent exponent: Expression
  ) throws(NoSequenceLaw) -> SequenceLaw {
    guard base.isNonzero, base.logarithm.isZero, store.isPositive(base.constant),
      store.isPositive(base.rate)
    else {
      throw NoSequenceLaw(
        reason: "a power with a symbolic exponent needs a base that is shown to be positive and "
          + "without logarithms")
    }
    guard let constant = try? store.power(base.constant, symbolicExponent: exponent),
      let rate = try? store.power(base.rate, symbolicExponent: exponent)
    else { throw NoSequenceLaw(reason: "a power has no value") }
    return SequenceLaw(
      constant: constant, exponent: store.tidied(store.product(base.exponent, exponent)),
      rate: store.simplified(rate), isNonzero: true, isExact: base.isExact)
  }

  /// The dominant terms; their constants must not cancel, unless they do so exactly.
  func sum(_ terms: [SequenceLaw]) throws -> SequenceLaw {
    var rest = terms.filter { !$0.isZero }
    while let first = rest.first {
      var dominant = [first]
      var others: [SequenceLaw] = []
      for term in rest.dropFirst() {
        let order = try compare(term, dominant[0])
        if order > 0 { others += dominant }
        if order > 0 { dominant = [term] } else if order == 0 { dominant.append(term) }
        if order < 0 { others.append(term) }
      }
      var result = dominant[0]
      if dominant.count > 1 {
        result.constant = store.sum(dominant.map(\.constant))
        switch store.knownSign(of: result.constant) {
        case .positive, .negative: result.isNonzero = true
        case .zero where dominant.allSatisfy(\.isExact):
          rest = others
          continue
        case .zero: throw NoSequenceLaw(reason: "the leading terms of a sum cancel")
        case .nonnegative, .nonpositive, .unknown: result.isNonzero = false
        }
      }
      result.isExact = others.isEmpty && dominant.allSatisfy(\.isExact)
      return result
    }
    return constant(store.rational(0))
  }

  /// 1 when the first law outgrows the second one, 0 for the same order.
  func compare(_ a: SequenceLaw, _ b: SequenceLaw) throws -> Int {
    switch store.knownSign(of: store.difference(a.rate, b.rate)) {
    case .positive: return 1
    case .negative: return -1
    case .zero:
      switch store.knownSign(of: store.difference(a.exponent, b.exponent)) {
      case .positive: return 1
      case .negative: return -1
      case .zero: break
      case .nonnegative, .nonpositive, .unknown:
        throw NoSequenceLaw(reason: "it is not known which of two terms is larger")
      }
      return a.logarithm == b.logarithm ? 0 : a.logarithm > b.logarithm ? 1 : -1
    case .nonnegative, .nonpositive, .unknown:
      throw NoSequenceLaw(reason: "it is not known which of two terms is larger")
    }
  }

  /// log(c·n^p·…) ~ p·log n for p ≠ 0.
  func logarithm(of argument: SequenceLaw) throws -> SequenceLaw {
    let room = store.knownSign(of: store.difference(argument.rate, store.rational(1)))
    let order = store.knownSign(of: argument.exponent)
    guard room == .zero, argument.isNonzero, order == .positive || order == .negative,
      store.knownSign(of: argument.constant) == .positive
    else { throw NoSequenceLaw(reason: "the logarithm of a part has no law that is known") }
    return SequenceLaw(
      constant: argument.exponent, exponent: store.rational(0), rate: store.rational(1),
      isNonzero: true, logarithm: 1)
  }

  /// e^(Σ xᵢ·log vᵢ + a·n + b) = Π vᵢ^xᵢ·e^(a·n + b).
  func exponential(
    of argument: Expression, _ known: Known
  ) throws(NoSequenceLaw) -> SequenceLaw {
    let terms = if case .sum(let terms) = store.node(argument) { terms } else { [argument] }
    var result = constant(store.rational(1))
    var rest: [Expression] = []
    for term in terms {
      if let (base, multiplier) = multipleOfLogarithm(term) {
        let law = try law(of: base, known)
        result = product(result, try power(law, symbolicExponent: multiplier))
      } else {
        rest.append(term)
      }
    }
    if rest.isEmpty { return result }
    return product(result, try image(of: store.sum(rest), under: .exp))
  }

  /// v and x where a term is x·log v with a constant x and a v that is none.
  func multipleOfLogarithm(
    _ term: Expression
  ) -> (base: Expression, multiplier: Expression)? {
    switch store.node(term) {
    case .function(.log, let base):
      return isConstant(base) ? nil : (base, store.rational(1))
    case .product(let coefficient, let factors):
      var found: Expression?
      var parts = [store.rational(coefficient)]
      for factor in factors {
        if isConstant(factor.base) {
          guard let power = try? store.power(factor.base, factor.exponent) else { return nil }
          parts.append(power)
        } else {
          guard found == nil, factor.exponent.isOne,
            case .function(.log, let base) = store.node(factor.base)
          else { return nil }
          found = base
        }
      }
      return found.map { ($0, store.product(parts)) }
    case .rational, .pi, .symbol, .sum, .function, .application: return nil
    }
  }

  /// e^(a·n + b).
  func image(
    of argument: Expression, under function: Function
  ) throws(NoSequenceLaw) -> SequenceLaw {
    guard function == .exp, let slope = try? store.derivative(of: argument, with: index),
      isConstant(slope),
      let start = try? store.substituting([index: store.rational(0)], in: argument),
      isConstant(start), let rate = try? store.function(.exp, slope),
      let constant = try? store.function(.exp, start)
    else {
      let what =
        function == .abs
        ? "an absolute value, a `min` or a `max`" : "`\(function.name)`"
      throw NoSequenceLaw(reason: "\(what) of the index has no power law that is known")
    }
    return SequenceLaw(
      constant: constant, exponent: store.rational(0), rate: store.simplified(rate),
      isNonzero: true, isExact: true)
  }
}
