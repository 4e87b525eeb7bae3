public import Arithmetic
public import Expressions

/// One term n^(-ν-1)·(log n)^q of an asymptotic expansion: what singular terms c₊·(1-t)^ν·(log(1-t))ʲ and
/// c₋·(1+t)^ν·(log(1+t))ʲ contribute to the coefficients, or eigenvalues, of one parity.
public struct AsymptoticTerm: Sendable {
  /// ν; a natural number only where a logarithm stands beside the power.
  public let exponent: Rational
  /// q, the power of log n.
  public let logarithm: Int
  /// c₊ + c₋ for even indices, c₊ - c₋ for odd ones, for j = q, q + 1, ….
  let strengths: [Expression]
  /// Whether the last strength is proved to differ from zero for all admitted values of the parameters.
  public let isNonzero: Bool

  /// A term; see the properties.
  ///
  /// - Precondition: There is a strength, and for a natural ν there are two.
  init(exponent: Rational, logarithm: Int, strengths: [Expression], isNonzero: Bool) {
    self.exponent = exponent
    self.logarithm = logarithm
    self.strengths = strengths
    self.isNonzero = isNonzero
    precondition(strengths.count > (isNatural ? 1 : 0), "a natural power alone is a polynomial")
  }

  /// A term without logarithms.
  init(exponent: Rational, strength: Expression, isNonzero: Bool) {
    self.init(exponent: exponent, logarithm: 0, strengths: [strength], isNonzero: isNonzero)
  }

  /// The strength with the highest power of the logarithm.
  public var strength: Expression { strengths[strengths.count - 1] }

  /// Whether ν is a natural number, where 1/Γ(-ν) vanishes and a power of the logarithm is lost.
  var isNatural: Bool { exponent.isInteger && exponent.signum >= 0 }
}

/// What a power -c·(1-t)^ν contributes whose exponent ν > 0 holds a symbol, and is no natural number whatever the
/// value of the symbol.
public struct SymbolicPowerTerm: Sendable {
  /// ν.
  public let exponent: Expression
  /// c.
  public let strength: Expression
  /// Whether c is proved to differ from zero for all admitted values of the parameters.
  public let isNonzero: Bool
}

/// The behaviour of Taylor coefficients with indices of one parity.
public enum ParityLaw: Sendable {
  /// bₙ ~ Σ strength·Γ(n - ν)/(Γ(-ν)·Γ(n + 1)), an asymptotic expansion, leading term first; with derivatives of the
  /// ratios with respect to ν where there are logarithms.
  case power([AsymptoticTerm])
  /// The leading term of a kernel whose exponent depends on a depth or parameter without a value.
  case symbolicPower(SymbolicPowerTerm)
  /// All coefficients from an index on are zero.
  case zero(from: Int)
  /// Geometric decay: the same with a factor ρ^(-n), where the kernel continues to |z| < ρ and is singular
  /// at ρ.
  case geometric(radius: Expression, [AsymptoticTerm])
  /// Geometric decay whose rate, or constant, has no closed form.
  case enclosed(GeometricLaw)
  /// Faster than every geometric sequence: the kernel is entire.
  case entire
}
