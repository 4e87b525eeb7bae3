import Arithmetic
import Expressions
import Kernels
import Recurrences
import Testing

struct LayerRulesTests {
  let store = ExpressionStore()

  func dense(_ weight: Expression) -> Layer {
    Layer(.dense(weight: weight, bias: store.rational(0)))
  }

  func residualNetwork(depth: Int, alphaSquared: Expression) -> Layer {
    let block = Layer(
      .serial([dense(store.rational(2)), Layer(.activation(.relu)), dense(alphaSquared)]))
    return Layer(
      .serial([
        Layer(.frozen(dense(store.rational(1)))),
        Layer(.repeated(depth, Layer(.residual(block)))),
        Layer(.frozen(dense(store.rational(1)))),
      ]))
  }

  @Test func residualKernelsAreTheRecursionOfHuangEtAl() throws {
    store.assume(.positive, of: Symbol("alpha"))
    let square = try store.power(store.symbol(Symbol("alpha")), 2)
    let rules = LayerRules(recurrences: RecurrenceTable(store: store))
    for depth in 1...6 {
      let network = residualNetwork(depth: depth, alphaSquared: square)
      var k = store.cosine
      var variance = store.rational(1)
      let growth = store.sum(store.rational(1), square)
      for _ in 0..<depth {
        let kappa = try store.function(.kappa(1), store.quotient(k, variance))
        k = store.sum(k, store.product([square, variance, kappa]))
        variance = store.product(variance, growth)
      }
      #expect(try rules.gaussianProcessKernel(of: network) == store.simplified(k))
    }
  }
}
