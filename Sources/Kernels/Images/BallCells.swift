internal import Arithmetic
internal import Expressions

/// Pairs of pixels as enclosures of their covariance and tangent, at one precision.
///
/// Variances do not depend on the images, only on places, so they stay formulas. The rule of a layer is
/// laid out as a program once for each variance and run for every pair.
///
/// **Enclosure.** A covariance c of two pixels with variances p and r is √(pr)·t for a correlation t in
/// [-1, 1]. A nonlinearity is evaluated as a function of an enclosure of t = c/√(pr). At the true t the dual
/// activation has a value, which the enclosure holds, even where the ball of t sticks out of [-1, 1].
struct BallCells: PixelCells {
  struct Cell {
    var covariance: RealBall
    var tangent: RealBall
    /// The variances and what else is known; its covariance and tangent stand for nothing.
    var state: KernelState
  }

  let rules: LayerRules
  let precision: Int
  /// Whether tangents are wanted; they are 0 otherwise.
  let isTangent: Bool
  let cosine: (Int, Int) -> RealBall
  private var programs: [State: Program] = [:]
  private var programmedLayer: Layer?

  private var store: ExpressionStore { rules.store }
  private static let covariance = Symbol("covariance of two pixels")
  private static let tangent = Symbol("tangent of two pixels")

  init(
    rules: LayerRules, precision: Int, isTangent: Bool, cosine: @escaping (Int, Int) -> RealBall
  ) {
    self.rules = rules
    self.precision = precision
    self.isTangent = isTangent
    self.cosine = cosine
  }

  /// What the rule of a layer depends on.
  private struct State: Hashable {
    let varianceX: Expression
    let varianceZ: Expression
    let isGaussian: Bool
    let endsInWeights: Bool
    let tangent: Expression
    let obstacle: NetworkError?
    let isTrained: Bool
  }

  /// The rule of a layer: the covariance and the tangent after it.
  private struct Program {
    let tape: Tape
    let next: KernelState
    /// √(pr), where the rule is one of correlations.
    let scale: RealBall?
  }

  func input(_ i: Int, _ j: Int) -> Cell {
    Cell(covariance: cosine(i, j), tangent: .zero, state: .input(in: store))
  }

  mutating func apply(
    _ layer: Layer, to cell: Cell, trained: Bool
  ) throws(NetworkError) -> Cell {
    var state = cell.state
    // What was not trained so far has the tangent 0, exactly.
    let isTrained = isTangent && !cell.tangent.isZero
    state.tangent = isTrained ? store.symbol(Self.tangent) : store.rational(0)
    let program = try program(of: layer, state, trained: trained)
    if isTrained, let obstacle = program.next.tangentObstacle { throw obstacle }
    var covariance = cell.covariance
    if let scale = program.scale {
      covariance = covariance.divided(by: scale, precision: precision)
    }
    let symbol = program.scale == nil ? Self.covariance : .cosine
    do {
      let values = try program.tape.evaluate(
        over: [symbol: covariance, Self.tangent: cell.tangent], precision: precision
      ).values
      return Cell(
        covariance: values[0], tangent: isTangent ? values[1] : .zero, state: program.next)
    } catch {
      throw missingValue(error, layer)
    }
  }

  private func missingValue(_ error: EvaluationError, _ layer: Layer) -> NetworkError {
    switch error {
    case .unbound(let symbol):
      NetworkError(
        "the network depends on `\(symbol.name)`, which has no value",
        suggestion: "write a number in its place", origin: layer.origin)
    case .outsideDomain(let function):
      NetworkError(
        "the kernel of `\(layer.name)` has no value here: `\(function)` is not defined",
        origin: layer.origin)
    }
  }

  private mutating func program(
    of layer: Layer, _ state: KernelState, trained: Bool
  ) throws(NetworkError) -> Program {
    if programmedLayer != layer {
      programs = [:]
      programmedLayer = layer
    }
    let key = State(
      varianceX: state.varianceX, varianceZ: state.varianceZ, isGaussian: state.isGaussian,
      endsInWeights: state.endsInWeights, tangent: state.tangent,
      obstacle: state.tangentObstacle, isTrained: trained)
    if let known = programs[key] { return known }
    let program = try newProgram(of: layer, state, trained: trained)
    programs[key] = program
    return program
  }

  private func newProgram(
    of layer: Layer, _ state: KernelState, trained: Bool
  ) throws(NetworkError) -> Program {
    var start = state
    var scale: RealBall?
    if case .activation = layer.kind {
      let root = try deviation(of: state, layer)
      scale = try value(of: root, layer)
      start.covariance = store.product(root, store.cosine)
    } else {
      start.covariance = store.symbol(Self.covariance)
    }
    start.tangentObstacle = nil
    let next = try rules.apply(layer, to: start, trained: trained)
    let results = isTangent ? [next.covariance, next.tangent] : [next.covariance]
    return Program(
      tape: Tape(results.map { store.simplified($0) }, in: store), next: next, scale: scale)
  }

  /// √(pr).
  private func deviation(
    of state: KernelState, _ layer: Layer
  ) throws(NetworkError) -> Expression {
    if state.varianceX == state.varianceZ { return state.varianceX }
    do {
      return store.simplified(
        try store.squareRoot(store.product(state.varianceX, state.varianceZ)))
    } catch {
      throw NetworkError("a variance has no root (\(error))", origin: layer.origin)
    }
  }

  private func value(
    of constant: Expression, _ layer: Layer
  ) throws(NetworkError) -> RealBall {
    do {
      return try Tape(constant, in: store).evaluate(over: [:], precision: precision).values[0]
    } catch {
      throw missingValue(error, layer)
    }
  }

  func mean(of cells: [Cell], over count: Int) -> Cell {
    let rule = FormulaCells(rules: rules)
    let first = cells.first?.state
    // Equal variances are those of most pixels, and have themselves as their mean.
    let isPlain = cells.count == count && cells.allSatisfy { $0.state == first }
    var state: KernelState
    if isPlain, let first {
      state = first
    } else {
      state = rule.mean(of: cells.map(\.state), over: count)
    }
    func mean(of values: [RealBall]) -> RealBall {
      let sum = values.reduce(RealBall.zero) { $0.adding($1, precision: precision) }
      return sum.multiplied(by: Rational(1, over: Integer(count)), precision: precision)
    }
    return Cell(
      covariance: mean(of: cells.map(\.covariance)),
      tangent: isTangent ? mean(of: cells.map(\.tangent)) : .zero, state: state)
  }

  func withVariances(_ cell: Cell, x: Cell, z: Cell) -> Cell {
    var next = cell
    next.state.varianceX = x.state.varianceX
    next.state.varianceZ = z.state.varianceZ
    return next
  }

  func residualSum(
    of cell: Cell, _ branch: Cell, _ block: Layer, _ layer: Layer
  ) throws(NetworkError) -> Cell {
    Cell(
      covariance: cell.covariance.adding(branch.covariance, precision: precision),
      tangent: cell.tangent.adding(branch.tangent, precision: precision),
      state: try rules.residualSum(of: cell.state, branch.state, block, layer))
  }

  func openEnded(_ cell: Cell) -> Cell {
    var open = cell
    open.state.endsInWeights = false
    return open
  }

  func flattened(_ cell: Cell) -> Cell {
    var flat = cell
    flat.state.isGaussian = false
    flat.state.endsInWeights = false
    return flat
  }
}
