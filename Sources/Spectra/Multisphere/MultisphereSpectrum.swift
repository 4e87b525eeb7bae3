public import Arithmetic
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
/// All multi-indices k up to given degrees come from one set of products of Gauss–Legendre rules on boxes
/// that shrink towards the singularities; see `BoxPlanner` for the error.
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
  /// - Throws: `SpectrumError`, when analyticity cannot be certified on few enough boxes.
  /// - Complexity: O((accuracy·c)ᵖ) values of the kernel a box, and O(accuracy) boxes for kernels that are
  ///   singular in corners only; meant for two or three pixels.
  public static func eigenvalues(
    of kernel: Expressions.Expression, in store: ExpressionStore, cosines: [Symbol], dimension: Int,
    degrees: [Int], accuracy: Int
  ) throws(SpectrumError) -> MultisphereEigenvalues {
    precondition(dimension >= 2, "a sphere needs at least two coordinates")
    precondition(
      !cosines.isEmpty && degrees.count == cosines.count && degrees.allSatisfy { $0 >= 0 },
      "one degree for each pixel")
    let pixels = PixelKernel(kernel, cosines: cosines, in: store)
    let planner = BoxPlanner(
      kernel: pixels, dimension: dimension, degrees: degrees, logTolerance: -Double(accuracy + 10))
    var sum = MultisphereSum(
      pixels, dimension: dimension, degrees: degrees, precision: accuracy + 40)
    for box in try planner.plan() { try sum.add(box) }
    return sum.eigenvalues
  }
}

/// The eigenvalues of a product of spheres for all multi-indices up to given degrees.
public struct MultisphereEigenvalues: Sendable {
  /// The highest degree of each pixel.
  public let degrees: [Int]
  let values: [RealBall]

  /// The eigenvalue of a multi-index, one degree a pixel.
  ///
  /// - Precondition: as many degrees as pixels, each from 0 to the highest.
  public subscript(_ index: Int...) -> RealBall { self[index] }

  /// The eigenvalue of a multi-index, one degree a pixel.
  ///
  /// - Precondition: as many degrees as pixels, each from 0 to the highest.
  public subscript(_ index: [Int]) -> RealBall {
    precondition(index.count == degrees.count, "one degree for each pixel")
    var place = 0
    for (k, last) in zip(index, degrees) {
      precondition((0...last).contains(k), "a degree that was not computed")
      place = place * (last + 1) + k
    }
    return values[place]
  }
}
