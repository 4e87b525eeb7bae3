import Testing
import Arithmetic
@testable import Expressions
@Test func smokeResNTK() throws {
  let s = ExpressionStore()
  s.assume(.positive, of: Symbol("alpha"))
  let a2 = try s.power(s.symbol(Symbol("alpha")), 2)
  let t = s.cosine
  var k = t, th = s.rational(0), v = s.rational(1)
  for l in 1...4 {
    let u = try s.quotient(k, v)
    let k1 = try s.function(.kappa(1), u), k0 = try s.function(.kappa(0), u)
    let q = s.product([v, k1])
    th = s.sum([th, s.product(a2, s.sum(s.product(k0, s.sum(k, th)), q))])
    k = s.sum(k, s.product([a2, q]))
    v = s.simplified(s.sum(v, s.product(a2, v)))
    print(l, s.text(v), s.isPositiveDefinite(th), s.isBoundedByOne(try s.quotient(k, v)))
  }
  print(s.text(k)); print(s.text(th)); print(s.formula(of: th).latex(head: "\\Theta"))
  let tape = Tape(th, in: s)
  let e = try tape.evaluate(at: [.cosine: Rational(3, over: 10), Symbol("alpha"): Rational(1)], goal: .absolute(bits: 200))
  print(e.value.midpoint.double(rounding: .nearest), e.value.radius.roundedUpDouble, e.isDefinednessProved)
  let d = try s.derivative(of: th, with: .cosine)
  print(s.text(d))
  // kappa1(t)-kappa1(-t)-t
  let id = s.sum([try s.function(.kappa(1), t), s.negated(try s.function(.kappa(1), s.negated(t))), s.negated(t)])
  print(try s.isZeroByNormalForm(id), s.isZeroByNormalFormSafe(th))
}
extension ExpressionStore { func isZeroByNormalFormSafe(_ e: Expression) -> Bool { (try? isZeroByNormalForm(e)) ?? false } }
@Test func deep() throws {
  let s = ExpressionStore()
  s.assume(.positive, of: Symbol("alpha"))
  let a2 = try s.power(s.symbol(Symbol("alpha")), 2)
  var k = s.cosine, th = s.rational(0), v = s.rational(1)
  for _ in 1...10000 {
    let u = try s.quotient(k, v)
    let k1 = try s.function(.kappa(1), u), k0 = try s.function(.kappa(0), u)
    let q = s.product([v, k1])
    th = s.sum([th, s.product(a2, s.sum(s.product(k0, s.sum(k, th)), q))])
    k = s.sum(k, s.product([a2, q]))
    v = s.simplified(s.sum(v, s.product(a2, v)))
  }
  print(s.count)
  let clock = ContinuousClock()
  print(clock.measure { print(s.isPositiveDefinite(th)) })
  var tape: Tape?
  print(clock.measure { tape = Tape(th, in: s) })
  print(try clock.measure { _ = try tape!.evaluate(at: [.cosine: Rational(3, over: 10), Symbol("alpha"): Rational(1, over: 100)], goal: .relative(bits: 64)) })
  print(try clock.measure { _ = try s.derivative(of: th, with: .cosine) })
  print(clock.measure { print(s.text(th).count) })
}
