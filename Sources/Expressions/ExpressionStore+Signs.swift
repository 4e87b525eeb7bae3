internal import Arithmetic

/// The signs that a quantity may have, as far as its structure tells.
struct SignSet: Hashable, Sendable {
  var canBeNegative: Bool
  var canBeZero: Bool
  var canBePositive: Bool

  static let any = SignSet(canBeNegative: true, canBeZero: true, canBePositive: true)
  static let positive = SignSet(canBeNegative: false, canBeZero: false, canBePositive: true)
  static let nonnegative = SignSet(canBeNegative: false, canBeZero: true, canBePositive: true)

  init(canBeNegative: Bool, canBeZero: Bool, canBePositive: Bool) {
    self.canBeNegative = canBeNegative
    self.canBeZero = canBeZero
    self.canBePositive = canBePositive
  }

  init(_ sign: Int) {
    self.init(canBeNegative: sign < 0, canBeZero: sign == 0, canBePositive: sign > 0)
  }

  var negated: SignSet {
    SignSet(canBeNegative: canBePositive, canBeZero: canBeZero, canBePositive: canBeNegative)
  }

  func adding(_ other: SignSet) -> SignSet {
    let mixed =
      (canBeNegative && other.canBePositive) || (canBePositive && other.canBeNegative)
    return SignSet(
      canBeNegative: canBeNegative || other.canBeNegative,
      canBeZero: (canBeZero && other.canBeZero) || mixed,
      canBePositive: canBePositive || other.canBePositive)
  }

  func multiplied(by other: SignSet) -> SignSet {
    SignSet(
      canBeNegative: (canBeNegative && other.canBePositive)
        || (canBePositive && other.canBeNegative),
      canBeZero: canBeZero || other.canBeZero,
      canBePositive: (canBePositive && other.canBePositive)
        || (canBeNegative && other.canBeNegative))
  }
}

// Signs are read off the structure under the declared assumptions, wherever the expression is defined.
// "Nonnegative" is proved; "not known to be" is no statement.
extension ExpressionStore {
  /// Whether the structure shows that the expression is never negative where it is defined.
  public func isNonnegative(_ expression: Expression) -> Bool {
    !sign(of: expression).canBeNegative
  }

  /// Whether the structure shows that the expression is positive where it is defined.
  public func isPositive(_ expression: Expression) -> Bool {
    let sign = sign(of: expression)
    return !sign.canBeNegative && !sign.canBeZero
  }

  /// Whether the structure shows that the expression is never positive where it is defined.
  public func isNonpositive(_ expression: Expression) -> Bool {
    !sign(of: expression).canBePositive
  }

  /// The signs an expression may have.
  func sign(of expression: Expression) -> SignSet {
    if let known = signs[expression.index] { return known }
    for node in topologicalOrder(of: [expression], stoppingAt: { signs[$0.index] != nil }) {
      signs[node.index] = computedSign(of: node)
    }
    return signs[expression.index] ?? .any
  }

  private func known(_ expression: Expression) -> SignSet { signs[expression.index] ?? .any }

  private func computedSign(of expression: Expression) -> SignSet {
    switch node(expression) {
    case .rational(let value): return SignSet(value.signum)
    case .pi: return .positive
    case .symbol(let symbol):
      let assumption = assumption(of: symbol)
      if assumption.impliesPositive { return .positive }
      return assumption.impliesNonnegative ? .nonnegative : .any
    case .sum(let terms):
      if isComplementOfSquare(terms) { return .nonnegative }
      let sign = terms.dropFirst().reduce(known(terms[0])) { $0.adding(known($1)) }
      return sign.canBeNegative && sign.canBePositive ? signOfNumber(expression) ?? sign : sign
    case .product(let coefficient, let factors):
      return factors.reduce(SignSet(coefficient.signum)) {
        $0.multiplied(by: sign(of: $1))
      }
    case .function(let function, let argument): return sign(of: function, at: known(argument))
    case .application(.bivariateNormalCDF, _): return .nonnegative
    case .application(.flow, _): return .any
    case .application(.dual, let arguments):
      // Σ aₙ²·ρⁿ for equal variances.
      let isSeries = arguments[0] == arguments[2] && !known(arguments[1]).canBeNegative
      return isSeries ? .nonnegative : .any
    }
  }

  /// The sign of an expression without symbols, when an enclosure shows it.
  private func signOfNumber(_ expression: Expression) -> SignSet? {
    guard symbols(in: expression).isEmpty,
      let result = try? Tape(expression, in: self).evaluate(over: [:], precision: 64),
      result.isDefinednessProved
    else { return nil }
    let value = result.values[0]
    return value.isCertainlyPositive ? SignSet(1) : value.isCertainlyNegative ? SignSet(-1) : nil
  }

  /// Whether terms make up 1 - x² with |x| ≤ 1.
  private func isComplementOfSquare(_ terms: [Expression]) -> Bool {
    guard terms.count == 2,
      let place = terms.firstIndex(where: { rationalValue($0)?.isOne == true }),
      case .product(let coefficient, let factors) = node(terms[1 - place]), coefficient.signum < 0,
      let root = coefficient.magnitude.exactRoot(2),
      factors.allSatisfy({ ($0.exponent / 2).isInteger && $0.exponent.signum > 0 })
    else { return false }
    return isBoundedByOne(product(root, factors.map { Factor($0.base, $0.exponent / 2) }))
  }

  private func sign(of factor: Factor) -> SignSet {
    let base = known(factor.base)
    guard factor.exponent.isInteger else {
      // A real root is taken of nonnegative numbers and is not negative.
      return SignSet(canBeNegative: false, canBeZero: base.canBeZero, canBePositive: true)
    }
    let isEven = (factor.exponent / 2).isInteger
    if !isEven { return base }
    return SignSet(
      canBeNegative: false, canBeZero: base.canBeZero,
      canBePositive: base.canBePositive || base.canBeNegative)
  }

  private func sign(of function: Function, at argument: SignSet) -> SignSet {
    switch function {
    case .exp: return .positive
    case .normalCDF: return .positive
    case .arccos, .kappa: return .nonnegative
    case .arcsin, .erf: return argument
    case .abs:
      return SignSet(
        canBeNegative: false, canBeZero: argument.canBeZero,
        canBePositive: argument.canBePositive || argument.canBeNegative)
    case .log, .sin, .cos: return .any
    }
  }
}
