public import Expressions
public import Kernels

/// The formula of a kernel, and the steps that lead to it.
public struct FormulaReport: Sendable {
  /// The kernel as the user wrote it.
  public let kernel: String
  /// The formula with its named parts.
  public let formula: NamedFormula
  /// The layers that were passed, when steps were asked for and the kernel is that of a network.
  public let steps: [DerivationStep]

  /// Creates a report.
  public init(kernel: String, formula: NamedFormula, steps: [DerivationStep]) {
    self.kernel = kernel
    self.formula = formula
    self.steps = steps
  }

  /// Numbered steps, then the formula, in the language of derivation files.
  public var text: String {
    let lines = steps.enumerated().map { number, step in
      var block = "\(number + 1). \(step.layer): \(step.rule)"
      if let condition = step.condition { block += "\n   because \(condition)" }
      return block + step.equations.map { "\n     \($0.name) = \($0.formula.text)" }.joined()
    }
    return (lines + (steps.isEmpty ? [] : [""]) + [formula.text]).joined(separator: "\n")
  }

  /// The formula as a LaTeX fragment; with steps, an enumeration of displays before it.
  public var latex: String {
    let head = LaTeXName.symbol("K") + "\\left(t\\right)"
    let result = formula.latex(head: head)
    if steps.isEmpty { return result }
    let items = steps.map { step in
      var item =
        "\\item \\texttt{\(LaTeXName.escaped(step.layer))}: \(LaTeXName.escaped(step.rule))"
      if let condition = step.condition { item += " (\(LaTeXName.escaped(condition)))" }
      let rows = step.equations.map { "\(LaTeXName.symbol($0.name)) &= \($0.formula.latex)" }
      if rows.isEmpty { return item }
      return item + "\n\\begin{align*}\n" + rows.joined(separator: " \\\\\n") + "\n\\end{align*}"
    }
    let list = "\\begin{enumerate}\n" + items.joined(separator: "\n") + "\n\\end{enumerate}"
    return list + "\n\\[\n" + result + "\n\\]"
  }

  /// The formula as one JSON object.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String {
    func row(_ name: String, _ formula: Layout) -> Row {
      Row(name: name, text: formula.text, latex: formula.latex)
    }
    return try JSONOutput.text(
      Document(
        kernel: kernel, text: formula.formula.text, latex: formula.latex(head: "K"),
        definitions: formula.definitions.map { row($0.name, $0.formula) },
        steps: steps.isEmpty
          ? nil
          : steps.enumerated().map { number, step in
            StepRow(
              number: number + 1, layer: step.layer, rule: step.rule, condition: step.condition,
              equations: step.equations.map { row($0.name, $0.formula) })
          }))
  }

  private struct Row: Encodable {
    let name: String
    let text: String
    let latex: String
  }

  private struct StepRow: Encodable {
    let number: Int
    let layer: String
    let rule: String
    let condition: String?
    let equations: [Row]
  }

  private struct Document: Encodable {
    let kernel: String
    let text: String
    let latex: String
    let definitions: [Row]
    let steps: [StepRow]?
  }
}
