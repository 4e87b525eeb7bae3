import Arithmetic
import Expressions
import Kernels
import Language
import Reporting
import Series
import Syntax
import Testing

/// Formulas whose LaTeX is kept beside the tests: kernels of the catalogue at several depths, their
/// derivatives, exact Taylor coefficients, and values.
enum FormulaCatalogue {
  /// One formula and the notation in which it is kept.
  struct Entry: Sendable {
    let name: String
    let kernel: String
    var style = LaTeXStyle.biettiBach
    var coefficient: Int?
    var folds = false
  }

  static let entries: [Entry] = [
    Entry(name: "fc-gpk-1", kernel: "fc_gpk(1)"),
    Entry(name: "fc-gpk-3", kernel: "fc_gpk(3)"),
    Entry(name: "fc-gpk-12", kernel: "fc_gpk(12)"),
    Entry(name: "fc-ntk-1", kernel: "fc_ntk(1)"),
    Entry(name: "fc-ntk-2", kernel: "fc_ntk(2)"),
    Entry(name: "fc-ntk-3", kernel: "fc_ntk(3)"),
    Entry(name: "fc-ntk-3-jacot", kernel: "fc_ntk(3)", style: .jacot),
    Entry(name: "fc-ntk-20", kernel: "fc_ntk(20)"),
    Entry(name: "fc-ntk-bias-1", kernel: "fc_ntk_bias(1, beta)"),
    Entry(name: "fc-ntk-bias-6", kernel: "fc_ntk_bias(6, beta)"),
    Entry(name: "res-gpk-1", kernel: "res_gpk(1, alpha)"),
    Entry(name: "res-gpk-4", kernel: "res_gpk(4, alpha)", style: .residual),
    Entry(name: "res-gpk-2-number", kernel: "res_gpk(2, 1/2)"),
    Entry(name: "res-ntk-1", kernel: "res_ntk(1, alpha)"),
    Entry(name: "res-ntk-2", kernel: "res_ntk(2, alpha)"),
    Entry(name: "res-ntk-3", kernel: "res_ntk(3, alpha)", style: .residual),
    Entry(name: "res-ntk-20", kernel: "res_ntk(20, alpha)", style: .residual),
    Entry(name: "res-ntk-3-number", kernel: "res_ntk(3, 1)"),
    Entry(name: "step-gpk-4", kernel: "step_gpk(4)"),
    Entry(name: "laplace", kernel: "laplace(alpha)"),
    Entry(name: "exponential-power", kernel: "exponential_power(1, 3)"),
    Entry(name: "gaussian", kernel: "gaussian_kernel(alpha)"),
    Entry(name: "kappa-2", kernel: "(kappa(2) + kappa(3))/2"),
    Entry(name: "bias-variance", kernel: "gpk(serial(dense(2, 1), relu, dense(1)))"),
    Entry(name: "unfolded", kernel: "(t*(pi - arccos(t)) + sqrt(1 - t^2))/pi"),
    Entry(name: "folded", kernel: "(t*(pi - arccos(t)) + sqrt(1 - t^2))/pi", folds: true),
    Entry(name: "derivative-kappa-1", kernel: "diff(kappa1, t)"),
    Entry(name: "derivative-kappa-0", kernel: "diff(kappa0, t)"),
    Entry(name: "derivative-fc-gpk-2", kernel: "diff(fc_gpk(2), t)"),
    Entry(name: "derivative-fc-ntk-1", kernel: "diff(fc_ntk(1), t)"),
    Entry(name: "derivative-res-ntk-1", kernel: "diff(res_ntk(1, alpha), t)"),
    Entry(name: "derivative-res-gpk-3", kernel: "diff(res_gpk(3, alpha), t)", style: .residual),
    Entry(name: "derivative-laplace", kernel: "diff(laplace(alpha), t)"),
    Entry(name: "second-derivative", kernel: "diff(diff(kappa0, t), t)"),
    Entry(name: "taylor-fc-ntk-1-4", kernel: "fc_ntk(1)", coefficient: 4),
    Entry(name: "taylor-fc-gpk-2-2", kernel: "fc_gpk(2)", coefficient: 2),
    Entry(name: "taylor-fc-gpk-2-3", kernel: "fc_gpk(2)", coefficient: 3),
    Entry(name: "taylor-res-gpk-1-2", kernel: "res_gpk(1, alpha)", coefficient: 2),
    Entry(name: "taylor-res-ntk-2-1", kernel: "res_ntk(2, alpha)", coefficient: 1),
    Entry(name: "value-at-1", kernel: "at(res_ntk(4, alpha), 1)"),
    Entry(name: "value-at-0", kernel: "at(fc_ntk(2), 0)"),
    Entry(name: "value-at-half", kernel: "at(fc_gpk(2), 1/2)"),
  ]

  /// The expression of an entry, whether it is a tangent kernel, and its store.
  static func expression(_ entry: Entry) throws -> (Expression, Bool, ExpressionStore) {
    let elaborator = try Elaborator(definitions: .forCommandLine([]))
    let term = try Term.parse(entry.kernel, name: "KERNEL")
    let source = SourceFile(path: "KERNEL", text: entry.kernel, kind: .bare)
    let store = elaborator.store
    var kernel = store.simplified(try elaborator.kernel(term, in: source))
    if let n = entry.coefficient {
      kernel = try #require(
        ExactTaylor.coefficients(of: kernel, count: n + 1, in: store)?[n])
    }
    let isTangent = elaborator.isTangentKernel(kernel) == true
    let shown = entry.folds ? store.foldingArcCosine(kernel) : store.shortestForm(of: kernel)
    return (shown, isTangent, store)
  }
}
