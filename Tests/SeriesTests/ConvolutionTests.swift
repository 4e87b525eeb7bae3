import Arithmetic
import TestSupport
import Testing

@testable import Series

@Suite struct ConvolutionTests {
  /// Both algorithms and the definition, rounding included.
  private func check(
    _ x: [Integer], _ y: [Integer], kept: Range<Int>, shift: Int, _ comment: String
  ) throws {
    let a = ConvolutionOperand(measuring: Coefficients(x))
    let b = x == y ? a : ConvolutionOperand(measuring: Coefficients(y))
    let request = Convolution.Request(kept: kept, shift: shift)
    let kronecker = try Convolution.product(a, b, request, using: .kronecker)
    let transform = try Convolution.product(a, b, request, using: .transform)
    for (i, n) in kept.enumerated() {
      var sum = Integer.zero
      for k in x.indices where y.indices.contains(n - k) { sum += x[k] * y[n - k] }
      let exact = Rational(sum, over: Integer(2).power(shift))
      for (name, rows) in [("kronecker", kronecker), ("transform", transform)] {
        let error = (Rational(rows.integer(i)) - exact).magnitude
        let limit = exact.isInteger ? Rational.zero : Rational(129, over: 256)
        if error > limit { Issue.record("\(name), coefficient \(n): \(comment)") }
      }
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func algorithmsAgreeOnRandomIntegers(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<6 {
      let (m, n) = (generator.int(1...40), generator.int(1...40))
      let bits = (generator.int(1...300), generator.int(1...300))
      let x = (0..<m).map { _ in generator.integer(ofBits: bits.0) }
      let y = (0..<n).map { _ in generator.integer(ofBits: bits.1) }
      let first = generator.below(m + n)
      let kept = first..<(first + generator.int(1...(m + n)))
      try check(
        x, y, kept: kept, shift: generator.below(bits.0 + bits.1),
        "seed \(seed), \(m)x\(n), bits \(bits), kept \(kept)")
      try check(x, x, kept: 0..<m, shift: bits.0, "seed \(seed), square of \(m)")
    }
  }

  /// All coefficients as large as their width allows, with every pattern of signs.
  @Test(arguments: [1, 62, 63, 64, 127, 128, 191, 255])
  func algorithmsAgreeOnExtremes(bits: Int) throws {
    let top = Integer(2).power(bits) - .one
    for n in [1, 2, 7, 31, 64] {
      let alternating = (0..<n).map { $0 & 1 == 0 ? top : -top }
      let positive = Array(repeating: top, count: n)
      let negative = Array(repeating: -top, count: n)
      for (x, y) in [
        (alternating, alternating), (alternating, positive), (negative, positive),
        (negative, negative),
      ] {
        try check(x, y, kept: 0..<(2 * n - 1), shift: bits, "bits \(bits), n \(n)")
      }
    }
  }

  @Test func zerosAndEmptyRanges() throws {
    try check([.zero, .zero], [.one], kept: 0..<4, shift: 3, "zero factor")
    try check([.one], [.one, -1], kept: 1..<6, shift: 0, "beyond the product")
    try check([.one], [.one], kept: 3..<3, shift: 0, "nothing wanted")
  }

  /// Every base and both parities of the number of levels.
  @Test func transformInvertsItself() {
    var generator = SplitMix64(seed: 7)
    for levels in 1...9 {
      for base in 4..<8 {
        let length = base << levels
        let tables = TransformTables.shared(primeIndex: levels + base, levels: levels)
        let prime = tables.field.prime
        let values = (0..<length).map { _ in Limb(generator.next()) % prime }
        var copy = values
        let transform = NumberTheoreticTransform(length: length, levels: levels)
        copy.withUnsafeMutableBufferPointer { buffer in
          guard let x = buffer.baseAddress else { return }
          transform.forward(x, tables)
          for i in 0..<length { x[i] %= prime }
          transform.backward(x, tables)
        }
        let factor = Limb(1 << levels)
        #expect(
          zip(copy, values).allSatisfy { $0 % prime == tables.field.product($1, factor) },
          "base \(base), levels \(levels)")
      }
    }
  }

  @Test func blocksLargerThanTheCache() {
    let (levels, length) = (12, 5 << 12)
    let tables = TransformTables.shared(primeIndex: 0, levels: levels)
    let transform = NumberTheoreticTransform(length: length, levels: levels)
    var values = (0..<length).map { Limb($0 * $0 + 1) }
    values.withUnsafeMutableBufferPointer { buffer in
      guard let x = buffer.baseAddress else { return }
      transform.forward(x, tables)
      for i in 0..<length { x[i] %= tables.field.prime }
      transform.backward(x, tables)
    }
    #expect(
      values.indices.allSatisfy { values[$0] % tables.field.prime == Limb($0 * $0 + 1) << 12 })
  }
}

@Suite struct CoefficientsTests {
  /// Integers survive the way into rows and back, at every width and at the ends of the range.
  @Test func integersRoundTrip() {
    var generator = SplitMix64(seed: 23)
    var values = [Integer.zero, .one, -1, Integer(Int.max), Integer(Int.min)]
    for bits in [62, 63, 64, 65, 127, 128, 191, 192, 300] {
      let power = Integer(2).power(bits)
      values += [power, -power, power - 1, 1 - power, generator.integer(ofBits: bits)]
    }
    let rows = Coefficients(values)
    for (n, value) in values.enumerated() {
      #expect(rows.integer(n) == value)
      #expect(Coefficients([value]).integer(0) == value)
      #expect(rows.bitWidth(n) == (value.signum < 0 ? value + 1 : value).bitWidth || value == -1)
    }
  }
}
