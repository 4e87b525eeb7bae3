/// Which coefficients of a series vanish because of their parity.
///
/// Coefficients n ≥ start of the wrong parity are exactly 0. A start above 0 describes, for example,
/// κ₁(t) = 1/π + t/2 + (even powers): no odd power from t³ on.
struct ParityPattern: Hashable, Sendable {
  var parity: FixedSeries.Parity
  var start = 0

  /// No coefficient vanishes.
  static let mixed = ParityPattern(parity: .mixed)

  /// Whether coefficient n vanishes.
  func isZero(_ n: Int) -> Bool {
    if n < start { return false }
    switch parity {
    case .mixed: return false
    case .even: return n & 1 == 1
    case .odd: return n & 1 == 0
    }
  }

  /// The pattern of the series times t^shift.
  func shifted(by shift: Int) -> ParityPattern {
    ParityPattern(
      parity: shift & 1 == 0 ? parity : parity.flipped, start: max(0, start + shift))
  }

  /// The pattern of a sum; `end` is the index from which on a summand has only zeros.
  static func sum(
    _ a: ParityPattern, end: Int, _ b: ParityPattern, end otherEnd: Int
  ) -> ParityPattern {
    if a.parity == b.parity {
      return ParityPattern(parity: a.parity, start: max(a.start, b.start))
    }
    return end <= otherEnd
      ? ParityPattern(parity: b.parity, start: max(b.start, end))
      : ParityPattern(parity: a.parity, start: max(a.start, otherEnd))
  }
}

extension FixedSeries.Parity {
  /// The other parity.
  var flipped: FixedSeries.Parity {
    switch self {
    case .mixed: .mixed
    case .even: .odd
    case .odd: .even
    }
  }

  /// The parity of a product.
  static func * (left: FixedSeries.Parity, right: FixedSeries.Parity) -> FixedSeries.Parity {
    if left == .mixed || right == .mixed { return .mixed }
    return left == right ? .even : .odd
  }
}
