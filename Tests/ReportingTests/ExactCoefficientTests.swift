import Arithmetic
import Expressions
import Language
import Series
import Syntax
import Testing

/// Exact Taylor coefficients against certified series, which are computed another way.
struct ExactCoefficientTests {
  private static func elaborated(_ text: String) throws -> (Expressions.Expression, ExpressionStore)
  {
    let elaborator = try Elaborator(definitions: .forCommandLine([]))
    let source = SourceFile(path: "KERNEL", text: text, kind: .bare)
    let kernel = try elaborator.kernel(try Term.parse(text, name: "KERNEL"), in: source)
    return (elaborator.store.simplified(kernel), elaborator.store)
  }

  @Test(arguments: [
    ("kappa1(kappa1)", "kappa1(kappa1)", 13), ("res_gpk(2, alpha)", "res_gpk(2, 1/2)", 21),
    ("res_ntk(2, alpha)", "res_ntk(2, 1/2)", 12), ("fc_ntk(2)", "fc_ntk(2)", 16),
  ])
  func agreeWithSeries(exact: String, special: String, count: Int) throws {
    let (kernel, store) = try Self.elaborated(exact)
    let coefficients = try #require(
      ExactTaylor.coefficients(of: kernel, count: count, in: store))
    #expect(coefficients.count == count)
    let (other, otherStore) = try Self.elaborated(special)
    let series = try TaylorExpansion.expand(
      other, in: otherStore, order: count, goal: .absolute(bits: 200))
    for (n, coefficient) in coefficients.enumerated() {
      let ball = try Tape(coefficient, in: store).evaluate(
        at: [Symbol("alpha"): Rational(1, over: 2)], goal: .absolute(bits: 200)
      ).value
      #expect(ball.overlaps(series[n]), "\(exact), n = \(n)")
    }
  }
}
