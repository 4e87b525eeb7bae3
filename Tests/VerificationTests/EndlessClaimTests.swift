import Arithmetic
import Expressions
import Language
import Syntax
import TestSupport
import Testing

@testable import Verification

/// Claims for all indices from a number on.
struct EndlessClaimTests {
  /// Coefficients that vanish without a visible reason do not hide a later counterexample.
  @Test(arguments: [
    ("taylor(kappa1 - t^400/10^6, n) >= 0 for n in 0...oo", "400"),
    ("taylor(fc_ntk(2) - t^200, n) >= 0 for n in 0...oo", "200"),
    ("taylor(kappa1, n) > 0 for n in 2...oo", "3"),
    ("taylor(kappa1 + t^301/10^3, n) < 1/10^4 for n in 100...oo", "301"),
  ])
  func refuted(statement: String, index: String) throws {
    let found = try outcome(of: statement)
    #expect(found.verdict == .refuted, "\(found.reason)")
    #expect(found.witness?.point == ["n": index])
  }

  /// What Schoenberg's cone shows needs no other reason.
  @Test func cone() throws {
    let found = try outcome(of: "taylor(fc_ntk(3), n) >= 0 for n in 0...oo")
    #expect(found.verdict == .proved)
    #expect(found.reason.hasSuffix("(Schoenberg's cone)"), "\(found.reason)")
  }

  /// The empty interval has no points that a claim could be about.
  @Test(arguments: ["(1, 1)", "[1, 1)", "(0, 0]"])
  func emptyInterval(interval: String) {
    #expect(throws: SyntaxError.self) { try outcome(of: "kappa1 <= 2 for t in \(interval)") }
  }

  @Test func singlePoint() throws {
    #expect(try verdict(on: "kappa1 <= 1/2 for t in [1, 1]") == .refuted)
    #expect(try verdict(on: "kappa1 < 1 for t in [1, 1]") == .refuted)
    #expect(try verdict(on: "kappa1 - 1/2 <= 1/2 for t in [1, 1]") == .proved)
  }

  /// Nothing is gone through when the range begins where the expansion does.
  @Test func tailAlone() throws {
    let found = try outcome(of: "taylor(kappa1, n) <= 2*n^(-5/2) for n in 200...oo")
    #expect(found.verdict == .proved, "\(found.reason)")
    #expect(found.reason == "by the expansion with an explicit error, certified on a slit disc")
  }

  @Test func absoluteValueOfTheIndex() throws {
    let found = try outcome(of: "taylor(kappa1, n)*min(1, n) -> 0 as n -> oo")
    #expect(found.verdict == .undecided || found.verdict == .proved)
    #expect(!found.reason.contains("`abs`"), "\(found.reason)")
  }

  private func solution(_ root: RealBall, isBelow: Bool = true) throws -> Finding {
    let source = SourceFile(path: "c.zonal", text: "", kind: .bare)
    let definitions = try Definitions([try Program(parsing: source)])
    let checker = try ClaimChecker(definitions: definitions, source: source, limits: Limits())
    return try ConstantSearch(checker: checker, cases: []).solve(
      for: [Symbol("C")],
      tails: [.init(constant: Symbol("C"), root: root, isBelow: isBelow)])
  }

  /// A constant that is hardly known is none.
  @Test func vagueConstants() throws {
    for (low, high) in [(0, 1000), (1, 1000), (-1000, 1000), (10, 21)] {
      let root = RealBall(
        from: Rational(low), to: Rational(high), precision: 128)
      guard case .open(let reason) = try solution(root) else {
        Issue.record("[\(low), \(high)]")
        continue
      }
      #expect(reason.contains("leave the best constant `C` open between about"), "\(reason)")
    }
    let known = RealBall(from: Rational(10), to: Rational(19), precision: 128)
    guard case .holds(let reason) = try solution(known) else {
      Issue.record("[10, 19]")
      return
    }
    #expect(reason.hasPrefix("with C = 19"), "\(reason)")
  }

  /// The constant that is printed suffices, not only the one it was rounded from.
  @Test(arguments: 1...20)
  func printedConstantsSuffice(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<10 {
      let exact = Rational(Int(generator.next() >> 2) | 1, over: 1 << 62)
      let root = RealBall(exact, precision: 128)
      for isBelow in [true, false] {
        guard case .holds(let reason) = try solution(root, isBelow: isBelow),
          let printed = reason.split(separator: " ").dropFirst(3).first,
          let constant = Rational(String(printed))
        else {
          Issue.record("\(exact)")
          continue
        }
        #expect(isBelow ? constant >= exact : constant <= exact, "\(exact): \(reason)")
      }
    }
  }
}
