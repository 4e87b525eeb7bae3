import Arithmetic
import Expressions
import Testing

/// Formulas as papers write them: one table of LaTeX, of Unicode, and of what the reader refuses.
struct NotationTests {
  private let store: ExpressionStore
  private let t: Expression
  private let alpha: Expression

  init() {
    store = ExpressionStore()
    store.assume(.positive, of: Symbol("alpha"))
    t = store.cosine
    alpha = store.symbol(Symbol("alpha"))
  }

  private func kappa(_ degree: Int, _ argument: Expression) throws -> Expression {
    try store.function(.kappa(degree), argument)
  }

  private func number(_ top: Int, _ bottom: Int = 1) -> Expression {
    store.rational(Rational(top, over: bottom))
  }

  @Test func twoLayersAsInPapers() throws {
    let inner = store.sum(try kappa(1, t), store.product(t, try kappa(0, t)))
    let kernel = store.product(try store.power(alpha, 2), inner)
    #expect(
      store.layout(of: kernel).latex
        == #"\alpha^{2}\left(\kappa_{1}\left(t\right)+t\,\kappa_{0}\left(t\right)\right)"#)
    #expect(store.layout(of: kernel).unicode == "α²(κ₁(t) + t κ₀(t))")
    #expect(store.text(kernel) == "alpha^2*(kappa1(t) + t*kappa0(t))")
  }

  @Test func bracketsAndFractions() throws {
    let one = number(1)
    let sine = try store.squareRoot(store.difference(one, try store.power(t, 2)))
    let angle = try store.function(.arccos, t)
    let sum = store.sum(one, alpha)
    let table: [(Expression, latex: String, unicode: String)] = [
      (store.scaled(t, by: Rational(1, over: 2)), #"\frac{t}{2}"#, "t/2"),
      (
        store.scaled(try kappa(1, t), by: Rational(1, over: 2)),
        #"\frac{1}{2}\,\kappa_{1}\left(t\right)"#, "½ κ₁(t)"
      ),
      (
        store.scaled(try kappa(1, t), by: Rational(-3, over: 7)),
        #"-\frac{3}{7}\,\kappa_{1}\left(t\right)"#, "−(3/7) κ₁(t)"
      ),
      (store.product(t, sum), #"\left(1+\alpha\right) t"#, "(1 + α) t"),
      (try store.power(sum, 2), #"\left(1+\alpha\right)^{2}"#, "(1 + α)²"),
      (
        try store.power(store.scaled(sum, by: Rational(1, over: 3)), 2),
        #"\frac{\left(1+\alpha\right)^{2}}{9}"#, "(1 + α)²/9"
      ),
      (try store.power(try kappa(1, t), 3), #"\kappa_{1}\left(t\right)^{3}"#, "κ₁(t)³"),
      (
        try store.quotient(store.difference(store.pi, angle), store.pi),
        #"\frac{\pi-\arccos\left(t\right)}{\pi}"#, "(π − arccos(t))/π"
      ),
      (store.sum(t, number(-1)), "t-1", "t − 1"),
      (store.sum([number(-1), t, try store.power(t, 2)]), "-1+t+t^{2}", "−1 + t + t²"),
      (store.product(t, store.negated(sine)), #"-t\,\sqrt{1-t^{2}}"#, "−t √(1 − t²)"),
      (
        try store.power(store.difference(one, try store.power(t, 2)), Rational(-3, over: 2)),
        #"\frac{1}{\left(1-t^{2}\right)^{3/2}}"#, "1/(1 − t²)^(3/2)"
      ),
      (
        try store.power(try store.squareRoot(store.product(number(2), store.pi)), -1),
        #"\frac{\sqrt{2 \pi}}{2 \pi}"#, "√(2 π)/(2 π)"
      ),
      (try store.function(.abs, store.symbol(Symbol("x"))), #"\left|x\right|"#, "|x|"),
      (try store.function(.normalCDF, t), #"\Phi\left(t\right)"#, "Φ(t)"),
      (try store.function(.erf, t), #"\operatorname{erf}\left(t\right)"#, "erf(t)"),
      (store.symbol(Symbol("sigma_w")), #"\sigma_{w}"#, "sigma_w"),
      (store.symbol(Symbol("weight")), #"\mathit{weight}"#, "weight"),
      (store.symbol(Symbol("c1")), "c_{1}", "c₁"),
      (try store.power(t, Rational(1, over: 3)), #"\sqrt[3]{t}"#, "∛t"),
    ]
    for row in table {
      let layout = store.layout(of: row.0)
      if row.latex.hasPrefix(#"\frac{\sqrt{2 \pi}}"#) {
        // 1/√(2π) may be written with the root above or below.
        #expect(try LaTeXReader(store: store).expression(layout.latex) == row.0)
        continue
      }
      #expect(layout.latex == row.latex)
      #expect(layout.unicode == row.unicode)
    }
  }

  @Test func symbolicExponents() throws {
    let depth = store.symbol(Symbol("L"))
    let power = try store.power(
      store.sum(number(1), try store.power(alpha, 2)), symbolicExponent: depth)
    let layout = store.layout(of: power)
    #expect(layout.latex == #"\left(1+\alpha^{2}\right)^{L}"#)
    #expect(layout.text == "(1 + alpha^2)^L")
    #expect(try LaTeXReader(store: store).expression(layout.latex) == power)
  }

  @Test(arguments: [
    (#"t+"#, 2), (#"\frac{1}{0}"#, 11), (#"\left(1+t\right"#, 15), (#"K^{(3)}"#, 0),
    (#"\foo"#, 0), (#"1)"#, 1), (#"\sqrt[1]{t}"#, 6), (#"\kappa_{1}\left(2\right)"#, 24), ("", 0),
    (#"t^{\ell}"#, 3), ("\\", 0),
  ])
  func errorsHavePlaces(latex: String, offset: Int) {
    do {
      _ = try LaTeXReader(store: store).read(latex)
      Issue.record("`\(latex)` was read")
    } catch {
      #expect(error.offset == offset, "\(latex): \(error.message)")
    }
  }

  @Test func deepNestingIsRefused() {
    let deep =
      String(repeating: "\\left(", count: 5000) + "t" + String(repeating: "\\right)", count: 5000)
    #expect(throws: LaTeXError.self) { try LaTeXReader(store: store).read(deep) }
  }

  @Test func mathMLIsWellFormed() throws {
    let kernel = try DeepKernels.residualTangent(depth: 12, store)
    let markup = store.formula(of: kernel).mathML(head: .tangent)
    var open: [Substring] = []
    var rest = markup[...]
    while let start = rest.firstIndex(of: "<"), let end = rest.firstIndex(of: ">") {
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasSuffix("/") { continue }
      if tag.hasPrefix("/") {
        #expect(open.popLast() == tag.dropFirst())
      } else {
        open.append(tag.prefix { $0 != " " })
      }
    }
    #expect(open.isEmpty && !markup.contains("&"))
    #expect(markup.contains("<mo>…</mo>"))
  }

  @Test func foldingArcCosine() throws {
    let one = number(1)
    let angle = store.difference(store.pi, try store.function(.arccos, t))
    let sine = try store.squareRoot(store.difference(one, try store.power(t, 2)))
    let zero = try store.quotient(angle, store.pi)
    let first = try store.quotient(store.sum(store.product(t, angle), sine), store.pi)
    let (kappa0, kappa1) = (try kappa(0, t), try kappa(1, t))
    #expect(store.foldingArcCosine(zero) == kappa0)
    #expect(store.foldingArcCosine(first) == kappa1)
    let expanded = store.difference(
      one, try store.quotient(try store.function(.arccos, t), store.pi))
    #expect(store.foldingArcCosine(expanded) == kappa0)
    #expect(store.foldingArcCosine(sine) == sine)
    let nested = try store.function(.exp, store.sum(first, zero))
    let wanted = try store.function(.exp, store.sum(kappa1, kappa0))
    #expect(store.foldingArcCosine(nested) == wanted)
  }

  @Test func depthSixteenIsQuick() throws {
    let clock = ContinuousClock()
    let time = try clock.measure {
      let kernel = try DeepKernels.residualTangent(depth: 16, store)
      let slope = store.simplified(try store.derivative(of: kernel, with: .cosine))
      #expect(!store.formula(of: kernel).latex(head: "K").isEmpty)
      #expect(!store.formula(of: slope).latex(head: "K").isEmpty)
    }
    #expect(time < .seconds(1))
  }

  @Test func depthTenThousandPrints() throws {
    let kernel = try DeepKernels.residualTangent(depth: 10_000, store)
    let formula = store.formula(of: kernel)
    #expect(formula.latex(head: "K").count < 3000)
    #expect(formula.text.count > 10_000)
  }
}
