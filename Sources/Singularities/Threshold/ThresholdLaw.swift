internal import Arithmetic
public import Expressions

/// The law of the Taylor coefficients of p(t) + q(t)·Φ₂(h, h; t), where p and q are analytic on a disc |z| < R with
/// R > 1 and h ≠ 0 is a number.
///
///     bₙ = s·n^(-3/2)·(even·cos² θₙ + odd·sin² θₙ + o(1)),     θₙ = h√n - (n-1)π/2,     s = e^(-h²/2)/(√2·π^(3/2)),
///     even = (q(1) + q(-1))/2,     odd = (q(1) - q(-1))/2.
///
/// Along even n, and along odd n, every number of [0, 1] is a limit point of cos² θₙ. Proof: `docs/threshold-kernels.md`,
/// by Mehler's expansion Φ₂(h, h; t) = Φ(h)² + φ(h)²·Σ_{n≥1} He_{n-1}(h)²/n!·tⁿ and the asymptotics of Hermite
/// polynomials (Szegő 1939, section 8.22).
public struct ThresholdLaw {
  /// h.
  public let threshold: Expression
  /// s.
  public let scale: Expression
  /// The factor of cos² θₙ.
  public let even: Expression
  /// The factor of sin² θₙ.
  public let odd: Expression
  /// q(1) and whether q(-1) = 0, so that the factors are equal and the coefficients follow a power law.
  private let slope: (atOne: Expression, isBalanced: Bool)
  /// q and p.
  let parts: (factor: Expression, rest: Expression)
  let store: ExpressionStore

  /// Finds the law; `nil` for kernels of other kinds, and where it is not known whether the factors are equal.
  ///
  /// - Precondition: Symbols of the kernel other than t stand for numbers.
  public init?(of kernel: Expression, in store: ExpressionStore) {
    guard let (part, threshold) = Self.dual(in: kernel, store) else { return nil }
    let symbol = Symbol("threshold dual")
    let none = store.rational(0)
    guard let linear = try? store.replacing(part, by: store.symbol(symbol), in: kernel),
      let factor = (try? store.derivative(of: linear, with: symbol)).map(store.simplified),
      !store.symbols(in: factor).contains(symbol),
      let rest = try? store.substituting([symbol: none], in: linear),
      Self.isAnalyticBeyond(factor, store), Self.isAnalyticBeyond(rest, store),
      let atOne = try? store.substituting([.cosine: store.rational(1)], in: factor),
      let atMinusOne = try? store.substituting([.cosine: store.rational(-1)], in: factor),
      let scale = Self.scale(threshold, store)
    else { return nil }
    self.threshold = threshold
    self.scale = scale
    self.store = store
    parts = (factor, rest)
    let half = Rational(1, over: 2)
    switch store.knownSign(of: atMinusOne) {
    case .zero: slope = (store.simplified(atOne), true)
    case .positive, .negative: slope = (store.simplified(atOne), false)
    case .nonnegative, .nonpositive, .unknown: return nil
    }
    even = store.simplified(store.scaled(store.sum(atOne, atMinusOne), by: half))
    odd = store.simplified(store.scaled(store.difference(atOne, atMinusOne), by: half))
  }

  /// The only part Φ₂(h, h; t) with h ≠ 0 of a kernel without other functions of several arguments.
  private static func dual(
    in kernel: Expression, _ store: ExpressionStore
  ) -> (part: Expression, threshold: Expression)? {
    var found: (part: Expression, threshold: Expression)?
    for part in store.topologicalOrder(of: [kernel]) {
      guard case .application(let function, let arguments) = store.node(part),
        store.dependsOnCosine(part)
      else { continue }
      guard found == nil, function == .bivariateNormalCDF, arguments[0] == arguments[1],
        arguments[2] == store.cosine, !store.dependsOnCosine(arguments[0])
      else { return nil }
      switch store.knownSign(of: arguments[0]) {
      case .positive, .negative: found = (part, arguments[0])
      case .zero, .nonnegative, .nonpositive, .unknown: return nil
      }
    }
    return found
  }

  private static func isAnalyticBeyond(_ part: Expression, _ store: ExpressionStore) -> Bool {
    guard let continuation = try? ContinuationAnalysis(store: store).continuation(of: part) else {
      return false
    }
    return continuation.reach >= .disc
  }

  /// e^(-h²/2)/(√2·π^(3/2)).
  private static func scale(_ threshold: Expression, _ store: ExpressionStore) -> Expression? {
    let minusHalf = Rational(-1, over: 2)
    guard let square = try? store.power(threshold, 2),
      let bell = try? store.function(.exp, store.scaled(square, by: minusHalf)),
      let root = try? store.power(store.rational(2), minusHalf),
      let power = try? store.power(store.pi, Rational(-3, over: 2))
    else { return nil }
    return store.simplified(store.product([bell, root, power]))
  }

  /// Whether no power law holds: the factors of cos² and sin² differ.
  public var oscillates: Bool { !slope.isBalanced }

  /// lim n^(3/2)·bₙ along indices with cos² θₙ → x.
  public func constant(at x: Expression) -> Expression {
    let other = store.difference(store.rational(1), x)
    return store.product(scale, store.sum(store.product(even, x), store.product(odd, other)))
  }

  /// Whether another kernel has the same angles θₙ, up to a sign of h.
  public func hasAngles(of other: ThresholdLaw) -> Bool {
    store.areProvedEqual(threshold, other.threshold)
      || store.areProvedEqual(threshold, store.negated(other.threshold))
  }

  /// The law in one line.
  public var statement: String {
    func factor(_ value: Expression, _ wave: String) -> String? {
      if store.rationalValue(value)?.isZero == true { return nil }
      if store.rationalValue(value)?.isOne == true { return wave }
      let text = store.text(value)
      return text.allSatisfy { $0.isNumber || $0.isLetter }
        ? "\(text)*\(wave)" : "(\(text))*\(wave)"
    }
    let waves = [factor(even, "cos(theta)^2"), factor(odd, "sin(theta)^2")].compactMap { $0 }
    return "b_n = s*n^(-3/2)*(\(waves.joined(separator: " + ")) + o(1)) with theta = h*sqrt(n) - "
      + "(n - 1)*pi/2, h = \(store.text(threshold)), s = \(store.text(scale))"
  }

  /// Why the coefficients follow no power law.
  var obstacle: String {
    "no power law holds, because of an essential singularity at t = -1: \(statement); for even and for "
      + "odd n all numbers between the extremes are limit points of n^(3/2)*b_n (Mehler's expansion and "
      + "the asymptotics of Hermite polynomials, Szegő 1939, section 8.22)"
  }

  /// The power law of the coefficients with equal factors, bₙ ~ q(1)/2·s·n^(-3/2) for even and odd n.
  ///
  /// - Throws: ``AsymptoticFailure`` when the leading constant may be 0.
  public func powerLaw() throws(AsymptoticFailure) -> KernelAsymptotics {
    let sign = store.knownSign(of: slope.atOne)
    guard sign == .positive || sign == .negative else {
      throw AsymptoticFailure(
        reason: "the factor of Phi2 is not shown to differ from 0 at t = 1")
    }
    // s·q(1)/2 = strength/Γ(-1/2) and Γ(-1/2) = -2√π.
    let root = try? store.squareRoot(store.pi)
    let strength = store.simplified(
      store.negated(store.product([scale, slope.atOne, root ?? store.rational(1)])))
    let law = ParityLaw.power([
      AsymptoticTerm(exponent: Rational(1, over: 2), strength: strength, isNonzero: true)
    ])
    return KernelAsymptotics(
      laws: [law, law],
      hypotheses: [
        "K = p(t) + q(t)*Phi2(h, h, t) with h = \(store.text(threshold)), where p and q are analytic on "
          + "|z| < R for some R > 1, and q(-1) = 0: the oscillations of successive coefficients of Phi2 "
          + "cancel",
        "these follow from Mehler's expansion and the asymptotics of Hermite polynomials (Szegő 1939, "
          + "section 8.22)",
      ], conditions: [], store: store)
  }
}

extension KernelAsymptotics {
  /// The laws of a kernel, those with threshold duals included; of eigenvalues alone where coefficients oscillate.
  ///
  /// - Parameter bits: How many significant bits enclosures of rates and constants have that have no closed form.
  /// - Throws: ``AsymptoticFailure`` when no law is proved, with the reason.
  public static func laws(
    of kernel: Expression, in store: ExpressionStore, terms count: Int, bits: Int = 192
  ) throws(AsymptoticFailure) -> KernelAsymptotics {
    if let threshold = ThresholdLaw(of: kernel, in: store) {
      if count == 1, !threshold.oscillates { return try threshold.powerLaw() }
      let obstacle =
        threshold.oscillates
        ? threshold.obstacle
        : "of the Taylor coefficients of kernels with Phi2 only the leading term is found; ask for one term"
      do {
        var laws = try KernelAsymptotics(of: kernel, in: store, terms: count)
        laws.taylorObstacle = obstacle
        return laws
      } catch {
        throw AsymptoticFailure(reason: obstacle)
      }
    }
    return try KernelAsymptotics(of: kernel, in: store, terms: count, bits: bits)
  }
}
