import Testing

@testable import Arithmetic

/// Powers by repeated squaring, of values whose product shows how they were made.
struct RepeatedSquaringTests {
  @Test func wordsAreRepeated() {
    for exponent in 0...70 as ClosedRange<UInt> {
      var steps = 0
      let word = repeatedSquaring("ab", exponent: exponent) {
        steps += 1
        return $0 + $1
      } square: {
        steps += 1
        return $0 + $0
      }
      #expect((word ?? "") == String(repeating: "ab", count: Int(exponent)))
      #expect((word == nil) == (exponent == 0))
      #expect(steps <= 2 * (UInt.bitWidth - exponent.leadingZeroBitCount))
    }
  }

  private struct Refusal: Error {}

  @Test func errorsComeThrough() {
    #expect(throws: Refusal.self) {
      try repeatedSquaring(2, exponent: 5) { (_: Int, _: Int) throws(Refusal) in
        throw Refusal()
      } square: { (x: Int) throws(Refusal) in
        x * x
      }
    }
  }
}
