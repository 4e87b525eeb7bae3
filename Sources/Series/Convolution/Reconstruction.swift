internal import Synchronization

/// From residues back to rounded integers: the Chinese remainder theorem in its explicit form.
///
/// With P = Πpᵢ, Pᵢ = P/pᵢ and sᵢ = x/Pᵢ mod pᵢ, an integer with |x| ≤ P/4 is
///
///     x = Σ sᵢ·Pᵢ - q·P,    q = the integer nearest to Σ sᵢ/pᵢ
///
/// because Σ sᵢ/pᵢ - q = x/P is at most 1/4 in size. A sum of doubles therefore finds q: the k terms
/// below 1 are off by at most 4·2⁻⁵³ each, the k partial sums below k by k·2⁻⁵³ each, together less
/// than k·(k + 4)·2⁻⁵³ < 1/4 (Bernstein, *Multidigit modular multiplication with the
/// explicit Chinese remainder theorem*, 1995).
///
/// Only x/2^shift is wanted, so the lowest `skip` limbs of all Pᵢ and of P are left out. Each of the
/// k + 1 terms then loses less than 2⁶²·2^(64·skip), and `skip` is chosen such that the sum stays
/// below 2^(shift-8): the rounded quotient is off by at most 1/2 + 2⁻⁸, and by nothing at all when
/// x/2^shift is an integer.
struct Reconstruction: Sendable {
  private let shift: Int
  private let rowWidth: Int
  private let dropped: Int
  private let terms: Int
  private let reciprocals: [Double]
  /// Limb l of the term i at l·terms + i; the last term is -P.
  private let matrix: [Limb]
  /// 2⁶⁴/(2^levels·Pᵢ) mod pᵢ.
  let scalings: [PreparedFactor]

  /// - Parameters:
  ///   - fields: The primes, in the order of the table.
  ///   - levels: The levels of the transform, whose factor 2^levels is divided out.
  ///   - shift: The number of bits to round off.
  init(_ fields: [PrimeField], levels: Int, shift: Int) {
    let count = fields.count
    self.shift = shift
    reciprocals = fields.map { 1 / Double($0.prime) }
    terms = count + 1
    let product = fields.reduce([Limb(1)]) { LimbRow.times($0, $1.prime) }
    let skip = max(0, (shift - 80 - (Int.bitWidth - count.leadingZeroBitCount)) / 64)
    let kept = min(skip, product.count - 1)
    rowWidth = product.count - kept + 1
    var matrix = [Limb](repeating: 0, count: rowWidth * (count + 1))
    var scalings: [PreparedFactor] = []
    for (i, field) in fields.enumerated() {
      let (cofactor, _) = LimbRow.divided(product, by: field.prime)
      for l in kept..<cofactor.count { matrix[(l - kept) * (count + 1) + i] = cofactor[l] }
      let unit = fields.indices.reduce(Limb(1)) {
        $1 == i ? $0 : field.product($0, fields[$1].prime % field.prime)
      }
      let scaled = field.product(unit, field.power(2, Limb(levels)))
      scalings.append(field.prepared(field.product(field.inverse(scaled), field.radix)))
    }
    var negative = Array(product[kept...]) + [0]
    negative.withUnsafeMutableBufferPointer { rows in
      if let base = rows.baseAddress { LimbRow.negate(base, rows.count) }
    }
    for l in 0..<rowWidth { matrix[l * (count + 1) + count] = negative[l] }
    self.matrix = matrix
    dropped = kept
    self.scalings = scalings
  }

  private struct Key: Hashable {
    let primes: Int
    let levels: Int
    let shift: Int
  }

  private static let cache = Mutex<[Key: Reconstruction]>([:])

  /// The constants for the first `fields.count` primes of the table, computed once.
  static func shared(_ fields: [PrimeField], levels: Int, shift: Int) -> Reconstruction {
    let key = Key(primes: fields.count, levels: levels, shift: shift)
    return cache.withLock { cache in
      if let known = cache[key] { return known }
      let fresh = Reconstruction(fields, levels: levels, shift: shift)
      if cache.count >= 256 { cache.removeAll() }
      cache[key] = fresh
      return fresh
    }
  }

  /// Turns the values of the backward transform, below 2p, into sᵢ < pᵢ, in place.
  func scale(
    _ values: UnsafeMutablePointer<Limb>, count: Int, primeIndex: Int, prime: Limb
  ) {
    let factor = scalings[primeIndex]
    for n in 0..<count {
      values[n] = NumberTheoreticTransform.below(factor.times(values[n], prime), prime)
    }
  }

  /// Combines sᵢ = residues[i·stride + n] for n < count into rows.
  func combine(
    _ residues: UnsafePointer<Limb>, stride: Int, count: Int,
    to target: UnsafeMutablePointer<Limb>, width: Int
  ) {
    withUnsafeTemporaryAllocation(of: Limb.self, capacity: terms + rowWidth) { scratch in
      guard let s = scratch.baseAddress else { return }
      let row = s + terms
      matrix.withUnsafeBufferPointer { matrix in
        guard let matrix = matrix.baseAddress else { return }
        for n in 0..<count {
          var quotient = 0.5
          for i in 0..<(terms - 1) {
            let value = residues[i * stride + n]
            s[i] = value
            quotient += Double(value) * reciprocals[i]
          }
          s[terms - 1] = Limb(quotient)
          accumulate(s, matrix, row)
          LimbRow.storeRounded(
            row, rowWidth, shift: shift - 64 * dropped, to: target + n * width, width)
        }
      }
    }
  }

  /// row = Σ sᵢ·(row i of the matrix), modulo 2^(64·rowWidth).
  ///
  /// Every sᵢ is below 2⁶², so four products fit 128 bits.
  @inline(__always)
  private func accumulate(
    _ s: UnsafePointer<Limb>, _ matrix: UnsafePointer<Limb>, _ row: UnsafeMutablePointer<Limb>
  ) {
    var carry = UInt128(0)
    var column = matrix
    for l in 0..<rowWidth {
      var sum = carry
      var overflow = UInt128(0)
      var i = 0
      while i + 4 <= terms {
        let four =
          wide(s[i], column[i]) &+ wide(s[i + 1], column[i + 1])
          &+ wide(s[i + 2], column[i + 2]) &+ wide(s[i + 3], column[i + 3])
        let (next, carried) = sum.addingReportingOverflow(four)
        sum = next
        overflow &+= carried ? 1 : 0
        i += 4
      }
      while i < terms {
        let (next, carried) = sum.addingReportingOverflow(wide(s[i], column[i]))
        sum = next
        overflow &+= carried ? 1 : 0
        i += 1
      }
      row[l] = Limb(truncatingIfNeeded: sum)
      carry = sum >> 64 | overflow << 64
      column += terms
    }
  }
}
