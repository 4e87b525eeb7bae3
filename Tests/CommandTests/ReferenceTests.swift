import Arithmetic
import Foundation
import Testing

/// Values that independent software computed lie in what Zonal prints; References/README.md says where they
/// come from.
struct ReferenceTests {
  /// A number of the reference file.
  struct Row: Sendable {
    let id: String
    /// The kernel in the language.
    let kernel: String
    /// The point, the index or the frequency, as text.
    let place: String
    let dimension: Int?
    let value: Rational
    /// How far the true value may be from the written one.
    let slack: Rational
  }

  private static func rows(_ family: String) throws -> [Row] {
    let url = Bundle.module.bundleURL.appending(path: "References/reference-values.json")
    let json = try JSON(try String(contentsOf: url, encoding: .utf8))
    return try json["rows"].items.compactMap { row in
      try row["id"].text.hasPrefix(family + ".") ? try Self.row(row) : nil
    }
  }

  private static func row(_ json: JSON) throws -> Row {
    let parameters = try json["parameters"]
    let text = try json["value"].text
    let value = try #require(Rational(text))
    let tenth = Rational(1, over: 10)
    let decimals = text.split(separator: ".").last?.count ?? 0
    let agreed = min(try json["agreement_digits"].integer, 50)
    // One unit of the last digit written, or of the last digit on which both computations agreed.
    let slack = max(tenth.power(decimals), value.magnitude * tenth.power(agreed - 1))
    let place = parameters.word("t") ?? parameters.word("n") ?? parameters.word("k")
    return Row(
      id: try json["id"].text, kernel: try kernel(json["kernel"].text, parameters),
      place: try #require(place), dimension: parameters.word("d").flatMap { Int($0) }, value: value,
      slack: slack)
  }

  /// A kernel of the reference file in the language.
  private static func kernel(
    _ name: String, _ parameters: JSON
  ) throws -> String {
    let depth = parameters.word("L") ?? ""
    func residual(_ kernel: String) throws -> String {
      let square = try #require(parameters.word("alpha2").flatMap { Rational($0) })
      let alpha = try #require(square.exactRoot(2))
      return "normalized(\(kernel)(\(depth), \(alpha)))"
    }
    switch name {
    case "kappa0", "kappa1": return name
    case "fcgpk", "FC-GPK": return "fc_gpk(\(depth))"
    case "FC-NTK (no bias)": return "fc_ntk(\(depth))"
    case "fcntk":
      let square = try #require(parameters.word("beta2").flatMap { Rational($0) })
      let beta = try #require(square.exactRoot(2))
      return beta.isZero ? "fc_ntk(\(depth))" : "fc_ntk_bias(\(depth), \(beta))"
    case "resgpk", "ResGPK normalised": return try residual("res_gpk")
    case "resntk", "ResNTK normalised": return try residual("res_ntk")
    case "exp(-sqrt(2-2t))", "exp(-c*sqrt(2-2t))": return "laplace(1)"
    default: throw UnknownKernel(name: name)
    }
  }

  private struct UnknownKernel: Error {
    let name: String
  }

  private static func check(_ row: Row, _ ball: DecimalInterval) {
    #expect(ball.contains(row.value, slack: row.slack), "\(row.id): \(row.kernel)")
    // An enclosure wider than the reference is exact would prove nothing.
    #expect(ball.rad < row.slack + row.slack, "\(row.id): \(row.kernel)")
  }

  @Test func values() throws {
    let rows = try Self.rows("F2")
    #expect(rows.count >= 35)
    for row in rows {
      let run = try Command.run([
        "evaluate", row.kernel, "--at", row.place, "--digits", "60", "--format", "json",
      ])
      try #require(run.code == 0, "\(run.report)")
      Self.check(row, try JSON(run.output)["value"].ball)
    }
  }

  @Test func taylorCoefficients() throws {
    let groups = Dictionary(grouping: try Self.rows("F3"), by: \.kernel)
    #expect(groups.count >= 10)
    for (kernel, rows) in groups {
      let terms = (rows.compactMap { Int($0.place) }.max() ?? 0) + 1
      let run = try Command.run([
        "expand", kernel, "--terms", "\(terms)", "--bits", "256", "--format", "json",
      ])
      try #require(run.code == 0, "\(run.report)")
      let coefficients = try JSON(run.output)["coefficients"].items
      for row in rows { Self.check(row, try coefficients[try #require(Int(row.place))].ball) }
    }
  }

  @Test func eigenvalues() throws {
    let groups = Dictionary(grouping: try Self.rows("F6")) { "\($0.kernel) \($0.dimension ?? 0)" }
    #expect(groups.count >= 25)
    for rows in groups.values {
      let kernel = rows[0].kernel
      let dimension = try #require(rows[0].dimension)
      let last = rows.compactMap { Int($0.place) }.max() ?? 0
      let run = try Command.run([
        "spectrum", kernel, "--dimension", "\(dimension)", "--frequencies", "0...\(last)",
        "--digits", "60", "--format", "json",
      ])
      try #require(run.code == 0, "\(run.report)")
      let eigenvalues = try JSON(run.output)["eigenvalues"].items
      for row in rows { Self.check(row, try eigenvalues[try #require(Int(row.place))].ball) }
    }
  }
}
