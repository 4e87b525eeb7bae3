internal import Arithmetic
public import Expressions
public import Recurrences

/// Derives the kernels of a network in the infinite-width limit, layer by layer.
///
/// Each rule maps the state before a layer to the state after it. The rules for weights are those of
/// Jacot, Gabriel & Hongler (2018), theorem 1, with the variances of Lee et al. (2019); those for residual
/// sums follow because the block ends in weights with mean zero that nothing else shares, which makes all
/// cross terms vanish (Huang, Wang, Tao & Zhao 2020, section 3).
public struct LayerRules {
  let store: ExpressionStore
  let recurrences: RecurrenceTable
  let parametrization: Parametrization

  /// Creates the rules; networks whose depth is a symbol add recurrences to the table.
  public init(recurrences: RecurrenceTable, parametrization: Parametrization = .tangent) {
    store = recurrences.store
    self.recurrences = recurrences
    self.parametrization = parametrization
  }

  /// The Gaussian process kernel Σ(x, z) of a network.
  ///
  /// - Throws: ``NetworkError`` where the network has no such kernel in closed form.
  public func gaussianProcessKernel(of network: Layer) throws(NetworkError) -> Expression {
    store.simplified(try output(of: network).covariance)
  }

  /// The neural tangent kernel Θ(x, z) of a network.
  ///
  /// - Throws: ``NetworkError`` where the network has no such kernel in closed form.
  public func neuralTangentKernel(of network: Layer) throws(NetworkError) -> Expression {
    let state = try output(of: network)
    if let obstacle = state.tangentObstacle { throw obstacle }
    return store.simplified(state.tangent)
  }

  private func output(of network: Layer) throws(NetworkError) -> KernelState {
    let state = try apply(network, to: .input(in: store), trained: true)
    return try checkedOutput(state, of: network)
  }

  /// The state after the last layer, if it is that of a Gaussian process.
  func checkedOutput(
    _ state: KernelState, of network: Layer
  ) throws(NetworkError) -> KernelState {
    guard state.isGaussian else {
      let hasTrace = network.containsLayer { $0 == .head(.trace) }
      throw NetworkError(
        hasTrace
          ? "the network ends in a nonlinearity or in `trace`, which has one output for each pixel: "
            + "its output is not one Gaussian unit"
          : "the network ends in a nonlinearity, so its output is not Gaussian",
        suggestion: "end it with a dense layer, such as `dense(1)`", origin: network.origin)
    }
    return state
  }

  /// The state after a layer.
  ///
  /// - Throws: ``NetworkError``.
  public func apply(_ layer: Layer, to state: KernelState, trained: Bool) throws(NetworkError)
    -> KernelState
  {
    switch layer.kind {
    case .serial(let layers):
      var next = state
      for inner in layers { next = try apply(inner, to: next, trained: trained) }
      return next
    case .repeated(let count, let block):
      var next = state
      for _ in 0..<count { next = try apply(block, to: next, trained: trained) }
      return next
    case .repeatedSymbolically(let depth, let block):
      return try repeated(block, depth, layer, state, trained: trained).result
    case .frozen(let block): return try apply(block, to: state, trained: false)
    case .dense(let weight, let bias): return dense(weight, bias, state, trained: trained)
    case .zeroBias(let square): return zeroBias(square, state, trained: trained)
    case .residual(let block): return try residual(block, layer, state, trained: trained)
    case .activation(let activation): return try apply(activation, layer, to: state)
    case .image, .convolution, .head:
      throw NetworkError(
        "`\(layer.name)` acts on the pixels of an image, and there are none here",
        origin: layer.origin)
    }
  }

  /// Σ' = wΣ + b and, for trained weights, Θ' = wΘ + Σ'; in standard parametrisation Θ' = wΘ + nΣ + 1 with n
  /// the width of what the layer reads and 1 for a bias (``Parametrization``).
  private func dense(
    _ weight: Expression, _ bias: Expression, _ state: KernelState, trained: Bool
  ) -> KernelState {
    func affine(_ covariance: Expression) -> Expression {
      store.sum(store.product(weight, covariance), bias)
    }
    var next = state
    next.covariance = affine(state.covariance)
    next.varianceX = store.simplified(affine(state.varianceX))
    next.varianceZ = store.simplified(affine(state.varianceZ))
    next.tangent = store.product(weight, state.tangent)
    if trained {
      next.tangent = store.sum(
        next.tangent, gradients(weight, bias, state, output: next.covariance))
    }
    next.isHidden = true
    next.isGaussian = true
    next.endsInWeights = true
    return next
  }

  /// What the layer's own parameters add to the tangent kernel.
  private func gradients(
    _ weight: Expression, _ bias: Expression, _ state: KernelState, output: Expression
  ) -> Expression {
    switch parametrization {
    case .tangent: return output
    case .standard(let dimension, let width):
      let weights = store.product(state.isHidden ? width : dimension, state.covariance)
      return bias == store.rational(0) ? weights : store.sum(weights, store.rational(1))
    }
  }

  /// Θ' = Θ + v.
  ///
  /// The bias is zero when training starts, so it adds to gradients only (Geifman et al. 2020, section 3.1).
  private func zeroBias(
    _ square: Expression, _ state: KernelState, trained: Bool
  ) -> KernelState {
    var next = state
    if trained { next.tangent = store.sum(state.tangent, square) }
    return next
  }

  /// Σ' = Σ + Σ_g, Θ' = Θ + Θ_g, for a block g that ends in weights of its own.
  private func residual(
    _ block: Layer, _ layer: Layer, _ state: KernelState, trained: Bool
  ) throws(NetworkError) -> KernelState {
    var start = state
    start.endsInWeights = false
    let branch = try apply(block, to: start, trained: trained)
    return try residualSum(of: state, branch, block, layer)
  }

  /// The sum of a state and that of a block applied to it.
  ///
  /// - Throws: ``NetworkError`` when the block does not end in weights of its own.
  func residualSum(
    of state: KernelState, _ branch: KernelState, _ block: Layer, _ layer: Layer
  ) throws(NetworkError) -> KernelState {
    guard branch.endsInWeights else {
      throw NetworkError(
        "the block of `residual` must end in weights of its own: otherwise x and block(x) are "
          + "dependent and the sum has no closed-form kernel",
        suggestion: "end the block with a dense layer, such as `dense(1)`",
        origin: block.origin ?? layer.origin)
    }
    var next = state
    next.covariance = store.sum(state.covariance, branch.covariance)
    next.varianceX = store.simplified(store.sum(state.varianceX, branch.varianceX))
    next.varianceZ = store.simplified(store.sum(state.varianceZ, branch.varianceZ))
    next.tangent = store.sum(state.tangent, branch.tangent)
    next.endsInWeights = state.endsInWeights
    next.tangentObstacle = state.tangentObstacle ?? branch.tangentObstacle
    return next
  }

  private func apply(
    _ activation: Activation, _ layer: Layer, to state: KernelState
  ) throws(NetworkError) -> KernelState {
    guard state.isGaussian else {
      throw NetworkError(
        "`\(activation.name)` acts on something that is not Gaussian: the input itself or the "
          + "output of another nonlinearity",
        suggestion: "put a dense layer in front, such as `dense(2)`", origin: layer.origin)
    }
    let duals = DualActivation(store: store)
    var next = state
    do throws(ExpressionError) {
      next.covariance = try duals.dual(
        of: activation, state.varianceX, state.covariance, state.varianceZ)
      next.varianceX = store.simplified(try duals.variance(of: activation, state.varianceX))
      next.varianceZ = store.simplified(try duals.variance(of: activation, state.varianceZ))
      if state.varianceX == state.varianceZ {
        store.noteDual(
          next.covariance, state.varianceX, state.covariance, atEquality: next.varianceX)
      }
      if store.rationalValue(state.tangent)?.isZero != true {
        if activation.jumps {
          next.tangent = store.rational(0)
          next.tangentObstacle = state.tangentObstacle ?? obstacle(activation, layer)
        } else {
          let slope = try duals.dualOfDerivative(
            of: activation, state.varianceX, state.covariance, state.varianceZ)
          next.tangent = store.product(state.tangent, slope)
        }
      }
    } catch {
      throw NetworkError(
        "the kernel of `\(activation.name)` has no value here (\(error))",
        suggestion: "a variance of 0 leaves nothing to act on", origin: layer.origin)
    }
    next.isGaussian = false
    next.endsInWeights = false
    return next
  }

  /// Why an activation that jumps has no tangent kernel: the derivative is 0 between the jumps and unbounded
  /// there, and E[φ'(u)φ'(v)] grows like 1/√(pr - q²) as x nears z.
  private func obstacle(_ activation: Activation, _ layer: Layer) -> NetworkError {
    NetworkError(
      "`\(activation.name)` jumps, so the tangent kernel of the parameters before it is infinite on "
        + "the diagonal",
      suggestion: "train only what stands behind it: write `frozen(…)` around the layers before it",
      origin: layer.origin)
  }
}
