internal import Arithmetic
internal import Expressions

/// The circle through the singularities nearest to 0 of a kernel that is analytic beyond the unit disc, in closed form.
///
/// An arc-cosine function of u is singular where u = ±1, a root or logarithm of u where u = 0. The solutions nearest to 0
/// are found where these equations come down to linear or quadratic ones (``CrossingEquation``). That is a guess; the kernel
/// with t replaced by ρt then has its nearest singularities on the unit circle, at ±1, which the continuation analysis
/// confirms.
struct DominantCircle {
  /// ρ > 1.
  let radius: Expression
  /// The kernel at ρt.
  let scaled: Expression

  private typealias Candidate = (radius: Expression, isPair: Bool)

  init(
    of kernel: Expression, _ analysis: ContinuationAnalysis
  ) throws(AsymptoticFailure) {
    let store = analysis.store
    var best: Candidate?
    for part in store.topologicalOrder(of: [kernel]) where store.dependsOnCosine(part) {
      for (argument, value) in try Self.singularities(of: part, analysis) {
        let candidates = try Self.candidates(argument, value, analysis)
        for candidate in candidates { best = try Self.nearer(best, candidate, store) }
      }
    }
    guard let best,
      let scaled = try? store.substituting(
        [.cosine: store.product(best.radius, store.cosine)], in: kernel)
    else { throw AsymptoticFailure(reason: "the nearest singularity was not found") }
    guard !best.isPair else {
      throw AsymptoticFailure(
        reason: Self.pair + " at the distance "
          + "\(store.excerpt(of: best.radius)) from 0, so the signs of the coefficients follow no parity"
      )
    }
    self.radius = best.radius
    self.scaled = store.simplified(scaled)
  }

  private static let pair = "the nearest singularities are a conjugate pair"

  /// Whether there is no law for each parity, whatever the radius is.
  static func isPair(_ failure: AsymptoticFailure) -> Bool { failure.reason.hasPrefix(pair) }

  /// Arguments in a node, and the values at which it is singular.
  private static func singularities(
    of part: Expression, _ analysis: ContinuationAnalysis
  ) throws(AsymptoticFailure) -> [(argument: Expression, value: Rational)] {
    let store = analysis.store
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
      case .kappa, .arccos, .arcsin:
        // Where all coefficients have one sign the nearest point is positive (Pringsheim).
        let signs = analysis.direct.signs(of: argument)
        let values: [Rational] =
          signs.cone != nil ? [1] : signs.negated.cone != nil ? [-1] : [1, -1]
        return values.map { (argument, $0) }
      case .log: return [(argument, 0)]
      case .exp, .erf, .normalCDF, .sin, .cos, .abs: return []
      }
    }
  }

  private static func candidates(
    _ argument: Expression, _ value: Rational, _ analysis: ContinuationAnalysis
  ) throws(AsymptoticFailure) -> [Candidate] {
    let store = analysis.store
    let equation = CrossingEquation(argument, reaching: store.rational(value), analysis.direct)
    switch equation.roots {
    case .pair(let modulus)?: return [(modulus, true)]
    case .real(let roots)?:
      return try roots.map { root throws(AsymptoticFailure) in
        switch store.knownSign(of: root) {
        case .positive: return (root, false)
        case .negative: return (store.simplified(store.negated(root)), false)
        case .zero, .nonnegative, .nonpositive, .unknown: throw unknownRadius
        }
      }
    case nil: throw unknownRadius
    }
  }

  /// Where an equation has no solution in closed form.
  static let unknownRadius = AsymptoticFailure(
    reason: "the decay is geometric, but the nearest singularity has no closed form here")

  private static func nearer(
    _ known: Candidate?, _ other: Candidate, _ store: ExpressionStore
  ) throws(AsymptoticFailure) -> Candidate {
    guard let known else { return other }
    switch store.knownSign(of: store.difference(known.radius, other.radius)) {
    case .positive: return other
    case .zero: return known.isPair ? other : known
    case .negative: return known
    case .nonnegative, .nonpositive, .unknown:
      throw AsymptoticFailure(
        reason: "it is not known which of several singularities is the nearest to 0")
    }
  }
}
