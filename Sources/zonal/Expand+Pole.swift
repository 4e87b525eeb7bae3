import Arithmetic
import Expressions
import Language
import Puiseux
import Recurrences
import Reporting

extension Expand {
  /// Prints the Puiseux series at a pole.
  func run(at pole: Pole) throws {
    let (kernel, elaborator) = try options.elaborated()
    let store = elaborator.store
    if let element = store.symbols(in: kernel).first(where: {
      elaborator.recurrences.element($0) != nil
    }) {
      let index = elaborator.recurrences.element(element)?.index
      let depth = index.flatMap { store.symbols(in: $0).first } ?? element
      throw UsageError(
        message: "the kernel `\(options.kernel)` depends on the depth `\(depth.name)`, which has no "
          + "value; write a number in its place")
    }
    Messages.progress("expanding \(options.kernel) at t = \(pole.point)")
    defer { Messages.endProgress() }
    do {
      let expansion = try PuiseuxExpansion.expand(
        kernel, at: pole, .terms(terms ?? 6), in: store)
      let head: FormulaHead =
        elaborator.isTangentKernel(kernel) == true ? .tangent : .covariance
      let report = try PuiseuxReport(
        kernel: options.kernel, head: head, expansion, bits: bits, in: store)
      switch format {
      case .text: print(report.text)
      case .latex: print(report.latex())
      case .json: print(try report.json())
      }
    } catch let error as PuiseuxError {
      throw UsageError(
        message: "the expansion of `\(options.kernel)` at t = \(pole.point) failed: "
          + error.description)
    }
  }
}
