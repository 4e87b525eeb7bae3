import Syntax
import Testing
import Verification

/// Claims about kernels with Φ₂: what is true of them, and neighbours with a wrong exponent, parity or constant.
struct ThresholdClaimTests {
  private static let declarations = "parameter B > 0\nparameter c > 0\nkernel G = Phi2(-B, -B, t)"

  @Test(arguments: [
    "eigenvalue(G, 2, k) ~ exp(-B^2/2)/(2*pi^2)*k^(-2) as k -> oo",
    "eigenvalue((1 + t)*G, 3, k) ~ exp(-B^2/2)/(2*pi)*k^(-3) as k -> oo",
    "same_rkhs(G, laplace(c), 3)",
    "same_rkhs((1 + t)*G, fc_ntk(2), 3)",
    "eigenvalue(dual(elu), 3, k) ~ ((1 - (-1)^k)*15*k^(-7) + (1 + (-1)^k)*105*k^(-9))/(4*pi) as k -> oo",
    "taylor(dual(elu), n) ~ ((1 - (-1)^n)*n^(-7/2) + (1 + (-1)^n)*n^(-9/2))/(sqrt(8)*pi^(3/2)) as n -> oo",
  ])
  func proved(statement: String) throws {
    try expect(.proved, on: statement, with: Self.declarations)
  }

  @Test(arguments: [
    "eigenvalue(G, 2, k) ~ C*k^(-3) as k -> oo",
    "eigenvalue(G, 2, k) ~ exp(-B^2)/(2*pi^2)*k^(-2) as k -> oo",
    "eigenvalue(G, 2, k) ~ (1 - (-1)^k)*exp(-B^2/2)/(4*pi^2)*k^(-2) as k -> oo",
    "same_rkhs(G, fc_gpk(2), 3)",
    "same_rkhs(G, kappa0, 3)",
    "same_rkhs(dual(elu), laplace(c), 3)",
    "eigenvalue(dual(elu), 3, k) ~ C*k^(-7) as k -> oo",
    "taylor(dual(elu), n) ~ C*n^(-7/2) as n -> oo",
    "taylor(G, n) ~ C*n^(-3/2) as n -> oo",
    "taylor(Phi2(-1, -1, t), n) ~ sqrt(2)*exp(-1/2)/(4*pi^(3/2))*n^(-3/2) as n -> oo",
  ])
  func refuted(statement: String) throws {
    try expect(.refuted, on: statement, with: Self.declarations)
  }

  @Test(arguments: ["taylor(kappa1(t^3), n) ~ C*n^(-5/2) as n -> oo"])
  func undecided(statement: String) throws {
    try expectNoProof(of: statement, with: Self.declarations)
  }
}
