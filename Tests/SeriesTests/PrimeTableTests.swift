import Testing

@testable import Series

@Suite struct PrimeTableTests {
  /// The Miller–Rabin test; the bases decide every number below 3.3·10²⁴.
  private func isPrime(_ n: UInt) -> Bool {
    let bases: [UInt] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
    if bases.contains(where: { n % $0 == 0 }) { return bases.contains(n) }
    let twos = (n - 1).trailingZeroBitCount
    for base in bases {
      var x = power(base, (n - 1) >> UInt(twos), n)
      if x == 1 || x == n - 1 { continue }
      var passes = false
      for _ in 1..<max(1, twos) where !passes {
        x = product(x, x, n)
        passes = x == n - 1
      }
      if !passes { return false }
    }
    return true
  }

  private func product(_ x: UInt, _ y: UInt, _ n: UInt) -> UInt {
    n.dividingFullWidth(x.multipliedFullWidth(by: y)).remainder
  }

  private func power(_ x: UInt, _ exponent: UInt, _ n: UInt) -> UInt {
    var (result, base, rest) = (UInt(1), x % n, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, base, n) }
      base = product(base, base, n)
      rest >>= 1
    }
    return result
  }

  /// The table is the beginning of the list of all primes of its form, and nothing is left out.
  @Test func tableHoldsTheFirstPrimes() {
    var c: UInt = 1
    for index in 0..<PrimeTable.count {
      while !isPrime((1 << 62) - c << 26 + 1) { c += 1 }
      #expect(PrimeTable.prime(index) == (1 << 62) - c << 26 + 1)
      c += 1
    }
    #expect(c << 26 < 1 << 38, "every prime exceeds 2^62 - 2^38")
  }

  @Test func productBitsIsALowerBound() {
    // 62·k - 1 bits: the product of k primes above 2⁶²·(1 - 2⁻²⁴) exceeds 2^(62k)·(1 - k·2⁻²⁴).
    #expect(PrimeTable.count < 1 << 23)
    #expect(TransformConvolution.primeCount(bits: 57) == 1)
    #expect(62 * TransformConvolution.primeCount(bits: 58) - 1 >= 58 + 2)
  }
}
