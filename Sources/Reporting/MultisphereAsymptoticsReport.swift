internal import Arithmetic
public import Expressions
public import Singularities

/// How the eigenvalues of a kernel of images fall on a product of spheres, and the singular set that it is read off.
public struct MultisphereAsymptoticsReport {
  /// A singular part.
  struct Part: Encodable {
    let pixels: [String]
    let exponent: String
    let vertices: [[Int]]
    let slopes: [String]
  }

  private struct Document: Encodable {
    let kernel: String
    let dimension: String
    let cosines: [String]
    let isPooled: Bool?
    let singularSet: [Part]
    let rays: [RayReport]
    let hypotheses: [String]

    private enum CodingKeys: String, CodingKey {
      case kernel, dimension, cosines
      case isPooled = "up_to_shifts"
      case singularSet = "singular_set"
      case rays, hypotheses
    }
  }

  private let document: Document

  /// Lays out the laws.
  ///
  /// - Parameters:
  ///   - kernel: The kernel as the user wrote it.
  ///   - asymptotics: The singular set of the kernel.
  ///   - laws: Rays with their laws for even and odd n.
  ///   - isPooled: Whether the laws are those of the trace, of which the kernel is a mean over shifts.
  ///   - dimension: The d of the spheres.
  ///   - digits: The significant digits of enclosures.
  public init(
    kernel: String, _ asymptotics: MultisphereAsymptotics, laws: [(FrequencyRay, [RayLaw])],
    isPooled: Bool, dimension: SphereDimension, digits: Int, in store: ExpressionStore
  ) {
    let names = asymptotics.cosines.map(\.name)
    var parts: [Part] = []
    for part in asymptotics.singularParts {
      let shown = Part(
        pixels: part.window.map { names[$0] }, exponent: "\(part.exponent)",
        vertices: part.vertices.map(\.signs),
        slopes: part.slopes.map { store.layout(of: $0).text })
      if !parts.contains(shown) { parts.append(shown) }
    }
    document = Document(
      kernel: kernel, dimension: dimension.text, cosines: names, isPooled: isPooled ? true : nil,
      singularSet: parts,
      rays: laws.map {
        RayReport($0.0, $0.1, dimension: dimension, digits: digits, in: store)
      },
      hypotheses: asymptotics.hypotheses)
  }

  /// The laws for a terminal.
  public var text: String {
    var lines = ["singular set, on the cube of the cosines:"]
    lines += document.singularSet.map(\.text)
    if document.singularSet.isEmpty { lines.append("  none, the kernel is entire") }
    let sphere =
      Int(document.dimension) == nil
      ? "S^(\(document.dimension)-1)" : "S^(d-1), d = \(document.dimension)"
    let count = document.cosines.count
    lines += [
      "",
      "eigenvalues lambda_k on the product of \(count) sphere\(count == 1 ? "" : "s") \(sphere), as n -> oo:",
    ]
    if document.isPooled == true {
      lines.append(
        "  of the trace; those of the kernel are the same, on functions that shifts leave as they are"
      )
    }
    lines += document.rays.flatMap(\.text)
    lines += ["", "proved, because:"] + document.hypotheses.map { "  \($0)" }
    return lines.joined(separator: "\n")
  }

  /// The laws as rows of a LaTeX array.
  public var latex: String { LaTeXRows.aligned(document.rays.flatMap(\.latex)) }

  /// The laws as one JSON object.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String { try JSONOutput.text(document) }
}

extension MultisphereAsymptoticsReport.Part: Equatable {
  /// `t[1], t[2] all 1: power 3/2 of s = 1/2*(1 - t[1]) + 1/2*(1 - t[2])`.
  fileprivate var text: String {
    let places = vertices.map { "(" + $0.map(String.init).joined(separator: ", ") + ")" }
    let form = zip(slopes, pixels).map { slope, pixel in
      slope == "1" ? "s(\(pixel))" : "\(slope.contains(" ") ? "(\(slope))" : slope)*s(\(pixel))"
    }
    return
      "  (\(pixels.joined(separator: ", "))) = \(places.joined(separator: " or ")): power \(exponent) of "
      + "\(form.joined(separator: " + "))"
  }
}
