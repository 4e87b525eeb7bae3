internal import Arithmetic
internal import Expressions
internal import Spectra

/// Collects the slowest terms of eigenvalues along a ray.
struct LeadingTerms {
  let dimension: SphereDimension
  let store: ExpressionStore

  /// What the factors of one summand contribute together.
  private struct Summand {
    let order: RayOrder
    /// What does not depend on slopes, and what does; `nil` when the leading constant is zero.
    let constant: (universal: [GammaProduct], own: Expression)?
  }

  private var summands: [Summand] = []
  private let coefficients: RayCoefficients
  private var hasRapid = false

  init(dimension: SphereDimension, coefficients: RayCoefficients, store: ExpressionStore) {
    self.dimension = dimension
    self.coefficients = coefficients
    self.store = store
  }

  /// Whether no summand depends on all growing pixels.
  var isEmpty: Bool { summands.isEmpty && !hasRapid }

  /// The order of the slowest summand; `nil` when all are faster than powers.
  var order: RayOrder? {
    summands.map(\.order).first { order in
      summands.allSatisfy { order.isAtMost($0.order, dimension) }
    }
  }

  /// Adds a summand: a constant times functions of different pixels.
  mutating func add(
    _ coefficient: Expression, _ parts: [MultisphereAsymptotics.Part], _ ray: FrequencyRay,
    _ parity: Int
  ) throws(AsymptoticFailure) {
    var order = RayOrder(degree: 0, pixels: 0)
    var universal: [GammaProduct] = []
    var own: [Expression]? = [coefficient]
    for part in parts {
      let local = ray.restricted(to: part.factor.places)
      if local.growing.isEmpty {
        own?.append(
          eigenvalue(
            of: part.factor.function, part.singularities.cosines, local.offsets))
        continue
      }
      let covers = try part.singularities.leastCovers(of: local.growing)
      guard let exponent = part.singularities.leastExponent, let size = covers.first?.count else {
        hasRapid = true
        return
      }
      order = order + RayOrder(degree: 2 * exponent, pixels: size)
      let constant = try constant(of: part, covers, exponent, local, parity)
      universal.append(LinearFormConstant(dimension: dimension, store: store).universal(exponent: exponent, pixels: size))
      own = constant.flatMap { value in own.map { $0 + [value] } }
    }
    summands.append(
      Summand(order: order, constant: own.map { (universal, store.product($0)) }))
  }

  /// The law; `nil` when the leading constant is zero or there is none.
  ///
  /// - Throws: ``AsymptoticFailure`` when the order depends on d.
  var law: RayLaw? {
    get throws(AsymptoticFailure) {
      guard !summands.isEmpty else { return nil }
      guard let order else {
        throw AsymptoticFailure(
          reason: "which terms are the slowest depends on the dimension; give it a number")
      }
      let slowest = summands.filter { $0.order == order || $0.order.isAtMost(order, dimension) }
      let constants = slowest.compactMap(\.constant)
      guard var product = constants.first.map({ self.product($0.universal) }) else { return nil }
      switch dimension {
      case .number:
        let total = constants.map { store.product([self.product($0.universal).factor, $0.own]) }
        product = GammaProduct(store.simplified(store.sum(total)), in: store)
      case .symbol:
        guard constants.count == 1 || slowest.allSatisfy({ $0.order == order }),
          constants.allSatisfy({ $0.universal.count == 1 })
        else {
          throw AsymptoticFailure(
            reason: "the constant is a sum of different products; give the dimension a number")
        }
        product.multiply(by: store.simplified(store.sum(constants.map(\.own))))
      }
      return judged(product, order)
    }
  }

  private func product(_ universal: [GammaProduct]) -> GammaProduct {
    guard var result = universal.first else { return GammaProduct(store.rational(1), in: store) }
    // Arguments are halves of integers where d is a number, so that all values of Γ are written out.
    for other in universal.dropFirst() { result.multiply(by: other.factor) }
    return result
  }

  /// The law with a constant; `nil` when it is zero.
  private func judged(_ product: GammaProduct, _ order: RayOrder) -> RayLaw? {
    let used = Set(store.symbols(in: product.factor))
    let constant = RayConstant(
      product: product,
      coefficients: coefficients.known.filter { used.contains($0.key) }
        .sorted { ($0.key.name.count, $0.key.name) < ($1.key.name.count, $1.key.name) }
        .map { (symbol: $0.key, value: $0.value) })
    switch store.knownSign(of: product.factor) {
    case .positive, .negative: return .power(order, constant)
    case .zero: return nil
    case .nonnegative, .nonpositive, .unknown: break
    }
    if let ball = constant.ball(bits: 64, in: store), !ball.containsZero {
      return .power(order, constant)
    }
    return .atMost(order)
  }

  // MARK: One function

  /// What the singular parts of a function contribute, without the universal factor; `nil` for zero.
  private func constant(
    of part: MultisphereAsymptotics.Part, _ covers: [Set<Int>], _ exponent: Rational,
    _ ray: FrequencyRay, _ parity: Int
  ) throws(AsymptoticFailure) -> Expression? {
    let form = LinearFormConstant(dimension: dimension, store: store)
    var summands: [Expression] = []
    for singular in part.singularities.parts
    where singular.exponent == exponent && covers.contains(Set(singular.window)) {
      guard ray.growing.isSubset(of: singular.window) else { continue }
      let own = try form.own(
        singular.slopes, frequencies: singular.window.map { ray.slopes[$0] }, exponent: exponent)
      for vertex in singular.vertices {
        guard let end = store.unitSingularity(of: singular.function, atEnd: vertex.end) else {
          continue
        }
        let sign = ray.sign(of: vertex.signs, at: singular.window, parity: parity)
        let derivative = try derivative(of: part, singular, vertex)
        let outside = part.singularities.cosines.indices.filter { !singular.window.contains($0) }
        let coefficient = eigenvalue(
          of: derivative, outside.map { part.singularities.cosines[$0] },
          outside.map { ray.offsets[$0] })
        summands.append(
          store.product([
            store.rational(Rational(sign)), end.strength, coefficient, own,
          ]))
      }
    }
    if summands.isEmpty { return nil }
    return store.simplified(store.sum(summands))
  }

  /// ∂K/∂v at a vertex of the window of v, a function of the other pixels.
  private func derivative(
    of part: MultisphereAsymptotics.Part, _ singular: SingularPart, _ vertex: SingularPart.Vertex
  ) throws(AsymptoticFailure) -> Expression {
    let marker = Symbol("singular part")
    var place = [
      marker: (try? store.function(singular.function, store.rational(Rational(vertex.end))))
        ?? singular.value
    ]
    for (pixel, sign) in zip(singular.window, vertex.signs) {
      place[part.singularities.cosines[pixel]] = store.rational(Rational(sign))
    }
    do {
      let marked = try store.replacing(
        singular.value, by: store.symbol(marker), in: part.factor.function)
      let slope = try store.derivative(of: marked, with: marker)
      return store.simplified(try store.substituting(place, in: slope))
    } catch {
      throw AsymptoticFailure(
        reason: "the derivative of the kernel with respect to a singular part has no value at a vertex")
    }
  }

  /// The eigenvalue of a function at frequencies that stay: exact for constants, else a symbol for it.
  private func eigenvalue(
    of function: Expression, _ cosines: [Symbol], _ frequencies: [Int]
  ) -> Expression {
    let used = Set(store.symbols(in: function))
    let pairs = zip(cosines, frequencies).filter { used.contains($0.0) || $0.1 > 0 }
    // Orthogonal to harmonics of a pixel on which it does not depend.
    if pairs.contains(where: { !used.contains($0.0) }) { return store.rational(0) }
    if pairs.isEmpty { return store.valueAtOne(function) ?? function }
    var (number, own) = (Rational.one, function)
    if case .product(let coefficient, _) = store.node(function) {
      number = coefficient
      own = store.scaled(function, by: 1 / coefficient)
    }
    var symbols = pairs.map(\.0)
    // A function of one pixel has one name for it.
    if symbols.count == 1,
      let renamed = try? store.substituting([symbols[0]: store.symbol(.cosine)], in: own)
    {
      (own, symbols) = (renamed, [.cosine])
    }
    let symbol = coefficients.symbol(
      for: RayCoefficient.Key(
        function: own, cosines: symbols, frequencies: pairs.map(\.1), dimension: dimension))
    return store.scaled(store.symbol(symbol), by: number)
  }
}
