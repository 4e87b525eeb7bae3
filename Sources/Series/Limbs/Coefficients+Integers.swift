internal import Arithmetic

extension Coefficients {
  /// One row as an integer.
  func integer(_ n: Int) -> Integer {
    var words = (0..<width).map { limbs[n * width + $0] }
    let isNegative = Int(bitPattern: words[width - 1]) < 0
    if isNegative {
      words.withUnsafeMutableBufferPointer { buffer in
        if let base = buffer.baseAddress { LimbRow.negate(base, width) }
      }
    }
    // 32 bits at a time, because a piece must fit a signed word.
    var value = Integer.zero
    for word in words.reversed() {
      for half in [word >> 32, word & 0xFFFF_FFFF] {
        value = value.isZero ? Integer(Int(half)) : value.shifted(leftBy: 32) + Integer(Int(half))
      }
    }
    return isNegative ? -value : value
  }

  /// Rows of given integers.
  init(_ integers: [Integer]) {
    let width = (integers.map(\.bitWidth).max() ?? 0) / 64 + 1
    self.init(count: integers.count, width: width) { target in
      for (n, value) in integers.enumerated() {
        let row = target + n * width
        let words = value.fingerprintWords.dropFirst()
        row.update(repeating: 0, count: width)
        for (i, word) in words.enumerated() { row[i] = Limb(word) }
        if value.signum < 0 { LimbRow.negate(row, width) }
      }
    }
  }

  /// The exponent of the largest power of two that divides all integers; a large number for zeros.
  func trailingZeroBits() -> Int {
    withRows { rows in
      for limb in 0..<width {
        var union: Limb = 0
        for n in 0..<count {
          union |= rows[n * width + limb]
          if union & 1 == 1 { return 64 * limb }
        }
        if union != 0 { return 64 * limb + union.trailingZeroBitCount }
      }
      return Int(Int32.max)
    }
  }

  /// Rows that are all 0.
  static func zeros(_ count: Int) -> Coefficients {
    Coefficients(count: count, width: 1) { $0.update(repeating: 0, count: max(1, count)) }
  }

  /// The rows with zeros appended.
  func padded(toCount total: Int) -> Coefficients {
    count >= total ? self : followed(by: .zeros(total - count))
  }

  /// The rows of this buffer followed by those of another.
  func followed(by other: Coefficients) -> Coefficients {
    let width = max(self.width, other.width)
    return withRows { first in
      other.withRows { second in
        Coefficients(count: count + other.count, width: width) { target in
          for n in 0..<count {
            LimbRow.copy(first + n * self.width, self.width, to: target + n * width, width)
          }
          for n in 0..<other.count {
            LimbRow.copy(
              second + n * other.width, other.width, to: target + (count + n) * width, width)
          }
        }
      }
    }
  }
}
