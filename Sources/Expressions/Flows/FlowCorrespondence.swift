internal import Arithmetic

extension ExpressionStore {
  /// The first expression with its flows replaced by equal ones of the second, as far as equality is proved.
  public func identifyingFlows(in expression: Expression, with other: Expression) -> Expression {
    let known = flows(in: other)
    var result = expression
    for (part, function, arguments) in flows(in: expression) {
      for candidate in known where candidate.part != part {
        let pair = FlowCorrespondence(
          store: self, left: (candidate.function, candidate.arguments),
          right: (function, arguments))
        guard let factor = pair.factor(),
          let replaced = try? replacing(
            part, by: product(factor, candidate.part), in: result)
        else { continue }
        result = replaced
        break
      }
    }
    return result
  }

  /// The differential equations of the flows in an expression, as text: `u' = kappa1(u) - u, u(0) = t`.
  public func initialValueProblems(in expression: Expression) -> [String] {
    flows(in: expression).map { _, function, arguments in
      var options = FormulaOptions()
      options.namesParts = false
      for (place, name) in function.components.enumerated() {
        options.names[FlowFunction.state(place)] = .symbol(name)
      }
      let initial = Array(function.initialValues(arguments))
      let values = function.values(arguments)
      return function.components.indices.map { place in
        let slope =
          (try? substituting(values, in: function.slopes[place])) ?? function.slopes[place]
        let name = function.components[place]
        let written = formula(of: slope, options: options).formula.text
        return "\(name)' = \(written), \(name)(0) = \(text(initial[place]))"
      }.joined(separator: ", ")
    }
  }

  /// Whether a flow occurs in an expression.
  public func containsFlow(_ expression: Expression) -> Bool { !flows(in: expression).isEmpty }

  private func flows(
    in expression: Expression
  ) -> [(part: Expression, function: FlowFunction, arguments: [Expression])] {
    topologicalOrder(of: [expression]).compactMap { part in
      guard case .application(.flow(let function), let arguments) = node(part) else { return nil }
      return (part, function, arguments)
    }
  }
}

/// Shows that a component of one flow is a multiple of one of another: y(t) = λ·x(ct).
///
/// With the components of both in corresponding order, this holds when G = c·F for the slopes F of x and G of y, where
/// the state of an affine component asked for is y = λx; c > 0 belongs to the pace of time. The initial values must
/// correspond and c times the time of y must be that of x. The factors are guessed at a point and proved in
/// the normal form.
struct FlowCorrespondence {
  let store: ExpressionStore
  let left: (function: FlowFunction, arguments: [Expression])
  let right: (function: FlowFunction, arguments: [Expression])

  private static let componentLimit = 4
  private static let points = [Rational(0), Rational(1, over: 2), Rational(-1, over: 3)]

  /// λ with right = λ·left; `nil` when none is found.
  func factor() -> Expression? {
    let count = left.function.components.count
    guard count == right.function.components.count, count <= Self.componentLimit,
      let xs = slopes(of: left), let ys = slopes(of: right)
    else { return nil }
    for order in Self.permutations(count)
    where order[right.function.component] == left.function.component
      && order.indices.allSatisfy({
        left.function.staysInUnitInterval[order[$0]] == right.function.staysInUnitInterval[$0]
      })
    {
      if let factor = factor(xs, ys, order) { return factor }
    }
    return nil
  }

  /// The slopes with the values of the parameters.
  private func slopes(
    of flow: (function: FlowFunction, arguments: [Expression])
  ) -> [Expression]? {
    let values = flow.function.values(flow.arguments)
    let slopes = flow.function.slopes.compactMap { try? store.substituting(values, in: $0) }
    return slopes.count == flow.function.slopes.count ? slopes : nil
  }

  private func factor(
    _ xs: [Expression], _ ys: [Expression], _ order: [Int]
  ) -> Expression? {
    let renaming = Dictionary(
      uniqueKeysWithValues: order.enumerated().map {
        (FlowFunction.state($0), store.symbol(FlowFunction.state($1)))
      })
    var renamed = xs
    for (place, slope) in ys.enumerated() {
      guard let image = try? store.substituting(renaming, in: slope) else { return nil }
      renamed[order[place]] = image
    }
    let asked = left.function.component
    let isBounded = left.function.staysInUnitInterval
    let others = isBounded.indices.filter { $0 != asked }
    let isScalable = !isBounded[asked] && others.allSatisfy { isBounded[$0] }
    let guide = isBounded.firstIndex(of: true) ?? asked
    for point in Self.points {
      guard let pace = ratio(renamed[guide], xs[guide], at: point) else { continue }
      var scale = store.rational(1)
      if isScalable, !others.isEmpty {
        guard let found = ratio(renamed[asked], store.product(pace, xs[asked]), at: point) else {
          continue
        }
        scale = found
      }
      if holds(pace, scale, xs, renamed, order) { return scale }
    }
    return nil
  }

  /// The quotient of two slopes where the bounded components are all at a point and the others are 0.
  private func ratio(_ a: Expression, _ b: Expression, at point: Rational) -> Expression? {
    let isBounded = left.function.staysInUnitInterval
    let values = Dictionary(
      uniqueKeysWithValues: isBounded.enumerated().map {
        (FlowFunction.state($0), store.rational($1 ? point : 0))
      })
    guard let top = try? store.substituting(values, in: a),
      let bottom = try? store.substituting(values, in: b),
      !store.areProvedEqual(top, store.rational(0)),
      !store.areProvedEqual(bottom, store.rational(0))
    else { return nil }
    return (try? store.quotient(top, bottom)).map { quotient in
      store.simplified(store.normalForm(of: quotient) ?? quotient)
    }
  }

  private func holds(
    _ pace: Expression, _ scale: Expression, _ xs: [Expression], _ ys: [Expression], _ order: [Int]
  ) -> Bool {
    let asked = left.function.component
    let state = FlowFunction.state(asked)
    let scaled = [state: store.product(scale, store.symbol(state))]
    for place in xs.indices {
      let factor = place == asked ? store.product(scale, pace) : pace
      guard let image = try? store.substituting(scaled, in: ys[place]),
        store.areProvedEqual(image, store.product(factor, xs[place]))
      else { return false }
    }
    guard
      store.areProvedEqual(store.product(pace, right.arguments[0]), left.arguments[0])
    else { return false }
    let starts = Array(left.function.initialValues(left.arguments))
    return right.function.initialValues(right.arguments).enumerated().allSatisfy { place, value in
      let twin = starts[order[place]]
      return store.areProvedEqual(
        value, order[place] == asked ? store.product(scale, twin) : twin)
    }
  }

  private static func permutations(_ count: Int) -> [[Int]] {
    guard count > 1 else { return [Array(0..<count)] }
    return permutations(count - 1).flatMap { shorter in
      (0..<count).map { place in
        var order = shorter
        order.insert(count - 1, at: place)
        return order
      }
    }
  }
}
