internal import Arithmetic
internal import Foundation

/// Encloses the solution of an initial value problem step by step, by Taylor's method (Moore 1966; Nedialkov, Jackson
/// & Corliss 1999).
///
/// A step of length h from the balls [x] with midpoints c:
/// 1. a box B with [x] + [0, h]·F(B) ⊂ B holds every solution over the step (Picard; ``FlowEnclosure``);
/// 2. the solution from c is Σ aₖtᵏ + r·t^(N+1), with aₖ from the differential equation and r among the
///    coefficients of order N+1 on a box for c (Taylor with Lagrange's remainder, component by component);
/// 3. the distance of two solutions obeys D⁺|δ| ≤ M|δ| with M ≥ the partial derivatives on B, those off the diagonal
///    in absolute value, so a distance e becomes at most exp(Mt)·e (``FlowGrowth``).
///
/// Where the slopes have no derivatives, as at u = ±1 for κ₀, a component is enclosed by [x] + t·F(B) in short steps.
struct FlowIntegrator {
  let program: FlowProgram
  let parameters: [RealBall]
  /// The accuracy of one step, in bits; wide starts need no more than some bits beyond their own.
  let goal: Int
  /// Bits of the midpoints: more of them where a start is near ±1.
  let precision: Int
  let initial: [RealBall]

  private static let stepLimit = 3000
  private static let halvingLimit = 4000

  init(program: FlowProgram, parameters: [RealBall], bits: Int, startingFrom initial: [RealBall]) {
    self.program = program
    self.parameters = parameters
    let spread = initial.map(\.radius).max() ?? .zero
    goal = spread.isZero ? bits : min(bits, max(24, 20 - spread.ceilingExponent))
    var nearness = 0
    for (value, isBounded) in zip(initial, program.staysInUnitInterval) where isBounded {
      let gap = RealBall.one.subtracting(
        RealBall(value.midpoint.absoluteValue), precision: 2 * bits + 64)
      let depth = gap.midpoint.signum <= 0 ? bits : -gap.midpoint.exponent
      nearness = max(nearness, min(bits, depth))
    }
    precision = bits + 40 + nearness
    self.initial = initial
  }

  private var enclosure: FlowEnclosure {
    FlowEnclosure(program: program, parameters: parameters, precision: precision)
  }

  private var nothing: [RealBall] { initial.map { _ in .everything } }

  /// Encloses all components after the times in a ball that are not negative; nothing is known after too many steps.
  func solution(after time: RealBall) -> [RealBall] {
    var state = enclosure.clipped(initial)
    var rest = time
    var swept: [RealBall]?
    for _ in 0..<Self.stepLimit {
      let reach = rest.upperBound(precision: precision)
      guard state.allSatisfy(\.isFinite), !reach.isInfinite, reach.signum >= 0 else {
        return nothing
      }
      if reach.isZero { return swept ?? state }
      guard let step = step(from: state, upTo: reach) else { return nothing }
      let least = max(rest.lowerBound(precision: precision), .zero)
      let isLast = step.length >= reach
      if isLast, swept == nil { return step.state(after: part(of: rest, from: least, to: reach)) }
      if step.length <= least || swept != nil || least.isZero {
        // Over a ball of times from 0 on, the boxes of all steps together hold the values.
        if least.isZero {
          swept = zip(swept ?? step.box, step.box).map { $0.union($1, precision: precision) }
          if isLast { return swept ?? step.box }
        }
        state = step.state(after: RealBall(step.length))
        rest = rest.subtracting(RealBall(step.length), precision: precision)
      } else {
        state = step.state(after: RealBall(least))
        rest = RealBall(
          from: .zero,
          to: reach.subtracting(least, precision: precision, rounding: .up), precision: precision)
      }
    }
    return nothing
  }

  private func part(of time: RealBall, from least: Dyadic, to reach: Dyadic) -> RealBall {
    time.isExact ? time : RealBall(from: least, to: reach, precision: precision)
  }

  // MARK: One step

  /// A step no longer than `reach`; `nil` when none is found.
  private func step(from state: [RealBall], upTo reach: Dyadic) -> FlowStep? {
    let order = max(goal - depth(of: state) * 3 / 2, 16) * 3 / 8 + 6
    let centre = state.map { RealBall($0.midpoint) }
    let series = enclosure.series(from: centre, order: order)
    let isAnalytic = series.allSatisfy { $0.allSatisfy(\.isFinite) }
    var length = reach
    if isAnalytic { length = min(length, Self.length(for: series, goal: goal)) }
    for _ in 0..<Self.halvingLimit {
      guard length.signum > 0 else { return nil }
      let found = attempt(state, centre, isAnalytic ? series : nil, length: length)
      if let found { return found }
      length = length.scaled(byPowerOfTwo: -1)
      if length.exponent < -4 * precision { return nil }
    }
    return nil
  }

  /// How near the bounded components are to ±1, in bits: there slopes vary by about as much less.
  private func depth(of state: [RealBall]) -> Int {
    zip(state, program.staysInUnitInterval).reduce(0) { deepest, pair in
      let gap = RealBall.one.subtracting(
        RealBall(pair.0.midpoint.absoluteValue), precision: precision
      ).midpoint
      guard pair.1, gap.signum > 0 else { return deepest }
      return max(deepest, -gap.exponent)
    }
  }

  private func attempt(
    _ state: [RealBall], _ centre: [RealBall], _ series: [[RealBall]]?, length: Dyadic
  ) -> FlowStep? {
    guard let box = enclosure.box(from: state, length: length) else { return nil }
    var rough = [Bool](repeating: series == nil, count: state.count)
    var growth: FlowGrowth?
    var remainder: [RealBall] = []
    if let series {
      guard let inner = enclosure.box(from: centre, length: length) else { return nil }
      remainder = enclosure.series(from: inner, order: series[0].count).compactMap(\.last)
      let size = Magnitude.powerOfTwo(-goal)
      let power = length.magnitude.power(series[0].count)
      guard remainder.allSatisfy({ $0.magnitude * power <= size }) else { return nil }
      if state.contains(where: { !$0.isExact }) {
        let found = FlowGrowth(enclosure.partials(on: box), precision: precision)
        rough = found.unbounded
        growth = found
      }
    }
    let slopes = enclosure.slopes(on: box)
    if rough.contains(true) {
      // The box may widen the slopes about as much as the start does.
      let start = enclosure.slopes(on: state)
      for place in state.indices where rough[place] {
        let allowed = start[place].radius + start[place].radius
        guard
          slopes[place].radius * length.magnitude
            <= allowed * length.magnitude + .powerOfTwo(-goal)
        else { return nil }
      }
    }
    let step = FlowStep(
      enclosure: enclosure, length: length, start: state, box: box, slopes: slopes,
      isRough: rough, series: series ?? [], remainder: remainder, growth: growth)
    return step.state(after: RealBall(length)).allSatisfy(\.isFinite) ? step : nil
  }

  /// A length for which the last terms of the series are about as small as asked for.
  private static func length(for series: [[RealBall]], goal: Int) -> Dyadic {
    var best = 1024.0
    for row in series {
      for k in (row.count - 2)..<row.count where k > 0 && !row[k].magnitude.isZero {
        best = min(best, Double(-(goal + 6) - row[k].magnitude.ceilingExponent) / Double(k))
      }
    }
    let whole = best.rounded(.down)
    return Dyadic(exp2(best - whole)).scaled(byPowerOfTwo: Int(whole))
  }
}

/// One step of an integration.
struct FlowStep {
  let enclosure: FlowEnclosure
  /// The length of the step.
  let length: Dyadic
  let start: [RealBall]
  /// Holds the solution over the whole step.
  let box: [RealBall]
  /// The slopes on the box.
  let slopes: [RealBall]
  /// The components that are enclosed by their slopes alone.
  let isRough: [Bool]
  /// The Taylor coefficients of the solution from the midpoints of the start, component by component.
  let series: [[RealBall]]
  /// The coefficients of the order after the last one, on a box.
  let remainder: [RealBall]
  /// How distances grow; `nil` where the start is exact.
  let growth: FlowGrowth?

  /// Encloses the components after times in [0, length].
  func state(after time: RealBall) -> [RealBall] {
    let precision = enclosure.precision
    let errors = growth?.distances(start.map(\.radius), after: time)
    return enclosure.clipped(
      start.indices.map { place in
        if isRough[place] {
          return start[place].adding(
            slopes[place].multiplied(by: time, precision: precision), precision: precision)
        }
        var value = remainder[place]
        for coefficient in series[place].reversed() {
          value = value.multiplied(by: time, precision: precision)
            .adding(coefficient, precision: precision)
        }
        return value.widened(by: errors?[place] ?? .zero)
      })
  }
}
