/// The integers of a series in one contiguous buffer: `count` rows of `width` limbs each.
///
/// Row n is the coefficient of tⁿ in two's complement. The buffer is a plain array, so a copy costs
/// nothing until it is changed, and no coefficient has a heap object of its own.
struct Coefficients: Sendable {
  /// The number of rows.
  let count: Int
  /// The number of limbs of a row, at least 1.
  let width: Int
  /// The rows, one after the other.
  let limbs: [Limb]

  /// Creates rows; `body` must fill the whole buffer.
  init(count: Int, width: Int, filling body: (UnsafeMutablePointer<Limb>) -> Void) {
    self.count = count
    self.width = width
    limbs = [Limb](unsafeUninitializedCapacity: max(1, count * width)) { buffer, initialized in
      guard let base = buffer.baseAddress else { return }
      if count == 0 { base[0] = 0 }
      body(base)
      initialized = max(1, count * width)
    }
  }

  /// No rows: the polynomial 0.
  static let none = Coefficients(count: 0, width: 1) { _ in }

  /// Calls `body` with the rows.
  @inline(__always)
  func withRows<Result>(_ body: (UnsafePointer<Limb>) -> Result) -> Result {
    limbs.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("an empty limb buffer") }
      return body(base)
    }
  }

  /// Creates rows from the rows of one operand: `body` gets a source row and a target row.
  func mapRows(
    width newWidth: Int,
    _ body: (_ n: Int, _ source: UnsafePointer<Limb>, _ target: UnsafeMutablePointer<Limb>) -> Void
  ) -> Coefficients {
    withRows { source in
      Coefficients(count: count, width: newWidth) { target in
        for n in 0..<count { body(n, source + n * width, target + n * newWidth) }
      }
    }
  }

  /// The rows of `range`, moved to start at 0, every `stride`-th of them.
  func rows(_ range: Range<Int>, stride step: Int = 1) -> Coefficients {
    let bounded = range.clamped(to: 0..<count)
    if bounded == 0..<count && step == 1 { return self }
    return withRows { source in
      Coefficients(count: (bounded.count + step - 1) / step, width: width) { target in
        for (i, n) in Swift.stride(from: bounded.lowerBound, to: bounded.upperBound, by: step)
          .enumerated()
        {
          (target + i * width).update(from: source + n * width, count: width)
        }
      }
    }
  }

  /// The same integers in rows of another width, which must be able to hold them.
  func widened(to newWidth: Int) -> Coefficients {
    if newWidth == width { return self }
    return mapRows(width: newWidth) { _, source, target in
      LimbRow.copy(source, width, to: target, newWidth)
    }
  }
}
