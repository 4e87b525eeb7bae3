internal import Arithmetic
package import Expressions

/// The sign of a number, as far as it is known.
package enum KnownSign: Hashable, Sendable {
  case positive
  case nonnegative
  case negative
  case nonpositive
  case zero
  case unknown

  var isNonnegative: Bool { self == .positive || self == .nonnegative || self == .zero }
  var isNonpositive: Bool { self == .negative || self == .nonpositive || self == .zero }

  var negated: KnownSign {
    switch self {
    case .positive: .negative
    case .nonnegative: .nonpositive
    case .negative: .positive
    case .nonpositive: .nonnegative
    case .zero, .unknown: self
    }
  }
}

extension ExpressionStore {
  /// The sign of a constant: by its structure, its enclosure when it is a number, or the normal form.
  package func knownSign(of constant: Expression) -> KnownSign {
    if let value = rationalValue(constant) {
      return value.isZero ? .zero : value.signum > 0 ? .positive : .negative
    }
    let simple = simplified(constant)
    if rationalValue(simple) != nil, simple != constant { return knownSign(of: simple) }
    if isPositive(simple) { return .positive }
    if isPositive(negated(simple)) { return .negative }
    if symbols(in: simple).isEmpty,
      let result = try? Tape(simple, in: self).evaluate(
        at: [:], goal: .relative(bits: 16), precisionCap: 512), result.isDefinednessProved
    {
      if result.value.isCertainlyPositive { return .positive }
      if result.value.isCertainlyNegative { return .negative }
      if areProvedEqual(simple, rational(0)) { return .zero }
    }
    if let normal = normalSign(of: simple) { return normal }
    if let strict = strictSignByRange(of: simple) { return strict }
    if isNonnegative(simple) { return .nonnegative }
    return isNonpositive(simple) ? .nonpositive : .unknown
  }
}

extension ExpressionStore {
  /// Normal forms are tried up to this many parts.
  private static let normalSize = 60

  /// The strict sign of a formula by its normal form.
  private func normalSign(of formula: Expression) -> KnownSign? {
    guard !symbols(in: formula).isEmpty,
      topologicalOrder(of: [formula]).count <= Self.normalSize,
      let normal = normalForm(of: formula).map(simplified)
    else { return nil }
    if rationalValue(normal)?.isZero == true { return .zero }
    if isPositive(normal) { return .positive }
    return isPositive(negated(normal)) ? .negative : nil
  }

  /// The strict sign of a short formula by the intervals of its parameters, such as that of 1 - g/2 for 0 < g < 2.
  private func strictSignByRange(of formula: Expression) -> KnownSign? {
    guard !symbols(in: formula).isEmpty,
      topologicalOrder(of: [formula]).count <= Self.normalSize
    else { return nil }
    let ranges = RangeAnalysis(store: self, intervals: [:])
    if ranges.range(of: formula).impliesPositive { return .positive }
    return ranges.range(of: negated(formula)).impliesPositive ? .negative : nil
  }
}

/// What the structure of a part of a kernel tells of its Taylor coefficients b₀, b₁, … at t = 0.
struct CoefficientSigns: Sendable {
  /// The sign of b₀.
  var initial: KnownSign
  /// Set when bₙ ≥ 0 for all n ≥ 1: indices n ≥ 1 with bₙ > 0.
  var rising: CoefficientSupport?
  /// Set when bₙ ≤ 0 for all n ≥ 1: indices n ≥ 1 with bₙ < 0.
  var falling: CoefficientSupport?

  static let unknown = CoefficientSigns(initial: .unknown, rising: nil, falling: nil)

  /// The support of a function in Schoenberg's cone: all bₙ ≥ 0; `nil` when that is not known.
  var cone: CoefficientSupport? {
    guard let rising, initial.isNonnegative else { return nil }
    return initial == .positive ? rising.withZero : rising
  }

  var negated: CoefficientSigns {
    CoefficientSigns(initial: initial.negated, rising: falling, falling: rising)
  }

  static func cone(_ support: CoefficientSupport) -> CoefficientSigns {
    CoefficientSigns(
      initial: support.contains(0) ? .positive : .nonnegative, rising: support.withoutZero,
      falling: nil)
  }
}
