import Arithmetic
import Expressions
import Language
import Syntax
import TestSupport
import Testing
import Verification

/// Random inequalities against dense sampling: what is proved holds at every sampled point, and what is
/// refuted fails at its witness.
struct RandomClaimTests {
  /// Reads kernels without verifying anything.
  private struct Values {
    let elaborator: Elaborator

    init() throws { elaborator = try Elaborator(definitions: .forCommandLine([])) }

    func tape(_ text: String) throws -> Tape {
      let source = SourceFile(path: "KERNEL", text: text, kind: .bare)
      let kernel = try elaborator.kernel(try Term.parse(text, name: "KERNEL"), in: source)
      return Tape(kernel, in: elaborator.store)
    }
  }

  /// Enclosures of left - right at points inside a range.
  private static func differences(
    _ left: String, _ right: String, from low: Double, to high: Double
  ) throws -> [RealBall] {
    let tape = try Values().tape("(\(left)) - (\(right))")
    return (1..<160).compactMap { step in
      let share = Rational(step, over: 160)
      let (a, b) = (Rational(Int(low * 16), over: 16), Rational(Int(high * 16), over: 16))
      let point = a + (b - a) * share
      return try? tape.evaluate(
        at: [.cosine: point], goal: .absolute(bits: 80), precisionCap: 512
      ).value
    }
  }

  /// Whether a comparison is certainly false for a difference of the sides.
  private static func isViolated(_ comparator: String, _ difference: RealBall) -> Bool {
    switch comparator {
    case ">=": difference.isCertainlyNegative
    case ">": difference.isCertainlyNonpositive
    case "<=": difference.isCertainlyPositive
    case "<": difference.isCertainlyNonnegative
    case "==": !difference.containsZero
    default: difference.isZero
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func verdictsAgainstSampling(part: UInt64) throws {
    var counts: [Verdict: Int] = [:]
    for seed in (1 + 150 * part)...(150 + 150 * part) {
      var claim = RandomClaim(seed: seed)
      let left = claim.kernel(depth: 2)
      var right = claim.kernel(depth: claim.random.below(3))
      if claim.random.chance(2) { right = "\(left) - (\(right))^2/\(claim.random.int(1...40))" }
      let comparator = claim.random.pick([">=", ">", "<=", "<", "==", "!="])
      let range = claim.interval()
      let statement = "\(left) \(comparator) \(right)\(range.text)"
      let found = try outcome(of: statement, limits: Limits(boxBudget: 300))
      counts[found.verdict, default: 0] += 1
      let differences = try Self.differences(left, right, from: range.low, to: range.high)
      if found.verdict == .proved {
        let violations = differences.filter { Self.isViolated(comparator, $0) }
        #expect(violations.isEmpty, "seed \(seed): \(statement) is \(found.reason)")
      }
      if let witness = found.witness {
        let isBad = try Self.isFalse(comparator, left, right, at: witness)
        #expect(isBad, "seed \(seed): \(statement), \(witness.text)")
      }
      #expect((found.verdict == .refuted) == (found.witness != nil), "seed \(seed)")
    }
    print("random claims: \(counts)")
    #expect(counts[.proved, default: 0] > 5 && counts[.refuted, default: 0] > 20)
  }

  /// Evaluates both sides again at the witness, from its text.
  private static func isFalse(
    _ comparator: String, _ left: String, _ right: String, at witness: Witness
  ) throws -> Bool {
    let place = witness.point["t"] ?? "0"
    let values = try Values()
    let tape = try values.tape("at((\(left)) - (\(right)), \(place))")
    let difference = try tape.evaluate(
      at: [:], goal: .relative(bits: 8), precisionCap: 4096
    ).value
    // Exactly equal sides cannot be told apart by balls; the claims they refute are strict.
    let touches = difference.containsZero
    return touches ? [">", "<", "!="].contains(comparator) : isViolated(comparator, difference)
  }
}
