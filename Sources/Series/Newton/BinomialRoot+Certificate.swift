internal import Arithmetic

extension BinomialRoot {
  /// Makes the last step from any guess of at least half the length, and bounds its error.
  ///
  /// - Throws: `SeriesError.insufficientPrecision` when the residual of the guess is not small.
  func certified(guess: Coefficients) throws(SeriesError) -> FixedSeries {
    let order = context.order
    precondition(2 * guess.count >= order && guess.count <= order, "a guess of the wrong length")
    let factor = ConvolutionOperand(measuring: guess, isReused: true)
    let residual = try residualMinusOne(factor)
    let low = residual.rows(0..<guess.count)
    let high = residual.rows(guess.count..<order)
    let rows = try refined(factor, high)
    let defect = try defect(low: low, high: high)
    let sizes = NormProfile(measuring: guess, order: order, fractionBits: context.fractionBits)
    let errors = NormProfile.productBounds(defect, sizes) + context.roundingError
    return FixedSeries(context, rows: rows, errors: errors)
  }

  /// The whole residual ê.
  private func residualMinusOne(_ factor: ConvolutionOperand) throws(SeriesError) -> Coefficients {
    let product = try self.residual(factor, kept: 0..<context.order)
    let one = Coefficients([Integer.one.shifted(leftBy: context.fractionBits)])
    return product.subtractingFromFirst(one)
  }

  /// |-a·E - h + R|: what the corrected guess is off by, before it is multiplied by g.
  private func defect(low: Coefficients, high: Coefficients) throws(SeriesError) -> NormProfile {
    let (order, bits) = (context.order, context.fractionBits)
    let measuredLow = NormProfile(measuring: low, order: order, fractionBits: bits)
    let measuredHigh = NormProfile(
      measuring: high, start: low.count, order: order, fractionBits: bits)
    let residualErrors = residualErrors
    let lower = measuredLow + NormProfile(bounds: residualErrors, in: 0..<low.count)
    let upper = measuredHigh + NormProfile(bounds: residualErrors, in: low.count..<order)
    let (runningLow, runningHigh) = (lower.runningLargest, upper.runningLargest)
    var remainder = BlockProfile(repeating: .zero, order: order)
    for j in remainder.bounds.indices {
      let lambda = lower.sum[j]
      guard lambda <= .powerOfTwo(-2) else {
        throw .insufficientPrecision(
          function: name, missingBits: lambda.isInfinite ? bits : lambda.ceilingExponent + 3)
      }
      let size = runningLow[j] + runningHigh[j].scaled(byPowerOfTwo: 1)
      remainder.bounds[j] = lambda.scaled(byPowerOfTwo: 1) * size
    }
    let linear = measuredLow + NormProfile(bounds: residualErrors, in: 0..<order)
    let scaled = exponent == .minusHalf ? linear * Magnitude.powerOfTwo(-1) : linear
    return scaled + NormProfile(bounds: remainder, in: 0..<order)
  }

  /// η: one rounding of v·g, and for v·g² also the rounding of g² times |v|₁.
  private var residualErrors: BlockProfile {
    switch exponent {
    case .minusOne: BlockProfile(repeating: context.roundingError, order: context.order)
    case .minusHalf: (argument.sizes.sum + Magnitude.powerOfTwo(0)) * context.roundingError
    }
  }
}

extension Coefficients {
  /// The rows with one integer subtracted from the first.
  func subtractingFromFirst(_ value: Coefficients) -> Coefficients {
    let newWidth = max(width, value.width) + 1
    let wide = value.widened(to: newWidth)
    return mapRows(width: newWidth) { n, source, target in
      LimbRow.copy(source, width, to: target, newWidth)
      if n == 0 { wide.withRows { LimbRow.subtract($0, from: target, newWidth) } }
    }
  }

  /// The negatives.
  func negated() -> Coefficients {
    mapRows(width: width + 1) { _, source, target in
      LimbRow.copy(source, width, to: target, width + 1)
      LimbRow.negate(target, width + 1)
    }
  }
}

extension LimbRow {
  /// target -= source, modulo 2^(64·width).
  static func subtract(
    _ source: UnsafePointer<Limb>, from target: UnsafeMutablePointer<Limb>, _ width: Int
  ) {
    var borrow = false
    for i in 0..<width {
      let (first, one) = target[i].subtractingReportingOverflow(source[i])
      let (second, two) = first.subtractingReportingOverflow(borrow ? 1 : 0)
      target[i] = second
      borrow = one || two
    }
  }
}
