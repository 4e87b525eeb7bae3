internal import Arithmetic
internal import Expressions
internal import Language
internal import Puiseux
internal import Recurrences
internal import Syntax

/// Decides `spiky(K(L)) as L -> oo` and `stable(K(L)) as L -> oo` from the limits on [-1, 1) and at 1.
///
/// The limit on [-1, 1) is a formula in t that is proved, or nothing is decided. It is continuous on [-1, 1] where the
/// formula is defined on [-1, 1], because all functions of the language are continuous where they are defined;
/// so the limit of the kernels is continuous when the formula at 1 agrees with their limit there.
struct DepthShape {
  let checker: ClaimChecker
  let instance: ClaimInstance

  private var store: ExpressionStore { checker.elaborator.store }

  func decide(_ obligation: DepthShapeObligation) throws -> Finding {
    do {
      let table = checker.elaborator.recurrences
      guard table.variesWithCosine(obligation.kernel) else {
        throw DeepLimitFailure(reason: "the kernel does not depend on t")
      }
      let atOne = try table.substituting(cosine: store.rational(1), in: obligation.kernel)
      var fixed = instance.intervals
      fixed[.cosine] = nil
      var below = instance.intervals
      below[.cosine] = Assumption(
        lower: .init(-1, isIncluded: true), upper: .init(1, isIncluded: false))
      let peak = try limit(of: atOne, obligation, fixed)
      let shoulder: Limit
      do {
        shoulder = try limit(of: obligation.kernel, obligation, below)
      } catch is DeepLimitFailure {
        // At -1 odd steps have a fixed point.
        let atEdge = try table.substituting(cosine: store.rational(-1), in: obligation.kernel)
        let edge = try limit(of: atEdge, obligation, fixed)
        below[.cosine] = Assumption(
          lower: .init(-1, isIncluded: false), upper: .init(1, isIncluded: false))
        shoulder = try limit(of: obligation.kernel, obligation, below)
        if edge.growth == nil, shoulder.growth == nil,
          let finding = try step(from: edge, to: shoulder)
        {
          return finding
        }
      }
      for (limit, place) in [(peak, "1"), (shoulder, "0")] {
        if let growth = limit.growth { return grows(growth, obligation, at: place) }
      }
      switch obligation.shape {
      case .spiky: return try spike(shoulder, peak.value)
      case .stable: return try stability(shoulder, peak.value)
      }
    } catch let failure as DeepLimitFailure {
      return .open(reason: failure.reason)
    }
  }

  // MARK: Limits

  private struct Limit {
    /// The limit, or the factor of the growth.
    let value: Expression
    /// How it grows; `nil` for a finite limit.
    let growth: AsymptoticPower?
    let notes: [String]
    let fixedPoints: FixedPointLimits
  }

  private func limit(
    of side: Expression, _ obligation: DepthShapeObligation, _ intervals: [Symbol: Assumption]
  ) throws -> Limit {
    var laws = DepthLaws(
      table: checker.elaborator.recurrences, index: obligation.indexSymbol, intervals: intervals,
      limits: checker.limits)
    let plain = try laws.replacing(in: side)
    let evaluation = AsymptoticEvaluation(in: obligation.indexSymbol, laws.known, store: store)
    guard let expansion = evaluation.expansion(of: plain) else {
      throw DeepLimitFailure(reason: "the leading term of the kernel is not settled")
    }
    let points = FixedPointLimits(store: store, points: laws.fixedPoints)
    guard let limit = evaluation.limit(expansion) else {
      guard let leading = expansion.terms.first, leading.power > .one,
        isCertainlyNonzero(leading.coefficient)
      else { throw DeepLimitFailure(reason: "whether the kernel stays bounded is not settled") }
      return Limit(
        value: leading.coefficient, growth: leading.power, notes: laws.notes,
        fixedPoints: points)
    }
    let value = store.simplified(limit)
    let normal = store.normalForm(of: value).map { store.simplified($0) }
    return Limit(
      value: isFree(normal) ? normal ?? value : value, growth: nil, notes: laws.notes,
      fixedPoints: points)
  }

  private func isFree(_ value: Expression?) -> Bool {
    value.map { !store.dependsOnCosine($0) } ?? false
  }

  private func isCertainlyNonzero(_ value: Expression) -> Bool {
    let sign = CoefficientSign(of: value, in: store)
    return sign == .positive || sign == .negative
  }

  // MARK: Shapes

  /// Refutes both shapes where the limit jumps at -1; `nil` where it does not.
  private func step(from edge: Limit, to shoulder: Limit) throws -> Finding? {
    guard RangeAnalysis(store: store, intervals: [:]).isDefined(shoulder.value) else {
      throw DeepLimitFailure(reason: "the limit is not shown to be continuous at -1")
    }
    let next = try value(shoulder.value, at: -1)
    if store.areProvedEqual(edge.value, next) { return nil }
    guard isCertainlyNonzero(store.difference(edge.value, next)) else {
      throw DeepLimitFailure(reason: "whether the limit is continuous at -1 is not settled")
    }
    return try fails(
      edge.value, next, at: [.cosine: -1], comparison: "the limits at -1 and for t -> -1 are equal",
      shoulder.fixedPoints)
  }

  private func spike(_ shoulder: Limit, _ peak: Expression) throws -> Finding {
    if store.dependsOnCosine(shoulder.value), shoulder.fixedPoints.occur(in: [shoulder.value]) {
      return .open(reason: "the limit depends on t and on a fixed point without a closed form")
    }
    let level = try value(shoulder.value, at: 0)
    switch try constancy(of: shoulder.value) {
    case .undecided(let reason): return .open(reason: reason)
    case .refuted(let point):
      return try fails(
        shoulder.value, level, at: point, comparison: "the limits at t and at 0 are equal",
        shoulder.fixedPoints)
    case .proved: break
    }
    if store.areProvedEqual(level, peak) {
      return try fails(
        level, peak, at: [.cosine: 1], comparison: "the limits for t < 1 and at 1 differ",
        shoulder.fixedPoints)
    }
    guard isCertainlyNonzero(store.difference(level, peak)) else {
      return .open(reason: "whether the limits at t < 1 and at 1 differ is not settled")
    }
    return .holds(
      reason: "the limit is \(store.text(level)) for t in [-1, 1) and \(store.text(peak)) at 1"
        + notes(shoulder))
  }

  private func stability(_ shoulder: Limit, _ peak: Expression) throws -> Finding {
    let analysis = RangeAnalysis(store: store, intervals: [:])
    guard analysis.isDefined(shoulder.value) else {
      return .open(reason: "the limit is not shown to be continuous on [-1, 1]")
    }
    let end = try value(shoulder.value, at: 1)
    if !store.areProvedEqual(end, peak) {
      guard isCertainlyNonzero(store.difference(end, peak)) else {
        return .open(reason: "whether the limit is continuous at 1 is not settled")
      }
      return try fails(
        end, peak, at: [.cosine: 1], comparison: "the limits for t -> 1 and at 1 are equal",
        shoulder.fixedPoints)
    }
    let start = try value(shoulder.value, at: 0)
    switch try constancy(of: shoulder.value) {
    case .undecided(let reason): return .open(reason: reason)
    case .proved:
      return try fails(
        start, end, at: [.cosine: 1], comparison: "the limits at 0 and 1 differ",
        shoulder.fixedPoints)
    case .refuted: break
    }
    let varies =
      store.symbols(in: shoulder.value).allSatisfy { $0 == .cosine }
      || isCertainlyNonzero(store.difference(end, start))
    guard varies else {
      return .open(reason: "the limit is not shown to vary with t for all parameters")
    }
    return .holds(
      reason: "the limit \(store.text(shoulder.value)) is continuous on [-1, 1] and not constant"
        + notes(shoulder))
  }

  private func constancy(of limit: Expression) throws -> InequalityFinding {
    if !store.dependsOnCosine(limit) { return .proved("the limit is free of t") }
    let prover = InequalityProver(
      store: store, intervals: instance.intervals, limits: checker.limits)
    return IdentityProver(store: store, prover: prover).prove(limit, try value(limit, at: 0))
  }

  private func value(_ limit: Expression, at point: Rational) throws -> Expression {
    store.simplified(try store.substituting([.cosine: store.rational(point)], in: limit))
  }

  private func notes(_ limit: Limit) -> String {
    guard !limit.notes.isEmpty else { return "" }
    let known = limit.notes.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return ": \(known.joined(separator: "; "))"
  }

  // MARK: Witnesses

  private func grows(
    _ growth: AsymptoticPower, _ obligation: DepthShapeObligation, at place: String
  ) -> Finding {
    let isPower = !growth.exponent.isZero
    return .fails(
      Witness(
        point: ["t": place, obligation.index: "oo"], comparison: "the kernel has a finite limit",
        left: RealBall(isPower ? growth.exponent : growth.logarithm, precision: 128)
          .decimal(upTo: 30),
        right: RealBall.zero.decimal(upTo: 30),
        subject: isPower ? "exponent" : "exponent of log(\(obligation.index))"))
  }

  private func fails(
    _ left: Expression, _ right: Expression, at point: [Symbol: Rational], comparison: String,
    _ fixedPoints: FixedPointLimits
  ) throws -> Finding {
    var place = point
    for symbol in store.symbols(in: left) + store.symbols(in: right)
    where place[symbol] == nil && symbol != .cosine {
      let domain = instance.intervals[symbol] ?? store.assumption(of: symbol)
      place[symbol] = [1, Rational(1, over: 2), 2, 0, -1].first(where: domain.admits)
    }
    let values =
      fixedPoints.occur(in: [left, right])
      ? fixedPoints.values(of: left, right, at: place)
      : WitnessValues(of: left, right, at: place, in: store)
    guard let values else {
      return .open(reason: "the limits have another shape, but no values to show it")
    }
    let texts = instance.values.map { ($0.name, $0.value.description) }
    return .fails(
      Witness(
        point: Dictionary(
          place.map { ($0.key.name, $0.value.description) } + texts, uniquingKeysWith: { $1 }),
        comparison: comparison, left: values.left, right: values.right, subject: "limit"))
  }
}
