/// Why a series could not be delivered.
public enum SeriesError: Error, Hashable, Sendable {
  /// The function is not analytic at the constant term, whatever the precision: √ or a logarithm of
  /// a number that is not positive, 1/0, arccos of a number outside (-1, 1).
  case domain(function: String)
  /// The constant term could not be told from a singularity of the function, or the residual of
  /// an approximation was too large for a proof. About `missingBits` more bits may settle it.
  case insufficientPrecision(function: String, missingBits: Int)
  /// The integers would need more memory than the limit of the module allows.
  case tooLarge(limbs: Int)
  /// The function is known by its values only.
  case noSeries(function: String)
}

extension SeriesError: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .domain(let function):
      "\(function) is not analytic at the constant term of its argument"
    case .insufficientPrecision(let function, let bits):
      "\(function) could not be certified; about \(bits) more bits are needed"
    case .tooLarge(let limbs):
      "a series would need \(limbs) words of memory, which is beyond the limit"
    case .noSeries(let function): "\(function) is known by its values, not by its series"
    }
  }
}
