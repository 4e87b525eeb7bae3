internal import Arithmetic

/// The sums Σ fⱼ·Heₙ(xⱼ) over the nodes of a quadrature, and Σ fⱼ·φⱼ.
struct HermiteSums {
  private var sums: [RealBall]
  private(set) var squareNorm = RealBall.zero
  private let precision: Int
  /// A bound for what the rules add to the error of every coefficient aₙ.
  private var errors = Magnitude.zero

  init(count: Int, precision: Int) {
    sums = [RealBall](repeating: .zero, count: count)
    self.precision = precision
  }

  /// Adds a node x with the weight of the rule times the normal density, and the value of φ there.
  ///
  /// Heₙ₊₁ = x·Heₙ - n·Heₙ₋₁ amplifies the radius of x and the rounding by at most about e^(2|x|√n), which
  /// is why `bits` exceeds the precision.
  mutating func add(_ x: RealBall, weight: RealBall, value: RealBall, bits: Int) {
    let mass = weight.multiplied(by: value, precision: precision)
    squareNorm = squareNorm.adding(
      mass.multiplied(by: value, precision: precision), precision: precision)
    var before = RealBall.zero
    var current = RealBall.one
    for n in sums.indices {
      sums[n] = sums[n].adding(
        current.multiplied(by: mass, precision: precision), precision: precision)
      let next = x.multiplied(by: current, precision: bits)
        .subtracting(before.multiplied(by: RealBall(n), precision: bits), precision: bits)
      (before, current) = (current, next)
    }
  }

  /// Adds an error of the square norm.
  mutating func widenSquareNorm(by error: Magnitude) {
    squareNorm = squareNorm.widened(by: error)
  }

  /// Adds an error of every coefficient aₙ.
  mutating func widenCoefficients(by error: Magnitude) { errors += error }

  /// The coefficients Σ fⱼ·Heₙ(xⱼ)/√n!.
  func coefficients(error: Magnitude) -> [RealBall] {
    var scale = RealBall.one
    var result: [RealBall] = []
    for (n, sum) in sums.enumerated() {
      if n > 1 {
        let root = RealBall(n)
        scale = scale.divided(
          by: (try? RealBall.sqrt(root, precision: precision)) ?? .everything,
          precision: precision)
      }
      result.append(
        sum.multiplied(by: scale, precision: precision).widened(by: errors + error))
    }
    return result
  }
}
