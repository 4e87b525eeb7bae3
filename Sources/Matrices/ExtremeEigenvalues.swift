public import Arithmetic

/// The smallest and the largest eigenvalue of a symmetric matrix, enclosed.
public struct ExtremeEigenvalues: Sendable {
  /// An enclosure of λ_min.
  public let smallest: RealBall
  /// An enclosure of λ_max.
  public let largest: RealBall
  /// The bits of the last attempt.
  public let precision: Int
  /// Whether both have the accuracy that was asked for.
  public let isGoalMet: Bool

  /// Creates enclosures.
  public init(smallest: RealBall, largest: RealBall, precision: Int, isGoalMet: Bool) {
    self.smallest = smallest
    self.largest = largest
    self.precision = precision
    self.isGoalMet = isGoalMet
  }

  /// The same with λ_min = 0 exactly.
  public var withSmallestZero: ExtremeEigenvalues {
    ExtremeEigenvalues(
      smallest: .zero, largest: largest, precision: precision, isGoalMet: isGoalMet)
  }

  /// λ_max/λ_min where the matrix is proved positive definite, otherwise `nil`.
  public var condition: RealBall? {
    guard smallest.isCertainlyPositive else { return nil }
    return largest.divided(by: smallest, precision: precision + 8)
  }
}

extension ExtremeEigenvalues {
  /// Encloses the extreme eigenvalues of a matrix that can be had at any precision.
  ///
  /// The precision is raised until both enclosures have a relative error of at most 2^(-bits): first by
  /// what a factorisation in machine numbers says of the condition number, then by what the enclosures
  /// say, and twofold while zero is in one of them.
  ///
  /// - Parameters:
  ///   - bits: The significant bits asked for.
  ///   - cap: The largest number of bits of an entry; a matrix that is singular ends here.
  ///   - workers: How many threads to use.
  ///   - check: Called before every attempt and every reflection; throws to stop.
  ///   - matrix: Encloses the entries with about so many bits.
  /// - Returns: The last enclosures; `isGoalMet` is false when the cap was reached, or when an entry could
  ///   not be enclosed, in which case the enclosures are the whole line.
  public static func enclosed(
    bits: Int, cap: Int, workers: Int = 1, check: () throws -> Void = {},
    matrix: (_ precision: Int) throws -> SymmetricBallMatrix
  ) throws -> ExtremeEigenvalues {
    var precision = min(bits + 96, cap)
    var loss: Int?
    var isFirst = true
    while true {
      try check()
      let current = try matrix(precision)
      guard current.isFinite else {
        return ExtremeEigenvalues(
          smallest: .everything, largest: .everything, precision: precision, isGoalMet: false)
      }
      let size = Int.bitWidth - current.count.leadingZeroBitCount
      let overhead = 3 * size + 24
      if isFirst { loss = ConditionEstimate.logarithm(of: current) }
      isFirst = false
      let wanted = loss.map { min(bits + $0 + overhead, cap + overhead) } ?? precision
      let result = try attempt(
        current, width: max(2, (wanted + 63) / 64), bits, precision, workers, check)
      if result.isGoalMet || precision >= cap { return result }
      let next: Int
      if let known = result.lostBits {
        loss = known + 2
        let needed = bits + known + overhead
        // Where the bits were enough, the entries are known to fewer than were asked of them.
        next = needed > precision ? needed : precision + precision / 2
      } else {
        loss = nil
        next = 2 * precision
      }
      precision = min(next, cap)
    }
  }

  private static func attempt(
    _ matrix: SymmetricBallMatrix, width: Int, _ bits: Int, _ precision: Int, _ workers: Int,
    _ check: () throws -> Void
  ) throws -> ExtremeEigenvalues {
    let spectrum = try SymmetricSpectrum(
      of: matrix, width: width, workers: workers, check: check)
    let smallest = spectrum.eigenvalue(0)
    let largest = spectrum.eigenvalue(matrix.count - 1)
    let goal = AccuracyTarget(bits: bits)
    return ExtremeEigenvalues(
      smallest: smallest, largest: largest, precision: max(precision, 64 * width),
      isGoalMet: goal.isMet(by: smallest) && goal.isMet(by: largest))
  }

  /// log₂ of the quotient of the sizes, where both are known not to be 0.
  private var lostBits: Int? {
    guard !smallest.containsZero, !largest.containsZero else { return nil }
    let (a, b) = (smallest.midpoint.exponent, largest.midpoint.exponent)
    return abs(a - b) + 1
  }
}

/// A relative accuracy.
struct AccuracyTarget {
  let bits: Int

  func isMet(by ball: RealBall) -> Bool {
    ball.isExact || ball.radius <= ball.lowerMagnitude.scaled(byPowerOfTwo: -bits)
  }
}
