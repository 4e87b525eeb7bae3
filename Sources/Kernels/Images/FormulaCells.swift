internal import Arithmetic
internal import Expressions

/// Pairs of pixels as formulas in the cosines between pixels.
///
/// Pixels of the input have x·x = channels, so their variance is 1 and their covariance the cosine.
struct FormulaCells: PixelCells {
  let rules: LayerRules

  private var store: ExpressionStore { rules.store }

  func input(_ i: Int, _ j: Int) -> KernelState {
    var state = KernelState.input(in: store)
    state.covariance = store.symbol(.cosine(i, j))
    return state
  }

  func apply(
    _ layer: Layer, to cell: KernelState, trained: Bool
  ) throws(NetworkError) -> KernelState {
    try rules.apply(layer, to: cell, trained: trained)
  }

  func mean(of cells: [KernelState], over count: Int) -> KernelState {
    guard var state = cells.first else { return empty }
    let share = Rational(1, over: Integer(count))
    func mean(of values: [Expression]) -> Expression {
      store.scaled(store.sum(collected(values)), by: share)
    }
    state.covariance = mean(of: cells.map(\.covariance))
    state.tangent = mean(of: cells.map(\.tangent))
    state.varianceX = store.simplified(mean(of: cells.map(\.varianceX)))
    state.varianceZ = store.simplified(mean(of: cells.map(\.varianceZ)))
    state.tangentObstacle = cells.lazy.compactMap(\.tangentObstacle).first
    return state
  }

  /// The terms of values that are all linear in the cosines; other values as they are.
  ///
  /// Means of means meet in the same pixels, so this stays as short as the window is wide. What a
  /// nonlinearity makes is shared between windows and stays whole.
  private func collected(_ values: [Expression]) -> [Expression] {
    var terms: [Expression] = []
    for value in values {
      guard let linear = linearTerms(of: value) else { return values }
      terms += linear
    }
    return terms
  }

  private func linearTerms(of value: Expression) -> [Expression]? {
    switch store.node(value) {
    case .rational, .symbol: return [value]
    case .sum(let terms): return terms.allSatisfy(isMultiple) ? terms : nil
    case .product(let coefficient, let factors):
      guard factors.count == 1, factors[0].exponent.isOne,
        case .sum(let terms) = store.node(factors[0].base), terms.allSatisfy(isMultiple)
      else { return isMultiple(value) ? [value] : nil }
      return terms.map { store.scaled($0, by: coefficient) }
    case .pi, .function, .application: return nil
    }
  }

  /// Whether a value is a multiple of a symbol.
  private func isMultiple(_ value: Expression) -> Bool {
    switch store.node(value) {
    case .rational, .symbol: return true
    case .product(_, let factors):
      guard factors.count == 1, factors[0].exponent.isOne,
        case .symbol = store.node(factors[0].base)
      else { return false }
      return true
    case .pi, .sum, .function, .application: return false
    }
  }

  /// A window that reads zeros alone.
  private var empty: KernelState {
    let zero = store.rational(0)
    return KernelState(
      covariance: zero, varianceX: zero, varianceZ: zero, tangent: zero, isGaussian: true,
      tangentObstacle: nil, isHidden: true, endsInWeights: false)
  }

  func withVariances(
    _ cell: KernelState, x: KernelState, z: KernelState
  ) -> KernelState {
    var next = cell
    next.varianceX = x.varianceX
    next.varianceZ = z.varianceZ
    return next
  }

  func residualSum(
    of cell: KernelState, _ branch: KernelState, _ block: Layer, _ layer: Layer
  ) throws(NetworkError) -> KernelState {
    try rules.residualSum(of: cell, branch, block, layer)
  }

  func openEnded(_ cell: KernelState) -> KernelState {
    var open = cell
    open.endsInWeights = false
    return open
  }

  func flattened(_ cell: KernelState) -> KernelState {
    var flat = openEnded(cell)
    flat.isGaussian = false
    return flat
  }
}
