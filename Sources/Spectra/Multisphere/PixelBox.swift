internal import Arithmetic

/// A product of pieces of the meridian, one a pixel.
struct PixelBox: Hashable, Sendable {
  let panels: [Panel]

  /// The boxes with the pieces that lie at an end of the meridian, or else all pieces, halved.
  ///
  /// Kernels of networks are singular where several angles are 0 or π, so pieces away from the ends may
  /// stay long.
  var parts: [PixelBox] {
    let isAtEnd = panels.map { $0.left.isZero || $0.right.isOne }
    let splitsAll = !isAtEnd.contains(true)
    var boxes: [[Panel]] = [[]]
    for (panel, atEnd) in zip(panels, isAtEnd) {
      let choices = atEnd || splitsAll ? panel.halves : [panel]
      boxes = boxes.flatMap { box in choices.map { box + [$0] } }
    }
    return boxes.map(PixelBox.init)
  }

  /// Whether the box lies away from the ends of all meridians and is so small against its distance from
  /// them that only a singularity inside can be the reason.
  var isSmallAgainstItsDistanceFromTheEnds: Bool {
    panels.allSatisfy { panel in
      let distance = min(panel.left, Rational.one - panel.right)
      return panel.right - panel.left < distance * Rational(1, over: 256)
    }
  }

  /// An upper bound for ∏ᵢ ∫ sin^(d−2)θᵢ dθᵢ over the pieces.
  ///
  /// A piece of length δ at an end of the meridian has sin θ ≤ δ there, so its integral is at most
  /// δ^(d−1)/(d−1); elsewhere it is at most δ.
  func measure(dimension: Int) -> Magnitude {
    panels.reduce(Magnitude(1)) { product, panel in
      let length = panel.halfWidth(precision: 32).scaled(byPowerOfTwo: 1).magnitude
      let isEnd = panel != .meridian && (panel.left.isZero || panel.right.isOne)
      let factor =
        isEnd
        ? length.power(dimension - 1).divided(byLowerBound: Magnitude(dimension - 1)) : length
      return product * factor
    }
  }
}

/// A box with the numbers of nodes of its Gauss rules and a bound for their error.
struct PlannedBox: Sendable {
  let box: PixelBox
  /// The numbers of nodes; empty for a box whose whole integral is in the error.
  let counts: [Int]
  /// The error of the integral of K·∏ P_kᵢ·sin^(d−2) over the box.
  let error: Magnitude

  /// The number of values of the kernel, as a number that cannot overflow.
  var valueCount: Double {
    counts.isEmpty ? 0 : counts.reduce(1.0) { $0 * Double($1) }
  }
}
