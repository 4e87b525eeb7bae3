internal import Arithmetic
internal import Foundation

extension Figure {
  /// The numbers of a figure as one JSON object: curves with points `{x, mid, rad}`.
  ///
  /// - Throws: `EncodingError`.
  public func json(digits: Int) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let document = Document(
      title: title, x: AxisRow(x), y: AxisRow(y),
      curves: curves.map { curve in
        CurveRow(
          label: curve.label, points: curve.points.map { PointRow($0, digits: digits) },
          predictions: curve.predictions.isEmpty
            ? nil : curve.predictions.map { $0.map { PointRow($0, digits: digits) } })
      },
      powerLaws: powerLaws.map { .init(exponent: $0.exponent.description, constant: $0.constant) })
    return String(decoding: try encoder.encode(document), as: UTF8.self)
  }

  /// The numbers of a figure as comma-separated values, one line a point.
  public func csv(digits: Int) -> String {
    var lines = ["curve,x,mid,rad"]
    for curve in curves {
      let name = "\"" + curve.label.replacing("\"", with: "\"\"") + "\""
      for point in curve.points {
        let row = PointRow(point, digits: digits)
        lines.append("\(name),\(row.x),\(row.mid),\(row.rad)")
      }
    }
    return lines.joined(separator: "\n")
  }

  private struct Document: Encodable {
    let title: String
    let x: AxisRow
    let y: AxisRow
    let curves: [CurveRow]
    let powerLaws: [PowerLawRow]

    private enum CodingKeys: String, CodingKey {
      case title, x, y, curves
      case powerLaws = "power_laws"
    }
  }

  private struct AxisRow: Encodable {
    let label: String
    let scale: String

    init(_ axis: Axis) {
      label = axis.label
      scale = axis.isLogarithmic ? "logarithmic" : "linear"
    }
  }

  private struct CurveRow: Encodable {
    let label: String
    let points: [PointRow]
    /// What the proved law says, a list for each parity that has one.
    let predictions: [[PointRow]]?
  }

  private struct PointRow: Encodable {
    let x: String
    let mid: String
    let rad: String

    init(_ point: Point, digits: Int) {
      x = point.x.description
      let ball = point.y.decimal(upTo: digits)
      (mid, rad) = (ball.mid, ball.rad)
    }
  }

  private struct PowerLawRow: Encodable {
    let exponent: String
    let constant: Double
  }
}
