import Arithmetic
import Syntax
import Testing
import Verification

/// Limits of correlations at fixed points other than 1.
struct FixedPointLimitTests {
  private static let declarations = """
    kernel gelu_map = normalized(dual(gelu))
    recursion smooth:
        g[0](t) = t
        g[l](t) = at(gelu_map, g[l-1](t))
    recursion odd:
        e[0](t) = t
        e[l](t) = arcsin(2*e[l-1](t)/3)/arcsin(2/3)
        theta[0](t) = t
        theta[l](t) = e[l-1](t)*theta[l-1](t)/3 + 2 - e[l-1](t)
    recursion cubic:
        q[0](t) = t
        q[l](t) = (1 + 2*q[l-1](t) + 2*q[l-1](t)^3)/5
        theta[0](t) = t
        theta[l](t) = q[l-1](t)*theta[l-1](t) + 1
        growing[0](t) = t
        growing[l](t) = 3*q[l-1](t)*growing[l-1](t) + 1
    recursion even:
        x[0](t) = t
        x[l](t) = (1 + 3*x[l-1](t)^2)/4
    recursion signed:
        y[0](t) = t
        y[l](t) = (5 + 5*y[l-1](t)^2 - y[l-1](t))/9
    """

  @Test(arguments: [
    "odd.e[L] -> 0 as L -> oo for t in (-1, 1)",
    "odd.e[L] -> 0 as L -> oo at rate 1/L^9 for t in (-1, 1)",
    "at(odd.e[L], -1) -> -1 as L -> oo",
    "odd.theta[L] -> 2 as L -> oo for t in (-1, 1)",
    "cubic.q[L] -> (sqrt(3) - 1)/2 as L -> oo for t in [-1, 1)",
    "cubic.q[2*L + 1] -> (sqrt(3) - 1)/2 as L -> oo at rate L^(-4) for t in [-1, 1)",
    "cubic.theta[L] -> 2/(3 - sqrt(3)) as L -> oo for t in [-1, 1)",
    "even.x[L] -> 1/3 as L -> oo for t in (-1, 1)",
    "at(even.x[L], -1) -> 1 as L -> oo",
    "step_gpk(L)/step_gpk(2*L) -> 1 as L -> oo for t in [-1, 1)",
    "spiky(step_gpk(L)) as L -> oo",
    "spiky(smooth.g[L]) as L -> oo",
    "at(step_gpk(L), 1) -> 1 as L -> oo",
  ])
  func proved(statement: String) throws {
    try expect(.proved, on: statement, with: Self.declarations)
  }

  @Test(arguments: [
    "step_gpk(L) -> 1 as L -> oo for t in [-1, 1)",
    "step_gpk(L) -> 1 as L -> oo",
    "step_gpk(L) -> kappa1 as L -> oo for t in [-1, 1)",
    "step_gpk(L) -> 78983262837344/10^14 as L -> oo for t in [-1, 1)",
    "1 - step_gpk(L) ~ C/L as L -> oo for t in [-1, 1)",
    "odd.e[L] -> 0 as L -> oo for t in [-1, 1)",
    "odd.theta[L] -> 3 as L -> oo for t in (-1, 1)",
    "even.x[L] -> 1/3 as L -> oo for t in [-1, 1)",
    "cubic.q[L] -> (sqrt(3) + 1)/2 as L -> oo for t in [-1, 1)",
    "cubic.theta[L] -> 2/sqrt(3) as L -> oo for t in [-1, 1)",
    "stable(step_gpk(L)) as L -> oo",
    "spiky(odd.e[L]) as L -> oo",
    "stable(odd.e[L]) as L -> oo",
    "spiky(even.x[L]) as L -> oo",
  ])
  func refuted(statement: String) throws {
    try expect(.refuted, on: statement, with: Self.declarations)
  }

  /// A coefficient that is not shown to be nonnegative, a companion that grows.
  @Test(arguments: [
    "signed.y[L] -> 5/9 as L -> oo for t in (-1, 1)",
    "cubic.growing[L] -> 0 as L -> oo for t in [-1, 1)",
  ])
  func open(statement: String) throws {
    try expect(.undecided, on: statement, with: Self.declarations)
  }

  /// The fixed points by mpmath's findroot, and by iteration with Gauss-Hermite quadrature of the GELU.
  @Test(arguments: [
    ("step_gpk(L)", "0.78983262837344196753543448193"), ("smooth.g[L]", "0.7604019048959"),
  ])
  func values(kernel: String, value: String) throws {
    let found = try outcome(
      of: "\(kernel) -> 1 as L -> oo for t in [-1, 1)", with: Self.declarations)
    #expect(found.witness?.left.mid.hasPrefix(value) == true, "\(found.witness?.text ?? "")")
  }
}
