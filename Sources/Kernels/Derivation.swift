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
  /// What the layer does, for notations that write it out.
  public let detail: Detail
  /// What the engine found when it read the printed equations back, put them together with those of the
  /// steps before, and compared them with the kernels that the layers so far give directly.
  public let check: EqualityEvidence

  /// What a layer does.
  public enum Detail: Sendable {
    /// Weights and a bias with these variances; the bias is `nil` when it is 0.
    case dense(weight: Layout, bias: Layout?)
    /// An activation on pre-activations with these variances; the covariance of the derivatives.
    case activation(varianceX: Layout, varianceZ: Layout, slope: Layout)
    /// Nothing beyond the rule.
    case plain
  }
}

/// Walks through a network and writes down what each layer does to Σ and Θ.
///
/// After each layer the covariance and the tangent get names (Sigma1, Theta1, …), so that a step shows
/// its own rule and not the formula so far. Beside the named state the walk carries the state without
/// names, against which every step is checked (``DerivationCheck``).
public struct Derivation {
  /// The steps in the order of the network.
  public private(set) var steps: [DerivationStep] = []
  private let store: ExpressionStore
  private let rules: LayerRules
  private let isTangent: Bool
  private var counter = 0
  private var names: [Symbol: FormulaName] = [:]
  private var check: DerivationCheck

  /// A state in terms of named states, and the same state spelled out.
  private struct States {
    var named: KernelState
    var direct: KernelState

    func map(
      _ body: (KernelState) throws(NetworkError) -> KernelState
    ) throws(NetworkError) -> States {
      States(named: try body(named), direct: try body(direct))
    }
  }

  /// Derives the kernel of a network.
  ///
  /// - Throws: ``NetworkError`` where a layer has no kernel in closed form.
  public init(
    of network: Layer, isTangent: Bool, recurrences: RecurrenceTable
  ) throws(NetworkError) {
    store = recurrences.store
    self.isTangent = isTangent
    rules = LayerRules(recurrences: recurrences)
    check = DerivationCheck(store: store)
    let input = KernelState.input(in: store)
    let start = named(
      States(named: input, direct: input), layer: "input",
      rule: "inputs on the sphere, x.x = z.z = 1 and x.z = t", condition: nil)
    _ = try walk(network, start, trained: true)
  }

  /// Gives names to a state and writes the step down.
  private mutating func named(
    _ states: States, layer: String, rule: String, condition: String?,
    detail: DerivationStep.Detail = .plain
  ) -> States {
    counter += 1
    var next = states
    var equations = [define("Sigma", .stateCovariance, states.named.covariance)]
    var values = [states.direct.covariance]
    next.named.covariance = store.symbol(Symbol("Sigma\(counter)"))
    if isTangent {
      equations.append(define("Theta", .tangent, states.named.tangent))
      values.append(states.direct.tangent)
      next.named.tangent = store.symbol(Symbol("Theta\(counter)"))
    }
    steps.append(
      DerivationStep(
        layer: layer, rule: rule, condition: condition, equations: equations, detail: detail,
        check: check.evidence(that: equations, give: values)))
    return next
  }

  /// The equation of a new quantity, whose symbol is written by its role from here on.
  private mutating func define(
    _ symbol: String, _ role: FormulaName.LayerRole, _ value: Expression
  ) -> NamedFormula.Definition {
    let formula = layout(store.simplified(value))
    let name = FormulaName.layered(role, .fixed(counter))
    names[Symbol("\(symbol)\(counter)")] = name
    return NamedFormula.Definition(name, formula: formula)
  }

  private func layout(_ value: Expression) -> Layout {
    var options = FormulaOptions()
    options.names = names
    return store.layout(of: value, options: options)
  }

  private mutating func walk(
    _ layer: Layer, _ states: States, trained: Bool
  ) throws(NetworkError) -> States {
    switch layer.kind {
    case .serial(let layers):
      var next = states
      for inner in layers { next = try walk(inner, next, trained: trained) }
      return next
    case .repeated(let count, let block):
      var next = states
      for _ in 0..<count { next = try walk(block, next, trained: trained) }
      return next
    case .repeatedSymbolically(let depth, _):
      let next = try rules.apply(layer, to: states.direct, trained: trained)
      let table = rules.recurrences
      let found = table.elements(in: next.covariance) + table.elements(in: next.tangent)
      for (symbol, name) in table.names(of: found) {
        names[symbol] = name
        check.define(name, as: store.symbol(symbol))
      }
      return named(
        States(named: next, direct: next), layer: "repeat(\(store.text(depth)), …)",
        rule: "the elements of the recurrence below, one step of which is the block", condition: nil
      )
    case .frozen(let block): return try walk(block, states, trained: false)
    case .residual(let block):
      let branch = try walk(block, states, trained: trained)
      var sum = States(
        named: try rules.residualSum(of: states.named, branch.named, block, layer),
        direct: try rules.residualSum(of: states.direct, branch.direct, block, layer))
      sum.named.endsInWeights = states.named.endsInWeights
      sum.direct.endsInWeights = states.direct.endsInWeights
      return named(
        sum, layer: "residual", rule: "x + block(x): covariances and tangents add",
        condition: "the block ends in weights of its own with mean zero, so cross terms vanish")
    case .dense(let weight, let bias):
      let next = try apply(layer, states, trained)
      let hasBias = bias != store.rational(0)
      let text = hasBias ? ", \(store.text(bias))" : ""
      let suffix = trained ? "" : " (not trained)"
      return named(
        next, layer: "dense(\(store.text(weight))\(text))\(suffix)",
        rule: trained
          ? "Sigma' = w*Sigma + b, Theta' = w*Theta + Sigma'"
          : "Sigma' = w*Sigma + b, Theta' = w*Theta",
        condition: nil,
        detail: .dense(weight: layout(weight), bias: hasBias ? layout(bias) : nil))
    case .image, .convolution, .head:
      throw NetworkError(
        "`\(layer.name)` acts on the pixels of an image, and there are none here",
        origin: layer.origin)
    case .zeroBias:
      let next = try apply(layer, states, trained)
      return named(
        next, layer: "zero_bias", rule: "Theta' = Theta + v^2",
        condition: "the bias is zero when training starts")
    case .activation(let activation):
      let next = try apply(layer, states, trained)
      return named(
        next, layer: activation.name, rule: activation.rule,
        condition:
          "the pre-activations are Gaussian with variance \(store.text(states.named.varianceX))",
        detail: detail(of: activation, states.named))
    }
  }

  private func apply(
    _ layer: Layer, _ states: States, _ trained: Bool
  ) throws(NetworkError) -> States {
    let rules = self.rules
    return try states.map { state throws(NetworkError) in
      try rules.apply(layer, to: state, trained: trained)
    }
  }

  private func detail(of activation: Activation, _ state: KernelState) -> DerivationStep.Detail {
    let slope = try? DualActivation(store: store).dualOfDerivative(
      of: activation, state.varianceX, state.covariance, state.varianceZ)
    guard let slope else { return .plain }
    return .activation(
      varianceX: layout(state.varianceX), varianceZ: layout(state.varianceZ),
      slope: layout(store.simplified(slope)))
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
