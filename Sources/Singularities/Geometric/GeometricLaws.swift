internal import Arithmetic
internal import Expressions

/// The laws of a kernel without parameters whose coefficients have one sign, or alternate, and decay geometrically.
///
/// The radius r is found as in ``ConvergenceRadius``. On |z| = r a function F(u), F of radius R, is analytic where |u(z)| < R,
/// and |u(z)| = u(r) forces all terms bₙzⁿ ≠ 0 of u to point in one direction, so that z^m = r^m for all differences m of
/// indices in its support. Arc-cosine functions are singular at ±1 alone, which makes z^(2n) = r^(2n) for the indices n, too. With
/// greatest common divisor 1 or 2 for all such F, there are no other singularities than r and -r; where all divisors
/// are 1, none but r.
///
/// Where K = A + σ·(1 - z/r)^α + o(·) at r and A' + σ'·(1 + z/r)^α + o(·) at -r (``CriticalBehaviour``), transfer gives
/// bₙ ~ (σ + (-1)ⁿσ')/Γ(-α)·n^(-α-1)·r^(-n), for a parity for which the sum is not zero (Flajolet & Sedgewick 2009, theorem
/// VI.5).
///
/// Where no law is found, the rate 1/r is that of a parity if K is analytic at -r, for then its even and its odd part are
/// singular at r; or if the coefficients of the other one vanish.
struct GeometricLaws {
  let laws: [ParityLaw]
  let hypotheses: [String]

  private static let guardBits = 64

  /// Finds the laws.
  ///
  /// - Parameter bits: How many significant bits radius and constants are to have.
  /// - Throws: ``AsymptoticFailure`` when the radius is not known.
  init(
    of kernel: Expression, in store: ExpressionStore, bits: Int
  ) throws(AsymptoticFailure) {
    do {
      self = try Self(kernel, isMirrored: false, bits, store)
    } catch {
      guard
        let mirrored = try? store.substituting(
          [.cosine: store.negated(store.cosine)], in: kernel),
        let found = try? Self(store.simplified(mirrored), isMirrored: true, bits, store)
      else { throw error }
      self = found
    }
  }

  /// The laws of K(t), or of K(-t) turned around.
  private init(
    _ kernel: Expression, isMirrored: Bool, _ bits: Int, _ store: ExpressionStore
  ) throws(AsymptoticFailure) {
    let precision = bits + Self.guardBits
    let analysis = ConvergenceRadius(precision: precision, in: store)
    guard case .finite(let point) = try analysis.radius(of: kernel) else {
      throw AsymptoticFailure(reason: "no singularity was found")
    }
    let circle = CriticalCircle(kernel, point, analysis)
    let exact = Self.closedForm(point, store).map(store.shortestForm)
    let terms = circle.divisor == nil ? [] : Self.terms(kernel, point, analysis, circle)
    let leading = [0, 1].map { Self.leading(terms, parity: $0, precision) }
    let isExact = analysis.isExact(for: kernel)
    guard isExact || leading.contains(where: { $0 != nil }) else {
      throw AsymptoticFailure(
        reason:
          "the signs of the Taylor coefficients of a part are not known, and no singular term was found"
      )
    }
    let zeros =
      circle.divisor == 1 || leading.allSatisfy { $0 != nil }
      ? [nil, nil] : Self.zeros(kernel, store)
    laws = [0, 1].map { parity in
      if let start = zeros[parity] { return .zero(from: start) }
      let sign = isMirrored && parity == 1
      return .enclosed(
        GeometricLaw(
          radius: point.ball, exactRadius: exact,
          leading: leading[parity].map {
            ($0.exponent, sign ? $0.constant.negated() : $0.constant)
          },
          isAttained: leading[parity] != nil
            || (isExact && (circle.divisor == 1 || zeros[1 - parity] != nil))))
    }
    let isLawKnown = laws.contains {
      if case .enclosed(let law) = $0 { law.leading != nil } else { false }
    }
    hypotheses =
      Self.statements(kernel, point, exact, isMirrored, analysis)
      + circle.statements(isMirrored: isMirrored, isLawKnown: isLawKnown)
  }

  /// The leading singular terms at r and, where there may be one, at -r; nothing when one of them is not known.
  private static func terms(
    _ kernel: Expression, _ point: ConvergenceRadius.Point, _ analysis: ConvergenceRadius,
    _ circle: CriticalCircle
  ) -> [CriticalBehaviour.Term?] {
    let store = analysis.store
    var behaviour = CriticalBehaviour(analysis, at: point)
    guard let first = behaviour.behaviour(of: kernel)?.singular else { return [] }
    if circle.divisor == 1 { return [first, nil] }
    var reflection = Reflection(in: store)
    guard let mirrored = reflection.image(of: kernel),
      let other = behaviour.behaviour(of: mirrored)
    else { return [] }
    return [first, other.singular]
  }

  /// p and C of bₙ ~ C·n^p·r^(-n) for the indices of a parity; `nil` when the terms may cancel.
  private static func leading(
    _ terms: [CriticalBehaviour.Term?], parity: Int, _ precision: Int
  ) -> (exponent: Rational, constant: RealBall)? {
    guard let exponent = terms.compactMap({ $0?.exponent }).min(),
      !(exponent.isInteger && exponent.signum >= 0)
    else { return nil }
    var strength = RealBall.zero
    for (place, term) in terms.enumerated() {
      guard let term, term.exponent == exponent else { continue }
      let isNegative = place == 1 && parity == 1
      strength = strength.adding(
        isNegative ? term.strength.negated() : term.strength, precision: precision)
    }
    // 1/Γ(x) = x(x + 1)…(x + m - 1)/Γ(x + m).
    var argument = -exponent
    while argument.signum < 0 {
      strength = strength.multiplied(by: argument, precision: precision)
      argument += 1
    }
    let constant = strength.divided(
      by: RealBall.gamma(argument, precision: precision), precision: precision)
    return constant.containsZero ? nil : (-exponent - 1, constant)
  }

  /// The first index from which on the coefficients of a parity are zero, for an even or odd function up to a polynomial.
  private static func zeros(_ kernel: Expression, _ store: ExpressionStore) -> [Int?] {
    var reflection = Reflection(in: store)
    switch reflection.parity(of: kernel) {
    case .even: return [nil, 1]
    case .odd: return [0, nil]
    case nil: break
    }
    return [0, 1].map { VanishingParity(kernel, parity: $0, in: store).start }
  }

  /// r, where the equation is solved; the real root that the enclosure holds.
  private static func closedForm(
    _ point: ConvergenceRadius.Point, _ store: ExpressionStore
  ) -> Expression? {
    guard case .real(let roots)? = point.equation.roots else { return nil }
    let positive = roots.filter { store.knownSign(of: $0) == .positive }
    return positive.count == 1 ? positive[0] : nil
  }

  private static func statements(
    _ kernel: Expression, _ point: ConvergenceRadius.Point, _ exact: Expression?,
    _ isMirrored: Bool, _ analysis: ConvergenceRadius
  ) -> [String] {
    let store = analysis.store
    let sign = analysis.signs.signs(of: kernel).rising == nil ? "<=" : ">="
    let coefficient = isMirrored ? "(-1)^n*b_n" : "b_n"
    let axis = isMirrored ? "negative" : "positive"
    let place =
      point.target == 0
      ? "\(point.function) has an argument that is 0"
      : "`\(point.function)` has an argument that is \(point.target)"
    let left = store.excerpt(of: point.equation.function)
    let right = store.excerpt(of: point.equation.value)
    let variable = isMirrored ? ", with -t for t" : ""
    let reason =
      analysis.isExact(for: kernel)
      ? "\(coefficient) \(sign) 0 for n >= 1 by the structure of K, so the nearest singularity to 0, at a "
        + "distance r = 1/R, is the first one on the \(axis) axis (Pringsheim)"
      : "arguments of roots, reciprocals and arc-cosine functions have Taylor coefficients of one sign, so K is "
        + "analytic for |z| < r = 1/R, up to the first singularity of a part on the \(axis) axis (Pringsheim)"
    return [
      reason,
      exact.map { "there \(place): r = \(store.excerpt(of: $0))" }
        ?? "there \(place)\(variable): r solves \(left) = \(right), whose left side increases",
    ]
  }
}

/// The places on |z| = r at which a kernel may be singular.
private struct CriticalCircle {
  /// 1 when r is the only one, 2 when -r may be another; `nil` when there may be more.
  let divisor: Int?

  init(
    _ kernel: Expression, _ point: ConvergenceRadius.Point, _ analysis: ConvergenceRadius
  ) {
    let parts = Set(analysis.store.topologicalOrder(of: [kernel]))
    var divisors: Set<Int> = []
    for (place, other) in analysis.critical where parts.contains(place.argument) {
      switch point.isEqual(to: other) {
      case false?: continue
      // What is not known to lie further out counts as lying there.
      case true?, nil:
        divisors.insert(Self.divisor(place, analysis.signs.signs(of: place.argument)))
      }
    }
    divisor = divisors.isSubset(of: [1]) ? 1 : divisors.isSubset(of: [1, 2]) ? 2 : nil
  }

  /// A number m with z^m = r^m wherever the function is singular; 0 when none is known.
  private static func divisor(
    _ place: ConvergenceRadius.Place, _ signs: CoefficientSigns
  ) -> Int {
    if place.isZero { return signs.falling?.divisor ?? 0 }
    guard let support = signs.cone ?? signs.negated.cone else { return 0 }
    return CoefficientSupport.divisor(support.differenceDivisor, 2 * support.divisor)
  }

  /// What is known of the circle, in words.
  func statements(isMirrored: Bool, isLawKnown: Bool) -> [String] {
    let places: String
    switch divisor {
    case 1: places = isMirrored ? "z = -r" : "z = r"
    case 2: places = "z = r and z = -r"
    default: return []
    }
    let reason = "elsewhere on it arguments are less in modulus than at their ends"
    let end = isLawKnown ? "; there K is a convergent Puiseux series" : ""
    return ["on |z| = r K is analytic but at \(places): \(reason)\(end)"]
  }
}
