import Arithmetic
import DataFiles
import Testing

@testable import Conditioning

struct PointSetTests {
  /// Computed with mpmath at 60 digits from the description in ``RandomDirections``.
  @Test func randomDirectionsAreTheSameEverywhere() {
    var generator = RandomDirections(seed: 1)
    #expect(
      generator.direction(dimension: 3) == [-121_331_736, -4_576_792_950, -978_906_897])
    #expect(
      generator.direction(dimension: 3) == [442_772_266, -5_453_156_943, -2_174_129_946])
    var other = RandomDirections(seed: 42)
    #expect(
      other.direction(dimension: 5) == [
        1_781_207_765, 2_803_244_503, -3_830_622_120, 5_698_706_759, 7_428_545_748,
      ])
  }

  @Test func cosinesAreExact() {
    let points = PointSet(directions: [[1, 0], [1, 1], [3, 4], [-2, -2], [5, 5]])
    #expect(points.cosine(1, 0) == .surd(1, 2))
    #expect(points.cosine(2, 0) == .rational(Rational(3, over: 5)))
    #expect(points.cosine(3, 1) == .rational(-1))
    #expect(points.cosine(4, 1) == .rational(1))
    #expect(points.duplicates?.0 == 1 && points.duplicates?.1 == 4)
    #expect(points.cosine(0, 2) == points.cosine(2, 0))
    let squared = points.cosine(1, 0).ball(precision: 128).squared(precision: 128)
    #expect(squared.contains(Rational(1, over: 2)) && squared.radius <= .powerOfTwo(-120))
  }

  @Test(arguments: 1...12)
  func circlesHaveTheRationalCosinesOfNiven(_ n: Int) {
    let circle = PointSet.circle(n)
    for i in 0..<n {
      let angle = RealBall.pi(precision: 128)
        .multiplied(by: Rational(2 * i, over: n), precision: 128)
      let cosine = RealBall.cos(angle, precision: 128)
      #expect(circle.cosine(i, 0).ball(precision: 128).overlaps(cosine), "n \(n), i \(i)")
    }
    #expect(circle.cosines.count == n / 2 + 1)
  }

  @Test func codewordsOfTheHadamardCodeAreOrthogonal() {
    let code = PointSet.hadamard(16)
    #expect(code.cosines == [.rational(1), .rational(0)])
    #expect(PointDescription.hadamard(12).problem != nil)
    #expect(PointDescription.sphere(count: 3, dimension: 1, seed: 1).problem != nil)
    #expect(PointDescription.circle(0).problem != nil)
    #expect(PointDescription.orthonormal(7).problem == nil)
  }
}
