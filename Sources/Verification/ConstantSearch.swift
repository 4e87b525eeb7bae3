internal import Arithmetic
internal import Expressions
internal import Language
internal import Syntax

/// Finds the constants that a claim leaves free: `taylor(K, n) <= C*n^(-3/2)`, `in [c1*f, c2*f]`.
///
/// Each comparison must contain at most one constant, linearly: a + c·f with f ≠ 0. It then bounds c from
/// one side; the best constant over the finite range is reported. A lower constant of a two-sided bound
/// counts only when it is positive, as theorems mean it.
struct ConstantSearch {
  let checker: ClaimChecker
  let cases: [ClaimChecker.Case]

  private var store: ExpressionStore { checker.elaborator.store }
  private static let bits = 96

  private struct Bounds {
    /// The constant must be at least each of these numbers.
    var below: RealBall?
    /// The constant must be at most each of these numbers.
    var above: RealBall?
  }

  /// What the rest of an endless range says of a constant.
  struct TailBound {
    let constant: Symbol
    /// Holds the number that the constant must be at least, or at most.
    let root: RealBall
    let isBelow: Bool
  }

  func solve(for constants: [Symbol], tails: [TailBound] = []) throws -> Finding {
    var bounds: [Symbol: Bounds] = [:]
    for tail in tails {
      var entry = bounds[tail.constant, default: Bounds()]
      if tail.isBelow {
        entry.below = entry.below.map { extreme($0, tail.root, max) } ?? tail.root
      } else {
        entry.above = entry.above.map { extreme($0, tail.root, min) } ?? tail.root
      }
      bounds[tail.constant] = entry
    }
    for one in cases {
      try checker.limits.check()
      for obligation in one.obligations {
        let free = constants.filter {
          store.symbols(in: store.sum(obligation.left, store.product(store.pi, obligation.right)))
            .contains($0)
        }
        guard let constant = free.first else {
          switch try checker.find(obligation, one.instance) {
          case .holds: continue
          case .fails(let witness): return .fails(witness)
          case .open(let reason): return .open(reason: reason)
          }
        }
        guard free.count == 1 else { return .open(reason: "two free constants in one comparison") }
        if let reason = try tighten(&bounds[constant, default: Bounds()], constant, obligation, one)
        {
          return .open(reason: reason)
        }
      }
    }
    return conclusion(bounds, constants, isEndless: !tails.isEmpty)
  }

  /// Adds what one comparison says of a constant; returns why that is not possible.
  private func tighten(
    _ bounds: inout Bounds, _ constant: Symbol, _ obligation: Obligation, _ one: ClaimChecker.Case
  ) throws -> String? {
    // left - right = a + c·f
    let difference = store.difference(obligation.left, obligation.right)
    let slope = try store.derivative(of: difference, with: constant)
    let rest = try store.substituting([constant: store.rational(0)], in: difference)
    guard !store.symbols(in: slope).contains(constant) else {
      return "the constant `\(constant.name)` does not stand linearly"
    }
    let comparison = QuantityComparison(checker: checker, instance: one.instance)
    let pair = Obligation(left: rest, comparator: obligation.comparator, right: slope)
    let (a, f) = try comparison.sides(
      Tape([rest, slope], in: store), of: pair, bits: Self.bits)
    guard !f.containsZero else { return "the factor of `\(constant.name)` may be 0" }
    let root = a.negated().divided(by: f, precision: Self.bits + 32)
    let wantsPositive =
      obligation.comparator == .greater || obligation.comparator == .greaterOrEqual
    guard obligation.comparator != .equal, obligation.comparator != .notEqual else {
      return "a free constant needs an inequality"
    }
    if wantsPositive == f.isCertainlyPositive {
      bounds.below = bounds.below.map { extreme($0, root, max) } ?? root
    } else {
      bounds.above = bounds.above.map { extreme($0, root, min) } ?? root
    }
    return nil
  }

  private func extreme(
    _ a: RealBall, _ b: RealBall, _ choose: (Dyadic, Dyadic) -> Dyadic
  ) -> RealBall {
    let precision = Self.bits + 32
    return RealBall(
      from: choose(a.lowerBound(precision: precision), b.lowerBound(precision: precision)),
      to: choose(a.upperBound(precision: precision), b.upperBound(precision: precision)),
      precision: precision)
  }

  private func conclusion(
    _ bounds: [Symbol: Bounds], _ constants: [Symbol], isEndless: Bool
  ) -> Finding {
    var found: [String] = []
    for constant in constants {
      guard let one = bounds[constant] else { continue }
      if let below = one.below, let above = one.above, !below.isCertainlyLess(than: above) {
        return .open(reason: "no constant `\(constant.name)` fits all cases")
      }
      if one.below == nil, let above = one.above, !above.isCertainlyPositive {
        return .open(
          reason: "the best lower constant `\(constant.name)` is \(above.decimal(upTo: 20).text), "
            + "which is not positive")
      }
      guard let best = one.below ?? one.above else { continue }
      if isEndless {
        guard isUsable(best) else { return .open(reason: vague(constant, best)) }
        found.append(sufficient(constant, best, isBelow: one.below != nil))
        continue
      }
      found.append("\(constant.name) = \(best.decimal(upTo: 20).text)")
    }
    if isEndless { return .holds(reason: "with " + found.joined(separator: ", ")) }
    return .holds(reason: "with " + found.joined(separator: ", ") + " (the best on this range)")
  }

  /// Whether the best constant is known to a factor of 2, or is as good as 0.
  private func isUsable(_ best: RealBall) -> Bool {
    // [m - r, m + r] with r ≤ |m|/3.
    best.radius.scaled(byPowerOfTwo: 2) <= best.midpoint.magnitude + best.radius
      || best.magnitude <= .powerOfTwo(-64)
  }

  private func vague(_ constant: Symbol, _ best: RealBall) -> String {
    let ends = [best.lowerBound(precision: 64), best.upperBound(precision: 64)]
      .map { RealBall($0).decimal(digits: 3).mid }
    return
      "the errors of the expansion leave the best constant `\(constant.name)` open between about "
      + "\(ends[0]) and \(ends[1])"
  }

  /// A constant that suffices: the safe end of the ball of the best one.
  private func sufficient(_ constant: Symbol, _ best: RealBall, isBelow: Bool) -> String {
    let end = isBelow ? best.upperBound(precision: 64) : best.lowerBound(precision: 64)
    return "\(constant.name) = \(Self.decimal(end, isRoundedUp: isBelow)) "
      + "(the best one is \(best.decimal(upTo: 12).text))"
  }

  /// A number in 20 digits, rounded so that the constant that is printed suffices too.
  private static func decimal(_ end: Dyadic, isRoundedUp: Bool) -> String {
    let ball = RealBall(end)
    let nearest = ball.decimal(digits: 20).mid
    if let printed = Rational(nearest).map({ RealBall($0, precision: 192) }),
      isRoundedUp
        ? printed.lowerBound(precision: 192) >= end : printed.upperBound(precision: 192) <= end
    {
      return nearest
    }
    // Half a unit of the 20th digit is less than 2⁻⁶⁰ of the number.
    let room = RealBall(midpoint: .zero, radius: ball.magnitude.scaled(byPowerOfTwo: -60))
    let moved = ball.adding(room, precision: 128)
    return RealBall(
      isRoundedUp ? moved.upperBound(precision: 128) : moved.lowerBound(precision: 128)
    ).decimal(digits: 20).mid
  }
}
