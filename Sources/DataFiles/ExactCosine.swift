public import Arithmetic

/// The cosine of the angle between two points, as an exact number.
public enum ExactCosine: Hashable, Sendable {
  /// A rational number.
  case rational(Rational)
  /// p/√q with an integer p and a natural number q that is no square, |p| < √q.
  case surd(Integer, Integer)
  /// cos(2πr) for a rational r that is no multiple of 1/12 with a rational cosine.
  case turn(Rational)

  /// The cosine x·z/(|x||z|) of the angle between two vectors.
  ///
  /// - Precondition: both vectors have as many entries.
  public init(_ x: Direction, _ z: Direction) {
    self.init(x.product(with: z), overRootOf: x.square * z.square)
  }

  /// p/√q for an inner product p of vectors whose squared lengths multiply to q.
  ///
  /// It is ±1 only for vectors on one line, where q = p² is a square; so 1 and -1 are found here.
  ///
  /// - Precondition: q > 0 and p² ≤ q.
  public init(_ p: Integer, overRootOf q: Integer) {
    if p.isZero {
      self = .rational(0)
    } else if let root = q.exactRoot(2) {
      self = .rational(Rational(p, over: root))
    } else {
      self = .surd(p, q)
    }
  }

  /// cos(2πr); rational for the angles of Niven's theorem.
  public init(turns r: Rational) {
    let part = r - Rational(r.floor)
    let folded = part > Rational(1, over: 2) ? 1 - part : part
    switch folded {
    case 0: self = .rational(1)
    case Rational(1, over: 6): self = .rational(Rational(1, over: 2))
    case Rational(1, over: 4): self = .rational(0)
    case Rational(1, over: 3): self = .rational(Rational(-1, over: 2))
    case Rational(1, over: 2): self = .rational(-1)
    default: self = .turn(folded)
    }
  }

  /// An enclosure with a relative error of about 2^(-precision).
  public func ball(precision: Int) -> RealBall {
    switch self {
    case .rational(let value): return RealBall(value, precision: precision)
    case .surd(let p, let q):
      let top = RealBall(Dyadic(p, timesPowerOfTwo: 0))
      let square = RealBall(Dyadic(q, timesPowerOfTwo: 0))
      guard let root = try? RealBall.sqrt(square, precision: precision + 8) else {
        return .everything
      }
      return top.divided(by: root, precision: precision)
    case .turn(let turns):
      let angle = RealBall.pi(precision: precision + 8)
        .multiplied(by: turns + turns, precision: precision + 8)
      return RealBall.cos(angle, precision: precision)
    }
  }
}
