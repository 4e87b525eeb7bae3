import Expressions
import Foundation
import Kernels
import Language
import Reporting
import Syntax
import Testing

/// LaTeX of the catalogue, kept in files: `ZONAL_RECORD=1 swift test --filter FormulaGolden` writes them
/// anew, and the change is reviewed as a diff.
struct FormulaGoldenTests {
  static let isRecording = ProcessInfo.processInfo.environment["ZONAL_RECORD"] == "1"
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Formulas")

  private static func latex(_ entry: FormulaCatalogue.Entry) throws -> (
    latex: String, expression: Expressions.Expression, store: ExpressionStore
  ) {
    let (expression, isTangent, store) = try FormulaCatalogue.expression(entry)
    let kind: FormulaHead = isTangent ? .tangent : .covariance
    let head = store.dependsOnCosine(expression) ? kind.latex(entry.style) : "c"
    return (store.formula(of: expression).latex(head: head, style: entry.style), expression, store)
  }

  @Test func fortyFormulas() throws {
    #expect(FormulaCatalogue.entries.count >= 40)
    #expect(Set(FormulaCatalogue.entries.map(\.name)).count == FormulaCatalogue.entries.count)
    for entry in FormulaCatalogue.entries {
      let (latex, expression, store) = try Self.latex(entry)
      let file = Self.folder.appendingPathComponent(entry.name + ".tex")
      if Self.isRecording {
        try Data((latex + "\n").utf8).write(to: file)
      }
      let golden = try String(contentsOf: file, encoding: .utf8)
      #expect(latex + "\n" == golden, "\(entry.name)")
      let read = try LaTeXReader(store: store).read(latex).value
      #expect(store.evidence(that: read, equals: expression).isProof, "\(entry.name): \(latex)")
    }
  }

  @Test func stepsAreCheckedAndReadable() throws {
    for (kernel, style) in [
      ("res_ntk(2, alpha)", LaTeXStyle.jacot), ("fc_ntk_bias(2, beta)", .biettiBach),
      ("res_gpk(2, alpha)", .residual),
    ] {
      let report = try Self.report(kernel)
      #expect(!report.steps.contains { !$0.check.isProof })
      #expect(report.check?.isProof == true)
      #expect(report.text.contains("checked: both sides simplify to one expression"))
      let json = try report.json()
      #expect(json.contains("\"proved\":true"))
      let latex = report.latex(style)
      let displays = latex.components(separatedBy: "\\begin{align*}").dropFirst()
        .compactMap { $0.components(separatedBy: "\\end{align*}").first }
      #expect(displays.count == report.steps.count)
      let store = ExpressionStore()
      // The states before stand as Σ and Θ of their steps.
      let names = (1...report.steps.count).flatMap { step in
        [FormulaName.LayerRole.stateCovariance, .tangent, .slope].map {
          style.name(.layered($0, .step(step)))
        }
      }
      let parts = Dictionary(uniqueKeysWithValues: names.map { ($0, store.cosine) })
      for display in displays {
        let lines = display.components(separatedBy: " \\\\\n").filter { !$0.contains("bmatrix") }
        for line in lines {
          _ = try LaTeXReader(store: store, parts: parts).read(line)
        }
      }
    }
  }

  static func report(_ kernel: String) throws -> FormulaReport {
    let elaborator = try Elaborator(definitions: .forCommandLine([]))
    let expression = try elaborator.kernel(
      Term.parse(kernel, name: "KERNEL"),
      in: SourceFile(path: "KERNEL", text: kernel, kind: .bare))
    let steps = try #require(try elaborator.derivation(of: expression))
    return FormulaReport(
      kernel: kernel, head: elaborator.isTangentKernel(expression) == true ? .tangent : .covariance,
      formula: elaborator.store.formula(of: expression), steps: steps,
      check: DerivationCheck.evidence(that: steps, give: expression, in: elaborator.store))
  }

  @Test(.enabled(if: TeX.isInstalled, "pdflatex is not installed: formulas are not compiled"))
  func everythingCompiles() throws {
    var body = ""
    for entry in FormulaCatalogue.entries {
      let (latex, _, _) = try Self.latex(entry)
      body += "\\paragraph{\\texttt{\(LaTeXName.escaped(entry.kernel))}}\n\\[\n\(latex)\n\\]\n"
    }
    for (kernel, style) in [("res_ntk(2, alpha)", LaTeXStyle.jacot), ("fc_ntk(2)", .biettiBach)] {
      body += "\\clearpage\n" + (try Self.report(kernel).latex(style)) + "\n"
    }
    let (status, log) = try TeX.compile(body)
    #expect(status == 0, "\(log)")
    #expect(!log.contains("Undefined control sequence"), "\(log)")
    let deep = try Self.deepTangent()
    let page = try TeX.compile("\\[\n\(deep)\n\\]")
    #expect(page.log.contains("(1 page"), "a kernel of depth 20 fits on a page: \(page.log)")
  }

  private static func deepTangent() throws -> String {
    try latex(FormulaCatalogue.Entry(name: "", kernel: "res_ntk(20, alpha)")).latex
  }
}

/// Runs pdflatex where it is installed.
///
/// `ZONAL_KEEP_TEX=FOLDER` keeps what it made.
enum TeX {
  static let executable = [
    "/usr/bin/pdflatex", "/usr/local/bin/pdflatex", "/Library/TeX/texbin/pdflatex",
  ]
  .first { FileManager.default.isExecutableFile(atPath: $0) }

  static var isInstalled: Bool { executable != nil }

  static func compile(_ body: String) throws -> (status: Int32, log: String) {
    let environment = ProcessInfo.processInfo.environment
    let base = environment["ZONAL_KEEP_TEX"].map { URL(fileURLWithPath: $0) }
    let folder = (base ?? FileManager.default.temporaryDirectory)
      .appendingPathComponent("formulas-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { if base == nil { try? FileManager.default.removeItem(at: folder) } }
    let document =
      "\\documentclass[a4paper,10pt]{article}\n\\usepackage[margin=20mm]{geometry}\n"
      + "\\usepackage{amsmath,amssymb}\n\\allowdisplaybreaks\n"
      + "\\begin{document}\n\(body)\n\\end{document}\n"
    try Data(document.utf8).write(to: folder.appendingPathComponent("formulas.tex"))
    let process = Process()
    process.executableURL = executable.map { URL(fileURLWithPath: $0) }
    process.arguments = ["-interaction=nonstopmode", "-halt-on-error", "formulas.tex"]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let log = try? String(
      contentsOf: folder.appendingPathComponent("formulas.log"), encoding: .isoLatin1)
    return (process.terminationStatus, log ?? "no log")
  }
}
