internal import Arithmetic

extension TridiagonalMatrix {
  /// An interval that holds an eigenvalue.
  struct Bracket {
    var lower: Dyadic
    var upper: Dyadic

    /// A ball that holds the interval and everything within `error` of it.
    func ball(widenedBy error: Magnitude, precision: Int) -> RealBall {
      RealBall(from: lower, to: upper, precision: precision).widened(by: error)
    }
  }

  /// Encloses the eigenvalue with number k, counted from 0 upwards, by bisection.
  ///
  /// Below λ̃ₖ there are at most k eigenvalues, and above it more than k; each count is that of a matrix
  /// within `countError`, so by Weyl's inequality the enclosure widened by it holds λₖ.
  ///
  /// - Parameter width: The bracket is at most so wide, as a power of two.
  /// - Complexity: One count a bit.
  func bisected(_ k: Int, widthExponent: Int) -> RealBall {
    var bracket = Bracket(
      lower: -bound.scaled(byPowerOfTwo: 1), upper: bound.scaled(byPowerOfTwo: 1))
    // A matrix of zeros has nothing to bisect.
    if bound.isZero { return RealBall.zero.widened(by: countError) }
    let goal = Dyadic(1, timesPowerOfTwo: widthExponent)
    while bracket.upper.subtracting(bracket.lower, precision: 64, rounding: .up) > goal {
      let middle = bracket.lower.adding(bracket.upper, precision: precision, rounding: .nearest)
        .scaled(byPowerOfTwo: -1)
      if middle <= bracket.lower || middle >= bracket.upper { break }
      if count(below: middle) > k { bracket.upper = middle } else { bracket.lower = middle }
    }
    return bracket.ball(widenedBy: countError, precision: precision)
  }

  /// Encloses all eigenvalues, in ascending order.
  ///
  /// Guesses from `guessedEigenvalues()` are checked by two counts each; where a guess fails, the
  /// neighbourhood grows sixteenfold until the counts agree, up to the whole range of eigenvalues.
  ///
  /// - Complexity: O(n²) divisions.
  func allEigenvalues(widthExponent: Int) -> [RealBall] {
    let guesses = guessedEigenvalues()
    return guesses.enumerated().map { k, guess in
      var exponent = widthExponent
      while true {
        let reach = Dyadic(1, timesPowerOfTwo: exponent)
        let lower = guess.subtracting(reach, precision: precision + 8, rounding: .down)
        let upper = guess.adding(reach, precision: precision + 8, rounding: .up)
        if count(below: lower) <= k && count(below: upper) > k {
          return Bracket(lower: lower, upper: upper)
            .ball(widenedBy: countError, precision: precision)
        }
        if exponent > 4 { return bisected(k, widthExponent: widthExponent) }
        exponent += 4
      }
    }
  }
}
