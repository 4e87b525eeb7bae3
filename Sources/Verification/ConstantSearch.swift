internal import Arithmetic
internal import Expressions
internal import Language
internal import Syntax

/// Finds the constants that a claim leaves free: `taylor(K, n) <= C*n^(-3/2)`, `in [c1*f, c2*f]`.
///
/// Each comparison must contain at most one constant, linearly: a + c·f with f ≠ 0. It then bounds c from
/// one side; the best constant over the finite range is reported. Constants are positive numbers, as theorems mean
/// them: a comparison that asks for c <= 0, or two that ask for c >= x and c <= y < x, refute the claim.
struct ConstantSearch {
  let checker: ClaimChecker
  let cases: [ClaimChecker.Case]

  private var store: ExpressionStore { checker.elaborator.store }
  private static let bits = 96

  /// A number that a constant must be at least, or at most, and the case that asks for it.
  private struct Demand {
    let root: RealBall
    let place: String
    /// Whether the number itself does not serve.
    let isStrict: Bool
  }

  private struct Bounds {
    /// The constant must be at least each of these numbers.
    var below: RealBall?
    /// The constant must be at most each of these numbers.
    var above: RealBall?
    /// The comparison that certainly asks for the largest constant.
    var strictestBelow: Demand?
    /// The comparison that certainly asks for the smallest constant.
    var strictestAbove: Demand?
    /// Whether a comparison excludes the numbers themselves.
    private(set) var excludesBelow = false
    private(set) var excludesAbove = false

    mutating func add(_ demand: Demand, isBelow: Bool) {
      let root = demand.root
      let precision = ConstantSearch.bits + 32
      if isBelow {
        excludesBelow = excludesBelow || demand.isStrict
        below = below.map { ConstantSearch.extreme($0, root, max) } ?? root
        if let known = strictestBelow,
          known.root.lowerBound(precision: precision) >= root.lowerBound(precision: precision)
        {
          return
        }
        strictestBelow = demand
      } else {
        excludesAbove = excludesAbove || demand.isStrict
        above = above.map { ConstantSearch.extreme($0, root, min) } ?? root
        if let known = strictestAbove,
          known.root.upperBound(precision: precision) <= root.upperBound(precision: precision)
        {
          return
        }
        strictestAbove = demand
      }
    }
  }

  /// What the rest of an endless range says of a constant.
  struct TailBound {
    let constant: Symbol
    /// Holds the number that the constant must be at least, or at most.
    let root: RealBall
    let isBelow: Bool
    /// The indices that ask for it.
    var place = "large indices"
    /// Whether the number itself does not serve.
    var isStrict = false
  }

  func solve(for constants: [Symbol], tails: [TailBound] = []) throws -> Finding {
    var bounds: [Symbol: Bounds] = [:]
    for tail in tails {
      bounds[tail.constant, default: Bounds()].add(
        Demand(root: tail.root, place: tail.place, isStrict: tail.isStrict), isBelow: tail.isBelow)
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
        if let finding = try tighten(
          &bounds[constant, default: Bounds()], constant, obligation, one)
        {
          return finding
        }
      }
    }
    return conclusion(bounds, constants, isEndless: !tails.isEmpty)
  }

  /// Adds what one comparison says of a constant; returns what that comes to when the search ends there.
  private func tighten(
    _ bounds: inout Bounds, _ constant: Symbol, _ obligation: Obligation, _ one: ClaimChecker.Case
  ) throws -> Finding? {
    let difference = store.difference(obligation.left, obligation.right)
    guard let form = try LinearForm(difference, in: constant, store) else {
      return .open(reason: "the constant `\(constant.name)` does not stand linearly")
    }
    let comparison = QuantityComparison(checker: checker, instance: one.instance)
    let pair = Obligation(left: form.rest, comparator: obligation.comparator, right: form.slope)
    let (a, f) = try comparison.sides(
      Tape([form.rest, form.slope], in: store), of: pair, bits: Self.bits)
    guard !f.containsZero else {
      return .open(reason: "the factor of `\(constant.name)` may be 0")
    }
    guard let wantsLargerLeft = obligation.comparator.wantsLargerLeft else {
      return .open(reason: "a free constant needs an inequality")
    }
    let isBelow = wantsLargerLeft == f.isCertainlyPositive
    var root = a.negated().divided(by: f, precision: Self.bits + 32)
    if !isBelow, root.containsZero, !root.isZero,
      let exact = try comparison.exactValue(of: form.rest),
      store.areProvedEqual(exact, store.rational(0))
    {
      root = .zero
    }
    let demand = Demand(
      root: root, place: one.instance.text, isStrict: obligation.comparator.isStrict)
    bounds.add(demand, isBelow: isBelow)
    guard !isBelow, root.isCertainlyNonpositive else { return nil }
    return .fails(notPositive(constant, root, one.instance))
  }

  /// A case in which a constant is at most 0.
  private func notPositive(
    _ constant: Symbol, _ root: RealBall, _ instance: ClaimInstance?
  ) -> Witness {
    let size = root.decimal(upTo: 20)
    var witness = Witness(
      point: Dictionary(
        instance?.values.map { ($0.name, $0.value.description) } ?? [], uniquingKeysWith: { $1 }),
      comparison: "0 < \(constant.name) <=", left: RealBall.zero.decimal(upTo: 20), right: size)
    witness.statement = "`\(constant.name)` must be positive and at most \(size.text)"
    return witness
  }

  /// Two cases that ask for a constant of at least one number and at most a smaller one.
  private func contradiction(
    _ constant: Symbol, _ below: Demand, _ above: Demand
  ) -> Witness {
    let values = WitnessValues(below.root, above.root, digits: 20)
    func text(_ value: DecimalBall, _ place: String) -> String {
      place.isEmpty ? value.text : "\(value.text) (\(place))"
    }
    var witness = Witness(
      point: [:], comparison: "<= \(constant.name) <=", left: values.left, right: values.right)
    witness.statement =
      "`\(constant.name)` must be at least \(text(values.left, below.place)) and at most "
      + text(values.right, above.place)
    return witness
  }

  private static func extreme(
    _ a: RealBall, _ b: RealBall, _ choose: (Dyadic, Dyadic) -> Dyadic
  ) -> RealBall {
    let precision = bits + 32
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
      if let above = one.strictestAbove, above.root.isCertainlyNonpositive {
        return .fails(notPositive(constant, above.root, nil))
      }
      if let below = one.strictestBelow, let above = one.strictestAbove,
        above.root.isCertainlyLess(than: below.root)
      {
        return .fails(contradiction(constant, below, above))
      }
      if let below = one.below, let above = one.above, !below.isCertainlyLess(than: above) {
        return .open(reason: "it is not shown that a constant `\(constant.name)` fits all cases")
      }
      if let above = one.above, !above.isCertainlyPositive {
        return .open(
          reason: "the best constant `\(constant.name)` is \(above.decimal(upTo: 20).text), "
            + "which is not shown to be positive")
      }
      guard let best = one.below ?? one.above else { continue }
      if one.below != nil, best.isCertainlyNonpositive {
        found.append(everyPositive(constant, upTo: one))
        continue
      }
      let isStrict = one.below != nil ? one.excludesBelow : one.excludesAbove
      if isEndless {
        guard isUsable(best) else { return .open(reason: vague(constant, best)) }
        found.append(sufficient(constant, best, isBelow: one.below != nil, isStrict: isStrict))
        continue
      }
      let sign = isStrict ? (one.below != nil ? ">" : "<") : "="
      found.append("\(constant.name) \(sign) \(best.decimal(upTo: 20).text)")
    }
    if isEndless { return .holds(reason: "with " + found.joined(separator: ", ")) }
    return .holds(reason: "with " + found.joined(separator: ", ") + " (the best on this range)")
  }

  /// Which constants serve where nothing but positivity bounds them from below.
  private func everyPositive(_ constant: Symbol, upTo bounds: Bounds) -> String {
    guard let above = bounds.above else { return "every \(constant.name) > 0" }
    let end = Self.decimal(above.lowerBound(precision: 64), isRoundedUp: false)
    return "every \(constant.name) > 0 \(bounds.excludesAbove ? "below" : "up to") \(end)"
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
  ///
  /// Where the best one itself does not serve, those beyond the end do.
  private func sufficient(
    _ constant: Symbol, _ best: RealBall, isBelow: Bool, isStrict: Bool
  ) -> String {
    let end = isBelow ? best.upperBound(precision: 64) : best.lowerBound(precision: 64)
    let sign = isStrict ? (isBelow ? ">" : "<") : "="
    return "\(constant.name) \(sign) \(Self.decimal(end, isRoundedUp: isBelow)) "
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
