internal import Arithmetic

extension DataArray {
  /// Reads an NPY file of float64, float32 or integers, each taken exactly.
  ///
  /// - Throws: ``DataFileError`` for other types, files that are cut off, and numbers that are not finite.
  public init(npy bytes: [UInt8], path: String) throws(DataFileError) {
    let header = try NPYHeader(bytes, path: path)
    var count = 1
    for size in header.shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      count = overflow ? .max : product
    }
    let available = (bytes.count - header.offset) / header.width
    guard count <= available else {
      throw DataFileError(
        "the file has \(available) numbers and its shape asks for more", in: path,
        expected: "a file that is not cut off")
    }
    guard count > 0 else {
      throw DataFileError("the file holds no numbers", in: path, expected: "at least one")
    }
    var values: [Rational] = []
    values.reserveCapacity(count)
    for number in 0..<count {
      let start = header.offset + number * header.width
      let word = bytes[start..<(start + header.width)].reversed().reduce(UInt64(0)) {
        $0 << 8 | UInt64($1)
      }
      guard let value = Self.value(of: word, header.kind) else {
        throw DataFileError(
          "number \(number + 1) is not finite", in: path, expected: "no NaN and no infinity")
      }
      values.append(value)
    }
    if header.isFortranOrder { values = Self.reordered(values, header.shape) }
    self.init(shape: header.shape, values: values)
  }

  /// The number that a word stands for; `nil` when it is not finite.
  private static func value(of word: UInt64, _ kind: NPYHeader.Kind) -> Rational? {
    switch kind {
    case .float(let bytes):
      let number =
        bytes == 8
        ? Double(bitPattern: word) : Double(Float(bitPattern: UInt32(truncatingIfNeeded: word)))
      return number.isFinite ? Rational(exactly: number) : nil
    case .signed(let bytes):
      let shift = 64 - 8 * bytes
      return Rational(Int(truncatingIfNeeded: Int64(bitPattern: word << shift) >> shift))
    case .unsigned: return Rational(Int(truncatingIfNeeded: word))
    }
  }

  /// Numbers stored with the first axis running fastest, in the order of the last one.
  private static func reordered(_ values: [Rational], _ shape: [Int]) -> [Rational] {
    var strides: [Int] = []
    var step = 1
    for size in shape {
      strides.append(step)
      step *= size
    }
    var index = [Int](repeating: 0, count: shape.count)
    return values.indices.map { _ in
      let value = values[zip(index, strides).reduce(0) { $0 + $1.0 * $1.1 }]
      for axis in shape.indices.reversed() {
        index[axis] += 1
        if index[axis] < shape[axis] { break }
        index[axis] = 0
      }
      return value
    }
  }
}

extension Rational {
  /// The value of a finite double.
  fileprivate init(exactly value: Double) {
    guard value != 0 else {
      self = 0
      return
    }
    // significand·2⁵² is an integer of at most 53 bits, for subnormal numbers too.
    let exponent = Int(value.exponent) - 52
    let mantissa = Integer(Int(value.significand * 0x1p52))
    let size =
      exponent >= 0
      ? Rational(mantissa.shifted(leftBy: exponent))
      : Rational(mantissa, over: Integer(1).shifted(leftBy: -exponent))
    self = value < 0 ? -size : size
  }
}
