public import Arithmetic

/// How accurate an enclosure is asked to be.
public enum AccuracyGoal: Hashable, Sendable {
  /// Radius at most 2^(-bits).
  case absolute(bits: Int)
  /// Radius at most 2^(-bits) times the size of the value.
  case relative(bits: Int)

  /// Whether a ball meets the goal; an exact zero meets every one.
  public func isMet(by ball: RealBall) -> Bool {
    if ball.isExact { return true }
    switch self {
    case .absolute(let bits): return ball.radius <= .powerOfTwo(-bits)
    case .relative(let bits): return ball.radius <= ball.lowerMagnitude.scaled(byPowerOfTwo: -bits)
    }
  }

  /// The bits asked for.
  public var bits: Int {
    switch self {
    case .absolute(let bits), .relative(let bits): bits
    }
  }
}

/// An enclosure and what is known about it.
public struct Evaluation: Sendable {
  /// The enclosure.
  public let value: RealBall
  /// Whether the goal was met before the precision cap.
  public let isGoalMet: Bool
  /// Whether the expression is proved to be defined at the point.
  public let isDefinednessProved: Bool
  /// The working precision of the last attempt, in bits.
  public let precision: Int
}

extension Tape {
  /// Encloses the value of the first expression at rational points, raising precision until the goal is
  /// met or the cap is reached.
  ///
  /// - Throws: ``EvaluationError`` when a symbol has no value or the expression has none there.
  public func evaluate(
    at point: [Symbol: Rational], goal: AccuracyGoal, precisionCap: Int = 1 << 22
  ) throws(EvaluationError) -> Evaluation {
    var precision = goal.bits + 32
    while true {
      let bindings = point.mapValues { RealBall($0, precision: precision) }
      var algebra = RealBallAlgebra(precision: precision, bindings: bindings)
      let value = try run(in: &algebra)[0]
      let isMet = goal.isMet(by: value)
      if isMet || 2 * precision > precisionCap {
        return Evaluation(
          value: value, isGoalMet: isMet,
          isDefinednessProved: algebra.isDefinednessProved, precision: precision)
      }
      precision *= 2
    }
  }

  /// Encloses the values on a box of balls at one precision.
  ///
  /// - Throws: ``EvaluationError`` when a symbol has no value or the expression has none on the box.
  public func evaluate(
    over box: [Symbol: RealBall], precision: Int
  ) throws(EvaluationError) -> (values: [RealBall], isDefinednessProved: Bool) {
    var algebra = RealBallAlgebra(precision: precision, bindings: box)
    let values = try run(in: &algebra)
    return (values, algebra.isDefinednessProved)
  }
}
