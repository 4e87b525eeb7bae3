import Arithmetic
import Expressions
import Foundation
import Testing

/// Kernels of the catalogue and of networks against values computed elsewhere.
struct ReferenceTests {
  private struct Table: Decodable {
    struct Row: Decodable {
      let id: String
      let kernel: String
      let t: String
      let value: String
    }
    let rows: [Row]
  }

  private struct Networks: Decodable {
    struct Network: Decodable {
      struct Row: Decodable {
        let t: Double
        let nngp: Double
        let ntk: Double
      }
      let name: String
      let network: String
      let rows: [Row]
    }
    let networks: [Network]
  }

  private static func read<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    let file = Bundle.module.bundleURL.appending(path: "References/\(name)")
    return try JSONDecoder().decode(type, from: Data(contentsOf: file))
  }

  /// The references hold 50 digits, correctly rounded or nearly so.
  @Test func fiftyDigits() throws {
    let rows = try Self.read("kernels.json", as: Table.self).rows
    #expect(rows.count >= 30)
    for row in rows {
      let value = try Reader().value("at(\(row.kernel), \(row.t))")
      let known = try #require(Rational(row.value))
      let slack = Magnitude(2) * RealBall(10).power(-48, precision: 64).magnitude
      #expect(value.widened(by: slack).contains(known), "\(row.id): \(value)")
    }
  }

  /// neural-tangents computes in float64, where a kernel near |t| = 1 keeps half of the digits.
  @Test func neuralTangents() throws {
    for network in try Self.read("neural-tangents.json", as: Networks.self).networks {
      let text = network.network
      for row in network.rows {
        let third = Rational(1, over: 3)
        let isThird = (row.t.magnitude - 1 / 3).magnitude < 1e-15
        let t = isThird ? (row.t < 0 ? -third : third) : try #require(Rational("\(row.t)"))
        let tolerance = row.t.magnitude > 0.8 ? 1e-7 : 1e-12
        for (kind, known) in [("gpk", row.nngp), ("ntk", row.ntk)] {
          let value = try Reader().value(
            "\(kind)(\(Self.frozenBeforeJumps(text)))", at: [.cosine: t])
          let found = value.midpoint.double(rounding: .nearest)
          let error = abs(found - known) / max(1, abs(known))
          #expect(error < tolerance, "\(network.name), \(kind) at \(row.t): \(found), not \(known)")
        }
      }
    }
  }

  /// The network with the layers before a jump frozen: neural-tangents drops their gradients, Zonal refuses.
  private static func frozenBeforeJumps(_ network: String) -> String {
    network.replacing("dense(1.5, 0.1), sign", with: "frozen(dense(1.5, 0.1)), sign")
  }

  @Test(arguments: 1...6)
  func valuesAtOne(depth: Int) throws {
    for (kernel, known) in [
      ("fc_gpk(\(depth))", "1"), ("fc_ntk(\(depth))", "\(depth + 1)"),
      ("fc_ntk_bias(\(depth), beta)", "\(depth + 1)*(1 + beta^2)"),
      ("res_gpk(\(depth), alpha)", "(1 + alpha^2)^\(depth)"),
      ("res_ntk(\(depth), alpha)", "2*\(depth)*alpha^2*(1 + alpha^2)^(\(depth) - 1)"),
      ("step_gpk(\(depth))", "1"), ("normalized(res_ntk(\(depth), alpha))", "1"),
    ] {
      let reader = try Reader()
      let value = try reader.kernel("at(\(kernel), 1)")
      #expect(reader.store.areProvedEqual(value, try reader.kernel(known)), "\(kernel) at 1")
    }
  }
}
