public import Arithmetic

/// Random directions that are the same on every machine.
///
/// SplitMix64 (Steele, Lea, Flood 2014) gives words of 64 bits; the upper 53 bits a, b of two words give a
/// pair of standard normal numbers by the method of Box and Muller (1958),
///
///     √(-2·log u)·cos(2πv),  √(-2·log u)·sin(2πv),   u = (a + 1/2)/2⁵³,  v = (b + 1/2)/2⁵³,
///
/// and each coordinate is 2³²  times such a number, rounded down to an integer. The numbers are enclosed
/// until that integer is certain, so it does not depend on how functions are computed. Coordinates are
/// drawn row by row; in a row of odd length the last sine is not used.
public struct RandomDirections: Sendable {
  private var state: UInt64
  static let fractionBits = 32

  /// Starts the generator.
  public init(seed: UInt64) { state = seed }

  /// The next word.
  public mutating func word() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A direction that is not 0.
  public mutating func direction(dimension: Int) -> [Integer] {
    while true {
      var row: [Integer] = []
      while row.count < dimension {
        let (a, b) = (word() >> 11, word() >> 11)
        row.append(Self.coordinate(a, b, isSine: false))
        if row.count < dimension { row.append(Self.coordinate(a, b, isSine: true)) }
      }
      if row.contains(where: { !$0.isZero }) { return row }
    }
  }

  /// Points of S^(d-1), uniformly distributed up to the rounding.
  ///
  /// - Parameter check: Called now and then; throws to stop.
  public static func sphere(
    count: Int, dimension: Int, seed: UInt64, check: () throws -> Void
  ) rethrows -> PointSet {
    var generator = RandomDirections(seed: seed)
    let directions = try (0..<count).map { _ in
      try check()
      return generator.direction(dimension: dimension)
    }
    return try PointSet(directions: directions, check: check)
  }

  /// The same without a limit of time.
  public static func sphere(count: Int, dimension: Int, seed: UInt64) -> PointSet {
    sphere(count: count, dimension: dimension, seed: seed, check: {})
  }

  private static func coordinate(_ a: UInt64, _ b: UInt64, isSine: Bool) -> Integer {
    let u = Dyadic(Int(2 * a + 1), timesPowerOfTwo: -54)
    let v = Dyadic(Int(2 * b + 1), timesPowerOfTwo: -54)
    var precision = 96
    while true {
      let value = normal(u, v, isSine: isSine, precision: precision)
        .scaled(byPowerOfTwo: fractionBits)
      let lower = value.lowerBound(precision: precision + 64).rational.floor
      let upper = value.upperBound(precision: precision + 64).rational.floor
      // v is no multiple of 1/4, so the number is irrational or at least no integer, and the loop ends.
      if lower == upper { return lower }
      precision *= 2
    }
  }

  private static func normal(
    _ u: Dyadic, _ v: Dyadic, isSine: Bool, precision: Int
  ) -> RealBall {
    guard let logarithm = try? RealBall.log(RealBall(u), precision: precision),
      let radius = try? RealBall.sqrt(
        logarithm.scaled(byPowerOfTwo: 1).negated(), precision: precision)
    else { return .everything }
    let angle = RealBall.pi(precision: precision).scaled(byPowerOfTwo: 1)
      .multiplied(by: RealBall(v), precision: precision)
    let factor =
      isSine
      ? RealBall.sin(angle, precision: precision) : RealBall.cos(angle, precision: precision)
    return radius.multiplied(by: factor, precision: precision)
  }
}
