import Arithmetic
import Testing

@testable import Conditioning

struct PointFileTests {
  private func points(
    _ text: String, _ lengths: PointFile.Lengths = .normalized
  ) throws(PointFileError) -> PointSet {
    try PointFile.points(Array(text.utf8), lengths: lengths)
  }

  @Test func entriesAreTakenExactly() throws {
    let set = try points("# two points\n0.6, 4/5\r\n\n1e0,0\n")
    #expect(set.count == 2 && set.dimension == 2)
    #expect(set.cosine(0, 1) == .rational(Rational(3, over: 5)))
    #expect(set.notes.isEmpty)
    #expect(try points("1 0\n0\t2").notes == ["1 of 2 rows are not of unit length: normalised"])
    #expect(try points("1; 0\n0; 1").cosine(0, 1) == .rational(0))
  }

  @Test func malformedFilesAreRefused() {
    #expect(throws: PointFileError.empty) { try points("") }
    #expect(throws: PointFileError.empty) { try points("# nothing\n\n") }
    #expect(throws: PointFileError.ragged(row: 2, count: 3, expected: 2)) {
      try points("1,2\n1,2,3")
    }
    #expect(throws: PointFileError.notANumber(row: 1, column: 2, text: "NaN")) {
      try points("1,NaN")
    }
    #expect(throws: PointFileError.notANumber(row: 2, column: 1, text: "")) {
      try points("1,2\n,2")
    }
    #expect(throws: PointFileError.notANumber(row: 1, column: 1, text: "1/0")) { try points("1/0") }
    #expect(throws: PointFileError.zeroRow(row: 2)) { try points("1,2\n0,0.0") }
    #expect(throws: PointFileError.notUnit(row: 1, length: "1.4142136")) {
      try points("1,1", .checked)
    }
    #expect(throws: Never.self) { try points("0.6,0.8000001", .checked) }
    #expect(throws: PointFileError.self) { try PointFile.points([0xFF, 0xFE, 0x00]) }
  }

  /// A file as `numpy.save` writes it.
  private func numpy(_ header: String, _ data: [UInt8]) -> [UInt8] {
    let padded = header + String(repeating: " ", count: 117 - header.count) + "\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(padded.utf8) + data
  }

  private func bytes(_ values: [Double]) -> [UInt8] {
    values.flatMap { value in (0..<8).map { UInt8(value.bitPattern >> (8 * $0) & 0xFF) } }
  }

  @Test func numpyFilesAreReadInBothOrders() throws {
    let rows = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }"
    let columns = "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 2), }"
    let first = try PointFile.points(numpy(rows, bytes([3, 4, 1, 0])))
    let second = try PointFile.points(numpy(columns, bytes([3, 1, 4, 0])))
    #expect(first.cosine(0, 1) == .rational(Rational(3, over: 5)))
    #expect(second.cosine(0, 1) == first.cosine(0, 1))
  }

  @Test func malformedNumpyFilesAreRefused() {
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }"
    #expect(throws: PointFileError.notANumber(row: 1, column: 2, text: "nan")) {
      try PointFile.points(numpy(header, bytes([1, .nan])))
    }
    #expect(throws: PointFileError.unreadable("there are fewer entries than the header says")) {
      try PointFile.points(numpy(header, bytes([1])))
    }
    let complex = "{'descr': '<c16', 'fortran_order': False, 'shape': (1, 2), }"
    #expect(throws: PointFileError.self) {
      try PointFile.points(numpy(complex, bytes([1, 2, 3, 4])))
    }
    let vector = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }"
    #expect(throws: PointFileError.unreadable("expected two dimensions, one point a row")) {
      try PointFile.points(numpy(vector, bytes([1, 2])))
    }
    #expect(throws: PointFileError.self) {
      try PointFile.points([0x93] + Array("NUMPY".utf8) + [1, 0, 255, 255, 1, 1])
    }
    let huge = "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999, 99999999999), }"
    #expect(throws: PointFileError.tooLarge) { try PointFile.points(numpy(huge, [])) }
  }
}
