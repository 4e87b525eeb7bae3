import Arithmetic
import TestSupport
import Testing

@testable import Matrices

struct ProductSumTests {
  /// Σ XY of random numbers of w limbs beside the same sum of integers.
  private func check<let w: Int>(_ type: ProductSum<w>.Type, _ seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let count = Int.random(in: 1...40, using: &generator)
    let x = FixedPointVector(count: count, width: w)
    let z = FixedPointVector(count: count, width: w)
    let product = FixedPointVector(count: 1, width: 2 * w)
    let others = FixedPointVector(count: 1, width: w + 1)
    var (sum, factors) = (ProductSum<w>(), ProductSum<w>())
    var exact = Integer.zero
    for j in 0..<count {
      for vector in [x[j], z[j]] {
        // Corners: all bits one, only the sign, zero.
        let kind = Int.random(in: 0..<6, using: &generator)
        for i in 0..<w {
          vector[i] = kind == 0 ? .max : kind == 1 ? 0 : UInt(generator.next())
        }
        if kind == 2 { vector[w - 1] = 1 << 63 }
      }
      sum.add(x[j], times: z[j])
      factors.addFactor(z[j])
      exact += FixedPointNumber.integer(x[j], w) * FixedPointNumber.integer(z[j], w)
    }
    factors.storeFactors(to: others[0])
    sum.add(to: product[0], minus: others[0], count: count)
    let found = FixedPointNumber.integer(product[0], 2 * w)
    // Modulo 2^(128w), short by less than count·w·2^(64(w-1)).
    let modulus = Integer.one.shifted(leftBy: 128 * w)
    let gap = (exact - found).quotientAndRemainder(dividingBy: modulus).remainder
    let short = gap.signum < 0 ? gap + modulus : gap
    let limit = Integer(count * w).shifted(leftBy: 64 * (w - 1))
    #expect(short < limit, "width \(w), seed \(seed): short by \(short)")
    if w == 2 { #expect(short.isZero, "nothing is left out for two limbs, seed \(seed)") }
  }

  @Test(arguments: 1...60)
  func sumsAreThoseOfIntegers(_ seed: Int) {
    check(ProductSum<2>.self, seed)
    check(ProductSum<3>.self, seed)
    check(ProductSum<4>.self, seed)
    check(ProductSum<5>.self, seed)
    check(ProductSum<6>.self, seed)
  }
}
