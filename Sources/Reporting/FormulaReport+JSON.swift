public import Expressions
internal import Kernels

extension FormulaReport {
  /// The formula as one JSON object, with LaTeX in the default style.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String { try json(.biettiBach) }

  /// The formula as one JSON object.
  ///
  /// - Throws: `EncodingError`.
  public func json(_ style: LaTeXStyle) throws -> String {
    func row(_ definition: NamedFormula.Definition) -> Row {
      Row(
        name: definition.name, text: definition.formula.text,
        latex: definition.formula.latex(style))
    }
    let rows = steps.enumerated().map { number, step in
      StepRow(
        number: number + 1, layer: step.layer, rule: step.rule, condition: step.condition,
        equations: step.equations.map(row), check: CheckRow(step.check))
    }
    return try JSONOutput.text(
      Document(
        kernel: kernel, text: formula.formula.text,
        latex: formula.latex(head: head.latex(style), style: style),
        definitions: formula.definitions.map(row), steps: steps.isEmpty ? nil : rows,
        check: check.map(CheckRow.init)))
  }

  private struct Row: Encodable {
    let name: String
    let text: String
    let latex: String
  }

  private struct CheckRow: Encodable {
    let method: String
    let proved: Bool

    init(_ evidence: EqualityEvidence) {
      method = evidence.text
      proved = evidence.isProof
    }
  }

  private struct StepRow: Encodable {
    let number: Int
    let layer: String
    let rule: String
    let condition: String?
    let equations: [Row]
    let check: CheckRow
  }

  private struct Document: Encodable {
    let kernel: String
    let text: String
    let latex: String
    let definitions: [Row]
    let steps: [StepRow]?
    let check: CheckRow?
  }
}
