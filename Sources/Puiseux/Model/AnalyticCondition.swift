internal import Arithmetic
internal import Expressions

/// What one part of a kernel asks of its argument, a function of t, for the kernel to be analytic.
struct AnalyticCondition: Hashable {
  /// What is asked of the argument.
  enum Requirement {
    /// An absolute value is ± its argument where that does not change its sign.
    case constantSign
    /// A negative power.
    case nonzero
    /// A root or a logarithm.
    case positive
    /// arccos, arcsin and κₙ are singular at ±1.
    case insideUnit
  }

  let requirement: Requirement
  let argument: Expression
  /// The function, for messages; `nil` for a power.
  let function: Function?

  /// The conditions of all parts that depend on t; `nil` when a part has singularities of its own.
  ///
  /// Sums, products, natural powers, exp, erf, Φ, sin and cos are entire and ask nothing.
  static func conditions(of kernel: Expression, in store: ExpressionStore) -> [AnalyticCondition]? {
    var found: [AnalyticCondition] = []
    for part in store.topologicalOrder(of: [kernel]) where store.dependsOnCosine(part) {
      switch store.node(part) {
      case .rational, .pi, .symbol, .sum: continue
      case .product(_, let factors):
        for factor in factors where store.dependsOnCosine(factor.base) {
          if factor.exponent.isInteger && factor.exponent.signum > 0 { continue }
          found.append(
            AnalyticCondition(
              requirement: factor.exponent.isInteger ? .nonzero : .positive,
              argument: factor.base, function: nil))
        }
      case .function(let function, let argument):
        guard let requirement = Requirement(of: function) else { continue }
        found.append(
          AnalyticCondition(requirement: requirement, argument: argument, function: function))
      case .application: return nil
      }
    }
    return found
  }

  /// Whether an enclosure of the argument shows the condition; `sign` is the sign that an argument of
  /// constant sign has elsewhere.
  func isShown(by values: RealBall, sign: Int) -> Bool {
    switch requirement {
    case .constantSign:
      sign > 0 ? values.isCertainlyNonnegative : sign < 0 && values.isCertainlyNonpositive
    case .nonzero: !values.containsZero
    case .positive: values.isCertainlyPositive
    case .insideUnit: values.magnitude < .powerOfTwo(0)
    }
  }
}

extension AnalyticCondition.Requirement {
  /// What a function asks; `nil` for entire functions.
  fileprivate init?(of function: Function) {
    switch function {
    case .abs: self = .constantSign
    case .log: self = .positive
    case .arccos, .arcsin, .kappa: self = .insideUnit
    case .exp, .erf, .normalCDF, .sin, .cos: return nil
    }
  }
}
