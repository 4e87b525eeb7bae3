extension HouseholderReduction {
  /// Memory for one reflection A ↦ (I - ûûᵀ)A(I - ûûᵀ) = A - u′wᵀ - wu′ᵀ, and its three loops.
  struct Scratch: ~Copyable {
    private let width: Int
    private let workers: Int
    private let w4: FixedPointVector
    private let accumulators: FixedPointVector
    private let count: Int

    init(count: Int, width: Int, workers: Int) {
      self.count = count
      self.width = width
      // A thread is worth its start for large blocks only.
      self.workers = count < 64 ? 1 : max(1, workers)
      w4 = FixedPointVector(count: count, width: width)
      accumulators = FixedPointVector(count: count * self.workers, width: 2 * width)
    }

    /// Reflects the leading block of the given order.
    func reflect(
      _ matrix: UnsafeMutablePointer<Limb>, order m: Int, by u: UnsafePointer<Limb>
    ) {
      let threads = m < 48 ? 1 : workers
      let (w, w4, sums, stride) = (width, w4.base, accumulators.base, 2 * width * count)
      Workers.run(threads) { worker in
        let own = sums + worker * stride
        own.update(repeating: 0, count: 2 * w * m)
        FixedPointLimbs.specialized(w) { w in
          Self.multiply(matrix, m, u, into: own, rows: worker, of: threads, w)
        }
      }
      FixedPointLimbs.specialized(w) { w in
        for worker in 1..<max(threads, 1) {
          FixedPointLimbs.addRows(sums, sums + worker * stride, m, 2 * w)
        }
        Self.formW(w4, from: sums, u, m, w)
      }
      Workers.run(threads) { worker in
        FixedPointLimbs.specialized(w) { w in
          Self.update(matrix, m, u, w4, rows: worker, of: threads, w)
        }
      }
    }

    /// sums += Au′, exactly, for every `of`-th row of the triangle.
    @inline(__always)
    private static func multiply(
      _ matrix: UnsafePointer<Limb>, _ m: Int, _ u: UnsafePointer<Limb>,
      into sums: UnsafeMutablePointer<Limb>, rows first: Int, of step: Int, _ w: Int
    ) {
      withUnsafeTemporaryAllocation(of: Limb.self, capacity: 2 * w) { buffer in
        guard let product = buffer.baseAddress else { return }
        for i in Swift.stride(from: first, to: m, by: step) {
          let row = matrix + i * (i + 1) / 2 * w
          let (own, ui) = (sums + 2 * w * i, u + i * w)
          for j in 0..<i {
            FixedPointLimbs.product(product, row + j * w, u + j * w, w)
            FixedPointLimbs.add(own, product, 2 * w)
            FixedPointLimbs.product(product, row + j * w, ui, w)
            FixedPointLimbs.add(sums + 2 * w * j, product, 2 * w)
          }
          FixedPointLimbs.product(product, row + i * w, ui, w)
          FixedPointLimbs.add(own, product, 2 * w)
        }
      }
    }

    /// w = q - gu′ with q = 16Au′ and g = 8u′ᵀq, each rounded down.
    @inline(__always)
    private static func formW(
      _ w4: UnsafeMutablePointer<Limb>, from sums: UnsafePointer<Limb>, _ u: UnsafePointer<Limb>,
      _ m: Int, _ w: Int
    ) {
      withUnsafeTemporaryAllocation(of: Limb.self, capacity: 6 * w) { buffer in
        guard let product = buffer.baseAddress else { return }
        let (dot, g, upper) = (product + 2 * w, product + 4 * w, product + 5 * w)
        for k in 0..<(2 * w) { dot[k] = 0 }
        for j in 0..<m {
          FixedPointLimbs.storeUpper(w4 + j * w, sums + 2 * w * j, shift: 4, w)
          FixedPointLimbs.product(product, w4 + j * w, u + j * w, w)
          FixedPointLimbs.add(dot, product, 2 * w)
        }
        FixedPointLimbs.storeUpper(g, dot, shift: 3, w)
        for j in 0..<m {
          FixedPointLimbs.product(product, g, u + j * w, w)
          FixedPointLimbs.storeUpper(upper, product, shift: 0, w)
          FixedPointLimbs.subtract(w4 + j * w, upper, w)
        }
      }
    }

    /// A -= u′wᵀ + wu′ᵀ, the sum rounded down, for every `of`-th row of the triangle.
    @inline(__always)
    private static func update(
      _ matrix: UnsafeMutablePointer<Limb>, _ m: Int, _ u: UnsafePointer<Limb>,
      _ w4: UnsafePointer<Limb>, rows first: Int, of step: Int, _ w: Int
    ) {
      withUnsafeTemporaryAllocation(of: Limb.self, capacity: 4 * w) { buffer in
        guard let product = buffer.baseAddress else { return }
        let sum = product + 2 * w
        for i in Swift.stride(from: first, to: m, by: step) {
          let row = matrix + i * (i + 1) / 2 * w
          for j in 0...i {
            FixedPointLimbs.product(sum, u + i * w, w4 + j * w, w)
            FixedPointLimbs.product(product, w4 + i * w, u + j * w, w)
            FixedPointLimbs.add(sum, product, 2 * w)
            FixedPointLimbs.subtract(row + j * w, sum + w, w)
          }
        }
      }
    }
  }
}

extension FixedPointLimbs {
  /// target += x, row by row.
  @inline(__always)
  static func addRows(
    _ target: UnsafeMutablePointer<Limb>, _ x: UnsafePointer<Limb>, _ rows: Int, _ w: Int
  ) {
    for j in 0..<rows { add(target + j * w, x + j * w, w) }
  }
}
