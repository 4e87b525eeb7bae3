internal import Arithmetic
internal import Expressions
internal import Language
internal import Singularities
internal import Syntax

/// Refutes comparisons for all indices from a number on by what is known of large ones.
///
/// A comparison left <= right fails for all large n of a parity when left - right ~ c·n^e with c > 0 there. Where the
/// expansion has an explicit error, an index is named at which the comparison fails; otherwise the law is the witness.
/// Laws (``SequenceLaws``) hold without a stated beginning, so they refute and prove nothing here.
///
/// A constant C that stands linearly is at least, or at most, a sequence qₙ for all large n, depending on the sign of
/// its factor. Constants are positive, so none serves when C >= qₙ and qₙ → +∞, or C <= qₙ and qₙ → 0, -∞ or a
/// negative number.
struct LargeIndexRefutation {
  let checker: ClaimChecker
  let instance: ClaimInstance
  /// The index as it is written, and its symbol in the comparisons.
  let index: (name: String, symbol: Symbol)
  /// Where the range begins.
  let start: Int
  /// The constants that the claim leaves free.
  let constants: [Symbol]

  private var store: ExpressionStore { checker.elaborator.store }
  private static let bits = 128

  /// Indices at which expansions are asked, each the double of the one before.
  private static let firstIndex = 64
  private static let lastIndex = 1 << 24

  /// A witness against one of the comparisons; `nil` when none was found.
  func witness(against obligations: [Obligation]) throws -> Witness? {
    for obligation in obligations {
      let difference = store.difference(obligation.left, obligation.right)
      let free = constants.filter { store.symbols(in: difference).contains($0) }
      for parity in 0...1 {
        try checker.limits.check()
        if free.isEmpty {
          switch try atSomeIndex(obligation, difference, parity) {
          case .holds: continue
          case .fails(let witness): return witness
          case .open: break
          }
          if let found = try failingLaw(of: obligation, difference, parity) { return found }
        } else if free.count == 1 {
          let found = try unboundedConstant(free[0], obligation, difference, parity)
          if let found { return found }
        }
      }
      let oscillation = Oscillation(checker: checker, instance: instance, index: index)
      if let found = try oscillation.witness(against: obligation, constants) { return found }
    }
    return nil
  }

  // MARK: Comparisons without free constants

  private enum LargeIndices {
    /// From some index on the comparison holds.
    case holds
    /// It fails at an index.
    case fails(Witness)
    case open
  }

  /// What the expansion with its explicit error says at growing indices.
  private func atSomeIndex(
    _ obligation: Obligation, _ difference: Expression, _ parity: Int
  ) throws -> LargeIndices {
    var first = Self.firstIndex
    while first < start { first *= 2 }
    while first <= Self.lastIndex {
      try checker.limits.check()
      let number = first + parity
      let arithmetic = TailArithmetic(
        store: store, sequences: checker.elaborator.sequences, index: index.symbol, start: number,
        parity: parity, expansions: checker.expansions)
      do {
        if let tail = try arithmetic.tail(of: difference),
          let holds = obligation.comparator.holds(forDifference: tail.ball)
        {
          if holds { return .holds }
          let found = try witness(obligation, difference, at: number, arithmetic)
          return found.map { .fails($0) } ?? .open
        }
      } catch is AsymptoticFailure {
        return .open
      }
      first *= 2
    }
    return .open
  }

  private func witness(
    _ obligation: Obligation, _ difference: Expression, at number: Int, _ tails: TailArithmetic
  ) throws -> Witness? {
    func value(_ side: Expression) throws -> RealBall? {
      try tails.tail(of: side).flatMap(tails.value)
    }
    let place = point(number.description)
    if let left = try value(obligation.left), let right = try value(obligation.right) {
      let values = WitnessValues(left, right, digits: 20)
      if values.areApart {
        return Witness(
          point: place, comparison: obligation.comparator.rawValue, left: values.left,
          right: values.right)
      }
    }
    guard let value = try value(difference) else { return nil }
    let size = value.decimal(upTo: 20)
    var witness = Witness(
      point: place, comparison: "left - right \(obligation.comparator.rawValue)", left: size,
      right: RealBall.zero.decimal(upTo: 20))
    witness.statement = "left side - right side = \(size.text)"
    return witness
  }

  /// The law of the difference of the sides, when it has the wrong sign.
  private func failingLaw(
    of obligation: Obligation, _ difference: Expression, _ parity: Int
  ) throws -> Witness? {
    guard let law = try law(of: difference, parity),
      law.isZero || !law.constant.containsZero,
      obligation.comparator.holds(forDifference: law.constant) == false
    else { return nil }
    let size = law.constant.decimal(upTo: 12)
    var witness = Witness(
      point: point(forLarge: parity),
      comparison: "constant of left - right \(obligation.comparator.rawValue)", left: size,
      right: RealBall.zero.decimal(upTo: 12))
    witness.statement =
      law.isZero
      ? "the sides are equal from some index on"
      : "left side - right side ~ \(law.text(in: index.name, store))"
    return witness
  }

  // MARK: Free constants

  /// Why no constant serves large indices of a parity.
  private func unboundedConstant(
    _ constant: Symbol, _ obligation: Obligation, _ difference: Expression, _ parity: Int
  ) throws -> Witness? {
    guard let wantsLargerLeft = obligation.comparator.wantsLargerLeft,
      let form = try LinearForm(difference, in: constant, store),
      let factor = try law(of: form.slope, parity), !factor.constant.containsZero,
      let quotient = try? form.root(in: store), let root = try law(of: quotient, parity)
    else { return nil }
    return witness(
      constant, isBelow: wantsLargerLeft == factor.constant.isCertainlyPositive, root, parity)
  }

  /// Why no constant is at least (`isBelow`), or at most, all the numbers of a tail; `nil` when one may be.
  func witness(
    _ constant: Symbol, isBelow: Bool, _ root: ScaledTail, _ parity: Int
  ) -> Witness? {
    witness(
      constant, isBelow: isBelow,
      LeadingLaw(
        constant: root.ball, isZero: root.ball.isZero, exponent: root.exponent,
        rate: store.rational(1)), parity)
  }

  private func witness(
    _ constant: Symbol, isBelow: Bool, _ root: LeadingLaw, _ parity: Int
  ) -> Witness? {
    guard root.constant.isFinite else { return nil }
    let growth = root.growth(store)
    let numbers = root.text(in: index.name, store)
    let statement: String
    if isBelow {
      guard growth == .unbounded, root.constant.isCertainlyPositive else { return nil }
      statement = "`\(constant.name)` must be at least numbers ~ \(numbers), which are unbounded"
    } else if root.isZero {
      statement = "`\(constant.name)` must be positive and at most 0"
    } else if growth == .vanishing {
      statement =
        "`\(constant.name)` must be positive and at most numbers ~ \(numbers), which tend to 0"
    } else if growth != nil, root.constant.isCertainlyNegative {
      statement = "`\(constant.name)` must be positive and at most numbers ~ \(numbers)"
    } else {
      return nil
    }
    var witness = Witness(
      point: point(forLarge: parity),
      comparison: "constant of \(constant.name) \(isBelow ? ">=" : "<=")",
      left: RealBall.zero.decimal(upTo: 12), right: root.constant.decimal(upTo: 12))
    witness.statement = statement
    return witness
  }

  // MARK: Laws

  /// The law of an expression; `nil` when none is known, or its constant depends on parameters.
  private func law(of expression: Expression, _ parity: Int) throws -> LeadingLaw? {
    var laws = SequenceLaws(
      store: store, sequences: checker.elaborator.sequences, index: index.symbol, parity: parity,
      isFree: checker.elaborator.isFreeConstant, asymptotics: checker.asymptotics)
    do {
      let law = try laws.law(of: expression)
      let constant =
        law.isZero
        ? RealBall.zero : laws.gammas.ball(of: law.constant, at: [:], in: store, bits: Self.bits)
      guard let constant, let exponent = store.rationalValue(store.simplified(law.exponent)) else {
        return nil
      }
      return LeadingLaw(
        constant: constant, isZero: law.isZero, exponent: exponent, logarithm: law.logarithm,
        rate: law.rate)
    } catch is NoSequenceLaw {
      return nil
    } catch is AsymptoticFailure {
      return nil
    }
  }

  private func point(_ place: String) -> [String: String] {
    var point = Dictionary(
      instance.values.map { ($0.name, $0.value.description) }, uniquingKeysWith: { $1 })
    point[index.name] = place
    return point
  }

  private func point(forLarge parity: Int) -> [String: String] {
    point(parity == 0 ? "oo, even" : "oo, odd")
  }
}

/// A law constant·n^exponent·(log n)^logarithm·rateⁿ whose constant is a number.
private struct LeadingLaw {
  let constant: RealBall
  let isZero: Bool
  let exponent: Rational
  var logarithm: Rational = 0
  let rate: Expression

  enum Growth { case unbounded, bounded, vanishing }

  /// What the law tends to when its constant is not 0; `nil` when that is not known.
  func growth(_ store: ExpressionStore) -> Growth? {
    switch store.knownSign(of: store.difference(rate, store.rational(1))) {
    case .positive: return .unbounded
    case .negative: return .vanishing
    case .zero:
      let order = exponent.isZero ? logarithm.signum : exponent.signum
      return order > 0 ? .unbounded : order < 0 ? .vanishing : .bounded
    case .nonnegative, .nonpositive, .unknown: return nil
    }
  }

  /// The law in one line: `(0.36 ± 0.001)*n^(-3/2)*log(n)`.
  func text(in index: String, _ store: ExpressionStore) -> String {
    let size = constant.decimal(upTo: 12).text
    var text = size.contains(" ") ? "(\(size))" : size
    func add(_ base: String, _ exponent: Rational) {
      if exponent.isZero { return }
      let power = exponent.isInteger && exponent.signum > 0 ? "\(exponent)" : "(\(exponent))"
      text += exponent.isOne ? "*\(base)" : "*\(base)^\(power)"
    }
    add(index, exponent)
    add("log(\(index))", logarithm)
    if store.knownSign(of: store.difference(rate, store.rational(1))) != .zero {
      text += "*(\(store.layout(of: rate).text))^\(index)"
    }
    return text
  }
}
