public import Arithmetic
public import Expressions

/// How eigenvalues on a product of spheres behave along a ray of frequencies kᵢ = aᵢ·n + bᵢ, for n of one parity.
public enum RayLaw {
  /// λ_k ~ C·n^(-e) with the exponent e of the order.
  case power(RayOrder, RayConstant)
  /// λ_k = O(n^(-e-η)) for some η > 0: the leading constant is zero, or no single part is singular there.
  case below(RayOrder)
  /// λ_k = O(n^(-e+η)) for every η > 0; the leading constant is not shown to differ from zero.
  case atMost(RayOrder)
  /// Faster than every power of n: the kernel is analytic in a cosine whose frequency grows.
  case rapid
  /// λ_k = 0 for large n.
  case zero
}

/// The constant C of a law along a ray, proved to differ from zero for all admitted values of the parameters.
public struct RayConstant {
  /// The constant, in which symbols stand for coefficients.
  public let product: GammaProduct
  /// Eigenvalues of functions of the pixels that stay, by the symbols that stand for them, in the order of their names.
  public let coefficients: [(symbol: Symbol, value: RayCoefficient)]

  /// An enclosure; `nil` when a parameter is free or a coefficient could not be enclosed.
  ///
  /// - Parameter bits: The accuracy of coefficients, see ``RayCoefficient/ball(bits:)``.
  public func ball(bits: Int, in store: ExpressionStore) -> RealBall? {
    if coefficients.isEmpty { return product.ball(bits: bits) }
    guard product.numericGammas.isEmpty else { return nil }
    var bindings: [Symbol: RealBall] = [:]
    for (symbol, value) in coefficients { bindings[symbol] = value.ball(bits: bits) }
    guard store.symbols(in: product.factor).allSatisfy({ bindings[$0] != nil }),
      let (values, isDefined) = try? Tape(product.factor, in: store).evaluate(
        over: bindings, precision: bits + 64), isDefined
    else { return nil }
    return values[0]
  }
}
