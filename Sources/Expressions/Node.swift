public import Arithmetic

/// A handle of one node in an ``ExpressionStore``.
///
/// Handles of one store are equal exactly when they stand for the same canonical expression.
/// Children have smaller indices than their parents, so ascending index is a topological order.
public struct Expression: Hashable, Sendable {
  let index: Int32
}

/// A base and its rational exponent.
public struct Factor: Hashable, Sendable {
  /// The base.
  public let base: Expression
  /// The exponent, not 0.
  public let exponent: Rational

  /// Creates a factor.
  public init(_ base: Expression, _ exponent: Rational = 1) {
    self.base = base
    self.exponent = exponent
  }
}

/// A function of one real variable.
public enum Function: Hashable, Sendable {
  /// arccos u, in [0, π], for u in [-1, 1].
  case arccos
  /// arcsin u, in [-π/2, π/2], for u in [-1, 1].
  case arcsin
  /// e^u.
  case exp
  /// The natural logarithm of u > 0.
  case log
  /// The error function.
  case erf
  /// The cumulative distribution function Φ of the standard normal law.
  case normalCDF
  /// sin u.
  case sin
  /// cos u.
  case cos
  /// |u|.
  case abs
  /// The arc-cosine kernel of degree n, normalised to 1 at 1 (Cho & Saul 2009, eq. (3)), for u in
  /// [-1, 1]: κ₀(u) = (π - arccos u)/π, κ₁(u) = (u(π - arccos u) + √(1-u²))/π.
  case kappa(Int)

  /// The name in the language.
  public var name: String {
    switch self {
    case .arccos: "arccos"
    case .arcsin: "arcsin"
    case .exp: "exp"
    case .log: "log"
    case .erf: "erf"
    case .normalCDF: "Phi"
    case .sin: "sin"
    case .cos: "cos"
    case .abs: "abs"
    case .kappa(let degree): "kappa\(degree)"
    }
  }

  /// Whether the function is defined on [-1, 1] only.
  public var needsUnitInterval: Bool {
    switch self {
    case .arccos, .arcsin, .kappa: true
    case .exp, .log, .erf, .normalCDF, .sin, .cos, .abs: false
    }
  }

  /// A number that tells the functions apart in fingerprints.
  var code: UInt64 {
    switch self {
    case .arccos: 1
    case .arcsin: 2
    case .exp: 3
    case .log: 4
    case .erf: 5
    case .normalCDF: 6
    case .sin: 7
    case .cos: 8
    case .abs: 9
    case .kappa(let degree): 100 + UInt64(degree)
    }
  }
}

/// One node of the expression graph: a closed set of kinds.
///
/// Invariants, established by the store's constructors:
/// - `sum`: at least two terms, at most one a rational number, no two with the same core, in canonical
///   order. Sums are not flattened: a sum may be a term of a sum, which keeps the layers of a deep
///   kernel shared.
/// - `product`: coefficient not 0, at least one factor, distinct bases in canonical order, no exponent 0;
///   not a lone base with coefficient and exponent 1. A rational base occurs only under a fractional
///   exponent, as a positive integer.
/// - `function`: the argument is not one at which the value is known in closed form.
/// - `application`: as many arguments as the function has, those that may change places in canonical
///   order.
public enum Node: Hashable, Sendable {
  /// A rational number.
  case rational(Rational)
  /// The number π.
  case pi
  /// A parameter or variable.
  case symbol(Symbol)
  /// A sum of terms.
  case sum([Expression])
  /// A rational coefficient times powers.
  case product(Rational, [Factor])
  /// A function of one argument.
  case function(Function, Expression)
  /// A function of several arguments.
  case application(MultivariateFunction, [Expression])
}
