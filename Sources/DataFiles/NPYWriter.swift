/// Writes matrices of float64 as NPY files.
public enum NPYWriter {
  /// The bytes of an NPY file, version 1, little-endian float64, rows one after the other.
  ///
  /// - Precondition: there are rows · columns values.
  public static func bytes(of values: [Double], rows: Int, columns: Int) -> [UInt8] {
    precondition(values.count == rows * columns, "as many values as the shape says")
    var header = "{'descr': '<f8', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
    // The numbers begin at a multiple of 64.
    let unpadded = NPYHeader.magic.count + 4 + header.utf8.count + 1
    header += String(repeating: " ", count: (64 - unpadded % 64) % 64) + "\n"
    let length = header.utf8.count
    var bytes = NPYHeader.magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)]
    bytes += Array(header.utf8)
    bytes.reserveCapacity(bytes.count + 8 * values.count)
    for value in values {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes
  }
}
