internal import Arithmetic

extension FixedSeries {
  /// log u = log u₀ + ∫u'/u.
  ///
  /// For u = U + δ, log u - log U = log(1 + x) with x = δ/U, at most |x|∞/(1 - |x|₁) in size.
  ///
  /// - Throws: `SeriesError.domain` when the constant term is certainly not positive,
  ///   `.insufficientPrecision`, `.tooLarge`.
  /// - Complexity: about 4 products.
  public static func log(_ u: FixedSeries) throws(SeriesError) -> FixedSeries {
    try u.requirePositiveConstant(function: "log")
    if let value = try u.constantImage({ (try? RealBall.log($0, precision: $1)) ?? .everything }) {
      return value
    }
    let center = u.center
    let inverse = try reciprocal(center)
    let integral = try center.termwiseDerivative().multiplied(by: inverse).integrated()
    let precision = center.workingPrecision(of: center[0])
    guard let constant = try? RealBall.log(center[0], precision: precision) else {
      throw .domain(function: "log")
    }
    let value = integral.adding(try u.context.constant(constant))
    if u.isExact { return value }
    let x = u.errorNorms * inverse.norms
    return value.widened(
      by: try relativeError(x, of: .one(order: u.order), function: "log", slope: .powerOfTwo(0)))
  }
}

extension NormProfile {
  /// The norms of the series 1.
  static func one(order: Int) -> NormProfile {
    var largest = BlockProfile(repeating: .zero, order: order)
    largest.bounds[0] = .powerOfTwo(0)
    return NormProfile(
      largest: largest, sum: BlockProfile(repeating: .powerOfTwo(0), order: order))
  }
}
