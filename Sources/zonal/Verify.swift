import ArgumentParser
import Execution
import Foundation
import Reporting
import Syntax
import Verification

/// `zonal verify`: checks every claim of derivation files.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks every claim of derivation files.",
    discussion: """
      A claim is proved, verified (true on the stated finite range, proven there), refuted (with a \
      witness) or undecided (with the reason). It counts as expected when it is proved or verified, or \
      has the verdict that the file states with `expect`. Definitions are checked whether or not a claim uses them.
      When a limit of time or memory is reached, the claims not decided by then are undecided, and the exit code \
      is 3.
      """)

  @Argument(help: "Derivation files, or folders of them (default: derivations/).")
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "Also write the verdicts as JSON; `-` prints them in place of the table.", valueName: "file"))
  var json: String?

  @Option(help: "What to print.")
  var format: PlainFormat = .text

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many claims to check at the same time.", valueName: "n"))
  var jobs: Int?

  @OptionGroup var library: LibraryOptions

  @OptionGroup var limits: LimitOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is at least 1") }
  }

  func run() throws {
    let resources = limits.resources
    let programs = try Self.read(
      try Files.derivations(at: paths.isEmpty ? ["derivations"] : paths))
    // Before the work, so that a mistake in the name does not cost it.
    let file = json == "-" ? nil : json
    if let file { try Files.checkFolder(of: file) }
    let verifier = Verifier(
      programs, library: try library.programs(),
      limits: Limits(resources: resources))
    let found = try result(of: verifier)
    let report = VerificationReport(found.reports)
    let printsJSON = format == .json || json == "-"
    let document = printsJSON || file != nil ? try report.json() : ""
    if let file { try Files.write(document + "\n", to: file) }
    print(printsJSON ? document : report.text)
    for program in programs where program.claims.isEmpty {
      Messages.write(
        "warning: \(program.source.path) holds no claim; only its definitions were checked")
    }
    if let limit = found.limit {
      Messages.write(Self.message(of: limit, found.reports))
      throw ExitStatus.limit
    }
    if !report.isAsExpected { throw ExitStatus.unexpected }
  }

  private func result(of verifier: Verifier) throws -> VerificationRun {
    let progress = ProgressLine(total: verifier.count)
    defer { Messages.endProgress() }
    return try verifier.run(workers: jobs ?? ProcessInfo.processInfo.activeProcessorCount) {
      progress.advance(after: $0.name)
    }
  }

  private static func message(of limit: LimitReached, _ reports: [ClaimReport]) -> String {
    let open = reports.filter { !$0.isFinished }.count
    return
      "error: \(limit) before \(open) of \(reports.count) claims were decided; allow more with "
      + "\(limit.option), or check fewer files at a time"
  }

  /// Reads all files, so that the errors of all of them are reported together.
  static func read(_ paths: [String]) throws -> [Program] {
    var programs: [Program] = []
    var diagnostics: [Diagnostic] = []
    var omitted = 0
    for path in paths {
      do {
        let program = try Files.program(at: path)
        if let missing = program.missingCode {
          diagnostics.append(missing)
        } else {
          programs.append(program)
        }
      } catch let error as SyntaxError {
        diagnostics += error.diagnostics
        omitted += error.omitted
      }
    }
    if !diagnostics.isEmpty { throw SyntaxError(diagnostics, omitted: omitted) }
    return programs
  }
}
