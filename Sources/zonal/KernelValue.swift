import Arithmetic
import Expressions
import Language
import Puiseux

/// The value of a kernel at a point, to a number of digits.
struct KernelValue {
  /// The enclosure, the whole line where the value is beyond a ball's range.
  let ball: RealBall
  let decimal: DecimalBall
  let exact: String?
  /// Whether the formula has no value at the point, and this is its limit there.
  let isLimit: Bool

  /// The longest exact form that is shown.
  private static let exactLength = 60

  init(
    of kernel: Expression, at point: Expression, pointText: String, digits: Int,
    in store: ExpressionStore, under conditions: [Condition] = [],
    holdsNear: (Condition, Pole) -> Bool = { _, _ in false }
  ) throws {
    if !store.symbols(in: point).isEmpty {
      throw UsageError(message: "the point `\(pointText)` is not a number")
    }
    try Self.checkRange(point, pointText, store)
    let failing = conditions.first { Self.fails($0, at: point, store) }
    let value: Expression
    do {
      let direct = store.simplified(try store.substituting([.cosine: point], in: kernel))
      if let failing { throw NoValue(condition: failing) }
      value = direct
      isLimit = false
    } catch ExpressionError.tooLarge {
      throw Self.noValue(pointText, .tooLarge)
    } catch {
      guard let pole = store.rationalValue(point).flatMap(Pole.init) else {
        if let error = error as? NoValue {
          throw Self.noValue(pointText, error.condition, store)
        }
        throw (error as? ExpressionError).map { Self.noValue(pointText, $0) } ?? error
      }
      value = try Self.limit(of: kernel, at: pole, store)
      isLimit = true
    }
    let bits = Int(Double(digits) * 3.3219280948873626) + 8
    let tape = Tape(value, in: store)
    var result = try Self.enclosure(tape, pointText, .relative(bits: bits), cap: 4 * bits + 4096)
    if !result.isGoalMet, store.areProvedEqual(value, store.rational(0)) {
      result = try Self.enclosure(
        Tape(store.rational(0), in: store), pointText, .absolute(bits: bits), cap: bits)
    }
    // Large and small numbers leave the range of balls. For an exponential of a number of k bits k bits more
    // are needed.
    let room = result.value.isFinite ? 4096 : 2 * ScaledBall.argumentBits
    let scaled =
      result.isGoalMet
      ? nil : try Self.scaledEnclosure(tape, pointText, bits: bits, cap: 4 * bits + room)
    if let scaled, scaled.isGoalMet || !result.value.isFinite {
      guard scaled.value.isFinite else {
        throw UsageError(
          message:
            "the value at t = \(pointText) could not be enclosed: it is too large, or its parts are"
        )
      }
      ball = scaled.value.ball
      decimal = scaled.value.decimal(upTo: digits)
    } else {
      ball = result.value
      decimal = ball.decimal(upTo: digits)
    }
    let text = store.text(value)
    let isShort = text.count <= Self.exactLength && !text.contains("\n")
    exact = isShort && store.isClosedForm(value) ? text : nil
    guard result.isDefinednessProved || scaled?.isDefinednessProved == true else {
      throw UsageError(
        message:
          "it is not certain that the kernel has a value at t = \(pointText): the argument of a "
          + "function lies at the end of its domain")
    }
  }

  /// A condition of the formula does not hold at the point.
  private struct NoValue: Error { let condition: Condition }

  /// The error of a point where a condition of the formula does not hold.
  private static func noValue(
    _ pointText: String, _ condition: Condition, _ store: ExpressionStore
  ) -> UsageError {
    let text = store.text(condition.expression)
    let part = text.count <= exactLength && !text.contains("\n") ? "`\(text)`" : "a part of it"
    let asked =
      switch condition.requirement {
      case .positive: "is not positive"
      case .nonnegative: "is negative"
      case .nonzero: "is zero"
      case .unit: "is not in [-1, 1]"
      }
    return UsageError(
      message: "the kernel, as written, has no value at t = \(pointText): \(part) \(asked) there")
  }

  /// The error of a point where the formula has no value.
  private static func noValue(_ pointText: String, _ error: ExpressionError) -> UsageError {
    if case .tooLarge = error {
      return UsageError(
        message: "the value at t = \(pointText) could not be enclosed: "
          + Messages.explanation(of: .tooLarge))
    }
    return UsageError(
      message: "the kernel has no value at t = \(pointText): " + Messages.explanation(of: error))
  }

  /// The limit at a pole, where the formula itself has no value.
  private static func limit(
    of kernel: Expression, at pole: Pole, _ store: ExpressionStore
  ) throws -> Expression {
    do {
      switch try PuiseuxExpansion.limit(of: kernel, at: pole, in: store) {
      case .finite(let value, _): return store.simplified(value)
      case .infinite(let exponent):
        let growth = exponent.isZero ? "log(s)" : "s^(\(exponent))"
        throw UsageError(
          message: "the kernel is infinite at t = \(pole.point): it grows like \(growth) with s = "
            + pole.distance)
      }
    } catch let error as PuiseuxError {
      throw UsageError(
        message:
          "the kernel, as written, has no value at t = \(pole.point), and no limit was found: "
          + error.description)
    }
  }

  /// Whether a condition for a value certainly does not hold at the point.
  private static func fails(
    _ condition: Condition, at point: Expression, _ store: ExpressionStore
  ) -> Bool {
    guard let part = try? store.substituting([.cosine: point], in: condition.expression),
      let value = try? Tape(part, in: store).evaluate(
        at: [:], goal: .absolute(bits: 128), precisionCap: 1024
      ).value
    else { return true }
    let isZero = value.containsZero && store.areProvedEqual(part, store.rational(0))
    switch condition.requirement {
    case .positive: return value.isCertainlyNonpositive || isZero
    case .nonnegative: return value.isCertainlyNegative
    case .nonzero: return isZero
    case .unit: return !RealBall(midpoint: .zero, radius: .powerOfTwo(0)).overlaps(value)
    }
  }

  private static func enclosure(
    _ tape: Tape, _ pointText: String, _ goal: AccuracyGoal, cap: Int
  ) throws -> Evaluation {
    do {
      return try tape.evaluate(at: [:], goal: goal, precisionCap: cap)
    } catch {
      throw explained(error, pointText)
    }
  }

  private static func scaledEnclosure(
    _ tape: Tape, _ pointText: String, bits: Int, cap: Int
  ) throws -> ScaledEvaluation {
    do {
      return try tape.evaluateScaled(at: [:], relativeBits: bits, precisionCap: cap)
    } catch {
      throw explained(error, pointText)
    }
  }

  private static func explained(_ error: EvaluationError, _ pointText: String) -> UsageError {
    switch error {
    case .unbound(let symbol): UsageError(message: "`\(symbol.name)` has no value")
    case .outsideDomain(let function):
      UsageError(
        message: "the kernel has no value at t = \(pointText): `\(function)` is not defined there")
    }
  }

  private static func checkRange(
    _ point: Expression, _ text: String, _ store: ExpressionStore
  ) throws {
    let value = try Tape(point, in: store).evaluate(at: [:], goal: .absolute(bits: 128)).value
    let unit = RealBall(midpoint: .zero, radius: .powerOfTwo(0))
    let isOutside = store.rationalValue(point).map { $0.magnitude > 1 } ?? !unit.overlaps(value)
    if isOutside {
      throw UsageError(
        message: "t = \(text) is outside [-1, 1]: t is the cosine similarity of two inputs")
    }
  }
}
