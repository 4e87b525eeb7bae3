import ArgumentParser
import Expressions
import Language
import Reporting

/// `zonal derive`: the formula of a kernel.
struct Derive: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the formula of a kernel, simplified, with shared parts named.")

  @OptionGroup var options: KernelOptions

  @Flag(help: "Print the numbered derivation, layer by layer.")
  var steps = false

  @Option(help: "How to print it.")
  var format: OutputFormat = .text

  func run() throws {
    let (kernel, elaborator) = try options.elaborated()
    var derivation = steps ? try elaborator.derivation(of: kernel) : []
    if steps && derivation == nil {
      Messages.write(
        "note: `\(options.kernel)` is not `gpk(…)` or `ntk(…)` of a network, so there are no layers "
          + "to go through")
      derivation = []
    }
    let report = FormulaReport(
      kernel: options.kernel, formula: elaborator.store.formula(of: kernel),
      steps: derivation ?? [])
    switch format {
    case .text: print(report.text)
    case .latex: print(report.latex)
    case .json: print(try report.json())
    }
  }
}
