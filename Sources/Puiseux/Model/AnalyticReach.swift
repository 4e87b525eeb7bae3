internal import Arithmetic
internal import Expressions

/// How far from a pole a kernel is analytic.
///
/// Next to the pole, for 0 < s ≤ s₁, every part is analytic when its models exist (``PoleModelEvaluation``:
/// they refuse whatever is singular). From s₁ on, enclosures on boxes show the ``AnalyticCondition`` of every
/// part. A series that ends and is the kernel next to the pole is the kernel as far as that reaches, by the
/// identity theorem, and at the far end by continuity.
struct AnalyticReach {
  private let conditions: [AnalyticCondition]
  private let pole: Pole
  private let store: ExpressionStore
  /// s₁; 0 when there is no model next to the pole.
  private let modelled: Rational

  private static let precision = 128
  /// A box is not halved more often than this.
  private static let depthLimit = 40
  /// So many boxes are tried for one condition.
  private static let boxLimit = 4096
  /// 2^-k is tried for s₁ for these k.
  private static let trials = 0...24

  /// Prepares the proof; `nil` when a condition has symbols besides t or a part is not understood.
  ///
  /// - Parameter top: The exponent up to which models are computed.
  init?(of kernel: Expression, at pole: Pole, upTo top: Rational, in store: ExpressionStore) {
    guard let conditions = AnalyticCondition.conditions(of: kernel, in: store),
      conditions.allSatisfy({ condition in
        store.symbols(in: condition.argument).allSatisfy { $0 == .cosine }
      })
    else { return nil }
    self.conditions = conditions
    self.pole = pole
    self.store = store
    guard !conditions.isEmpty,
      let modelling = PoleModelling(of: kernel, at: pole, upTo: top, in: store)
    else {
      modelled = 0
      return
    }
    let distances = Self.trials.lazy.map { Rational(1, over: 1 << $0) }
    modelled = distances.first { modelling.quotient(by: 0, within: $0) != nil } ?? 0
  }

  /// The first obstacle found on 0 < s ≤ `distance`; `nil` when the kernel is proved to be analytic inside
  /// that interval.
  ///
  /// - Complexity: O(``boxLimit``) evaluations for each condition.
  func obstacle(within distance: Rational) -> AnalyticObstacle? {
    if distance <= modelled { return nil }
    for condition in conditions {
      if let found = obstacle(to: condition, within: distance) { return found }
    }
    return nil
  }

  private func obstacle(
    to condition: AnalyticCondition, within distance: Rational
  ) -> AnalyticObstacle? {
    let tape = Tape(condition.argument, in: store)
    // What the sign is has to be known inside the interval of the model: it may change at its end.
    let start = modelled.isZero ? distance : modelled
    let probes = [Rational(1, over: 2), Rational(1, over: 3), Rational(5, over: 7)].map {
      $0 * start
    }
    let reference = probes.lazy.map { ($0, self.sign(of: tape, at: $0)) }.first { $0.1 != 0 }
    var pending = [(lower: modelled, upper: distance, depth: 0)]
    var count = 0
    while let box = pending.popLast() {
      count += 1
      let values = try? tape.evaluate(
        over: [.cosine: point(from: box.lower, to: box.upper)], precision: Self.precision)
      if let values, condition.isShown(by: values.values[0], sign: reference?.1 ?? 0) { continue }
      guard box.depth < Self.depthLimit, count < Self.boxLimit else {
        let change = reference.flatMap { place, sign in
          signChange(of: tape, from: place, sign, to: distance)
        }
        return AnalyticObstacle(
          condition, near: change ?? (box.lower, box.upper), isSignChange: change != nil,
          at: pole, in: store)
      }
      let middle = (box.lower + box.upper) / 2
      pending.append((middle, box.upper, box.depth + 1))
      pending.append((box.lower, middle, box.depth + 1))
    }
    return nil
  }

  /// t for s in an interval.
  private func point(from lower: Rational, to upper: Rational) -> RealBall {
    let ends = [lower, upper].map { pole.point * (1 - $0) }
    return RealBall(
      from: min(ends[0], ends[1]), to: max(ends[0], ends[1]), precision: Self.precision)
  }

  /// The sign at a point, 0 when it is not shown.
  private func sign(of tape: Tape, at distance: Rational) -> Int {
    let place = [Symbol.cosine: pole.point * (1 - distance)]
    guard
      let value = try? tape.evaluate(at: place, goal: .relative(bits: 8), precisionCap: 1024).value
    else { return 0 }
    return value.isCertainlyPositive ? 1 : value.isCertainlyNegative ? -1 : 0
  }

  /// A short interval of s at whose ends the signs are opposite.
  private func signChange(
    of tape: Tape, from start: Rational, _ sign: Int, to end: Rational
  ) -> (Rational, Rational)? {
    let samples = 32
    var lower = start
    for sample in 1...samples {
      let place = start + (end - start) * Rational(sample, over: samples)
      let found = self.sign(of: tape, at: place)
      if found == sign { lower = place }
      guard found == -sign else { continue }
      var upper = place
      for _ in 0..<Self.depthLimit {
        let middle = (lower + upper) / 2
        switch self.sign(of: tape, at: middle) {
        case sign: lower = middle
        case -sign: upper = middle
        default: return ((lower + middle) / 2, (middle + upper) / 2)
        }
      }
      return (lower, upper)
    }
    return nil
  }
}
