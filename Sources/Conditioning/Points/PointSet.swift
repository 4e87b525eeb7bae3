public import Arithmetic
public import DataFiles

/// Points on a sphere, known by the exact cosines of the angles between them.
public struct PointSet: Sendable {
  /// The number of points.
  public let count: Int
  /// The dimension of the space around the sphere.
  public let dimension: Int
  /// The distinct cosines; those of random points are not compared and may repeat.
  public let cosines: [ExactCosine]
  /// The number in `cosines` of the pair (i, j), j ≤ i, row after row.
  private let places: [Int32]
  /// Integer vectors along the points, where they are known.
  public let directions: [[Integer]]?
  /// What is to be said of the points, such as that they were normalised.
  public let notes: [String]

  /// The largest number of points.
  public static let countLimit = 5000
  /// The largest number of coordinates of all points together.
  public static let coordinateLimit = 20_000_000

  init(
    count: Int, dimension: Int, directions: [[Integer]]? = nil, notes: [String] = [],
    check: () throws -> Void, cosine: (_ i: Int, _ j: Int) -> ExactCosine
  ) rethrows {
    self.directions = directions
    var known: [ExactCosine: Int32] = [:]
    var cosines: [ExactCosine] = []
    var places: [Int32] = []
    places.reserveCapacity(count * (count + 1) / 2)
    for i in 0..<count {
      try check()
      for j in 0...i {
        let value = i == j ? ExactCosine.rational(1) : cosine(i, j)
        // Surds of random points hardly repeat; remembering them would cost more than it saves.
        if case .surd = value {
          places.append(Int32(cosines.count))
          cosines.append(value)
        } else if let place = known[value] {
          places.append(place)
        } else {
          known[value] = Int32(cosines.count)
          places.append(Int32(cosines.count))
          cosines.append(value)
        }
      }
    }
    (self.count, self.dimension, self.notes) = (count, dimension, notes)
    (self.cosines, self.places) = (cosines, places)
  }

  /// The number in ``cosines`` of a pair of points.
  public func place(_ i: Int, _ j: Int) -> Int {
    Int(i >= j ? places[i * (i + 1) / 2 + j] : places[j * (j + 1) / 2 + i])
  }

  /// The cosine of the angle between two points.
  public func cosine(_ i: Int, _ j: Int) -> ExactCosine { cosines[place(i, j)] }

  /// The first two points j < i whose cosine is the given number.
  public func firstPair(withCosine value: Rational) -> (Int, Int)? {
    guard cosines.contains(.rational(value)) else { return nil }
    for i in 0..<count {
      for j in 0..<i where cosine(i, j) == .rational(value) { return (j, i) }
    }
    return nil
  }

  /// Whether points are repeated, which makes every kernel matrix singular.
  public var duplicates: (Int, Int)? { firstPair(withCosine: 1) }
}

extension PointSet {
  /// Directions given by integer vectors, which need not be of unit length.
  ///
  /// cos = ⟨x, z⟩/√(|x|²|z|²) with exact integers under the root.
  ///
  /// - Parameter check: Called now and then; throws to stop.
  /// - Precondition: the rows have the same length and none is 0.
  public init(
    directions rows: [[Integer]], notes: [String] = [], check: () throws -> Void
  ) rethrows {
    let squares = rows.map { Self.dot($0, $0) }
    try self.init(
      count: rows.count, dimension: rows.first?.count ?? 0, directions: rows, notes: notes,
      check: check
    ) { i, j in
      ExactCosine(Self.dot(rows[i], rows[j]), overRootOf: squares[i] * squares[j])
    }
  }

  private static func dot(_ x: [Integer], _ z: [Integer]) -> Integer {
    var sum = Integer.zero
    for k in x.indices { sum += x[k] * z[k] }
    return sum
  }

  /// Directions given by integer vectors, without a limit of time.
  ///
  /// - Precondition: As for ``init(directions:notes:check:)``.
  public init(directions rows: [[Integer]], notes: [String] = []) {
    self.init(directions: rows, notes: notes, check: {})
  }

  /// n points on the circle at equal distances: cos(2π(i - j)/n).
  public static func circle(_ n: Int) -> PointSet {
    PointSet(count: n, dimension: 2, check: {}) { i, j in
      ExactCosine(turns: Rational(min(i - j, n - (i - j)), over: n))
    }
  }

  /// n orthonormal points.
  public static func orthonormal(_ n: Int) -> PointSet {
    PointSet(count: n, dimension: n, check: {}) { _, _ in .rational(0) }
  }

  /// The n codewords of the Hadamard code of length n = 2ᵐ as vectors of ±1: the rows of Sylvester's
  /// matrix, entry (i, j) being -1 to the number of ones that i and j share in binary.
  ///
  /// - Precondition: n is a power of two.
  public static func hadamard(_ n: Int) -> PointSet {
    precondition(n > 0 && n & (n - 1) == 0, "Sylvester's matrix has a power of two of rows")
    return PointSet(count: n, dimension: n, check: {}) { i, j in
      let product = (0..<n).reduce(0) { $0 + (($1 & (i ^ j)).nonzeroBitCount % 2 == 0 ? 1 : -1) }
      return .rational(Rational(product, over: n))
    }
  }
}
