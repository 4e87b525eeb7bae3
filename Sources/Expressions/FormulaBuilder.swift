internal import Arithmetic

/// Lays out expressions for reading.
///
/// A part gets a name (u1, u2, …) when it is used more than once and is longer than a name, or when the
/// formula would nest too deeply without one; so a kernel of any depth prints in space linear in its
/// graph and without deep recursion.
struct FormulaBuilder {
  private let store: ExpressionStore
  private var names: [Expression: String] = [:]
  private var sizes: [Expression: Int] = [:]

  /// Parts up to this many symbols are repeated, not named.
  private static let repeatableSize = 6
  /// A formula nests at most this deeply before a part is named.
  private static let nestingLimit = 12

  init(_ roots: [Expression], in store: ExpressionStore, prefix: String) {
    self.store = store
    let order = store.topologicalOrder(of: roots)
    let uses = FormulaBuilder.countUses(order, store)
    let taken = Set(order.compactMap { FormulaBuilder.symbolName($0, store) })
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
      let isShared = (uses[expression] ?? 0) > 1 && size > FormulaBuilder.repeatableSize
      guard isShared || depth + 1 > FormulaBuilder.nestingLimit, !roots.contains(expression) else {
        continue
      }
      while taken.contains("\(prefix)\(next)") { next += 1 }
      names[expression] = "\(prefix)\(next)"
      next += 1
    }
    named = order.filter { names[$0] != nil }
  }

  /// The named parts, each before those that use it.
  private(set) var named: [Expression] = []

  func definition(of expression: Expression) -> NamedFormula.Definition {
    NamedFormula.Definition(name: names[expression] ?? "", formula: body(of: expression))
  }

  private static func symbolName(_ expression: Expression, _ store: ExpressionStore) -> String? {
    if case .symbol(let symbol) = store.node(expression) { return symbol.name }
    return nil
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
    case .pi: .name("pi")
    case .symbol(let symbol): .name(symbol.name)
    case .sum(let terms): sum(terms)
    case .product(let coefficient, let factors): product(coefficient, factors)
    case .function(let function, let argument): .call(function.name, layout(argument))
    }
  }

  private func number(_ value: Rational) -> Layout {
    let size = value.magnitude
    let digits = Layout.number(size.numerator.description)
    let unsigned =
      size.isInteger ? digits : .fraction(digits, .number(size.denominator.description))
    return value.signum < 0 ? .sum([.init(isNegative: true, unsigned)]) : unsigned
  }

  /// Terms from short to long, as papers write them: t + α²κ₁(t), 1 - u².
  private func sum(_ terms: [Expression]) -> Layout {
    let ordered = terms.enumerated().sorted { a, b in
      let (x, y) = (shownSize(a.element), shownSize(b.element))
      return x != y ? x < y : a.offset < b.offset
    }.map(\.element)
    let signed = ordered.flatMap { term in flattened(layout(term)) }
    guard signed.first?.isNegative == true,
      let positive = signed.firstIndex(where: { !$0.isNegative })
    else { return .sum(signed) }
    var rotated = signed
    rotated.insert(rotated.remove(at: positive), at: 0)
    return .sum(rotated)
  }

  private func shownSize(_ expression: Expression) -> Int {
    names[expression] == nil ? sizes[expression] ?? 1 : 1
  }

  /// The terms of a sum inside a sum; a single term otherwise.
  private func flattened(_ layout: Layout) -> [Layout.SignedTerm] {
    if case .sum(let terms) = layout { return terms }
    return [.init(isNegative: false, layout)]
  }

  private func product(_ coefficient: Rational, _ factors: [Factor]) -> Layout {
    let size = coefficient.magnitude
    let above = ordered(factors.filter { $0.exponent.signum > 0 })
    let below = ordered(factors.filter { $0.exponent.signum < 0 })
    var top = above.map { power($0.base, $0.exponent) }
    var bottom = below.map { power($0.base, -$0.exponent) }
    var front: [Layout] = []
    if bottom.isEmpty && !size.isInteger && !top.isEmpty {
      front = [number(size)]
    } else {
      if !size.numerator.isOne { top.insert(.number(size.numerator.description), at: 0) }
      if !size.isInteger { bottom.insert(.number(size.denominator.description), at: 0) }
    }
    let quotient =
      bottom.isEmpty ? joined(front + top) : .fraction(joined(top), joined(bottom))
    return coefficient.signum < 0 ? .sum([.init(isNegative: true, quotient)]) : quotient
  }

  private func joined(_ factors: [Layout]) -> Layout {
    switch factors.count {
    case 0: .number("1")
    case 1: factors[0]
    default: .product(factors)
    }
  }

  /// Numbers, π and symbols first, then sums, then functions: α²(1+α²)κ₁(t).
  private func ordered(_ factors: [Factor]) -> [Factor] {
    func rank(_ factor: Factor) -> Int {
      switch store.node(factor.base) {
      case .rational: 0
      case .pi: 1
      case .symbol(let symbol): symbol == .cosine ? 3 : 2
      case .sum, .product: names[factor.base] == nil ? 4 : 3
      case .function: 5
      }
    }
    return factors.enumerated().sorted { a, b in
      let (x, y) = (rank(a.element), rank(b.element))
      return x != y ? x < y : a.offset < b.offset
    }.map(\.element)
  }

  private func power(_ base: Expression, _ exponent: Rational) -> Layout {
    if exponent.isOne { return layout(base) }
    if exponent.numerator.isOne, let degree = exponent.denominator.word {
      return .root(degree, layout(base))
    }
    return .power(layout(base), number(exponent))
  }
}

extension ExpressionStore {
  /// The formula of an expression, with shared parts named.
  public func formula(of expression: Expression, prefix: String = "u") -> NamedFormula {
    let builder = FormulaBuilder([expression], in: self, prefix: prefix)
    return NamedFormula(
      formula: builder.body(of: expression), definitions: builder.named.map(builder.definition))
  }

  /// The formula of an expression on one line, in the language; for short expressions.
  public func text(_ expression: Expression) -> String { formula(of: expression).text }
}
