import Arithmetic
import Expressions
import Language
import Syntax
import Testing

/// Reads terms of the language with the names of a command line in scope: alpha, beta > 0, L a depth.
struct Reader {
  let elaborator: Elaborator
  var store: ExpressionStore { elaborator.store }

  init(_ program: String = "") throws {
    let source = SourceFile(path: "test.zonal", text: program, kind: .bare)
    elaborator = try Elaborator(
      definitions: .forCommandLine([try Program(parsing: source)]))
  }

  /// The expression of a term.
  func kernel(_ text: String) throws -> Expression {
    let source = SourceFile(path: "KERNEL", text: text, kind: .bare)
    return try elaborator.kernel(try Term.parse(text, name: "KERNEL"), in: source)
  }

  /// An enclosure of a term at a point.
  func value(
    _ text: String, at point: [Symbol: Rational] = [:], bits: Int = 200
  ) throws -> RealBall {
    try Tape(kernel(text), in: store).evaluate(at: point, goal: .absolute(bits: bits)).value
  }
}

extension Symbol {
  static let alpha = Symbol("alpha")
  static let beta = Symbol("beta")
}
