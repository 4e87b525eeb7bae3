internal import Arithmetic

/// How well the coefficients of a series must be known.
public enum SeriesGoal: Hashable, Sendable {
  /// Every coefficient within 2^-bits.
  case absolute(bits: Int)
  /// Every coefficient that is not structurally 0 within 2^-bits times its size.
  case relative(bits: Int)
  /// Every coefficient that is not structurally 0 within 2^-bits times its size, or within 2^-floor times the size of
  /// the last one before it that is not 0 (times 1 without such): one that may be 0 does not ask for ever more bits.
  case relativeOrNegligible(bits: Int, floor: Int)
  /// The sign of every coefficient that is not structurally 0.
  case signs
}

extension SeriesGoal {
  /// How many more bits the series needs to meet the goal; 0 when it is met.
  ///
  /// A coefficient whose ball holds 0 could be 0, and no precision might ever decide; it asks for as
  /// many bits again.
  public func missingBits(_ series: FixedSeries) -> Int {
    switch self {
    case .absolute(let bits):
      let error = series.largestError
      if error.isInfinite { return series.fractionBits }
      return error <= .powerOfTwo(-bits) ? 0 : error.ceilingExponent + bits
    case .relative(let bits): return relativeMissingBits(series, bits: max(1, bits))
    case .relativeOrNegligible(let bits, let floor):
      return relativeMissingBits(series, bits: max(1, bits), floor: floor)
    case .signs: return relativeMissingBits(series, bits: 1)
    }
  }

  /// The bits that relative accuracy misses.
  ///
  /// |xₙ| ≥ 2^(w-1) units for an integer of w bits, so ε ≤ 2^(w-1-bits-1) units suffices: then the
  /// true size, at least |xₙ| - ε ≥ |xₙ|/2, is at least 2^bits·ε. The last of these sizes is what a floor counts from.
  private func relativeMissingBits(_ series: FixedSeries, bits: Int, floor: Int? = nil) -> Int {
    var missing = 0
    var lastSize = series.fractionBits
    for n in series.support where !series.isExactlyZero(n) {
      let error = series.error(n)
      if error.isInfinite { return series.fractionBits }
      let width = series.rows.bitWidth(n)
      if error.isZero {
        if width > 0 { lastSize = width - 2 }
        continue
      }
      let units = error.ceilingExponent + series.fractionBits
      var own = width == 0 ? series.fractionBits : units + bits + 2 - width
      if let floor { own = min(own, units + floor - lastSize) }
      if width - 2 >= units { lastSize = width - 2 }
      missing = max(missing, own)
    }
    return missing
  }

  /// The fraction bits of the first attempt.
  ///
  /// One bit each for rounding at the handful of operations of a layer, half a bit for every
  /// doubling of the order (κ₀ loses √N), and for relative goals 5/2 bits per doubling, since the
  /// coefficients of arc-cosine kernels fall like n^(-5/2) at the fastest.
  func initialFractionBits(order: Int) -> Int {
    let doublings = BlockProfile.block(of: order)
    switch self {
    case .absolute(let bits): return max(16, bits) + 8 + (doublings + 1) / 2
    case .relative(let bits), .relativeOrNegligible(let bits, _):
      return max(16, bits) + 10 + 3 * doublings
    case .signs: return 32 + 3 * doublings
    }
  }
}

extension Coefficients {
  /// The number of bits of the absolute value of a row.
  func bitWidth(_ n: Int) -> Int {
    withRows { rows in
      let row = rows + n * width
      let isNegative = LimbRow.isNegative(row, width)
      for limb in (0..<width).reversed() {
        let value = isNegative ? ~row[limb] : row[limb]
        if value != 0 { return 64 * limb + 64 - value.leadingZeroBitCount }
      }
      return isNegative ? 1 : 0
    }
  }
}
