import Arithmetic
import Expressions
import Testing

/// Names and brackets that are easily got wrong; formulas at large stand in `LanguageTests`.
struct FormulaTests {
  @Test func rootsUnderPowersKeepTheirBrackets() throws {
    let store = ExpressionStore()
    let x = store.symbol(Symbol("x"))
    let root = try store.power(x, Rational(1, over: 3))
    #expect(store.text(root) == "x^(1/3)")
    let power = try store.power(store.sum(root, store.rational(1)), 2)
    #expect(store.text(power) == "(1 + x^(1/3))^2")
    let nested = try store.power(root, Rational(3, over: 2))
    #expect(store.text(nested) == "(x^(1/3))^(3/2)")
  }

  @Test func namesOfPartsAvoidSymbols() throws {
    let store = ExpressionStore()
    let shared = try store.function(
      .kappa(1), store.sum([store.symbol(Symbol("u1")), store.symbol(Symbol("u2")), store.cosine]))
    let longer = store.product(shared, try store.function(.exp, store.sum(shared, store.pi)))
    let formula = store.formula(of: store.sum(longer, try store.function(.sin, longer)))
    let names = formula.definitions.map(\.name)
    #expect(!names.contains("u1") && !names.contains("u2") && Set(names).count == names.count)
  }

  @Test func negativeLeadingTerms() throws {
    let store = ExpressionStore()
    let t = store.cosine
    #expect(store.text(store.negated(t)) == "-t")
    #expect(store.text(try store.power(store.negated(t), 2)) == "t^2")
    #expect(store.text(try store.function(.kappa(1), store.negated(t))) == "kappa1(-t)")
    #expect(store.text(store.difference(store.rational(1), t)) == "1 - t")
    #expect(store.text(store.product(t, store.difference(store.pi, t))) == "t*(pi - t)")
  }
}
