internal import Arithmetic
internal import Expressions
internal import Series

/// The Taylor coefficients of a kernel of images that claims speak of, computed together.
struct PixelSeries {
  /// The largest exponent of each pixel, and the largest total degree.
  private var sides: [Int] = []
  private var degree = 0
  private var known: (bits: Int, series: MultivariateSeries, pixels: [Int])?

  /// Says that a coefficient will be asked for.
  mutating func include(_ exponents: [Int]) {
    let count = max(sides.count, exponents.count)
    func padded(_ row: [Int]) -> [Int] {
      row + [Int](repeating: 0, count: count - row.count)
    }
    sides = zip(padded(sides), padded(exponents)).map { max($0, $1) }
    degree = max(degree, exponents.reduce(0, +))
  }

  /// An enclosure of a coefficient within 2^(-bits), or the best that was reached.
  ///
  /// A coefficient of a monomial with a pixel on which the kernel does not depend is exactly 0.
  ///
  /// - Throws: `MultivariateSolver.Failure` when nothing was reached.
  mutating func coefficient(
    of kernel: Expression, _ exponents: [Int], in store: ExpressionStore, bits: Int
  ) throws -> RealBall {
    let pixels = store.cosines(in: kernel).compactMap { $0.pixels?.first }
    for (place, exponent) in exponents.enumerated() where exponent > 0 {
      if !pixels.contains(place + 1) { return .zero }
    }
    include(exponents)
    let row = pixels.isEmpty ? [0] : pixels.map { $0 <= exponents.count ? exponents[$0 - 1] : 0 }
    if let known, known.bits >= bits, known.series.context.truncation.contains(row) {
      return known.series[row]
    }
    let series = try expand(kernel, pixels, in: store, bits: bits)
    known = (bits, series, pixels)
    return series[row]
  }

  private func expand(
    _ kernel: Expression, _ pixels: [Int], in store: ExpressionStore, bits: Int
  ) throws -> MultivariateSeries {
    // A ring has at least one variable, even for a constant.
    let variables = pixels.isEmpty ? [Symbol.cosine(1)] : pixels.map { Symbol.cosine($0) }
    let box = variables.map { variable -> Int in
      let place = (variable.pixels?.first ?? 1) - 1
      return (place < sides.count ? sides[place] : 0) + 1
    }
    do {
      return try MultivariateExpansion.expand(
        kernel, in: store, variables: variables, truncation: truncation(box), bits: bits)
    } catch {
      guard let best = error.best else { throw error }
      return best
    }
  }

  /// The smaller one of a box and a simplex that hold all exponents.
  private func truncation(_ box: [Int]) -> MultivariateTruncation {
    let volume = box.reduce(Double(box.count)) { $0 * Double($1) }
    let simplex = (0..<box.count).reduce(1.0) { size, _ in size * Double(degree + 1) }
    return simplex < volume ? .totalDegree(below: degree + 1) : .box(box)
  }
}
