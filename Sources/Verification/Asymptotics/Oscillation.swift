internal import Arithmetic
internal import Expressions
internal import Language
internal import Singularities
internal import Syntax

/// What coefficients that oscillate at leading order refute (`ThresholdLaw`).
///
/// Let X stand for cos² θₙ. For every x in (0, 1), and for either parity, X → x along a subsequence, and there the
/// sequences have power laws with X = x in the constants. A claim about a limit, or about all large indices, must be
/// true along each of them; so one x refutes it, and so do two that ask for different values of a free constant.
/// Nothing is proved this way.
struct Oscillation {
  let checker: ClaimChecker
  let instance: ClaimInstance
  /// The index as it is written, and its symbol.
  let index: (name: String, symbol: Symbol)

  private var store: ExpressionStore { checker.elaborator.store }
  private static let bits = 128
  private static let wave = Symbol("squared cosine")

  /// Places in (0, 1): inside, and near its ends.
  private static let places = [
    Rational(1, over: 4), Rational(3, over: 4), Rational(1, over: 1 << 20),
    1 - Rational(1, over: 1 << 20),
  ]

  /// The law of the sequences in some expressions; `nil` when none of them oscillates.
  func law(in sides: [Expression]) -> ThresholdLaw? {
    for symbol in sides.flatMap(store.symbols) {
      guard case .taylor(let kernel)? = checker.elaborator.sequences[symbol],
        let law = checker.asymptotics.threshold(of: kernel), law.oscillates
      else { continue }
      return law
    }
    return nil
  }

  // MARK: Limits

  /// Decides a claim about a limit; `nil` when no sequence in it oscillates.
  func decide(_ obligation: SequenceObligation) throws -> Finding? {
    guard let law = law(in: [obligation.left, obligation.right]) else { return nil }
    for parity in 0...1 {
      try checker.limits.check()
      guard let left = try self.law(of: obligation.left, parity),
        let right = try self.law(of: obligation.right, parity)
      else { continue }
      let witness =
        obligation.relation == .equivalence
        ? equivalence(left, right, parity, law) : convergence(left, right, parity, law)
      if let witness { return .fails(witness) }
    }
    return .open(
      reason: "the Taylor coefficients follow no power law, which alone does not refute the claim: "
        + law.statement)
  }

  /// Why left/right does not tend to 1.
  private func equivalence(
    _ left: WaveLaw, _ right: WaveLaw, _ parity: Int, _ law: ThresholdLaw
  ) -> Witness? {
    guard left.law.isNonzero || right.law.isNonzero, !left.law.isZero, !right.law.isZero else {
      return nil
    }
    if let witness = order(left.law, right.law, parity, law) { return witness }
    guard hasOrder(left.law, like: right.law),
      let quotient = try? store.quotient(left.law.constant, right.law.constant)
    else { return nil }
    let free = store.symbols(in: quotient).filter(checker.elaborator.isFreeConstant)
    let values = Self.places.map { self.value(of: quotient, at: $0, left, right) }
    if free.isEmpty {
      let known = values.compactMap { $0 }.first { !$0.contains(Rational.one) }
      return known.map {
        witness(
          "the quotient of the sides has the limit point", $0, .one, "and not 1 alone", parity, law)
      }
    }
    guard free.count == 1, isFactor(free[0], in: right.law.constant),
      !store.symbols(in: left.law.constant).contains(free[0])
    else { return nil }
    return spread(
      values, "the quotient of the sides, apart from the constant `\(free[0].name)`,", parity, law)
  }

  /// Why the left side does not tend to the right one.
  private func convergence(
    _ left: WaveLaw, _ right: WaveLaw, _ parity: Int, _ law: ThresholdLaw
  ) -> Witness? {
    let constant = SequenceLaw(
      constant: store.rational(1), exponent: store.rational(0), rate: store.rational(1),
      isNonzero: true)
    guard hasOrder(left.law, like: constant), hasOrder(right.law, like: constant) else {
      return nil
    }
    let free = store.symbols(in: left.law.constant).filter(checker.elaborator.isFreeConstant)
    guard free.allSatisfy({ isFactor($0, in: left.law.constant) }) else { return nil }
    let values = Self.places.map { value(of: left.law.constant, at: $0, left, right) }
    return spread(values, "the left side", parity, law)
  }

  /// Different exponents or rates, whatever the place.
  private func order(
    _ left: SequenceLaw, _ right: SequenceLaw, _ parity: Int, _ law: ThresholdLaw
  ) -> Witness? {
    guard left.isNonzero, right.isNonzero else { return nil }
    for (subject, a, b) in [
      ("rate", left.rate, right.rate), ("exponent", left.exponent, right.exponent),
    ] {
      switch store.knownSign(of: store.difference(a, b)) {
      case .zero: continue
      case .positive, .negative:
        guard let values = WitnessValues(of: a, b, in: store) else { return nil }
        return Witness(
          point: place(parity), comparison: "\(subject) ==", left: values.left, right: values.right,
          subject: subject)
      case .nonnegative, .nonpositive, .unknown: return nil
      }
    }
    return nil
  }

  private func hasOrder(_ left: SequenceLaw, like right: SequenceLaw) -> Bool {
    left.logarithm == right.logarithm
      && store.knownSign(of: store.difference(left.rate, right.rate)) == .zero
      && store.knownSign(of: store.difference(left.exponent, right.exponent)) == .zero
  }

  private func isFactor(_ constant: Symbol, in expression: Expression) -> Bool {
    guard let slope = try? store.derivative(of: expression, with: constant),
      !store.symbols(in: slope).contains(constant),
      let rest = try? store.substituting([constant: store.rational(0)], in: expression)
    else { return false }
    return store.areProvedEqual(rest, store.rational(0))
  }

  /// Two places with different limits.
  private func spread(
    _ values: [RealBall?], _ subject: String, _ parity: Int, _ law: ThresholdLaw
  ) -> Witness? {
    let known = values.compactMap { $0 }
    guard let first = known.first, let other = known.first(where: { !$0.overlaps(first) }) else {
      return nil
    }
    let (low, high) = first.isCertainlyLess(than: other) ? (first, other) : (other, first)
    let text = WitnessValues(low, high, digits: 12).right.text
    return witness("\(subject) has the limit points", low, high, "and \(text)", parity, law)
  }

  private func witness(
    _ subject: String, _ left: RealBall, _ right: RealBall, _ rest: String, _ parity: Int,
    _ law: ThresholdLaw
  ) -> Witness {
    let values = WitnessValues(left, right, digits: 12)
    var witness = Witness(
      point: place(parity), comparison: "limit ==", left: values.left, right: values.right,
      subject: "limit")
    witness.statement = "\(subject) \(values.left.text) \(rest), because \(law.statement)"
    return witness
  }

  // MARK: Comparisons for all large indices

  /// Why a comparison fails for large indices; `nil` when that is not found.
  func witness(against obligation: Obligation, _ constants: [Symbol]) throws -> Witness? {
    guard let law = law(in: [obligation.left, obligation.right]) else { return nil }
    let difference = store.difference(obligation.left, obligation.right)
    let free = constants.filter { store.symbols(in: difference).contains($0) }
    for parity in 0...1 {
      try checker.limits.check()
      if free.isEmpty {
        guard let found = try self.law(of: difference, parity) else { continue }
        for x in Self.places {
          guard let value = self.value(of: found.law.constant, at: x, found), !value.containsZero,
            obligation.comparator.holds(forDifference: value) == false
          else { continue }
          let size = value.decimal(upTo: 12)
          var witness = Witness(
            point: place(parity),
            comparison: "constant of left - right \(obligation.comparator.rawValue)",
            left: size, right: RealBall.zero.decimal(upTo: 12))
          witness.statement =
            "left side - right side ~ (\(size.text))*\(index.name)^(\(store.text(found.law.exponent))) "
            + "along some \(index.name), because \(law.statement)"
          return witness
        }
      } else if free.count == 1 {
        let found = try unboundedConstant(free[0], obligation, difference, parity, law)
        if let found { return found }
      }
    }
    return nil
  }

  /// Why no constant serves: it would be at least numbers that are unbounded, or positive and at most numbers with limit
  /// points near 0.
  private func unboundedConstant(
    _ constant: Symbol, _ obligation: Obligation, _ difference: Expression, _ parity: Int,
    _ law: ThresholdLaw
  ) throws -> Witness? {
    guard let wantsLargerLeft = obligation.comparator.wantsLargerLeft,
      let form = try LinearForm(difference, in: constant, store),
      let factor = try self.law(of: form.slope, parity),
      let quotient = try? form.root(in: store), let root = try self.law(of: quotient, parity),
      let sign = value(of: factor.law.constant, at: Self.places[0], factor), !sign.containsZero,
      !store.symbols(in: factor.law.constant).contains(Self.wave), root.law.logarithm.isZero,
      store.knownSign(of: store.difference(root.law.rate, store.rational(1))) == .zero
    else { return nil }
    // c must be at least the numbers of the root, or at most.
    let isBelow = wantsLargerLeft == sign.isCertainlyPositive
    let middle = value(of: root.law.constant, at: Self.places[0], root) ?? .everything
    let numbers: String
    switch store.knownSign(of: root.law.exponent) {
    case .positive where isBelow && middle.isCertainlyPositive:
      numbers = "at least numbers that are unbounded"
    case .negative where !isBelow: numbers = "positive and at most numbers that tend to 0"
    case .zero where !isBelow:
      guard let points = limitPointsFromZero(root) else { return nil }
      numbers = "positive and at most numbers with the limit points 0 and \(points)"
    default: return nil
    }
    let zero = RealBall.zero.decimal(upTo: 12)
    var witness = Witness(
      point: place(parity), comparison: "constant of \(constant.name) \(isBelow ? ">=" : "<=")",
      left: zero, right: isBelow ? middle.decimal(upTo: 12) : zero)
    witness.statement = "`\(constant.name)` must be \(numbers), because \(law.statement)"
    return witness
  }

  /// The largest limit point of numbers whose smallest is 0 or negative; `nil` when that is not shown.
  ///
  /// The limit points are those of an affine function of X on [0, 1], the extremes those at its ends.
  private func limitPointsFromZero(_ root: WaveLaw) -> String? {
    let constant = root.law.constant
    guard let slope = try? store.derivative(of: constant, with: Self.wave),
      !store.symbols(in: slope).contains(Self.wave)
    else { return nil }
    for end in [0, 1] {
      guard
        let least = try? store.substituting(
          [Self.wave: store.rational(Rational(end))], in: constant),
        [KnownSign.zero, .negative, .nonpositive].contains(store.knownSign(of: least)),
        let other = value(of: constant, at: Rational(1 - end), root)
      else { continue }
      return other.decimal(upTo: 12).text
    }
    return nil
  }

  // MARK: Laws

  /// The law of an expression along subsequences with cos² θₙ → X.
  private struct WaveLaw {
    let law: SequenceLaw
    let gammas: GammaSymbols
  }

  private func law(of expression: Expression, _ parity: Int) throws -> WaveLaw? {
    if !store.isUsed(Self.wave) {
      store.assume(
        Assumption(lower: .init(0, isIncluded: false), upper: .init(1, isIncluded: false)),
        of: Self.wave)
    }
    var laws = SequenceLaws(
      store: store, sequences: checker.elaborator.sequences, index: index.symbol, parity: parity,
      isFree: checker.elaborator.isFreeConstant, asymptotics: checker.asymptotics)
    laws.wave = store.symbol(Self.wave)
    do {
      return WaveLaw(law: try laws.law(of: expression), gammas: laws.gammas)
    } catch is NoSequenceLaw {
      return nil
    } catch is AsymptoticFailure {
      return nil
    }
  }

  /// A constant at a place; free constants are 1, and parameters have sample values.
  private func value(
    of constant: Expression, at x: Rational, _ left: WaveLaw, _ right: WaveLaw? = nil
  ) -> RealBall? {
    var point = instance.samples(for: [constant], in: store)
    for symbol in store.symbols(in: constant) where checker.elaborator.isFreeConstant(symbol) {
      point[symbol] = 1
    }
    point[Self.wave] = x
    return left.gammas.ball(of: constant, at: point, in: store, bits: Self.bits)
      ?? right?.gammas.ball(of: constant, at: point, in: store, bits: Self.bits)
  }

  private func place(_ parity: Int) -> [String: String] {
    var place = instance.place([:])
    place[index.name] = parity == 0 ? "oo, even" : "oo, odd"
    return place
  }
}
