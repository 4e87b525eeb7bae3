import Arithmetic
import Expressions
import Testing

/// Kernels of ten thousand layers: nothing recurses, and sharing keeps everything linear.
struct DeepKernelTests {
  static let depth = 10_000

  /// The residual kernel and its tangent, built layer by layer.
  private static func residual(
    in store: ExpressionStore
  ) throws -> (kernel: Expression, tangent: Expression) {
    let square = try store.power(store.symbol(Symbol("alpha")), 2)
    var (kernel, tangent, variance) = (store.cosine, store.rational(0), store.rational(1))
    for _ in 1...depth {
      let u = try store.quotient(kernel, variance)
      let step = try store.function(.kappa(0), u)
      let relu = store.product(variance, try store.function(.kappa(1), u))
      let inner = store.sum(store.product(step, store.sum(kernel, tangent)), relu)
      tangent = store.sum(tangent, store.product(square, inner))
      kernel = store.sum(kernel, store.product(square, relu))
      variance = store.simplified(store.sum(variance, store.product(square, variance)))
    }
    return (kernel, tangent)
  }

  @Test func residualNetwork() throws {
    let store = storeWithAlpha()
    let (kernel, tangent) = try Self.residual(in: store)
    #expect(store.isPositiveDefinite(kernel) && store.isPositiveDefinite(tangent))
    let point = [Symbol.cosine: Rational(3, over: 10), Symbol("alpha"): Rational(1, over: 100)]
    let value = try Tape(tangent, in: store).evaluate(at: point, goal: .relative(bits: 64))
    #expect(value.isGoalMet && value.isDefinednessProved && value.value.isCertainlyPositive)
    let before = store.count
    let slope = try store.derivative(of: kernel, with: .cosine)
    #expect(store.count - before < 12 * Self.depth)
    #expect(Tape(slope, in: store).count < 20 * Self.depth)
    #expect(store.formula(of: kernel).text.count < 200 * Self.depth)
    #expect(store.formula(of: tangent).latex(head: "K").count < 400 * Self.depth)
  }

  @Test func plainNetwork() throws {
    let store = ExpressionStore()
    var kernel = store.cosine
    for _ in 1...Self.depth { kernel = try store.function(.kappa(1), kernel) }
    let simpler = store.simplified(kernel)
    let value = try Tape(simpler, in: store).evaluate(
      at: [.cosine: -1], goal: .absolute(bits: 100))
    // 1 - K_L(t) ~ 9π²/(2L²).
    let gap = RealBall.one.subtracting(value.value, precision: 128).midpoint
      .double(rounding: .nearest)
    #expect(gap > 4.40e-7 && gap < 4.45e-7)
    let shifted = try store.substituting([.cosine: store.rational(0)], in: kernel)
    #expect(store.symbols(in: shifted).isEmpty)
  }

  @Test func chainsOfOtherOperations() throws {
    let store = storeWithAlpha()
    var chain = store.cosine
    for step in 1...Self.depth {
      switch step % 4 {
      case 0: chain = store.sum(chain, store.rational(Rational(1, over: step)))
      case 1: chain = store.product(store.symbol(Symbol("alpha")), chain)
      case 2: chain = try store.function(.sin, chain)
      default: chain = store.absolute(chain)
      }
    }
    #expect(store.brokenInvariant(in: store.simplified(chain)) == nil)
    #expect(!store.text(chain).isEmpty)
    _ = try store.derivative(of: chain, with: .cosine)
  }
}
