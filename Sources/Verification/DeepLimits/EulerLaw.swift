internal import Arithmetic
internal import Expressions

extension EulerSteps {
  /// The law of a sequence after the steps of a run: to second order where ``SmallSteps`` or ``EulerError`` show it, else
  /// the limit of lemma 4 with its rate.
  ///
  /// - Parameters:
  ///   - map: F.
  ///   - rate: g, the coefficient of 1/L of F(u) - u.
  ///   - companion: A and B, where the law of the companion is asked for.
  ///   - names: Of the main sequence and the sequence.
  ///   - run: The steps.
  func law(
    _ map: Expression, _ rate: Expression,
    _ companion: (factor: Expression, increment: Expression)?, _ names: (String, String),
    along run: DepthRun
  ) throws -> StepLaw {
    let end = try limit(names.0, rate, companion: nil, after: run.pace)
    var limit = end
    var exponent = Rational(0)
    var parts = [
      (whole: store.difference(map, store.cosine), coefficient: rate, exponent: Rational(-1))
    ]
    if let (factor, increment) = companion {
      let loss = store.difference(factor, store.rational(1))
      guard let slope = try self.rate(of: loss) else {
        throw DeepLimitFailure(reason: "the companion is multiplied by a factor far from 1")
      }
      let added = try self.increment(increment)
      limit = try self.limit(
        names.0, rate, companion: (names.1, slope, added.coefficient), after: run.pace)
      exponent = added.exponent + 1
      parts.append((loss, slope, -1))
      parts.append((increment, added.coefficient, added.exponent))
    }
    if let law = secondOrder(map, companion, end, limit, names.0, along: run) { return law }
    // Relative to the leading term.
    let place = run.place(in: store)
    let error = companion == nil || place == .inside ? self.rate(parts) : nil
    return StepLaw(
      factor: try store.power(store.symbol(index), exponent), value: limit, limit: limit,
      error: error.map { .big(AsymptoticPower(-$0)) } ?? .little(.one))
  }

  private func secondOrder(
    _ map: Expression, _ companion: (factor: Expression, increment: Expression)?,
    _ end: Expression, _ limit: Expression, _ name: String, along run: DepthRun
  ) -> StepLaw? {
    guard let steps = SeparatedSteps(map, companion: companion, self) else { return nil }
    let place = run.place(in: store)
    if steps.order > 1 {
      let small = SmallSteps(steps: steps, count: run.count)
      if companion == nil { return small.correlation() }
      return place.flatMap { small.companion(from: $0) }
    }
    guard steps.order.isOne else { return nil }
    let euler = EulerError(steps: steps, count: run.count, time: run.pace, end: end, name: name)
    if companion == nil { return euler.correlation() }
    return place.flatMap { euler.companion(limit, from: $0) }
  }
}
