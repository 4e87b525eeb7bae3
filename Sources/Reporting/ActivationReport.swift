public import Arithmetic

/// An activation with a given dual, by its Hermite coefficients.
public struct ActivationReport: Sendable {
  /// The kernel as the user wrote it.
  public let kernel: String
  /// The coefficients √b₀, √b₁, … in Hermite polynomials of unit norm.
  public let coefficients: [DecimalBall]
  /// A bound for the mean square of what further coefficients add.
  public let rest: DecimalBall
  /// The point as the user wrote it, and the value there of the sum of these terms.
  public let value: (point: String, ball: DecimalBall)?

  /// Creates a report.
  public init(
    kernel: String, coefficients: [DecimalBall], rest: DecimalBall,
    value: (point: String, ball: DecimalBall)?
  ) {
    self.kernel = kernel
    self.coefficients = coefficients
    self.rest = rest
    self.value = value
  }

  /// One coefficient a line.
  public var text: String {
    var lines = coefficients.enumerated().map { "\($0.offset)  \($0.element.text)" }
    lines.append("")
    lines.append("mean square of the further terms: \(rest.text)")
    if let value {
      lines.append("value of these terms at u = \(value.point): \(value.ball.text)")
    }
    return lines.joined(separator: "\n")
  }

  /// The activation as one JSON object.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String {
    let rows = coefficients.enumerated().map {
      Document.Row(n: $0.offset, mid: $0.element.mid, rad: $0.element.rad)
    }
    let place = value.map { Document.Place(u: $0.point, mid: $0.ball.mid, rad: $0.ball.rad) }
    return try JSONOutput.text(
      Document(kernel: kernel, coefficients: rows, rest: rest, value: place))
  }

  private struct Document: Encodable {
    struct Row: Encodable {
      let n: Int
      let mid: String
      let rad: String
    }
    struct Place: Encodable {
      let u: String
      let mid: String
      let rad: String
    }
    let kernel: String
    let coefficients: [Row]
    let rest: DecimalBall
    let value: Place?
  }
}
