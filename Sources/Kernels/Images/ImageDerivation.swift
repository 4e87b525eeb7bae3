internal import Arithmetic
internal import Expressions
public import Recurrences

/// Walks through an image network and writes down what each layer does to the covariance Σ and the tangent Θ of
/// a pixel i, or of a pair of pixels i, j for the head `gap`.
///
/// Where all convolutions go round without strides, one equation holds for all pixels: it has the names of
/// the earlier quantities at pixels i + k. Every equation is compared, at one pixel, with the kernels that the
/// layers so far give directly there.
public struct ImageDerivation {
  /// The steps in the order of the network.
  public private(set) var steps: [DerivationStep] = []
  let store: ExpressionStore
  private let isTangent: Bool
  let letters: PixelLetters
  var walk: ImageWalk<FormulaCells>
  /// The states with names, by their number.
  var named: [Int: NetworkState<KernelState>] = [:]
  private var counter = 0

  /// A state by the names of its quantities, and as formulas for every pixel.
  private struct States {
    /// At the pixel i, or after the head.
    var generic: KernelState
    var direct: NetworkState<KernelState>

    var isImage: Bool { if case .image = direct { true } else { false } }
  }

  /// The most pixels or pairs over which a head's mean is written out.
  private static let meanLimit = 16

  /// Derives the kernel of an image network.
  ///
  /// - Throws: ``NetworkError`` where a layer has no kernel, and for strides and zero padding, where every
  ///   pixel has equations of its own.
  public init(
    of kernel: NetworkKernel, onImageOf sides: [Int]?, recurrences: RecurrenceTable
  ) throws(NetworkError) {
    let network = kernel.network
    store = recurrences.store
    isTangent = kernel.isTangent
    if network.containsLayer(\.isUneven) {
      throw NetworkError(
        "with strides or zero padding every pixel has equations of its own, so there are no common "
          + "steps", origin: network.origin)
    }
    let grid = try PixelGrid(inputOf: network, given: sides)
    walk = ImageWalk(cells: FormulaCells(rules: LayerRules(recurrences: recurrences)))
    letters = PixelLetters(
      axes: grid.sides.count, isPair: network.containsLayer { $0 == .head(.gap) })
    var start = States(
      generic: .input(in: store), direct: try walk.input(of: network, on: grid))
    start.generic.covariance = store.symbol(Symbol(letters.name("t")))
    let input = add(
      start, layer: "input",
      rule: "pixels on the sphere; t is the cosine of a pixel of x and one of z",
      condition: grid.isWindow
        ? "the image is larger than what the network reads, and pixels are counted modulo its size"
        : "the image has \(grid.text) pixels, counted modulo these sizes")
    _ = try step(through: network, input, trained: true)
  }

  /// Writes a state down as a step and gives names to its quantities.
  private mutating func add(
    _ states: States, layer: String, rule: String, condition: String?
  ) -> States {
    counter += 1
    var next = states
    var equations: [NamedFormula.Definition] = []
    var evidence = EqualityEvidence.sameExpression
    let wanted = sample(states.direct)
    func define(_ base: String, _ value: Expression, _ goal: Expression) {
      let name = states.isImage ? letters.name("\(base)\(counter)") : "\(base)\(counter)"
      equations.append(
        NamedFormula.Definition(
          .symbol(name), formula: store.layout(of: store.simplified(value))))
      evidence = evidence.weaker(self.evidence(that: value, gives: goal, at: states.direct))
    }
    define("Sigma", states.generic.covariance, wanted.covariance)
    if isTangent { define("Theta", states.generic.tangent, wanted.tangent) }
    next.generic.covariance = symbol("Sigma", counter, isImage: states.isImage)
    if isTangent { next.generic.tangent = symbol("Theta", counter, isImage: states.isImage) }
    named[counter] = states.direct
    steps.append(
      DerivationStep(
        layer: layer, rule: rule, condition: condition, equations: equations, detail: .plain,
        check: evidence))
    return next
  }

  private func symbol(_ base: String, _ number: Int, isImage: Bool) -> Expression {
    store.symbol(Symbol(isImage ? letters.name("\(base)\(number)") : "\(base)\(number)"))
  }

  private mutating func step(
    through layer: Layer, _ states: States, trained: Bool
  ) throws(NetworkError) -> States {
    switch layer.kind {
    case .serial(let layers):
      var next = states
      for inner in layers { next = try step(through: inner, next, trained: trained) }
      return next
    case .repeated(let count, let block):
      var next = states
      for _ in 0..<count { next = try step(through: block, next, trained: trained) }
      return next
    case .frozen(let block): return try step(through: block, states, trained: false)
    case .image: return states
    case .residual(let block):
      var start = states
      start.generic.endsInWeights = false
      start.direct = walk.openEnded(states.direct)
      let branch = try step(through: block, start, trained: trained)
      let sum = States(
        generic: try walk.cells.residualSum(of: states.generic, branch.generic, block, layer),
        direct: try walk.residualSum(of: states.direct, branch.direct, block, layer))
      return add(
        sum, layer: "residual", rule: "x + block(x): covariances and tangents add",
        condition: "the block ends in weights of its own with mean zero, so cross terms vanish")
    case .convolution(let convolution):
      return try convolved(convolution, layer, states, trained: trained)
    case .head(let head): return try finished(head, layer, states)
    case .repeatedSymbolically, .dense, .zeroBias, .activation:
      let next = States(
        generic: try walk.cells.apply(layer, to: states.generic, trained: trained),
        direct: try walk.state(after: layer, states.direct, trained: trained))
      return add(
        next, layer: layer.name, rule: layer.ruleInWords(trained: trained),
        condition: layer.isActivation
          ? "the pre-activations are Gaussian with variance \(store.text(states.generic.varianceX))"
          : nil)
    }
  }

  private mutating func convolved(
    _ convolution: Convolution, _ layer: Layer, _ states: States, trained: Bool
  ) throws(NetworkError) -> States {
    let direct = try walk.state(after: layer, states.direct, trained: trained)
    guard let filter = PixelGrid.spread(convolution.filter, over: letters.axes) else {
      throw NetworkError("the filter has other sides than the image", origin: layer.origin)
    }
    let number = counter
    let read = Self.offsets(filter).map { offset -> KernelState in
      var cell = states.generic
      cell.covariance = store.symbol(Symbol(letters.name("Sigma\(number)", offset)))
      if isTangent { cell.tangent = store.symbol(Symbol(letters.name("Theta\(number)", offset))) }
      return cell
    }
    let weights = Layer(
      .dense(weight: convolution.weight, bias: convolution.bias), origin: layer.origin)
    let generic = try walk.cells.apply(
      weights, to: walk.cells.mean(of: read, over: read.count), trained: trained)
    let size = filter.map(String.init).joined(separator: " x ")
    return add(
      States(generic: generic, direct: direct),
      layer: "conv(\(size), \(store.text(convolution.weight)))\(trained ? "" : " (not trained)")",
      rule: trained
        ? "Sigma' = w*mean(Sigma) + b, Theta' = w*mean(Theta) + Sigma', means over the window"
        : "Sigma' = w*mean(Sigma) + b, Theta' = w*mean(Theta), means over the window",
      condition: nil)
  }

  private mutating func finished(
    _ head: Head, _ layer: Layer, _ states: States
  ) throws(NetworkError) -> States {
    let direct = try walk.state(after: layer, states.direct, trained: true)
    guard case .image(let table) = states.direct, case .vector(let cell, _) = direct else {
      return States(generic: states.generic, direct: direct)
    }
    let count = table.grid.count
    var next = States(generic: cell, direct: direct)
    let rule: String
    switch head {
    case .pixel(let place): rule = "pixel \(place.map(String.init).joined(separator: ", "))"
    case .trace: rule = "the mean over the \(count) pixels"
    case .gap: rule = "the mean over the \(count * count) pairs of pixels"
    }
    // The generic state after the head is that of the places it reads, by their names.
    let places = head.places(in: table)
    if places.count <= Self.meanLimit {
      let number = counter
      let cells = places.map { place -> KernelState in
        var cell = states.generic
        let name = letters.text(of: place, in: table.grid)
        cell.covariance = store.symbol(Symbol("Sigma\(number)[\(name)]"))
        if isTangent { cell.tangent = store.symbol(Symbol("Theta\(number)[\(name)]")) }
        return cell
      }
      let mean = walk.cells.mean(of: cells, over: cells.count)
      next.generic.covariance = mean.covariance
      next.generic.tangent = mean.tangent
      return add(next, layer: head.name, rule: rule, condition: nil)
    }
    next.generic.covariance = store.symbol(Symbol("mean_Sigma\(counter)"))
    if isTangent { next.generic.tangent = store.symbol(Symbol("mean_Theta\(counter)")) }
    return add(next, layer: head.name, rule: rule, condition: nil)
  }

  /// The offsets of the pixels that a window reads, along all axes.
  private static func offsets(_ filter: [Int]) -> [[Int]] {
    filter.reduce([[]]) { partial, size in
      partial.flatMap { front in
        (0..<size).map { front + [$0 - (size - 1) / 2] }
      }
    }
  }
}

extension Head {
  /// The places of a table that the head takes the mean of.
  func places<Cell>(in table: PixelTable<Cell>) -> [Int] {
    let count = table.grid.count
    func equal(_ place: Int) -> Int { table.holdsPairs ? place * (count + 1) : place }
    switch self {
    case .pixel(let numbers): return table.grid.place(of: numbers).map { [equal($0)] } ?? []
    case .trace: return (0..<count).map(equal)
    case .gap: return Array(0..<(count * count))
    }
  }
}

extension Layer.Kind {
  /// Whether pixels are not treated alike.
  fileprivate var isUneven: Bool {
    guard case .convolution(let convolution) = self else { return false }
    return convolution.padding == .zero || convolution.strides.contains { $0 != 1 }
  }
}

extension Layer {
  fileprivate var isActivation: Bool { if case .activation = kind { true } else { false } }

  /// The rule of a layer that treats pixels alike.
  fileprivate func ruleInWords(trained: Bool) -> String {
    switch kind {
    case .dense:
      trained
        ? "Sigma' = w*Sigma + b, Theta' = w*Theta + Sigma' at every pixel"
        : "Sigma' = w*Sigma + b, Theta' = w*Theta at every pixel"
    case .zeroBias: "Theta' = Theta + v^2"
    case .activation(let activation): activation.rule
    case .repeatedSymbolically: "the elements of a recurrence, one step of which is the block"
    case .serial, .repeated, .residual, .frozen, .image, .convolution, .head: ""
    }
  }
}
