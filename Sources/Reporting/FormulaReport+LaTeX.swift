public import Expressions
internal import Kernels

extension FormulaReport {
  /// The formula as a LaTeX fragment in the default style.
  public var latex: String { latex(.biettiBach) }

  /// The formula as a LaTeX fragment; with steps, an enumeration of displays before it.
  public func latex(_ style: LaTeXStyle) -> String {
    let result = formula.latex(head: head.latex(style), style: style)
    if steps.isEmpty { return result }
    let items = steps.indices.map { item($0, style) }
    let list = "\\begin{enumerate}\n" + items.joined(separator: "\n") + "\n\\end{enumerate}"
    let closing =
      check.map { "\nThe steps together give the kernel: \(LaTeXName.escaped($0.text))." } ?? ""
    return list + closing + "\n\\[\n" + result + "\n\\]"
  }

  private func item(_ index: Int, _ style: LaTeXStyle) -> String {
    let step = steps[index]
    let rows = equations(index, style)
    var item = "\\item \\texttt{\(LaTeXName.escaped(step.layer))}: \(rule(step, style))."
    if let condition = step.condition, case .plain = step.detail {
      item += " This holds because \(LaTeXName.escaped(condition))."
    }
    if !rows.isEmpty {
      item += "\n\\begin{align*}\n" + rows.joined(separator: " \\\\\n") + "\n\\end{align*}\n"
    }
    return item + "Checked: \(LaTeXName.escaped(step.check.text))."
  }

  /// The rule in words, with the variances that it uses.
  private func rule(_ step: DerivationStep, _ style: LaTeXStyle) -> String {
    switch step.detail {
    case .dense(let weight, let bias):
      let (w, b) = style.showsExpectations ? ("\\sigma_{w}^{2}", "\\sigma_{b}^{2}") : ("w", "b")
      let biasText = bias.map { ", bias variance $\(b)=\($0.latex(style))$" } ?? ""
      return "weight variance $\(w)=\(weight.latex(style))$\(biasText)"
    case .activation(let varianceX, let varianceZ, _):
      let variances =
        varianceX == varianceZ
        ? "variance $\(varianceX.latex(style))$"
        : "variances $\(varianceX.latex(style))$ and $\(varianceZ.latex(style))$"
      return "the pre-activations are Gaussian with \(variances)"
    case .zeroBias(let square):
      return "a trained bias that starts at zero adds the square of its scale, "
        + "$\(square.latex(style))$, to the tangent kernel"
    case .plain: return LaTeXName.escaped(step.rule)
    }
  }

  // MARK: Equations

  private func equations(_ index: Int, _ style: LaTeXStyle) -> [String] {
    let step = steps[index]
    let plain = step.equations.map { equation in
      "\(style.name(equation.head)) &= \(equation.formula.latex(style))"
    }
    guard style.showsExpectations, index > 0 else { return plain }
    let before = steps[index - 1].equations.map { style.name($0.head) }
    switch step.detail {
    case .plain, .zeroBias: return plain
    case .dense(_, let bias):
      return dense(step, before, hasBias: bias != nil, style)
    case .activation(let varianceX, let varianceZ, let slope):
      let matrix = style.name(.layered(.matrix, .step(index + 1)))
      let dot = style.name(.layered(.slope, .step(index + 1)))
      let law = "\\mathbb{E}_{(u,v)\\sim\\mathcal{N}(0,\(matrix))}"
      let head = step.equations.map { style.name($0.head) }
      var rows = [
        "\(matrix) &= \\begin{bmatrix} \(varianceX.latex(style)) & \(before[0]) \\\\ "
          + "\(before[0]) & \(varianceZ.latex(style)) \\end{bmatrix}",
        "\(head[0]) &= \(law)\\left[\\sigma(u)\\,\\sigma(v)\\right] = "
          + step.equations[0].formula.latex(style),
      ]
      if head.count > 1, before.count > 1 {
        rows.append(
          "\(dot) &= \(law)\\left[\\dot{\\sigma}(u)\\,\\dot{\\sigma}(v)\\right] = "
            + slope.latex(style))
        rows.append(
          "\(head[1]) &= \(before[1])\\,\(dot) = \(step.equations[1].formula.latex(style))")
      }
      return rows
    }
  }

  /// Σ' = σ_w²Σ + σ_b² = …, Θ' = σ_w²Θ + Σ' = ….
  private func dense(
    _ step: DerivationStep, _ before: [String], hasBias: Bool, _ style: LaTeXStyle
  ) -> [String] {
    let general = before.enumerated().map { place, name in
      let scaled = "\\sigma_{w}^{2}\\,\(name)"
      if place == 0 { return hasBias ? scaled + "+\\sigma_{b}^{2}" : scaled }
      let isTrained = !step.layer.hasSuffix("(not trained)")
      return isTrained ? scaled + "+" + style.name(step.equations[0].head) : scaled
    }
    return zip(step.equations, general).map { equation, general in
      "\(style.name(equation.head)) &= \(general) = \(equation.formula.latex(style))"
    }
  }
}
