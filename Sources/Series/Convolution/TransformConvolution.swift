internal import Arithmetic

/// Multiplication by number-theoretic transforms modulo several primes.
///
/// The product is computed in Z[t]/(t^M - 1), so coefficient n collects those at n + M, n + 2M, …;
/// M is chosen so large that nothing falls on the wanted indices. For the high half of a product of
/// two factors of N coefficients 3N/2 points suffice instead of 2N.
struct TransformConvolution {
  private let a: ConvolutionOperand
  private let b: ConvolutionOperand
  private let primes: Int
  private let width: Int

  /// - Parameters:
  ///   - bits: Every integer x of the product has |x| < 2^bits.
  ///   - width: The limbs of a row of the result.
  init(_ a: ConvolutionOperand, _ b: ConvolutionOperand, bits: Int, width: Int) {
    self.a = a
    self.b = b
    self.width = width
    primes = TransformConvolution.primeCount(bits: bits)
  }

  /// The number of primes whose product is at least 4·2^bits: k of them exceed 2^(62k - 1), since
  /// each exceeds 2⁶² - 2³⁸.
  static func primeCount(bits: Int) -> Int { (bits + 3 + 61) / 62 }

  func product(_ request: Convolution.Request) -> Coefficients {
    let full = a.rows.count + b.rows.count - 1
    let needed = max(
      request.kept.upperBound, full - request.kept.lowerBound, a.rows.count, b.rows.count)
    let length = TransformLength(atLeast: max(needed, request.minimumLength))
    let count = request.kept.count
    let tables = (0..<primes).map { TransformTables.shared(primeIndex: $0, levels: length.levels) }
    let reconstruction = Reconstruction.shared(
      tables.map(\.field), levels: length.levels, shift: request.shift)
    let scratch = UnsafeMutablePointer<Limb>.allocate(capacity: 2 * length.points)
    let residues = UnsafeMutablePointer<Limb>.allocate(capacity: primes * count)
    defer {
      scratch.deallocate()
      residues.deallocate()
    }
    for i in 0..<primes {
      multiply(i, tables[i], length, scratch)
      let target = residues + i * count
      target.update(from: scratch + request.kept.lowerBound, count: count)
      reconstruction.scale(target, count: count, primeIndex: i, prime: tables[i].field.prime)
    }
    return Coefficients(count: count, width: width) { rows in
      reconstruction.combine(residues, stride: count, count: count, to: rows, width: width)
    }
  }

  /// The backward transform of the product modulo one prime, at the beginning of `scratch`.
  private func multiply(
    _ primeIndex: Int, _ tables: TransformTables, _ length: TransformLength,
    _ scratch: UnsafeMutablePointer<Limb>
  ) {
    let pointwise = PointwiseProduct(
      field: tables.field, base: length.base, blocks: 1 << length.levels)
    a.withTransform(length, primeIndex: primeIndex, scratch: scratch) { x in
      if a === b {
        pointwise.multiply(x, x, roots: tables.roots, to: scratch)
      } else {
        b.withTransform(length, primeIndex: primeIndex, scratch: scratch + length.points) { y in
          pointwise.multiply(x, y, roots: tables.roots, to: scratch)
        }
      }
    }
    NumberTheoreticTransform(length: length.points, levels: length.levels)
      .backward(scratch, tables)
  }
}
