import Arithmetic
import Expressions
import Puiseux
import Testing

/// Quotients of the form 0/0, logarithms, poles, and what has no series.
struct SingularFunctionTests {
  private let kernels = TestKernels(isParametric: true)
  private var store: ExpressionStore { kernels.store }

  private func terms(
    _ kernel: Expression, _ count: Int, at pole: Pole = .one
  ) throws -> [PuiseuxExpansion.Term] {
    try PuiseuxExpansion.expand(kernel, at: pole, .terms(count), in: store).terms
  }

  private var s: Expression { store.difference(store.rational(1), store.cosine) }

  @Test func cancellation() throws {
    let top = store.difference(store.rational(1), try kernels.kappa(1, store.cosine))
    let ratio = try terms(try store.quotient(top, s), 2)
    #expect(ratio.map(\.exponent) == [0, Rational(1, over: 2)])
    #expect(ratio[0].coefficient == store.rational(1))
    // κ₁(t) - κ₁(-t) = t: a series that ends, though no part of it does.
    let odd = store.difference(
      try kernels.kappa(1, store.cosine), try kernels.kappa(1, store.negated(store.cosine)))
    let identity = try PuiseuxExpansion.expand(odd, at: .one, .terms(3), in: store)
    #expect(identity.terms.map(\.exponent) == [0, 1])
    #expect(identity.order == nil)
  }

  @Test func reciprocal() throws {
    let slope = try store.derivative(of: try kernels.kappa(0, store.cosine), with: .cosine)
    let first = try terms(slope, 1)[0]
    #expect(first.exponent == Rational(-1, over: 2))
  }

  @Test func logarithms() throws {
    let logarithm = try store.function(.log, s)
    let square = try terms(store.product(logarithm, logarithm), 1)[0]
    #expect(square.logarithm == 2 && square.exponent == 0)
    // e^(log s / 3) is a power.
    let third = try terms(
      try store.function(.exp, store.scaled(logarithm, by: Rational(1, over: 3))), 1)[0]
    #expect(third.exponent == Rational(1, over: 3) && third.logarithm == 0)
    #expect(throws: PuiseuxError.self) { try self.terms(try self.store.power(logarithm, -1), 1) }
  }

  @Test func essential() throws {
    let inverse = try store.power(s, -1)
    #expect(throws: PuiseuxError.essential(function: "exp")) {
      try self.terms(try self.store.function(.exp, inverse), 1)
    }
    // Smaller than every power.
    #expect(throws: PuiseuxError.noLeadingTerm) {
      try self.terms(try self.store.function(.exp, self.store.negated(inverse)), 1)
    }
  }

  @Test func signsAreDecided() throws {
    // √(s·(β - 1)) needs the sign of β - 1.
    let root = try store.power(
      store.product(s, store.difference(kernels.beta, store.rational(1))), Rational(1, over: 2))
    #expect(throws: PuiseuxError.self) { try self.terms(root, 1) }
    // 1/(s·(β - 1)) exists when β is not 1, which is said.
    let quotient = try store.power(
      store.product(s, store.difference(kernels.beta, store.cosine)), -1)
    let expansion = try PuiseuxExpansion.expand(quotient, at: .one, .terms(1), in: store)
    #expect(expansion.conditions == [store.difference(kernels.beta, store.rational(1))])
    #expect(expansion.terms[0].exponent == -1)
  }

  @Test func zeroFunction() throws {
    let zero = store.difference(
      store.product(store.cosine, store.sum(store.cosine, store.rational(1))),
      store.sum(store.cosine, try store.power(store.cosine, 2)))
    let expansion = try PuiseuxExpansion.expand(zero, at: .one, .terms(2), in: store)
    #expect(expansion.terms.isEmpty && expansion.order == nil)
  }
}
