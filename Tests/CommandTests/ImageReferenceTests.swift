import Arithmetic
import Foundation
import Testing

/// Kernels at two images agree with independent software; References/README.md says where values come from.
struct ImageReferenceTests {
  private static func file(_ name: String) throws -> JSON {
    let url = Bundle.module.bundleURL.appending(path: "References/\(name).json")
    return try JSON(try String(contentsOf: url, encoding: .utf8))
  }

  /// The value that `zonal evaluate` prints for a kernel and two images.
  private func value(
    of kernel: String, _ x: [[String]], _ z: [[String]], digits: Int, pixels: String? = nil
  ) throws -> DecimalInterval {
    try Command.withFolder { folder in
      for (name, rows) in [("x.csv", x), ("z.csv", z)] {
        let text = rows.map { $0.joined(separator: ", ") + "\n" }.joined()
        try Data(text.utf8).write(to: folder.appending(path: name))
      }
      let run = try Command.run(
        [
          "evaluate", kernel, "--x", "x.csv", "--z", "z.csv", "--digits", "\(digits)",
          "--format", "json",
        ] + (pixels.map { ["--pixels", $0] } ?? []), in: folder)
      try #require(run.code == 0, "\(run.report)")
      return try JSON(run.output)["value"].ball
    }
  }

  private func words(_ json: JSON) throws -> [[String]] {
    try json.items.map { row in
      try row.items.map { try ($0.value as? String) ?? String($0.integer) }
    }
  }

  @Test func peerValues() throws {
    let cases = try Self.file("neural-tangents-images")["conv"].items
    #expect(cases.count >= 18)
    for one in cases {
      let network = try one["network"].text
      for (key, operation) in [("nngp", "gpk"), ("ntk", "ntk")] {
        let kernel = "\(operation)(\(network))"
        let ball = try value(
          of: kernel, words(one["x"]), words(one["z"]), digits: 30,
          pixels: one.word("pixels"))
        let peer = try #require(Rational(try one[key].text))
        // Relative accuracy of the peer's double precision.
        let slack = peer.magnitude * Rational(1, over: 1_000_000_000_000)
        #expect(ball.contains(peer, slack: slack), "\(kernel)")
        #expect(ball.rad < slack)
      }
    }
  }

  @Test func values() throws {
    let rows = try Self.file("image-values")["rows"].items
    #expect(rows.count >= 12)
    let tenth = Rational(1, over: 10)
    for row in rows {
      let (q, depth) = (try row["filter"].integer, try row["depth"].integer)
      let head = ["eq": "pixel(1)", "tr": "trace", "gap": "gap"][try row["head"].text] ?? ""
      let pixels = try row["pixels"].integer
      let name = try row["kernel"].text.lowercased()
      let isResidual = name.hasPrefix("res")
      let plain = "\(name)(\(q), \(depth), \(pixels), \(head)"
      let kernel = isResidual ? "\(plain), 1)/2^\(depth)" : "\(plain))"
      let wanted = try #require(Rational(try row["value"].text))
      let slack = wanted.magnitude * tenth.power(min(try row["agreement_digits"].integer, 49))
      let ball = try value(of: kernel, words(row["x"]), words(row["z"]), digits: 60)
      #expect(ball.contains(wanted, slack: slack), "\(kernel)")
      #expect(ball.rad < slack)
    }
  }

  /// A pair of 8×8 images, a residual network of depth 8 with pooling: layer by layer the cost stays small.
  @Test func deepPooling() throws {
    var state: UInt64 = 7
    func row(_ i: Int) -> [String] {
      (0..<3).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return String(Int(state >> 40) - 8_388_608 + i)
      }
    }
    let (x, z) = ((0..<64).map(row), (0..<64).map(row))
    let ball = try value(of: "rescntk(3, 8, (8, 8), gap, 1/2)", x, z, digits: 38)
    // The kernel is at most its value at equal constant images, (1 + 1/4)^8·(2 + 16/5).
    #expect(ball.mid > .zero && ball.mid < Rational(32))
    #expect(ball.rad < Rational(1, over: 10).power(36))
  }

  /// K(x, z) = K(z, x), and the order of the pixels around the circle does not matter to trace and gap.
  @Test func symmetries() throws {
    let x = [["1", "2"], ["-1/2", "3"], ["0.25", "-1"], ["2", "1e-3"], ["1", "1"]]
    let z = [["2", "-1"], ["1", "3"], ["-3", "-1"], ["0", "5"], ["4", "1/7"]]
    let turnedX = Array(x[2...] + x[..<2]), turnedZ = Array(z[2...] + z[..<2])
    for head in ["trace", "gap", "pixel(2)"] {
      let kernel = "rescntk(3, 2, 5, \(head), 1/3)"
      let one = try value(of: kernel, x, z, digits: 40)
      let other = try value(of: kernel, z, x, digits: 40)
      #expect(one.overlaps(other), "\(kernel)")
      let turned = try value(of: kernel, turnedX, turnedZ, digits: 40)
      #expect(one.overlaps(turned) == (head != "pixel(2)"), "\(kernel)")
      // Pooling forgets where each image starts.
      let half = try value(of: kernel, turnedX, z, digits: 40)
      #expect(one.overlaps(half) == (head == "gap"), "\(kernel)")
    }
  }
}
