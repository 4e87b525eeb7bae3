import Arithmetic
import DataFiles
import Testing

@testable import Conditioning

struct PointFileTests {
  private func points(
    _ text: String, _ lengths: PointFile.Lengths = .normalized
  ) throws(DataFileError) -> PointSet {
    try PointFile.points(Array(text.utf8), path: "x.csv", lengths: lengths)
  }

  @Test func entriesAreTakenExactly() throws {
    let set = try points("# two points\n0.6, 4/5\r\n\n1e0,0\n")
    #expect(set.count == 2 && set.dimension == 2)
    #expect(set.cosine(0, 1) == .rational(Rational(3, over: 5)))
    #expect(set.notes.isEmpty)
    #expect(try points("1 0\n0\t2").notes == ["1 of 2 rows are not of unit length: normalised"])
    #expect(try points("1; 0\n0; 1").cosine(0, 1) == .rational(0))
    #expect(try points("\u{FEFF}1,0\n\n\n0,1\n1,1").count == 3)
  }

  @Test(arguments: [
    ("", "x.csv: the file holds no numbers"),
    ("# nothing\n\n", "x.csv: the file holds no numbers"),
    ("1,2\n1,2,3", "x.csv:2: this row has 3 entries and the first one 2"),
    ("1,NaN", "x.csv:1, entry 2: `NaN` is not a number"),
    ("1,2\n,2", "x.csv:2, entry 1: an empty entry"),
    ("1/0", "x.csv:1, entry 1: `1/0` is not a number"),
    ("1,2\n0,0.0", "x.csv: row 2 is zero and has no direction"),
  ])
  func malformedFilesAreRefused(_ text: String, _ message: String) {
    let error = #expect(throws: DataFileError.self) { try points(text) }
    #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
  }

  @Test func lengthsAreChecked() {
    let error = #expect(throws: DataFileError.self) { try points("1,1", .checked) }
    #expect(error?.message == "row 1 has length 1.4142136, not 1")
    #expect(throws: Never.self) { try points("0.6,0.8000001", .checked) }
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
    let first = try PointFile.points(numpy(rows, bytes([3, 4, 1, 0])), path: "x.npy")
    let second = try PointFile.points(numpy(columns, bytes([3, 1, 4, 0])), path: "x.npy")
    #expect(first.cosine(0, 1) == .rational(Rational(3, over: 5)))
    #expect(second.cosine(0, 1) == first.cosine(0, 1))
  }

  @Test func arraysOfOtherShapesAreRefused() {
    for shape in ["(2,)", "(1, 2, 1)"] {
      let header = "{'descr': '<f8', 'fortran_order': False, 'shape': \(shape), }"
      let error = #expect(throws: DataFileError.self) {
        try PointFile.points(numpy(header, bytes([1, 2])), path: "x.npy")
      }
      #expect(error?.expected == "two axes, with one point a row")
    }
    let tall = "{'descr': '|i1', 'fortran_order': False, 'shape': (5001, 1), }"
    let error = #expect(throws: DataFileError.self) {
      try PointFile.points(
        numpy(tall, [UInt8](repeating: 1, count: 5001)), path: "x.npy")
    }
    #expect(error?.message == "5001 rows with 5001 numbers are too many")
  }
}
