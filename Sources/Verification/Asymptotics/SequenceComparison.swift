internal import Arithmetic
internal import Expressions
internal import Language
internal import Recurrences
internal import Singularities

/// Decides claims such as `eigenvalue(K, d, k) ~ C*k^(-d) as k -> oo`.
///
/// Both sides are reduced to constant·n^exponent·rateⁿ for even and for odd n (``SequenceLaws``). Exponents and rates
/// must agree; then constants without a free name must be equal, and a free one is solved for. It may
/// differ between the parities, so a claim with a free constant says that the order is exact.
struct SequenceComparison {
  let checker: ClaimChecker
  let instance: ClaimInstance

  private var store: ExpressionStore { checker.elaborator.store }
  private static let bits = 128

  func decide(_ obligation: SequenceObligation) throws -> Finding {
    let oscillation = Oscillation(
      checker: checker, instance: instance, index: (obligation.index, obligation.indexSymbol))
    if let finding = try oscillation.decide(obligation) { return finding }
    var found: [String] = []
    let sequences = checker.elaborator.sequences
    let given = sequences.values.map(\.kernel) + [obligation.left, obligation.right]
    let points = [false, true].map { variesBySymbol in
      instance.samples(for: given, in: store, variesBySymbol: variesBySymbol).filter {
        sequences[$0.key] == nil && $0.key != obligation.indexSymbol
          && !checker.elaborator.isFreeConstant($0.key)
      }
    }
    var constants: [Expression] = []
    for parity in 0...1 {
      var laws = SequenceLaws(
        store: store, sequences: checker.elaborator.sequences, index: obligation.indexSymbol,
        parity: parity, isFree: checker.elaborator.isFreeConstant,
        asymptotics: checker.asymptotics)
      do {
        let left = try laws.law(of: obligation.left)
        let right = try laws.law(of: obligation.right)
        let comparison = ParityCase(
          table: checker.elaborator.recurrences, gammas: laws.gammas,
          isFree: checker.elaborator.isFreeConstant,
          depths: checker.asymptotics.leastDepths.mapValues {
            Assumption(lower: .init(Rational($0), isIncluded: true), upper: nil, isInteger: true)
          },
          points: points, place: place(obligation, parity))
        let finding =
          obligation.relation == .equivalence
          ? comparison.equivalence(left, right) : comparison.convergence(left, right)
        guard case .holds(let reason) = finding else { return finding }
        found.append(reason)
        constants.append(left.constant)
      } catch let error as NoSequenceLaw {
        return .open(reason: error.reason)
      } catch let error as AsymptoticFailure {
        return .open(reason: error.reason)
      }
    }
    return .holds(reason: text(found, obligation, constants))
  }

  private func text(
    _ found: [String], _ obligation: SequenceObligation, _ constants: [Expression]
  ) -> String {
    var parts: [String] = []
    if found[0] == found[1] {
      if !found[0].isEmpty { parts.append("with \(found[0])") }
    } else {
      let index = obligation.index
      let named = found.map { $0.isEmpty ? "equal constants" : $0 }
      parts.append("with \(named[0]) for even \(index), \(named[1]) for odd \(index)")
    }
    let table = checker.elaborator.recurrences
    let definitions = table.definitions(of: constants)
    if !definitions.isEmpty { parts.append(definitions) }
    parts += methods
    return parts.joined(separator: "; ")
  }

  /// How laws are proved.
  private var methods: [String] {
    if checker.elaborator.sequences.values.contains(where: \.isOfPixels) {
      return ["by the singular set of the kernel, faces of the cube of its cosines"]
    }
    return checker.asymptotics.grounds.map { ground in
      switch ground {
      case .segment:
        "by the expansions of the kernel at t = 1 and t = -1 from inside (Bietti & Bach 2021, theorem 1)"
      case .hermite: "by Mehler's expansion and the asymptotics of Hermite polynomials"
      case .continuation:
        "by singularity analysis: the kernel is shown to continue beyond the unit circle off its cuts"
      }
    }
  }

  private func place(_ obligation: SequenceObligation, _ parity: Int) -> [String: String] {
    var place = Dictionary(
      instance.values.map { ($0.name, $0.value.description) }, uniquingKeysWith: { $1 })
    place[obligation.index] = parity == 0 ? "oo, even" : "oo, odd"
    return place
  }
}

extension ClaimInstance {
  /// Values of the parameters that have none, for counterexamples.
  ///
  /// - Parameter variesBySymbol: Whether parameters get different values, as far as there are such.
  func samples(
    for expressions: [Expression], in store: ExpressionStore, variesBySymbol: Bool = false
  ) -> [Symbol: Rational] {
    var point: [Symbol: Rational] = [:]
    let symbols = Set(expressions.flatMap(store.symbols)).subtracting([.cosine])
    for (place, symbol) in symbols.sorted(by: { $0.name < $1.name }).enumerated() {
      let domain = intervals[symbol] ?? store.assumption(of: symbol)
      var candidates = [
        Rational(5, over: 13), 3, Rational(17, over: 10), Rational(-7, over: 11),
      ]
      if variesBySymbol {
        let start = place % candidates.count
        candidates = Array(candidates[start...] + candidates[..<start])
      }
      if let value = candidates.first(where: domain.admits) { point[symbol] = value }
    }
    return point
  }
}

/// The comparison of two laws for one parity.
private struct ParityCase {
  let table: RecurrenceTable
  let gammas: GammaSymbols
  let isFree: (Symbol) -> Bool
  /// The depths for which the laws hold.
  let depths: [Symbol: Assumption]
  /// Values of the parameters at which the sides are compared when no sign settles it.
  let points: [[Symbol: Rational]]
  let place: [String: String]

  private var store: ExpressionStore { table.store }
  private static let bits = 128

  func equivalence(_ left: SequenceLaw, _ right: SequenceLaw) -> Finding {
    if left.isZero && right.isZero { return .holds(reason: "both sides 0") }
    if left.isZero || right.isZero {
      let other = left.isZero ? right : left
      guard other.isNonzero else { return .open(reason: "a constant may be zero") }
      return fails(
        "constant", left.isZero ? nil : left.constant, right.isZero ? nil : right.constant)
    }
    if let finding = orders(left, right) { return finding }
    let free = store.symbols(in: right.constant).filter(isFree)
    if free.isEmpty {
      guard left.isNonzero || right.isNonzero else {
        return .open(reason: "a constant may be zero")
      }
      return equal(left.constant, right.constant)
    }
    return solved(left, right, free)
  }

  func convergence(_ left: SequenceLaw, _ right: SequenceLaw) -> Finding {
    guard store.knownSign(of: right.exponent) == .zero, right.logarithm.isZero, isOne(right.rate)
    else { return .open(reason: "the right side of `->` depends on the index") }
    let room = store.knownSign(of: store.difference(store.rational(1), left.rate))
    var order = sign(of: left.exponent)
    if order == .zero, !left.logarithm.isZero {
      order = left.logarithm.signum > 0 ? .positive : .negative
    }
    let decays = room == .positive || (room == .zero && order == .negative)
    let grows = room == .negative || (room == .zero && order == .positive)
    if left.isZero || decays {
      return right.isZero ? .holds(reason: "limit 0") : equal(store.rational(0), right.constant)
    }
    if grows {
      guard left.isNonzero else { return .open(reason: "a constant may be zero") }
      return fails("exponent", left.exponent, store.rational(0))
    }
    guard order == .zero else {
      let exponent = store.layout(of: left.exponent).text
      return .open(reason: "the sign of the exponent \(exponent) is not known")
    }
    guard room == .zero else { return .open(reason: "the rate of the left side is not known") }
    let free = store.symbols(in: right.constant).filter(isFree)
    return free.isEmpty ? equal(left.constant, right.constant) : solved(left, right, free)
  }

  /// The sign of an exponent for the depths at hand.
  private func sign(of exponent: Expression) -> KnownSign {
    let sign = store.knownSign(of: exponent)
    if [.positive, .negative, .zero].contains(sign) || depths.isEmpty { return sign }
    let ranges = RangeAnalysis(store: store, intervals: depths)
    if ranges.range(of: exponent).impliesPositive { return .positive }
    return ranges.range(of: store.negated(exponent)).impliesPositive ? .negative : sign
  }

  private func isOne(_ rate: Expression) -> Bool {
    store.knownSign(of: store.difference(rate, store.rational(1))) == .zero
  }

  /// What different orders come to; `nil` when they agree.
  private func orders(_ left: SequenceLaw, _ right: SequenceLaw) -> Finding? {
    switch store.knownSign(of: store.difference(left.rate, right.rate)) {
    case .zero: break
    case .positive, .negative:
      guard left.isNonzero, right.isNonzero else { return .open(reason: "a constant may be zero") }
      return fails("rate", left.rate, right.rate)
    case .nonnegative, .nonpositive, .unknown:
      guard left.isNonzero, right.isNonzero,
        let point = separatingPoint(left.rate, right.rate)
      else { return .open(reason: "it is not known whether the rates agree") }
      return fails("rate", left.rate, right.rate, at: point)
    }
    let different: [Symbol: Rational]?
    switch sign(of: store.difference(left.exponent, right.exponent)) {
    case .zero: different = nil
    case .positive, .negative: different = points[0]
    case .nonnegative, .nonpositive, .unknown:
      different = separatingPoint(left.exponent, right.exponent)
    }
    let areEqual = different == nil
    if areEqual, !areProvedEqual(left.exponent, right.exponent) {
      let exponents = [left, right].map { store.layout(of: $0.exponent).text }
      return .open(
        reason: "it is not known whether the exponents \(exponents[0]) and \(exponents[1]) agree")
    }
    if areEqual, left.logarithm == right.logarithm { return nil }
    guard left.isNonzero, right.isNonzero else { return .open(reason: "a constant may be zero") }
    if areEqual {
      return fails(
        "exponent of the logarithm", store.rational(left.logarithm), store.rational(right.logarithm)
      )
    }
    return fails("exponent", left.exponent, right.exponent, at: different)
  }

  private func areProvedEqual(_ left: Expression, _ right: Expression) -> Bool {
    store.knownSign(of: store.difference(left, right)) == .zero
      || store.areProvedEqual(left, right)
  }

  /// Values of the parameters at which two numbers certainly differ; `nil` when none was found.
  private func separatingPoint(_ left: Expression, _ right: Expression) -> [Symbol: Rational]? {
    let difference = store.difference(left, right)
    return points.first { point in
      let ball = gammas.ball(of: difference, at: point, in: store, bits: Self.bits)
      return ball?.containsZero == false
    }
  }

  private func equal(_ left: Expression, _ right: Expression) -> Finding {
    if store.areProvedEqual(left, right) { return .holds(reason: "") }
    if !table.elements(in: store.sum(left, store.product(store.pi, right))).isEmpty {
      if let reason = inductiveReason(left, right) { return .holds(reason: reason) }
      return .open(
        reason: "the constants \(shortened(store.layout(of: left).text)) and "
          + "\(shortened(store.layout(of: right).text)) are not shown to be equal for every depth"
          + "; " + table.definitions(of: [left, right]))
    }
    let difference = store.difference(left, right)
    for bits in [Self.bits, 4 * Self.bits] {
      for point in points {
        guard let ball = gammas.ball(of: difference, at: point, in: store, bits: bits) else {
          return .open(reason: "the constants could not be compared")
        }
        if !ball.containsZero { return fails("constant", left, right, at: point) }
      }
    }
    return .open(reason: "the constants agree to \(4 * Self.bits) bits, without a proof")
  }

  /// Why constants with a symbolic depth are equal, by induction; `nil` when that is not shown.
  private func inductiveReason(_ left: Expression, _ right: Expression) -> String? {
    let marker = Symbol("right side")
    let both = store.sum(left, store.product(store.symbol(marker), right))
    guard let named = try? table.identifying(both),
      let resolved = try? table.resolving(named.expression).expression,
      let first = try? store.substituting([marker: store.rational(0)], in: resolved),
      let second = try? store.derivative(of: resolved, with: marker),
      store.areProvedEqual(first, second)
    else { return nil }
    return named.names.isEmpty
      ? "equal constants" : "equal constants, as \(Summary.joined(named.names))"
  }

  /// The free constant that makes the constants equal.
  private func solved(
    _ left: SequenceLaw, _ right: SequenceLaw, _ free: [Symbol]
  ) -> Finding {
    guard free.count == 1,
      let slope = try? store.derivative(of: right.constant, with: free[0]),
      !store.symbols(in: slope).contains(free[0]),
      let rest = try? store.substituting([free[0]: store.rational(0)], in: right.constant),
      store.areProvedEqual(rest, store.rational(0)),
      let value = try? store.quotient(left.constant, slope)
    else { return .open(reason: "a free constant must be a factor of the right side") }
    switch store.knownSign(of: slope) {
    case .positive, .negative: break
    case .zero, .nonnegative, .nonpositive, .unknown:
      return .open(reason: "the factor of `\(free[0].name)` may be zero")
    }
    guard left.isNonzero else {
      return .open(
        reason: "the constant \(store.layout(of: left.constant).text) is not shown to differ from 0"
      )
    }
    return .holds(reason: "\(free[0].name) = \(text(store.tidied(value)))")
  }

  private func text(_ constant: Expression) -> String {
    let exact = store.layout(of: constant).text
    if store.symbols(in: constant).contains(where: { gammas.coefficients[$0] != nil }) {
      return gammas.ball(of: constant, at: [:], in: store, bits: Self.bits)?.decimal(upTo: 12).text
        ?? "a number other than 0"
    }
    guard let ball = gammas.ball(of: constant, at: [:], in: store, bits: Self.bits),
      store.rationalValue(constant) == nil
    else { return shortened(exact) }
    return "\(shortened(exact)) = \(ball.decimal(upTo: 12).text)"
  }

  private func shortened(_ text: String) -> String {
    text.count <= 160 ? text : String(text.prefix(150)) + "…"
  }

  private func fails(
    _ subject: String, _ left: Expression?, _ right: Expression?,
    at values: [Symbol: Rational]? = nil
  ) -> Finding {
    let point = values ?? points[0]
    func ball(_ side: Expression?, bits: Int) -> RealBall {
      guard let side else { return .zero }
      var values = point
      for symbol in store.symbols(in: side) where isFree(symbol) { values[symbol] = 1 }
      return gammas.ball(of: side, at: values, in: store, bits: bits) ?? .everything
    }
    var bits = Self.bits
    var (a, b) = (ball(left, bits: bits), ball(right, bits: bits))
    while a.overlaps(b), bits < 2048 {
      bits *= 4
      (a, b) = (ball(left, bits: bits), ball(right, bits: bits))
    }
    let values = WitnessValues(a, b, digits: 20)
    var place = place
    for symbol in [left, right].compactMap({ $0 }).flatMap(store.symbols) {
      if let value = point[symbol] { place[symbol.name] = value.description }
    }
    var witness = Witness(
      point: place, comparison: "\(subject) ==", left: values.left, right: values.right)
    witness.subject = subject
    return .fails(witness)
  }
}

extension RecurrenceTable {
  /// What defines the elements in some constants: `where c[1] = …, c[l] = …`; empty when there are none.
  fileprivate func definitions(of constants: [Expression]) -> String {
    let marked = constants.enumerated().map { place, constant in
      store.product(store.symbol(Symbol("term \(place)")), constant)
    }
    let found = definitions(for: elements(in: store.sum(marked)))
    if found.isEmpty { return "" }
    return "where " + found.map { "\($0.name) = \($0.formula.text)" }.joined(separator: ", ")
  }
}
