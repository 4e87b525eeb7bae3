internal import Arithmetic
internal import Expressions

/// The radius of convergence of a kernel whose Taylor coefficients have one sign, b₀ aside.
///
/// For bₙ ≥ 0 the radius r is the first singularity on the positive axis (Pringsheim; Flajolet & Sedgewick 2009, theorem
/// IV.6). It follows from the radii of the parts, without knowing of what kind their singularities are:
///
/// - *Sums* f + g have min(r_f, r_g), since the coefficients are at least those of either. So have *products*, which have
///   coefficients of at least fⱼ·gₙ₋ⱼ for a j with fⱼ > 0.
/// - *Compositions* F(u), where F has coefficients of one sign and the radius R, and u is not constant: r is the lesser of
///   r_u and the x with u(x) = R. For |z| < r one has |u(z)| ≤ u(|z|) < R. If u(x) = R for an x < r_u and F(u) were analytic
///   there, so would be F = F(u)∘u⁻¹ at R, because u' > 0 on the positive axis. If u stays below R up to r_u, the same with
///   F⁻¹ gives a singularity at r_u, as F' > 0. Such F are arcsin and κₙ with R = 1, (A - v)^q and log(A - v) with R = A, and
///   the exponential function with R = ∞.
///
/// Outside of such F, signs need not be known: sums and products are analytic where their parts are, and r is then a lower
/// bound (``isExact(for:)``) until a singular term is found at r or -r.
///
/// The x with u(x) = R is unique, since u increases, and is enclosed by interval Newton steps (``MonotoneRoot``).
final class ConvergenceRadius {
  /// The first point on the positive axis at which a part is singular.
  struct Point {
    /// What holds there, solved as far as possible.
    let equation: CrossingEquation
    let ball: RealBall
    /// The function that is singular.
    let function: String
    /// Its argument.
    let argument: Expression
    /// The argument there: 1 or -1, or 0 for roots, reciprocals and logarithms.
    let target: Int

    /// Whether two points are the same; `nil` when that is not known.
    func isEqual(to other: Point) -> Bool? {
      if equation.isProvedEqual(to: other.equation) { return true }
      return ball.overlaps(other.ball) ? nil : false
    }
  }

  enum Radius {
    case infinite
    case finite(Point)
  }

  /// A place where a function of an argument may become singular.
  struct Place: Hashable {
    let argument: Expression
    /// Whether the argument tends to 0 there, and not to 1 or -1.
    let isZero: Bool
  }

  let store: ExpressionStore
  let signs: CoefficientAnalysis
  let precision: Int
  /// The places at which functions do become singular, with their points.
  private(set) var critical: [Place: Point] = [:]
  private var known: [Expression: Result<Radius, AsymptoticFailure>] = [:]

  init(precision: Int, in store: ExpressionStore) {
    self.store = store
    self.precision = precision
    signs = CoefficientAnalysis(store: store)
  }

  /// The radius of a kernel without parameters.
  ///
  /// - Throws: ``AsymptoticFailure`` when an argument has coefficients whose signs are not known, or a part is of another
  ///   kind.
  func radius(of kernel: Expression) throws(AsymptoticFailure) -> Radius {
    for part in store.topologicalOrder(of: [kernel]) where known[part] == nil {
      do {
        known[part] = .success(try computed(part))
      } catch {
        known[part] = .failure(error)
      }
    }
    return try child(kernel)
  }

  /// Whether the signs of the coefficients show that the radius is no larger than the one found.
  func isExact(for kernel: Expression) -> Bool {
    var open = [kernel]
    var seen: Set<Expression> = []
    while let part = open.popLast() {
      guard store.dependsOnCosine(part), seen.insert(part).inserted else { continue }
      let found = signs.signs(of: part)
      guard let support = found.rising ?? found.falling, !support.isEmpty else { return false }
      switch store.node(part) {
      case .rational, .pi, .symbol: continue
      case .sum(let terms):
        let (single, pairs) = signs.exponentialPairs(in: terms)
        open += single + pairs.flatMap { [$0.pair.p, $0.pair.q] }
      case .product(_, let factors): open += factors.map(\.base)
      case .function(_, let argument): open.append(argument)
      case .application: return false
      }
    }
    return true
  }

  func child(_ part: Expression) throws(AsymptoticFailure) -> Radius {
    guard let result = known[part] else {
      throw AsymptoticFailure(reason: "a part was not examined")
    }
    return try result.get()
  }

  private func computed(_ part: Expression) throws(AsymptoticFailure) -> Radius {
    guard store.dependsOnCosine(part) else { return .infinite }
    switch store.node(part) {
    case .rational, .pi, .symbol: return .infinite
    case .sum(let terms):
      var radii: [Radius] = []
      for term in terms { radii.append(try child(term)) }
      return try least(radii)
    case .product(_, let factors):
      var radii: [Radius] = []
      for factor in factors where store.dependsOnCosine(factor.base) {
        radii.append(try power(factor))
      }
      return try least(radii)
    case .function(let function, let argument):
      switch function {
      case .exp: return try child(argument)
      case .kappa, .arccos, .arcsin:
        return try crossing(Place(argument: argument, isZero: false), function.name)
      case .log: return try crossing(Place(argument: argument, isZero: true), function.name)
      case .erf, .normalCDF, .sin, .cos, .abs: throw unknownFunction(function.name)
      }
    case .application(let function, _): throw unknownFunction(function.name)
    }
  }

  private func unknownFunction(_ name: String) -> AsymptoticFailure {
    AsymptoticFailure(reason: "the singularities of `\(name)` are not known")
  }

  private func power(_ factor: Factor) throws(AsymptoticFailure) -> Radius {
    if factor.exponent.isInteger, factor.exponent.signum > 0 { return try child(factor.base) }
    let name = factor.exponent.isInteger ? "the reciprocal" : "the root"
    return try crossing(Place(argument: factor.base, isZero: true), name)
  }

  private func least(_ radii: [Radius]) throws(AsymptoticFailure) -> Radius {
    var result: Point?
    for case .finite(let point) in radii {
      guard let known = result else {
        result = point
        continue
      }
      if known.isEqual(to: point) == true { continue }
      if point.ball.isCertainlyLess(than: known.ball) {
        result = point
      } else if !known.ball.isCertainlyLess(than: point.ball) {
        throw AsymptoticFailure(
          reason: "it is not known which of several singularities is the nearest to 0")
      }
    }
    return result.map { .finite($0) } ?? .infinite
  }

  // MARK: Crossings

  /// The sign of a function that falls to 0 at a place: A - v, or 1 - |u|.
  func distance(at place: Place) -> Expression {
    if place.isZero { return place.argument }
    return store.difference(store.rational(1), size(of: place.argument))
  }

  /// |u| on the positive axis.
  private func size(of argument: Expression) -> Expression {
    signs.signs(of: argument).cone == nil ? store.negated(argument) : argument
  }

  private static let unknownCrossing = AsymptoticFailure(
    reason: "it is not known whether an argument reaches the value at which a function is singular")

  /// The greatest power of 2 that is tried where an argument is entire.
  private static let largestExponent = 64

  private func crossing(
    _ place: Place, _ name: String
  ) throws(AsymptoticFailure) -> Radius {
    let inner = try child(place.argument)
    let found = signs.signs(of: place.argument)
    let support = place.isZero ? found.falling : found.cone ?? found.negated.cone
    guard support?.isEmpty == false else {
      throw AsymptoticFailure(
        reason: store.reason(
          "the signs of the Taylor coefficients of a part are not known", of: place.argument))
    }
    let distance = distance(at: place)
    guard let root = MonotoneRoot(distance, precision: precision, in: store) else {
      throw Self.unknownCrossing
    }
    var lower = Dyadic(1)
    guard root.value(at: .one)?.isCertainlyPositive == true else { throw Self.unknownCrossing }
    var upper: Dyadic?
    for point in samples(inner) where upper == nil {
      guard let height = root.value(at: RealBall(point)) else { continue }
      if height.isCertainlyPositive { lower = point }
      if height.isCertainlyNegative { upper = point }
    }
    guard let upper else {
      guard case .finite(let point) = inner else { throw Self.unknownCrossing }
      var behaviour = CriticalBehaviour(self, at: point)
      guard let end = behaviour.value(of: distance), end.isCertainlyPositive else {
        throw Self.unknownCrossing
      }
      return inner
    }
    let value = store.rational(place.isZero ? 0 : 1)
    let equation = CrossingEquation(
      place.isZero ? place.argument : size(of: place.argument), reaching: value, signs)
    let isNegative = !place.isZero && signs.signs(of: place.argument).cone == nil
    let point = Point(
      equation: equation, ball: root.zero(between: lower, and: upper), function: name,
      argument: place.argument, target: place.isZero ? 0 : isNegative ? -1 : 1)
    critical[place] = point
    return .finite(point)
  }

  /// Points on the way to where an argument stops being analytic.
  private func samples(_ inner: Radius) -> [Dyadic] {
    switch inner {
    case .infinite: return (1...Self.largestExponent).map { Dyadic(1).scaled(byPowerOfTwo: $0) }
    case .finite(let point):
      let end = point.ball.lowerBound(precision: precision)
      guard end > Dyadic(1) else { return [] }
      let room = end.subtracting(Dyadic(1), precision: precision, rounding: .down)
      return [1, 2, 4, 8, 16, 32, precision / 2].map {
        end.subtracting(room.scaled(byPowerOfTwo: -$0), precision: precision, rounding: .down)
      }
    }
  }
}
