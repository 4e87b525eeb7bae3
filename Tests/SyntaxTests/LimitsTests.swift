import Syntax
import Testing

/// Hostile inputs end in a message, soon, and never in a trap.
struct LimitsTests {
  private func firstMessage(_ text: String, path: String = "a.zonal") -> String? {
    do throws(SyntaxError) {
      _ = try Program(parsing: SourceFile(path: path, text: text))
      return nil
    } catch {
      return error.diagnostics.first?.message
    }
  }

  private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test(arguments: ["(", "-", "f(", "k[", "2^", "a.k[", "f(-(2^"])
  func deepNesting(opening: String) {
    let text = "let a = " + repeated(opening, opening == "(" ? 100_000 : 10_000) + "1"
    #expect(firstMessage(text) == "this term is nested too deeply")
  }

  @Test(arguments: [
    "1" + String(repeating: " + 1", count: 998), "1" + String(repeating: "*2", count: 998),
    String(repeating: "2^", count: 254) + "3",
    String(repeating: "-(", count: 127) + "a"
      + String(repeating: ")", count: 127),
    String(repeating: "f(k[", count: 127) + "a"
      + String(repeating: "])", count: 127),
  ])
  func tallTermsPrintAndCompare(text: String) throws {
    let term = try Term.parse(text, name: "TERM")
    #expect(try Term.parse(term.description, name: "AGAIN") == term)
    #expect(Set([term, term]).count == 1)
  }

  @Test func nestingUpToTheLimit() {
    let text = "let a = " + repeated("(", 255) + "1" + repeated(")", 255)
    #expect(firstMessage(text) == nil)
    let calls = "let a = " + repeated("f(-", 127) + "1" + repeated(")", 127)
    #expect(firstMessage(calls) == nil)
  }

  @Test(arguments: ["+", "-", "*", "/"])
  func longChains(operation: String) {
    #expect(firstMessage("let a = 1" + repeated(operation + "1", 900)) == nil)
    #expect(
      firstMessage("let a = 1" + repeated(operation + "1", 5000)) == "this term is too long")
  }

  @Test func manyArguments() {
    #expect(firstMessage("let a = f(1" + repeated(", 1", 5000) + ")") == nil)
  }

  @Test func longNumbersAndNames() {
    #expect(firstMessage("let a = " + repeated("7", 10_000)) == nil)
    #expect(firstMessage("let a = " + repeated("7", 10_001)) == "this number is too long")
    #expect(firstMessage("let " + repeated("a", 201) + " = 1") == "a name of 201 characters")
  }

  @Test(arguments: ["(", "‘", "α", "é ", "\"", "\\", "1e", "😀", "§", "= ", "in (", "let "])
  func longLinesOfOneThing(piece: String) {
    #expect(firstMessage(repeated(piece, 10_000)) != nil)
    #expect(firstMessage("claim \"a\": b == c for n in " + repeated(piece, 10_000)) != nil)
  }

  @Test(arguments: ["```zonal\n", "- ```zonal\n", "<!--\n", "```Zonal\n```\n", "~~~\n", "\r\n"])
  func manyLinesOfMarkdown(piece: String) {
    let message = firstMessage(repeated(piece, 10_000), path: "a.md")
    #expect((message == nil) == !piece.lowercased().contains("zonal"))
  }

  @Test func manyDeclarations() {
    let text = repeated("let a = 1\n", 5000)
    #expect(firstMessage(text) == nil)
    #expect(firstMessage("recursion r:\n" + (0..<5000).map { " k[\($0)]=1\n" }.joined()) == nil)
  }

  @Test func manyErrorsAreCounted() {
    let source = SourceFile(path: "a.zonal", text: repeated("let a = )\n", 5000))
    let error = #expect(throws: SyntaxError.self) { try Program(parsing: source) }
    #expect(error?.diagnostics.count == SyntaxError.limit)
    #expect(error?.omitted == 4980)
    #expect(error?.rendered().hasSuffix("and 4980 more errors") == true)
  }

  @Test func tooLargeAFile() {
    let error = #expect(throws: SyntaxError.self) {
      try SourceFile(path: "a.zonal", contents: Array(repeating: 0x20, count: (64 << 20) + 1))
    }
    #expect(error?.diagnostics.first?.message == "the file is too large")
  }
}
