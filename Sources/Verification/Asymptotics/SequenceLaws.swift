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

  typealias Known = [Expression: Result<SequenceLaw, NoSequenceLaw>]

  func law(of part: Expression, _ known: Known) throws(NoSequenceLaw) -> SequenceLaw {
    guard let law = known[part] else { throw NoSequenceLaw(reason: "a part has no law") }
    return try law.get()
  }

  func isConstant(_ part: Expression) -> Bool {
    !store.symbols(in: part).contains {
      $0 == index || $0 == .alternatingSign || sequences[$0] != nil
    }
  }

  func constant(_ value: Expression) -> SequenceLaw {
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
}
