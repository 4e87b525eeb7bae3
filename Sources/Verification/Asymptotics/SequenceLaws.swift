internal import Arithmetic
internal import Expressions
internal import Language
internal import Singularities

/// Finds the leading behaviour of expressions in an index and in sequences of kernels.
struct SequenceLaws {
  let store: ExpressionStore
  let sequences: [Symbol: KernelSequence]
  let index: Symbol
  /// 0 for even indices, 1 for odd ones.
  let parity: Int
  /// Whether a symbol is a constant to be found.
  let isFree: (Symbol) -> Bool
  let asymptotics: AsymptoticsTable
  private(set) var gammas = GammaSymbols()
  /// What stands for cos² θₙ in the constants of coefficients that oscillate (``Oscillation``); without it they have
  /// no law.
  var wave: Expression?

  init(
    store: ExpressionStore, sequences: [Symbol: KernelSequence], index: Symbol, parity: Int,
    isFree: @escaping (Symbol) -> Bool, asymptotics: AsymptoticsTable
  ) {
    self.store = store
    self.sequences = sequences
    self.index = index
    self.parity = parity
    self.isFree = isFree
    self.asymptotics = asymptotics
  }

  /// The law of an expression.
  ///
  /// - Throws: ``NoSequenceLaw``, and what computing the laws of kernels throws.
  mutating func law(of expression: Expression) throws -> SequenceLaw {
    // A part without a law, such as the logarithm in e^(x·log v), may stand in one that has one.
    var known: Known = [:]
    for part in store.topologicalOrder(of: [expression]) {
      if isConstant(part) {
        known[part] = .success(constant(part))
        continue
      }
      do {
        known[part] = .success(try computed(part, known))
      } catch let error as NoSequenceLaw {
        known[part] = .failure(error)
      }
    }
    return try law(of: expression, known)
  }

  private typealias Known = [Expression: Result<SequenceLaw, NoSequenceLaw>]

  private func law(of part: Expression, _ known: Known) throws(NoSequenceLaw) -> SequenceLaw {
    guard let law = known[part] else { throw NoSequenceLaw(reason: "a part has no law") }
    return try law.get()
  }

  private func isConstant(_ part: Expression) -> Bool {
    !store.symbols(in: part).contains {
      $0 == index || $0 == .alternatingSign || sequences[$0] != nil
    }
  }

  private func constant(_ value: Expression) -> SequenceLaw {
    let sign = store.knownSign(of: value)
    let isFree = store.symbols(in: value).contains(where: isFree)
    return SequenceLaw(
      constant: value, exponent: store.rational(0), rate: store.rational(1),
      isNonzero: isFree || sign == .positive || sign == .negative, isZero: sign == .zero,
      isExact: true)
  }

  private mutating func computed(
    _ part: Expression, _ known: Known
  ) throws -> SequenceLaw {
    func law(_ child: Expression) throws -> SequenceLaw { try self.law(of: child, known) }
    switch store.node(part) {
    case .rational, .pi: return constant(part)
    case .symbol(let symbol): return try self.law(of: symbol)
    case .sum(let terms): return try sum(try terms.map(law))
    case .product(let coefficient, let factors):
      var result = constant(store.rational(coefficient))
      for factor in factors {
        result = product(result, try power(try law(factor.base), factor.exponent))
      }
      return result
    case .function(let function, let argument):
      if function == .log { return try logarithm(of: try law(argument)) }
      guard function == .exp else { return try image(of: argument, under: function) }
      return try exponential(of: argument, known)
    case .application(let function, _):
      throw NoSequenceLaw(reason: "the law of `\(function.name)` is not known")
    }
  }

  private mutating func law(of symbol: Symbol) throws -> SequenceLaw {
    if symbol == index {
      return SequenceLaw(
        constant: store.rational(1), exponent: store.rational(1), rate: store.rational(1),
        isNonzero: true, isExact: true)
    }
    if symbol == .alternatingSign { return constant(store.rational(parity == 0 ? 1 : -1)) }
    guard let sequence = sequences[symbol] else { return constant(store.symbol(symbol)) }
    if case .ray(let kernel, let dimension, let slopes, let offsets) = sequence {
      let ray = FrequencyRay(slopes: slopes, offsets: offsets)
      return try law(of: kernel, along: ray, dimension)
    }
    if let law = try oscillatingLaw(of: sequence) { return law }
    let laws = try asymptotics.laws(of: sequence.kernel)
    if case .taylor = sequence, let obstacle = laws.taylorObstacle {
      throw NoSequenceLaw(reason: obstacle)
    }
    switch laws[parity] {
    case .zero: return constant(store.rational(0))
    case .entire:
      throw NoSequenceLaw(reason: "the kernel is entire: faster than every geometric sequence")
    case .symbolicPower(let term): return try law(of: term, sequence)
    case .enclosed(let found): return try law(of: found, sequence)
    case .power(let terms): return try law(of: terms, sequence, rate: store.rational(1))
    case .geometric(let radius, let terms):
      guard case .taylor = sequence, let rate = try? store.power(radius, -1) else {
        throw NoSequenceLaw(
          reason: "for geometric decay only the rate of the eigenvalues is known, see "
            + "`zonal asymptotics`")
      }
      return try law(of: terms, sequence, rate: store.simplified(rate))
    }
  }

  /// The law of oscillating coefficients along indices with cos² θₙ → ``wave``.
  private func oscillatingLaw(of sequence: KernelSequence) throws -> SequenceLaw? {
    guard let wave, case .taylor(let kernel) = sequence,
      let law = asymptotics.threshold(of: kernel), law.oscillates
    else { return nil }
    guard asymptotics.haveEqualAngles else {
      throw NoSequenceLaw(reason: "coefficients oscillate with different angles")
    }
    let constant = law.constant(at: wave)
    let sign = store.knownSign(of: constant)
    return SequenceLaw(
      constant: constant, exponent: store.rational(Rational(-3, over: 2)), rate: store.rational(1),
      isNonzero: sign == .positive || sign == .negative)
  }

  private mutating func law(
    of terms: [AsymptoticTerm], _ sequence: KernelSequence, rate: Expression
  ) throws -> SequenceLaw {
    guard let term = terms.first else { throw NoSequenceLaw(reason: "no leading term was found") }
    let product: GammaProduct
    let exponent: Rational
    switch sequence {
    case .taylor:
      product = term.taylorConstant(in: store)
      exponent = term.taylorExponent
    case .eigenvalues(_, let dimension):
      guard term.isIntegrable(dimension: dimension) else {
        throw NoSequenceLaw(reason: "the kernel is not integrable on the sphere")
      }
      product = term.eigenvalueConstant(dimension: .number(dimension), in: store)
      exponent = term.eigenvalueExponent(dimension: dimension)
    case .ray: throw NoSequenceLaw(reason: "a kernel of several pixels has other laws")
    }
    return SequenceLaw(
      constant: store.tidied(gammas.expression(of: product, in: store)),
      exponent: store.rational(exponent), rate: rate, isNonzero: term.isNonzero,
      logarithm: Rational(term.logarithm))
  }

  /// A law whose rate, or constant, is an enclosure.
  private mutating func law(
    of found: GeometricLaw, _ sequence: KernelSequence
  ) throws(NoSequenceLaw) -> SequenceLaw {
    guard case .taylor = sequence, let leading = found.leading else {
      throw NoSequenceLaw(
        reason: "for geometric decay only the rate is known here, see `zonal asymptotics`")
    }
    // Spaces keep the names out of reach of the language.
    let name = "\(store.text(sequence.kernel)), parity \(parity)"
    let isNegative = leading.constant.isCertainlyNegative
    let size = gammas.symbol(
      "constant of \(name)", of: isNegative ? leading.constant.negated() : leading.constant,
      in: store)
    let exact = found.exactRadius.flatMap { try? store.power($0, -1) }
    let rate =
      exact.map(store.simplified)
      ?? gammas.symbol(
        "rate of \(name)", of: found.rate(precision: Self.bits), in: store)
    return SequenceLaw(
      constant: isNegative ? store.negated(size) : size,
      exponent: store.rational(leading.exponent), rate: rate, isNonzero: true)
  }

  /// Enclosed rates are computed to so many bits.
  private static let bits = 192

  private mutating func law(
    of term: SymbolicPowerTerm, _ sequence: KernelSequence
  ) throws(NoSequenceLaw) -> SequenceLaw {
    let product: GammaProduct
    let exponent: Expression
    switch sequence {
    case .taylor:
      product = term.taylorConstant(in: store)
      exponent = term.taylorExponent(in: store)
    case .eigenvalues(_, let dimension):
      product = term.eigenvalueConstant(dimension: .number(dimension), in: store)
      exponent = term.eigenvalueExponent(dimension: .number(dimension), in: store)
    case .ray: throw NoSequenceLaw(reason: "a kernel of several pixels has other laws")
    }
    return SequenceLaw(
      constant: store.tidied(gammas.expression(of: product, in: store)), exponent: exponent,
      rate: store.rational(1), isNonzero: term.isNonzero)
  }

  /// The law of eigenvalues on a product of spheres.
  private mutating func law(
    of kernel: Expression, along ray: FrequencyRay, _ dimension: Int
  ) throws -> SequenceLaw {
    let asymptotics = try asymptotics.products(of: kernel, pixels: ray.slopes.count)
    switch try asymptotics.law(along: ray, parity: parity, dimension: .number(dimension)) {
    case .zero: return constant(store.rational(0))
    case .rapid: throw NoSequenceLaw(reason: "the eigenvalues fall faster than every power")
    case .below(let order):
      throw NoSequenceLaw(
        reason: "the eigenvalues fall faster than the power "
          + "\(-order.exponent(dimension: dimension)) of the "
          + "index, and no leading term is known")
    case .atMost:
      throw NoSequenceLaw(reason: "the leading constant is not shown to differ from 0")
    case .power(let order, let value):
      gammas.define(value.coefficients)
      return SequenceLaw(
        constant: gammas.expression(of: value.product, in: store),
        exponent: store.rational(-order.exponent(dimension: dimension)), rate: store.rational(1),
        isNonzero: true)
    }
  }

  private func product(_ a: SequenceLaw, _ b: SequenceLaw) -> SequenceLaw {
    if a.isZero || b.isZero { return constant(store.rational(0)) }
    return SequenceLaw(
      constant: store.product(a.constant, b.constant),
      exponent: store.tidied(store.sum(a.exponent, b.exponent)),
      rate: store.simplified(store.product(a.rate, b.rate)),
      isNonzero: a.isNonzero && b.isNonzero, isExact: a.isExact && b.isExact,
      logarithm: a.logarithm + b.logarithm)
  }

  private func power(_ base: SequenceLaw, _ exponent: Rational) throws -> SequenceLaw {
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
  private func power(
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
  private func sum(_ terms: [SequenceLaw]) throws -> SequenceLaw {
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
  private func compare(_ a: SequenceLaw, _ b: SequenceLaw) throws -> Int {
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
  private func logarithm(of argument: SequenceLaw) throws -> SequenceLaw {
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
  private func exponential(
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
  private func multipleOfLogarithm(
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
  private func image(
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
