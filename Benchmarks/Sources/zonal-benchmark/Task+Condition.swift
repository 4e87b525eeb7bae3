import Arithmetic
import Conditioning
import Expressions
import Matrices

extension Task {
  /// λ_min, λ_max and their quotient for the kernel matrix at the directions (n, i), 0 ≤ i < n, in the
  /// plane. The entries are computed before the clock starts, for both contenders.
  static func conditionNumber(
    _ name: String, _ depth: Int, count: Int, bits: Int
  ) throws -> Report {
    let kernel = try NamedKernel(name, depth: depth)
    let points = PointSet(directions: (0..<count).map { [Integer(count), Integer($0)] })
    let matrix = KernelMatrix(kernel.expression, of: points, in: kernel.store)
    var entries: [Int: SymmetricBallMatrix] = [:]
    func solve() throws -> ExtremeEigenvalues {
      try ExtremeEigenvalues.enclosed(bits: bits, cap: 4 * bits + 1024) { precision in
        if let known = entries[precision] { return known }
        let balls = try matrix.balls(precision: precision, workers: Workers.available)
        entries[precision] = balls
        return balls
      }
    }
    _ = try solve()
    let result = try Measurement(of: solve)
    let found = result.value
    guard let condition = found.condition else {
      throw BadArguments(message: "the matrix is not proved positive definite")
    }
    let balls = [
      "lambda_min": found.smallest, "lambda_max": found.largest, "condition": condition,
    ]
    let delivered = balls.values.map {
      $0.lowerMagnitude.ceilingExponent - 1 - $0.radius.ceilingExponent
    }.min()
    return Report(
      result, deliveredBits: delivered ?? 0,
      samples: balls.mapValues { $0.decimal(digits: bits / 3 + 12) })
  }
}
