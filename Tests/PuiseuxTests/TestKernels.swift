import Arithmetic
import Expressions

/// The kernels of the literature, built from their recursions.
struct TestKernels {
  let store: ExpressionStore

  func kappa(_ degree: Int, _ argument: Expression) throws -> Expression {
    try store.function(.kappa(degree), argument)
  }

  /// S₀ = t, S_l = κ₁(S_(l-1)).
  func gaussianProcess(_ depth: Int) throws -> Expression {
    try (0..<depth).reduce(store.cosine) { layer, _ in try kappa(1, layer) }
  }

  /// κ₀ iterated.
  func steps(_ depth: Int) throws -> Expression {
    try (0..<depth).reduce(store.cosine) { layer, _ in try kappa(0, layer) }
  }

  /// T₀ = t + β², T_l = S_l + T_(l-1)·κ₀(S_(l-1)) + β².
  func tangent(_ depth: Int, squaredBias: Expression) throws -> Expression {
    var layer = store.cosine
    var tangent = store.sum(store.cosine, squaredBias)
    for _ in 0..<depth {
      let slope = store.product(tangent, try kappa(0, layer))
      layer = try kappa(1, layer)
      tangent = store.sum([layer, slope, squaredBias])
    }
    return tangent
  }

  /// The residual kernels with a = α²/(1+α²): u_l = (1-a)u_(l-1) + aκ₁(u_(l-1)), divided by the values at 1.
  func residual(
    _ depth: Int, alpha: Expression
  ) throws -> (covariance: Expression, tangent: Expression) {
    let square = try store.power(alpha, 2)
    let total = try store.power(store.sum(store.rational(1), square), -1)
    var u = store.cosine
    var theta = store.rational(0)
    for _ in 0..<depth {
      let (zero, one) = (try kappa(0, u), try kappa(1, u))
      let kept = store.product(theta, store.sum(store.rational(1), store.product(square, zero)))
      let fresh = store.product(square, store.sum(one, store.product(u, zero)))
      theta = store.product(total, store.sum(kept, fresh))
      u = store.product(total, store.sum(u, store.product(square, one)))
    }
    let scale = store.product(square, total)
    return (u, store.scaled(try store.quotient(theta, scale), by: Rational(1, over: 2 * depth)))
  }

  func kernel(_ family: ReferenceCoefficient.Family, _ depth: Int) throws -> Expression {
    switch family {
    case .gaussianProcess: try gaussianProcess(depth)
    case .tangent(let square): try tangent(depth, squaredBias: store.rational(square))
    case .residual(let alpha): try residual(depth, alpha: store.rational(alpha)).covariance
    case .residualTangent(let alpha): try residual(depth, alpha: store.rational(alpha)).tangent
    }
  }

  /// A store in which α and β are positive.
  init(isParametric: Bool = false) {
    store = ExpressionStore()
    if isParametric {
      store.assume(.positive, of: Symbol("alpha"))
      store.assume(.positive, of: Symbol("beta"))
    }
  }

  var alpha: Expression { store.symbol(Symbol("alpha")) }
  var beta: Expression { store.symbol(Symbol("beta")) }
}

extension ExpressionStore {
  /// The value of a number, to 200 bits.
  func ball(_ number: Expression, bits: Int = 200) throws -> RealBall {
    try Tape(number, in: self).evaluate(at: [:], goal: .absolute(bits: bits)).value
  }

  /// The value at a point, to 400 bits.
  func ball(_ kernel: Expression, at point: [Symbol: Rational]) throws -> RealBall {
    try Tape(kernel, in: self).evaluate(at: point, goal: .absolute(bits: 400)).value
  }
}
