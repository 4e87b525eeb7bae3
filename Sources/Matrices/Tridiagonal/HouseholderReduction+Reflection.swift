extension HouseholderReduction {
  /// Memory for one reflection A ↦ (I - ûûᵀ)A(I - ûûᵀ) = A - u′wᵀ - wu′ᵀ, and its steps.
  struct Scratch: ~Copyable {
    private let width: Int
    private let workers: Int
    private let w4: FixedPointVector
    private let accumulators: FixedPointVector
    /// w + 1 limbs for each row: sums of factors for `ReflectionLoops`.
    private let factorSums: FixedPointVector
    private let count: Int

    init(count: Int, width: Int, workers: Int) {
      self.count = count
      self.width = width
      // A thread is worth its start for large blocks only.
      self.workers = count < 64 ? 1 : max(1, workers)
      w4 = FixedPointVector(count: count, width: width)
      accumulators = FixedPointVector(count: count * self.workers, width: 2 * width)
      factorSums = FixedPointVector(count: count + 1, width: width + 1)
    }

    /// Reflects the leading block of the given order.
    func reflect(
      _ matrix: UnsafeMutablePointer<Limb>, order m: Int, by u: UnsafePointer<Limb>
    ) {
      let threads = m < 48 ? 1 : workers
      switch width {
      case 2: reflect(ReflectionLoops<2>.self, matrix, m, u, threads)
      case 3: reflect(ReflectionLoops<3>.self, matrix, m, u, threads)
      case 4: reflect(ReflectionLoops<4>.self, matrix, m, u, threads)
      case 5: reflect(ReflectionLoops<5>.self, matrix, m, u, threads)
      case 6: reflect(ReflectionLoops<6>.self, matrix, m, u, threads)
      default: reflectWideNumbers(matrix, m, u, threads)
      }
    }

    private func reflect<let w: Int>(
      _ loops: ReflectionLoops<w>.Type, _ matrix: UnsafeMutablePointer<Limb>, _ m: Int,
      _ u: UnsafePointer<Limb>, _ threads: Int
    ) {
      let (w4, sums, stride, factors) = (w4.base, accumulators.base, 2 * w * count, factorSums.base)
      loops.prefixSums(u, m, to: factors)
      Workers.run(threads) { worker in
        let own = sums + worker * stride
        own.update(repeating: 0, count: 2 * w * m)
        loops.multiply(matrix, m, u, prefixes: factors, into: own, tiles: worker, of: threads)
      }
      gather(u, m, threads)
      loops.pairSums(u, w4, m, to: factors)
      Workers.run(threads) { worker in
        loops.update(matrix, m, u, w4, pairs: factors, rows: worker, of: threads)
      }
    }

    /// The same for numbers of any width, with products of GMP.
    private func reflectWideNumbers(
      _ matrix: UnsafeMutablePointer<Limb>, _ m: Int, _ u: UnsafePointer<Limb>, _ threads: Int
    ) {
      let (w, w4, sums, stride) = (width, w4.base, accumulators.base, 2 * width * count)
      Workers.run(threads) { worker in
        let own = sums + worker * stride
        own.update(repeating: 0, count: 2 * w * m)
        Self.multiply(matrix, m, u, into: own, rows: worker, of: threads, w)
      }
      gather(u, m, threads)
      Workers.run(threads) { worker in
        Self.update(matrix, m, u, w4, rows: worker, of: threads, w)
      }
    }

    /// Forms w from what the workers have summed.
    private func gather(_ u: UnsafePointer<Limb>, _ m: Int, _ threads: Int) {
      let (w, sums) = (width, accumulators.base)
      for worker in 1..<max(threads, 1) {
        let other = sums + worker * 2 * w * count
        for j in 0..<m { FixedPointLimbs.add(sums + 2 * w * j, other + 2 * w * j, 2 * w) }
      }
      Self.formW(w4.base, from: sums, u, m, w)
    }

    /// sums += Au′, exactly, for every `of`-th row of the triangle.
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
