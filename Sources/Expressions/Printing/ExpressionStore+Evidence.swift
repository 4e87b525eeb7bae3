internal import Arithmetic

/// What the engine found out about an equation.
public enum EqualityEvidence: Hashable, Sendable {
  /// Both sides are one and the same expression after simplification.
  case sameExpression
  /// The difference is zero in the normal form.
  case normalForm
  /// The enclosures of both sides overlap at this many random points, which is evidence and no proof.
  case overlappingBalls(points: Int)
  /// The enclosures are apart at a point: the sides differ.
  case contradicted(at: String)
  /// Neither side could be compared.
  case none

  /// Whether the equation is proved wherever both sides are defined.
  public var isProof: Bool { self == .sameExpression || self == .normalForm }

  /// Whether nothing speaks against the equation and something for it.
  public var isFavourable: Bool {
    switch self {
    case .sameExpression, .normalForm, .overlappingBalls: true
    case .contradicted, .none: false
    }
  }

  /// The one of two findings that claims less.
  public func weaker(_ other: EqualityEvidence) -> EqualityEvidence {
    other.strength < strength ? other : self
  }

  private var strength: Int {
    switch self {
    case .sameExpression: Int.max
    case .normalForm: Int.max - 1
    case .overlappingBalls(let points): points
    case .none: 0
    case .contradicted: -1
    }
  }

  /// How the equation was checked, in words.
  public var text: String {
    switch self {
    case .sameExpression: "both sides simplify to one expression"
    case .normalForm: "the difference is zero in the normal form"
    case .overlappingBalls(let points): "balls overlap at \(points) random points"
    case .contradicted(let point): "the sides differ at \(point)"
    case .none: "could not be checked"
    }
  }
}

extension ExpressionStore {
  /// Whether the normal form of an expression is sure to be quick: few parts, and functions nested at
  /// most twice, because each level multiplies the terms of the one below.
  func hasQuickNormalForm(_ expression: Expression, size: Int) -> Bool {
    let order = topologicalOrder(of: [expression])
    guard order.count <= size else { return false }
    var nesting: [Expression: Int] = [:]
    for current in order {
      var depth = 0
      forEachChild(of: current) { depth = max(depth, nesting[$0] ?? 0) }
      switch node(current) {
      case .function, .application: depth += 1
      case .rational, .pi, .symbol, .sum, .product: break
      }
      nesting[current] = depth
    }
    return (nesting[expression] ?? 0) <= 2
  }

  /// Larger differences are compared by balls.
  private static let comparedSize = 300

  /// Whether the smaller normal form, in which κ is any function, is quick and shows zero.
  private func isZeroWhateverKappaIs(_ gap: Expression) -> Bool {
    guard topologicalOrder(of: [gap]).count <= Self.comparedSize else { return false }
    let field = NormalFormField(store: self, keepsKappas: true, workLimit: 20_000)
    return (try? field.fraction(of: gap).isZero) == true
  }

  /// What speaks for left = right: one expression, the normal form, or balls at random points.
  ///
  /// Points are rational: t and parameters at random within what is assumed of them.
  ///
  /// - Complexity: that of simplifying both sides, of one normal form of bounded size, and of `points`
  ///   evaluations.
  public func evidence(
    that left: Expression, equals right: Expression, points: Int = 8, seed: UInt64 = 1
  ) -> EqualityEvidence {
    if left == right || simplified(left) == simplified(right) { return .sameExpression }
    if let a = opened(left), let b = opened(right), a == b { return .sameExpression }
    let gap = difference(left, right)
    if hasQuickNormalForm(gap, size: 30), (try? isZeroByNormalForm(gap)) == true {
      return .normalForm
    }
    if isZeroWhateverKappaIs(gap) { return .normalForm }
    return comparison(left, right, points: points, seed: seed)
  }

  /// The expression with sums in sums opened and numbers multiplied into sums; `nil` for large ones, in
  /// which a layer would be copied into each layer above it.
  private func opened(_ expression: Expression) -> Expression? {
    let order = topologicalOrder(of: [expression])
    guard order.count <= 600 else { return nil }
    var images: [Expression: Expression] = [:]
    func terms(_ part: Expression) -> [Expression] {
      switch node(part) {
      case .sum(let inner): return inner
      case .product(let coefficient, let factors)
      where factors.count == 1 && factors[0].exponent.isOne:
        guard case .sum(let inner) = node(factors[0].base) else { return [part] }
        return inner.map { scaled($0, by: coefficient) }
      case .product, .rational, .pi, .symbol, .function, .application: return [part]
      }
    }
    for current in order {
      guard let image = try? rebuiltNode(current, { images[$0] ?? $0 }) else { return nil }
      images[current] = sum(terms(image).flatMap(terms))
    }
    return images[expression]
  }

  private func comparison(
    _ left: Expression, _ right: Expression, points: Int, seed: UInt64
  ) -> EqualityEvidence {
    let tape = Tape([left, right], in: self)
    let names = Set(symbols(in: left) + symbols(in: right)).sorted { $0.name < $1.name }
    let precision = 256
    var state = seed
    var overlaps = 0
    for _ in 0..<(4 * points) where overlaps < points {
      var box: [Symbol: RealBall] = [:]
      var place: [String] = []
      for name in names {
        let value = assumption(of: name).sample(&state)
        box[name] = RealBall(value, precision: precision)
        place.append("\(name.name) = \(value)")
      }
      guard let found = try? tape.evaluate(over: box, precision: precision) else { continue }
      let (a, b) = (found.values[0], found.values[1])
      guard a.isFinite, b.isFinite else { continue }
      if !a.overlaps(b) {
        return .contradicted(at: place.isEmpty ? "their values" : place.joined(separator: ", "))
      }
      // A ball as wide as this says nothing.
      if AccuracyGoal.absolute(bits: 64).isMet(by: a)
        || AccuracyGoal.relative(bits: 64).isMet(by: a)
      {
        overlaps += 1
      }
      if names.isEmpty { break }
    }
    return overlaps == 0 ? .none : .overlappingBalls(points: overlaps)
  }
}

extension Assumption {
  /// A random rational number that fulfils the assumption, within 2 of an end where it is unbounded.
  func sample(_ state: inout UInt64) -> Rational {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixer = FingerprintMixer()
    mixer.mix(state)
    let fraction = Rational(Int(mixer.state % 997) + 1, over: 1000)
    switch (lower?.value, upper?.value) {
    case (nil, nil): return fraction * 4 - 2
    case (let low?, nil): return low + fraction * 2
    case (nil, let high?): return high - fraction * 2
    case (let low?, let high?): return low + (high - low) * fraction
    }
  }
}
