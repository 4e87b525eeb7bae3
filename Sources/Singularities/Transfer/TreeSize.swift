internal import Expressions

extension ExpressionStore {
  /// How many parts an expression has when shared ones are counted as often as they stand in it; at most `Int.max`.
  ///
  /// - Complexity: O(reachable nodes).
  func treeSize(of expression: Expression) -> Int {
    var sizes: [Expression: Int] = [:]
    for part in topologicalOrder(of: [expression]) {
      sizes[part] = children(of: part).reduce(1) { size, child in
        let (sum, isTooLarge) = size.addingReportingOverflow(sizes[child] ?? 1)
        return isTooLarge ? .max : sum
      }
    }
    return sizes[expression] ?? 1
  }

  private func children(of part: Expression) -> [Expression] {
    switch node(part) {
    case .rational, .pi, .symbol: []
    case .sum(let terms): terms
    case .product(_, let factors): factors.map(\.base)
    case .function(_, let argument): [argument]
    case .application(_, let arguments): arguments
    }
  }
}
