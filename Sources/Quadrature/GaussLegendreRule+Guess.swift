internal import Arithmetic
internal import Foundation

// Approximations to the zeros of P_n. Nothing here is proved; the certificate in
// `GaussLegendreRule.init` assumes nothing about it.

extension GaussLegendreRule {
  /// The nonnegative zeros in descending order, to about 50 bits.
  ///
  /// Tricomi's cos((4i − 1)π/(4n + 2)) starts Newton's method.
  static func guessedNodes(_ n: Int) -> [Double] {
    (1...(n + 1) / 2).map { i in
      if 2 * i == n + 1 { return 0 }
      var x = cos(Double(4 * i - 1) * .pi / Double(4 * n + 2))
      for _ in 0..<3 {
        let (before, value) = legendrePair(n, x)
        x -= value * (1 - x) * (1 + x) / (Double(n) * (before - x * value))
      }
      return min(max(x, 0), 1)
    }
  }

  private static func legendrePair(_ n: Int, _ x: Double) -> (Double, Double) {
    var (before, value) = (1.0, x)
    for k in stride(from: 1, to: n, by: 1) {
      let next = (Double(2 * k + 1) * x * value - Double(k) * before) / Double(k + 1)
      (before, value) = (value, next)
    }
    return (before, value)
  }

  /// Newton's method from a `Double` to the full number of bits, each step at the precision that it
  /// can reach.
  static func refined(
    _ guess: Double, _ n: Int, _ recurrence: BoundedRecurrence, precision: Int
  ) -> Dyadic {
    if guess == 0 { return .zero }
    let target = fractionBits(n, precision: precision)
    let loss = 2 * (Int.bitWidth - n.leadingZeroBitCount) + 4
    var reached = 46
    var x = Dyadic(guess)
    while reached < precision + loss {
      x = newtonStep(x, n, recurrence, bits: min(2 * reached + loss, target))
      reached = max(2 * reached - loss, reached + 8)
    }
    return fixedPoint(x, bits: target)
  }

  private static func newtonStep(
    _ x: Dyadic, _ n: Int, _ recurrence: BoundedRecurrence, bits: Int
  ) -> Dyadic {
    let point = fixedPoint(x, bits: bits)
    let (before, value) = recurrence.lastTwo(at: point, fractionBits: bits)
    func minus(_ a: Dyadic, _ b: Dyadic) -> Dyadic {
      a.subtracting(b, precision: bits, rounding: .nearest)
    }
    func times(_ a: Dyadic, _ b: Dyadic) -> Dyadic {
      a.multiplied(by: b, precision: bits, rounding: .nearest)
    }
    let slope = times(Dyadic(n), minus(before, times(point, value)))
    if slope.isZero { return point }
    let square = minus(.one, times(point, point))
    let step = times(value, square).divided(by: slope, precision: bits, rounding: .nearest)
    return minus(point, step)
  }

  /// The number cut to [0, 1] and rounded to a multiple of 2^(−bits).
  private static func fixedPoint(_ x: Dyadic, bits: Int) -> Dyadic {
    let two = Dyadic(2)
    let rounded = x.adding(two, precision: bits + 2, rounding: .nearest)
      .subtracting(two, precision: bits + 2, rounding: .nearest)
    return max(min(rounded, .one), .zero)
  }
}
