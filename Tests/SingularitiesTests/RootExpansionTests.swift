import Arithmetic
import Expressions
import Language
import Puiseux
import Recurrences
import Testing

@testable import Singularities

/// Expansions of iterated steps with the depth as a symbol.
struct RootExpansionTests {
  private func number(
    _ expression: Expressions.Expression, depth: Int, _ store: ExpressionStore
  ) throws -> RealBall {
    let value = try store.substituting(
      [Symbol("L"): store.rational(Rational(depth))], in: expression)
    return try Tape(value, in: store)
      .evaluate(at: [:], goal: .relative(bits: 160), precisionCap: 4096).value
  }

  /// At a numeric depth the exponents and coefficients are those of the kernel itself.
  @Test(
    arguments: ["step_gpk(L)", "step_gpk(L + 1)/3", "exp(step_gpk(L)) - 2", "(1 + step_gpk(L))^2"],
    [1, 2, 3, 4])
  func numericDepths(kernel: String, depth: Int) throws {
    let reader = try Reader()
    let store = reader.store
    for count in 1...5 {
      let found = try #require(
        try reader.elaborator.recurrences.rootExpansion(of: reader.kernel(kernel), terms: count))
      #expect(found.terms.count == count)
      if depth < found.least { continue }
      let concrete = kernel.replacing("L", with: "\(depth)")
      let exact = try PuiseuxExpansion.expand(
        reader.kernel(concrete), at: .one, .terms(count), in: store)
      #expect(exact.terms.count == count)
      for (term, expected) in zip(found.terms, exact.terms) {
        let exponent = try number(term.exponent, depth: depth, store)
        #expect(exponent.contains(expected.exponent), "\(exponent)")
        let value = try number(term.coefficient, depth: depth, store)
        let reference = try number(expected.coefficient, depth: depth, store)
        #expect(value.overlaps(reference), "\(count) terms: \(value), \(reference)")
        #expect(value.radius < .powerOfTwo(-100))
      }
      let longer = try PuiseuxExpansion.expand(
        reader.kernel(concrete), at: .one, .terms(count + 1), in: store)
      let next = RealBall(longer.terms[count].exponent, precision: 256)
      let order = try number(found.order.exponent, depth: depth, store)
      #expect(!next.isCertainlyLess(than: order), "\(order), \(next)")
    }
  }

  /// 1 - K_L(1 - 10^-e), computed with mpmath by iterating arccos(1 - w)/pi at 1800 digits.
  @Test(arguments: [
    (3, 60, "0.00000000782328170771619899513763370869523725475566832"),
    (6, 200, "0.000155798256919481210794036366536276948865225963"),
    (9, 1500, "0.00023899939575676953241876489667443566839380314"),
  ])
  func values(depth: Int, digits: Int, value: String) throws {
    let reader = try Reader()
    let store = reader.store
    let found = try #require(
      try reader.elaborator.recurrences.rootExpansion(
        of: reader.kernel("1 - step_gpk(L)"), terms: 3))
    #expect(found.least <= 3)
    let distance = RealBall(Rational(10).power(-digits), precision: 6000)
    var rest = try RealBall(#require(Rational(value)), precision: 256)
    let reference = rest
    for term in found.terms + [found.order] {
      let exponent = term.multiple * Rational(1, over: 1 << depth)
      #expect(try number(term.exponent, depth: depth, store).contains(exponent))
      let power = try RealBall.power(distance, exponent, precision: 256)
      if term.multiple == found.order.multiple {
        // The next coefficient is below 1, and 10^-44 is left of the value.
        #expect(rest.magnitude < power.magnitude + reference.magnitude.scaled(byPowerOfTwo: -140))
        continue
      }
      let coefficient = try number(term.coefficient, depth: depth, store)
      rest = rest.subtracting(
        coefficient.multiplied(by: power, precision: 256), precision: 256)
      #expect(rest.magnitude < reference.magnitude.scaled(byPowerOfTwo: -20))
    }
  }

  /// Powers that do not occur have the coefficient 0; of others nothing is said.
  @Test func coefficients() throws {
    let reader = try Reader()
    let store = reader.store
    let found = try #require(
      try reader.elaborator.recurrences.rootExpansion(
        of: reader.kernel("step_gpk(L)"), terms: 3))
    func coefficient(_ exponent: String) throws -> Rational? {
      found.coefficient(of: try reader.kernel(exponent), in: store).flatMap {
        store.rationalValue(store.simplified($0))
      }
    }
    #expect(try coefficient("0*t") == 1)
    #expect(try coefficient("2^(1 - L)") == 0)
    #expect(try coefficient("2^(-L - 3)") == 0)
    #expect(try found.coefficient(of: reader.kernel("2^(-L)"), in: store) != nil)
    #expect(try found.coefficient(of: reader.kernel("5*2^(-L)"), in: store) == nil)
    #expect(try found.coefficient(of: reader.kernel("3^(-L)"), in: store) == nil)
    #expect(found.coefficient(of: store.rational(Rational(1, over: 2)), in: store) == nil)
  }

  /// Kernels of other kinds.
  @Test(arguments: [
    "fc_gpk(L)", "t*step_gpk(L)", "step_gpk(L) + fc_gpk(L)", "step_gpk(2*L)", "step_gpk(3)",
    "step_gpk(L)*step_gpk(L + 1)",
  ])
  func refusals(kernel: String) throws {
    let reader = try Reader()
    #expect(
      try reader.elaborator.recurrences.rootExpansion(of: reader.kernel(kernel), terms: 2) == nil)
  }
}
