import Arithmetic
import Spectra

// The kernels of the literature that the tests know eigenvalues of.

struct ArcCosineKernel: MeridianFormula {
  let degree: Int
  func evaluate<Value: MeridianValue>(_ t: Value, precision: Int) -> Value? {
    degree == 0 ? t.kappa0(precision: precision) : t.kappa1(precision: precision)
  }
}

/// tⁿ.
struct Monomial: MeridianFormula {
  let exponent: Int
  func evaluate<Value: MeridianValue>(_ t: Value, precision: Int) -> Value? {
    t.power(exponent, precision: precision)
  }
}

/// K_0 = t, K_l = κ₁(K_{l−1}).
struct FullyConnectedGPK: MeridianFormula {
  let depth: Int
  func evaluate<Value: MeridianValue>(_ t: Value, precision: Int) -> Value? {
    var k = t
    for _ in 0..<depth {
      guard let next = k.kappa1(precision: precision) else { return nil }
      k = next
    }
    return k
  }
}

/// Θ_0 = t + β², Θ_l = Θ_{l−1}·κ₀(K_{l−1}) + K_l + β².
struct FullyConnectedNTK: MeridianFormula {
  let depth: Int
  var squaredBias: Rational = 0
  func evaluate<Value: MeridianValue>(_ t: Value, precision: Int) -> Value? {
    let bias = t.constant(squaredBias, precision: precision)
    var (k, theta) = (t, t.adding(bias, precision: precision))
    for _ in 0..<depth {
      guard let (slope, next) = k.kappas(precision: precision) else { return nil }
      theta = theta.multiplied(by: slope, precision: precision)
        .adding(next, precision: precision).adding(bias, precision: precision)
      k = next
    }
    return theta
  }
}

/// u_0 = t, u_l = (u + α²κ₁(u))/(1 + α²), and the normalised neural tangent kernel on top of it.
struct ResidualKernel: MeridianFormula {
  let depth: Int
  let squaredAlpha: Rational
  let isTangent: Bool
  func evaluate<Value: MeridianValue>(_ t: Value, precision p: Int) -> Value? {
    let norm = Rational(1) / (squaredAlpha + 1)
    var (u, theta) = (t, t.constant(0, precision: p))
    for _ in 0..<depth {
      guard let (slope, image) = u.kappas(precision: p) else { return nil }
      let factor = slope.multiplied(by: squaredAlpha, precision: p)
        .adding(u.constant(1, precision: p), precision: p)
      let gain = u.multiplied(by: slope, precision: p).adding(image, precision: p)
        .multiplied(by: squaredAlpha, precision: p)
      theta = theta.multiplied(by: factor, precision: p).adding(gain, precision: p)
        .multiplied(by: norm, precision: p)
      u = u.adding(image.multiplied(by: squaredAlpha, precision: p), precision: p)
        .multiplied(by: norm, precision: p)
    }
    if !isTangent { return u }
    let a = squaredAlpha * norm
    return theta.multiplied(by: Rational(1) / (a * Rational(2 * depth)), precision: p)
  }
}

/// e^(−c·√(2 − 2t)).
struct LaplaceKernel: MeridianFormula {
  let rate: Rational
  func evaluate<Value: MeridianValue>(_ t: Value, precision: Int) -> Value? {
    t.constant(1, precision: precision).subtracting(t, precision: precision)
      .multiplied(by: 2, precision: precision).squareRoot(precision: precision)?
      .multiplied(by: -rate, precision: precision).exponential(precision: precision)
  }
}

/// κ₀ composed with itself, which has a branch point at θ = 0 also in the angle.
struct StepKernel: MeridianFormula {
  let depth: Int
  func evaluate<Value: MeridianValue>(_ t: Value, precision: Int) -> Value? {
    var k = t
    for _ in 0..<depth {
      guard let next = k.kappa0(precision: precision) else { return nil }
      k = next
    }
    return k
  }
}
