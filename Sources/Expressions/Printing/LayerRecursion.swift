/// Finds the layers of a deep kernel whose definitions repeat one recursion.
///
/// K^(3) = κ₁(K^(2)), …, K^(20) = κ₁(K^(19)) is one line, K^(ℓ) = κ₁(K^(ℓ-1)) for ℓ = 3, …, 20: what
/// differs from layer to layer must be numbers that grow with the layer, one by one.
public struct LayerRecursion {
  /// A definition, for one part or for a range of layers.
  public struct Row: Hashable, Sendable {
    /// The definition, with running layers when it stands for several.
    public let definition: NamedFormula.Definition
    /// The layers that it stands for; `nil` for one part.
    public let layers: ClosedRange<Int>?
  }

  /// Fewer layers are written one by one.
  private static let shortest = 3

  /// The definitions with the last layers of each role written as a recursion where they are one.
  ///
  /// A recursion stands where its first layer stood.
  public static func grouped(_ definitions: [NamedFormula.Definition]) -> [Row] {
    var byRole: [FormulaName.LayerRole: [(layer: Int, definition: NamedFormula.Definition)]] = [:]
    for definition in definitions {
      if case .layered(let role, .fixed(let layer)) = definition.head {
        byRole[role, default: []].append((layer, definition))
      }
    }
    let runs = byRole.compactMapValues { run(in: $0) }
    return definitions.compactMap { definition in
      guard case .layered(let role, .fixed(let layer)) = definition.head,
        let row = runs[role], let layers = row.layers, layers.contains(layer)
      else { return Row(definition: definition, layers: nil) }
      return layer == layers.lowerBound ? row : nil
    }
  }

  /// The longest recursion that the last layers repeat.
  private static func run(
    in items: [(layer: Int, definition: NamedFormula.Definition)]
  ) -> Row? {
    guard items.count >= shortest, case .layered(let role, _) = items[0].definition.head else {
      return nil
    }
    let (last, before) = (items[items.count - 1], items[items.count - 2])
    guard before.layer + 1 == last.layer,
      let pattern = Layout.pattern(
        before.definition.formula, last.definition.formula, upperLayer: last.layer)
    else { return nil }
    var first = last.layer
    for item in items.reversed() {
      let isNext = item.layer == first - 1 || item.layer == last.layer
      guard isNext, pattern.instantiated(at: item.layer) == item.definition.formula else { break }
      first = item.layer
    }
    guard last.layer - first + 1 >= shortest else { return nil }
    return Row(
      definition: NamedFormula.Definition(.layered(role, .running(offset: 0)), formula: pattern),
      layers: first...last.layer)
  }
}

extension Layout {
  /// The formula whose instances at two layers, one above the other, are the given ones.
  static func pattern(_ lower: Layout, _ upper: Layout, upperLayer: Int) -> Layout? {
    func pattern(_ a: Layout, _ b: Layout) -> Layout? {
      Layout.pattern(a, b, upperLayer: upperLayer)
    }
    if lower == upper { return lower }
    switch (lower, upper) {
    case (.number(let a), .number(let b)):
      guard let x = Int(a), let y = Int(b), y == x + 1 else { return nil }
      return .layer(offset: y - upperLayer)
    case (.name(.layered(let a, .fixed(let x))), .name(.layered(let b, .fixed(let y)))):
      guard a == b, y == x + 1 else { return nil }
      return .name(.layered(a, .running(offset: y - upperLayer)))
    case (.sum(let a), .sum(let b)):
      guard a.map(\.isNegative) == b.map(\.isNegative) else { return nil }
      let terms = zip(a, b).map { pattern($0.term, $1.term) }
      guard !terms.contains(nil) else { return nil }
      return .sum(
        zip(a, terms).compactMap { sign, term in
          term.map { SignedTerm(isNegative: sign.isNegative, $0) }
        })
    case (.product(let a), .product(let b)):
      guard a.count == b.count else { return nil }
      let factors = zip(a, b).compactMap(pattern)
      return factors.count == a.count ? .product(factors) : nil
    case (.fraction(let a, let b), .fraction(let c, let d)):
      guard let top = pattern(a, c), let bottom = pattern(b, d) else { return nil }
      return .fraction(top, bottom)
    case (.power(let a, let b), .power(let c, let d)):
      guard let base = pattern(a, c), let exponent = pattern(b, d) else { return nil }
      return .power(base, exponent)
    case (.root(let a, let b), .root(let c, let d)):
      guard a == c, let radicand = pattern(b, d) else { return nil }
      return .root(a, radicand)
    case (.call(let a, let b), .call(let c, let d)):
      guard a == c, let argument = pattern(b, d) else { return nil }
      return .call(a, argument)
    case (.application(let a, let b), .application(let c, let d)):
      guard a == c else { return nil }
      let arguments = zip(b, d).compactMap(pattern)
      return arguments.count == b.count ? .application(a, arguments) : nil
    default: return nil
    }
  }

  /// The formula at one layer.
  func instantiated(at layer: Int) -> Layout {
    switch self {
    case .number, .name(.symbol), .name(.part), .name(.element), .name(.layered(_, .fixed)),
      .name(.layered(_, .step)):
      return self
    case .name(.layered(let role, .running(let offset))):
      return .name(.layered(role, .fixed(layer + offset)))
    case .layer(let offset): return .number("\(layer + offset)")
    case .sum(let terms):
      return .sum(
        terms.map {
          SignedTerm(isNegative: $0.isNegative, $0.term.instantiated(at: layer))
        })
    case .product(let factors): return .product(factors.map { $0.instantiated(at: layer) })
    case .fraction(let top, let bottom):
      return .fraction(top.instantiated(at: layer), bottom.instantiated(at: layer))
    case .power(let base, let exponent):
      return .power(base.instantiated(at: layer), exponent.instantiated(at: layer))
    case .root(let degree, let radicand):
      return .root(degree, radicand.instantiated(at: layer))
    case .call(let function, let argument):
      return .call(function, argument.instantiated(at: layer))
    case .application(let function, let arguments):
      return .application(function, arguments.map { $0.instantiated(at: layer) })
    case .brackets(let inner): return .brackets(inner.instantiated(at: layer))
    }
  }
}
