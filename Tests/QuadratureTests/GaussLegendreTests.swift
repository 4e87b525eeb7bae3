import Arithmetic
import Testing

@testable import Quadrature

@Test(arguments: [1, 2, 3, 4, 5, 8, 17, 64, 151])
func gaussRulesIntegratePowersExactly(_ n: Int) throws {
  let rule = try GaussLegendreRule(count: n, precision: 150)
  #expect(rule.nodes.count == n && rule.weights.count == n)
  for degree in Set([0, 1, 2, 3, n, 2 * n - 2, 2 * n - 1]).filter({ $0 <= 2 * n - 1 }) {
    let powers = rule.nodes.map { $0.power(degree, precision: 220) }
    let sum = RealBall.dotProduct(powers, rule.weights, precision: 220)
    let exact = degree.isMultiple(of: 2) ? Rational(2, over: degree + 1) : .zero
    #expect(sum.contains(exact), "n \(n), degree \(degree): \(sum)")
    #expect(sum.radius <= .powerOfTwo(-130), "n \(n), degree \(degree): \(sum)")
  }
}

@Test func gaussRulesHaveThePromisedRadii() throws {
  for (n, precision) in [(10, 53), (101, 200), (400, 100)] {
    let rule = try GaussLegendreRule.cached(count: n, precision: precision)
    let worst = (rule.nodes + rule.weights).map(\.radius).max() ?? .infinity
    #expect(worst <= .powerOfTwo(-precision), "n \(n)")
  }
  let two = try GaussLegendreRule(count: 2, precision: 100)
  let third = two.nodes[1].squared(precision: 100)
  #expect(third.contains(Rational(1, over: 3)))
}
