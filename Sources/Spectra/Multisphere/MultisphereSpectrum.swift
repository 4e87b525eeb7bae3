public import Expressions
internal import Foundation

/// Eigenvalues of kernels of several pixels, each pixel a point of a sphere.
///
/// On a product of p unit spheres of d-dimensional space with the product of the uniform probability
/// measures, a kernel K(t₁, …, t_p) of the cosines tᵢ between the pixels has the products of spherical
/// harmonics as eigenfunctions (Geifman, Galun, Jacobs, Basri, On the spectral bias of convolutional neural
/// tangent and Gaussian process kernels, NeurIPS 2022), with eigenvalues
///
///     λ_k = w_dᵖ·∫…∫ K(cos θ₁, …, cos θ_p)·∏ P_{kᵢ}(cos θᵢ)·sin^(d−2)θᵢ dθᵢ.
///
/// The kernel is taken apart into functions of fewer pixels first (`SeparatedKernel`). For a function of one
/// pixel the rule of `FunkHecke` is used. Functions of several get all multi-indices k up to given degrees from
/// one set of products of Gauss–Legendre rules on boxes that shrink towards the singularities; see `BoxPlanner`
/// for the error.
public enum MultisphereSpectrum {
  /// The eigenvalues λ_k for 0 ≤ kᵢ ≤ degrees[i], each with absolute error of about 2^(−accuracy); the
  /// balls say how large it is.
  ///
  /// - Parameters:
  ///   - kernel: An expression in the given symbols alone.
  ///   - store: Where the kernel lives.
  ///   - cosines: The symbols t₁, …, t_p of the pixels.
  ///   - dimension: The d of the spheres, at least 2: the number of channels.
  ///   - degrees: The highest degree of each pixel.
  ///   - accuracy: The number of correct bits after the point.
  ///   - valueLimit: The most values of a function of several pixels that are computed.
  ///   - check: Called many times a second; what it throws ends the work.
  /// - Throws: `SpectrumError`, when analyticity cannot be certified on few enough boxes, or the rules need
  ///   too many values of the kernel; what `check` throws.
  /// - Complexity: For each function of q pixels of which the kernel is made O((accuracy·c)^q) values a box,
  ///   and O(accuracy) boxes when it is singular in corners only; meant for q up to 3.
  public static func eigenvalues(
    of kernel: Expressions.Expression, in store: ExpressionStore, cosines: [Symbol], dimension: Int,
    degrees: [Int], accuracy: Int, valueLimit: Int = 1_000_000, check: () throws -> Void = {}
  ) throws -> MultisphereEigenvalues {
    precondition(dimension >= 2, "a sphere needs at least two coordinates")
    precondition(
      !cosines.isEmpty && degrees.count == cosines.count && degrees.allSatisfy { $0 >= 0 },
      "one degree for each pixel")
    let separated = SeparatedKernel(kernel, cosines: cosines, in: store)
    var tables = FactorTables(
      store: store, cosines: cosines, dimension: dimension, degrees: degrees, accuracy: accuracy,
      valueLimit: valueLimit)
    var terms: [MultisphereEigenvalues.Term] = []
    for term in separated.terms {
      var factors: [MultisphereEigenvalues.Factor] = []
      for factor in term.factors { factors.append(try tables.values(of: factor, check)) }
      terms.append(.init(coefficient: term.coefficient, factors: factors))
    }
    return MultisphereEigenvalues(degrees: degrees, terms: terms, precision: accuracy + 40)
  }

  /// The most pixels that one of the functions may have.
  static let pixelLimit = 4

  /// The eigenvalues of a function of all the pixels, without taking it apart.
  static func jointEigenvalues(
    of kernel: Expressions.Expression, in store: ExpressionStore, cosines: [Symbol], dimension: Int,
    degrees: [Int], accuracy: Int, valueLimit: Int = 1_000_000, check: () throws -> Void = {}
  ) throws -> GridEigenvalues {
    guard cosines.count <= pixelLimit else {
      throw SpectrumError.tooManyPixels(count: cosines.count, limit: pixelLimit)
    }
    let pixels = PixelKernel(kernel, cosines: cosines, in: store)
    let planner = BoxPlanner(
      kernel: pixels, dimension: dimension, degrees: degrees, logTolerance: -Double(accuracy + 10))
    let planned = try planner.plan(valueLimit: valueLimit, check)
    var sum = MultisphereSum(
      pixels, dimension: dimension, degrees: degrees, precision: accuracy + 40)
    for box in planned { try sum.add(box, check) }
    return sum.eigenvalues
  }
}
