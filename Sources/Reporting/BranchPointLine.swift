internal import Arithmetic
internal import Expressions
internal import Singularities

/// What is said of one branch point.
struct BranchPointLine: Encodable {
  let real: DecimalBall
  /// Not there for a real point; otherwise positive, and the conjugate is a branch point, too.
  let imaginary: DecimalBall?
  let modulus: DecimalBall
  let function: String
  let argument: String
  let value: Int

  /// Longer arguments are not printed on a terminal.
  private static let argumentLimit = 60

  init(_ point: BranchPoint, digits: Int, in store: ExpressionStore) {
    // The enclosures are as narrow as their certification needs, not as narrow as one likes.
    let digits = min(digits, 12)
    real = point.location.real.decimal(upTo: digits)
    imaginary = point.isReal ? nil : point.location.imaginary.decimal(upTo: digits)
    modulus = point.modulus(precision: 96).decimal(upTo: digits)
    function = point.function
    argument = store.layout(of: point.argument).text
    value = point.value
  }

  /// The paragraph about branch points; empty when there are none.
  static func text(_ points: [BranchPointLine]) -> [String] {
    if points.isEmpty { return [] }
    return [
      "",
      "branch points off the cuts that were found for 1 < |z| <= 3 (each is proved, there may be others):",
    ] + points.map { "  \($0.text)" }
  }

  private var text: String {
    var text = "z = \(real.text)"
    if let imaginary { text += " + i*(\(imaginary.text)) and its conjugate" }
    let what = argument.count <= Self.argumentLimit ? "argument \(argument)" : "argument"
    return text + ", |z| = \(modulus.text): \(function) has the \(what) equal to \(value) there"
  }
}
