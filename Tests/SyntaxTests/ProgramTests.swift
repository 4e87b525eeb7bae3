import Syntax
import Testing

struct ProgramTests {
  private func parse(_ text: String, path: String = "a.zonal") throws -> Program {
    try Program(parsing: SourceFile(path: path, text: text))
  }

  private func printed(_ text: String, path: String = "a.zonal") throws -> [String] {
    try parse(text, path: path).declarations.map(\.description)
  }

  @Test(arguments: ["", "\n\n", "# only a comment", "\u{FEFF}", "  \t "])
  func emptyPrograms(text: String) throws {
    let program = try parse(text)
    #expect(program.declarations.isEmpty)
    #expect(program.missingCode?.message == "no declaration in this file")
  }

  @Test(arguments: ["", "# Title\n\nProse.\n", "```swift\nlet a = (\n```\n"])
  func markdownWithoutBlocks(text: String) throws {
    let program = try parse(text, path: "README.md")
    #expect(program.blocks.isEmpty)
    #expect(program.missingCode?.message == "no block tagged `zonal` in this file")
    #expect(program.missingCode?.rendered().contains("README.md:1:1: error") == true)
  }

  @Test func kindsByExtension() {
    #expect(SourceFile(path: "a/b.md", text: "").kind == .markdown)
    #expect(SourceFile(path: "B.Markdown", text: "").kind == .markdown)
    #expect(SourceFile(path: "md", text: "").kind == .bare)
  }

  @Test func fences() throws {
    let text = """
      ~~~markdown
      ```zonal
      let shown = 1
      ```
      ~~~
      <!-- ```zonal
      ```zonal
      let hidden = 2
      ``` -->
        ````  zonal title="x"
        let a = 3
        ```
        ````
      ``` zonal `not a fence`
      ~~~~ zonal
      let b = 4
      ~~~~~
      """
    // The inner fence of three marks is no closing fence, so it reads as program text.
    let error = #expect(throws: SyntaxError.self) { try parse(text, path: "a.md") }
    #expect(error?.diagnostics.map(\.range.lower.description) == ["12:3"])
    let fixed = text.replacing("\n  ```\n", with: "\n\n")
    #expect(try printed(fixed, path: "a.md") == ["let a = 3", "let b = 4"])
  }

  @Test func openFenceOfAnotherLanguageRunsToTheEnd() throws {
    #expect(try parse("```text\n```zonal\nlet a = (\n", path: "a.md").blocks.isEmpty)
  }

  @Test func linesContinue() throws {
    let text = """
      let a = f(
      1,
      2)
      let b =
        1
          + 2   # a comment

        - 3
      claim "x": a == b
        for n in 0...3,
            m in 1...2
        expect undecided
        kernel K = t
      recursion r: k[0] = 1
        m[0] =
           2
        k[l] = m[l-1] +
          k[l-1]
      """
    #expect(
      try printed(text) == [
        "let a = f(1, 2)", "let b = 1 + 2 - 3",
        "claim \"x\": a == b for n in 0...3, m in 1...2 expect undecided", "kernel K = t",
        "recursion r:\n  k[0] = 1\n  m[0] = 2\n  k[l] = m[l - 1] + k[l - 1]",
      ])
  }

  @Test func jointRecursion() throws {
    let text = """
      recursion both(beta):
          k[0](t) = t
          theta[0](t) = t + beta^2
          k[l](t) = kappa1(k[l-1](t))
          theta[l](t) = k[l](t) + theta[l-1](t)*kappa0(k[l-1](t))
      """
    let content = try parse(text).declarations.first?.content
    guard case .recursion(let recursion) = content else {
      Issue.record("not a recursion")
      return
    }
    #expect(recursion.equations.map(\.sequence.text) == ["k", "theta", "k", "theta"])
    #expect(recursion.equations.map(\.range.lower.line) == [2, 3, 4, 5])
  }

  @Test(arguments: [
    "parameter x", "parameter a, b >= 0", "parameter a in (0, oo)", "parameter a in [0, 1)",
    "parameter n in 1...5", "parameter a in {1, 2}", "parameter a != 0", "parameter L, M: depth",
    "let kappa(n) = n + 1", "network N = serial(dense(2), relu)", "kernel K = t^2",
    "claim \"a\": a <= b < c == d", "claim \"a\": a >= b > c", "claim \"a\": a != b",
    "claim \"a\": same_rkhs(K, H, d)", "claim \"a\": a -> b as L -> oo",
    "claim \"a\": a -> b as L -> oo at rate 1/L^2 for t in [-1, 1) expect proved",
    "claim \"a\": a ~ b as t -> -1", "claim \"a\": x in (a, b]",
    "claim \"a\": f(t) == 0 for t in (L - 1)*2...5, s in (0, 1]",
    "claim \"a\": f(t) == 0 for t in (f(1, 2) + 3)*2...5",
  ])
  func oneLiners(text: String) throws { #expect(try printed(text) == [text]) }

  @Test func errorsOfOneFileComeTogetherInOrder() throws {
    let text = "let a = )\nlet β = 1\nlet c = 2\nlet d = (1\n"
    let error = #expect(throws: SyntaxError.self) { try parse(text) }
    #expect(error?.diagnostics.map(\.range.lower.description) == ["1:9", "2:5", "4:11"])
    #expect(error?.omitted == 0)
  }
}
