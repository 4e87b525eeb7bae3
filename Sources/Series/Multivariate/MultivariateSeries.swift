public import Arithmetic

/// A truncated power series in several variables whose coefficients are known up to proved errors.
///
/// It is stored as a series in one variable X, its image under a substitution tᵢ ↦ X^(eᵢ) in which every
/// kept monomial has a place of its own (`MonomialEmbedding`, with the proof). Since the substitution is
/// a homomorphism, every operation is the one of ``FixedSeries`` on the images, and so are all
/// error bounds: they are kept for dyadic blocks of places in X, which are roughly ranges of the degree.
///
/// A series knows which variables occur in it and is stored as a series in these alone; the coefficients
/// of all monomials with another variable are exactly 0. An operation on two series first moves both
/// to the variables of either one.
///
/// **Contract.** The stored image is within its error bounds of φ(v), coefficient by coefficient, for
/// a power series v that agrees with the true series u on all kept monomials. Operations maintain it:
/// φ is a homomorphism, and as what is not kept is an ideal, f(v) agrees with f(u) where v does with u.
public struct MultivariateSeries: Sendable {
  /// The ring.
  public let context: MultivariateContext
  /// The indices of the variables that occur, in ascending order.
  public let variables: [Int]
  /// Where the monomials of these variables are.
  let embedding: MonomialEmbedding
  /// The image of the series.
  let image: FixedSeries

  init(
    _ context: MultivariateContext, variables: [Int], embedding: MonomialEmbedding,
    image: FixedSeries
  ) {
    precondition(image.order == embedding.order, "an image of another ring")
    self.context = context
    self.variables = variables
    self.embedding = embedding
    self.image = image
  }

  /// Creates a constant from a series of order 1.
  init(constant: FixedSeries, _ context: MultivariateContext) {
    self.init(context, variables: [], embedding: .constants, image: constant)
  }

  /// Whether all coefficients are exactly known.
  public var isExact: Bool { image.isExact }

  /// A bound for the errors of all coefficients.
  public var largestError: Magnitude { image.largestError }

  /// Whether a coefficient is 0 for a structural reason: a variable of the monomial does not occur, or
  /// the series ends before it.
  ///
  /// - Precondition: the monomial is kept.
  public func isExactlyZero(_ exponents: [Int]) -> Bool {
    guard let index = index(of: exponents) else { return true }
    return image.isExactlyZero(index)
  }

  /// A bound for the error of a coefficient.
  ///
  /// - Precondition: the monomial is kept.
  public func error(_ exponents: [Int]) -> Magnitude {
    guard let index = index(of: exponents) else { return .zero }
    return image.error(index)
  }

  /// The ball of the coefficient of t₁^n₁·…·t_p^n_p.
  ///
  /// - Precondition: the monomial is kept.
  public subscript(exponents: [Int]) -> RealBall {
    guard let index = index(of: exponents) else { return .zero }
    return image[index]
  }

  /// The coefficients of all kept monomials, the first exponent running fastest.
  public var coefficients: [(exponents: [Int], value: RealBall)] {
    context.monomials.map { ($0, self[$0]) }
  }

  /// The constant term.
  public var constantTerm: RealBall { image[0] }

  /// The place of a kept monomial; `nil` when one of its variables does not occur.
  private func index(of exponents: [Int]) -> Int? {
    precondition(
      exponents.count == context.variableCount && exponents.allSatisfy { $0 >= 0 }
        && context.truncation.contains(exponents), "a series has no coefficient of this monomial")
    var used: [Int] = []
    var next = variables[...]
    for (i, exponent) in exponents.enumerated() {
      if next.first == i {
        used.append(exponent)
        next.removeFirst()
      } else if exponent > 0 {
        return nil
      }
    }
    return embedding.index(of: used)
  }
}
