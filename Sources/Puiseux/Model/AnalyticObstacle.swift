internal import Arithmetic
internal import Expressions

/// A place where a kernel may not be analytic, so that what is known next to a pole ends there.
public struct AnalyticObstacle: Sendable, CustomStringConvertible {
  /// What is wrong there, with the place.
  public let description: String

  /// Longer arguments are not shown.
  private static let textLimit = 80

  /// Describes an obstacle.
  ///
  /// - Parameters:
  ///   - interval: Where it lies, in s.
  ///   - isSignChange: Whether the argument has opposite signs at the ends of the interval.
  init(
    _ condition: AnalyticCondition, near interval: (Rational, Rational), isSignChange: Bool,
    at pole: Pole, in store: ExpressionStore
  ) {
    let formula = store.text(condition.argument)
    let name = formula.count > Self.textLimit ? "a long formula" : formula
    let ends = [interval.0, interval.1].map { pole.point * (1 - $0) }.sorted()
    let simple = SimplestFraction.between(ends[0], ends[1])
    let value = try? store.substituting(
      [.cosine: store.rational(simple)], in: condition.argument)
    let isRoot = value.map { store.areProvedEqual($0, store.rational(0)) } ?? false
    let place =
      isRoot
      ? "at t = \(simple)"
      : "near t = \(RealBall((ends[0] + ends[1]) / 2, precision: 64).decimal(upTo: 6).mid)"
    let (role, wish) =
      switch condition.requirement {
      case .constantSign: ("the argument of an `abs`, `min` or `max`", "keep its sign")
      case .nonzero: ("by which is divided", "differ from 0")
      case .positive:
        (condition.function == nil ? "under a root" : "the argument of `log`", "be positive")
      case .insideUnit:
        ("the argument of `\(condition.function?.name ?? "")`", "stay inside (-1, 1)")
      }
    let isChange = isSignChange && condition.requirement == .constantSign
    description =
      "\(name), \(role), " + (isChange ? "changes its sign" : "was not shown to \(wish)")
      + " \(place)"
  }
}

/// The fraction with the smallest denominator in an interval.
enum SimplestFraction {
  /// Follows the continued fraction that the ends share.
  ///
  /// - Complexity: O(log 1/(upper - lower)) steps.
  static func between(_ lower: Rational, _ upper: Rational) -> Rational {
    if lower.signum <= 0 && upper.signum >= 0 { return 0 }
    if upper.signum < 0 { return -between(-upper, -lower) }
    let floor = Rational(lower.floor)
    if floor == lower { return floor }
    if floor + 1 <= upper { return floor + 1 }
    return floor + 1 / between(1 / (upper - floor), 1 / (lower - floor))
  }
}
