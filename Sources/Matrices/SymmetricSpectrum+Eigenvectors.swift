public import Arithmetic

extension SymmetricSpectrum {
  private static let turns = 3

  /// A vector close to an eigenvector of eigenvalue number k, without a proved error.
  ///
  /// Inverse iteration in the tridiagonal matrix, and back through the reflections. It serves as a witness:
  /// what it witnesses is checked with balls (`rayleighQuotient`).
  ///
  /// - Complexity: O(n²) multiplications.
  public func approximateEigenvector(_ k: Int) -> [Dyadic] {
    let shift = tridiagonal.bisected(k, widthExponent: widthExponent).midpoint
    var vector = (0..<count).map { Dyadic($0 % 3 == 0 ? 3 : $0 % 2 == 0 ? 2 : -1) }
    for _ in 0..<Self.turns {
      vector = tridiagonal.solved(
        vector, shift: shift,
        offDiagonal: reduction.offDiagonal.map {
          Dyadic($0, timesPowerOfTwo: -64 * reduction.width)
        })
      let size = vector.map { $0.isZero ? Int.min : $0.exponent }.max() ?? 0
      guard size != Int.min else { break }
      vector = vector.map { $0.scaled(byPowerOfTwo: -size) }
    }
    return reflected(vector)
  }

  /// P_{n-1} ⋯ P₂y, for the reflections of the reduction.
  private func reflected(_ y: [Dyadic]) -> [Dyadic] {
    let precision = tridiagonal.precision
    let width = reduction.width
    var vector = y
    for i in stride(from: 2, to: count, by: 1) {
      let row = reduction.reflectors.row(i)
      let u = (0..<i).map {
        Dyadic(FixedPointNumber.integer(row + $0 * width, width), timesPowerOfTwo: -64 * width)
      }
      var dot = Dyadic.zero
      for j in 0..<i where !u[j].isZero {
        dot = dot.adding(
          u[j].multiplied(by: vector[j], precision: precision, rounding: .nearest),
          precision: precision, rounding: .nearest)
      }
      let factor = dot.scaled(byPowerOfTwo: 4)
      for j in 0..<i where !u[j].isZero {
        vector[j] = vector[j].subtracting(
          factor.multiplied(by: u[j], precision: precision, rounding: .nearest),
          precision: precision, rounding: .nearest)
      }
    }
    return vector
  }
}

extension TridiagonalMatrix {
  /// About (T - μ)⁻¹x, by Gaussian elimination with row exchanges.
  func solved(_ x: [Dyadic], shift: Dyadic, offDiagonal b: [Dyadic]) -> [Dyadic] {
    let n = count
    func minus(_ x: Dyadic, _ y: Dyadic) -> Dyadic {
      x.subtracting(y, precision: precision, rounding: .nearest)
    }
    func times(_ x: Dyadic, _ y: Dyadic) -> Dyadic {
      x.multiplied(by: y, precision: precision, rounding: .nearest)
    }
    let tiny = Dyadic(1, timesPowerOfTwo: -2 * precision)
    func over(_ x: Dyadic, _ y: Dyadic) -> Dyadic {
      x.divided(by: y.isZero ? tiny : y, precision: precision, rounding: .nearest)
    }
    // Row i of the triangular factor: entries at i, i + 1 and i + 2.
    var factor: [[Dyadic]] = []
    var right = x
    var current = [minus(diagonal[0], shift), n > 1 ? b[1] : .zero, Dyadic.zero]
    for i in 0..<n {
      guard i + 1 < n else {
        factor.append(current)
        break
      }
      var next = [
        b[i + 1], minus(diagonal[i + 1], shift), i + 2 < n ? b[i + 2] : Dyadic.zero,
      ]
      if next[0].absoluteValue > current[0].absoluteValue {
        swap(&next, &current)
        right.swapAt(i, i + 1)
      }
      let ratio = next[0].isZero ? Dyadic.zero : over(next[0], current[0])
      factor.append(current)
      current = [
        minus(next[1], times(ratio, current[1])), minus(next[2], times(ratio, current[2])), .zero,
      ]
      right[i + 1] = minus(right[i + 1], times(ratio, right[i]))
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      var value = right[i]
      if i + 1 < n { value = minus(value, times(factor[i][1], right[i + 1])) }
      if i + 2 < n { value = minus(value, times(factor[i][2], right[i + 2])) }
      right[i] = over(value, factor[i][0])
    }
    return right
  }
}

extension SymmetricBallMatrix {
  /// vᵀAv for an exact vector.
  ///
  /// - Complexity: O(n²).
  public func quadraticForm(_ v: [Dyadic], precision: Int) -> RealBall {
    var sum = RealBall.zero
    let balls = v.map { RealBall($0) }
    for i in 0..<count {
      var row = self[i, i].multiplied(by: balls[i], precision: precision)
      for j in 0..<i {
        row = row.adding(
          self[i, j].multiplied(by: balls[j], precision: precision).scaled(byPowerOfTwo: 1),
          precision: precision)
      }
      sum = sum.adding(row.multiplied(by: balls[i], precision: precision), precision: precision)
    }
    return sum
  }
}
