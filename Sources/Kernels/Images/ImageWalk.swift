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
    let holdsPairs = network.containsLayer { $0 == .head(.gap) }
    var inputs: [Cells.Cell] = []
    for i in 0..<grid.count {
      for j in holdsPairs ? 0..<grid.count : i..<(i + 1) {
        inputs.append(try cells.input(grid.number(i), grid.number(j)))
      }
    }
    let start = State.image(PixelTable(grid: grid, holdsPairs: holdsPairs, cells: inputs))
    switch try walk(network, start, trained: true) {
    case .vector(let cell, _): return cell
    case .image:
      throw NetworkError(
        "the network ends in an image: nothing says how its pixels become one output",
        suggestion: "add a head: `pixel(i)`, `trace` or `gap`", origin: network.origin)
    }
  }

  private mutating func walk(
    _ layer: Layer, _ state: State, trained: Bool
  ) throws(NetworkError) -> State {
    switch layer.kind {
    case .serial(let layers):
      var next = state
      for inner in layers { next = try walk(inner, next, trained: trained) }
      return next
    case .repeated(let count, let block):
      var next = state
      for _ in 0..<count { next = try walk(block, next, trained: trained) }
      return next
    case .frozen(let block): return try walk(block, state, trained: false)
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
      throw NetworkError(
        "the filter has \(convolution.filter.count) sides and \(convolution.strides.count) strides, "
          + "the image \(sides)",
        suggestion: "`conv(3, w)` has the same filter size along all sides of the image",
        origin: layer.origin)
    }
    let size = windows.reads.count
    let weights = Layer(
      .dense(weight: convolution.weight, bias: convolution.bias), origin: layer.origin)
    var next: [Cells.Cell] = []
    for i in 0..<windows.output.count {
      for j in table.holdsPairs ? 0..<windows.output.count : i..<(i + 1) {
        let read = windows.reads.compactMap { reads -> Cells.Cell? in
          guard let x = reads[i], let z = reads[j] else { return nil }
          return table.cells[table.holdsPairs ? x * table.grid.count + z : x]
        }
        let mean = cells.mean(of: read, over: size)
        next.append(try cells.apply(weights, to: mean, trained: trained))
      }
    }
    return .image(
      PixelTable(grid: windows.output, holdsPairs: table.holdsPairs, cells: next))
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
        let sides = table.grid.sides.map(String.init).joined(separator: " x ")
        throw NetworkError(
          "there is no pixel \(numbers.map(String.init).joined(separator: ", ")) here: the image has "
            + "\(sides) pixels",
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
    switch state {
    case .vector(let cell, let isPooled):
      let branch = try walk(
        block, .vector(cells.openEnded(cell), isPooled: isPooled), trained: trained)
      guard case .vector(let other, _) = branch else { return branch }
      return .vector(
        try cells.residualSum(of: cell, other, block, layer), isPooled: isPooled)
    case .image(let table):
      var start = table
      start.cells = table.cells.map(cells.openEnded)
      let branch = try walk(block, .image(start), trained: trained)
      guard case .image(let other) = branch else {
        throw NetworkError(
          "x is an image and block(x) is none, so they have no sum",
          suggestion: "put the head behind `residual`", origin: block.origin ?? layer.origin)
      }
      guard other.holdsPairs == table.holdsPairs, let places = other.grid.places(in: table.grid)
      else {
        throw NetworkError(
          "x has \(table.grid.sides) pixels and block(x) has \(other.grid.sides), so they have no sum",
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
  /// Whether some layer inside this one, or itself, is of a kind.
  func containsLayer(_ isMeant: (Kind) -> Bool) -> Bool {
    if isMeant(kind) { return true }
    switch kind {
    case .serial(let layers): return layers.contains { $0.containsLayer(isMeant) }
    case .repeated(_, let block), .repeatedSymbolically(_, let block), .residual(let block),
      .frozen(let block):
      return block.containsLayer(isMeant)
    case .dense, .zeroBias, .activation, .convolution, .head, .image: return false
    }
  }
}
