internal import Arithmetic

/// A cell of the cover of an ellipse times real pieces, in coordinates from −1 to 1.
///
/// For the pixel of the ellipse the coordinates are those of its bounding rectangle, of which the upper half
/// is covered; for the others those of the pieces. All are binary fractions, exact in `Double`.
struct BoxCell {
  static let depthLimit = 3

  let pixel: Int
  let depth: Int
  /// The middles of the real coordinates, one a pixel.
  private let middles: [Double]
  private let halves: [Double]
  /// The imaginary coordinate of the pixel of the ellipse.
  private let bottom: Double
  let top: Double

  /// The first cells: four columns and two rows, and the other pieces whole.
  static func cover(pixels: Int, pixel: Int) -> [BoxCell] {
    [-0.75, -0.25, 0.25, 0.75].flatMap { column in
      [0, 0.5].map { row in
        var middles = [Double](repeating: 0, count: pixels)
        var halves = [Double](repeating: 1, count: pixels)
        middles[pixel] = column
        halves[pixel] = 0.25
        return BoxCell(
          pixel: pixel, depth: 0, middles: middles, halves: halves, bottom: row, top: row + 0.5)
      }
    }
  }

  /// Whether the cell may have points in the ellipse; never false when it has.
  var mayMeetEllipse: Bool {
    let nearest = max(abs(middles[pixel]) - halves[pixel], 0)
    return nearest * nearest + bottom * bottom <= 1.000_000_001
  }

  /// All coordinates halved.
  var parts: [BoxCell] {
    var choices: [[Double]] = [[]]
    for (middle, half) in zip(middles, halves) {
      choices = choices.flatMap { [$0 + [middle - half / 2], $0 + [middle + half / 2]] }
    }
    let centre = (bottom + top) / 2
    return choices.flatMap { middles in
      [(bottom, centre), (centre, top)].map { low, high in
        BoxCell(
          pixel: pixel, depth: depth + 1, middles: middles, halves: halves.map { $0 / 2 },
          bottom: low, top: high)
      }
    }
  }

  /// The angles: centre + halfWidth·(x·A + i·y·B) for the pixel of the ellipse with half axes A and B, and
  /// centre + halfWidth·x for the others.
  func angles(
    in box: PixelBox, width: Double, height: Double, precision: Int
  ) -> [ComplexBall] {
    box.panels.indices.map { index in
      let working = precision + 2 * max(0, -box.panels[index].lengthExponent)
      let centre = box.panels[index].centre(precision: working)
      let half = box.panels[index].halfWidth(precision: working)
      let isEllipse = index == pixel
      func scaled(_ middle: Double, _ reach: Double, by factor: Double) -> RealBall {
        RealBall(midpoint: Dyadic(middle), radius: Dyadic(reach).magnitude)
          .multiplied(by: RealBall(Dyadic(factor)), precision: working)
          .multiplied(by: half, precision: working)
      }
      let real = centre.adding(
        scaled(middles[index], halves[index], by: isEllipse ? width : 1), precision: working)
      guard isEllipse else { return ComplexBall(real) }
      return ComplexBall(
        real: real,
        imaginary: scaled((bottom + top) / 2, (top - bottom) / 2, by: height))
    }
  }
}

extension Panel {
  /// About log₂ of the length in units of π.
  fileprivate var lengthExponent: Int {
    Dyadic(right - left, precision: 32, rounding: .down).exponent
  }
}
