internal import Arithmetic
internal import Expressions

/// The circle through the singularities nearest to 0 of a kernel that is analytic beyond the unit disc.
///
/// An arc-cosine function of u is singular where u = 1, a root or logarithm of A - B where B = A; with
/// nonnegative coefficients the point of least modulus is positive (Pringsheim). It is found in closed form for u = a + b·tᵐ; the
/// kernel with t replaced by ρt then has its nearest singularities on the unit circle, which the
/// continuation analysis confirms.
struct DominantCircle {
  /// ρ > 1.
  let radius: Expression
  /// The kernel at ρt.
  let scaled: Expression

  init(
    of kernel: Expression, _ analysis: ContinuationAnalysis
  ) throws(AsymptoticFailure) {
    let store = analysis.store
    var best: Expression?
    for part in store.topologicalOrder(of: [kernel]) where store.dependsOnCosine(part) {
      for (argument, value) in try Self.singularities(of: part, store) {
        guard let radius = Self.radius(of: argument, reaching: value, store) else {
          throw AsymptoticFailure(
            reason: "the decay is geometric, but the nearest singularity has no closed form here")
        }
        guard let known = best else {
          best = radius
          continue
        }
        switch store.knownSign(of: store.difference(known, radius)) {
        case .positive: best = radius
        case .zero, .negative: continue
        case .nonnegative, .nonpositive, .unknown:
          throw AsymptoticFailure(
            reason: "it is not known which of several singularities is the nearest to 0")
        }
      }
    }
    guard let radius = best,
      let scaled = try? store.substituting(
        [.cosine: store.product(radius, store.cosine)], in: kernel)
    else { throw AsymptoticFailure(reason: "the nearest singularity was not found") }
    self.radius = radius
    self.scaled = store.simplified(scaled)
  }

  /// Arguments in a node, and the value at which it is singular.
  private static func singularities(
    of part: Expression, _ store: ExpressionStore
  ) throws(AsymptoticFailure) -> [(argument: Expression, value: Rational)] {
    switch store.node(part) {
    case .application(let function, _):
      throw AsymptoticFailure(reason: "the singularities of `\(function.name)` are not known")
    case .rational, .pi, .symbol, .sum: return []
    case .product(_, let factors):
      return factors.filter {
        store.dependsOnCosine($0.base) && !($0.exponent.isInteger && $0.exponent.signum > 0)
      }.map { ($0.base, 0) }
    case .function(let function, let argument):
      switch function {
      case .kappa, .arccos, .arcsin: return [(argument, 1)]
      case .log: return [(argument, 0)]
      case .exp, .erf, .normalCDF, .sin, .cos, .abs: return []
      }
    }
  }

  /// The t > 0 with a + b·tᵐ = value, for m = 1, 2.
  private static func radius(
    of argument: Expression, reaching value: Rational, _ store: ExpressionStore
  ) -> Expression? {
    guard let start = try? store.substituting([.cosine: store.rational(0)], in: argument) else {
      return nil
    }
    for m in 1...2 {
      guard let power = try? store.power(store.cosine, Rational(m)),
        let end = store.valueAtOne(argument)
      else { return nil }
      let slope = store.difference(end, start)
      let model = store.sum(start, store.product(slope, power))
      guard store.areProvedEqual(argument, model),
        let ratio = try? store.quotient(
          store.difference(store.rational(value), start), slope),
        store.knownSign(of: ratio) == .positive,
        let root = try? store.power(store.simplified(ratio), Rational(1, over: m))
      else { continue }
      return store.simplified(root)
    }
    return nil
  }
}
