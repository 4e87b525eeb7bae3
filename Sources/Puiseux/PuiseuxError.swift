/// Why a kernel has no Puiseux series at a pole, or none was found.
public enum PuiseuxError: Error, Hashable, Sendable {
  /// The kernel has no value next to the pole.
  case undefined(String)
  /// An essential singularity, such as that of e^(-1/s).
  case essential(function: String)
  /// A function whose expansion is not known.
  case unsupported(function: String)
  /// Logarithms in a place where the result is no series in powers of s and log s.
  case logarithm(String)
  /// The sign of a coefficient, or its place in [-1, 1], could not be decided.
  case undecided(String)
  /// A symbol that stands for a sequence or a quantity.
  case symbol(String)
  /// The coefficients grow too large.
  case tooLarge
  /// All coefficients up to a high order vanish without being proved zero throughout.
  case noLeadingTerm
  /// With the depth as a symbol, no closed form of a first coefficient was found.
  case noClosedForm
  /// The working order does not reach the first term that is needed; more of them are asked for.
  case insufficientOrder
}

extension PuiseuxError {
  /// Whether a series may exist all the same: more knowledge of the parameters, or more work, may find it.
  public var isUndecided: Bool {
    switch self {
    case .undecided, .tooLarge, .noLeadingTerm, .noClosedForm, .insufficientOrder: true
    case .undefined, .essential, .unsupported, .logarithm, .symbol: false
    }
  }
}

extension PuiseuxError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .undefined(let what): "it is not defined next to the pole: \(what)"
    case .essential(let function): "`\(function)` has an essential singularity there"
    case .unsupported(let function): "the expansion of `\(function)` is not known"
    case .logarithm(let what): "\(what) of a logarithm of s is no Puiseux series"
    case .undecided(let what): "it could not be decided whether \(what)"
    case .symbol(let name): "`\(name)` has no value"
    case .tooLarge: "the coefficients grow too large to be written in exact form"
    case .noLeadingTerm:
      "all of its coefficients vanish up to a high order, as those of 0 or of a flat essential singularity"
    case .noClosedForm: "no closed form in the depth was found for its first terms"
    case .insufficientOrder: "more terms of a part are needed than were computed"
    }
  }
}
