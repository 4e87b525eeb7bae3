import Expressions
import Language
import Syntax

/// A kernel as a user of the command line would name it.
struct NamedKernel {
  let expression: Expression
  let store: ExpressionStore

  /// - Parameter text: A term of the language, such as `fc_ntk(3)`.
  init(_ text: String) throws {
    let elaborator = try Elaborator(definitions: .forCommandLine([]))
    let source = SourceFile(path: "KERNEL", text: text, kind: .bare)
    let term = try Term.parse(text, name: "KERNEL")
    store = elaborator.store
    expression = store.simplified(try elaborator.kernel(term, in: source))
  }

  /// The kernel that the tasks call `fc` or `res`: the tangent kernels of a fully connected network,
  /// and of a residual one with α = 1/2.
  init(_ name: String, depth: Int) throws {
    switch name {
    case "fc": try self.init("fc_ntk(\(depth))")
    case "res": try self.init("res_ntk(\(depth), 1/2)")
    default: throw BadArguments(message: "unknown kernel `\(name)`: fc or res")
    }
  }
}

/// Arguments that name no task.
struct BadArguments: Error {
  let message: String
}
