import Syntax
import Testing
import Verification

/// Claims about eigenvalues on products of spheres along rays of frequencies, with their verdicts.
///
/// Beside each true claim stand neighbours with a wrong exponent or constant.
struct MultisphereLawTests {
  private static let kernels = """
    kernel average = kappa1((t[1] + t[2])/2)
    kernel pointwise = kappa1((kappa1(t[1]) + kappa1(t[2]))/2)
    kernel skipping = rescgpk(2, 2, 2, pixel(1), alpha)
    kernel cancelling = kappa0(t[1])*kappa0((t[1] + t[2])/2)
    """

  @Test(arguments: [
    "eigenvalue(average, 2, 2*k, 0) ~ C*k^(-5) as k -> oo",
    "eigenvalue(average, d, 2*k, 0) ~ C*k^(-1 - 2*d) as k -> oo for d in {2, 3, 7}",
    "eigenvalue(average, 2, 2*k + 1, 0)*k^9 -> 0 as k -> oo",
    "eigenvalue(pointwise, 2, k, k) ~ 3/(32*pi^2)*k^(-5) as k -> oo",
    "eigenvalue(pointwise, 3, 0, k) ~ C*k^(-5) as k -> oo",
    "eigenvalue(pointwise, 2, k, 2*k)/eigenvalue(pointwise, 2, k, k) -> (2/5)^(5/2) as k -> oo",
    "eigenvalue(pointwise, 2, k, 0)*k^3 -> 0 as k -> oo",
    "eigenvalue(skipping, 3, k, k) ~ C*k^(-7) as k -> oo",
    "eigenvalue(cgpk(3, 2, 5, pixel(1)), 3, k, k, k, k, k) ~ C*k^(-13) as k -> oo",
    "eigenvalue(cgpk(2, 1, 3, trace), 2, k, k, k) ~ 0 as k -> oo",
  ])
  func holds(_ statement: String) throws {
    let found = try outcome(of: statement, with: Self.kernels)
    #expect([.proved, .verified].contains(found.verdict), "\(found)")
  }

  @Test(arguments: [
    "eigenvalue(average, 2, 2*k, 0) ~ C*k^(-4) as k -> oo",
    "eigenvalue(average, 2, k, 0) ~ C*k^(-5) as k -> oo",
    "eigenvalue(pointwise, 2, k, k) ~ 3/(31*pi^2)*k^(-5) as k -> oo",
    "eigenvalue(pointwise, 2, k, k) ~ C*k^(-8) as k -> oo",
    "eigenvalue(pointwise, 3, k, 0) ~ C*k^(-7) as k -> oo",
    "eigenvalue(pointwise, 2, k, 0) ~ 27/200*k^(-4) as k -> oo",
    "eigenvalue(pointwise, 2, k, 0)*k^4 -> 0 as k -> oo",
    "eigenvalue(skipping, 3, k, k) ~ C*k^(-10) as k -> oo",
  ])
  func fails(_ statement: String) throws {
    try expect(.refuted, on: statement, with: Self.kernels)
  }

  @Test(arguments: [
    // The theorem has an upper bound alone; the eigenvalues fall like k^(-3).
    "eigenvalue(cancelling, 2, 2*k, 1) ~ C*k^(-2) as k -> oo",
    "eigenvalue(cancelling, 2, 2*k, 1) ~ C*k^(-3) as k -> oo",
    "eigenvalue(kappa0((kappa1(t[1]) + t[2])/2), 2, k, 0) ~ C*k^(-2) as k -> oo",
    "eigenvalue(exp(t[1])*t[2], 2, k, 1) ~ C*k^(-2) as k -> oo",
  ])
  func staysOpen(_ statement: String) throws {
    try expect(.undecided, on: statement, with: Self.kernels)
  }

  @Test(arguments: [
    ("eigenvalue(average, 2, k^2, 0) ~ C*k^(-5) as k -> oo", "grows with `k` by whole steps"),
    ("eigenvalue(average, 2, k/2, 0) ~ C*k^(-5) as k -> oo", "grows with `k` by whole steps"),
    ("eigenvalue(average, 2, -k, 0) ~ C*k^(-5) as k -> oo", "grows with `k` by whole steps"),
    ("eigenvalue(average, 2, k, 0) <= k^(-5) for k in 1...oo", "runs to infinity"),
  ])
  func isRejected(_ statement: String, message: String) throws {
    let error = #expect(throws: SyntaxError.self) {
      _ = try outcome(of: statement, with: Self.kernels)
    }
    #expect(error?.diagnostics.contains { $0.message.contains(message) } == true, "\(error as Any)")
  }
}
