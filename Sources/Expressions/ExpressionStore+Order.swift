extension ExpressionStore {
  /// The canonical order of terms and factors.
  ///
  /// Numbers come first, then π, symbols by name (cosines of pixels by their numbers), functions, products and sums; within a kind the
  /// fingerprint decides. Two different nodes with one fingerprint (about 2⁻⁶⁴ likely) are ordered by
  /// their printed structure.
  public func precedes(_ left: Expression, _ right: Expression) -> Bool {
    if left == right { return false }
    let (a, b) = (node(left), node(right))
    if a.rank != b.rank { return a.rank < b.rank }
    if case .symbol(let x) = a, case .symbol(let y) = b { return x.precedes(y) }
    if case .rational(let x) = a, case .rational(let y) = b { return x < y }
    let (x, y) = (fingerprints[Int(left.index)], fingerprints[Int(right.index)])
    return x != y ? x < y : "\(a)" < "\(b)"
  }

  /// The nodes reachable from the roots, children before parents.
  ///
  /// - Complexity: O(reachable nodes · log of their number).
  public func topologicalOrder(of roots: [Expression]) -> [Expression] {
    topologicalOrder(of: roots) { _ in false }
  }

  /// The reachable nodes that are not known yet, children before parents; the search does not go below
  /// known nodes.
  func topologicalOrder(
    of roots: [Expression], stoppingAt isKnown: (Expression) -> Bool
  ) -> [Expression] {
    var seen: Set<Int32> = []
    var pending = roots.map(\.index)
    while let index = pending.popLast() {
      let expression = Expression(index: index)
      if seen.contains(index) || isKnown(expression) { continue }
      seen.insert(index)
      forEachChild(of: expression) { pending.append($0.index) }
    }
    return seen.sorted().map(Expression.init(index:))
  }

  /// Calls `body` with each child of a node.
  package func forEachChild(of expression: Expression, _ body: (Expression) -> Void) {
    switch node(expression) {
    case .rational, .pi, .symbol: break
    case .sum(let terms): terms.forEach(body)
    case .product(_, let factors): factors.forEach { body($0.base) }
    case .function(_, let argument): body(argument)
    case .application(_, let arguments): arguments.forEach(body)
    }
  }

  /// The symbols that occur in an expression, by name.
  public func symbols(in expression: Expression) -> [Symbol] {
    topologicalOrder(of: [expression]).compactMap {
      if case .symbol(let symbol) = node($0) { symbol } else { nil }
    }.sorted { $0.name < $1.name }
  }

  /// The cosine similarities that occur in an expression: t, or those of pixels, in the order of their
  /// numbers.
  public func cosines(in expression: Expression) -> [Symbol] {
    symbols(in: expression).compactMap { symbol in symbol.pixels.map { (symbol, $0) } }
      .sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
  }

  /// Whether t or a cosine similarity of pixels occurs in an expression.
  public func dependsOnCosine(_ expression: Expression) -> Bool {
    if let known = dependence[expression.index] { return known }
    for current in topologicalOrder(of: [expression], stoppingAt: { dependence[$0.index] != nil }) {
      var depends = if case .symbol(let symbol) = node(current) { symbol.isCosine } else { false }
      forEachChild(of: current) { depends = depends || dependence[$0.index] == true }
      dependence[current.index] = depends
    }
    return dependence[expression.index] ?? false
  }
}

extension Symbol {
  /// The order of symbols: by name, cosines of pixels by the numbers of these.
  func precedes(_ other: Symbol) -> Bool {
    if let own = pixels, let others = other.pixels, own != others {
      return own.lexicographicallyPrecedes(others)
    }
    return name < other.name
  }
}

extension Node {
  /// The place of the kind in the canonical order.
  var rank: Int {
    switch self {
    case .rational: 0
    case .pi: 1
    case .symbol: 2
    case .function: 3
    case .application: 4
    case .product: 5
    case .sum: 6
    }
  }
}
