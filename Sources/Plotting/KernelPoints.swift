public import Arithmetic
public import Expressions
internal import Foundation
public import Series
public import Spectra

/// The certified points of a kernel's diagrams.
public enum KernelPoints {
  /// Significant digits of every ordinate.
  private static let digits = 12
  private static let bits = 48
  /// A coefficient that is not told from zero at 2^-floor times the size of one before it is left there.
  private static let floor = 512

  /// The values K(t) at points of [−1, 1] that are denser at its ends, where kernels of networks bend most.
  ///
  /// Points at which the kernel has no value, or none that is proved, are left out. Two neighbours are joined when the
  /// kernel is enclosed in a bounded interval between them; it is not across a pole, nor where a point was left out.
  ///
  /// - Parameter count: The number of points, at least 2.
  /// - Returns: The points, and the stretches that were left out, by their first and last point.
  public static func shape(
    of kernel: Expressions.Expression, in store: ExpressionStore, count: Int
  ) -> (points: [Figure.Point], gaps: [ClosedRange<Rational>]) {
    precondition(count >= 2, "a curve needs two points")
    let tape = Tape(kernel, in: store)
    var points: [Figure.Point] = []
    var gaps: [ClosedRange<Rational>] = []
    var isAfterGap = false
    for t in (0..<count).map({ abscissa($0, of: count) }) {
      guard
        let result = try? tape.evaluate(
          at: [.cosine: t], goal: .absolute(bits: bits), precisionCap: 4096),
        result.isDefinednessProved, result.value.isFinite
      else {
        let start = isAfterGap ? gaps.popLast()?.lowerBound ?? t : t
        gaps.append(start...t)
        isAfterGap = true
        continue
      }
      let isJoined =
        points.last.map { !isAfterGap && isBounded(tape, from: $0.x, to: t, halvings: 6) } ?? true
      points.append(Figure.Point(x: t, y: result.value, isJoined: isJoined))
      isAfterGap = false
    }
    return (points, gaps)
  }

  /// Whether the kernel is enclosed in a bounded interval between two points, which may be halved so often.
  private static func isBounded(
    _ tape: Tape, from lower: Rational, to upper: Rational, halvings: Int
  ) -> Bool {
    let ball = RealBall(from: lower, to: upper, precision: bits)
    if let whole = try? tape.evaluate(over: [.cosine: ball], precision: bits),
      whole.values[0].isFinite
    {
      return true
    }
    guard halvings > 0 else { return false }
    let middle = (lower + upper) / 2
    return isBounded(tape, from: lower, to: middle, halvings: halvings - 1)
      && isBounded(tape, from: middle, to: upper, halvings: halvings - 1)
  }

  /// −cos(πi/(count − 1)), rounded to four decimals, so that it is an exact number.
  private static func abscissa(_ i: Int, of count: Int) -> Rational {
    let cosine = -cos(Double.pi * Double(i) / Double(count - 1))
    return Rational(Int((cosine * 10_000).rounded()), over: 10_000)
  }

  /// The Taylor coefficients of t¹, …, t^count.
  ///
  /// All are known to so many digits, but for those that may be zero, as every second one of arcsin t is without the
  /// series showing it: theirs lie within 2^-512 times the size of the last one before. Coefficients below 2^-16384
  /// are not told from zero either.
  ///
  /// - Throws: `SeriesSolver.Failure` when the series is not found at all.
  public static func taylor(
    of kernel: Expressions.Expression, in store: ExpressionStore, count: Int
  ) throws(SeriesSolver.Failure) -> [Figure.Point] {
    let series: FixedSeries
    do {
      series = try TaylorExpansion.expand(
        kernel, in: store, order: count + 1,
        goal: .relativeOrNegligible(bits: bits, floor: floor), fractionBitsCap: 1 << 14)
    } catch {
      // At the cap the enclosures are what they are; without a reason nothing else went wrong.
      guard error.reason == nil, let best = error.best else { throw error }
      series = best
    }
    return (1...max(count, 1)).map { Figure.Point(x: Rational($0), y: series[$0]) }
  }

  /// The eigenvalues on the unit sphere of `dimension`-dimensional space.
  ///
  /// - Throws: `SpectrumError`.
  public static func spectrum(
    of kernel: Expressions.Expression, in store: ExpressionStore, dimension: Int,
    degrees: ClosedRange<Int>
  ) throws(SpectrumError) -> [Figure.Point] {
    let exact = ExactSpectrum(of: kernel, in: store)
    let values = try FunkHecke.eigenvalues(
      of: KernelMeridian(kernel, in: store), dimension: dimension, degrees: degrees,
      digits: digits, floor: 1024, vanishing: exact.vanishes)
    return zip(degrees, values).map { Figure.Point(x: Rational($0), y: $1) }
  }
}

extension Figure.Curve {
  /// The curve with every ordinate divided by x^exponent; the point at 0 is left out.
  public func dividedByPower(_ exponent: Rational) -> Figure.Curve {
    let precision = 128
    let scaled = points.compactMap { point -> Figure.Point? in
      guard point.x.signum > 0,
        let power = try? RealBall.power(
          RealBall(point.x, precision: precision), -exponent, precision: precision)
      else { return nil }
      return Figure.Point(x: point.x, y: point.y.multiplied(by: power, precision: precision))
    }
    return Figure.Curve(label: label, points: scaled)
  }
}

extension Figure.PowerLaw {
  /// A line of the given exponent that runs just above the right half of the curves.
  public init?(exponent: Rational, above curves: [Figure.Curve]) {
    let heights = curves.compactMap { curve -> Double? in
      let right = curve.dividedByPower(exponent).points
      return right.suffix((right.count + 1) / 2).map {
        $0.y.magnitude.roundedUpDouble
      }.filter(\.isFinite).max()
    }
    guard let highest = heights.max(), highest > 0 else { return nil }
    self.init(exponent: exponent, constant: highest * 1.5)
  }
}
