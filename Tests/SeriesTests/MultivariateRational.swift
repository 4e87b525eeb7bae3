import Arithmetic
import TestSupport
import Testing

@testable import Series

/// Truncated series in several variables over the rational numbers, by the sums of the textbook: the
/// independent check.
struct MultivariateRational {
  let truncation: MultivariateTruncation
  let variableCount: Int
  var terms: [[Int]: Rational]

  init(_ truncation: MultivariateTruncation, _ variableCount: Int, _ terms: [[Int]: Rational]) {
    self.truncation = truncation
    self.variableCount = variableCount
    self.terms = terms.filter { !$0.value.isZero && truncation.contains($0.key) }
  }

  /// About half of the coefficients differ from 0.
  static func random(
    _ truncation: MultivariateTruncation, _ variableCount: Int, constant: Rational,
    _ generator: inout SplitMix64
  ) -> MultivariateRational {
    var terms: [[Int]: Rational] = [:]
    for monomial in truncation.monomials(variableCount: variableCount) {
      terms[monomial] = generator.bool() ? generator.fraction() : .zero
    }
    terms[[Int](repeating: 0, count: variableCount)] = constant
    return MultivariateRational(truncation, variableCount, terms)
  }

  subscript(exponents: [Int]) -> Rational { terms[exponents] ?? .zero }

  /// A power at which a series without a constant term has vanished.
  var nilpotency: Int {
    switch truncation {
    case .totalDegree(let bound): bound
    case .box(let sides): sides.reduce(1) { $0 + $1 - 1 }
    }
  }

  func adding(_ other: MultivariateRational) -> MultivariateRational {
    MultivariateRational(truncation, variableCount, terms.merging(other.terms) { $0 + $1 })
  }

  func scaled(by factor: Rational) -> MultivariateRational {
    MultivariateRational(truncation, variableCount, terms.mapValues { $0 * factor })
  }

  func multiplied(by other: MultivariateRational) -> MultivariateRational {
    var product: [[Int]: Rational] = [:]
    for (m, a) in terms {
      for (n, b) in other.terms {
        let sum = zip(m, n).map { $0 + $1 }
        if truncation.contains(sum) { product[sum] = (product[sum] ?? .zero) + a * b }
      }
    }
    return MultivariateRational(truncation, variableCount, product)
  }

  /// Σ fₖ·vᵏ for the part v without the constant term.
  func composed(_ coefficient: (Int) -> Rational) -> MultivariateRational {
    let origin = [Int](repeating: 0, count: variableCount)
    var rest = self
    rest.terms[origin] = nil
    var power = MultivariateRational(truncation, variableCount, [origin: 1])
    var sum = MultivariateRational(truncation, variableCount, [:])
    for k in 0..<nilpotency {
      sum = sum.adding(power.scaled(by: coefficient(k)))
      power = power.multiplied(by: rest)
    }
    return sum
  }

  var constant: Rational { self[[Int](repeating: 0, count: variableCount)] }

  /// Σ (-v)ᵏ/c^(k+1).
  var reciprocal: MultivariateRational {
    let c = constant
    return composed { Rational(-1).power($0) / c.power($0 + 1) }
  }

  /// A series of balls around the coefficients, each midpoint off by a random part of its radius.
  func enclosed(
    in ring: MultivariateContext, radiusExponent: Int?, _ generator: inout SplitMix64
  ) throws -> MultivariateSeries {
    var balls: [(exponents: [Int], coefficient: RealBall)] = []
    for monomial in ring.monomials where !self[monomial].isZero {
      var value = self[monomial]
      if let exponent = radiusExponent {
        value += Rational(generator.int(-1000...1000), over: 1000) * Rational(2).power(exponent)
      }
      let ball = RealBall(value, precision: ring.fractionBits + 64)
      balls.append(
        (monomial, radiusExponent.map { ball.widened(by: .powerOfTwo($0)) } ?? ball))
    }
    return try ring.polynomial(balls)
  }
}

/// Records an issue for the first coefficient whose ball does not hold the true value, and when the
/// largest error exceeds 2^errorExponent.
func expectEncloses(
  _ series: MultivariateSeries, _ truth: MultivariateRational, errorExponent: Int? = nil,
  _ comment: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  for (monomial, ball) in series.coefficients where !ball.contains(truth[monomial]) {
    Issue.record(
      "coefficient \(monomial) is outside its ball: \(comment)", sourceLocation: sourceLocation)
    return
  }
  if let errorExponent {
    #expect(
      series.largestError <= .powerOfTwo(errorExponent), "too wide: \(comment)",
      sourceLocation: sourceLocation)
  }
}

/// Records an issue for the first coefficient whose balls are disjoint, or, for a finer series, whose
/// ball does not hold the finer one.
func expectAgreement(
  _ left: MultivariateSeries, _ right: MultivariateSeries, isRightFiner: Bool = false,
  _ comment: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  for (monomial, ball) in left.coefficients where right.context.truncation.contains(monomial) {
    let other = right[monomial]
    if isRightFiner ? ball.contains(other) : ball.overlaps(other) { continue }
    Issue.record(
      "enclosures of \(monomial) disagree: \(comment)", sourceLocation: sourceLocation)
    return
  }
}

/// Truncations of all kinds, each with its number of variables.
let multivariateShapes: [(MultivariateTruncation, Int)] = [
  (.totalDegree(below: 1), 3), (.totalDegree(below: 2), 2), (.totalDegree(below: 7), 1),
  (.totalDegree(below: 8), 2), (.totalDegree(below: 5), 3), (.totalDegree(below: 4), 4),
  (.box([1, 1]), 2), (.box([4, 4]), 2), (.box([9, 2]), 2), (.box([1, 6]), 2), (.box([3, 2, 4]), 3),
  (.box([2, 2, 2, 2]), 4), (.box([2, 7]), 2),
]
