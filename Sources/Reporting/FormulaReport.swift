public import Expressions
public import Kernels

/// The formula of a kernel, and the steps that lead to it.
public struct FormulaReport: Sendable {
  /// The kernel as the user wrote it.
  public let kernel: String
  /// What stands on the left side of the equation.
  public let head: FormulaHead
  /// The formula with its named parts.
  public let formula: NamedFormula
  /// The layers that were passed, when steps were asked for and the kernel is that of a network.
  public let steps: [DerivationStep]
  /// What shows that the steps together give the formula.
  public let check: EqualityEvidence?

  /// Creates a report.
  public init(
    kernel: String, head: FormulaHead = .covariance, formula: NamedFormula,
    steps: [DerivationStep] = [], check: EqualityEvidence? = nil
  ) {
    self.kernel = kernel
    self.head = head
    self.formula = formula
    self.steps = steps
    self.check = check
  }

  /// Numbered steps, then the formula, in the language of derivation files.
  public var text: String {
    let lines = steps.enumerated().map { number, step in
      block(number, step) { "\($0.name) = \($0.formula.text)" }
    }
    return (lines + closing + [formula.text]).joined(separator: "\n")
  }

  /// Numbered steps, then the formula, in Unicode.
  public var unicode: String {
    let lines = steps.enumerated().map { number, step in
      block(number, step) { "\($0.unicodeHead) = \($0.formula.unicode)" }
    }
    return (lines + closing + [formula.unicode(head: head.unicode)]).joined(separator: "\n")
  }

  /// The formula as one MathML element.
  public var mathML: String { formula.mathML(head: head) }

  private func block(
    _ number: Int, _ step: DerivationStep, _ equation: (NamedFormula.Definition) -> String
  ) -> String {
    var block = "\(number + 1). \(step.layer): \(step.rule)"
    if let condition = step.condition { block += "\n   because \(condition)" }
    block += step.equations.map { "\n     \(equation($0))" }.joined()
    return block + "\n   checked: \(step.check.text)"
  }

  private var closing: [String] {
    if steps.isEmpty { return [] }
    return [check.map { "The steps together give the kernel: \($0.text).\n" } ?? ""]
  }
}
