public import Arithmetic

/// Frequencies kᵢ = aᵢ·n + bᵢ of pixels, n → ∞.
public struct FrequencyRay: Hashable, Sendable {
  /// aᵢ ≥ 0, one a pixel: 0 for a frequency that stays.
  public let slopes: [Int]
  /// bᵢ, one a pixel.
  public let offsets: [Int]

  /// Creates a ray.
  ///
  /// - Precondition: one slope and one offset for each pixel, none negative where the slope is 0.
  public init(slopes: [Int], offsets: [Int]) {
    precondition(slopes.count == offsets.count, "one slope and one offset for each pixel")
    precondition(
      zip(slopes, offsets).allSatisfy { $0 > 0 || ($0 == 0 && $1 >= 0) },
      "a frequency is no negative number")
    self.slopes = slopes
    self.offsets = offsets
  }

  /// The places of the pixels whose frequencies grow.
  public var growing: Set<Int> { Set(slopes.indices.filter { slopes[$0] > 0 }) }

  /// The places of the pixels whose frequencies are positive for large n.
  var positive: Set<Int> { Set(slopes.indices.filter { slopes[$0] > 0 || offsets[$0] > 0 }) }

  /// The part of some pixels.
  func restricted(to places: [Int]) -> FrequencyRay {
    FrequencyRay(slopes: places.map { slopes[$0] }, offsets: places.map { offsets[$0] })
  }

  /// ∏ σᵢ^kᵢ over some places, for n of a parity.
  func sign(of vertex: [Int], at places: [Int], parity: Int) -> Int {
    zip(vertex, places).reduce(1) { sign, pixel in
      let isOdd = !(slopes[pixel.1] * parity + offsets[pixel.1]).isMultiple(of: 2)
      return isOdd ? sign * pixel.0 : sign
    }
  }

  /// Frequencies of the parity of those for large n, at least 2 where they grow.
  public func sample(parity: Int) -> [Int] {
    let shift = zip(slopes, offsets).map { $0 > 0 ? (2 - $1 + $0 - 1) / $0 : 0 }.max() ?? 0
    let start = max(shift, 0)
    let n = start % 2 == parity ? start : start + 1
    return zip(slopes, offsets).map { $0 * n + $1 }
  }
}

/// The exponent 2R + q·(d-1) of eigenvalues on spheres S^(d-1), as a function of d.
public struct RayOrder: Hashable, Sendable {
  /// 2R.
  public let degree: Rational
  /// q, the number of pixels in the window.
  public let pixels: Int

  /// The exponent for a d.
  public func exponent(dimension: Int) -> Rational { degree + Rational(pixels * (dimension - 1)) }

  /// The exponent ν for which all growing pixels together fall like ∏ kᵢ^(-(d + 2ν - 3)); `nil` where it depends on a d
  /// that is a symbol.
  public func nu(growing: Int, _ dimension: SphereDimension) -> Rational? {
    let share = Rational(1, over: growing)
    switch dimension {
    case .number(let d):
      return (exponent(dimension: d) * share - Rational(d - 3)) * Rational(1, over: 2)
    case .symbol: return growing == pixels ? 1 + degree * share * Rational(1, over: 2) : nil
    }
  }

  /// Whether this exponent is at most another one: for a d, or for every d ≥ 2.
  func isAtMost(_ other: RayOrder, _ dimension: SphereDimension) -> Bool {
    switch dimension {
    case .number(let d): exponent(dimension: d) <= other.exponent(dimension: d)
    // Linear in d: compared at 2 and at infinity.
    case .symbol:
      pixels <= other.pixels && exponent(dimension: 2) <= other.exponent(dimension: 2)
    }
  }

  static func + (left: RayOrder, right: RayOrder) -> RayOrder {
    RayOrder(degree: left.degree + right.degree, pixels: left.pixels + right.pixels)
  }
}
