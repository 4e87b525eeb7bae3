import Arithmetic
import Foundation
import Testing

/// What `evaluate`, `expand` and `derive` print.
struct OutputTests {
  /// The interval of a printed ball, exactly as the decimals say.
  private static func interval(_ ball: [String: Any]) throws -> (low: Rational, high: Rational) {
    let mid = try #require((ball["mid"] as? String).flatMap { Rational($0) })
    let rad = try #require((ball["rad"] as? String).flatMap { Rational($0) })
    return (mid - rad, mid + rad)
  }

  @Test(arguments: ["1/3", "-1", "0", "1", "-9/10", "sqrt(2)/2", "-1/1000000"])
  func coarseBallsHoldFineOnes(point: String) throws {
    for kernel in [
      "kappa1", "fc_ntk(3)", "res_ntk(2, 1/2)", "laplace(1)", "arccos(t)", "kappa1 - t",
    ] {
      var last: (low: Rational, high: Rational)?
      for digits in ["60", "30", "10", "2"] {
        let run = try Command([
          "evaluate", kernel, "--at", point, "--digits", digits, "--format", "json",
        ])
        #expect(run.status == 0 && run.errors.isEmpty, "\(kernel) at \(point): \(run.errors)")
        let value = try #require(try run.json()["value"] as? [String: Any])
        let found = try Self.interval(value)
        if let last { #expect(found.low <= last.high && last.low <= found.high) }
        last = found
      }
    }
  }

  @Test func evaluateNamesKernelAndPoint() throws {
    let run = try Command(["evaluate", "kappa1", "--at", "0", "--format", "json"])
    let document = try run.json()
    #expect(document["kernel"] as? String == "kappa1" && document["at"] as? String == "0")
    let value = try #require(document["value"] as? [String: Any])
    #expect(value["exact"] as? String == "1/pi")
    let text = try Command(["evaluate", "kappa1", "--at", "0"])
    #expect(text.output == "0.31830988618379067154 ± 5.01e-21  (exactly 1/pi)\n")
    #expect(try Command(["evaluate", "kappa1", "--at", "1"]).output == "1\n")
  }

  /// A thousand coefficients within 2^-256, as printed, for random depths and rational α.
  @Test func expandKeepsItsAccuracy() throws {
    let bound = Rational(2).power(-256)
    try forEachSeed(4) { random, seed in
      let alpha = "\(random.int(1...30))/\(random.int(1...30))"
      let kernel = random.pick([
        "fc_gpk(\(random.int(1...3)))", "fc_ntk(\(random.int(1...3)))",
        "res_gpk(\(random.int(1...2)), \(alpha))",
        "normalized(res_ntk(\(random.int(1...2)), \(alpha)))",
      ])
      let run = try Command([
        "expand", kernel, "--bits", "256", "--terms", "1000", "--format", "json",
      ])
      #expect(run.status == 0, "seed \(seed), \(kernel): \(run.errors)")
      let rows = try #require(try run.json()["coefficients"] as? [[String: Any]])
      #expect(rows.map { $0["n"] as? Int } == (0..<1000).map { $0 })
      for row in rows {
        let (low, high) = try Self.interval(row)
        #expect(high - low <= bound * 2, "seed \(seed), \(kernel), \(row)")
      }
    }
  }

  @Test func expandHoldsTheReferences() throws {
    struct Table: Decodable {
      struct Row: Decodable {
        let id: String
        let kernel: String
        let n: Int
        let value: String
      }
      let rows: [Row]
    }
    let file = Bundle.module.bundleURL.appending(path: "References/taylor.json")
    let table = try JSONDecoder().decode(Table.self, from: Data(contentsOf: file))
    #expect(table.rows.count >= 35)
    for (kernel, rows) in Dictionary(grouping: table.rows, by: \.kernel) {
      let terms = "\((rows.map(\.n).max() ?? 0) + 1)"
      let run = try Command([
        "expand", kernel, "--bits", "200", "--terms", terms, "--format", "json",
      ])
      let found = try #require(try run.json()["coefficients"] as? [[String: Any]], "\(run.errors)")
      for row in rows {
        let (low, high) = try Self.interval(found[row.n])
        let known = try #require(Rational(row.value))
        let slack = known.magnitude * Rational(10).power(-48) + Rational(10).power(-60)
        #expect(low - slack <= known && known <= high + slack, "\(row.id)")
      }
    }
  }

  @Test func exactCoefficients() throws {
    let run = try Command(["expand", "kappa1", "--exact", "--terms", "5", "--format", "json"])
    let rows = try #require(try run.json()["coefficients"] as? [[String: Any]])
    #expect(
      rows.map { $0["exact"] as? String }
        == ["1/pi", "1/2", "1/(2*pi)", "0", "1/(24*pi)"])
  }

  @Test func deriveAndItsSteps() throws {
    #expect(try Command(["derive", "res_ntk(1, alpha)"]).output.contains("alpha^2"))
    let run = try Command(["derive", "ntk(serial(dense(2), relu, dense(1)))", "--steps"])
    for part in ["1. input", "dense(2)", "relu", "Sigma", "Theta"] {
      #expect(run.output.contains(part), "\(part)")
    }
    let json = try Command([
      "derive", "ntk(serial(dense(2), relu, dense(1)))", "--steps", "--format", "json",
    ]).json()
    for key in ["kernel", "text", "latex", "definitions", "steps"] {
      #expect(json[key] != nil, "\(key)")
    }
    let latex = try Command(["derive", "fc_ntk(2)", "--format", "latex"])
    #expect(latex.output.contains("\\kappa_{1}") && latex.status == 0)
  }

  /// The same question gives the same bytes, in every process.
  @Test(arguments: [
    ["derive", "res_ntk(5, alpha)"], ["derive", "fc_ntk(4)", "--format", "json"],
    ["expand", "fc_ntk(2)", "--exact", "--terms", "4"], ["evaluate", "fc_ntk(9)", "--at", "1/3"],
  ])
  func outputIsDeterministic(arguments: [String]) throws {
    let first = try Command(arguments)
    for _ in 0..<3 {
      let again = try Command(arguments)
      #expect(again.output == first.output)
    }
  }
}
