internal import Arithmetic
internal import Foundation

/// Chooses boxes and numbers of nodes so that the error of products of Gauss rules is proven.
///
/// **Error.** Let I and Q be the integrals and rules of the pieces. In ∏I − ∏Q the rules replace the integrals one
/// after the other, and the weights of a rule are positive with the length of the piece as their sum, so
///
///     error  ≤  Σᵢ (∏_{j≠i} length_j)·supⱼ |(Iᵢ − Qᵢ) g(·, θ_j)|
///
/// with θ_j real for j ≠ i, where the bound of `QuadraturePlanner` applies to the ellipse of pixel i.
struct BoxPlanner {
  let kernel: PixelKernel
  let dimension: Int
  /// The highest degree of each pixel.
  let degrees: [Int]
  /// log₂ of the error allowed for one box.
  let logTolerance: Double
  private let effort = Effort()

  /// Counts the enclosures that plans need, which cost about as much as values of the kernel.
  private final class Effort { var enclosures = 0 }

  init(kernel: PixelKernel, dimension: Int, degrees: [Int], logTolerance: Double) {
    self.kernel = kernel
    self.dimension = dimension
    self.degrees = degrees
    self.logTolerance = logTolerance
  }

  /// So many values are allowed for each box; plans of more boxes are given up.
  private static let valuesPerBox = 50
  private static let precision = 64

  /// The boxes of the whole product of meridians, with at most so many values of the kernel.
  ///
  /// - Throws: `SpectrumError`; what `check`, called before every box, throws.
  func plan(valueLimit: Int, _ check: () throws -> Void) throws -> [PlannedBox] {
    var values = 0.0
    var pending = [PixelBox(panels: kernel.cosinePanels)]
    var planned: [PlannedBox] = []
    let boxLimit = valueLimit / Self.valuesPerBox
    while let box = pending.popLast() {
      try check()
      if let done = rule(on: box) ?? negligible(box) {
        planned.append(done)
        values += done.valueCount
      } else if box.isSmallAgainstItsDistanceFromTheEnds {
        let angle = box.panels[0].centre(precision: 53).midpoint
        throw SpectrumError.notAnalytic(near: angle.double(rounding: .nearest))
      } else {
        pending += box.parts
      }
      guard values <= Double(valueLimit), effort.enclosures <= valueLimit else {
        throw SpectrumError.tooManyValues(limit: valueLimit, pixels: kernel.count)
      }
      guard planned.count + pending.count <= boxLimit else {
        throw SpectrumError.tooManyPieces(limit: boxLimit)
      }
    }
    return planned
  }

  /// A box on which |K|·∏∫sin^(d−2) is within the tolerance, since |P_k| ≤ 1.
  private func negligible(_ box: PixelBox) -> PlannedBox? {
    let measure = box.measure(dimension: dimension)
    guard Double(measure.ceilingExponent) < logTolerance + 16 else { return nil }
    let precision = Self.precision + 4 * max(0, -Int(logTolerance))
    let angles = box.panels.map { panel in
      panel.centre(precision: precision).widened(
        by: panel.halfWidth(precision: precision).magnitude)
    }
    guard let size = kernel.value(at: angles, precision: precision), size.isFinite else {
      return nil
    }
    let error = size.magnitude * measure
    return Double(error.ceilingExponent) <= logTolerance
      ? PlannedBox(box: box, counts: [], error: error) : nil
  }

  /// The cheapest rules that are found, or `nil` when the kernel is not certainly analytic around the box.
  private func rule(on box: PixelBox) -> PlannedBox? {
    var counts: [Int] = []
    var error = Magnitude.zero
    for pixel in box.panels.indices {
      var best: (count: Int, logError: Double)?
      for parameter in [1.6, 2.2, 3, 4.2, 6] {
        guard let bound = logSupremum(box, pixel: pixel, parameter: parameter) else { break }
        let others = box.panels.enumerated().filter { $0.offset != pixel }.reduce(0.0) {
          $0 + log2(2 * reach($1.element))
        }
        let found = rule(parameter, logBound: bound + others + log2(reach(box.panels[pixel])))
        if let known = best, found.count >= known.count { break }
        best = found
      }
      guard let best, best.count <= 400 else { return nil }
      counts.append(best.count)
      error += .powerOfTwo(Int(best.logError.rounded(.up)))
    }
    return PlannedBox(box: box, counts: counts, error: error)
  }

  private func rule(_ rho: Double, logBound: Double) -> (count: Int, logError: Double) {
    let constant = log2(64.0 / 15) - log2(1 - 1 / (rho * rho)) + logBound
    let perNode = 2 * log2(rho)
    let count = max(Int(((constant - logTolerance + 3) / perNode).rounded(.up)), 2)
    return (count, constant - Double(count) * perNode + 0.001)
  }

  /// An upper bound for half the length of a piece.
  private func reach(_ panel: Panel) -> Double {
    panel.halfWidth(precision: Self.precision).magnitude.roundedUpDouble
  }

  /// An upper bound for log₂ of |K·∏ P_k·sin^(d−2)| with the angle of one pixel in its ellipse of the given
  /// parameter and the others in their pieces; see `EllipseCover.logSupremum`.
  ///
  /// The upper half of the ellipse is covered by rectangles, which are quartered, and the other pieces
  /// halved, where the continuation is not certain or its enclosure wide.
  private func logSupremum(_ box: PixelBox, pixel: Int, parameter rho: Double) -> Double? {
    let (width, height) = ((rho + 1 / rho) / 2, (rho - 1 / rho) / 2)
    let reach = reach(box.panels[pixel])
    var largest = -Double.infinity
    var pending = BoxCell.cover(pixels: box.panels.count, pixel: pixel)
    while let cell = pending.popLast() {
      guard cell.mayMeetEllipse else { continue }
      effort.enclosures += 1
      let angles = cell.angles(in: box, width: width, height: height, precision: Self.precision)
      if let value = kernel.continuation(over: angles, precision: Self.precision),
        value.radius <= (value.midpoint.magnitude + Magnitude(1)).scaled(byPowerOfTwo: 1)
      {
        let top = cell.top * height * reach * 1.000_000_001
        let growth =
          Double(dimension - 2) * log2(cosh(top)) + Double(degrees[pixel]) * top * 1.442_695_041
        let size = value.magnitude + .powerOfTwo(-1000)
        largest = max(largest, log2(size.roundedUpDouble) + growth)
      } else if cell.depth == BoxCell.depthLimit {
        return nil
      } else {
        pending += cell.parts
      }
    }
    return largest.isFinite ? largest + 0.001 : nil
  }
}

extension PixelKernel {
  fileprivate var cosinePanels: [Panel] { [Panel](repeating: .meridian, count: count) }
}
