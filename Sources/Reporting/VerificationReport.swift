internal import Arithmetic
internal import Syntax
public import Verification

/// The verdicts on the claims of one run, for people and for programs.
public struct VerificationReport: Sendable {
  /// The claims with their verdicts.
  public let claims: [ClaimReport]

  /// Creates a report.
  public init(_ claims: [ClaimReport]) { self.claims = claims }

  /// Whether every verdict is as expected.
  public var isAsExpected: Bool { claims.allSatisfy(\.isAsExpected) }

  /// The table of verdicts, grouped by file, and a closing line with totals.
  public var text: String {
    var lines: [String] = []
    var file: String?
    for claim in claims {
      if claim.file != file {
        if file != nil { lines.append("") }
        lines.append(claim.file)
        file = claim.file
      }
      lines += Self.lines(of: claim)
    }
    return (lines + ["", totals]).joined(separator: "\n")
  }

  /// The line of one claim and the line of its reason.
  public static func lines(of claim: ClaimReport) -> [String] {
    let mark = claim.isAsExpected ? "ok  " : "FAIL"
    let verdict = claim.outcome.verdict.rawValue.padded(to: 9)
    var head = "  \(mark) \(verdict)  \(claim.line): \(claim.name)"
    if !claim.isAsExpected {
      head += "  (expected \(claim.expectation?.rawValue ?? "proved or verified"))"
    }
    let range = claim.outcome.range.isEmpty ? "" : "for \(claim.outcome.range): "
    return [head, "                  \(range)\(claim.outcome.reason)"]
  }

  /// How many claims there are and how they came out.
  public var totals: String {
    let counts = [Verdict.proved, .verified, .refuted, .undecided].map { verdict in
      "\(claims.filter { $0.outcome.verdict == verdict }.count) \(verdict.rawValue)"
    }
    let unexpected = claims.filter { !$0.isAsExpected }.count
    let noun = claims.count == 1 ? "claim" : "claims"
    let end = unexpected == 0 ? "all as expected" : "\(unexpected) not as expected"
    return "\(claims.count) \(noun): \(counts.joined(separator: ", ")); \(end)"
  }

  /// The report as one JSON object.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String {
    try JSONOutput.text(Document(claims: claims.map(Row.init), totals: totals))
  }

  private struct Document: Encodable {
    let claims: [Row]
    let totals: String
  }

  private struct Row: Encodable {
    let file: String
    let line: Int
    let name: String
    let statement: String
    let verdict: String
    let expected: String?
    let isAsExpected: Bool
    let range: String
    let reason: String
    let witness: Nullable<WitnessRow>
    let seconds: Double

    init(_ claim: ClaimReport) {
      file = claim.file
      line = claim.line
      name = claim.name
      statement = claim.statement
      verdict = claim.outcome.verdict.rawValue
      expected = claim.expectation?.rawValue
      isAsExpected = claim.isAsExpected
      range = claim.outcome.range
      reason = claim.outcome.reason
      witness = Nullable(value: claim.outcome.witness.map(WitnessRow.init))
      seconds = claim.seconds
    }

    private enum CodingKeys: String, CodingKey {
      case file, line, name, statement, verdict, expected, range, reason, witness, seconds
      case isAsExpected = "as_expected"
    }

    /// All keys are always there, `null` where there is nothing to say, so that programs need not ask.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(file, forKey: .file)
      try container.encode(line, forKey: .line)
      try container.encode(name, forKey: .name)
      try container.encode(statement, forKey: .statement)
      try container.encode(verdict, forKey: .verdict)
      try container.encode(expected, forKey: .expected)
      try container.encode(isAsExpected, forKey: .isAsExpected)
      try container.encode(range, forKey: .range)
      try container.encode(reason, forKey: .reason)
      try container.encode(witness, forKey: .witness)
      try container.encode(seconds, forKey: .seconds)
    }
  }

  private struct WitnessRow: Encodable {
    let point: [String: String]
    let comparison: String
    let left: DecimalBall
    let right: DecimalBall

    init(_ witness: Witness) {
      point = witness.point
      comparison = witness.comparison
      left = witness.left
      right = witness.right
    }
  }
}

/// A value whose absence is written as `null`, so that its key is always there.
private struct Nullable<Value: Encodable>: Encodable {
  let value: Value?

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}

extension String {
  /// The text with spaces behind it up to a width.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
