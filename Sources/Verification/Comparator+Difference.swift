internal import Arithmetic
internal import Syntax

extension Comparator {
  /// Whether a comparison holds whose sides differ by a number of the ball, left - right; `nil` when that is open.
  func holds(forDifference difference: RealBall) -> Bool? {
    let isTrue: Bool
    let isFalse: Bool
    switch self {
    case .greaterOrEqual:
      (isTrue, isFalse) = (difference.isCertainlyNonnegative, difference.isCertainlyNegative)
    case .greater:
      (isTrue, isFalse) = (difference.isCertainlyPositive, difference.isCertainlyNonpositive)
    case .lessOrEqual:
      (isTrue, isFalse) = (difference.isCertainlyNonpositive, difference.isCertainlyPositive)
    case .less:
      (isTrue, isFalse) = (difference.isCertainlyNegative, difference.isCertainlyNonnegative)
    case .equal: (isTrue, isFalse) = (difference.isZero, !difference.containsZero)
    case .notEqual: (isTrue, isFalse) = (!difference.containsZero, difference.isZero)
    }
    return isTrue ? true : isFalse ? false : nil
  }

  /// Whether equal sides are excluded.
  var isStrict: Bool { self == .less || self == .greater }

  /// Whether the left side is to be the larger one; `nil` for what is no inequality.
  var wantsLargerLeft: Bool? {
    switch self {
    case .greater, .greaterOrEqual: true
    case .less, .lessOrEqual: false
    case .equal, .notEqual: nil
    }
  }
}
