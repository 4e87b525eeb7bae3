internal import Arithmetic
internal import Expressions
internal import Kernels
internal import Syntax

extension Elaborator {
  /// The deepest network that is unrolled.
  static let layerLimit = 100_000

  /// The most layers of a network, copies included: nested repetitions multiply.
  static let totalLayerLimit = 1_000_000

  /// The layer that a call stands for.
  func layer(
    _ callee: Name, _ arguments: [Term], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Value {
    let value = try layerOfAnySize(callee, arguments, term, scope)
    if case .network(let layer) = value, layer.count > Self.totalLayerLimit {
      throw scope.error(
        "the network has more than \(Self.totalLayerLimit) layers", at: term.range,
        expected: "fewer repetitions")
    }
    return value
  }

  private func layerOfAnySize(
    _ callee: Name, _ arguments: [Term], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Value {
    let place = origin(of: term)
    switch callee.text {
    case "serial":
      var layers: [Layer] = []
      for argument in arguments { layers.append(try network(argument, scope)) }
      guard !layers.isEmpty else {
        throw scope.error(
          "`serial` needs at least one layer", at: term.range, expected: "`serial(dense(1), …)`")
      }
      return .network(Layer(.serial(layers), origin: place))
    case "repeat":
      try expect(2, of: callee, arguments, scope, form: "`repeat(n, layer)`")
      if let depth = try symbolicDepth(arguments[0], scope) {
        return .network(
          Layer(.repeatedSymbolically(depth, try network(arguments[1], scope)), origin: place))
      }
      let count = try naturalNumber(arguments[0], "the number of repetitions", scope)
      guard count <= Self.layerLimit else {
        throw scope.error(
          "more than \(Self.layerLimit) layers", at: arguments[0].range, expected: "a smaller depth"
        )
      }
      return .network(Layer(.repeated(count, try network(arguments[1], scope)), origin: place))
    case "residual", "frozen":
      try expect(1, of: callee, arguments, scope, form: "`\(callee.text)(layer)`")
      let block = try network(arguments[0], scope)
      return .network(
        Layer(callee.text == "frozen" ? .frozen(block) : .residual(block), origin: place))
    case "dense": return .network(try dense(arguments, callee, place, scope))
    case "zero_bias":
      try expect(1, of: callee, arguments, scope, form: "`zero_bias(v)`")
      let scale = try variance(arguments[0], scope)
      let square = try checked(term, scope) { () throws(ExpressionError) in
        try store.power(scale, 2)
      }
      return .network(Layer(.zeroBias(square), origin: place))
    default:
      throw scope.error(
        "`\(callee.text)` takes no arguments", at: callee.range,
        expected: "`\(callee.text)` alone")
    }
  }

  private func dense(
    _ arguments: [Term], _ callee: Name, _ place: Int, _ scope: Scope
  ) throws(SyntaxError) -> Layer {
    guard (1...2).contains(arguments.count) else {
      throw scope.error(
        "`dense` takes a weight variance and, if wanted, a bias variance",
        at: arguments.count > 2 ? arguments[2].range : callee.range,
        expected: "`dense(w)` or `dense(w, b)`")
    }
    let weight = try variance(arguments[0], scope)
    let bias = arguments.count == 2 ? try variance(arguments[1], scope) : store.rational(0)
    return Layer(.dense(weight: weight, bias: bias), origin: place)
  }

  /// A term that stands for a number that is not negative and free of t.
  func variance(_ term: Term, _ scope: Scope) throws(SyntaxError) -> Expression {
    let value = try expression(of: term, in: scope)
    guard !store.dependsOnCosine(value), store.isNonnegative(value) else {
      throw scope.error(
        "a variance is a number that is not negative", at: term.range,
        expected: "such as `2` or `alpha^2`",
        suggestion: store.symbols(in: value).first { !$0.isCosine }.map {
          "declare what is known: `parameter \($0.name) > 0`"
        })
    }
    return value
  }

  /// A depth that is a symbol: `L`, `L + 1`, `2*L`.
  func symbolicDepth(_ term: Term, _ scope: Scope) throws(SyntaxError) -> Expression? {
    let value = try expression(of: term, in: scope)
    let symbols = store.symbols(in: value)
    guard !symbols.isEmpty, symbols.allSatisfy({ depthParameters.contains($0.name) }) else {
      return nil
    }
    return value
  }

  /// The network that a term stands for.
  func network(_ term: Term, _ scope: Scope) throws(SyntaxError) -> Layer {
    let value = try value(of: term, in: scope)
    guard case .network(let layer) = value else {
      throw scope.error(
        "an expression where a layer belongs", at: term.range,
        expected: "a layer, such as `dense(1)`, `relu` or `conv(3, 1)`")
    }
    return layer
  }

  /// `standard(d, n)`: the standard parametrisation with inputs of dimension d and hidden layers of base width
  /// n.
  private func parametrization(
    _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Parametrization {
    guard case .call(let callee, let arguments) = term.kind, callee.text == "standard",
      arguments.count == 2
    else {
      throw scope.error(
        "the second argument of `ntk` is a parametrisation", at: term.range,
        expected: "`standard(d, n)` with the dimension d of the input and the width n of the layers"
      )
    }
    return .standard(
      dimension: try variance(arguments[0], scope), width: try variance(arguments[1], scope))
  }

  /// `gpk(net)`, `ntk(net)` and `ntk(net, standard(d, n))`.
  func kernel(
    _ callee: Name, _ arguments: [Term], _ scope: Scope
  ) throws(SyntaxError) -> Value {
    let isTangent = callee.text == "ntk"
    if !isTangent || arguments.count != 2 {
      try expect(1, of: callee, arguments, scope, form: "`\(callee.text)(network)`")
    }
    let network = try network(arguments[0], scope)
    if network.actsOnImages {
      try expect(1, of: callee, arguments, scope, form: "`\(callee.text)(network)`")
      return .kernel(NetworkKernel(of: network, isTangent: isTangent))
    }
    let parametrization =
      arguments.count == 2 ? try parametrization(arguments[1], scope) : .tangent
    if network.actsOnImages {
      guard arguments.count == 1 else {
        throw scope.error(
          "the standard parametrisation is that of dense networks, and this one acts on images",
          at: arguments[1].range, expected: "`ntk(network)`")
      }
      return .kernel(NetworkKernel(of: network, isTangent: isTangent))
    }
    let rules = LayerRules(recurrences: recurrences, parametrization: parametrization)
    do throws(NetworkError) {
      let kernel =
        callee.text == "gpk"
        ? try rules.gaussianProcessKernel(of: network) : try rules.neuralTangentKernel(of: network)
      networks[kernel] = KernelOrigin(
        network: network, isTangent: isTangent, parametrization: parametrization)
      require(partsOf: kernel)
      return .expression(kernel)
    } catch {
      throw syntaxError(error, at: arguments[0], scope)
    }
  }
}
