import Foundation
import Testing

/// What the documents show is what the command prints.
struct DocumentTests {
  /// A command of a `console` block with the output that follows it.
  struct Example: Sendable, CustomTestStringConvertible {
    let file: String
    let command: String
    var output: String

    var testDescription: String { "\(file): \(command)" }
  }

  /// The documents that users read first.
  private static let documents = ["README.md", "CONTRIBUTING.md"] + folder("docs", ".md")

  private static func folder(_ name: String, _ ending: String) -> [String] {
    let url = Command.root.appending(path: name)
    let all = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return all.filter { $0.hasSuffix(ending) }.sorted().map { "\(name)/\($0)" }
  }

  static let examples: [Example] = documents.flatMap { file in
    let url = Command.root.appending(path: file)
    return examples(of: (try? String(contentsOf: url, encoding: .utf8)) ?? "", in: file)
  }

  private static func examples(of text: String, in file: String) -> [Example] {
    var examples: [Example] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside = line == "```console"
      } else if isInside, line.hasPrefix("$ ") {
        examples.append(Example(file: file, command: String(line.dropFirst(2)), output: ""))
      } else if isInside, !examples.isEmpty {
        examples[examples.count - 1].output += line + "\n"
      }
    }
    return examples
  }

  @Test func thereAreExamples() { #expect(Self.examples.count >= 6) }

  @Test(arguments: examples)
  func example(_ example: Example) throws {
    let words = Self.words(of: example.command)
    let printed: String
    switch words.first {
    case "cat":
      let url = Command.root.appending(path: try #require(words.last))
      printed = try String(contentsOf: url, encoding: .utf8)
    case "zonal":
      let run = try Command.run(Array(words.dropFirst()))
      #expect(run.code != nil, "\(run.report)")
      printed = run.output + run.messages
    default:
      printed = ""
      Issue.record("an example that is neither `zonal` nor `cat`: \(example.command)")
    }
    #expect(Self.trimmed(printed) == Self.trimmed(example.output))
  }

  private static func trimmed(_ text: String) -> String {
    text.trimmingCharacters(in: .newlines)
  }

  /// The words of a command line with single quotes.
  private static func words(of line: String) -> [String] {
    var words: [String] = []
    for (number, part) in line.split(separator: "'", omittingEmptySubsequences: false).enumerated()
    {
      if number.isMultiple(of: 2) {
        words += part.split(separator: " ").map(String.init)
      } else {
        words.append(String(part))
      }
    }
    return words
  }

  @Test func examplesVerify() throws {
    let run = try Command.run(["verify", "docs/examples"], limit: 600)
    #expect(run.code == 0, "\(run.report)")
  }

  @Test func derivationsVerify() throws {
    let run = try Command.run(["verify"], limit: 1800)
    #expect(run.code == 0, "\(run.report)")
    #expect(run.messages.isEmpty, "\(run.report)")
    #expect(run.output.hasSuffix("all as expected\n"), "\(run.report)")
  }
}
