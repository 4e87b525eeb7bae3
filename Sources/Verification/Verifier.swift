internal import Foundation
internal import Language
internal import Synchronization
public import Syntax

/// A claim of a file with what was found.
public struct ClaimReport: Sendable {
  /// The file as the user wrote it.
  public let file: String
  /// The line of the claim.
  public let line: Int
  /// The claim's name.
  public let name: String
  /// What is claimed.
  public let statement: String
  /// The verdict that the file expects, if it says.
  public let expectation: Verdict?
  /// The verdict.
  public let outcome: Outcome
  /// How long it took, in seconds of wall-clock time.
  public let seconds: Double

  /// Whether the verdict is the expected one: `proved` or `verified` unless the file says otherwise.
  public var isAsExpected: Bool {
    switch expectation {
    case nil: outcome.verdict == .proved || outcome.verdict == .verified
    case let expected?: outcome.verdict == expected
    }
  }
}

/// Checks all claims of derivation files, several at a time.
public struct Verifier: Sendable {
  let programs: [Program]
  let library: [Program]
  let limits: Limits

  /// Creates a verifier.
  ///
  /// - Parameters:
  ///   - programs: The files whose claims are checked.
  ///   - library: Files whose definitions are in scope besides.
  ///   - limits: How long and how hard to try.
  public init(_ programs: [Program], library: [Program] = [], limits: Limits) {
    self.programs = programs
    self.library = library
    self.limits = limits
  }

  private struct Job: Sendable {
    let claim: Claim
    let source: SourceFile
    let definitions: Definitions
  }

  /// The number of claims.
  public var count: Int { programs.reduce(0) { $0 + $1.claims.count } }

  /// Checks the claims; the reports come in the order of the files.
  ///
  /// - Parameters:
  ///   - workers: The number of claims checked at the same time.
  ///   - progress: Called after each claim, from any thread.
  /// - Throws: `SyntaxError` for claims that make no sense (all of them are reported together), and
  ///   ``LimitReached``.
  public func run(
    workers: Int, progress: @escaping @Sendable (ClaimReport) -> Void
  ) throws -> [ClaimReport] {
    let jobs = try programs.flatMap { program in
      let definitions = try Definitions(library + [program])
      return program.claims.map {
        Job(claim: $0, source: program.source, definitions: definitions)
      }
    }
    let state = Mutex(State(count: jobs.count))
    let limits = limits
    WorkerThreads.run(count: min(workers, max(jobs.count, 1))) {
      while let number = state.withLock({ $0.take() }) {
        let result = Self.check(jobs[number], limits)
        state.withLock { $0.finish(number, result) }
        if case .success(let report) = result { progress(report) }
      }
    }
    return try state.withLock { try $0.reports() }
  }

  private struct State: Sendable {
    private var next = 0
    private let count: Int
    private var results: [Int: Result<ClaimReport, ClaimFailure>] = [:]

    init(count: Int) { self.count = count }

    mutating func take() -> Int? {
      guard next < count else { return nil }
      next += 1
      return next - 1
    }

    mutating func finish(_ number: Int, _ result: Result<ClaimReport, ClaimFailure>) {
      results[number] = result
    }

    func reports() throws -> [ClaimReport] {
      var reports: [ClaimReport] = []
      var diagnostics: [Diagnostic] = []
      var omitted = 0
      var isLate = false
      for number in 0..<count {
        switch results[number] {
        case .success(let report): reports.append(report)
        case .failure(.syntax(let error)):
          diagnostics += error.diagnostics
          omitted += error.omitted
        case .failure(.limit), nil: isLate = true
        }
      }
      if !diagnostics.isEmpty { throw SyntaxError(diagnostics, omitted: omitted) }
      if isLate { throw LimitReached(finished: reports) }
      return reports
    }
  }

  private enum ClaimFailure: Error {
    case syntax(SyntaxError)
    case limit
  }

  private static func check(_ job: Job, _ limits: Limits) -> Result<ClaimReport, ClaimFailure> {
    let start = ContinuousClock.now
    let outcome: Outcome
    do {
      try limits.check()
      let checker = try ClaimChecker(
        definitions: job.definitions, source: job.source, limits: limits)
      outcome = try checker.check(job.claim)
    } catch let error as SyntaxError {
      return .failure(.syntax(error))
    } catch is LimitReached {
      return .failure(.limit)
    } catch {
      outcome = Outcome(
        verdict: .undecided, reason: "no value: \(error)", range: "", witness: nil)
    }
    let elapsed = ContinuousClock.now - start
    let seconds =
      Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    return .success(
      ClaimReport(
        file: job.source.path, line: job.claim.name.range.lower.line, name: job.claim.name.text,
        statement: job.claim.statement, expectation: job.claim.expectation, outcome: outcome,
        seconds: seconds))
  }
}
