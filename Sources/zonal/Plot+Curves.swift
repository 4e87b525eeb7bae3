import Arithmetic
import Expressions
import Language
import Plotting
import Spectra
import Syntax

// The kernels that are drawn, and their points.
extension Plot {
  func points(
    of kernel: Expressions.Expression, _ label: String, _ store: ExpressionStore
  ) throws -> [Figure.Point] {
    do {
      switch quantity {
      case .shape:
        let (points, gaps) = KernelPoints.shape(of: kernel, in: store, count: Self.pointCount)
        note(gaps, label)
        return points
      case .taylor: return try KernelPoints.taylor(of: kernel, in: store, count: terms)
      case .spectrum:
        return try KernelPoints.spectrum(
          of: kernel, in: store, dimension: dimension ?? 3,
          degrees: FrequencyRange(frequencies).degrees)
      }
    } catch let error as SpectrumError {
      Messages.endProgress()
      throw UsageError(
        message: "the eigenvalues of `\(label)` could not be certified: "
          + Messages.explanation(of: error))
    } catch {
      Messages.endProgress()
      throw UsageError(message: "the expansion of `\(label)` failed")
    }
  }

  /// Says where a curve is not drawn.
  private func note(_ gaps: [ClosedRange<Rational>], _ label: String) {
    if gaps.isEmpty { return }
    let places = gaps.map { gap in
      let ends = [gap.lowerBound, gap.upperBound].map { String(Double($0)) }
      return ends[0] == ends[1] ? "at t = \(ends[0])" : "from t = \(ends[0]) to \(ends[1])"
    }
    let shown = places.prefix(4).joined(separator: ", ") + (places.count > 4 ? ", …" : "")
    Messages.endProgress()
    Messages.write("note: `\(label)` is not drawn \(shown), where it has no value that is proved")
  }

  /// All kernels with all values of the ranges, each with its name.
  func instances() throws -> [(String, Expressions.Expression, ExpressionStore)] {
    let binders = try ranges.map { try Binder.parse($0, name: "--for") }
    let programs = try library.programs()
    var result: [(String, Expressions.Expression, ExpressionStore)] = []
    var unused = binders.map(\.variable.text)
    for kernel in kernels {
      let definitions = try Definitions.forCommandLine(programs)
      let elaborator = try Elaborator(definitions: definitions)
      let source = SourceFile(path: "KERNEL", text: kernel, kind: .bare)
      let term = try Term.parse(kernel, name: "KERNEL")
      let bound = binders.map(\.variable.text)
      if let letter = definitions.newLetters(in: [term]).first(where: { !bound.contains($0) }) {
        throw Self.valueless(letter, in: kernel)
      }
      let choices = try elaborator.finiteBinders(
        binders, in: SourceFile(path: "--for", text: ranges.joined(separator: ", "), kind: .bare))
      guard result.count + choices.count <= Self.curveLimit else {
        throw UsageError(message: "at most \(Self.curveLimit) curves fit into one picture")
      }
      for number in 0..<choices.count {
        let instance = choices.instance(number)
        let expression = try elaborator.kernel(term, instance, in: source)
        let simplified = elaborator.store.simplified(expression)
        try KernelOptions.refusePixels(simplified, kernel, elaborator.store)
        if let name = elaborator.valuelessName(in: simplified) {
          throw Self.valueless(name, in: kernel)
        }
        let label =
          isFamily ? instance.text : CurveLabel.text(of: kernel, with: instance.values)
        if result.contains(where: { $0.0 == label }) { continue }
        result.append((label, simplified, elaborator.store))
      }
      unused.removeAll { term.mentions($0) || elaborator.store.isUsed(Symbol($0)) }
    }
    if let name = unused.first {
      throw UsageError(
        message: "--for gives values to `\(name)`, which "
          + (kernels.count == 1 ? "the kernel does not use" : "none of the kernels uses"))
    }
    return result
  }

  private static func valueless(_ name: String, in kernel: String) -> UsageError {
    KernelOptions.valueless(
      name, in: kernel, otherwise: "or values with --for, such as --for '\(name) in {1, 2}'")
  }
}
