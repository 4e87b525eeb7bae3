public import Arithmetic

/// A diagram of certified numbers, independent of the program that draws it.
public struct Figure: Sendable {
  /// A coordinate axis.
  public struct Axis: Sendable {
    /// What it shows, in plain text with `_` and `^` for one-letter indices and exponents.
    public let label: String
    /// The same in LaTeX.
    public let latex: String
    /// Whether the scale is logarithmic, which leaves out numbers that are not positive.
    public let isLogarithmic: Bool

    /// Creates an axis.
    public init(label: String, latex: String, isLogarithmic: Bool) {
      self.label = label
      self.latex = latex
      self.isLogarithmic = isLogarithmic
    }
  }

  /// A point with an exact abscissa and an enclosed ordinate.
  public struct Point: Sendable {
    /// The abscissa.
    public let x: Rational
    /// An enclosure of the ordinate.
    public let y: RealBall
    /// Whether a line may lead here from the point before.
    public let isJoined: Bool

    /// Creates a point.
    public init(x: Rational, y: RealBall, isJoined: Bool = true) {
      self.x = x
      self.y = y
      self.isJoined = isJoined
    }
  }

  /// The points of one kernel.
  public struct Curve: Sendable {
    /// The name in the legend, such as `fc_ntk(3)`.
    public let label: String
    /// The points, from left to right.
    public let points: [Point]
    /// What a proved law predicts of them: lines, drawn dashed.
    public let predictions: [[Point]]

    /// Creates a curve.
    public init(label: String, points: [Point], predictions: [[Point]] = []) {
      self.label = label
      self.points = points
      self.predictions = predictions
    }
  }

  /// The line y = constant·x^exponent, to compare with.
  public struct PowerLaw: Sendable {
    /// The exponent.
    public let exponent: Rational
    /// The constant.
    public let constant: Double

    /// Creates a line.
    public init(exponent: Rational, constant: Double) {
      self.exponent = exponent
      self.constant = constant
    }
  }

  /// How the points of a curve are drawn.
  public enum Style: Sendable {
    /// Points of a function, joined.
    case line
    /// Members of a sequence, each with a mark.
    case marks
  }

  /// The text above the diagram; empty for none.
  public let title: String
  /// The horizontal axis.
  public let x: Axis
  /// The vertical axis.
  public let y: Axis
  /// How curves are drawn.
  public let style: Style
  /// Whether the curves follow each other in an order, such as that of depth, which colours then show.
  public let isOrdered: Bool
  /// The curves.
  public let curves: [Curve]
  /// Lines to compare with.
  public let powerLaws: [PowerLaw]

  /// Creates a diagram.
  public init(
    title: String = "", x: Axis, y: Axis, style: Style, isOrdered: Bool = false, curves: [Curve],
    powerLaws: [PowerLaw] = []
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.style = style
    self.isOrdered = isOrdered
    self.curves = curves
    self.powerLaws = powerLaws
  }
}

/// A point in the numbers that drawing programs read.
struct DrawnPoint {
  let x: Double
  let y: Double
  /// The ends of the enclosure, rounded outwards.
  let low: Double
  let high: Double
  /// Whether the enclosure is so wide that it shows.
  let hasVisibleError: Bool
  /// Whether a line may lead here from the point before.
  let isJoined: Bool

  /// The share of the ordinate, or of the larger of it and 1 on a linear scale, above which a width shows.
  private static let visibleShare = 0.01

  /// A point of a figure, or `nil` when it has no place in it: on a logarithmic axis when it is not
  /// certainly positive, and beyond the range of floating point.
  init?(_ point: Figure.Point, in figure: Figure) {
    let x = RealBall(point.x, precision: 64).midpoint.double(rounding: .nearest)
    let ball = point.y
    guard ball.isFinite, x.isFinite, !figure.x.isLogarithmic || x > 0,
      !figure.y.isLogarithmic || ball.isCertainlyPositive
    else { return nil }
    let y = ball.midpoint.double(rounding: .nearest)
    let low = ball.lowerBound(precision: 64).double(rounding: .down)
    let high = ball.upperBound(precision: 64).double(rounding: .up)
    guard y.isFinite, low.isFinite, high.isFinite, !figure.y.isLogarithmic || low > 0 else {
      return nil
    }
    self.x = x
    self.y = y
    isJoined = point.isJoined
    self.low = low
    self.high = high
    let scale = figure.y.isLogarithmic ? y : max(abs(y), 1)
    hasVisibleError = high - low > Self.visibleShare * scale
  }
}

extension Figure {
  /// The points of what is predicted of a curve, line by line, as far as they can be drawn.
  func drawnPredictions(of curve: Curve) -> [[DrawnPoint]] {
    curve.predictions.map { $0.compactMap { DrawnPoint($0, in: self) } }.filter { $0.count > 1 }
  }

  /// The points of a curve that can be drawn.
  func drawnPoints(of curve: Curve) -> [DrawnPoint] {
    curve.points.compactMap { DrawnPoint($0, in: self) }
  }

  /// Whether a name is so long that the legend beside the diagram would leave little room for it.
  var hasLongNames: Bool { curves.contains { $0.label.count > 28 } }

  /// The number of points that cannot be drawn, because they are not positive on a logarithmic axis or
  /// their enclosures do not say so.
  public var undrawnCount: Int {
    curves.reduce(0) { $0 + $1.points.count - drawnPoints(of: $1).count }
  }

  /// The horizontal range of all points that can be drawn.
  var horizontalRange: ClosedRange<Double>? {
    let all = curves.flatMap { drawnPoints(of: $0).map(\.x) }
    guard let first = all.min(), let last = all.max() else { return nil }
    return first...last
  }
}
