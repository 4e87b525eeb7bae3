import Arithmetic
import Expressions
import Foundation
import Language
import Syntax
import Testing

/// Reads kernels of the language with alpha, beta > 0 in scope.
struct Reader {
  let elaborator: Elaborator
  var store: ExpressionStore { elaborator.store }

  init() throws { elaborator = try Elaborator(definitions: .forCommandLine([])) }

  /// The expression of a term.
  func kernel(_ text: String) throws -> Expressions.Expression {
    let source = SourceFile(path: "KERNEL", text: text, kind: .bare)
    return store.simplified(
      try elaborator.kernel(try Term.parse(text, name: "KERNEL"), in: source))
  }
}

/// A Taylor coefficient known to many digits.
struct ReferenceCoefficient: Decodable, CustomTestStringConvertible, Sendable {
  let kernel: String
  let index: Int
  let value: String

  var testDescription: String { "\(kernel), n = \(index)" }

  private struct Table: Decodable { let rows: [ReferenceCoefficient] }

  static let all: [ReferenceCoefficient] = {
    guard
      let url = Bundle.module.url(
        forResource: "taylor-coefficients", withExtension: "json", subdirectory: "References"),
      let data = try? Data(contentsOf: url),
      let table = try? JSONDecoder().decode(Table.self, from: data)
    else { return [] }
    return table.rows
  }()
}
