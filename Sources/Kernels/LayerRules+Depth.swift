internal import Arithmetic
internal import Expressions
internal import Recurrences

// A block that is repeated L times, with L a symbol, becomes a recurrence: one step is the block applied to
// a state whose covariance and tangent are the previous elements. Variances are numbers, not functions of
// t, and get a closed form first: one step v ↦ av + b of a network gives aˡv₀ + b(aˡ - 1)/(a - 1), or
// v₀ + bl for a = 1.
extension LayerRules {
  /// A block that is repeated a symbolic number of times.
  struct SymbolicRepetition {
    /// The recurrence of the table that it is.
    let recurrence: Int
    /// The state before block ℓ, whose covariance and tangent are the elements with index ℓ - 1.
    let before: KernelState
    /// The state after it.
    let after: KernelState
    /// The state after all blocks.
    let result: KernelState
  }

  /// A block repeated `depth` times.
  ///
  /// - Throws: ``NetworkError`` when the block has no kernel or its variance no closed form.
  func repeated(
    _ block: Layer, _ depth: Expression, _ layer: Layer, _ state: KernelState, trained: Bool
  ) throws(NetworkError) -> SymbolicRepetition {
    let index = Recurrence.networkIndex
    let before = store.difference(store.symbol(index), store.rational(1))
    let variance = try varianceForm(block, state, layer, index, trained: trained)
    func at(_ count: Expression) throws(NetworkError) -> Expression {
      guard let value = try? store.substituting([index: count], in: variance) else {
        throw NetworkError("the variance has no value", origin: layer.origin)
      }
      return store.simplified(value)
    }
    var previous = state
    previous.varianceX = try at(before)
    previous.varianceZ = previous.varianceX
    let (added, entered, next) = try recurrence(of: block, previous, state, trained: trained)
    func element(_ sequence: Int) -> Expression {
      recurrences.expression(
        for: RecurrenceElement(
          recurrence: added, sequence: sequence, index: depth, point: store.cosine))
    }
    var result = next
    result.covariance = element(0)
    result.tangent = element(1)
    result.varianceX = try at(depth)
    result.varianceZ = result.varianceX
    // No repetition at all leaves the state as it was.
    result.isGaussian = next.isGaussian && state.isGaussian
    result.endsInWeights = next.endsInWeights && state.endsInWeights
    return SymbolicRepetition(recurrence: added, before: entered, after: next, result: result)
  }

  /// The recurrence of a block, the one in the table when it is there already, and the states before and
  /// after a step.
  ///
  /// The sequences are called Sigma and Theta; those of a second, different recurrence Sigma2 and Theta2.
  private func recurrence(
    of block: Layer, _ previous: KernelState, _ start: KernelState, trained: Bool
  ) throws(NetworkError) -> (number: Int, before: KernelState, after: KernelState) {
    var suffix = ""
    while true {
      let names = ["Sigma\(suffix)", "Theta\(suffix)"]
      var state = previous
      state.covariance = store.symbol(
        Recurrence.previous(names[0], index: Recurrence.networkIndex))
      state.tangent = store.symbol(Recurrence.previous(names[1], index: Recurrence.networkIndex))
      let next = try apply(block, to: state, trained: trained)
      let candidate = Recurrence(
        [
          .init(name: names[0], base: start.covariance, step: store.simplified(next.covariance)),
          .init(name: names[1], base: start.tangent, step: store.simplified(next.tangent)),
        ], index: Recurrence.networkIndex, start: 0)
      guard recurrences.holdsConstantsOnly(candidate) else {
        throw NetworkError(
          "a repetition of symbolic depth follows or holds another one; give one a number",
          origin: block.origin)
      }
      if let number = recurrences.number(of: candidate) { return (number, state, next) }
      if !recurrences.usesName(names[0]) {
        return (recurrences.add(candidate), state, next)
      }
      suffix = suffix.isEmpty ? "2" : String((Int(suffix) ?? 1) + 1)
    }
  }

  /// The variance after l blocks.
  private func varianceForm(
    _ block: Layer, _ state: KernelState, _ layer: Layer, _ index: Symbol, trained: Bool
  ) throws(NetworkError) -> Expression {
    guard state.varianceX == state.varianceZ else {
      throw NetworkError("the two inputs have different variances", origin: layer.origin)
    }
    let symbol = Symbol("variance[\(index.name)-1]")
    if !store.isUsed(symbol) { store.assume(.positive, of: symbol) }
    var probe = state
    probe.covariance = store.symbol(symbol)
    probe.tangent = store.rational(0)
    probe.varianceX = store.symbol(symbol)
    probe.varianceZ = store.symbol(symbol)
    let image = store.simplified(try apply(block, to: probe, trained: trained).varianceX)
    do {
      let slope = store.simplified(try store.derivative(of: image, with: symbol))
      let offset = store.simplified(
        try store.substituting([symbol: store.rational(0)], in: image))
      guard !store.symbols(in: slope).contains(symbol), !store.symbols(in: offset).contains(symbol)
      else { throw ExpressionError.divisionByZero }
      return try geometric(state.varianceX, slope, offset, index)
    } catch {
      throw NetworkError(
        "the variance over a symbolic number of blocks has no closed form",
        suggestion: "give the depth a number", origin: layer.origin)
    }
  }

  /// The solution of v_l = a·v_(l-1) + b.
  private func geometric(
    _ start: Expression, _ a: Expression, _ b: Expression, _ index: Symbol
  ) throws(ExpressionError) -> Expression {
    let l = store.symbol(index)
    if store.areProvedEqual(a, store.rational(1)) {
      return store.simplified(store.sum(start, store.product(b, l)))
    }
    guard store.isPositive(a) else { throw .divisionByZero }
    let power = try store.power(a, symbolicExponent: l)
    if b == store.rational(0) { return store.simplified(store.product(power, start)) }
    let sum = try store.quotient(
      store.difference(power, store.rational(1)), store.difference(a, store.rational(1)))
    return store.simplified(store.sum(store.product(power, start), store.product(b, sum)))
  }
}
