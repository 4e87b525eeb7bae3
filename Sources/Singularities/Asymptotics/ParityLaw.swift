public import Arithmetic
public import Expressions

/// One term of an asymptotic expansion: what a pair of powers c₊·(1-t)^ν and c₋·(1+t)^ν contributes to
/// the coefficients, or eigenvalues, of one parity.
public struct AsymptoticTerm: Sendable {
  /// ν, not a natural number.
  public let exponent: Rational
  /// c₊ + c₋ for even indices, c₊ - c₋ for odd ones.
  public let strength: Expression
  /// Whether the strength is proved to differ from zero for all admitted values of the parameters.
  public let isNonzero: Bool
}

/// What a power -c·(1-t)^ν contributes whose exponent ν, between 0 and 1, depends on a symbolic depth.
public struct DepthPowerTerm: Sendable {
  /// ν.
  public let exponent: Expression
  /// c, positive.
  public let strength: Expression
}

/// The behaviour of Taylor coefficients with indices of one parity.
public enum ParityLaw: Sendable {
  /// bₙ ~ Σ strength·Γ(n - ν)/(Γ(-ν)·Γ(n + 1)), an asymptotic expansion, leading term first.
  case power([AsymptoticTerm])
  /// The leading term of a kernel whose exponent depends on a symbolic depth.
  case depthPower(DepthPowerTerm)
  /// All coefficients from an index on are zero.
  case zero(from: Int)
  /// Geometric decay: the same with a factor ρ^(-n), where the kernel continues to |z| < ρ and is singular
  /// at ρ.
  case geometric(radius: Expression, [AsymptoticTerm])
  /// Faster than every geometric sequence: the kernel is entire.
  case entire
}

/// Why no asymptotic law was proved.
public struct AsymptoticFailure: Error, Sendable, CustomStringConvertible {
  /// The reason.
  public let reason: String

  /// The reason.
  public var description: String { reason }

  /// Creates a failure.
  public init(reason: String) { self.reason = reason }
}
