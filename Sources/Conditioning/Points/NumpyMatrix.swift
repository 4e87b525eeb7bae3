internal import Arithmetic

/// Matrices of numbers in NumPy's file format (NEP 1), versions 1 to 3.
enum NumpyMatrix {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  static func isOne(_ contents: [UInt8]) -> Bool { contents.starts(with: magic) }

  /// The rows of a two-dimensional array of little-endian floats or integers, as exact numbers.
  static func rows(_ contents: [UInt8]) throws(PointFileError) -> [[Rational]] {
    guard contents.count >= 12 else { throw .unreadable("the header is cut off") }
    let wide = contents[6] >= 2
    let length = (wide ? 0..<4 : 0..<2).reduce(0) { $0 | Int(contents[8 + $1]) << (8 * $1) }
    let start = (wide ? 12 : 10) + length
    guard start <= contents.count else { throw .unreadable("the header is cut off") }
    let header = String(decoding: contents[(wide ? 12 : 10)..<start], as: UTF8.self)
    guard let kind = quoted(after: "'descr'", in: header).flatMap(Kind.init(rawValue:)) else {
      throw .unreadable("expected entries of type <f4, <f8, <i4 or <i8")
    }
    let shape = shape(in: header)
    guard shape.count == 2 else {
      throw .unreadable("expected two dimensions, one point a row")
    }
    let (count, columns) = (shape[0], shape[1])
    let (total, overflow) = count.multipliedReportingOverflow(by: columns)
    guard !overflow, count <= PointSet.countLimit, total <= PointSet.coordinateLimit else {
      throw .tooLarge
    }
    guard contents.count - start >= total * kind.size else {
      throw .unreadable("there are fewer entries than the header says")
    }
    let isTransposed = header.contains("'fortran_order': True")
    var rows: [[Rational]] = []
    for i in 0..<count {
      var row: [Rational] = []
      for j in 0..<columns {
        let place = start + (isTransposed ? j * count + i : i * columns + j) * kind.size
        let word = (0..<kind.size).reduce(UInt64(0)) {
          $0 | UInt64(contents[place + $1]) << UInt64(8 * $1)
        }
        guard let value = kind.value(word) else {
          throw .notANumber(row: i + 1, column: j + 1, text: kind.text(word))
        }
        row.append(value)
      }
      rows.append(row)
    }
    return rows
  }

  private enum Kind: String {
    case float = "<f4"
    case double = "<f8"
    case integer = "<i4"
    case long = "<i8"

    var size: Int { self == .float || self == .integer ? 4 : 8 }

    func value(_ word: UInt64) -> Rational? {
      switch self {
      case .float, .double:
        let value = number(word)
        return value.isFinite ? Dyadic(value).rational : nil
      case .integer: return Rational(Int(Int32(truncatingIfNeeded: word)))
      case .long: return Rational(Int(truncatingIfNeeded: word))
      }
    }

    func text(_ word: UInt64) -> String { "\(number(word))" }

    private func number(_ word: UInt64) -> Double {
      self == .float
        ? Double(Float(bitPattern: UInt32(truncatingIfNeeded: word))) : Double(bitPattern: word)
    }
  }

  private static func quoted(after key: String, in header: String) -> String? {
    guard let place = header.firstRange(of: key) else { return nil }
    let parts = header[place.upperBound...].split(
      separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count > 1 ? String(parts[1]) : nil
  }

  private static func shape(in header: String) -> [Int] {
    guard let place = header.firstRange(of: "'shape':") else { return [] }
    let rest = header[place.upperBound...]
    guard let open = rest.firstIndex(of: "("), let close = rest.firstIndex(of: ")"), open < close
    else { return [] }
    let sizes = rest[rest.index(after: open)..<close].split(separator: ",").map {
      Int($0.filter { !$0.isWhitespace }) ?? -1
    }
    return sizes.allSatisfy { $0 >= 0 } ? sizes : []
  }
}
