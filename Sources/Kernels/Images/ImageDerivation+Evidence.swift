internal import Expressions

// Checking an equation at one pixel.
extension ImageDerivation {
  /// The state at one pixel, or after the head.
  func sample(_ state: NetworkState<KernelState>) -> KernelState {
    switch state {
    case .vector(let cell, _): cell
    case .image(let table): table.cells[0]
    }
  }

  /// Whether an equation, with the earlier quantities written out at the first pixel, gives a formula.
  func evidence(
    that value: Expression, gives wanted: Expression, at state: NetworkState<KernelState>
  ) -> EqualityEvidence {
    var images: [Symbol: Expression] = [:]
    for symbol in store.symbols(in: value) {
      guard let image = image(of: symbol, at: state) else { continue }
      images[symbol] = image
    }
    guard let found = try? store.substituting(images, in: value) else { return .none }
    return store.evidence(that: found, equals: wanted)
  }

  /// What a name stands for at the first pixel of a state.
  private func image(
    of symbol: Symbol, at state: NetworkState<KernelState>
  ) -> Expression? {
    var first = [Int](repeating: 0, count: letters.axes)
    if case .image(let table) = state {
      first = table.grid.coordinates(0)
      if symbol.name == letters.name("t") {
        return store.symbol(.cosine(table.grid.number(0)))
      }
    }
    let isMean = symbol.name.hasPrefix("mean_")
    guard let quantity = LayerQuantity(isMean ? String(symbol.name.dropFirst(5)) : symbol.name),
      let known = named[quantity.number]
    else { return nil }
    func part(_ cell: KernelState) -> Expression {
      quantity.isTangent ? cell.tangent : cell.covariance
    }
    switch known {
    case .vector(let cell, _): return part(cell)
    case .image(let table):
      if isMean {
        let head = table.holdsPairs ? Head.gap : .trace
        let cells = head.places(in: table).map { table.cells[$0] }
        return part(walk.cells.mean(of: cells, over: cells.count))
      }
      guard let place = letters.place(quantity.index, from: first, in: table) else { return nil }
      return part(table.cells[place])
    }
  }
}
