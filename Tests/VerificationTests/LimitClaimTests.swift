import Syntax
import Testing
import Verification

/// Claims about limits, function spaces and all indices, with the verdicts that they must get.
///
/// Beside each true claim stand neighbours with a wrong exponent, parity or constant.
struct LimitClaimTests {
  private static let constant = "/(sqrt(2)*pi^(3/2))"

  @Test(arguments: [
    "taylor(kappa1, n) ~ (1 + (-1)^n)\(constant)*n^(-5/2) as n -> oo",
    "taylor(kappa0, n) ~ (1 - (-1)^n)\(constant)*n^(-3/2) as n -> oo",
    "taylor(fc_gpk(2), n) ~ (2 + (-1)^n/2)\(constant)*n^(-5/2) as n -> oo",
    "taylor(fc_gpk(2), n) ~ C*n^(-5/2) as n -> oo",
    "taylor(fc_ntk_bias(2, beta), n) ~ (3*(1 + beta^2) + (-1)^n*(1 - beta^2)/2)\(constant)*n^(-3/2) as n -> oo",
    "taylor(laplace(2), n) ~ sqrt(2/pi)*n^(-3/2) as n -> oo",
    "taylor(arcsin(2*t/3), n) ~ (1 - (-1)^n)*n^(-3/2)*(2/3)^n/sqrt(2*pi) as n -> oo",
    "taylor(fc_ntk(2), n)/taylor(laplace(1), n) -> (3 + (-1)^n/2)/pi as n -> oo",
    "eigenvalue(res_ntk(3, alpha), 3, k) ~ C*k^(-3) as k -> oo",
    "eigenvalue(res_gpk(2, alpha), 5, k) ~ C*k^(-7) as k -> oo",
    "eigenvalue(step_gpk(3), 4, k) ~ C*k^(-13/4) as k -> oo",
    "eigenvalue(laplace(1), 3, k) ~ k^(-3)/2 as k -> oo",
    "eigenvalue(fc_ntk(2), 3, k)*k^2 -> 0 as k -> oo",
    "same_rkhs(fc_ntk(3), laplace(1), 3)",
    "same_rkhs(res_ntk(2, alpha), laplace(1), 5)",
    "same_rkhs(fc_ntk_bias(1, 1), laplace(2), 3)",
    "same_rkhs(fc_ntk(1), res_ntk(1, alpha), 4)",
    "same_rkhs(fc_gpk(2), res_gpk(3, alpha), 4)",
    "same_rkhs(gaussian_kernel(1), 3*gaussian_kernel(1), 4)",
    "same_rkhs(laplace(1) - t/10, laplace(1), 3)",
    "taylor((1 - t)*log((1 - t)/2), n) ~ n^(-2) as n -> oo",
    "taylor(log(1 - t)^2, n) ~ 2*log(n)/n as n -> oo",
    "taylor(sqrt(1 - t)*log(1 - t), n) ~ C*n^(-3/2)*log(n) as n -> oo",
    "eigenvalue(-log((1 - t)/2), 3, k) ~ k^(-2) as k -> oo",
    "eigenvalue((1 - t)*log(1 - t), 5, k) ~ C*k^(-6) as k -> oo",
    "taylor(fc_ntk(2), n) >= 0.76*taylor(laplace(1), n) for n in 0...oo",
    "taylor(fc_gpk(2), n) <= 0.7804231*n^(-5/2) for n in 1...oo",
    "taylor(kappa1(t^2), n) >= 0 for n in 0...oo",
    "taylor(fc_ntk(2), n) in [c1*n^(-3/2), c2*n^(-3/2)] for n in 1...oo",
  ])
  func proved(statement: String) throws {
    try expect(.proved, on: statement)
  }

  @Test(arguments: [
    // Parity.
    "taylor(kappa1, n) ~ 2\(constant)*n^(-5/2) as n -> oo",
    "taylor(kappa1, n) ~ C*n^(-5/2) as n -> oo",
    "taylor(fc_gpk(2), n) ~ (2 - (-1)^n/2)\(constant)*n^(-5/2) as n -> oo",
    "taylor(fc_gpk(2), n) ~ 2\(constant)*n^(-5/2) as n -> oo",
    "eigenvalue(res_ntk(1, alpha), 3, k) ~ C*k^(-3) as k -> oo",
    "taylor(laplace(1), n) ~ (1 + (-1)^n/100)/sqrt(2*pi)*n^(-3/2) as n -> oo",
    // Exponents.
    "eigenvalue(fc_ntk(2), 3, k) ~ C*k^(-4) as k -> oo",
    "eigenvalue(fc_ntk(2), 3, k) ~ C*k^(-2) as k -> oo",
    "eigenvalue(fc_gpk(2), 3, k) ~ C*k^(-3) as k -> oo",
    "eigenvalue(step_gpk(2), 3, k) ~ C*k^(-3) as k -> oo",
    "taylor(fc_ntk(2), n) ~ C*n^(-5/2) as n -> oo",
    "taylor(fc_ntk(2), n) ~ C*n^(-3/2)*log(n) as n -> oo",
    "taylor(arcsin(2*t/3), n) ~ C*(1 - (-1)^n)*n^(-3/2)*(3/4)^n as n -> oo",
    "taylor(log(1 - t)^2, n) ~ C/n as n -> oo",
    "taylor(log(1 - t)^2, n) ~ C*log(n)^2/n as n -> oo",
    "taylor((1 - t)*log(1 - t), n) ~ C*n^(-2)*log(n) as n -> oo",
    // Constants.
    "taylor(sqrt(1 - t)*log(1 - t), n) ~ n^(-3/2)*log(n) as n -> oo",
    "taylor(laplace(2), n) ~ sqrt(2/pi)*1.000001*n^(-3/2) as n -> oo",
    "eigenvalue(laplace(1), 3, k) ~ k^(-3)/3 as k -> oo",
    "taylor(fc_ntk_bias(2, beta), n) ~ 3*(1 + beta^2)\(constant)*n^(-3/2) as n -> oo",
    "taylor(fc_ntk(2), n)/taylor(laplace(1), n) -> 1 as n -> oo",
    "eigenvalue(fc_ntk(2), 3, k)*k^3 -> 0 as k -> oo",
    // Spaces.
    "same_rkhs(fc_ntk(1), laplace(1), 3)",
    "same_rkhs(fc_gpk(2), laplace(1), 3)",
    "same_rkhs(fc_gpk(2), fc_gpk(1), 3)",
    "same_rkhs(exponential_power(1, 1/2), laplace(1), 3)",
    "same_rkhs(fc_ntk(2), gaussian_kernel(1), 3)",
    "same_rkhs(gaussian_kernel(1), gaussian_kernel(2), 3)",
    "same_rkhs(dual(erf), gaussian_kernel(1), 3)",
    "same_rkhs(dual(erf), fc_ntk(2), 3)",
    "same_rkhs(arcsin(2*t/3), arcsin(t/2), 3)",
    // All indices.
    "taylor(fc_ntk(2), n) >= 0.8*taylor(laplace(1), n) for n in 0...oo",
    "taylor(fc_gpk(2), n) <= 0.317*n^(-5/2) for n in 100...oo",
    "taylor(kappa1, n) > 0 for n in 0...oo",
  ])
  func refuted(statement: String) throws {
    try expect(.refuted, on: statement)
  }

  /// Nothing is claimed without its hypotheses.
  @Test(arguments: [
    "taylor(kappa1(t^2), n) ~ C*n^(-5/2) as n -> oo",
    "taylor(exp(-1/(1 + t))*kappa0, n) ~ C*n^(-3/2) as n -> oo",
    "taylor(abs(t), n) ~ C*n^(-2) as n -> oo",
    "same_rkhs(exp(t), exp(t^2 + t), 3)",
    "same_rkhs(dual(gelu), dual(gelu) + t, 3)",
    "same_rkhs(laplace(1) - t, laplace(1), 3)",
    "taylor(fc_ntk(2), n) >= C*n^(-1) for n in 1...oo",
    "eigenvalue(sqrt(1 - t^2), 3, k) > 0 for k in 0...oo",
  ])
  func neverProved(statement: String) throws {
    try expectNoProof(of: statement)
  }

  /// Limits that make no sense are refused at their place.
  @Test(arguments: [
    "taylor(kappa1, n) ~ C*n^(-5/2) as n -> 0",
    "taylor(fc_ntk(L), n) >= C*n^(-3/2) for n in 1...oo",
    "taylor(kappa1, n) ~ C*n^(-5/2) as n -> oo for n in 1...5",
    "eigenvalue(kappa1, 1, k) ~ C*k^(-3) as k -> oo",
    "same_rkhs(kappa1, 3)",
    "same_space(kappa1, kappa0, 3)",
    "taylor(kappa1, n) >= taylor(kappa1, m) for n in 1...oo, m in 1...oo",
  ])
  func badClaims(statement: String) throws {
    #expect(throws: SyntaxError.self) { try outcome(of: statement) }
  }
}
