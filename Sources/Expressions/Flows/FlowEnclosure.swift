internal import Arithmetic

/// Boxes that hold solutions of an initial value problem, and values on them.
struct FlowEnclosure {
  let program: FlowProgram
  let parameters: [RealBall]
  let precision: Int

  private static let rounds = 16

  /// The part of a box whose bounded components lie in [-1, 1].
  func clipped(_ box: [RealBall]) -> [RealBall] {
    zip(box, program.staysInUnitInterval).map { value, isBounded in
      guard isBounded else { return value }
      return value.intersection(RealBallAlgebra.unitInterval, precision: precision) ?? value
    }
  }

  /// The slopes on a box.
  func slopes(on box: [RealBall]) -> [RealBall] {
    var evaluator = TaylorEvaluator(program.slopes, precision: precision)
    return evaluator.extend(box + parameters)
  }

  /// The partial derivatives on a box; the whole line where there is no formula.
  func partials(on box: [RealBall]) -> [[RealBall]] {
    var evaluator = TaylorEvaluator(program.partials, precision: precision)
    let values = evaluator.extend(box + parameters)
    return program.jacobian.map { row in row.map { $0.map { values[$0] } ?? .everything } }
  }

  /// The Taylor coefficients of the solutions that start in a box, up to an order: (k+1)·xₖ₊₁ = F(x)ₖ.
  func series(from box: [RealBall], order: Int) -> [[RealBall]] {
    var evaluator = TaylorEvaluator(program.slopes, precision: precision)
    var rows = box.map { [$0] }
    var next = box + parameters
    for k in 0..<order {
      let slopes = evaluator.extend(next)
      for (place, slope) in slopes.enumerated() {
        let coefficient = slope.divided(by: RealBall(k + 1), precision: precision)
        rows[place].append(coefficient)
        next[place] = coefficient
      }
      for place in slopes.count..<next.count { next[place] = .zero }
    }
    return rows
  }

  /// A box that holds all solutions from a start over a time; `nil` when none is found.
  ///
  /// A candidate B with start + [0, h]·F(B ∩ cube) ⊂ B holds the solutions of the problem clamped to the cube
  /// (Picard), which are those of the given one; then so does the image.
  func box(from start: [RealBall], length: Dyadic) -> [RealBall]? {
    let time = RealBall(from: .zero, to: length, precision: precision)
    func image(_ box: [RealBall]) -> [RealBall] {
      zip(start, slopes(on: clipped(box))).map {
        $0.adding($1.multiplied(by: time, precision: precision), precision: precision)
      }
    }
    var candidate = image(start)
    for _ in 0..<Self.rounds {
      candidate = candidate.map { $0.widened(by: widening(of: $0)) }
      let next = image(candidate)
      guard next.allSatisfy(\.isFinite) else { return nil }
      if zip(candidate, next).allSatisfy({ $0.contains($1) }) { return clipped(next) }
      candidate = zip(candidate, next).map { $0.union($1, precision: precision) }
    }
    return nil
  }

  private func widening(of ball: RealBall) -> Magnitude {
    ball.radius.scaled(byPowerOfTwo: -3)
      + ball.magnitude.scaled(byPowerOfTwo: 4 - precision) + .powerOfTwo(-2 * precision)
  }
}

/// How the distance of two solutions grows: D⁺|δ| ≤ M|δ|, component by component.
///
/// M has upper bounds of the partial derivatives on its diagonal and bounds of their sizes off it. Then |δ(t)| ≤
/// exp(Mt)|δ(0)| (Walter 1970, on quasimonotone systems). With P = M + c·1 ≥ 0, exp(Mt) = e^(-ct)·exp(Pt).
struct FlowGrowth {
  /// The components for which there is no bound.
  let unbounded: [Bool]
  private let matrix: [[Magnitude]]
  private let shift: Dyadic
  private static let terms = 24

  init(_ partials: [[RealBall]], precision: Int) {
    var unbounded = partials.map { row in row.contains { !$0.isFinite } }
    // What depends on a component without a bound has none either.
    for _ in partials.indices {
      for (place, row) in partials.enumerated() where !unbounded[place] {
        unbounded[place] = row.indices.contains { unbounded[$0] && !row[$0].isZero }
      }
    }
    self.unbounded = unbounded
    let bounded = partials.indices.filter { !unbounded[$0] }
    let diagonal = bounded.map { partials[$0][$0].upperBound(precision: 64) }
    let shift = diagonal.map { $0.negated() }.reduce(Dyadic.zero) { max($0, $1) }
    self.shift = shift
    matrix = partials.enumerated().map { place, row in
      row.enumerated().map { other, entry in
        if unbounded[place] || unbounded[other] { return .zero }
        if place != other { return entry.magnitude }
        return entry.upperBound(precision: 64).adding(shift, precision: 64, rounding: .up).magnitude
      }
    }
  }

  /// Bounds for the distances after times in a ball, from those at the start; those of components without a bound
  /// mean nothing.
  func distances(_ start: [Magnitude], after time: RealBall) -> [Magnitude] {
    let reach = time.magnitude
    let weights = weights(reach)
    // In the norm max |xᵢ|/vᵢ, P·t has the size q; beyond the last term the sum is at most that term times
    // r/(1 - r) with r = q/terms ≤ 1/2.
    guard Self.norm(image(weights, reach), weights) <= Magnitude(Self.terms / 2) else {
      return start.map { _ in .infinity }
    }
    var term = start
    var sum = start
    for k in 1...Self.terms {
      term = image(term, reach).map { $0.divided(byLowerBound: Magnitude(k)) }
      sum = zip(sum, term).map { $0 + $1 }
    }
    let tail = Self.norm(term, weights)
    let exponent = RealBall(shift).multiplied(
      by: RealBall(max(time.lowerBound(precision: 64), .zero)), precision: 64)
    let factor = RealBall.exp(exponent.negated(), precision: 64).magnitude
    return zip(sum, weights).map { ($0 + tail * $1) * factor }
  }

  /// P·x·t.
  private func image(_ vector: [Magnitude], _ reach: Magnitude) -> [Magnitude] {
    matrix.map { row in zip(row, vector).reduce(Magnitude.zero) { $0 + $1.0 * $1.1 } * reach }
  }

  /// Positive weights that make the norm of P·t small where components drive others strongly; any would do.
  private func weights(_ reach: Magnitude) -> [Magnitude] {
    var weights = matrix.map { _ in Magnitude.powerOfTwo(0) }
    for _ in 0..<8 {
      weights = zip(weights, image(weights, reach)).map { max($0, $1.scaled(byPowerOfTwo: -2)) }
    }
    return weights
  }

  private static func norm(_ vector: [Magnitude], _ weights: [Magnitude]) -> Magnitude {
    zip(vector, weights).map { $0.divided(byLowerBound: $1) }.max() ?? .zero
  }
}
