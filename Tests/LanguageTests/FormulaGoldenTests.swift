import Expressions
import Foundation
import Testing

/// Formulas as text and LaTeX, against the file `Goldens/formulas.txt`.
///
/// `ZONAL_RECORD=1 swift test --filter FormulaGoldenTests` writes it anew; review the difference.
struct FormulaGoldenTests {
  private static let isRecording = ProcessInfo.processInfo.environment["ZONAL_RECORD"] != nil

  private static let file =
    isRecording
    ? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/formulas.txt")
    : Bundle.module.bundleURL.appending(path: "Goldens/formulas.txt")

  static let kernels = [
    "t", "-t", "1/3", "-5/7", "pi", "sqrt(2)", "1/sqrt(3)", "2^(1/3)", "sqrt(8)*t", "t^2",
    "1 - t^2",
    "(1 + t)^3", "1/(1 + t^2)", "t/(1 + alpha^2)", "-(t + 1)/2", "alpha^(1/2)", "alpha^(-3/2)",
    "(t^2 + 1)^(1/3)", "(alpha + t)^(-2)", "kappa0", "kappa1", "kappa2(-t)", "kappa1(kappa1)",
    "diff(kappa0, t)", "diff(diff(kappa1, t), t)", "arccos(t/2)", "arcsin(t)^2", "exp(-t^2/2)",
    "log(2 + t)", "erf(t/2)", "Phi(alpha*t)", "sin(pi*t)*cos(t)", "abs(t - 1/2)", "max(t, 0)",
    "min(t, 1/2)", "fc_gpk(3)", "fc_ntk(1)", "fc_ntk(3)", "fc_ntk_bias(2, beta)",
    "res_gpk(1, alpha)", "res_gpk(3, alpha)", "res_ntk(1, alpha)", "res_ntk(2, alpha)",
    "res_ntk(2, 1/2)", "normalized(res_ntk(2, alpha))", "step_gpk(3)", "laplace(1/2)",
    "exponential_power(1, 3/2)", "gaussian_kernel(2)", "at(fc_ntk(2), 0)",
    "at(res_gpk(2, alpha), -1)",
    "gpk(serial(dense(3/2, 1/10), relu, dense(1, 1/5)))",
    "ntk(serial(dense(2), relu, dense(alpha)))",
  ]

  @Test func formulas() throws {
    var lines: [String] = []
    for text in Self.kernels {
      let reader = try Reader()
      let formula = reader.store.formula(of: reader.store.simplified(try reader.kernel(text)))
      lines += ["# \(text)", formula.text, formula.latex(head: "K"), ""]
    }
    let found = lines.joined(separator: "\n")
    if Self.isRecording { try found.write(to: Self.file, atomically: true, encoding: .utf8) }
    #expect(found == (try String(contentsOf: Self.file, encoding: .utf8)))
    #expect(Self.kernels.count >= 40)
  }

  /// Brackets and environments close, and nothing but ASCII is printed.
  @Test func latexIsWellFormed() throws {
    for text in Self.kernels {
      let reader = try Reader()
      let latex = reader.store.formula(of: try reader.kernel(text)).latex(head: "K")
      #expect(latex.utf8.allSatisfy { $0 < 128 }, "\(text)")
      for (open, close) in [("{", "}"), ("\\left", "\\right"), ("\\begin", "\\end")] {
        let count = { (part: String) in latex.components(separatedBy: part).count }
        #expect(count(open) == count(close), "\(text): \(latex)")
      }
    }
  }
}
