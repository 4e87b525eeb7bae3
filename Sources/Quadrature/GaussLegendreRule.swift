public import Arithmetic

/// The Gauss–Legendre rule on [−1, 1], certified.
///
///     ∫ f(x) dx  ≈  Σ wᵢ·f(xᵢ),     exact for polynomials of degree below 2n
///
/// The nodes are the zeros of the Legendre polynomial P_n; node and weight balls hold the exact nodes
/// and weights.
public struct GaussLegendreRule: Sendable {
  /// The balls of the zeros of P_n, disjoint and ascending.
  public let nodes: [RealBall]
  /// The balls of the weights.
  public let weights: [RealBall]

  /// The rule with n nodes, with radii of at most about 2^(−precision).
  ///
  /// **Certificate.** P_n has only real zeros, so P_n'/P_n = Σ 1/(x − xᵢ) and some zero lies within
  /// n·|P_n/P_n'| of any point x. Balls of this radius around n approximations each hold a zero; they
  /// are disjoint, so each holds exactly one and none is missed. Nothing is assumed about how the
  /// approximations were found.
  ///
  /// - Throws: `QuadratureError.nodesNotSeparated` when the balls are not disjoint.
  /// - Complexity: O(n²) products of `precision` bits.
  public init(count n: Int, precision: Int) throws(QuadratureError) {
    precondition(n >= 1 && n < 1 << 20, "a Gauss rule needs at least one node")
    let recurrence = BoundedRecurrence(dimension: 3, degree: n)
    // The nonnegative nodes, ascending.
    let half = GaussLegendreRule.guessedNodes(n).reversed().map { guess in
      CertifiedNode(
        GaussLegendreRule.refined(guess, n, recurrence, precision: precision), n, recurrence,
        precision: precision)
    }
    let positive = n.isMultiple(of: 2) ? half[...] : half.dropFirst()
    var previous = RealBall.zero
    for candidate in positive {
      guard previous.isCertainlyLess(than: candidate.node) else {
        throw QuadratureError.nodesNotSeparated(count: n)
      }
      previous = candidate.node
    }
    nodes = positive.reversed().map { $0.node.negated() } + half.map(\.node)
    weights = positive.reversed().map(\.weight) + half.map(\.weight)
  }
}

/// A ball that holds a zero of P_n, and the weight at that zero.
private struct CertifiedNode {
  let node: RealBall
  let weight: RealBall

  /// Encloses a zero near x, which is 0 when the middle node of an odd rule is meant.
  init(_ x: Dyadic, _ n: Int, _ recurrence: BoundedRecurrence, precision: Int) {
    let bits = GaussLegendreRule.fractionBits(n, precision: precision)
    let working = bits + 16
    let (previous, last) = recurrence.lastTwo(at: x, fractionBits: bits)
    let value = RealBall(
      midpoint: last, radius: BoundedRecurrence.error(step: n, fractionBits: bits))
    let before = RealBall(
      midpoint: previous, radius: BoundedRecurrence.error(step: n - 1, fractionBits: bits))
    let point = RealBall(x)
    if x.isZero && !n.isMultiple(of: 2) {
      // P_n is odd, so 0 is a node exactly.
      node = .zero
    } else {
      // (1 − x²)·P_n' = n·(P_{n−1} − x·P_n), and the factor n cancels in n·|P_n/P_n'|.
      let slope = before.subtracting(
        value.multiplied(by: point, precision: working), precision: working
      ).divided(
        by: GaussLegendreRule.oneMinusSquare(point, precision: working), precision: working)
      node = RealBall(
        midpoint: x, radius: value.magnitude.divided(byLowerBound: slope.lowerMagnitude))
    }
    // |P_{n−1}'| ≤ n(n − 1)/2 carries P_{n−1} from x to the node. There P_n = 0, so the weight is
    // 2/((1 − x²)·P_n'²) = 2(1 − x²)/(n·P_{n−1})².
    let drift = node.radius * Magnitude(n * (n - 1) / 2)
    let atNode = before.widened(by: drift).multiplied(by: Rational(n), precision: working)
    weight = GaussLegendreRule.oneMinusSquare(node, precision: working)
      .scaled(byPowerOfTwo: 1)
      .divided(by: atNode.squared(precision: working), precision: precision + 8)
  }
}

extension GaussLegendreRule {
  /// (1 − x)(1 + x), without the cancellation of 1 − x².
  static func oneMinusSquare(_ x: RealBall, precision: Int) -> RealBall {
    RealBall.one.subtracting(x, precision: precision)
      .multiplied(by: RealBall.one.adding(x, precision: precision), precision: precision)
  }

  /// Bits after the point that leave `precision` bits to nodes and weights.
  ///
  /// The recurrence loses 2·log n bits, the radius n·|P/P'| another, and the weights at the ends,
  /// where 1 − x² is of size n^(−2), two more.
  static func fractionBits(_ n: Int, precision: Int) -> Int {
    precision + 6 * (Int.bitWidth - n.leadingZeroBitCount) + 16
  }
}
