internal import Arithmetic

/// Shows that an initial value problem x' = F(x) has exactly one solution for all times t ≥ 0, and that it depends
/// continuously on the initial values.
///
/// The components are of two kinds.
/// - *Bounded* ones have slopes that depend on bounded components only and have continuous partial derivatives on
///   the cube [-1, 1]ⁿ; the slope of xᵢ is ≤ 0 where xᵢ = 1 and ≥ 0 where xᵢ = -1.
/// - The slopes of the others are affine in these others, with coefficients that are continuous on the cube.
///
/// Lemma. Then the solution exists for every start with bounded components in [-1, 1]; these stay there.
/// Proof. On the cube the slopes of bounded components are Lipschitz; with each coordinate clamped to [-1, 1] they are
/// so on ℝⁿ, and the clamped problem has one solution (Picard–Lindelöf). Where it has xᵢ > 1 the clamped slope is that
/// at xᵢ = 1, at most 0, so xᵢ cannot pass 1, nor -1 likewise: the solution stays in the cube and solves the given
/// problem. Along it the other components solve a linear system with continuous coefficients, which has one solution
/// for all times. Both depend continuously on the start (Gronwall). ∎
struct FlowExistence {
  let slopes: [Expression]
  let store: ExpressionStore

  init(slopes: [Expression], in store: ExpressionStore) {
    self.slopes = slopes
    self.store = store
  }

  /// For each component, whether it is of the bounded kind.
  func componentsInUnitInterval() throws(FlowObstacle) -> [Bool] {
    for (place, slope) in slopes.enumerated() {
      let isPlain = store.topologicalOrder(of: [slope]).allSatisfy {
        if case .application = store.node($0) { false } else { true }
      }
      guard isPlain else {
        throw FlowObstacle(
          component: place, reason: "a slope is made of functions of one variable")
      }
    }
    let linear = largestLinearPart()
    do {
      try check(bounded: Set(slopes.indices).subtracting(linear))
      return slopes.indices.map { !linear.contains($0) }
    } catch {
      let bounded = largestBoundedPart()
      guard bounded != Set(slopes.indices).subtracting(linear),
        (try? check(bounded: bounded)) != nil
      else { throw error }
      return slopes.indices.map(bounded.contains)
    }
  }

  private func uses(_ slope: Expression, _ places: Set<Int>) -> Bool {
    let symbols = Set(store.symbols(in: slope))
    return places.contains { symbols.contains(FlowFunction.state($0)) }
  }

  /// The largest set of components in which the slopes of the set are affine and on which no other slope depends.
  private func largestLinearPart() -> Set<Int> {
    var linear = Set(slopes.indices)
    while true {
      let kept = linear.filter { place in
        isAffine(slopes[place], in: linear)
          && slopes.indices.allSatisfy { linear.contains($0) || !uses(slopes[$0], [place]) }
      }
      if kept == linear { return linear }
      linear = kept
    }
  }

  private func isAffine(_ slope: Expression, in places: Set<Int>) -> Bool {
    places.allSatisfy { other in
      guard let part = try? store.derivative(of: slope, with: FlowFunction.state(other)) else {
        return false
      }
      return !uses(store.simplified(part), places)
    }
  }

  private func largestBoundedPart() -> Set<Int> {
    var bounded = Set(slopes.indices)
    while true {
      let kept = bounded.filter { (try? checkBounded($0, among: bounded)) != nil }
      if kept == bounded { return bounded }
      bounded = kept
    }
  }

  private func check(bounded: Set<Int>) throws(FlowObstacle) {
    for place in slopes.indices {
      if bounded.contains(place) {
        try checkBounded(place, among: bounded)
      } else {
        try checkLinear(place, bounded)
      }
    }
  }

  private func analysis(_ bounded: Set<Int>) -> RangeAnalysis {
    let cube = bounded.map { (FlowFunction.state($0), Assumption.cosine) }
    return RangeAnalysis(store: store, intervals: Dictionary(uniqueKeysWithValues: cube))
  }

  private func checkBounded(_ place: Int, among bounded: Set<Int>) throws(FlowObstacle) {
    let slope = slopes[place]
    guard !uses(slope, Set(slopes.indices).subtracting(bounded)) else {
      throw FlowObstacle(
        component: place, reason: "it is not affine and depends on a component without bounds")
    }
    let analysis = analysis(bounded)
    guard analysis.isDefined(slope) else {
      throw FlowObstacle(
        component: place, reason: "its slope is not shown to have values on [-1, 1]")
    }
    for other in bounded {
      guard let part = try? store.derivative(of: slope, with: FlowFunction.state(other)),
        analysis.isDefined(store.simplified(part))
      else {
        throw FlowObstacle(
          component: place,
          reason: "its slope is not shown to have continuous derivatives on [-1, 1]")
      }
    }
    for end in [-1, 1] where !pointsInward(slope, place, at: end, analysis) {
      throw FlowObstacle(
        component: place,
        reason: "it is not shown to stay in [-1, 1]: its slope at \(end) must be "
          + (end > 0 ? "at most 0" : "at least 0"))
    }
  }

  private func pointsInward(
    _ slope: Expression, _ place: Int, at end: Int, _ analysis: RangeAnalysis
  ) -> Bool {
    let value = [FlowFunction.state(place): store.rational(Rational(end))]
    guard let there = try? store.substituting(value, in: slope) else { return false }
    let inward = store.simplified(end > 0 ? store.negated(there) : there)
    return store.isNonnegative(inward) || analysis.range(of: inward).impliesNonnegative
      || store.areProvedEqual(inward, store.rational(0))
  }

  private func checkLinear(_ place: Int, _ bounded: Set<Int>) throws(FlowObstacle) {
    let linear = Set(slopes.indices).subtracting(bounded)
    let analysis = analysis(bounded)
    let obstacle = FlowObstacle(
      component: place,
      reason:
        "its slope is neither affine with coefficients that have values on [-1, 1] nor bounded "
        + "as it is for a component that stays in [-1, 1]")
    var zeros: [Symbol: Expression] = [:]
    for other in linear {
      zeros[FlowFunction.state(other)] = store.rational(0)
      guard let part = try? store.derivative(of: slopes[place], with: FlowFunction.state(other)),
        case let coefficient = store.simplified(part), !uses(coefficient, linear),
        analysis.isDefined(coefficient)
      else { throw obstacle }
    }
    guard let rest = try? store.substituting(zeros, in: slopes[place]),
      analysis.isDefined(store.simplified(rest))
    else { throw obstacle }
  }
}
