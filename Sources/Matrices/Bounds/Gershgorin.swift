public import Arithmetic

extension SymmetricBallMatrix {
  /// Bounds for all eigenvalues from the rows alone.
  ///
  ///     min (aᵢᵢ - Σ_{j≠i} |aᵢⱼ|)  ≤  λ  ≤  max (aᵢᵢ + Σ_{j≠i} |aᵢⱼ|)
  ///
  /// - Returns: Rounded outwards to `precision` bits; infinite where nothing is known of an entry.
  /// - Complexity: O(n²) additions.
  public func gershgorinBounds(precision: Int) -> (lower: Dyadic, upper: Dyadic) {
    var radii = [RealBall](repeating: .zero, count: count)
    for i in 0..<count {
      for j in 0..<i {
        let size = self[i, j].absolute(precision: precision)
        radii[i] = radii[i].adding(size, precision: precision)
        radii[j] = radii[j].adding(size, precision: precision)
      }
    }
    let lower = (0..<count).map {
      self[$0, $0].subtracting(radii[$0], precision: precision).lowerBound(precision: precision)
    }
    let upper = (0..<count).map {
      self[$0, $0].adding(radii[$0], precision: precision).upperBound(precision: precision)
    }
    return (lower.min() ?? .zero, upper.max() ?? .zero)
  }
}
