public import Arithmetic
public import Syntax

/// What checking a statement found, with its evidence.
public enum Finding: Sendable {
  /// The statement holds; how that was shown.
  case holds(reason: String)
  /// The statement is false at a point.
  case fails(Witness)
  /// Neither was shown; why, and what would help.
  case open(reason: String)
}

/// A point at which a claim is false, with enclosures of both sides that show it.
///
/// The values can be computed again by hand: `zonal evaluate` at the point, or `zonal expand` and
/// `zonal spectrum` for a coefficient or an eigenvalue.
public struct Witness: Sendable, Hashable {
  /// The values of the variables, by name.
  public let point: [String: String]
  /// The claim's comparison that fails.
  public let comparison: String
  /// The left side there.
  public let left: DecimalBall
  /// The right side there.
  public let right: DecimalBall
  /// What is compared of the sides: the sides themselves, or the exponents or constants of their laws.
  public var subject = "side"
  /// What the witness says in words, where two values alone do not.
  public var statement: String?

  /// The witness in one line.
  public var text: String {
    let place = point.keys.sorted().map { "\($0) = \(point[$0] ?? "")" }.joined(separator: ", ")
    let values =
      statement ?? "left \(subject) \(left.text), right \(subject) \(right.text)"
    return place.isEmpty ? values : "at \(place): \(values)"
  }
}

/// The verdict on one claim.
public struct Outcome: Sendable {
  /// The verdict.
  public let verdict: Verdict
  /// How it was reached, or why it was not and what to try next.
  public let reason: String
  /// The range that the verdict covers.
  public let range: String
  /// Where the claim is false.
  public let witness: Witness?
}
