internal import Arithmetic

/// Lays out expressions for reading.
///
/// A part gets a name when it is used more than once and is longer than a name, or when the formula would
/// nest too deeply without one; so a kernel of any depth prints in space linear in its graph and without
/// deep recursion. Parts of a deep kernel are named by layer (``LayerNames``), others u1, u2, ….
struct FormulaBuilder {
  let store: ExpressionStore
  private(set) var names: [Expression: FormulaName] = [:]
  private(set) var sizes: [Expression: Int] = [:]
  /// The named parts, each before those that use it.
  private(set) var named: [Expression] = []
  let naming: [Symbol: FormulaName]
  let variable: Symbol
  let layer: Symbol?
  let levels: [Expression: Int]

  /// Parts up to this many symbols are repeated, not named.
  private static let repeatableSize = 6
  /// A formula nests at most this deeply before a part is named.
  static let nestingLimit = 12

  init(_ roots: [Expression], in store: ExpressionStore, options: FormulaOptions) {
    self.store = store
    naming = options.names
    variable = options.variable
    layer = options.layer
    let order = store.topologicalOrder(of: roots)
    let uses = FormulaBuilder.countUses(order, store)
    let taken = Set(order.compactMap { store.symbolName($0) })
    let layers = LayerNames(order: order, uses: uses, roots: roots, in: store)
    levels = layers.levels
    if options.namesParts, layers.isWorthwhile,
      layers.names.values.allSatisfy({ !taken.contains($0.ascii) })
    {
      names = layers.names
    }
    var nesting: [Expression: Int] = [:]
    var next = 1
    for expression in order {
      var size = 1
      var depth = 0
      store.forEachChild(of: expression) { child in
        size += names[child] == nil ? sizes[child] ?? 1 : 1
        depth = max(depth, names[child] == nil ? nesting[child] ?? 0 : 0)
      }
      sizes[expression] = size
      nesting[expression] = depth + 1
      let isShared =
        (uses[expression] ?? 0) > 1 && size > FormulaBuilder.repeatableSize
        && !isKernelOfNamed(expression)
      let isDeep = depth + 1 > FormulaBuilder.nestingLimit
      guard options.namesParts, isShared || isDeep, !roots.contains(expression),
        names[expression] == nil
      else { continue }
      while taken.contains("\(options.prefix)\(next)") { next += 1 }
      names[expression] = .part("\(options.prefix)\(next)")
      next += 1
    }
    named = order.filter { names[$0] != nil }
  }

  /// Whether this is κ of a named covariance times parameters, which is short enough to repeat.
  private func isKernelOfNamed(_ expression: Expression) -> Bool {
    guard case .function(.kappa, let argument) = store.node(expression) else { return false }
    if names[argument] != nil { return true }
    guard case .product(_, let factors) = store.node(argument) else { return false }
    return factors.allSatisfy { names[$0.base] != nil || !store.dependsOnCosine($0.base) }
  }

  func definition(of expression: Expression) -> NamedFormula.Definition {
    NamedFormula.Definition(names[expression] ?? .part(""), formula: body(of: expression))
  }

  private static func countUses(
    _ order: [Expression], _ store: ExpressionStore
  ) -> [Expression: Int] {
    var uses: [Expression: Int] = [:]
    for expression in order {
      store.forEachChild(of: expression) { uses[$0, default: 0] += 1 }
    }
    return uses
  }

  /// The layout of an expression, by name if it has one.
  func layout(_ expression: Expression) -> Layout {
    names[expression].map(Layout.name) ?? body(of: expression)
  }

  /// The layout of an expression, spelled out.
  func body(of expression: Expression) -> Layout {
    switch store.node(expression) {
    case .rational(let value): number(value)
    case .pi: .name(.symbol("pi"))
    case .symbol(let symbol):
      symbol == layer ? .layer(offset: 0) : .name(naming[symbol] ?? .symbol(symbol.name))
    case .sum(let terms): sum(terms)
    case .product(let coefficient, let factors): product(coefficient, factors)
    case .function(let function, let argument):
      symbolicPower(expression, 1) ?? .call(function, layout(argument))
    case .application(.flow(let flow), let arguments):
      .application(.flow(flow), flowArguments(flow, arguments))
    case .application(let function, let arguments):
      .application(function, arguments.map(layout))
    }
  }

  /// The time of a flow alone where the other arguments are the declared ones; with the value of t where they are
  /// those with t replaced; otherwise the time twice and the other arguments.
  private func flowArguments(_ flow: FlowFunction, _ arguments: [Expression]) -> [Layout] {
    let time = layout(arguments[0])
    let given = Array(arguments.dropFirst())
    if given == flow.declared { return [time] }
    if let place = flow.declared.firstIndex(of: store.cosine) {
      let point = given[place]
      let moved = flow.declared.map { try? store.substituting([.cosine: point], in: $0) }
      if moved == given { return [time, layout(point)] }
    }
    return [time, time] + given.map(layout)
  }

  /// Whether an expression depends on t, or on a symbol that stands for a state and so depends on t.
  func varies(_ expression: Expression) -> Bool {
    if store.dependsOnCosine(expression) { return true }
    if naming.isEmpty { return false }
    return store.symbols(in: expression).contains { naming[$0] != nil }
  }

  func shownSize(_ expression: Expression) -> Int {
    names[expression] == nil ? sizes[expression] ?? 1 : 1
  }
}

/// How a formula is laid out.
public struct FormulaOptions: Sendable {
  /// Whether parts get names at all; without them a formula is as long as its tree.
  public var namesParts = true
  /// What the names of shared parts begin with.
  public var prefix = "u"
  /// What symbols are called in the formula, where that is not their own name.
  public var names: [Symbol: FormulaName] = [:]
  /// The symbol of the layer that a recursion runs over, written ℓ.
  public var layer: Symbol?
  /// The small quantity in whose ascending powers sums are written.
  public var variable = Symbol.cosine

  /// The usual options.
  public init() {}
}

extension ExpressionStore {
  /// The formula of an expression, with shared parts named.
  public func formula(
    of expression: Expression, options: FormulaOptions = FormulaOptions()
  ) -> NamedFormula {
    let builder = FormulaBuilder([expression], in: self, options: options)
    return NamedFormula(
      formula: builder.body(of: expression), definitions: builder.named.map(builder.definition))
  }

  /// The formulas of several expressions, with the parts that they share named once.
  public func formulas(
    of expressions: [Expression], options: FormulaOptions = FormulaOptions()
  ) -> (formulas: [Layout], definitions: [NamedFormula.Definition]) {
    let builder = FormulaBuilder(expressions, in: self, options: options)
    return (expressions.map(builder.body), builder.named.map(builder.definition))
  }

  /// The formula of an expression in one piece; for short expressions.
  public func layout(
    of expression: Expression, options: FormulaOptions = FormulaOptions()
  ) -> Layout {
    var whole = options
    whole.namesParts = false
    return formula(of: expression, options: whole).formula
  }

  /// The formula of an expression on one line, in the language; for short expressions.
  public func text(_ expression: Expression) -> String { formula(of: expression).text }

  func symbolName(_ expression: Expression) -> String? {
    if case .symbol(let symbol) = node(expression) { symbol.name } else { nil }
  }
}
