import Arithmetic
import DataFiles
import Testing

@testable import Conditioning

struct LinearMapTests {
  private func map(_ text: String, _ sides: [Int]) throws -> LinearMap {
    try OperatorDescription.filters("f.csv", sides: sides).map { _ in Array(text.utf8) }
  }

  /// The taps 1, -2, 1 on a ring of n pixels have the singular values 2 - 2cos(2πk/n): 4 for even n.
  @Test(arguments: [4, 6, 16])
  func secondDifferencesHaveNormFour(_ pixels: Int) throws {
    let norm = try map("1\n\n-2\n\n1", [pixels]).spectralNorm(bits: 100)
    #expect(norm.contains(Dyadic(4)) && norm.radius <= .powerOfTwo(-90))
  }

  /// Weights of a file and the same weights drawn at random give the same map.
  @Test func filesHoldTapsOutputsAndInputs() throws {
    let text = "1,2\n3,4\n5,6\n\n0,1\n-1,0\n2,2"
    guard case .convolution(let sides, let taps) = try map(text, [5]) else {
      Issue.record("no convolution")
      return
    }
    #expect(sides == [5] && taps.map(\.offset) == [[0], [1]])
    #expect(taps[1].weights == [[0, 1], [-1, 0], [2, 2]])
    let norm = try map(text, [5]).spectralNorm(bits: 64)
    for k in 0...6 {
      let bound = try map(text, [5]).gramBound(iterations: k, bits: 64)
      #expect(!bound.isCertainlyLess(than: norm), "k \(k)")
    }
  }

  @Test(arguments: [
    ("1,2\n3,4", [5], "an array of shape (2, 2)"), ("1\n\n2\n\n3", [2], "more taps than pixels"),
    ("", [4], "the file holds no numbers"), ("1\n\n2", [4, 4], "an array of shape (2, 1, 1)"),
  ])
  func malformedFiltersAreRefused(_ text: String, _ sides: [Int], _ message: String) {
    let error = #expect(throws: DataFileError.self) { try map(text, sides) }
    #expect(error?.message == message, "\(String(describing: error))")
  }

  @Test func sidesAreChecked() {
    #expect(OperatorDescription.filters("f", sides: [2, 2, 2]).problem != nil)
    #expect(OperatorDescription.filters("f", sides: [0]).problem != nil)
    #expect(OperatorDescription.filters("f", sides: [8, 8]).problem == nil)
  }
}
