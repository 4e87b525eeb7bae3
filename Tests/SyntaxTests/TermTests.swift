import Arithmetic
import Syntax
import Testing

struct TermTests {
  private func parse(_ text: String) throws -> Term { try Term.parse(text, name: "TERM") }

  private func name(_ text: String) -> Term { Term(.name(text)) }

  @Test func powerBindsTighterThanMinus() throws {
    let square = Term(.binary(.power, name("t"), Term(.number(2))))
    #expect(try parse("-t^2") == Term(.negation(square)))
    let negative = Term(.negation(name("t")))
    #expect(try parse("(-t)^2").kind == .binary(.power, negative, Term(.number(2))))
  }

  @Test func powerAssociatesToTheRight() throws {
    let inner = Term(.binary(.power, name("b"), name("c")))
    #expect(try parse("a^b^c") == Term(.binary(.power, name("a"), inner)))
    let minusThree = Term(.negation(Term(.number(3))))
    #expect(try parse("2^-3").kind == .binary(.power, Term(.number(2)), minusThree))
  }

  @Test func sumsAndProductsAssociateToTheLeft() throws {
    let difference = Term(.binary(.minus, name("a"), name("b")))
    #expect(try parse("a - b - c") == Term(.binary(.minus, difference, name("c"))))
    let quotient = Term(.binary(.over, name("a"), name("b")))
    #expect(try parse("a/b*c") == Term(.binary(.times, quotient, name("c"))))
    #expect(try parse("x - a/b").kind == .binary(.minus, name("x"), quotient))
  }

  @Test(arguments: [
    ("0.1", Rational(1, over: 10)), ("12", 12), ("1e-3", Rational(1, over: 1000)), ("2.5E2", 250),
    ("007", 7), ("1e+2", 100),
  ])
  func numbersAreExact(text: String, value: Rational) throws {
    #expect(try parse(text).kind == .number(value))
  }

  @Test func elementsOfSequences() throws {
    let index = try parse("l - 1")
    #expect(try parse("k[l-1]").kind == .element(Element(Name("k"), index: index)))
    #expect(
      try parse("k[l-1](t)").kind
        == .element(Element(Name("k"), index: index, arguments: [name("t")])))
    let owner = Element.Owner(Name("stated"), [name("alpha")])
    #expect(
      try parse("stated(alpha).k[L]").kind
        == .element(Element(of: owner, Name("k"), index: name("L"))))
    let bare = Element.Owner(Name("stated"))
    #expect(
      try parse("stated.k[L](0)").kind
        == .element(Element(of: bare, Name("k"), index: name("L"), arguments: [Term(.number(0))])))
  }

  @Test func wordsOfOnePlaceRemainNames() throws {
    #expect(
      try parse("at(rate, depth)").kind == .call(Name("at"), [name("rate"), name("depth")]))
  }

  @Test func rangesPointAtTheSource() throws {
    let term = try parse("  f(a) + \n (b*c)^2")
    guard case .binary(.plus, let call, let power) = term.kind else {
      Issue.record("not a sum")
      return
    }
    #expect(term.range.description == "1:3-2:9")
    #expect(call.range.description == "1:3-1:7")
    #expect(power.range.description == "2:2-2:9")
  }

  @Test func columnsCountScalars() throws {
    let source = SourceFile(path: "a.zonal", text: "\u{FEFF}claim \"é→\":\tt == x")
    let claim = try #require(try Program(parsing: source).claims.first)
    guard case .comparison(let comparison) = claim.relation else {
      Issue.record("not a comparison")
      return
    }
    #expect(comparison.first.range.description == "1:13-1:14")
  }

  @Test func expressionOfTheCommandLine() throws {
    let error = #expect(throws: SyntaxError.self) { try parse("res_ntk(3, 1/2") }
    #expect(
      error?.rendered() == """
        TERM:1:15: error: unexpected end of the expression
            1 | res_ntk(3, 1/2
              |               ^ expected an operator, `,` or `)`
              = note: the `(` at 1:8 is still open
        """)
  }

  @Test func piecesOfTheCommandLine() throws {
    #expect(try Domain.parse("0...20", name: "A").description == "0...20")
    #expect(try Binder.parse("L in {1, 2}", name: "A").description == "L in {1, 2}")
    #expect(throws: SyntaxError.self) { try Domain.parse("0...20 3", name: "A") }
    #expect(throws: SyntaxError.self) { try Term.parse("", name: "A") }
  }
}
