import Syntax
import Testing
import Verification

/// Claims about laws whose exponent is a parameter or depends on the depth.
struct SymbolicExponentClaimTests {
  private func finding(_ statement: String) throws -> Outcome {
    try outcome(
      of: statement, with: "parameter c > 0\nparameter g, h in (0, 2)\nparameter m in (2, 4)")
  }

  @Test(arguments: [
    "taylor(exponential_power(c, g), n) ~ C*n^(-1 - g/2) as n -> oo",
    "eigenvalue(exponential_power(c, g), 3, k) ~ C*k^(-2 - g) as k -> oo",
    "eigenvalue(exponential_power(c, g), 5, k) ~ C*k^(-4)/k^g as k -> oo",
    "eigenvalue(exponential_power(c, g), 3, k) ~ C*(2*k)^(-2 - g) as k -> oo",
    "eigenvalue(exponential_power(c, m), 3, k) ~ C*k^(-2 - m) as k -> oo",
    "eigenvalue(exponential_power(c, g), 3, k)/eigenvalue(exponential_power(1, g), 3, k) -> c as k -> oo",
    "taylor(exponential_power(c, g), n)/taylor((1 - t)^(g/2), n) -> -c*2^(g/2) as n -> oo",
    "taylor(exp(-c*(1 - t^2)^(g/2)), n) ~ C*(1 + (-1)^n)*n^(-1 - g/2) as n -> oo",
    "eigenvalue(exponential_power(c, g), 3, k)*k^2 -> 0 as k -> oo",
    "eigenvalue(exponential_power(c, m), 3, k)/eigenvalue(exponential_power(c, g), 3, k) -> 0 as k -> oo",
    "same_rkhs(exponential_power(c, g), 2*exponential_power(1, g), 3)",
    "taylor(exponential_power(c, g), n) >= 0 for n in 0...oo",
    // Depths.
    "eigenvalue(step_gpk(L), 3, k) ~ C*k^(-2 - 2*2^(-L)) as k -> oo for L in 2...oo",
    "eigenvalue(step_gpk(L), 3, k) ~ C*k^(-2 - 2/2^L) as k -> oo for L in 2...oo",
    "taylor(step_gpk(L), n) ~ C*n^(-1 - 2^(-L)) as n -> oo for L in 2...oo",
    "eigenvalue(step_gpk(L), 3, k)/eigenvalue(step_gpk(L + 1), 3, k) -> 0 as k -> oo for L in 2...oo",
    "eigenvalue(laplace(1), 3, k)/eigenvalue(step_gpk(L), 3, k) -> 0 as k -> oo for L in 2...oo",
    "same_rkhs(step_gpk(L), 2*step_gpk(L), 3) for L in 2...oo",
    "same_rkhs(step_gpk(L), exponential_power(c, 2^(1 - L)), 3) for L in 2...oo",
    "taylor(step_gpk(L), n)/taylor(exponential_power(1, 2^(1 - L)), n) -> (sqrt(2)/pi)^(2 - 2^(1 - L))/2^(2^(-L)) as n -> oo for L in 2...oo",
    // At the end, where the formula has no value.
    "at(exponential_power(c, g), 1) == 1",
    "at(exponential_power(c, g), -1) == exp(-c*2^g)",
    "normalized(exponential_power(c, g)) == exponential_power(c, g) for t in [-1, 1)",
    "exponential_power(c, g)^2 == exponential_power(2*c, g) for t in [-1, 1)",
    "exponential_power(c, g) > 0 for t in [-1, 1)",
  ])
  func proved(statement: String) throws {
    let found = try finding(statement)
    #expect(found.verdict == .proved, "\(found.reason)")
  }

  @Test(arguments: [
    ("eigenvalue(exponential_power(c, g), 3, k) ~ C*k^(-3) as k -> oo", "g"),
    ("eigenvalue(exponential_power(c, g), 3, k) ~ C*k^(-2 - 2*g) as k -> oo", "g"),
    ("eigenvalue(exponential_power(c, g), 3, k) ~ C*k^(-2 - h) as k -> oo", ""),
    ("eigenvalue(exponential_power(c, g), 3, k) ~ k^(-2 - g) as k -> oo", "g"),
    ("taylor(exponential_power(c, g), n) ~ C*(1 + (-1)^n)*n^(-1 - g/2) as n -> oo", ""),
    ("taylor(exponential_power(c, g), n) ~ C*n^(-1 - g/2)*log(n) as n -> oo", ""),
    (
      "eigenvalue(exponential_power(c, g), 3, k)/eigenvalue(exponential_power(1, g), 3, k) -> 1 as k -> oo",
      "c"
    ),
    ("eigenvalue(exponential_power(c, g), 3, k)*k^(9/2) -> 0 as k -> oo", ""),
    ("same_rkhs(exponential_power(c, g), laplace(1), 3)", "g"),
    ("same_rkhs(exponential_power(c, g), exponential_power(c, m), 3)", "g"),
    // The even eigenvalues of one step are 0.
    ("eigenvalue(step_gpk(L), 3, k) ~ C*k^(-2 - 2/2^L) as k -> oo for L in 1...oo", "L"),
    ("eigenvalue(step_gpk(L), 3, k) ~ C*k^(-2 - 2^(-L)) as k -> oo for L in 2...oo", "L"),
    ("eigenvalue(step_gpk(L), 3, k) ~ C*k^(-5/2) as k -> oo for L in 2...oo", "L"),
    ("eigenvalue(step_gpk(L), 3, k) ~ k^(-2 - 2/2^L) as k -> oo for L in 2...oo", "L"),
    ("same_rkhs(step_gpk(L), laplace(1), 3) for L in 2...oo", "L"),
    ("same_rkhs(step_gpk(L), exponential_power(c, 2^(-L)), 3) for L in 2...oo", "L"),
    ("same_rkhs(step_gpk(L), exponential_power(c, 2^(1 - L)), 3) for L in 1...oo", "L"),
  ])
  func refuted(statement: String, parameter: String) throws {
    let found = try finding(statement)
    #expect(found.verdict == .refuted, "\(found.reason)")
    let witness = try #require(found.witness)
    if !parameter.isEmpty { #expect(witness.point[parameter] != nil, "\(witness.point)") }
  }

  /// What holds for some values of the parameters only, or has no value at t = 1.
  @Test(arguments: [
    "eigenvalue(exponential_power(c, g) + laplace(1), 3, k) ~ C*k^(-2 - g) as k -> oo",
    "eigenvalue(exponential_power(c, g) + laplace(1), 3, k) ~ C*k^(-3) as k -> oo",
    "eigenvalue(exponential_power(c, 2*g), 3, k) ~ C*k^(-2 - 2*g) as k -> oo",
    "eigenvalue(exponential_power(c, g), 3, k)*k^3 -> 0 as k -> oo",
    "same_rkhs(exponential_power(c, g), exponential_power(c, h), 3)",
    "same_rkhs(exponential_power(c, g) - t, exponential_power(c, g), 3)",
    "(2 - 2*t)^g/(2 - 2*t)^g == 1",
    "(2 - 2*t)^g > 0",
  ])
  func neverProved(statement: String) throws {
    let found = try finding(statement)
    #expect(found.verdict != .proved && found.verdict != .verified, "\(found.reason)")
  }
}
