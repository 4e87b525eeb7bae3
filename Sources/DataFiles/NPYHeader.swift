/// The first bytes of an NPY file, versions 1 to 3: what its numbers are and how they are laid out
/// (NumPy enhancement proposal 1).
struct NPYHeader: Hashable {
  /// How a number is stored.
  enum Kind: Hashable {
    case float(bytes: Int)
    case signed(bytes: Int)
    case unsigned(bytes: Int)
  }

  let kind: Kind
  /// Whether the first axis runs fastest.
  let isFortranOrder: Bool
  let shape: [Int]
  /// Where the numbers begin.
  let offset: Int

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The bytes of one number.
  var width: Int {
    switch kind {
    case .float(let bytes), .signed(let bytes), .unsigned(let bytes): bytes
    }
  }

  init(_ bytes: [UInt8], path: String) throws(DataFileError) {
    func broken(_ message: String, _ expected: String? = nil) -> DataFileError {
      DataFileError(message, in: path, expected: expected)
    }
    guard bytes.starts(with: Self.magic), bytes.count >= 10 else {
      throw broken("this is not an NPY file", "a file that numpy.save wrote")
    }
    guard (1...3).contains(bytes[6]) else {
      throw broken("NPY version \(bytes[6]) is not known", "version 1, 2 or 3")
    }
    let lengthBytes = bytes[6] == 1 ? 2 : 4
    let start = 8 + lengthBytes
    guard bytes.count >= start else { throw broken("the NPY header is cut off") }
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= 1 << 20, bytes.count >= start + length,
      let text = String(validating: bytes[start..<(start + length)], as: UTF8.self)
    else { throw broken("the NPY header is cut off") }
    guard let type = Self.value(of: "descr", in: text)?.quoted, let kind = Self.kinds[type] else {
      let found = Self.value(of: "descr", in: text).map { " `\($0.prefix(40))`" } ?? ""
      throw broken(
        "numbers of type\(found) are not read",
        "little-endian float64 (`<f8`), float32 (`<f4`) or integers")
    }
    guard let order = Self.value(of: "fortran_order", in: text),
      order.hasPrefix("True") || order.hasPrefix("False"),
      let shape = Self.value(of: "shape", in: text).flatMap(Self.sizes)
    else { throw broken("the NPY header has no order or shape") }
    self.kind = kind
    isFortranOrder = order.hasPrefix("True")
    self.shape = shape
    offset = start + length
  }

  private static let kinds: [Substring: Kind] = [
    "<f8": .float(bytes: 8), "<f4": .float(bytes: 4), "|i1": .signed(bytes: 1),
    "<i2": .signed(bytes: 2), "<i4": .signed(bytes: 4), "<i8": .signed(bytes: 8),
    "|u1": .unsigned(bytes: 1), "<u2": .unsigned(bytes: 2), "<u4": .unsigned(bytes: 4),
  ]

  /// What follows a key of the header's dictionary.
  private static func value(of key: String, in text: String) -> Substring? {
    guard let found = text.firstRange(of: "'\(key)':") else { return nil }
    return text[found.upperBound...].drop { $0 == " " }
  }

  /// `(4, 3)` as [4, 3]; a single number is written `(4,)`.
  private static func sizes(_ text: Substring) -> [Int]? {
    guard text.first == "(", let end = text.firstIndex(of: ")") else { return nil }
    var sizes: [Int] = []
    for part in text[text.index(after: text.startIndex)..<end].split(separator: ",") {
      let digits = part.filter { $0 != " " }
      if digits.isEmpty { continue }
      guard let size = Int(digits), (0...1 << 40).contains(size) else { return nil }
      sizes.append(size)
    }
    return sizes
  }
}

extension Substring {
  /// What stands between the quotes at the start.
  fileprivate var quoted: Substring? {
    guard first == "'" else { return nil }
    return dropFirst().prefix { $0 != "'" }
  }
}
