import Syntax
import Testing
import Verification

/// Limits of kernels of growing depth, with the verdicts that they must get.
struct DepthLimitTests {
  private static let declarations = """
    kernel leaky(L, b) = gpk(serial(repeat(L, serial(dense(2/(1 + b^2)), leaky_relu(b))), dense(1)))
    recursion quadratic:
        q[0](t) = t
        q[l](t) = (1 + 2*q[l-1](t) + q[l-1](t)^3)/4
    recursion ordered:
        o[0](t) = t
        o[l](t) = (1 + o[l-1](t))/2
        sum[0](t) = t
        sum[l](t) = sum[l-1](t) + 3*o[l-1](t)
    recursion even:
        v[0](t) = t
        v[l](t) = (1 + v[l-1](t)^2)/2
    recursion critical:
        c[0](t) = t
        c[l](t) = (2 + 2*c[l-1](t) + 3*c[l-1](t)^2 + 2*c[l-1](t)^3 + c[l-1](t)^4)/10
    """

  /// Laws are those of sequences with a fixed start, not of one that moves with the depth or holds an element that does.
  ///
  /// All of these are false.
  @Test(arguments: [
    "(1 - at(fc_gpk(L), 1 - 1/L^2))*L^2 -> 9*pi^2/2 as L -> oo",
    "at(normalized(fc_ntk(L)), 1 - 1/L^8) -> 1/4 as L -> oo",
    "at(normalized(fc_ntk(L)), 1 - exp(-L)/2) -> 1/4 as L -> oo",
    "at(step_gpk(L), 1 - exp(-10^L)) -> at(step_gpk(L), 0) as L -> oo",
    "at(normalized(fc_ntk(L)), (1 - 1/(2*L^8))*t) -> 1/4 as L -> oo",
    "(1 - at(fc_gpk(L), 1 - exp(-fc_ntk(L)^2)/2))*L^2 -> 9*pi^2/2 as L -> oo for t in [-1, 1)",
    "(1 - at(normalized(res_gpk(L, L^(-1/4))), 1 - exp(-at(fc_ntk(L), 0)^2)/2))*L -> 9*pi^2/2 as L -> oo",
    "growing(exp(at(fc_ntk(L), 0)^2)).theta[L] -> 0 as L -> oo for t in (-1, 1)",
    "fc_gpk(L) -> 1 as L -> oo at rate -1/L",
  ])
  func fixedStartsOnly(statement: String) throws {
    try expectNoProof(
      of: statement,
      with: Self.declarations + "\n" + """
        recursion growing(x):
            k[0](t) = t
            theta[0](t) = x
            k[l](t) = (k[l-1](t)^2 + k[l-1](t)^3)/2
            theta[l](t) = 999/1000*theta[l-1](t) + k[l-1](t)
        """)
  }

  /// These are true.
  @Test(arguments: [
    "at(normalized(fc_ntk(L)), 1 - 1/L^8) -> 1 as L -> oo",
    "spiky(at(normalized(fc_ntk(L)), (1 - 1/L^8)*t)) as L -> oo",
    "at(normalized(res_gpk(L, 1/L)), sin(at(fc_gpk(L), 0))) -> sin(1) as L -> oo",
    "at(normalized(res_gpk(L, 1/L)), exp(-at(fc_ntk(L), 0)^2)) -> 0 as L -> oo",
  ])
  func movingStartsAreNotRefuted(statement: String) throws {
    let found = try outcome(of: statement, with: Self.declarations)
    #expect(found.verdict != .refuted, "\(found.reason)")
  }

  @Test(arguments: [
    "fc_gpk(L) -> 1 as L -> oo",
    "fc_gpk(N) -> 1 as N -> oo at rate 1/N^2",
    "1 - fc_gpk(L) ~ 9*pi^2/(2*L^2) as L -> oo for t in [-1, 9/10]",
    "1 - fc_gpk(2*L + 1) ~ 9*pi^2/(8*L^2) as L -> oo for t in [-1, 1)",
    "1 - fc_gpk(L) ~ C*L^(-2) as L -> oo for t in [-1, 0]",
    "fc_ntk(L)/(L + 1) -> 1/4 as L -> oo for t in [-1, 9/10]",
    "at(normalized(fc_ntk(L)), 1/2) -> 1/4 as L -> oo",
    "at(normalized(fc_ntk(L)), 1) -> 1 as L -> oo",
    "normalized(fc_ntk_bias(L, beta)) -> 1/4 as L -> oo for t in [-1, 1)",
    "normalized(res_ntk(L, alpha)) -> 1/4 as L -> oo for t in [-1, 1)",
    "1 - normalized(res_gpk(L, alpha)) ~ 9*pi^2*(1 + alpha^2)^2/(2*alpha^4*L^2) as L -> oo for t in [-1, 1)",
    "1 - normalized(leaky(L, 1/5)) ~ 9*pi^2/2*(13/8)^2*L^(-2) as L -> oo for t in [-1, 1)",
    "ordered.o[L] -> 1 as L -> oo",
    "ordered.sum[L]/L -> 3 as L -> oo for t in [-1, 1)",
    "(1 + (L - 1)/(1 + sqrt(L))) ~ sqrt(L) as L -> oo",
    // Parameters that depend on the depth.
    "normalized(res_ntk(L, 3/L)) -> (kappa1 + t*kappa0)/2 as L -> oo",
    "normalized(res_ntk(2*L, L^(-3/4))) -> (kappa1 + t*kappa0)/2 as L -> oo",
    "normalized(res_gpk(L, L^(-3/4))) -> t as L -> oo",
  ])
  func proved(statement: String) throws {
    try expect(.proved, on: statement, with: Self.declarations)
  }

  @Test(arguments: [
    // Constants.
    "1 - fc_gpk(L) ~ 9*pi^2/(4*L^2) as L -> oo for t in [-1, 9/10]",
    "1 - fc_gpk(L) ~ 44.4132*L^(-2) as L -> oo for t in [-1, 9/10]",
    "1 - normalized(res_gpk(L, alpha)) ~ 9*pi^2/(2*L^2) as L -> oo for t in [-1, 1)",
    "1 - normalized(leaky(L, 1/5)) ~ 9*pi^2/(2*L^2) as L -> oo for t in [-1, 1)",
    "fc_ntk(L)/(L + 1) -> 1/3 as L -> oo for t in [-1, 9/10]",
    "normalized(res_ntk(L, alpha)) -> (kappa1 + t*kappa0)/2 as L -> oo for t in [-1, 1)",
    "ordered.sum[L]/L -> 1 as L -> oo for t in [-1, 1)",
    "normalized(res_ntk(L, 1/L)) -> 1/4 as L -> oo for t in [-1, 1)",
    "normalized(res_gpk(L, 1/L)) -> kappa1 as L -> oo",
    // Exponents.
    "1 - fc_gpk(L) ~ 1/L as L -> oo for t in [-1, 9/10]",
    "1 - fc_gpk(L) ~ C/L^3 as L -> oo for t in [-1, 9/10]",
    "fc_gpk(L) -> 1 as L -> oo at rate 1/L^3 for t in [-1, 0]",
    "fc_ntk(L) -> 1/4 as L -> oo for t in [-1, 1)",
    // Another fixed point.
    "critical.c[L] -> 1 as L -> oo",
    "quadratic.q[L] -> 1 as L -> oo",
    // False at t = 1 alone.
    "fc_ntk(L)/(L + 1) -> 1/4 as L -> oo",
    "1 - fc_gpk(L) ~ 9*pi^2/(2*L^2) as L -> oo",
  ])
  func refuted(statement: String) throws {
    try expect(.refuted, on: statement, with: Self.declarations)
  }

  /// Where a hypothesis fails nothing is proved: a second fixed point, a step that depends on the index, a first element that reaches 1, parameters that may vanish or depend on the depth.
  @Test(arguments: [
    "1 - even.v[L] ~ 2/L as L -> oo for t in [-1, 1)",
    "1 - normalized(res_gpk(L, beta)) ~ 9*pi^2*(1 + beta^2)^2/(2*beta^4*L^2) as L -> oo for t in [-1, 1)",
    "normalized(res_ntk(L, 1/log(L + 2))) -> 1/4 as L -> oo for t in [-1, 1)",
    "exp(1/t)/L*fc_gpk(L) -> 0 as L -> oo",
  ])
  func neverProved(statement: String) throws {
    try expectNoProof(of: statement, with: Self.declarations)
  }

  /// A claim about some values of a parameter is not refuted by others.
  @Test func parametersKeepTheirIntervals() throws {
    let text = "alpha*at(normalized(fc_ntk(L)), 1) -> max(alpha, 1) as L -> oo"
    #expect(try verdict(on: "\(text) for alpha in [1, 2]") != .refuted)
    #expect(try verdict(on: text) == .refuted)
  }

  /// An undecided limit comes with enclosures of both sides.
  @Test func evidence() throws {
    let found = try outcome(
      of: "normalized(res_ntk(L, 1/log(L + 2))) -> 1/4 as L -> oo for t in [-1, 1)")
    #expect(found.verdict == .undecided)
    #expect(found.reason.contains("for depth 64"), "\(found.reason)")
  }

  @Test(arguments: [
    "fc_gpk(L) -> 1 as L -> 0",
    "fc_gpk(L) -> 1 as L -> oo for L in 1...5",
    "fc_gpk(L) -> unknown_kernel as L -> oo",
  ])
  func badClaims(statement: String) throws {
    #expect(throws: SyntaxError.self) { try outcome(of: statement) }
  }
}
