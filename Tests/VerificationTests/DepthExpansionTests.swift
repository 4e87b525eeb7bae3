import Foundation
import Syntax
import Testing
import Verification

/// The second terms of limits in depth, against values of the recurrences at great depths.
struct DepthExpansionTests {
  private static let declarations = """
    network leaky(L, b) = serial(repeat(L, serial(dense(2/(1 + b^2)), leaky_relu(b))), dense(1))
    kernel leaky_gpk(L, b) = gpk(leaky(L, b))
    kernel leaky_ntk(L, b) = ntk(leaky(L, b))
    recursion branching:
        c[0](t) = t
        c[l](t) = (1 + c[l-1](t))^2/4
        sum[0](t) = t
        sum[l](t) = sum[l-1](t) + c[l-1](t)
        damped[0](t) = t
        damped[l](t) = c[l-1](t)*damped[l-1](t) + 1
    recursion mixed:
        m[0](t) = t
        m[l](t) = kappa1(m[l-1](t))/2 + (1 + m[l-1](t))^2/8
        theta[0](t) = t
        theta[l](t) = kappa0(m[l-1](t))*theta[l-1](t) + m[l-1](t)
    recursion squares:
        q[0](t) = t
        q[l](t) = (1 + 3*kappa2(q[l-1](t)))/4
        theta[0](t) = t
        theta[l](t) = kappa1(q[l-1](t))*theta[l-1](t) + kappa0(q[l-1](t))
    recursion ordered:
        o[0](t) = t
        o[l](t) = (1 + o[l-1](t))/2
        sum[0](t) = t
        sum[l](t) = sum[l-1](t) + 3*o[l-1](t)
    """

  /// A law and values that it must describe up to a bounded function of the depth, with hardly any change between the
  /// depths given.
  struct Law: CustomTestStringConvertible, Sendable {
    let statement: String
    /// Depths and values at t = 0, by iteration in 120 bits with mpmath 1.3.
    let values: [(depth: Double, value: Double)]
    /// The difference of a value and its law, in units of what the law leaves open.
    let rest: @Sendable (Double, Double) -> Double
    let tolerance: Double

    var testDescription: String { statement }
  }

  private static let square = Double.pi * Double.pi

  static let laws = [
    Law(
      statement: "normalized(fc_ntk(L)) - 1/4 ~ 3*log(L)/(8*L) as L -> oo for t in [-1, 1)",
      values: [
        (1e4, 0.25041741105564590407), (1e5, 0.25005039589877723888),
        (1e6, 0.25000590325683015688),
      ],
      rest: { depth, value in (value - 0.25) * depth - 3 / 8 * log(depth) }, tolerance: 0.003),
    Law(
      statement:
        "2*L^2*(1 - fc_gpk(L))/(9*pi^2) - 1 ~ -3*log(L)/L as L -> oo for t in [-1, 1)",
      values: [
        (1e4, 4.4251927359801298913e-7), (1e5, 4.4393986666067302775e-9),
        (1e6, 4.4410989177434717641e-11),
      ],
      rest: { depth, value in
        depth * (2 * depth * depth * value / (9 * square) - 1) + 3 * log(depth)
      }, tolerance: 0.1),
    Law(
      statement:
        "mixed.theta[L] - L/7 ~ 3/14*(1 + 3*pi^2/4)*log(L) as L -> oo for t in [-1, 1)",
      values: [(1e4, 1441.272016044193368), (1e5, 14302.54859092957112)],
      rest: { depth, value in value - depth / 7 - 3 / 14 * (1 + 3 * square / 4) * log(depth) },
      tolerance: 0.02),
    Law(
      statement:
        "L^2*(1 - squares.q[L]) - 2*L - 64*sqrt(L)/(15*pi) ~ (512 - 450*pi^2)/(225*pi^2)*log(L) as L -> oo for t in [-1, 1)",
      values: [(1e4, 2.0115100014170625455e-4), (1e5, 2.0040480107667935874e-5)],
      rest: { depth, value in
        depth * depth * value - 2 * depth - 64 * sqrt(depth) / (15 * Double.pi)
          - (512 - 450 * square) / (225 * square) * log(depth)
      }, tolerance: 0.2),
    Law(
      statement:
        "squares.theta[L] - L/3 + 76*sqrt(L)/(75*pi) ~ (225*pi^2 - 256)*log(L)/(675*pi^2) as L -> oo for t in [-1, 1)",
      values: [(1e4, 3304.451659756892656), (1e5, 33235.39664695124607)],
      rest: { depth, value in
        value - depth / 3 + 76 * sqrt(depth) / (75 * Double.pi)
          - (225 * square - 256) * log(depth) / (675 * square)
      }, tolerance: 0.02),
  ]

  @Test(arguments: laws)
  func secondTerms(law: Law) throws {
    try expect(.proved, on: law.statement, with: Self.declarations)
    let rests = law.values.map { law.rest($0.depth, $0.value) }
    let spread = (rests.max() ?? 0) - (rests.min() ?? 0)
    #expect(spread < law.tolerance, "\(rests)")
  }

  @Test(arguments: [
    // Rates in the scale of powers and logarithms.
    "normalized(fc_ntk(L)) -> 1/4 as L -> oo at rate log(L)/L for t in [-1, 1)",
    "normalized(fc_ntk(L)) -> 1/4 as L -> oo at rate 1/sqrt(L) for t in [-1, 1)",
    "normalized(fc_ntk(3*L + 2)) -> 1/4 as L -> oo at rate 5*log(L)/L for t in [-1, 1)",
    "normalized(fc_ntk_bias(L, beta)) -> 1/4 as L -> oo at rate log(L)/L for t in [-1, 1)",
    "normalized(res_ntk(L, alpha)) -> 1/4 as L -> oo at rate log(L)/L for t in [-1, 1)",
    "normalized(leaky_ntk(L, 1/5)) -> 1/4 as L -> oo at rate log(L)/L for t in [-1, 1)",
    "L^2*(1 - fc_gpk(L)) -> 9*pi^2/2 as L -> oo at rate log(L)/L for t in [-1, 1)",
    "fc_gpk(L) -> 1 as L -> oo at rate log(L)/L^2",
    "ordered.o[L] -> 1 as L -> oo at rate 1/L^20 for t in [-1, 1)",
    "ordered.sum[L]/L -> 3 as L -> oo at rate 1/L for t in [-1, 1)",
    // Second terms.
    "normalized(res_ntk(L, alpha)) - 1/4 ~ 3*log(L)/(8*L) as L -> oo for t in [-1, 1)",
    "normalized(fc_ntk_bias(L, beta)) - 1/4 ~ 3*log(L)/(8*L) as L -> oo for t in [-1, 1)",
    "normalized(leaky_ntk(L, 1/5)) - 1/4 ~ C*log(L)/L as L -> oo for t in [-1, 1)",
    "2*(8/13)^2*L^2*(1 - normalized(leaky_gpk(L, 1/5)))/(9*pi^2) - 1 ~ -3*log(L)/L as L -> oo for t in [-1, 1)",
    "8*L^2*(1 - fc_gpk(2*L + 1))/(9*pi^2) - 1 ~ -3*log(L)/(2*L) as L -> oo for t in [-1, 1)",
    "L*(1 - branching.c[L]) - 4 ~ -4*log(L)/L as L -> oo for t in [-1, 1)",
    "branching.sum[L] - L ~ -4*log(L) as L -> oo for t in [-1, 1)",
    "branching.damped[L] - L/5 ~ log(L)/5 as L -> oo for t in [-1, 1)",
    // Functions of the depth alone.
    "log(L + 1) - log(L) ~ 1/L as L -> oo",
    "log(3*L^2 + L) - 2*log(L) -> log(3) as L -> oo at rate 1/L",
    "sqrt(L^2 + L) - L -> 1/2 as L -> oo at rate 1/L",
    "exp(log(L)/2 + 1/L)/sqrt(L) - 1 ~ 1/L as L -> oo",
    "L*sin(1/L) - 1 ~ -1/(6*L^2) as L -> oo",
    "L*(kappa0(1/L) - 1/2) -> 1/pi as L -> oo at rate 1/L^2",
    "1/(1 + log(L)) ~ 1/log(L) as L -> oo",
    "L^3*exp(-sqrt(L)) -> 0 as L -> oo at rate 1/L^5",
    "(L + 2^(-L))/(L + 1) -> 1 as L -> oo at rate 1/L",
    "abs(log(L) - sqrt(L)) ~ sqrt(L) as L -> oo",
  ])
  func proved(statement: String) throws {
    try expect(.proved, on: statement, with: Self.declarations)
  }

  @Test(arguments: [
    "normalized(fc_ntk(L)) -> 1/4 as L -> oo at rate 1/L for t in [-1, 1)",
    "normalized(fc_ntk(L)) -> 1/4 as L -> oo at rate 1/L for t in [0, 1/2]",
    "normalized(fc_ntk(L)) -> 1/4 as L -> oo at rate sqrt(log(L))/L for t in [-1, 1)",
    "normalized(res_ntk(L, alpha)) -> 1/4 as L -> oo at rate 1/L for t in [-1, 1)",
    "normalized(fc_ntk(L)) - 1/4 ~ 3*log(L)/(4*L) as L -> oo for t in [-1, 1)",
    "normalized(fc_ntk(L)) - 1/4 ~ C/L as L -> oo for t in [-1, 1)",
    "normalized(fc_ntk(L)) - 1/4 ~ C*log(L)^2/L as L -> oo for t in [-1, 1)",
    "2*L^2*(1 - fc_gpk(L))/(9*pi^2) - 1 ~ 3*log(L)/L as L -> oo for t in [-1, 1)",
    "2*L^2*(1 - normalized(res_gpk(L, alpha)))/(9*pi^2) - 1 ~ -3*log(L)/L as L -> oo for t in [-1, 1)",
    "fc_gpk(L) -> 1 as L -> oo at rate 1/(log(L)*L^2) for t in [-1, 1)",
    "L*(1 - squares.q[L]) -> 2 as L -> oo at rate log(L)/L for t in [-1, 1)",
    "log(L) ~ C*L^(1/100) as L -> oo",
    "log(L + 1) - log(L) ~ 2/L as L -> oo",
    "L*sin(1/L) -> 1 as L -> oo at rate 1/L^3",
  ])
  func refuted(statement: String) throws {
    try expect(.refuted, on: statement, with: Self.declarations)
  }

  /// The witness of a refuted rate tells the term that is too great.
  @Test func witnessOfARate() throws {
    let found = try outcome(
      of: "normalized(fc_ntk(L)) -> 1/4 as L -> oo at rate 1/L for t in [-1, 1)")
    #expect(found.witness?.text.contains("3*log(L)/(8*L) + O(1/L)") == true)
  }

  /// What the laws leave open is neither proved nor refuted.
  @Test(arguments: [
    "L*(normalized(fc_ntk(L)) - 1/4 - 3*log(L)/(8*L)) -> 0 as L -> oo for t in [-1, 1)",
    "normalized(fc_ntk(L)) - 3*log(L)/(8*L) -> 1/4 as L -> oo at rate 1/L^2 for t in [-1, 1)",
    "2*L^2*(1 - fc_gpk(L))/(9*pi^2) - 1 + 3*log(L)/L ~ C/L as L -> oo for t in [-1, 1)",
    "sin(L) -> 0 as L -> oo",
    "log(log(L)) ~ C*log(L) as L -> oo",
  ])
  func open(statement: String) throws {
    try expect(.undecided, on: statement, with: Self.declarations)
  }
}
