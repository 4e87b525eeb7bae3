public import Arithmetic
internal import Matrices

/// Why the matrix of a polynomial kernel is singular: there are more points than its rank can be.
public struct RankDeficiency: Hashable, Sendable {
  /// The degrees of the polynomial.
  public let degrees: PolynomialDegrees
  /// A bound for the rank.
  public let rank: Int
  /// v with Kv = 0, where it was computed: entries a·√q.
  public let vector: [ScaledRoot]?

  /// The number a·√q.
  public struct ScaledRoot: Hashable, Sendable, CustomStringConvertible {
    /// a.
    public let factor: Integer
    /// q, positive.
    public let radicand: Integer

    /// The number as the language writes it.
    public var description: String {
      radicand == 1 || factor.isZero ? "\(factor)" : "\(factor)*sqrt(\(radicand))"
    }

    /// An enclosure.
    public func ball(precision: Int) -> RealBall {
      let size = RealBall(Dyadic(factor, timesPowerOfTwo: 0))
      guard
        let root = try? RealBall.sqrt(
          RealBall(Dyadic(radicand, timesPowerOfTwo: 0)), precision: precision)
      else { return .everything }
      return size.multiplied(by: root, precision: precision)
    }
  }

  /// The most monomials for which a vector is computed.
  private static let featureLimit = 64

  /// Compares the rank with the number of points; `nil` when there are not more of them.
  init?(_ degrees: PolynomialDegrees, at points: PointSet) {
    let rank = degrees.rank(dimension: points.dimension)
    guard rank < points.count else { return nil }
    self.degrees = degrees
    self.rank = rank
    vector = points.directions.flatMap { Self.vector(degrees, rank, $0) }
  }

  /// v with Σ vᵢφ(xᵢ/|xᵢ|) = 0 for all monomials φ of the largest even and the largest odd degree.
  ///
  /// With e the degree of the polynomial and vᵢ = wᵢ|xᵢ|ᵉ these are the equations
  /// Σ wᵢ|xᵢ|^(e - deg φ)φ(xᵢ) = 0. They have integer coefficients when all degrees are of one parity, and
  /// otherwise for points of rational length, which alone are then used.
  private static func vector(
    _ degrees: PolynomialDegrees, _ rank: Int, _ directions: [[Integer]]
  ) -> [ScaledRoot]? {
    let squares = directions.map { $0.reduce(Integer.zero) { $0 + $1 * $1 } }
    guard let degree = degrees.degree else {
      return directions.indices.map { ScaledRoot(factor: $0 == 0 ? 1 : 0, radicand: 1) }
    }
    guard rank <= featureLimit, let dimension = directions.first?.count else { return nil }
    let roots = squares.map { $0.exactRoot(2) }
    let usable = directions.indices.filter { degrees.single != nil || roots[$0] != nil }
      .prefix(rank + 1)
    guard usable.count > rank else { return nil }
    let columns = usable.map { place -> [Integer] in
      [degrees.even, degrees.odd].compactMap { $0 }.flatMap { own -> [Integer] in
        let scale = own == degree ? Integer.one : (roots[place] ?? .one).power(degree - own)
        return monomials(of: own, at: directions[place][0..<dimension]).map { scale * $0 }
      }
    }
    let rows = (0..<rank).map { feature in columns.map { $0[feature] } }
    guard let weights = NullVector.primitive(rows, count: usable.count) else { return nil }
    var vector = [ScaledRoot](
      repeating: ScaledRoot(factor: .zero, radicand: 1), count: directions.count)
    for (place, weight) in zip(usable, weights) {
      let even = weight * squares[place].power(degree / 2)
      if degree % 2 == 0 {
        vector[place] = ScaledRoot(factor: even, radicand: 1)
      } else if let root = roots[place] {
        vector[place] = ScaledRoot(factor: even * root, radicand: 1)
      } else {
        vector[place] = ScaledRoot(factor: even, radicand: squares[place])
      }
    }
    return vector
  }

  /// All monomials of a degree at a point.
  private static func monomials(of degree: Int, at x: ArraySlice<Integer>) -> [Integer] {
    guard degree > 0, let first = x.first else { return [.one] }
    if x.count == 1 { return [first.power(degree)] }
    var values: [Integer] = []
    for k in 0...degree {
      let power = first.power(k)
      values += monomials(of: degree - k, at: x.dropFirst()).map { power * $0 }
    }
    return values
  }
}
