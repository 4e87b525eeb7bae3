internal import Arithmetic
public import Expressions
internal import Foundation
public import Singularities

/// What the proved asymptotic law of a kernel predicts for the members of a sequence, by parity.
public struct PredictedDecay {
  /// For even and for odd indices; `nil` where no power law holds.
  private let values: [LawValues?]

  private static let precision = 96
  /// A line is drawn through no more points than these.
  private static let lineCount = 60

  /// Finds the law and the constants of its first terms.
  ///
  /// - Parameters:
  ///   - kernel: A kernel without free parameters.
  ///   - store: Where it lives.
  ///   - terms: How many terms are summed.
  ///   - dimension: The D of the sphere S^(D-1) for eigenvalues, `nil` for Taylor coefficients.
  /// - Throws: `AsymptoticFailure` when no law was proved, or it predicts no numbers.
  public init(
    of kernel: Expressions.Expression, in store: ExpressionStore, terms: Int, dimension: Int?
  ) throws(AsymptoticFailure) {
    let asymptotics = try KernelAsymptotics.laws(of: kernel, in: store, terms: terms)
    if dimension == nil, let obstacle = asymptotics.taylorObstacle {
      throw AsymptoticFailure(reason: obstacle)
    }
    let laws = asymptotics.laws
    values = laws.map {
      LawValues($0, terms: terms, dimension: dimension, in: store, precision: Self.precision)
    }
    guard values.contains(where: { $0 != nil }) else {
      throw AsymptoticFailure(reason: Self.obstacle(laws, dimension))
    }
  }

  /// Why laws predict no numbers.
  private static func obstacle(_ laws: [ParityLaw], _ dimension: Int?) -> String {
    let (members, index) = dimension == nil ? ("Taylor coefficients", "n") : ("eigenvalues", "k")
    var starts: [Int] = []
    var isPower = false
    for law in laws {
      switch law {
      case .zero(let start): starts.append(start)
      case .entire, .geometric, .enclosed: continue
      case .power, .symbolicPower: isPower = true
      }
    }
    if starts.count == laws.count, let last = starts.max() {
      // Each parity begins where its own indices do, so one below the larger start is of the other parity.
      return "its \(members) are zero from \(index) = \(max(last - 1, 0)) on"
    }
    return isPower
      ? "its \(members) are not predicted: the kernel is not integrable on the sphere, or a constant was not enclosed"
      : "its \(members) fall faster than every power of \(index), so no sum of powers predicts them"
  }

  /// The predicted numbers over the range of a curve, a line for each parity that has a law.
  func lines(along curve: Figure.Curve) -> [[Figure.Point]] {
    (0...1).compactMap { parity -> [Figure.Point]? in
      guard let law = values[parity] else { return nil }
      let indices = curve.points.compactMap(\.x.word).filter { $0 > 0 && $0 % 2 == parity }
      let points = Self.thinned(indices).compactMap { index in
        law.value(at: index).map { Figure.Point(x: Rational(index), y: $0) }
      }
      return points.isEmpty ? nil : points
    }
  }

  /// At most ``lineCount`` of the indices, evenly on a logarithmic scale, with the last one.
  private static func thinned(_ indices: [Int]) -> [Int] {
    guard let first = indices.first, let last = indices.last, indices.count > lineCount else {
      return indices
    }
    let step = (Double(last) / Double(first)).root(ofDegree: lineCount - 1)
    var next = Double(first)
    return indices.filter { index in
      guard Double(index) >= next || index == last else { return false }
      while next <= Double(index) { next *= step }
      return true
    }
  }

  /// The curve divided by the prediction; points whose parity has no law are left out.
  public func ratios(of curve: Figure.Curve) -> Figure.Curve {
    let points = curve.points.compactMap { point -> Figure.Point? in
      guard let index = point.x.word, index > 0, let law = values[index % 2],
        let predicted = law.value(at: index)
      else { return nil }
      return Figure.Point(
        x: point.x, y: point.y.divided(by: predicted, precision: Self.precision))
    }
    return Figure.Curve(label: curve.label, points: points)
  }
}

extension Double {
  fileprivate func root(ofDegree degree: Int) -> Double {
    degree > 0 ? exp(log(self) / Double(degree)) : self
  }
}

extension Figure.Curve {
  /// The curve with lines for what is predicted of it.
  public func compared(with prediction: PredictedDecay) -> Figure.Curve {
    Figure.Curve(label: label, points: points, predictions: prediction.lines(along: self))
  }
}
