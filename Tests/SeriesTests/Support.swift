import Arithmetic
import TestSupport
import Testing

@testable import Series

/// A series of balls around given rational coefficients: each midpoint is off by a random part of
/// its radius, so that the truth is anywhere in the ball.
func enclosing(
  _ truth: RationalSeries, in context: SeriesContext, radiusExponent: Int?,
  _ generator: inout SplitMix64
) throws -> FixedSeries {
  guard let exponent = radiusExponent else { return try context.polynomial(truth.coefficients) }
  let balls = truth.coefficients.map { value in
    let offset = Rational(generator.int(-1000...1000), over: 1000) * Rational(2).power(exponent)
    let ball = RealBall(value + offset, precision: context.fractionBits + 64)
    return ball.widened(by: .powerOfTwo(exponent))
  }
  return try context.polynomial(balls)
}

/// Records an issue for the first coefficient whose ball does not hold the true value, and when the
/// largest error exceeds 2^errorExponent.
func expectEncloses(
  _ series: FixedSeries, _ truth: RationalSeries, errorExponent: Int? = nil, _ comment: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  for n in 0..<min(series.order, truth.order) where !series[n].contains(truth[n]) {
    Issue.record(
      "coefficient \(n) is outside its ball: \(comment)", sourceLocation: sourceLocation)
    return
  }
  if let errorExponent {
    #expect(
      series.largestError <= .powerOfTwo(errorExponent), "too wide: \(comment)",
      sourceLocation: sourceLocation)
  }
}

/// Records an issue when two enclosures of the same series exclude each other.
func expectOverlap(
  _ left: FixedSeries, _ right: FixedSeries, _ comment: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  for n in 0..<min(left.order, right.order) where !left[n].overlaps(right[n]) {
    Issue.record(
      "enclosures of coefficient \(n) are disjoint: \(comment)", sourceLocation: sourceLocation)
    return
  }
}

/// A random series with rational coefficients and a chosen constant term.
func randomSeries(
  order: Int, constant: Rational, _ generator: inout SplitMix64
) -> RationalSeries {
  RationalSeries(order: order) { $0 == 0 ? constant : generator.fraction() }
}

/// FC-NTK of a depth: S₀ = T₀ = t, S ← κ₁(S), T ← S_new + T·κ₀(S).
func fullyConnectedKernel(
  _ context: SeriesContext, depth: Int
) throws(SeriesError) -> FixedSeries {
  var (s, t) = (context.variable, context.variable)
  for _ in 0..<depth {
    let kappas = try ArcCosineComposition(s, upTo: 1).values
    t = kappas[1].adding(try t.multiplied(by: kappas[0]))
    s = kappas[1]
  }
  return t
}
