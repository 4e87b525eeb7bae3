import Arithmetic
import Syntax
import Testing

/// The example of the documentation, and its tree in detail.
struct InterfaceExampleTests {
  static let text = """
    # The residual neural tangent kernel
    Belfer, Geifman, Galun, Basri, *Spectral analysis of the NTK for deep residual networks*, JMLR 2024.
    Each block adds to its input: $x_\\ell = x_{\\ell-1} + \\alpha V_\\ell\\,\\sigma(W_\\ell x_{\\ell-1})$.

    ```zonal
    parameter alpha > 0
    parameter L: depth

    network ResNet(L, alpha) = serial(
        frozen(dense(1)),
        repeat(L, residual(serial(dense(2), relu, dense(alpha^2)))),
        frozen(dense(1)))

    kernel K(L, alpha)     = gpk(ResNet(L, alpha))
    kernel Theta(L, alpha) = ntk(ResNet(L, alpha))
    ```

    The paper states the kernel as a recursion. It is the same function:

    ```zonal
    recursion stated(alpha):
        k[0](t) = t
        k[l](t) = k[l-1](t) + alpha^2*(1 + alpha^2)^(l-1) * kappa1(k[l-1](t)/(1 + alpha^2)^(l-1))

    claim "the recursion of the paper": K(L, alpha) == stated(alpha).k[L]        for L in 1...6
    claim "positive definite":          taylor(Theta(L, alpha), n) >= 0          for n in 0...5000, L in 1...4, alpha in {1/10, 1/2, 1}
    claim "Theorem 4.1":                eigenvalue(Theta(L, alpha), d, k) ~ C*k^(-d) as k -> oo   for d in 3...6, L in 1...4
    claim "two-sided":                  eigenvalue(Theta(3, 1/2), 3, k) in [c1*k^(-3), c2*k^(-3)]  for k in 1...1000
    claim "one power too fast":         eigenvalue(Theta(3, 1/2), 3, k) ~ C*k^(-4) as k -> oo     expect refuted
    ```

    """

  let program: Program

  init() throws {
    program = try Program(parsing: SourceFile(path: "derivations/resntk.md", text: Self.text))
  }

  private func term(_ text: String) throws -> Term { try Term.parse(text, name: "TERM") }

  private func range(_ first: Int, _ last: Int) -> Domain {
    .range(Term(.number(Rational(first))), Term(.number(Rational(last))))
  }

  @Test func blocksAndSegments() {
    #expect(program.blocks.map(\.lines) == [5..<17, 20..<31])
    #expect(program.blocks.map(\.code) == [6..<16, 21..<30])
    #expect(
      program.segments == [
        .prose(lines: 1..<5), .code(program.blocks[0], declarations: 0..<5),
        .prose(lines: 17..<20), .code(program.blocks[1], declarations: 5..<11),
      ])
    #expect(program.missingCode == nil)
  }

  @Test func places() {
    #expect(
      program.declarations.map(\.range.description) == [
        "6:1-6:20", "7:1-7:19", "9:1-12:22", "14:1-14:47", "15:1-15:47", "21:1-23:94",
        "25:1-25:92", "26:1-26:132", "27:1-27:121", "28:1-28:113", "29:1-29:109",
      ])
    #expect(program.claims.map(\.name.range.lower.line) == [25, 26, 27, 28, 29])
  }

  @Test func parameters() {
    #expect(
      program.declarations[0].content
        == .parameter(ParameterDeclaration([Name("alpha")], .comparison(.greater, 0.term))))
    #expect(
      program.declarations[1].content == .parameter(ParameterDeclaration([Name("L")], .depth)))
  }

  @Test func networkAndKernels() throws {
    let layers = "frozen(dense(1)), repeat(L, residual(serial(dense(2), relu, dense(alpha^2))))"
    let names = [Name("L"), Name("alpha")]
    #expect(
      program.declarations[2].content
        == .definition(
          Definition(
            .network, Name("ResNet"), parameters: names,
            body: try term("serial(\(layers), frozen(dense(1)))"))))
    let net = Term(.call(Name("ResNet"), [Term(.name("L")), Term(.name("alpha"))]))
    for (index, name, function) in [(3, "K", "gpk"), (4, "Theta", "ntk")] {
      let body = Term(.call(Name(function), [net]))
      #expect(
        program.declarations[index].content
          == .definition(Definition(.kernel, Name(name), parameters: names, body: body)))
    }
  }

  @Test func recursion() throws {
    let t = [Name("t")]
    let step = "k[l-1](t) + alpha^2*(1+alpha^2)^(l-1)*kappa1(k[l-1](t)/(1+alpha^2)^(l-1))"
    #expect(
      program.declarations[5].content
        == .recursion(
          Recursion(
            Name("stated"), parameters: [Name("alpha")],
            equations: [
              Equation(Name("k"), .base(0), parameters: t, body: Term(.name("t"))),
              Equation(Name("k"), .step(Name("l")), parameters: t, body: try term(step)),
            ])))
  }

  @Test func claims() throws {
    let owner = Element.Owner(Name("stated"), [Term(.name("alpha"))])
    let stated = Term(.element(Element(of: owner, Name("k"), index: Term(.name("L")))))
    let limit = Limit(Name("k"), to: Term(.infinity))
    let tenths = try ["1/10", "1/2", "1"].map(term)
    let theta = "eigenvalue(Theta(3, 1/2), 3, k)"
    let interval = Interval(try term("c1*k^(-3)"), try term("c2*k^(-3)"))
    let expected = [
      Claim(
        Name("the recursion of the paper"),
        .comparison(Comparison(try term("K(L, alpha)"), .equal, stated)),
        for: [Binder(Name("L"), in: range(1, 6))]),
      Claim(
        Name("positive definite"),
        .comparison(Comparison(try term("taylor(Theta(L, alpha), n)"), .greaterOrEqual, 0.term)),
        for: [
          Binder(Name("n"), in: range(0, 5000)), Binder(Name("L"), in: range(1, 4)),
          Binder(Name("alpha"), in: .set(tenths)),
        ]),
      Claim(
        Name("Theorem 4.1"),
        .equivalence(
          try term("eigenvalue(Theta(L, alpha), d, k)"), try term("C*k^(-d)"), limit),
        for: [Binder(Name("d"), in: range(3, 6)), Binder(Name("L"), in: range(1, 4))]),
      Claim(
        Name("two-sided"), .membership(try term(theta), interval),
        for: [Binder(Name("k"), in: range(1, 1000))]),
      Claim(
        Name("one power too fast"),
        .equivalence(try term(theta), try term("C*k^(-4)"), limit), expect: .refuted),
    ]
    #expect(program.claims == expected)
  }

  @Test func statements() {
    #expect(
      program.claims.map(\.statement) == [
        "K(L, alpha) == stated(alpha).k[L] for L in 1...6",
        "taylor(Theta(L, alpha), n) >= 0 for n in 0...5000, L in 1...4, alpha in {1/10, 1/2, 1}",
        "eigenvalue(Theta(L, alpha), d, k) ~ C*k^(-d) as k -> oo for d in 3...6, L in 1...4",
        "eigenvalue(Theta(3, 1/2), 3, k) in [c1*k^(-3), c2*k^(-3)] for k in 1...1000",
        "eigenvalue(Theta(3, 1/2), 3, k) ~ C*k^(-4) as k -> oo",
      ])
  }

  @Test func lineEndsDoNotMatter() throws {
    for lineEnd in ["\r\n", "\r"] {
      let text = Self.text.replacing("\n", with: lineEnd)
      let other = try Program(parsing: SourceFile(path: "a.md", text: text))
      #expect(other.declarations == program.declarations)
      #expect(other.declarations.map(\.range) == program.declarations.map(\.range))
    }
  }
}

extension Int {
  fileprivate var term: Term { Term(.number(Rational(self))) }
}
