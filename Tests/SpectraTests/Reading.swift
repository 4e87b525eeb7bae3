import Expressions
import Language
import Spectra
import Syntax

/// A kernel in the spelling of the language, and the store it lives in.
struct ReadKernel {
  let expression: Expression
  let store: ExpressionStore

  init(_ text: String) throws {
    let elaborator = try Elaborator(definitions: .forCommandLine([]))
    let source = SourceFile(path: "KERNEL", text: text, kind: .bare)
    store = elaborator.store
    expression = store.simplified(
      try elaborator.kernel(try Term.parse(text, name: "KERNEL"), in: source))
  }

  var meridian: KernelMeridian { KernelMeridian(expression, in: store) }
  var exact: ExactSpectrum { ExactSpectrum(of: expression, in: store) }
}
