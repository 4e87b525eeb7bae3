public import Arithmetic

/// A function of several real variables.
public enum MultivariateFunction: Hashable, Sendable {
  /// Φ₂(h, k, ρ): the probability that U ≤ h and V ≤ k for standard normal U, V with correlation ρ.
  case bivariateNormalCDF
  /// E[φ(u)φ(v)] as a function of p, q, r, for centred Gaussian u, v with Var u = p, Cov(u, v) = q and
  /// Var v = r.
  case dual(PointwiseFunction)
  /// A component of the solution of an initial value problem, as a function of the time, the initial values and the
  /// parameters.
  case flow(FlowFunction)

  /// The name in the language.
  public var name: String {
    switch self {
    case .bivariateNormalCDF: "Phi2"
    case .dual(let function): "dual(\(function.name))"
    case .flow(let function): function.name
    }
  }

  /// The two arguments that may change places, if there are any.
  var symmetricArguments: (Int, Int)? {
    switch self {
    case .bivariateNormalCDF: (0, 1)
    case .dual: (0, 2)
    case .flow: nil
    }
  }
}

/// A function of one real variable given piece by piece by expressions.
///
/// Each body is an expression in ``variable`` and free of other symbols, without absolute values, so that it
/// continues analytically beyond its piece.
public struct PointwiseFunction: Hashable, Sendable {
  /// The variable of the bodies; no name of the language.
  public static let variable = Symbol("pre-activation")

  /// One piece.
  public struct Piece: Hashable, Sendable {
    /// Where the piece ends; `nil` for the last one.
    public let upper: Rational?
    /// The value.
    public let body: Expression

    /// Creates a piece.
    public init(upper: Rational?, body: Expression) {
      self.upper = upper
      self.body = body
    }
  }

  /// The function in the language.
  public let name: String
  /// The pieces from left to right.
  public let pieces: [Piece]
  /// Whether neighbouring pieces are proved to have the same value where they meet.
  public let isContinuous: Bool

  /// Whether φ(-u) = φ(u) or φ(-u) = -φ(u) is proved.
  public let parity: Parity?

  /// The symmetry of a function under u ↦ -u.
  public enum Parity: Hashable, Sendable {
    /// φ(-u) = φ(u).
    case even
    /// φ(-u) = -φ(u).
    case odd
  }

  /// The places where one piece ends and the next begins.
  public var breakpoints: [Rational] { pieces.compactMap(\.upper) }

  /// Whether the function is given by one formula.
  public var isSmooth: Bool { pieces.count == 1 }
}

extension ExpressionStore {
  /// Whether an expression is free of duals and flows, which are known by their values only.
  public func isClosedForm(_ expression: Expression) -> Bool {
    topologicalOrder(of: [expression]).allSatisfy {
      switch node($0) {
      case .application(.dual, _), .application(.flow, _): false
      default: true
      }
    }
  }

  /// A function from its pieces.
  public func pointwiseFunction(
    named name: String, _ pieces: [PointwiseFunction.Piece]
  ) -> PointwiseFunction {
    let isContinuous = zip(pieces, pieces.dropFirst()).allSatisfy { left, right in
      guard let end = left.upper, let a = value(of: left, at: end),
        let b = value(of: right, at: end)
      else { return false }
      return areProvedEqual(a, b)
    }
    let function = PointwiseFunction(
      name: name, pieces: pieces, isContinuous: isContinuous, parity: parity(of: pieces))
    if !pointwiseFunctions.contains(function) { pointwiseFunctions.append(function) }
    return function
  }

  private func parity(of pieces: [PointwiseFunction.Piece]) -> PointwiseFunction.Parity? {
    let ends = pieces.compactMap(\.upper)
    guard ends == ends.reversed().map({ -$0 }) else { return nil }
    let mirror = negated(symbol(PointwiseFunction.variable))
    var isEven = true
    var isOdd = true
    for (left, right) in zip(pieces, pieces.reversed()) {
      guard
        let image = try? substituting([PointwiseFunction.variable: mirror], in: right.body)
      else { return nil }
      isEven = isEven && areProvedEqual(image, left.body)
      isOdd = isOdd && areProvedEqual(image, negated(left.body))
    }
    return isEven ? .even : isOdd ? .odd : nil
  }

  private func value(of piece: PointwiseFunction.Piece, at point: Rational) -> Expression? {
    try? substituting([PointwiseFunction.variable: rational(point)], in: piece.body)
  }

  /// The derivative between the breakpoints.
  ///
  /// - Throws: ``ExpressionError`` when a piece has none.
  public func slope(
    of function: PointwiseFunction
  ) throws(ExpressionError) -> PointwiseFunction {
    var pieces: [PointwiseFunction.Piece] = []
    for piece in function.pieces {
      let slope = try derivative(of: piece.body, with: PointwiseFunction.variable)
      pieces.append(PointwiseFunction.Piece(upper: piece.upper, body: simplified(slope)))
    }
    return pointwiseFunction(named: "slope(\(function.name))", pieces)
  }
}
