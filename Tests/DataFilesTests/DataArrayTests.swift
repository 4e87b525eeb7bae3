import Arithmetic
import DataFiles
import Testing

struct DataArrayTests {
  private func csv(_ text: String) throws -> DataArray {
    try DataArray(contents: Array(text.utf8), path: "x.csv")
  }

  @Test func decimalsAndFractionsAreExact() throws {
    let array = try csv("# two rows\n1, -0.5e1 ,2/3\r\n.125,+7,1.5e-3/2\n\n")
    #expect(array.shape == [2, 3])
    let expected: [Rational] = [
      1, -5, Rational(2, over: 3), Rational(1, over: 8), 7, Rational(3, over: 4000),
    ]
    #expect(array.values == expected)
    #expect(array.vectors.count == 2)
  }

  @Test func emptyLinesSeparateParts() throws {
    let array = try csv("\n1,2\n3,4\n\n\n5,6\n# a remark between rows\n7,8\n")
    #expect(array.shape == [2, 2, 2])
    #expect(array.parts.map(\.values) == [[1, 2, 3, 4], [5, 6, 7, 8]])
  }

  @Test(arguments: [
    "", "1,x", "1,,2", "1,2\n3", "1e9999", "inf", "1/0", "1/2/3", "0x10", "1,2\n\n3",
  ])
  func malformed(text: String) {
    #expect(throws: DataFileError.self) { try csv(text) }
  }

  /// An NPY file with a header as given and these bytes of numbers.
  private func npy(_ header: String, _ numbers: [UInt8], version: UInt8 = 1) -> [UInt8] {
    let length = header.utf8.count
    return [0x93] + Array("NUMPY".utf8) + [version, 0, UInt8(length & 255), UInt8(length >> 8)]
      + Array(header.utf8) + numbers
  }

  private func bytes(_ value: Double) -> [UInt8] {
    withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
  }

  private func bytes(_ value: Float) -> [UInt8] {
    withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
  }

  @Test func doublesAreExact() throws {
    let numbers = [0.1, -2.5, Double.leastNonzeroMagnitude, 0x1.fffffffffffffp1023, 0, -0.0]
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }\n"
    let array = try DataArray(
      contents: npy(header, numbers.flatMap { bytes($0) }), path: "x.npy")
    #expect(array.shape == [2, 3])
    let tenth = Rational(3_602_879_701_896_397, over: 36_028_797_018_963_968)
    #expect(array.values[0] == tenth)
    #expect(array.values[1] == Rational(-5, over: 2))
    #expect(array.values[2] == Rational(1, over: Integer(1).shifted(leftBy: 1074)))
    let top = Rational(Integer(1).shifted(leftBy: 1024) - Integer(1).shifted(leftBy: 971))
    #expect(array.values[3] == top)
    #expect(array.values[4...] == [0, 0])
  }

  @Test func floatsIntegersAndOrder() throws {
    let floats = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }\n"
    let array = try DataArray(
      contents: npy(floats, [1, 2, 3, 4, 5, 6].flatMap { bytes(Float($0)) }), path: "x.npy")
    #expect(array.values == [1, 3, 5, 2, 4, 6])
    let integers = "{'descr': '|i1', 'fortran_order': False, 'shape': (3,), }\n"
    let small = try DataArray(contents: npy(integers, [1, 255, 128]), path: "x.npy")
    #expect(small.shape == [3])
    #expect(small.values == [1, -1, -128])
  }

  @Test func whatIsWrittenIsRead() throws {
    let values = [1.5, -2, 1e-300, 4]
    let written = NPYWriter.bytes(of: values, rows: 2, columns: 2)
    let array = try DataArray(contents: written, path: "x.npy")
    #expect(array.shape == [2, 2])
    #expect(array.values[0] == Rational(3, over: 2))
    #expect(array.values[3] == 4)
  }

  @Test func malformedNPY() {
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }\n"
    let files: [[UInt8]] = [
      npy(header, bytes(1.0)), npy(header, bytes(1.0) + bytes(Double.nan)),
      npy(header, bytes(1.0) + bytes(Double.infinity)),
      npy("{'descr': '>f8', 'fortran_order': False, 'shape': (1,), }\n", bytes(1.0)),
      npy("{'descr': '<f8', 'shape': (1,), }\n", bytes(1.0)),
      npy("{'descr': '<f8', 'fortran_order': False, 'shape': (0,), }\n", []),
      npy(
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1099511627776, 1099511627776), }\n", []),
      npy(header, bytes(1.0) + bytes(1.0), version: 9), Array("\u{93}NUM".utf8), [],
      Array(npy(header, bytes(1.0)).prefix(20)),
    ]
    for file in files {
      #expect(throws: DataFileError.self) { try DataArray(contents: file, path: "x.npy") }
    }
  }
}

struct ExactCosineTests {
  private func cosine(_ x: [Rational], _ z: [Rational]) throws -> ExactCosine {
    ExactCosine(try #require(Direction(x)), try #require(Direction(z)))
  }

  @Test func exactWhereRational() throws {
    #expect(try cosine([1, 2, 2], [2, 1, 2]) == .rational(Rational(8, over: 9)))
    #expect(try cosine([1, -3], [-2, 6]) == .rational(-1))
    #expect(try cosine([Rational(1, over: 7), 0], [0, 5]) == .rational(0))
  }

  @Test func enclosed() throws {
    // (1, 1)·(1, 0)/√2 = √½, whose square is 1/2.
    let cosine = try cosine([1, 1], [1, 0])
    #expect(cosine == .surd(1, 2))
    let ball = cosine.ball(precision: 200)
    let square = ball.multiplied(by: ball, precision: 200)
    #expect(square.contains(Rational(1, over: 2)))
    #expect(ball.radius < .powerOfTwo(-190))
  }

  /// Angles of the circle are surds at other places.
  @Test func turnsAreRationalWhereNivenSays() {
    #expect(ExactCosine(turns: Rational(5, over: 6)) == .rational(Rational(1, over: 2)))
    #expect(ExactCosine(turns: Rational(-1, over: 3)) == .rational(Rational(-1, over: 2)))
    #expect(ExactCosine(turns: Rational(9, over: 8)) == .turn(Rational(1, over: 8)))
  }

  @Test func directionsAreEqualWhenVectorsHaveOne() throws {
    let direction = try #require(Direction([Rational(1, over: 2), Rational(-2, over: 3)]))
    #expect(direction.entries == [3, -4] && direction.square == 25)
    #expect(Direction([Rational(6), -8]) == direction)
    #expect(Direction([Rational(-3), 4]) == direction.opposite)
    #expect(Direction([Rational(0), 0]) == nil && Direction([Integer]()) == nil)
  }
}
