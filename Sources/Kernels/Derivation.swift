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
    /// A trained bias that starts at zero, with the square of its scale.
    case zeroBias(square: Layout)
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
    of network: Layer, isTangent: Bool, recurrences: RecurrenceTable,
    parametrization: Parametrization = .tangent
  ) throws(NetworkError) {
    store = recurrences.store
    self.isTangent = isTangent
    rules = LayerRules(recurrences: recurrences, parametrization: parametrization)
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
    let name = FormulaName.layered(role, .step(counter))
    names[Symbol("\(symbol)\(counter)")] = name
    return NamedFormula.Definition(name, formula: formula)
  }

  private func layout(_ value: Expression) -> Layout {
    var options = FormulaOptions()
    options.names = names
    options.layer = Recurrence.networkIndex
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
    case .repeatedSymbolically(let depth, let block):
      return try walk(repetitionsOf: block, depth, layer, states, trained: trained)
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
        rule: rule(ofWeights: trained, hasBias: hasBias),
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
        condition: "the bias is zero when training starts",
        detail: .zeroBias(
          square: layout(store.difference(next.direct.tangent, states.direct.tangent))))
    case .activation(let activation):
      let next = try apply(layer, states, trained)
      return named(
        next, layer: activation.name, rule: activation.rule,
        condition:
          "the pre-activations are Gaussian with variance \(layout(states.named.varianceX).text)",
        detail: detail(of: activation, states.named))
    }
  }

  private func rule(ofWeights areTrained: Bool, hasBias: Bool) -> String {
    let covariance = "Sigma' = w*Sigma + b, Theta' = w*Theta"
    guard areTrained else { return covariance }
    switch rules.parametrization {
    case .tangent: return covariance + " + Sigma'"
    case .standard: return covariance + " + n*Sigma" + (hasBias ? " + 1" : "")
    }
  }

  /// One block between the elements with index ℓ - 1 and ℓ, then the element that is asked for.
  private mutating func walk(
    repetitionsOf block: Layer, _ depth: Expression, _ layer: Layer, _ states: States, trained: Bool
  ) throws(NetworkError) -> States {
    let repetition = try rules.repeated(block, depth, layer, states.direct, trained: trained)
    let table = rules.recurrences
    let recurrence = table.recurrences[repetition.recurrence]
    let (before, result) = (repetition.before, repetition.result)
    let found = table.elements(in: result.covariance) + table.elements(in: result.tangent)
    var known = table.names(of: found)
    for (place, sequence) in recurrence.sequences.enumerated() {
      known[recurrence.previous(place)] = .element(
        ElementName(
          RecurrenceTable.letter(of: sequence.name), index: .layer(offset: -1)))
    }
    for (symbol, name) in known {
      names[symbol] = name
      check.define(name, as: store.symbol(symbol))
    }
    let count = store.text(depth)
    let entered = named(
      States(named: before, direct: before), layer: "repeat(\(count), …)",
      rule: "the state before block l, of \(count) blocks; the first starts from the state above",
      condition: nil)
    let left = try walk(block, entered, trained: trained)
    let states = [left.named.covariance] + (isTangent ? [left.named.tangent] : [])
    let equations = zip(recurrence.sequences, states).map { sequence, state in
      NamedFormula.Definition(
        RecurrenceTable.running(sequence.name, 0), formula: layout(state))
    }
    steps.append(
      DerivationStep(
        layer: "end of block",
        rule: "the state after block l: together with the first, the recurrence below",
        condition: nil, equations: equations, detail: .plain,
        check: check.evidence(
          that: equations, give: recurrence.sequences.prefix(states.count).map(\.step))))
    counter += 1
    return named(
      States(named: result, direct: result), layer: "end of repeat",
      rule: "the state after \(count) blocks", condition: nil)
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
    guard !activation.jumps else { return .plain }
    let slope = try? DualActivation(store: store).dualOfDerivative(
      of: activation, state.varianceX, state.covariance, state.varianceZ)
    guard let slope else { return .plain }
    return .activation(
      varianceX: layout(state.varianceX), varianceZ: layout(state.varianceZ),
      slope: layout(store.simplified(slope)))
  }
}
