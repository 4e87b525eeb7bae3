internal import Arithmetic
public import Expressions
public import Recurrences

/// One layer of a derivation: the rule, why it applies, and the equations that it adds.
public struct DerivationStep: Sendable {
  /// The layer, in the language.
  public let layer: String
  /// The rule in words and formulas.
  public let rule: String
  /// The side condition under which the rule holds, and why it does.
  public let condition: String?
  /// The new covariance and tangent in terms of the earlier ones.
  public let equations: [NamedFormula.Definition]
}

/// Walks through a network and writes down what each layer does to Σ and Θ.
///
/// After each layer the covariance and the tangent get names (Sigma1, Theta1, …), so that a step shows
/// its own rule and not the formula so far.
public struct Derivation {
  /// The steps in the order of the network.
  public private(set) var steps: [DerivationStep] = []
  private let store: ExpressionStore
  private let rules: LayerRules
  private let isTangent: Bool
  private var counter = 0

  /// Derives the kernel of a network.
  ///
  /// - Throws: ``NetworkError`` where a layer has no kernel in closed form.
  public init(
    of network: Layer, isTangent: Bool, recurrences: RecurrenceTable
  ) throws(NetworkError) {
    store = recurrences.store
    self.isTangent = isTangent
    rules = LayerRules(recurrences: recurrences)
    let input = KernelState.input(in: store)
    let start = try named(
      input, layer: "input", rule: "inputs on the sphere, x.x = z.z = 1 and x.z = t",
      condition: nil)
    _ = try walk(network, start, trained: true)
  }

  /// Gives names to a state and writes the step down.
  private mutating func named(
    _ state: KernelState, layer: String, rule: String, condition: String?
  ) throws(NetworkError) -> KernelState {
    counter += 1
    var next = state
    var equations = [definition("Sigma\(counter)", state.covariance)]
    next.covariance = store.symbol(Symbol("Sigma\(counter)"))
    if isTangent {
      equations.append(definition("Theta\(counter)", state.tangent))
      next.tangent = store.symbol(Symbol("Theta\(counter)"))
    }
    steps.append(
      DerivationStep(layer: layer, rule: rule, condition: condition, equations: equations))
    return next
  }

  private func definition(_ name: String, _ value: Expression) -> NamedFormula.Definition {
    NamedFormula.Definition(
      name: name, formula: store.formula(of: store.simplified(value)).formula)
  }

  private mutating func walk(
    _ layer: Layer, _ state: KernelState, trained: Bool
  ) throws(NetworkError) -> KernelState {
    switch layer.kind {
    case .serial(let layers):
      var next = state
      for inner in layers { next = try walk(inner, next, trained: trained) }
      return next
    case .repeated(let count, let block):
      var next = state
      for _ in 0..<count { next = try walk(block, next, trained: trained) }
      return next
    case .repeatedSymbolically(let depth, _):
      let next = try rules.apply(layer, to: state, trained: trained)
      return try named(
        next, layer: "repeat(\(store.text(depth)), …)",
        rule: "the recurrence over the blocks below", condition: nil)
    case .frozen(let block): return try walk(block, state, trained: false)
    case .residual(let block):
      let branch = try walk(block, state, trained: trained)
      var sum = try rules.residualSum(of: state, branch, block, layer)
      sum.endsInWeights = state.endsInWeights
      return try named(
        sum, layer: "residual", rule: "x + block(x): covariances and tangents add",
        condition: "the block ends in weights of its own with mean zero, so cross terms vanish")
    case .dense(let weight, let bias):
      let next = try rules.apply(layer, to: state, trained: trained)
      let text = bias == store.rational(0) ? "" : ", \(store.text(bias))"
      let suffix = trained ? "" : " (not trained)"
      return try named(
        next, layer: "dense(\(store.text(weight))\(text))\(suffix)",
        rule: trained
          ? "Sigma' = w*Sigma + b, Theta' = w*Theta + Sigma'"
          : "Sigma' = w*Sigma + b, Theta' = w*Theta",
        condition: nil)
    case .zeroBias:
      let next = try rules.apply(layer, to: state, trained: trained)
      return try named(
        next, layer: "zero_bias", rule: "Theta' = Theta + v^2",
        condition: "the bias is zero when training starts")
    case .activation(let activation):
      let next = try rules.apply(layer, to: state, trained: trained)
      return try named(
        next, layer: activation.name, rule: activation.rule,
        condition: "the pre-activations are Gaussian with variance \(store.text(state.varianceX))")
    }
  }
}

extension Activation {
  /// The dual activation in the language, with p the variance of both inputs.
  var rule: String {
    switch self {
    case .relu:
      "Sigma' = p/2*kappa1(Sigma/p), Theta' = Theta*kappa0(Sigma/p)/2 with p the variance"
    }
  }
}
