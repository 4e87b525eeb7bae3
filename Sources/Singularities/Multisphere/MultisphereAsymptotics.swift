internal import Arithmetic
public import Expressions
internal import Spectra

/// How the eigenvalues of a kernel of images on a product of spheres fall, from the singular set of the kernel.
///
/// When some frequencies grow together and the others stay, the exponent is 2R + q·(d-1) with R the least exponent of a
/// singular part and q the least number of pixels in a union of windows that contains the growing ones; the constant
/// comes from the singular parts with that window. Theorem and proof: docs/multisphere.md.
public struct MultisphereAsymptotics {
  /// A function that is a factor of the kernel, and its singular set.
  struct Part {
    let factor: SeparatedKernel.Factor
    let singularities: SingularSet
  }

  /// The summands of the kernel, products of functions of different pixels.
  private let terms: [(coefficient: Expression, parts: [Part])]
  /// The cosines of the pixels, in the order of the frequencies.
  public let cosines: [Symbol]
  private let parity: PixelParity
  private let coefficients: RayCoefficients
  private let store: ExpressionStore

  /// Finds the singular set of a kernel.
  ///
  /// - Parameters:
  ///   - kernel: A function of the cosines, without elements of recurrences.
  ///   - cosines: The cosines of the pixels, at least those on which the kernel depends.
  ///   - store: Where the kernel lives.
  /// - Throws: ``AsymptoticFailure`` when a hypothesis of the theorem is not proved.
  public init(
    of kernel: Expression, cosines: [Symbol], in store: ExpressionStore
  ) throws(AsymptoticFailure) {
    self.cosines = cosines
    self.store = store
    coefficients = RayCoefficients(store: store)
    parity = PixelParity(kernel, cosines: cosines, in: store)
    var terms: [(Expression, [Part])] = []
    for term in SeparatedKernel(kernel, cosines: cosines, in: store).terms {
      var parts: [Part] = []
      for factor in term.factors {
        parts.append(
          Part(
            factor: factor,
            singularities: try SingularSet(
              of: factor.function, cosines: factor.places.map { cosines[$0] }, in: store)))
      }
      terms.append((store.rational(term.coefficient), parts))
    }
    self.terms = terms
  }

  /// The singular parts of the kernel, with windows as places in the list of cosines.
  public var singularParts: [SingularPart] {
    var seen: Set<Expression> = []
    return terms.flatMap(\.parts).flatMap { part in
      part.singularities.parts.filter { seen.insert($0.value).inserted }
        .map { $0.moved(to: part.factor.places) }
    }
  }

  /// What was checked of the kernel.
  public var hypotheses: [String] {
    guard !singularParts.isEmpty else { return ["K is an entire function of the cosines"] }
    return [
      "the arguments of kappa and arccos have nonnegative coefficients, so that they reach 1 or -1 at vertices only",
      "their slopes there are finite and positive",
      "elsewhere in K stand sums, products and entire functions",
    ]
  }

  /// The law along a ray, for n of a parity.
  ///
  /// - Parameters:
  ///   - ray: The frequencies, one a pixel; at least one grows.
  ///   - parity: 0 for even n, 1 for odd n.
  ///   - dimension: The d of the spheres.
  /// - Throws: ``AsymptoticFailure`` when the leading terms cannot be told.
  public func law(
    along ray: FrequencyRay, parity: Int, dimension: SphereDimension
  ) throws(AsymptoticFailure) -> RayLaw {
    precondition(ray.slopes.count == cosines.count && !ray.growing.isEmpty, "a ray of frequencies")
    var summands = RaySummands(
      dimension: dimension, coefficients: coefficients, store: store)
    for (coefficient, parts) in terms
    where ray.positive.isSubset(of: parts.flatMap(\.factor.places)) {
      try summands.add(coefficient, parts, ray, parity)
    }
    let law = try summands.law
    if let law, case .power = law { return law }
    // The parity of all frequencies along the ray is that of a sample.
    if summands.isEmpty || self.parity.vanishes(ray.sample(parity: parity)) { return .zero }
    return law ?? summands.order.map { .below($0) } ?? .rapid
  }
}

extension SingularPart {
  /// The part as one of a kernel of more pixels.
  func moved(to places: [Int]) -> SingularPart {
    SingularPart(
      value: value, function: function, argument: argument, exponent: exponent,
      window: window.map { places[$0] }, slopes: slopes, vertices: vertices)
  }
}
