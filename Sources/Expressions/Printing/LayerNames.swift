internal import Arithmetic

/// The parts of a deep kernel that are named by layer, found from the graph alone.
///
/// The layer of an expression is how many κ stand above t on the longest way down. If at each layer the
/// arguments of κ are parameters times one and the same part, that part is the covariance K^(l) of the
/// layer; what is multiplied by κ(K^(l)) and is not built from parameters and K^(l) alone is the tangent
/// Θ^(l). A kernel of another shape gets no such names.
struct LayerNames {
  private(set) var names: [Expression: FormulaName] = [:]
  /// Whether there are enough layers, and parts used more than once, for the names to help.
  private(set) var isWorthwhile = false
  private let store: ExpressionStore
  /// How many κ stand above t on the longest way down.
  private(set) var levels: [Expression: Int] = [:]

  init(
    order: [Expression], uses: [Expression: Int], roots: [Expression], in store: ExpressionStore
  ) {
    self.store = store
    setLevels(order)
    let cores = arguments(order)
    guard let last = cores.keys.max(), last >= 2 else { return }
    var covariances: [Expression: Int] = [:]
    for layer in 1...last {
      guard let found = cores[layer], found.count == 1, !roots.contains(found[0]) else { return }
      covariances[found[0]] = layer
    }
    isWorthwhile =
      covariances.keys.contains { (uses[$0] ?? 0) > 1 } || last >= FormulaBuilder.nestingLimit / 2
    for (part, layer) in covariances { names[part] = .layered(.covariance, .fixed(layer)) }
    nameTangents(order, covariances, roots)
  }

  private mutating func setLevels(_ order: [Expression]) {
    for expression in order {
      var level = 0
      store.forEachChild(of: expression) { level = max(level, levels[$0] ?? 0) }
      if case .function(.kappa, let argument) = store.node(expression),
        store.dependsOnCosine(argument)
      {
        level += 1
      }
      levels[expression] = level
    }
  }

  /// What the arguments of κ at each layer are multiples of.
  private func arguments(_ order: [Expression]) -> [Int: [Expression]] {
    var cores: [Int: [Expression]] = [:]
    for expression in order {
      guard case .function(.kappa, let argument) = store.node(expression),
        store.dependsOnCosine(argument)
      else { continue }
      let core = core(of: argument)
      let layer = levels[core] ?? 0
      if cores[layer]?.contains(core) != true { cores[layer, default: []].append(core) }
    }
    return cores
  }

  /// The expression without factors free of t, when only one factor is left.
  private func core(of expression: Expression) -> Expression {
    guard case .product(_, let factors) = store.node(expression) else { return expression }
    let rest = factors.filter { store.dependsOnCosine($0.base) }
    return rest.count == 1 && rest[0].exponent.isOne ? rest[0].base : expression
  }

  private mutating func nameTangents(
    _ order: [Expression], _ covariances: [Expression: Int], _ roots: [Expression]
  ) {
    var candidates: [Int: [Expression]] = [:]
    for expression in order {
      guard case .product(_, let factors) = store.node(expression) else { continue }
      let varying = factors.filter { store.dependsOnCosine($0.base) }
      guard varying.count == 2, varying.allSatisfy(\.exponent.isOne) else { continue }
      for (kernel, other) in [(varying[0], varying[1]), (varying[1], varying[0])] {
        guard case .function(.kappa, let argument) = store.node(kernel.base),
          let layer = covariances[core(of: argument)],
          let part = tangent(in: other.base, layer), covariances[part] == nil
        else { continue }
        if candidates[layer]?.contains(part) != true { candidates[layer, default: []].append(part) }
      }
    }
    // Parts with quotients or roots of t are derivatives of kernels, not kernels.
    guard candidates.values.allSatisfy({ $0.allSatisfy(isEntire) }) else { return }
    for (layer, parts) in candidates.sorted(by: { $0.key < $1.key })
    where parts.count == 1 && !roots.contains(parts[0]) && names[parts[0]] == nil {
      names[parts[0]] = .layered(.tangent, .fixed(layer))
    }
  }

  /// The part of a factor that is new at this layer: the factor itself, or what it adds to covariances.
  private func tangent(in factor: Expression, _ layer: Int) -> Expression? {
    let whole = core(of: factor)
    guard (levels[whole] ?? 0) <= layer, case .sum(let terms) = store.node(whole) else {
      return nil
    }
    let parts = terms.map(core)
    let isCovariance = parts.map { part in
      if case .layered(.covariance, _) = names[part] { true } else { false }
    }
    guard isCovariance.contains(true) else { return whole }
    let rest = zip(parts, isCovariance).filter { !$1 && store.dependsOnCosine($0) }.map(\.0)
    if rest.count == 1, case .sum = store.node(rest[0]) { return rest[0] }
    return whole
  }

  /// Whether what depends on t in the terms of a sum stands there with natural exponents.
  private func isEntire(_ expression: Expression) -> Bool {
    guard case .sum(let terms) = store.node(expression) else { return true }
    return terms.allSatisfy { term in
      guard case .product(_, let factors) = store.node(term) else { return true }
      return factors.allSatisfy {
        !store.dependsOnCosine($0.base) || ($0.exponent.isInteger && $0.exponent.signum > 0)
      }
    }
  }
}
