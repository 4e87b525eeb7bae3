internal import Arithmetic
internal import Expressions

/// K(-t), in which parts that are even or odd by their structure stay what they are, up to a sign.
struct Reflection {
  enum Parity { case even, odd }

  private let store: ExpressionStore
  private var parities: [Expression: Parity?] = [:]
  private var images: [Expression: Expression] = [:]

  init(in store: ExpressionStore) { self.store = store }

  /// K(-t); `nil` when a part has no value.
  mutating func image(of kernel: Expression) -> Expression? {
    for part in store.topologicalOrder(of: [kernel]) where images[part] == nil {
      let parity = computedParity(part)
      parities[part] = .some(parity)
      switch parity {
      case .even: images[part] = part
      case .odd: images[part] = store.negated(part)
      case nil: images[part] = rebuilt(part)
      }
    }
    return images[kernel]
  }

  /// Whether the structure shows a kernel to be even or odd.
  mutating func parity(of kernel: Expression) -> Parity? {
    _ = image(of: kernel)
    return parity(kernel)
  }

  private func parity(_ part: Expression) -> Parity? { parities[part] ?? nil }

  private func computedParity(_ part: Expression) -> Parity? {
    guard store.dependsOnCosine(part) else { return .even }
    switch store.node(part) {
    case .rational, .pi: return .even
    case .symbol(let symbol): return symbol == .cosine ? .odd : nil
    case .sum(let terms):
      let found = Set(terms.map(parity))
      if found.count == 1, let parity = found.first, parity != nil { return parity }
      return provedParity(of: part)
    case .product(_, let factors):
      var isOdd = false
      for factor in factors {
        switch parity(factor.base) {
        case .even: continue
        case .odd:
          guard let exponent = factor.exponent.word else { return nil }
          if exponent % 2 != 0 { isOdd.toggle() }
        case nil: return nil
        }
      }
      return isOdd ? .odd : .even
    case .function(let function, let argument):
      switch (function, parity(argument)) {
      case (_, .even): return .even
      case (.arcsin, .odd), (.erf, .odd), (.sin, .odd): return .odd
      case (.cos, .odd), (.abs, .odd): return .even
      default: return nil
      }
    case .application: return nil
    }
  }

  /// Sums such as e^t - e^(-t) are compared in the normal form up to this many parts.
  private static let size = 60

  private func provedParity(of part: Expression) -> Parity? {
    guard store.topologicalOrder(of: [part]).count <= Self.size,
      let mirrored = try? store.substituting(
        [.cosine: store.negated(store.cosine)], in: part)
    else { return nil }
    if store.areProvedEqual(mirrored, part) { return .even }
    return store.areProvedEqual(mirrored, store.negated(part)) ? .odd : nil
  }

  private func rebuilt(_ part: Expression) -> Expression? {
    switch store.node(part) {
    case .rational, .pi, .symbol, .application: return nil
    case .sum(let terms):
      let images = terms.compactMap { self.images[$0] }
      return images.count == terms.count ? store.sum(images) : nil
    case .product(let coefficient, let factors):
      let powers = factors.compactMap { factor in
        images[factor.base].flatMap { try? store.power($0, factor.exponent) }
      }
      return powers.count == factors.count
        ? store.product([store.rational(coefficient)] + powers) : nil
    case .function(let function, let argument):
      return images[argument].flatMap { try? store.function(function, $0) }
    }
  }
}
