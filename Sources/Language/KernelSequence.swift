public import Expressions

/// A sequence of numbers that belongs to a kernel, of which a claim about a limit speaks.
public enum KernelSequence: Hashable, Sendable {
  /// The Taylor coefficients b₀, b₁, … at 0.
  case taylor(kernel: Expression)
  /// The Funk–Hecke eigenvalues μ₀, μ₁, … on the sphere in `dimension`-dimensional space.
  case eigenvalues(kernel: Expression, dimension: Int)
  /// The eigenvalues of a kernel of t[1], …, t[p] on the product of p spheres in `dimension`-dimensional space, with
  /// frequencies kᵢ = slopes[i]·n + offsets[i].
  case ray(kernel: Expression, dimension: Int, slopes: [Int], offsets: [Int])

  /// The kernel.
  public var kernel: Expression {
    switch self {
    case .taylor(let kernel), .eigenvalues(let kernel, _), .ray(let kernel, _, _, _): kernel
    }
  }

  /// Whether the kernel is one of several pixels.
  public var isOfPixels: Bool {
    if case .ray = self { true } else { false }
  }
}

/// What an instance of a claim about sequences comes down to.
public struct SequenceObligation: Sendable {
  /// How the sides are claimed to compare for large indices.
  public enum Relation: Sendable {
    /// The quotient tends to 1; with a free constant on the right, to a number other than 0 for each parity.
    case equivalence
    /// The left side tends to the right side.
    case convergence
  }

  /// The left side.
  public let left: Expression
  /// How the sides compare.
  public let relation: Relation
  /// The right side.
  public let right: Expression
  /// The name of the index as it is written.
  public let index: String
  /// The symbol of the index in both sides.
  public let indexSymbol: Symbol
}

/// The claim that two kernels have the same reproducing kernel Hilbert space on a sphere.
public struct SameSpaceObligation: Sendable {
  /// The first kernel.
  public let first: Expression
  /// The second kernel.
  public let second: Expression
  /// The d of the sphere in d-dimensional space.
  public let dimension: Int
}

extension Symbol {
  /// (-1)ⁿ in claims about sequences; a space keeps the name out of reach of the language.
  public static let alternatingSign = Symbol("alternating sign")
}
