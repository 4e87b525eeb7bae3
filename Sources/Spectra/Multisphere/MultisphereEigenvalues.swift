public import Arithmetic

/// The eigenvalues of a product of spheres for all multi-indices up to given degrees.
public struct MultisphereEigenvalues: Sendable {
  /// The eigenvalues of a function of the pixels at some places.
  struct Factor: Sendable {
    /// The places of the pixels, in the order of the table's degrees.
    let places: [Int]
    let table: GridEigenvalues
  }

  /// A number times functions of different pixels.
  struct Term: Sendable {
    let coefficient: Rational
    let factors: [Factor]
  }

  /// The highest degree of each pixel.
  public let degrees: [Int]
  let terms: [Term]
  let precision: Int

  /// The eigenvalue of a multi-index, one degree a pixel.
  ///
  /// - Precondition: as many degrees as pixels, each from 0 to the highest.
  public subscript(_ index: Int...) -> RealBall { self[index] }

  /// The eigenvalue of a multi-index, one degree a pixel.
  ///
  /// - Precondition: as many degrees as pixels, each from 0 to the highest.
  public subscript(_ index: [Int]) -> RealBall {
    precondition(index.count == degrees.count, "one degree for each pixel")
    precondition(
      zip(index, degrees).allSatisfy { (0...$1).contains($0) }, "a degree that was not computed")
    let positive = Set(index.indices.filter { index[$0] > 0 })
    return terms.reduce(RealBall.zero) { sum, term in
      // A function that does not depend on a pixel is orthogonal to its harmonics of positive degree.
      guard positive.isSubset(of: term.factors.flatMap(\.places)) else { return sum }
      let product = term.factors.reduce(RealBall(term.coefficient, precision: precision)) {
        $0.multiplied(by: $1.table[$1.places.map { index[$0] }], precision: precision)
      }
      return sum.adding(product, precision: precision)
    }
  }
}

/// A table of eigenvalues, one for each multi-index up to given degrees.
struct GridEigenvalues: Sendable {
  let degrees: [Int]
  let values: [RealBall]

  subscript(_ index: [Int]) -> RealBall {
    var place = 0
    for (k, last) in zip(index, degrees) { place = place * (last + 1) + k }
    return values[place]
  }
}
