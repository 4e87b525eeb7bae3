import Foundation
import Syntax
import TestSupport
import Testing

/// Random changes of valid files are read or refused, and never trap.
struct FuzzTests {
  /// Multiplies the number of mutations.
  private static let scale =
    ProcessInfo.processInfo.environment["ZONAL_TEST_SCALE"].flatMap { Int($0) } ?? 1

  private static let seeds = [
    "kernel K(L) = gpk(ResNet(L, 1/2)) + k[l-1](t)^2*-3e-2\nparameter a, b in (0, oo]\n",
    "recursion r(a):\n    k[0](t) = t\n    k[l](t) = k[l-1](t) +\n      (a)\nlet b = s(a).k[3]\n",
    "claim \"x\": a <= b < c for n in 0...5, m in {1, 2} expect refuted\nclaim \"y\": f(K)\n",
    "claim \"z\": a -> b as L -> oo at rate r\nclaim \"w\": a ~ b as k -> oo for t in [0, 1)\n",
    "# T\n```zonal\nlet a = 1\n```\nProse\n~~~~ zonal\nlet b = (2 +\n  3)\n~~~~\n<!-- c -->\n",
  ].map { Array($0.utf8) }

  /// Pieces that are likely to upset a reader.
  private static let pieces =
    [
      "(", ")", "[", "]", "{", "}", "\"", "\n", "\r", "\t", "#", "```", "```zonal\n", "~~~", "...",
      "..", "->", "^", "-", "1e", "1e99999", "0x", "α", "“", "≤", "\u{FEFF}", "\u{0}", "\u{301}",
      "😀", "for ", "expect ", "claim ", "let ", "in ", "oo", ":=", "\\frac", "<!--", "   ", "k[",
      "\u{2028}",
    ].map { Array($0.utf8) } + [[0xFF], [0xE2, 0x82], [0xC0, 0x80], [0xED, 0xA0, 0x80]]

  @Test(arguments: 0..<5)
  func mutations(index: Int) {
    for seed in 0..<UInt64(4000 * Self.scale) {
      var random = SplitMix64(seed: seed &+ UInt64(index) << 40)
      var bytes = Self.seeds[index]
      for _ in 0...random.below(4) { Self.mutate(&bytes, &random) }
      Self.check(bytes, path: index == 4 ? "a.md" : "a.zonal", seed: seed)
    }
  }

  private static func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    let start = random.below(bytes.count + 1)
    let end = min(bytes.count, start + random.below(random.pick([3, 30])))
    switch random.below(6) {
    case 0: bytes.removeSubrange(start..<end)
    case 1: bytes.insert(contentsOf: bytes[start..<end], at: random.below(bytes.count + 1))
    case 2: bytes.insert(UInt8(random.below(256)), at: start)
    case 3: bytes.replaceSubrange(start..<end, with: random.pick(pieces))
    default: bytes.insert(contentsOf: random.pick(pieces), at: start)
    }
  }

  /// What is read prints and reads again; what is refused has a place inside the file.
  private static func check(_ bytes: [UInt8], path: String, seed: UInt64) {
    do throws(SyntaxError) {
      let source = try SourceFile(path: path, contents: bytes)
      let program = try Program(parsing: source)
      guard seed % 8 == 0 else { return }
      let again = try Program(parsing: SourceFile(path: "again", text: program.description))
      #expect(again.declarations == program.declarations, "seed \(seed)")
    } catch {
      let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
      for diagnostic in error.diagnostics {
        let place = diagnostic.range.lower
        #expect(diagnostic.expected != nil, "seed \(seed)")
        #expect((1...lines).contains(place.line), "seed \(seed)")
        #expect((1...bytes.count + 1).contains(place.column), "seed \(seed)")
      }
      if seed % 8 == 0 { #expect(error.rendered().contains("^"), "seed \(seed)") }
    }
  }
}
