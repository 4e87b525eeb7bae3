import Arithmetic
import DataFiles
import Expressions
import Matrices
import Testing

@testable import Conditioning

struct RankDeficiencyTests {
  private let store = ExpressionStore()

  private func power(_ n: Int) throws -> Expression {
    try store.power(store.cosine, Rational(n))
  }

  private func deficiency(_ kernel: Expression, _ points: PointSet) throws -> RankDeficiency? {
    let result = try KernelMatrix(kernel, of: points, in: store).condition(bits: 60)
    guard case .deficient(let deficiency) = result.definiteness else { return nil }
    #expect(result.extremes.smallest.isExact && result.extremes.smallest.containsZero)
    #expect(result.condition == nil)
    return deficiency
  }

  /// Kv in balls of 300 bits is 0 to some 250 bits, and v is not 0.
  private func expectNull(
    _ deficiency: RankDeficiency, _ kernel: Expression, _ points: PointSet
  ) throws {
    let matrix = try KernelMatrix(kernel, of: points, in: store).balls(precision: 4000)
    let vector = try #require(deficiency.vector).map { $0.ball(precision: 4000) }
    #expect(vector.contains { !$0.containsZero })
    for i in 0..<points.count {
      let row = (0..<points.count).map { matrix[i, $0] }
      let product = RealBall.dotProduct(row, vector, precision: 4000)
      #expect(product.containsZero && product.magnitude <= .powerOfTwo(-1000))
    }
  }

  @Test(arguments: [1, 2, 3])
  func powersHaveExactNullVectors(_ degree: Int) throws {
    let points = RandomDirections.sphere(count: 12, dimension: 3, seed: UInt64(degree))
    let kernel = try power(degree)
    let found = try #require(try deficiency(kernel, points))
    // C(degree + 2, 2) monomials in three variables.
    #expect(found.rank == (degree + 1) * (degree + 2) / 2)
    try expectNull(found, kernel, points)
  }

  @Test func bothParitiesNeedRationalLengths() throws {
    let kernel = store.sum(try power(2), store.scaled(store.cosine, by: 3))
    let pythagorean = PointSet(directions: [
      [3, 4], [1, 0], [0, 1], [-4, 3], [5, 12], [8, -15], [1, 1],
    ])
    let found = try #require(try deficiency(kernel, pythagorean))
    #expect(found.rank == 5 && found.degrees.single == nil)
    try expectNull(found, kernel, pythagorean)
    let others = RandomDirections.sphere(count: 7, dimension: 2, seed: 3)
    #expect(try #require(try deficiency(kernel, others)).vector == nil)
  }

  @Test func fewPointsAndOtherKernelsAreNotDeficient() throws {
    let points = RandomDirections.sphere(count: 6, dimension: 3, seed: 5)
    #expect(RankDeficiency(.init(even: 2, odd: nil), at: points) == nil)
    #expect(RankDeficiency(.init(even: nil, odd: 1), at: points)?.rank == 3)
    #expect(PolynomialDegrees(of: try store.function(.exp, store.cosine), in: store) == nil)
    let shifted = store.sum(store.cosine, store.rational(1))
    #expect(
      PolynomialDegrees(of: try store.power(shifted, 3), in: store)
        == PolynomialDegrees(even: 2, odd: 3))
    #expect(PolynomialDegrees(even: 0, odd: 1).rank(dimension: .max) == .max)
  }

  @Test func nullVectorsOfRandomMatrices() throws {
    var generator = RandomDirections(seed: 77)
    for count in 2...9 {
      let rows = (1..<count).map { _ in generator.direction(dimension: count) }
      let vector = try #require(NullVector.primitive(rows, count: count))
      for row in rows {
        #expect(zip(row, vector).reduce(Integer.zero) { $0 + $1.0 * $1.1 }.isZero)
      }
      #expect(vector.contains { !$0.isZero })
      let square = rows + [generator.direction(dimension: count)]
      #expect(NullVector.primitive(square, count: count) == nil)
    }
  }

  /// The bound is the largest over all r: at the first r with (N-1)τʳ ≤ 1.
  @Test func boundsFromCoefficientsAreTheLargest() throws {
    let points = RandomDirections.sphere(count: 15, dimension: 6, seed: 8)
    let kernel = try store.function(.kappa(1), store.cosine)
    let found = SmallestEigenvalueBound(of: kernel, at: points, in: store, bits: 60, check: {})
    let bound = try #require(found)
    let reach =
      points.cosines.dropFirst().map { $0.ball(precision: 100) }
      .map { $0.absolute(precision: 100).upperBound(precision: 100) }.max() ?? .one
    var power = RealBall(14)
    for _ in 0..<bound.firstDegree {
      #expect(power.upperBound(precision: 64) >= .one)
      power = power.multiplied(by: RealBall(reach), precision: 100)
    }
    let smallest = try KernelMatrix(kernel, of: points, in: store).condition(bits: 60).extremes
    #expect(bound.value.isCertainlyPositive)
    #expect(bound.value.isCertainlyLess(than: smallest.smallest))
    let opposite = SmallestEigenvalueBound(
      of: kernel, at: .circle(4), in: store, bits: 60, check: {})
    #expect(opposite == nil)
  }
}
