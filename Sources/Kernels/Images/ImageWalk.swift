/// Goes through the layers of an image network, whatever its cells are made of.
///
/// - Complexity: for p pixels and a filter with q elements, a layer costs O(pq), and O(p²q) for networks with
///   the head `gap`; so L layers cost L times as much, never q^L.
struct ImageWalk<Cells: PixelCells> {
  typealias State = NetworkState<Cells.Cell>

  var cells: Cells

  /// The cell of a network's output.
  ///
  /// - Throws: ``NetworkError``.
  mutating func output(
    of network: Layer, on grid: PixelGrid
  ) throws(NetworkError) -> Cells.Cell {
    let start = try input(of: network, on: grid)
    return try output(state(after: network, start, trained: true), of: network)
  }

  /// The input image, with all pairs of pixels if the network needs them.
  func input(of network: Layer, on grid: PixelGrid) throws(NetworkError) -> State {
    let holdsPairs = network.containsLayer { $0 == .head(.gap) }
    var inputs: [Cells.Cell] = []
    for i in 0..<grid.count {
      for j in holdsPairs ? 0..<grid.count : i..<(i + 1) {
        inputs.append(try cells.input(grid.number(i), grid.number(j)))
      }
    }
    return .image(PixelTable(grid: grid, holdsPairs: holdsPairs, cells: inputs))
  }

  /// The cell of the last state.
  func output(_ state: State, of network: Layer) throws(NetworkError) -> Cells.Cell {
    switch state {
    case .vector(let cell, _): return cell
    case .image:
      throw NetworkError(
        "the network ends in an image: nothing says how its pixels become one output",
        suggestion: "add a head: `pixel(i)`, `trace` or `gap`", origin: network.origin)
    }
  }

  /// The state after a layer.
  mutating func state(
    after layer: Layer, _ state: State, trained: Bool
  ) throws(NetworkError) -> State {
    switch layer.kind {
    case .serial(let layers):
      var next = state
      for inner in layers { next = try self.state(after: inner, next, trained: trained) }
      return next
    case .repeated(let count, let block):
      var next = state
      for _ in 0..<count { next = try self.state(after: block, next, trained: trained) }
      return next
    case .frozen(let block): return try self.state(after: block, state, trained: false)
    case .residual(let block): return try residual(block, layer, state, trained: trained)
    case .convolution(let convolution):
      return try convolved(convolution, layer, state, trained: trained)
    case .head(let head): return try finished(head, layer, state)
    case .image(let sides):
      guard case .image(let table) = state, table.grid == PixelGrid(sides: sides) else {
        throw NetworkError(
          "`image` says how large the input is and stands at the start of the network",
          suggestion: "move it to the front", origin: layer.origin)
      }
      return state
    case .repeatedSymbolically:
      guard case .vector = state else {
        throw NetworkError(
          "a convolutional network with a depth that is a symbol is not unrolled",
          suggestion: "give the depth a number", origin: layer.origin)
      }
      return try pointwise(layer, state, trained: trained)
    case .dense, .zeroBias: return try pointwise(layer, state, trained: trained)
    case .activation:
      if case .vector(_, isPooled: true) = state {
        throw NetworkError(
          "`\(layer.name)` acts on the mean of all pixels, whose variance depends on the cosines "
            + "between the pixels of one image",
          suggestion: "put it before `gap`, or take `trace`", origin: layer.origin)
      }
      return try pointwise(layer, state, trained: trained)
    }
  }

  private mutating func pointwise(
    _ layer: Layer, _ state: State, trained: Bool
  ) throws(NetworkError) -> State {
    switch state {
    case .image(var table):
      for place in table.cells.indices {
        table.cells[place] = try cells.apply(layer, to: table.cells[place], trained: trained)
      }
      return .image(table)
    case .vector(let cell, let isPooled):
      return .vector(try cells.apply(layer, to: cell, trained: trained), isPooled: isPooled)
    }
  }

  /// The mean over windows, then weights as those of a dense layer.
  private mutating func convolved(
    _ convolution: Convolution, _ layer: Layer, _ state: State, trained: Bool
  ) throws(NetworkError) -> State {
    guard case .image(let table) = state else {
      throw NetworkError(
        "`conv` acts on the pixels of an image, and the head has left none",
        suggestion: "put it before the head", origin: layer.origin)
    }
    guard let windows = table.grid.windows(of: convolution) else {
      let sides = table.grid.sides.count
      let isFilter = ![1, sides].contains(convolution.filter.count)
      let count = isFilter ? convolution.filter.count : convolution.strides.count
      throw NetworkError(
        "the \(isFilter ? "filter has \(count) sides" : "convolution has \(count) strides") and the "
          + "image \(sides == 1 ? "one side" : "\(sides) sides")",
        suggestion: "`conv(3, w)` has the same filter size along all sides of the image",
        origin: layer.origin)
    }
    let weights = Layer(
      .dense(weight: convolution.weight, bias: convolution.bias), origin: layer.origin)
    let count = windows.output.count
    let equal = (0..<count).map { mean(over: windows, $0, $0, in: table) }
    var next: [Cells.Cell] = []
    for i in 0..<count {
      for j in table.holdsPairs ? 0..<count : i..<(i + 1) {
        var cell = equal[i]
        if i != j {
          // Where one window sticks out and the other does not, variances count what covariances lack.
          cell = cells.withVariances(
            mean(over: windows, i, j, in: table), x: equal[i], z: equal[j])
        }
        next.append(try cells.apply(weights, to: cell, trained: trained))
      }
    }
    return .image(
      PixelTable(grid: windows.output, holdsPairs: table.holdsPairs, cells: next))
  }

  /// The mean over what the windows of two outputs read, shifted together.
  private mutating func mean(
    over windows: Windows, _ i: Int, _ j: Int, in table: PixelTable<Cells.Cell>
  ) -> Cells.Cell {
    let read = windows.reads.compactMap { reads -> Cells.Cell? in
      guard let x = reads[i], let z = reads[j] else { return nil }
      return table.cells[table.holdsPairs ? x * table.grid.count + z : x]
    }
    return cells.mean(of: read, over: windows.reads.count)
  }

  private mutating func finished(
    _ head: Head, _ layer: Layer, _ state: State
  ) throws(NetworkError) -> State {
    guard case .image(let table) = state else {
      throw NetworkError(
        "`\(head.name)` acts on the pixels of an image, and an earlier head has left none",
        suggestion: "keep one head", origin: layer.origin)
    }
    let count = table.grid.count
    switch head {
    case .pixel(let numbers):
      guard let place = table.grid.place(of: numbers) else {
        throw NetworkError(
          "there is no pixel \(numbers.map(String.init).joined(separator: ", ")) here: the image has "
            + "\(table.grid.text) pixels",
          suggestion: "pixels are counted from 1 on, row by row", origin: layer.origin)
      }
      let cell = table.cells[table.holdsPairs ? place * (count + 1) : place]
      return .vector(cell, isPooled: false)
    case .trace:
      let equal = (0..<count).map { table.cells[table.holdsPairs ? $0 * (count + 1) : $0] }
      return .vector(cells.flattened(cells.mean(of: equal, over: count)), isPooled: false)
    case .gap: return .vector(cells.mean(of: table.cells, over: table.cells.count), isPooled: true)
    }
  }

  private mutating func residual(
    _ block: Layer, _ layer: Layer, _ state: State, trained: Bool
  ) throws(NetworkError) -> State {
    let branch = try self.state(after: block, openEnded(state), trained: trained)
    return try residualSum(of: state, branch, block, layer)
  }

  /// The state at the start of a residual block, which ends in no weights of the block.
  func openEnded(_ state: State) -> State {
    switch state {
    case .vector(let cell, let isPooled): return .vector(cells.openEnded(cell), isPooled: isPooled)
    case .image(var table):
      table.cells = table.cells.map(cells.openEnded)
      return .image(table)
    }
  }

  /// The sum of a state and that of a block applied to it.
  mutating func residualSum(
    of state: State, _ branch: State, _ block: Layer, _ layer: Layer
  ) throws(NetworkError) -> State {
    switch (state, branch) {
    case (.vector(let cell, let isPooled), .vector(let other, _)):
      return .vector(
        try cells.residualSum(of: cell, other, block, layer), isPooled: isPooled)
    case (.image(let table), .image(let other)):
      guard other.holdsPairs == table.holdsPairs, let places = other.grid.places(in: table.grid)
      else {
        throw NetworkError(
          "x has \(table.grid.text) pixels and block(x) has \(other.grid.text), so they have no sum",
          suggestion: "use no strides inside `residual`", origin: block.origin ?? layer.origin)
      }
      var sum = other
      for (index, cell) in other.cells.enumerated() {
        let (i, j) = (index / other.grid.count, index % other.grid.count)
        let place =
          table.holdsPairs ? places[i] * table.grid.count + places[j] : places[index]
        sum.cells[index] = try cells.residualSum(of: table.cells[place], cell, block, layer)
      }
      return .image(sum)
    case (.image, .vector), (.vector, .image):
      throw NetworkError(
        "x is an image and block(x) is none, so they have no sum",
        suggestion: "put the head behind `residual`", origin: block.origin ?? layer.origin)
    }
  }
}

extension PixelGrid {
  /// The place of a pixel by its number, or by its place along each axis; `nil` when there is none.
  func place(of numbers: [Int]) -> Int? {
    if numbers.count == 1 {
      let place = numbers[0] - firstNumber
      return (0..<count).contains(place) ? place : nil
    }
    guard numbers.count == sides.count,
      zip(numbers, sides).allSatisfy({ (1...$1).contains($0) })
    else { return nil }
    return zip(numbers, sides).reduce(0) { $0 * $1.1 + $1.0 - 1 }
  }
}

extension Layer {
  /// What the first layer, this one or one inside it, says to a question that most have no answer to.
  func first<Answer>(_ answer: (Kind) -> Answer?) -> Answer? {
    if let found = answer(kind) { return found }
    switch kind {
    case .serial(let layers):
      for layer in layers { if let found = layer.first(answer) { return found } }
      return nil
    case .repeated(_, let block), .repeatedSymbolically(_, let block), .residual(let block),
      .frozen(let block):
      return block.first(answer)
    case .dense, .zeroBias, .activation, .convolution, .head, .image: return nil
    }
  }

  /// Whether some layer inside this one, or itself, is of a kind.
  func containsLayer(_ isMeant: (Kind) -> Bool) -> Bool {
    first { isMeant($0) ? true : nil } ?? false
  }
}
