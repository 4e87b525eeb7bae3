public import Arithmetic

/// What is proved of the signs of a kernel matrix's eigenvalues.
public enum Definiteness: Sendable {
  /// All eigenvalues are positive.
  case positiveDefinite
  /// vᵀKv < 0 for a vector of exact numbers.
  case indefinite(Witness)
  /// Kv = 0 for a vector with two entries, at the points or images counted from 0.
  case singular(Combination)
  /// There are more points than the rank of a polynomial kernel can be.
  case deficient(RankDeficiency)
  /// λ_min is not told apart from 0.
  case undecided

  /// Whether the matrix is, or may be, singular and no vector v with Kv = 0 is known.
  var lacksVector: Bool {
    switch self {
    case .undecided: true
    case .deficient(let deficiency): deficiency.vector == nil
    case .positiveDefinite, .indefinite, .singular: false
    }
  }

  /// A vector with the value of its quadratic form.
  public struct Witness: Sendable {
    /// The vector.
    public let vector: [Dyadic]
    /// An enclosure of vᵀKv, which is negative.
    public let form: RealBall
  }

  /// Two rows of the matrix that are equal, or opposite.
  public struct Combination: Hashable, Sendable {
    /// The first point or image.
    public let first: Int
    /// The second one.
    public let second: Int
    /// Why row `first` is row `second` times ``factor``.
    public let reason: Reason

    /// Kv = 0 for v with 1 at `first` and -factor at `second`.
    public var factor: Int { reason == .oppositeOdd ? -1 : 1 }
  }

  /// Why two rows of a kernel matrix are proportional.
  public enum Reason: Hashable, Sendable {
    /// The points, or the parts of images that the kernel sees, are the same.
    case repeated
    /// They are opposite and the kernel is even: K(-t) = K(t).
    case oppositeEven
    /// They are opposite and the kernel is odd: K(-t) = -K(t).
    case oppositeOdd
  }
}
