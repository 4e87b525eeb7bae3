internal import Arithmetic

extension Coefficients {
  /// One row as an integer.
  ///
  /// The limbs become signed digits, each passing a carry of 1 to the next when it is negative, so that
  /// every digit is a machine word.
  func integer(_ n: Int) -> Integer {
    var digits: [Int] = []
    var carry: Limb = 0
    for i in 0..<(width - 1) {
      let (word, overflow) = limbs[n * width + i].addingReportingOverflow(carry)
      let digit = Int(bitPattern: word)
      digits.append(digit)
      carry = overflow || digit < 0 ? 1 : 0
    }
    let top = Int(bitPattern: limbs[n * width + width - 1])
    return digits.reversed().reduce(Integer(top) + Integer(Int(carry))) { value, digit in
      value.isZero ? Integer(digit) : value.shifted(leftBy: 64) + Integer(digit)
    }
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
