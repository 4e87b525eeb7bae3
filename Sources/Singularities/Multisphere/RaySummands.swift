internal import Arithmetic
internal import Expressions
internal import Spectra

/// The summands of eigenvalues along a ray, of which the slowest make the law.
struct RaySummands {
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
            of: part.factor.function, part.singularities.cosines, local.offsets,
            hasNonnegativeCoefficients: store.isPositiveDefinite(part.factor.function)))
        continue
      }
      let covers = try part.singularities.leastCovers(of: local.growing)
      guard let exponent = part.singularities.leastExponent, let size = covers.first?.count else {
        hasRapid = true
        return
      }
      order = order + RayOrder(degree: 2 * exponent, pixels: size)
      let constant = try constant(of: part, covers, exponent, local, parity)
      universal.append(
        LinearFormConstant(dimension: dimension, store: store).universal(
          exponent: exponent, pixels: size))
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
      let slowest = summands.filter { $0.order.isAtMost(order, dimension) }
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
    for other in universal.dropFirst() {
      // R and d/2 are halves of integers, so that all values of Γ are written out.
      precondition(other.numericGammas.isEmpty, "a value of Γ that is not written out")
      result.multiply(by: other.factor)
    }
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
    for form in [product.factor, store.mirroringSteps(in: product.factor)] {
      switch store.knownSign(of: form) {
      case .positive, .negative: return .power(order, constant)
      case .zero: return nil
      case .nonnegative, .nonpositive, .unknown: continue
      }
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
      guard ray.growing.isSubset(of: singular.window),
        let singularity = store.unitSingularity(of: singular.function)
      else { continue }
      let own = try form.own(
        singular.slopes, frequencies: singular.window.map { ray.slopes[$0] }, exponent: exponent)
      let coefficient = try VertexCoefficient(part, singular, in: store)
        .combined(along: ray, parity: parity, mirror: singularity.mirror)
      summands.append(
        store.product([singularity.strength, own, eigenvalue(of: coefficient, ray.offsets)]))
    }
    if summands.isEmpty { return nil }
    return store.simplified(store.sum(summands))
  }

  /// The eigenvalue of a function at frequencies that stay: exact for constants, else a symbol for it.
  private func eigenvalue(of value: VertexCoefficient.Combination, _ offsets: [Int]) -> Expression {
    eigenvalue(
      of: value.function, value.pixels.map(\.cosine), value.pixels.map { offsets[$0.place] },
      hasNonnegativeCoefficients: value.hasNonnegativeCoefficients)
  }

  private func eigenvalue(
    of function: Expression, _ cosines: [Symbol], _ frequencies: [Int],
    hasNonnegativeCoefficients: Bool
  ) -> Expression {
    let used = Set(store.symbols(in: function))
    let pairs = zip(cosines, frequencies).filter { used.contains($0.0) || $0.1 > 0 }
    // Orthogonal to harmonics of a pixel on which it does not depend.
    if pairs.contains(where: { !used.contains($0.0) }) { return store.rational(0) }
    if pairs.isEmpty { return store.tidied(store.valueAtOne(function) ?? function) }
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
        function: own, cosines: symbols, frequencies: pairs.map(\.1), dimension: dimension),
      hasNonnegativeCoefficients: hasNonnegativeCoefficients && number.signum > 0)
    return store.scaled(store.symbol(symbol), by: number)
  }
}

extension ExpressionStore {
  /// An equal constant with κ₀(u) = 1 - κ₀(-u): its sign may be plain to see where that of the first is not.
  fileprivate func mirroringSteps(in constant: Expression) -> Expression {
    var result = constant
    for node in topologicalOrder(of: [constant]) {
      guard case .function(.kappa(0), let argument) = self.node(node),
        let mirrored = try? function(.kappa(0), negated(argument)),
        let replaced = try? replacing(
          node, by: difference(rational(1), mirrored), in: result)
      else { continue }
      result = replaced
    }
    return simplified(result)
  }
}
