import Syntax
import Testing
import Verification

/// Claims about sequences and function spaces of kernels of every depth, with the verdicts that they must get.
///
/// Beside each true claim stand neighbours with a wrong exponent, constant, or first depth.
struct EveryDepthTests {
  /// What defines the coefficients at t = -1 of the kernels, as `zonal asymptotics` prints it.
  private static let ends = """
    recursion plain:
        x[1](t) = 0
        x[l](t) = kappa1(x[l-1](t))
        c[1](t) = -sqrt(2)/pi
        c[l](t) = kappa0(x[l-1](t))*c[l-1](t)
    recursion residual_ends(alpha):
        x[1](t) = -1/(1 + alpha^2)
        x[l](t) = (x[l-1](t) + alpha^2*kappa1(x[l-1](t)))/(1 + alpha^2)
        c[1](t) = -sqrt(2)*alpha^2/pi
        c[l](t) = (1 + alpha^2*kappa0(x[l-1](t)))*c[l-1](t)
    let first = (1 + L*alpha^2)*L*alpha^2*(1 + alpha^2)^(L-2)
    """

  @Test(arguments: [
    "taylor(res_ntk(L, alpha), n) ~ C*n^(-3/2) as n -> oo for L in 2...oo",
    "taylor(fc_gpk(L), n) ~ C*n^(-5/2) as n -> oo for L in 2...oo",
    // One layer with as much bias as weight has both parities.
    "taylor(fc_ntk_bias(L, 1), n) ~ C*n^(-3/2) as n -> oo",
    "taylor(fc_ntk_bias(L, 1), n) ~ (1 + 1)*L*(L + 1)*n^(-3/2)/(sqrt(8)*pi^(3/2)) as n -> oo",
    "eigenvalue(res_ntk(L, alpha), 3, k) ~ C*k^(-3) as k -> oo for L in 2...oo",
    "eigenvalue(fc_gpk(L + 1), 4, k) ~ C*k^(-6) as k -> oo",
    // Every depth, 1 too: with the constant of each parity.
    "taylor(fc_ntk(L), n) ~ (L*(L + 1)/(sqrt(8)*pi^(3/2)) - (-1)^n*plain.c[L]/(2*sqrt(pi)))*n^(-3/2) as n -> oo",
    "taylor(res_ntk(L, alpha), n) ~ (sqrt(2)*first - (-1)^n*pi*residual_ends(alpha).c[L])/(2*pi^(3/2))*n^(-3/2) as n -> oo",
    "taylor(fc_ntk(L), n)/taylor(laplace(1), n) -> L*(L + 1)/(2*pi) - (-1)^n*plain.c[L]/sqrt(2) as n -> oo",
    "eigenvalue(fc_ntk(L), 3, k)*k^2 -> 0 as k -> oo",
    "same_rkhs(fc_ntk(L), laplace(1), 3) for L in 2...oo",
    "same_rkhs(res_ntk(L, alpha), laplace(1), 5) for L in 2...oo",
    // One block is one layer.
    "same_rkhs(res_ntk(L, alpha), fc_ntk(L), 4)",
    "same_rkhs(fc_ntk_bias(L, 1), laplace(2), 3)",
    // Formulas.
    "puiseux(fc_ntk(L), -1, 1/2) == plain.c[L]",
    "puiseux(res_ntk(L, alpha), -1, 1/2) == residual_ends(alpha).c[L]",
    "at(fc_gpk(L), -1) == plain.x[L]",
    "at(res_gpk(L, alpha), -1) == (1 + alpha^2)^L*residual_ends(alpha).x[L]",
    "at(fc_ntk(L), 1) == L + 1 for L in 0...oo",
    "at(fc_ntk(L), 1) >= 6 for L in 5...oo",
  ])
  func proved(statement: String) throws {
    try expect(.proved, on: statement, with: Self.ends)
  }

  @Test(arguments: [
    // One layer without a bias has one parity.
    ("taylor(res_ntk(L, alpha), n) ~ C*n^(-3/2) as n -> oo", "1"),
    ("same_rkhs(fc_ntk(L), laplace(1), 3)", "1"),
    ("same_rkhs(fc_ntk(L), laplace(1), 3) for L in 1...oo", "1"),
    // Exponents.
    ("taylor(res_ntk(L, alpha), n) ~ C*n^(-5/2) as n -> oo for L in 2...oo", "2"),
    ("eigenvalue(fc_gpk(L), 3, k) ~ C*k^(-3) as k -> oo for L in 2...oo", "2"),
    ("eigenvalue(fc_ntk(L), 3, k)*k^3 -> 0 as k -> oo for L in 3...oo", "3"),
    ("same_rkhs(fc_gpk(L), laplace(1), 3) for L in 2...oo", "2"),
    ("same_rkhs(res_ntk(L, alpha), res_gpk(L, alpha), 3) for L in 2...oo", "2"),
    // Constants: the sign of a parity, and closed forms that agree at small depths only.
    (
      "taylor(fc_ntk(L), n) ~ (L*(L + 1)/(sqrt(8)*pi^(3/2)) + (-1)^n*plain.c[L]/(2*sqrt(pi)))*n^(-3/2) as n -> oo",
      "1"
    ),
    (
      "taylor(fc_ntk(L), n) ~ (L^2/(sqrt(8)*pi^(3/2)) - (-1)^n*plain.c[L]/(2*sqrt(pi)))*n^(-3/2) as n -> oo for L in 2...oo",
      "2"
    ),
    (
      "taylor(fc_ntk(L), n) ~ ((L*(L + 1) + (L - 2)*(L - 3))/(sqrt(8)*pi^(3/2)) - (-1)^n*plain.c[L]/(2*sqrt(pi)))*n^(-3/2) as n -> oo for L in 2...oo",
      "4"
    ),
    ("puiseux(fc_ntk(L), -1, 1/2) == 2*plain.c[L]", "1"),
    ("at(fc_ntk(L), 1) == L + 1 + L*(L - 1)*(L - 2)*(L - 3) for L in 0...oo", "4"),
  ])
  func refuted(statement: String, depth: String) throws {
    let found = try expect(.refuted, on: statement, with: Self.ends)
    #expect(try #require(found.witness).point["L"] == depth)
  }

  /// A witness has one of the depths that are meant.
  @Test(arguments: [
    ("at(fc_ntk(L), 1) <= 4 for L in 2...oo", 4), ("at(fc_ntk(L), 1) == L for L in 3...oo", 3),
    ("at(fc_gpk(L), -1) <= 1/4 for L in 2...oo", 2),
  ])
  func depthsOfWitnesses(statement: String, least: Int) throws {
    let found = try expect(.refuted, on: statement, with: Self.ends)
    let depth = try #require(found.witness?.point["L"].flatMap { Int($0) })
    #expect(depth >= least)
  }

  /// What is not shown for every depth is not claimed, though it holds or seems to.
  @Test(arguments: [
    // The order changes with the depth.
    "taylor(step_gpk(L), n) ~ C*n^(-9/8) as n -> oo for L in 3...oo",
    // False from a depth on that is not tried.
    "taylor(fc_ntk(L), n) ~ ((L*(L + 1) + (L - 2)*(L - 3)*(L - 4)*(L - 5)*(L - 6))/(sqrt(8)*pi^(3/2)) - (-1)^n*plain.c[L]/(2*sqrt(pi)))*n^(-3/2) as n -> oo for L in 2...oo",
    "taylor(fc_ntk(L), n) ~ C*L^M*n^(-3/2) as n -> oo for M in 1...oo",
    // A sign would be needed.
    "taylor(fc_gpk(L) - t, n) ~ C*n^(-5/2) as n -> oo for L in 2...oo",
  ])
  func neverProved(statement: String) throws {
    try expectNoProof(of: statement, with: Self.ends)
  }

  /// A depth inside a definition has no value where single depths are looked at.
  @Test func depthInsideADefinition() throws {
    let statement = "taylor(K, n) ~ C*n^(-3/2) as n -> oo for L in 1...oo"
    try expect(.undecided, on: statement, with: "kernel K = fc_ntk(L)")
    let larger = "taylor(K, n) ~ C*n^(-3/2) as n -> oo for L in 2...oo"
    try expect(.proved, on: larger, with: "kernel K = fc_ntk(L)")
  }

  /// The reason states the constants and what defines them.
  @Test func reason() throws {
    let found = try outcome(
      of: "taylor(fc_gpk(L), n) ~ C*n^(-5/2) as n -> oo for L in 2...oo", with: Self.ends)
    for part in [
      "by induction on the depth, for every L >= 2", "2*sqrt(2)*L/pi + 3*c[L]",
      "where x[1] = 0, x[l] = kappa1(x[l-1])",
    ] {
      #expect(found.reason.contains(part), "\(found.reason)")
    }
  }
}
