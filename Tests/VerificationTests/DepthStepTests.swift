import Syntax
import Testing
import Verification

/// Limits of recurrences whose parameters depend on the depth, to second order and with rates.
struct DepthStepTests {
  private static let declarations = """
    let two_layer = (kappa1 + t*kappa0)/2
    let bend = ((kappa0 + t/(2*pi*sqrt(1 - t^2)))*(kappa1 - t) + (kappa0 - 1)*two_layer)/2
    flow limit:
        u(0) = t
        u' = kappa1(u) - u
        w(0) = 0
        w' = (1 - kappa0(u))/2
        theta(0) = 0
        theta' = theta*(kappa0(u) - 1) + kappa1(u) + u*kappa0(u)
    let speed = kappa1(limit.u(2)) - limit.u(2)
    let growth = limit.theta(2)*(kappa0(limit.u(2)) - 1) + kappa1(limit.u(2)) + limit.u(2)*kappa0(limit.u(2))
    let process_error = speed*(limit.w(2) - 1)
    let tangent_error = limit.theta(2)/8 + (limit.w(2) - 3/2)*growth/4 + two_layer*exp(-2*limit.w(2))/4
    recursion smooth(c):
        u[0](t) = t
        u[l](t) = (c*u[l-1](t) + u[l-1](t)^2)/(1 + c)
        theta[0](t) = 0
        theta[l](t) = theta[l-1](t)*(c + 2*u[l-1](t))/(1 + c) + u[l-1](t)/(1 + c)
    recursion two(c, d):
        u[0](t) = t
        u[l](t) = (c*u[l-1](t) + kappa1(u[l-1](t)) + d*u[l-1](t)^2)/(1 + c + d)
    recursion other(c):
        u[0](t) = t
        u[l](t) = (c*u[l-1](t) + kappa1(u[l-1](t)))/(1 + c)
        theta[0](t) = 0
        theta[l](t) = theta[l-1](t)*c/(1 + c) + u[l-1](t)/(1 + c)
    flow plain:
        u(0) = t
        u' = kappa1(u) - u
        theta(0) = 0
        theta' = u - theta
    recursion late(c):
        u[2](t) = t
        u[l](t) = (c*u[l-1](t) + kappa1(u[l-1](t)))/(1 + c)
    recursion cubic(c):
        u[0](t) = t
        u[l](t) = (c*u[l-1](t) + u[l-1](t)^3)/(1 + c)
    recursion quadratic(c):
        u[0](t) = t
        u[l](t) = (c*u[l-1](t) + (1 + u[l-1](t)^2)/2)/(1 + c)
    """

  @Test(arguments: [
    // Steps that together change little.
    "L*(normalized(res_ntk(L, 1/L)) - two_layer) -> bend as L -> oo for t in (-1, 1)",
    "normalized(res_ntk(L, 1/L)) - two_layer ~ bend/L as L -> oo for t in [1/2, 9/10]",
    "normalized(res_ntk(L, 1/L)) - two_layer ~ C*bend/L as L -> oo for t in [1/2, 9/10]",
    "normalized(res_ntk(L, 1/L)) -> two_layer as L -> oo at rate 1/sqrt(L)",
    "normalized(res_ntk(L, 1/L)) -> two_layer as L -> oo at rate 1/L for t in (-1, 1]",
    "normalized(res_ntk(L, L^(-2))) -> two_layer as L -> oo at rate L^(-3/2)",
    "at(normalized(res_ntk(L, 3/L)), -1) ~ -sqrt(2)/pi*L^(-1/2) as L -> oo",
    "normalized(res_gpk(L, 1/L)) - t ~ (kappa1 - t)/L as L -> oo for t in [-1, 1)",
    "normalized(res_gpk(2*L + 1, L^(-3/4))) - t ~ 2*(kappa1 - t)/sqrt(L) as L -> oo for t in [-1, 1)",
    "normalized(res_gpk(L, alpha/L)) - t ~ alpha^2*(kappa1 - t)/L as L -> oo for t in [-1, 1)",
    "L*(L*smooth(L^2).theta[L] - t) -> (3*t^2 - 2*t)/2 as L -> oo for t in [-1, 1)",
    "L*(cubic(L^2).u[L] - t) -> t^3 - t as L -> oo",
    // Steps that follow a differential equation.
    "L*(normalized(res_gpk(2*L + 1, L^(-1/2))) - limit.u(2)) -> process_error as L -> oo",
    "L*(normalized(res_ntk(2*L + 1, L^(-1/2))) - limit.theta(2)/4) -> tangent_error as L -> oo",
    "L*(late(L).u[L] - limit.u(1)) -> (kappa1(limit.u(1)) - limit.u(1))*(limit.w(1) - 3) as L -> oo",
    "sqrt(L)*(normalized(res_gpk(L, sqrt(1/L + L^(-3/2)))) - limit.u(1)) -> kappa1(limit.u(1)) - limit.u(1) as L -> oo",
    "normalized(res_ntk(L, sqrt(alpha/L))) -> limit.theta(alpha)/(2*alpha) as L -> oo at rate 1/L",
    "two(L, 1/L).u[L] -> limit.u(1) as L -> oo at rate 1/L",
    "other(L).theta[L] -> plain.theta(1) as L -> oo at rate 1/L for t in (-1, 1)",
    // Computed with mpmath: L times the errors of Euler's method for L = 64, 128, …, 4096, extrapolated to L = oo.
    "at(process_error, 0) in [-0.078979940582937, -0.078979940582936]",
    "at(tangent_error, 0) in [-0.012502116703306, -0.012502116703305]",
    // Steps that change everything.
    "normalized(res_ntk(L, L^(-1/4))) -> 1/4 as L -> oo at rate 1/sqrt(L) for t in [-1, 1)",
    "normalized(res_ntk(2*L, L^(-1/3))) -> 1/4 as L -> oo at rate L^(-1/3) for t in [-1, 1)",
    "L*(1 - normalized(res_gpk(L, L^(-1/4)))) -> 9*pi^2/2 as L -> oo at rate 1/sqrt(L) for t in [-1, 1)",
    "1 - quadratic(sqrt(L)).u[L] ~ 2/sqrt(L) as L -> oo for t in [-9/10, 1)",
  ])
  func proved(statement: String) throws {
    try expect(.proved, on: statement, with: Self.declarations)
  }

  @Test(arguments: [
    "L*(normalized(res_ntk(L, 1/L)) - two_layer) -> 2*bend as L -> oo for t in (-1, 1)",
    "normalized(res_ntk(L, 1/L)) - two_layer ~ 2*bend/L as L -> oo for t in [1/2, 9/10]",
    "normalized(res_ntk(L, 1/L)) -> two_layer as L -> oo at rate L^(-3/4)",
    "normalized(res_ntk(L, 1/L)) -> two_layer as L -> oo at rate 1/L^2 for t in (-1, 1]",
    "at(normalized(res_ntk(L, 3/L)), -1) ~ -sqrt(2)/(3*pi)*L^(-1/2) as L -> oo",
    "normalized(res_gpk(L, 1/L)) -> t as L -> oo at rate 1/L^2",
    "normalized(res_gpk(2*L + 1, L^(-3/4))) - t ~ (kappa1 - t)/sqrt(L) as L -> oo for t in [-1, 1)",
    "L*(L*smooth(L^2).theta[L] - t) -> (3*t^2 - t)/2 as L -> oo for t in [-1, 1)",
    "L*(late(L).u[L] - limit.u(1)) -> (kappa1(limit.u(1)) - limit.u(1))*(limit.w(1) - 1) as L -> oo",
    "normalized(res_ntk(L, L^(-1/2))) -> limit.theta(1)/2 as L -> oo at rate 1/L^2",
    "normalized(res_gpk(L, L^(-1/2))) -> limit.u(1) as L -> oo at rate 1/L^2",
    "normalized(res_gpk(L, sqrt(1/L + L^(-3/2)))) -> limit.u(1) as L -> oo at rate 1/L",
    "normalized(res_gpk(L, L^(-1/4))) -> 1 as L -> oo at rate L^(-3/2)",
  ])
  func refuted(statement: String) throws {
    try expect(.refuted, on: statement, with: Self.declarations)
  }

  /// A leading coefficient with a zero, steps that are no multiples of one function, companions whose factor is not the
  /// slope of the step, and orders beyond the ones known.
  @Test(arguments: [
    "normalized(res_ntk(L, 1/L)) - two_layer ~ bend/L as L -> oo for t in (-1, 1)",
    "normalized(res_ntk(L, 1/L)) - two_layer ~ C*bend/L as L -> oo for t in [1/5, 3/10]",
    "at(two(L, 1/L).u[L], 0) -> at(limit.u(1), 0) as L -> oo at rate 1/L^2",
    "at(other(L).theta[L], 0) -> at(plain.theta(1), 0) as L -> oo at rate 1/L^2",
    "normalized(res_ntk(L, 1/L)) -> two_layer + bend/L as L -> oo at rate 1/L^3 for t in (-1, 1)",
    "normalized(res_ntk(L, L^(-1/4))) -> 1/4 as L -> oo at rate 1/L for t in [-1, 1)",
    "L*(1 - normalized(res_gpk(L, L^(-1/4)))) -> 9*pi^2/2 as L -> oo at rate 1/L for t in [-1, 1)",
  ])
  func neverProved(statement: String) throws {
    try expectNoProof(of: statement, with: Self.declarations)
  }

  /// The rate 1/L holds on (-1, 1] and fails at -1 alone.
  @Test func witnessAtMinusOne() throws {
    let found = try outcome(
      of: "normalized(res_ntk(L, 1/L)) -> two_layer as L -> oo at rate 1/L",
      with: Self.declarations)
    #expect(found.verdict == .refuted)
    #expect(found.witness?.point["t"] == "-1")
  }

  /// Where the second term vanishes somewhere the witness is a place where it does not.
  @Test func witnessInside() throws {
    let found = try outcome(
      of: "normalized(res_ntk(L, 1/L)) -> two_layer as L -> oo at rate 1/L^2 for t in [0, 1/2]",
      with: Self.declarations)
    #expect(found.verdict == .refuted)
    #expect(found.witness?.point["t"] != nil)
  }
}
