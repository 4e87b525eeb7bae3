import ArgumentParser
import Foundation
import Reporting
import Syntax
import Verification

/// `zonal verify`: checks every claim of derivation files.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks every claim of derivation files.",
    discussion: """
      A claim is proved, verified (true on the stated finite range, proven there), refuted (with a
      witness) or undecided (with the reason). It counts as expected when it is proved or verified, or
      has the verdict that the file states with `expect`.
      """)

  @Argument(help: "Derivation files, or folders of them (default: derivations/).")
  var paths: [String] = []

  @Option(help: ArgumentHelp("Also write the verdicts as JSON.", valueName: "file"))
  var json: String?

  @Option(help: "What to print.")
  var format: OutputFormat = .text

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many claims to check at the same time.", valueName: "n"))
  var jobs: Int?

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp("A file whose definitions are in scope besides.", valueName: "file"))
  var library: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Stop after this many seconds.", valueName: "seconds"))
  var timeLimit: Double?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is at least 1") }
    if let timeLimit, !(timeLimit > 0 && timeLimit <= 1e9) {
      throw ValidationError("--time-limit is positive and at most 1000000000")
    }
    if format == .latex { throw ValidationError("verdicts are printed as text or json") }
  }

  func run() throws {
    let programs = try Self.read(
      try Files.derivations(at: paths.isEmpty ? ["derivations"] : paths))
    // Before the work, so that a mistake in the name does not cost it.
    if let json { try Files.checkFolder(of: json) }
    let deadline = timeLimit.map { ContinuousClock.now + .seconds($0) }
    let verifier = Verifier(
      programs, library: try library.map { try Files.program(at: $0) },
      limits: Limits(deadline: deadline))
    let workers = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    let report = VerificationReport(try reports(of: verifier, workers))
    let document = json == nil && format == .text ? nil : try report.json()
    if let json, let document { try Files.write(document + "\n", to: json) }
    print(format == .json ? document ?? "" : report.text)
    if !report.isAsExpected { throw ExitStatus.unexpected }
  }

  private func reports(of verifier: Verifier, _ workers: Int) throws -> [ClaimReport] {
    let progress = ProgressLine(total: verifier.count)
    defer { Messages.endProgress() }
    return try verifier.run(workers: workers) { progress.advance(after: $0.name) }
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
