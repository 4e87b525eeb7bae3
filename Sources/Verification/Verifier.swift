public import Execution
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
  /// Whether the claim was checked to the end; otherwise a limit of the run was reached before.
  public var isFinished = true

  /// Whether the verdict is the expected one: `proved` or `verified` unless the file says otherwise.
  ///
  /// A claim that was not checked to the end has no verdict that could be expected.
  public var isAsExpected: Bool {
    guard isFinished else { return false }
    return switch expectation {
    case nil: outcome.verdict == .proved || outcome.verdict == .verified
    case let expected?: outcome.verdict == expected
    }
  }
}

/// What a run of the verifier found.
public struct VerificationRun: Sendable {
  /// The claims with their verdicts, in the order of the files.
  public let reports: [ClaimReport]
  /// The limit that ended the run before all claims were checked; the others are undecided.
  public let limit: LimitReached?
}

/// Checks the definitions and all claims of derivation files, several claims at a time.
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

  /// Checks the claims.
  ///
  /// Definitions come first: one that makes no sense is an error even where no claim uses it. When a limit is
  /// reached, the claims that are not decided by then are undecided for that reason.
  ///
  /// - Parameters:
  ///   - workers: The number of claims checked at the same time.
  ///   - progress: Called after each claim, from any thread.
  /// - Throws: `SyntaxError` for definitions, and then for claims, that make no sense (all of them are reported
  ///   together), and `LimitReached` when not even the definitions could be read.
  public func run(
    workers: Int, progress: @escaping @Sendable (ClaimReport) -> Void
  ) throws -> VerificationRun {
    try checkDefinitions()
    let jobs = try programs.flatMap { program in
      let definitions = try Definitions(library + [program])
      return program.claims.map {
        Job(claim: $0, source: program.source, definitions: definitions)
      }
    }
    let state = Mutex(Progress<Result<ClaimReport, SyntaxError>>(count: jobs.count))
    let limits = limits
    let start = ContinuousClock.now
    let reached = WorkerThreads.run(
      count: min(workers, max(jobs.count, 1)), within: limits.resources
    ) {
      while let number = state.withLock({ $0.take() }) {
        guard let result = Self.check(jobs[number], limits) else { return }
        state.withLock { $0.results[number] = result }
        if case .success(let report) = result { progress(report) }
      }
    }
    let results = state.withLock(\.results)
    let limit = results.contains { $0 == nil } ? reached ?? limits.resources.reached() : nil
    try Self.throwErrors(
      results.compactMap { if case .failure(let error) = $0 { error } else { nil } })
    let elapsed = start.duration(to: .now) / .seconds(1)
    let reports = zip(jobs, results).map { job, result in
      if case .success(let report)? = result { return report }
      let what = limit?.description ?? "the work was stopped"
      return Self.report(
        job,
        Outcome(
          verdict: .undecided,
          reason: "\(what) before this claim was decided; allow more, or claim less at a time",
          range: Summary.range(of: job.claim), witness: nil),
        seconds: elapsed, isFinished: false)
    }
    return VerificationRun(reports: reports, limit: limit)
  }

  /// Reads all definitions of all files.
  private func checkDefinitions() throws {
    let (programs, library) = (programs, library)
    let state = Mutex(Progress<[SyntaxError]>(count: 1))
    let reached = WorkerThreads.run(count: 1, within: limits.resources) {
      var errors: [SyntaxError] = []
      for (number, program) in (programs + library).enumerated() {
        let scope = number < programs.count ? library + [program] : library
        do throws(SyntaxError) {
          try Definitions(scope).check(program)
        } catch {
          errors.append(error)
        }
      }
      state.withLock { [errors] in $0.results[0] = errors }
    }
    if let reached { throw reached }
    try Self.throwErrors(state.withLock { $0.results[0] } ?? [])
  }

  /// Numbered results under way.
  private struct Progress<Value: Sendable>: Sendable {
    private var next = 0
    var results: [Value?]

    init(count: Int) { results = [Value?](repeating: nil, count: count) }

    mutating func take() -> Int? {
      guard next < results.count else { return nil }
      next += 1
      return next - 1
    }
  }

  private static func throwErrors(_ errors: [SyntaxError]) throws(SyntaxError) {
    if errors.isEmpty { return }
    throw SyntaxError(
      errors.flatMap(\.diagnostics), omitted: errors.reduce(0) { $0 + $1.omitted })
  }

  /// What is found of a claim; `nil` when the time is over before.
  private static func check(_ job: Job, _ limits: Limits) -> Result<ClaimReport, SyntaxError>? {
    let start = ContinuousClock.now
    let outcome: Outcome
    do {
      try limits.check()
      let checker = try ClaimChecker(
        definitions: job.definitions, source: job.source, limits: limits)
      outcome = try checker.check(job.claim)
    } catch let error as SyntaxError {
      guard error.isUndecided, let first = error.diagnostics.first else { return .failure(error) }
      outcome = Outcome(
        verdict: .undecided, reason: first.message, range: Summary.range(of: job.claim),
        witness: nil)
    } catch is LimitReached {
      return nil
    } catch {
      outcome = Outcome(
        verdict: .undecided, reason: "no value: \(error)", range: "", witness: nil)
    }
    return .success(report(job, outcome, seconds: start.duration(to: .now) / .seconds(1)))
  }

  private static func report(
    _ job: Job, _ outcome: Outcome, seconds: Double, isFinished: Bool = true
  ) -> ClaimReport {
    ClaimReport(
      file: job.source.path, line: job.claim.name.range.lower.line, name: job.claim.name.text,
      statement: job.claim.statement, expectation: job.claim.expectation, outcome: outcome,
      seconds: seconds, isFinished: isFinished)
  }
}
