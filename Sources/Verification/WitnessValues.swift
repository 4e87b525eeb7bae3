internal import Arithmetic
internal import Expressions

/// Both sides of a comparison in decimals that show on which side of each other they lie.
struct WitnessValues {
  let left: DecimalBall
  let right: DecimalBall

  /// Writes two balls with the given number of digits, and with more where these do not tell them apart.
  init(_ left: RealBall, _ right: RealBall, digits: Int = 30) {
    var best = (left: left.decimal(upTo: digits), right: right.decimal(upTo: digits))
    if !Self.areApart(best.left, best.right), !left.overlaps(right) {
      let needed = max(digits, Self.digits(telling: left, from: right))
      let longer = [
        (left: left.decimal(upTo: needed), right: right.decimal(upTo: needed)),
        (left: left.decimal(digits: needed), right: right.decimal(digits: needed)),
      ]
      best = longer.first { Self.areApart($0.left, $0.right) } ?? best
    }
    (self.left, self.right) = best
  }

  /// Values at a point, enclosed until they are apart; `nil` when a side has none.
  ///
  /// Equal sides stay together at any precision, and are printed as far as they are known.
  init?(
    of left: Expression, _ right: Expression, at point: [Symbol: Rational] = [:],
    in store: ExpressionStore
  ) {
    var bits = 128
    while true {
      let values = [left, right].compactMap { side in
        try? Tape(side, in: store).evaluate(
          at: point, goal: .absolute(bits: bits), precisionCap: 8 * bits
        ).value
      }
      guard values.count == 2 else { return nil }
      if !values[0].overlaps(values[1]) || bits >= 2048 {
        self.init(values[0], values[1])
        return
      }
      bits *= 4
    }
  }

  /// Whether the numbers as printed are enough to tell the sides apart.
  var areApart: Bool { Self.areApart(left, right) }

  private static func areApart(_ a: DecimalBall, _ b: DecimalBall) -> Bool {
    guard let (aMid, aRad) = numbers(a), let (bMid, bRad) = numbers(b) else { return false }
    return (aMid - bMid).magnitude > aRad + bRad
  }

  private static func numbers(_ ball: DecimalBall) -> (mid: Rational, rad: Rational)? {
    guard let mid = Rational(ball.mid), let rad = Rational(ball.rad) else { return nil }
    return (mid, rad)
  }

  /// The digits at which rounding is small against the distance of the midpoints.
  private static func digits(telling a: RealBall, from b: RealBall) -> Int {
    let distance = a.subtracting(b, precision: 64).midpoint
    let sizes = [a, b].filter { !$0.midpoint.isZero }.map(\.midpoint.exponent)
    guard let size = sizes.max(), !distance.isZero else { return 0 }
    return Int((Double(size - distance.exponent) * 0.301_029_995_664).rounded(.up)) + 4
  }
}
