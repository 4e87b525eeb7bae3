public import Arithmetic
public import Expressions

/// A product of an expression and values of the Gamma function, such as √2·π^(-3/2)·Γ(d/2)²/Γ(3/4).
///
/// Γ at integers and half-integers is written out; other arguments are moved into (0, 1) by
/// Γ(x + 1) = x·Γ(x), and those with the dimension as a symbol into [0, 1) + slope·d.
public struct GammaProduct {
  /// An argument a + b·d with the dimension d as a symbol.
  struct Argument: Hashable {
    /// a.
    let constant: Rational
    /// b, 0 when the argument is a number.
    let slope: Rational
  }

  /// Everything but values of Γ.
  public private(set) var factor: Expression
  /// Arguments of Γ and their exponents, not 0.
  private(set) var gammas: [(argument: Argument, exponent: Int)] = []
  /// Values of Γ at expressions in parameters or a symbolic depth, and their exponents.
  public private(set) var symbolicGammas: [(argument: Expression, exponent: Int)] = []
  /// Values of Γ at numbers in (0, 1), with their exponents.
  public var numericGammas: [(argument: Rational, exponent: Int)] {
    gammas.filter { $0.argument.slope.isZero }.map { ($0.argument.constant, $0.exponent) }
  }

  /// What symbols are called where they are printed.
  public var names: [Symbol: FormulaName] = [:]
  /// Symbols in the factor that stand for values of polygamma functions.
  private var polygammas: [Symbol: PolygammaValue] = [:]

  /// The factor with names for shared parts.
  private var named: Layout?

  /// The dimension as a symbol.
  private let dimension: Expression?
  private let store: ExpressionStore

  /// A product without values of Γ.
  init(_ factor: Expression, dimension: Expression? = nil, in store: ExpressionStore) {
    self.factor = factor
    self.dimension = dimension
    self.store = store
  }

  /// Multiplies by an expression.
  mutating func multiply(by expression: Expression) { factor = store.product(factor, expression) }

  /// Multiplies by a number.
  mutating func multiply(byNumber number: Rational) { factor = store.scaled(factor, by: number) }

  /// Multiplies by an expression in symbols that stand for values of polygamma functions.
  mutating func multiply(by expression: Expression, _ values: [Symbol: PolygammaValue]) {
    multiply(by: expression)
    polygammas.merge(values) { known, _ in known }
  }

  /// Multiplies by Γ(constant + slope·d)^exponent.
  ///
  /// - Precondition: the argument is no pole of Γ.
  mutating func multiplyGamma(_ constant: Rational, slope: Rational = 0, exponent: Int) {
    var base = constant
    let isSymbolic = !slope.isZero
    precondition(isSymbolic || !base.isInteger || base.signum > 0, "Γ has a pole there")
    // Γ(x) = (x - 1)·Γ(x - 1) down and Γ(x) = Γ(x + 1)/x up.
    while base > 1 || (isSymbolic && base.isOne) {
      base -= 1
      multiply(base, slope, exponent)
    }
    while base.signum < 0 {
      multiply(base, slope, -exponent)
      base += 1
    }
    if isSymbolic { return add(Argument(constant: base, slope: slope), exponent) }
    if base.isOne { return }
    if base == Rational(1, over: 2) {
      return multiplyPower(of: store.pi, Rational(exponent, over: 2))
    }
    add(Argument(constant: base, slope: 0), exponent)
  }

  /// Multiplies by Γ(argument)^exponent for an argument that is no pole of Γ.
  mutating func multiplyGamma(at argument: Expression, exponent: Int) {
    symbolicGammas.append((store.tidied(argument), exponent))
  }

  /// Arguments of Γ are moved up at most this often.
  private static let shiftLimit = 64

  /// Multiplies by -1/Γ(-ν) = ν/Γ(1-ν) for a ν > 0 that is no natural number.
  ///
  /// Γ(x) = Γ(x + 1)/x moves the argument up to where it is known to be positive.
  mutating func multiplyReciprocalGamma(atMinus exponent: Expression) {
    multiply(by: exponent)
    var argument = store.difference(store.rational(1), exponent)
    for _ in 0..<Self.shiftLimit where store.knownSign(of: argument) != .positive {
      multiply(by: argument)
      argument = store.sum(argument, store.rational(1))
    }
    multiplyGamma(at: argument, exponent: -1)
  }

  private mutating func multiply(_ constant: Rational, _ slope: Rational, _ exponent: Int) {
    var base = store.rational(constant)
    if let dimension, !slope.isZero {
      base = store.sum(base, store.scaled(dimension, by: slope))
    }
    multiplyPower(of: base, Rational(exponent))
  }

  /// Multiplies by a power of an expression that is not 0.
  mutating func multiplyPower(of base: Expression, _ exponent: Rational) {
    guard let power = try? store.power(base, exponent) else {
      preconditionFailure("a power of a number that is not 0 exists")
    }
    factor = store.product(factor, power)
  }

  private mutating func add(_ argument: Argument, _ exponent: Int) {
    guard let place = gammas.firstIndex(where: { $0.argument == argument }) else {
      gammas.append((argument, exponent))
      return
    }
    gammas[place].exponent += exponent
    if gammas[place].exponent == 0 { gammas.remove(at: place) }
  }

  /// Whether no symbol is free.
  public var isNumber: Bool {
    symbolicGammas.isEmpty && gammas.allSatisfy { $0.argument.slope.isZero }
      && store.symbols(in: factor).allSatisfy { polygammas[$0]?.slope.isZero == true }
  }

  /// An enclosure of about so many significant bits; `nil` when a symbol is free.
  public func ball(bits: Int) -> RealBall? {
    guard isNumber, var result = factorBall(bits: bits + 8) else { return nil }
    let precision = bits + 32
    for (argument, exponent) in gammas {
      let power = RealBall.gamma(argument.constant, precision: precision)
        .power(abs(exponent), precision: precision)
      result =
        exponent > 0
        ? result.multiplied(by: power, precision: precision)
        : result.divided(by: power, precision: precision)
    }
    return result
  }

  private func factorBall(bits: Int) -> RealBall? {
    let cap = 64 * bits + 4096
    let tape = Tape(factor, in: store)
    guard !polygammas.isEmpty else {
      return try? tape.evaluate(at: [:], goal: .relative(bits: bits), precisionCap: cap).value
    }
    var precision = bits + 32
    while true {
      let values = polygammas.mapValues { $0.ball(precision: precision) }
      guard let ball = try? tape.evaluate(over: values, precision: precision).values[0] else {
        return nil
      }
      let isSharp = ball.radius <= ball.lowerMagnitude.scaled(byPowerOfTwo: -bits)
      if isSharp || 2 * precision > cap { return ball }
      precision *= 2
    }
  }

  /// All values of Γ with the expressions of their arguments.
  private var allGammas: [(argument: Expression, exponent: Int)] {
    gammas.map { (expression(of: $0.argument), $0.exponent) } + symbolicGammas
  }

  /// The product in the language, with `Gamma` for Γ; parts of a long one are named at its end.
  public var text: String {
    var (text, parts) = numerator
    for (argument, exponent) in allGammas where exponent < 0 {
      text += "/Gamma(\(store.text(argument)))"
      if exponent != -1 { text += "^\(-exponent)" }
    }
    let named = parts.map { "\($0.name) = \($0.formula.text)" }
    return named.isEmpty ? text : "\(text), where \(named.joined(separator: ", "))"
  }

  private var numerator: (text: String, parts: [NamedFormula.Definition]) {
    let simple = store.tidied(factor)
    let gamma = polygammas.filter(\.value.isEulerGamma).mapValues { _ in
      FormulaName.symbol("EulerGamma")
    }
    let whole = formula(of: simple, names.merging(gamma) { known, _ in known })
    let body = whole.formula.text
    if allGammas.isEmpty { return (body, whole.definitions) }
    var parts = [body]
    if case .sum = store.node(simple) { parts = ["(\(body))"] }
    for (argument, exponent) in allGammas where exponent > 0 {
      let power = exponent == 1 ? "" : "^\(exponent)"
      parts.append("Gamma(\(store.text(argument)))" + power)
    }
    if parts.count > 1, store.rationalValue(simple)?.isOne == true { parts.removeFirst() }
    return (parts.joined(separator: "*"), whole.definitions)
  }

  /// Constants of more parts than this, counted as often as they stand there, are written with names: those of deep
  /// kernels would double in length with every layer.
  private static let spelledSize = 1000

  private func formula(
    of expression: Expression, _ names: [Symbol: FormulaName]
  ) -> NamedFormula {
    var options = FormulaOptions()
    options.names = names
    options.namesParts = store.treeSize(of: expression) > Self.spelledSize
    return store.formula(of: expression, options: options)
  }

  /// The product in LaTeX; parts of a long one are named at its end, unless they have names already.
  public var latex: String {
    let simple = store.tidied(factor)
    let whole = named == nil ? formula(of: simple, latexNames) : nil
    let parts = (whole?.definitions ?? []).map {
      ",\\quad \(LaTeXStyle.biettiBach.name($0.head))=\($0.formula.latex)"
    }.joined()
    var text = (named ?? whole?.formula)?.latex ?? ""
    if allGammas.isEmpty { return text + parts }
    if named.map(Self.isSum) ?? isSum(simple) { text = "\\left(\(text)\\right)" }
    if store.rationalValue(simple)?.isOne == true { text = "" }
    for (argument, exponent) in allGammas {
      let inner = store.layout(of: argument).latex
      let power = exponent == 1 ? "" : "^{\(exponent)}"
      text += "\\,\\Gamma\\left(\(inner)\\right)\(power)"
    }
    return text + parts
  }

  private var latexNames: [Symbol: FormulaName] {
    names.merging(polygammas.mapValues { $0.name(dimension, store) }) { known, _ in known }
  }

  private func isSum(_ expression: Expression) -> Bool {
    if case .sum = store.node(expression) { true } else { false }
  }

  private static func isSum(_ layout: Layout) -> Bool {
    if case .sum = layout { true } else { false }
  }

  /// Gives names to parts that the factors of products share, for LaTeX.
  public static func nameParts(
    of products: inout [GammaProduct], in store: ExpressionStore
  ) -> [NamedFormula.Definition] {
    var options = FormulaOptions()
    for product in products { options.names.merge(product.latexNames) { known, _ in known } }
    let (formulas, shared) = store.formulas(
      of: products.map { store.tidied($0.factor) }, options: options)
    for (place, formula) in formulas.enumerated() { products[place].named = formula }
    return shared
  }

  private func expression(of argument: Argument) -> Expression {
    guard let dimension, !argument.slope.isZero else { return store.rational(argument.constant) }
    return store.sum(
      store.rational(argument.constant), store.scaled(dimension, by: argument.slope))
  }
}

extension ExpressionStore {
  /// Normal forms are tried up to this many parts.
  private static let tidySize = 40

  /// An equal constant that reads well: simplified, opened up where that is shorter, and without a minus
  /// in front of a difference.
  package func tidied(_ constant: Expression) -> Expression {
    let simple = withoutLeadingMinus(simplified(constant))
    guard topologicalOrder(of: [simple]).count <= Self.tidySize, let normal = normalForm(of: simple)
    else { return simple }
    let other = withoutLeadingMinus(simplified(normal))
    return layout(of: other).text.count < layout(of: simple).text.count ? other : simple
  }

  private func withoutLeadingMinus(_ constant: Expression) -> Expression {
    guard case .product(let coefficient, let factors) = node(constant), coefficient.signum < 0,
      let place = factors.firstIndex(where: { factor in
        guard factor.exponent.isOne, case .sum = node(factor.base) else { return false }
        return true
      }), case .sum(let terms) = node(factors[place].base)
    else { return constant }
    var parts = [rational(-coefficient), sum(terms.map { negated($0) })]
    for (other, factor) in factors.enumerated() where other != place {
      guard let power = try? power(factor.base, factor.exponent) else { return constant }
      parts.append(power)
    }
    return product(parts)
  }
}
