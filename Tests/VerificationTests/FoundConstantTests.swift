import Syntax
import Testing
import Verification

/// Constants that claims leave free: what is reported makes the claim true.
struct FoundConstantTests {
  @Test(arguments: [
    // The best number is attained, so it does not serve in a strict comparison.
    ("taylor(t^2/2 + t/2, n) < c2 for n in 0...10", "c2 > 0.5"),
    ("taylor(t^2/2 + t/2, n) <= c2 for n in 0...10", "c2 = 0.5"),
    ("taylor(kappa1, n) > -C*n^(-5/2) for n in 2...100", "every C > 0"),
    ("taylor(kappa1, n) > -C*n^(-5/2) for n in 2...oo", "every C > 0"),
    ("taylor(t, n) > -C for n in 0...10", "every C > 0"),
    ("eigenvalue(kappa0, 3, k) > -C*k^(-5) for k in 1...oo", "every C > 0"),
    // A negative number would serve, but constants are positive.
    ("taylor(sqrt(1 - t), n) <= C*n^(-3/2) for n in 1...100", "every C > 0"),
    ("taylor(kappa1, n) < C*n^(-5/2) for n in 1...oo", "C > "),
    ("taylor(kappa1, n) <= C*n^(-5/2) for n in 1...oo", "C = "),
  ])
  func isReported(statement: String, text: String) throws {
    let found = try outcome(of: statement)
    #expect([.proved, .verified].contains(found.verdict), "\(found)")
    #expect(found.reason.contains(text), "\(found.reason)")
  }

  /// Eigenvalues after average pooling along a ray are those of the trace.
  @Test func pooledRays() throws {
    #expect(
      try verdict(on: "eigenvalue(cgpk(2, 1, 3, gap), 3, 2*k, 0, 0) ~ C*k^(-7) as k -> oo")
        == .proved)
    #expect(
      try verdict(on: "eigenvalue(cgpk(2, 1, 3, gap), 3, 2*k, 0, 0) ~ C*k^(-5) as k -> oo")
        == .refuted)
  }
}
