internal import Arithmetic
package import Expressions

/// The exact coefficients of Puiseux series: a ``NormalFormField`` in which long elements get names.
///
/// κₙ at a constant stays a generator, so that the constants of inner layers keep their meaning. An element
/// that grows long becomes a symbol whose definition is kept; coefficients of a deep kernel then stay
/// short, and what is printed shares its parts. A name hides relations, so signs and zeros are decided on
/// the definition.
package final class CoefficientField {
  package let store: ExpressionStore
  let field: NormalFormField
  /// What names stand for, in the symbols of the kernel.
  private var definitions: [Symbol: Expression] = [:]
  /// What names stand for, in terms of earlier names.
  private(set) var shortDefinitions: [(name: Symbol, value: Expression)] = []
  /// Names that are not shown: 1/√(1-v²) for a named v.
  private var hidden: [Symbol: Expression] = [:]
  private var reciprocals: [Expression: Fraction] = [:]
  private var names: [Expression: Fraction] = [:]
  private var signs: [Expression: CoefficientSign] = [:]
  /// Coefficients that were taken to differ from zero: they do so for almost all values of the symbols.
  private(set) var conditions: [Expression] = []

  /// Elements of more terms than this get a name.
  private static let lengthLimit = 24
  /// Elements of more terms than this get a name where a function is taken of them.
  private static let argumentLimit = 2
  /// Multiplications of terms until the attempt ends.
  private static let workLimit = 40_000_000
  /// The same for terms that need not exist.
  private static let furtherWorkLimit = 100_000
  private var allowedWork = CoefficientField.workLimit

  /// Whether (1-u²)^(-1/2) is a generator of its own even for a rational u.
  private let namesReciprocals: Bool

  package init(store: ExpressionStore, namesReciprocals: Bool = false) {
    self.store = store
    self.namesReciprocals = namesReciprocals
    field = NormalFormField(store: store, keepsKappas: true, workLimit: Self.workLimit)
  }

  // MARK: Elements

  /// The element of an expression without t.
  func element(_ expression: Expression) throws(PuiseuxError) -> Fraction {
    try lifted { () throws(NormalFormError) in try field.fraction(of: expression) }
  }

  func add(_ left: Fraction, _ right: Fraction) throws(PuiseuxError) -> Fraction {
    try lifted { () throws(NormalFormError) in try field.add(left, right) }
  }

  func multiply(_ left: Fraction, _ right: Fraction) throws(PuiseuxError) -> Fraction {
    guard field.work <= allowedWork else { throw .tooLarge }
    return try lifted { () throws(NormalFormError) in try field.multiply(left, right) }
  }

  func scaled(_ element: Fraction, by factor: Rational) -> Fraction {
    Fraction(
      numerator: element.numerator.scaled(by: factor),
      denominators: factor.isZero ? [:] : element.denominators)
  }

  func negated(_ element: Fraction) -> Fraction { scaled(element, by: -1) }

  func power(_ base: Fraction, _ exponent: Rational) throws(PuiseuxError) -> Fraction {
    try lifted { () throws(NormalFormError) in try field.power(base, exponent) }
  }

  /// π.
  func pi() throws(PuiseuxError) -> Fraction { try element(store.pi) }

  /// √2/π.
  func rootOfTwoOverPi() throws(PuiseuxError) -> Fraction {
    try multiply(try power(Fraction(2), Rational(1, over: 2)), try power(try pi(), -1))
  }

  /// A function of a constant.
  func value(of function: Function, at argument: Fraction) throws(PuiseuxError) -> Fraction {
    do {
      return try field.value(of: function, at: argument)
    } catch {
      guard case .finerUnitsNeeded = error else { throw Self.error(error) }
      // An exponential that is no power of the known ones gets a name.
      let inner = try expression(argument)
      guard let value = try? store.function(function, inner) else { throw .tooLarge }
      return named(value, assuming: .positive)
    }
  }

  /// Ends the attempt after a little more work than was done so far.
  func limitFurtherWork() {
    allowedWork = min(allowedWork, field.work + max(field.work, Self.furtherWorkLimit))
  }

  private func lifted<T>(
    _ body: () throws(NormalFormError) -> T
  ) throws(PuiseuxError) -> T {
    do { return try body() } catch { throw Self.error(error) }
  }

  private static func error(_ error: NormalFormError) -> PuiseuxError {
    switch error {
    case .tooLarge, .finerUnitsNeeded: .tooLarge
    case .undefined: .undefined("a constant in it has no value")
    }
  }

  // MARK: Names

  /// The element itself, or a name for it when it is long.
  func settled(_ element: Fraction) throws(PuiseuxError) -> Fraction {
    guard element.numerator.terms.count > Self.lengthLimit else { return element }
    return named(try shortExpression(element), assuming: .real)
  }

  /// A short element equal to one strictly inside (-1, 1).
  func settledInside(_ element: Fraction) throws(PuiseuxError) -> Fraction {
    guard element.numerator.terms.count > Self.argumentLimit else { return element }
    return named(
      try shortExpression(element),
      assuming: Assumption(
        lower: .init(-1, isIncluded: false), upper: .init(1, isIncluded: false)))
  }

  /// (1 - u²)^(-1/2) for an element strictly inside (-1, 1).
  ///
  /// For an argument that contains functions this is a generator without relations: powers of 1 - u² in
  /// denominators would make sums long. So it is for every argument where that is asked for: (1-x²)^(-1/2) for a symbol
  /// x is easier to read than √(1-x²)/(1-x²).
  func reciprocalSine(_ u: Fraction) throws(PuiseuxError) -> Fraction {
    let short = try shortExpression(u)
    if let known = reciprocals[short] { return known }
    let half = Rational(-1, over: 2)
    let result: Fraction
    if let cosine = try complement(of: short) {
      result = try power(cosine, -1)
    } else if !namesReciprocals, isElementary(short) {
      result = try power(try add(Fraction(1), negated(try multiply(u, u))), half)
    } else {
      guard let square = try? store.power(short, 2),
        let root = try? store.power(store.difference(store.rational(1), square), half)
      else { throw .tooLarge }
      result = named(root, assuming: .positive)
      if let name = shortDefinitions.popLast()?.name { hidden[name] = root }
    }
    reciprocals[short] = result
    return result
  }

  /// √(1 - u²) = |cos v| for u = ±sin v and |sin v| for u = ±cos v, when the sign of that is known.
  private func complement(of u: Expression) throws(PuiseuxError) -> Fraction? {
    var core = u
    if case .product(let coefficient, let factors) = store.node(u), coefficient.magnitude.isOne,
      factors.count == 1, factors[0].exponent.isOne
    {
      core = factors[0].base
    }
    guard case .function(let function, let argument) = store.node(core) else { return nil }
    let other: Function
    switch function {
    case .sin: other = .cos
    case .cos: other = .sin
    default: return nil
    }
    let value = try value(of: other, at: try element(argument))
    switch try sign(of: value) {
    case .positive: return value
    case .negative: return negated(value)
    case .zero, .generic, .unknown: return nil
    }
  }

  /// Whether an expression is rational in π and parameters.
  private func isElementary(_ expression: Expression) -> Bool {
    store.topologicalOrder(of: [expression]).allSatisfy { part in
      switch store.node(part) {
      case .rational, .pi, .sum: true
      case .symbol(let symbol): definitions[symbol] == nil
      case .product(_, let factors): factors.allSatisfy { $0.exponent.isInteger }
      case .function, .application: false
      }
    }
  }

  private func named(_ short: Expression, assuming assumption: Assumption) -> Fraction {
    if let known = names[short] { return known }
    // A space keeps the name out of reach of the language.
    var count = definitions.count + 1
    while store.isUsed(Symbol("constant \(count)")) { count += 1 }
    let symbol = Symbol("constant \(count)")
    store.assume(assumption, of: symbol)
    definitions[symbol] = (try? store.substituting(definitions, in: short)) ?? short
    shortDefinitions.append((symbol, short))
    let element = (try? field.fraction(of: store.symbol(symbol))) ?? .zero
    names[short] = element
    return element
  }

  /// The element as an expression in names and the symbols of the kernel.
  private func shortExpression(_ element: Fraction) throws(PuiseuxError) -> Expression {
    let (plain, collected) = try lifted { () throws(NormalFormError) in
      (try field.expression(of: element), try field.collected(element))
    }
    let forms = [plain, collected].map { form in
      store.simplified((try? store.substituting(hidden, in: form)) ?? form)
    }
    return store.readingLength(of: forms[1]) < store.readingLength(of: forms[0])
      ? forms[1] : forms[0]
  }

  /// The element as an expression in the symbols of the kernel, and the same in terms of names.
  func forms(
    of element: Fraction
  ) throws(PuiseuxError) -> (whole: Expression, short: Expression) {
    var short = try shortExpression(element)
    // A coefficient that is nothing but a name is shown as what the name stands for.
    while case .symbol(let symbol) = store.node(short),
      let definition = shortDefinitions.first(where: { $0.name == symbol })
    {
      short = definition.value
    }
    guard let whole = try? store.substituting(definitions, in: short) else {
      throw .undefined("a constant in it has no value")
    }
    return (whole, short)
  }

  /// The element as an expression in the symbols of the kernel.
  package func expression(_ element: Fraction) throws(PuiseuxError) -> Expression {
    let plain = try lifted { () throws(NormalFormError) in try field.expression(of: element) }
    guard let whole = try? store.substituting(definitions, in: plain) else {
      throw .undefined("a constant in it has no value")
    }
    return whole
  }

  // MARK: Signs

  /// The sign of an element, decided by its definition.
  func sign(of element: Fraction) throws(PuiseuxError) -> CoefficientSign {
    if let constant = element.isZero
      ? 0
      : element.denominators.isEmpty
        ? element.numerator.constant : nil
    {
      return CoefficientSign(constant.signum)
    }
    let whole = try expression(element)
    if let known = signs[whole] { return known }
    let sign = CoefficientSign(of: whole, in: store)
    signs[whole] = sign
    return sign
  }

  /// Notes that an element is taken to differ from zero.
  func assumeNonzero(_ element: Fraction) throws(PuiseuxError) {
    let condition = store.simplified(try expression(element))
    if !conditions.contains(condition) { conditions.append(condition) }
  }
}
