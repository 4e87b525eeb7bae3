import Arithmetic
import Expressions
import Language
import Recurrences
import Testing

/// Formulas in which the depth is a symbol: what is printed can be read back, and is the same function.
struct SymbolicDepthTests {
  static let kernels = [
    "fc_gpk(L)", "fc_ntk(L)", "fc_ntk_bias(L, beta)", "res_gpk(L, alpha)", "res_ntk(L, alpha)",
    "normalized(res_gpk(L, alpha))", "normalized(res_ntk(L, alpha))", "diff(fc_gpk(L), t)",
    "at(res_gpk(L, alpha), 1/3)", "fc_ntk(L) - 2*fc_gpk(L)", "res_ntk(L + 1, 1/2)", "step_gpk(L)",
    "mine.k2[L]",
  ]

  private static let program = """
    recursion mine:
        k2[1](t) = (1 + t)/2
        k2[l](t) = kappa1(k2[l-1](t))/2 + t/2^l

    """

  @Test(arguments: [LaTeXStyle.biettiBach, .jacot, .residual])
  func latexRoundTrips(style: LaTeXStyle) throws {
    for text in Self.kernels {
      let reader = try Reader(Self.program)
      let table = reader.elaborator.recurrences
      let kernel = reader.store.simplified(try reader.kernel(text))
      let latex = table.formula(of: kernel).latex(head: "K\\left(t\\right)", style: style)
      let read = try table.read(latex)
      #expect(!table.elements(in: read).isEmpty, "\(text): \(latex)")
      // Elements of the recurrence that was read are those of the first one, by induction.
      let marker = reader.store.symbol(Symbol("right side"))
      let both = reader.store.sum(kernel, reader.store.product(marker, read))
      let named = try table.identifying(both).expression
      let left = try reader.store.substituting(
        [Symbol("right side"): reader.store.rational(0)], in: named)
      let right = try reader.store.derivative(of: named, with: Symbol("right side"))
      #expect(reader.store.areProvedEqual(left, right), "\(text): \(latex)")
    }
  }

  /// A fragment that says something else is not taken for the same.
  @Test func otherRecurrencesDiffer() throws {
    let reader = try Reader()
    let table = reader.elaborator.recurrences
    let kernel = try reader.kernel("res_gpk(L, alpha)")
    let latex = table.formula(of: kernel).latex(head: "K\\left(t\\right)")
    for (part, other) in [("\\alpha^{2}", "\\alpha^{3}"), ("\\kappa_{1}", "\\kappa_{0}")] {
      let read = try table.read(latex.replacing(part, with: other))
      let both = reader.store.difference(kernel, read)
      let named = try table.identifying(both).expression
      #expect(!reader.store.areProvedEqual(named, reader.store.rational(0)))
    }
  }

  /// Values at 1 in closed form, for every depth.
  @Test func closedForms() throws {
    for (kernel, form) in [
      ("at(res_ntk(L, alpha), 1)", "2*L*alpha^2*(1 + alpha^2)^(L - 1)"),
      ("at(res_gpk(L, alpha), 1)", "(1 + alpha^2)^L"), ("at(fc_ntk(L), 1)", "1 + L"),
      ("at(diff(res_gpk(L, alpha), t), 1)", "(1 + alpha^2)^L"),
    ] {
      let reader = try Reader()
      let table = reader.elaborator.recurrences
      let found = try table.resolving(try reader.kernel(kernel))
      #expect(found.unresolved.isEmpty, "\(kernel)")
      #expect(table.formula(of: found.expression).text == form, "\(kernel)")
    }
  }

  /// Points without a closed form are given up soon.
  @Test(.timeLimit(.minutes(1)))
  func noClosedForm() throws {
    for kernel in ["at(res_gpk(L, alpha), 0)", "at(diff(diff(res_gpk(L, alpha), t), t), 1/2)"] {
      let reader = try Reader()
      let found = try reader.elaborator.recurrences.resolving(try reader.kernel(kernel))
      #expect(found.forms.isEmpty && found.unresolved.count == 1, "\(kernel)")
    }
  }
}
