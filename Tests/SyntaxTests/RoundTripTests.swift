import Arithmetic
import Syntax
import TestSupport
import Testing

/// What is printed is read as the same tree.
struct RoundTripTests {
  @Test func terms() throws {
    for seed in 0..<1500 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let term = random.term()
      let read = try Term.parse(term.description, name: "seed \(seed)")
      #expect(read == term, "seed \(seed): \(term)")
      #expect(read.description == term.description, "seed \(seed): \(term)")
    }
  }

  @Test func declarations() throws {
    for seed in 0..<600 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let written = random.several(1...3) { $0.declaration() }
      let text = written.map(\.description).joined(separator: "\n")
      let program = try Program(parsing: SourceFile(path: "seed \(seed)", text: text))
      #expect(program.declarations == written, "seed \(seed): \(text)")
      #expect(program.description == text, "seed \(seed)")
    }
  }

  @Test(arguments: [
    ("-t^2", "-t^2"), ("(-t)^2", "(-t)^2"), ("2^-3", "2^(-3)"), ("a^b^c", "a^b^c"),
    ("(a^b)^c", "(a^b)^c"), ("a-(b-c)", "a - (b - c)"), ("(a-b)-c", "a - b - c"),
    ("a/(b*c)", "a/(b*c)"), ("a*-b", "a*(-b)"), ("--a", "-(-a)"), ("((a))", "a"),
    ("0.10", "0.1"), ("1e-3", "0.001"), ("2.5e-30", "25e-31"), ("12e20", "12e20"), ("0e9", "0"),
    ("100000000", "100000000"), ("f( x,y )", "f(x, y)"), ("s(a).k[ L ](t)", "s(a).k[L](t)"),
    ("k[l-1]^2", "k[l - 1]^2"), ("-oo", "-oo"),
  ])
  func spelling(source: String, expected: String) throws {
    #expect(try Term.parse(source, name: "TERM").description == expected)
  }

  @Test func numbersThatNoLiteralGives() {
    #expect(Term(.number(Rational(1, over: 3))).description == "1/3")
    #expect(Term(.number(-2)).description == "-2")
    let third = Term(.number(Rational(1, over: 3)))
    #expect(Term(.binary(.power, third, third)).description == "(1/3)^(1/3)")
  }

  @Test func statementLeavesNameAndExpectationOut() throws {
    let source = SourceFile(
      path: "a.zonal", text: "claim \"x\": f(n)>=0 for n in 0...5,m in {1} expect refuted")
    let claim = try #require(try Program(parsing: source).claims.first)
    #expect(claim.statement == "f(n) >= 0 for n in 0...5, m in {1}")
  }
}
