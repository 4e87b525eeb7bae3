import ArgumentParser
import Expressions
import Kernels
import Language
import Recurrences
import Reporting

/// `zonal derive`: the formula of a kernel.
struct Derive: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the formula of a kernel, simplified, with shared parts named.")

  /// How a formula is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, unicode, latex, mathml, json
  }

  /// Whose letters LaTeX uses.
  enum Notation: String, ExpressibleByArgument, CaseIterable {
    case biettiBach = "bietti-bach"
    case jacot, residual

    var style: LaTeXStyle {
      switch self {
      case .biettiBach: .biettiBach
      case .jacot: .jacot
      case .residual: .residual
      }
    }
  }

  @OptionGroup var options: KernelOptions

  @Flag(help: "Print the numbered derivation, layer by layer, each step checked.")
  var steps = false

  @Flag(help: "Write (pi - arccos(u))/pi and its relatives as kappa0(u), kappa1(u).")
  var fold = false

  @Option(help: "How to print it.")
  var format: Format = .text

  @Option(
    help: "The letters of LaTeX: of Bietti & Bach, Jacot et al., or residual networks.")
  var notation: Notation = .biettiBach

  /// The kernel with closed forms, proved by induction, in place of values at every depth.
  private static func resolved(
    _ kernel: Expression, _ table: RecurrenceTable
  ) throws -> Expression {
    do { return try table.resolving(kernel).expression } catch {
      throw UsageError(message: "the kernel has no value: " + Messages.explanation(of: error))
    }
  }

  private func head(of kernel: Expression, _ elaborator: Elaborator) -> FormulaHead {
    if !elaborator.recurrences.variesWithCosine(kernel) { return .constant }
    return elaborator.isTangentKernel(kernel) == true ? .tangent : .covariance
  }

  func run() throws {
    let (written, elaborator) = try options.elaborated()
    let store = elaborator.store
    let hasLayers = steps || !elaborator.recurrences.elements(in: written).isEmpty
    try ReportLetters.formula(
      namesKernels: hasLayers || format != .text, hasLayers: hasLayers
    ).check(store)
    let kernel = try Self.resolved(written, elaborator.recurrences)
    var derivation: [DerivationStep]? = []
    do throws(NetworkError) {
      if steps { derivation = try elaborator.derivation(of: kernel) }
    } catch {
      throw UsageError(
        message: "the steps of `\(options.kernel)` cannot be written: \(error.message)")
    }
    if steps && derivation == nil {
      Messages.write(
        "note: `\(options.kernel)` is not `gpk(…)` or `ntk(…)` of a network, so there are no layers "
          + "to go through")
      derivation = []
    }
    let done = derivation ?? []
    let shown = fold ? store.foldingArcCosine(kernel) : store.shortestForm(of: kernel)
    let table = elaborator.recurrences
    let elements = table.names(of: table.elements(in: kernel))
    let names = Dictionary(
      elements.map { ($1, store.symbol($0)) }, uniquingKeysWith: { first, _ in first })
    // The equations of images hold for every pixel; each was compared at one with all before it written out.
    let isOfImages = elaborator.isImageKernel(kernel)
    let check =
      isOfImages
      ? done.map(\.check).reduce(EqualityEvidence.sameExpression) { $0.weaker($1) }
      : DerivationCheck.evidence(that: done, give: shown, in: store, defining: names)
    if isOfImages, elaborator.imageSides == nil { noteSize(of: kernel, store, elaborator) }
    let report = FormulaReport(
      kernel: options.kernel,
      head: head(of: kernel, elaborator),
      formula: elaborator.recurrences.formula(of: shown), steps: done,
      check: done.isEmpty ? nil : check)
    switch format {
    case .text: print(report.text)
    case .unicode: print(report.unicode)
    case .latex: print(report.latex(notation.style))
    case .mathml: print(report.mathML)
    case .json: print(try report.json(notation.style))
    }
  }

  /// Says for which images the formula of a network holds that does not state their size.
  private func noteSize(
    of kernel: Expressions.Expression, _ store: ExpressionStore, _ elaborator: Elaborator
  ) {
    guard !elaborator.statesImageSize(kernel) else { return }
    let numbers = store.cosines(in: kernel).compactMap { $0.pixels?.first }
    guard let first = numbers.min(), let last = numbers.max() else { return }
    Messages.write(
      "note: for images with at least \(last - first + 1) pixels, counted modulo their number; "
        + "`image(p)` in front or --pixels gives the size")
  }
}
