import Arithmetic
import Syntax
import Testing
import Verification

/// Claims about coefficients that oscillate at leading order.
struct OscillationTests {
  private static let declarations = "kernel G(B) = dual(step(B))"

  @Test(arguments: [
    "taylor(Phi2(-1, -1, t), n) ~ C*n^(-3/2) as n -> oo",
    "taylor(G(alpha), n) ~ C*n^(-3/2) as n -> oo",
    "taylor(G(1), n) ~ C*(3 + (-1)^n)*n^(-3/2) as n -> oo",
    "taylor(G(1), n) ~ C*n^(-2) as n -> oo",
    "taylor(G(1), n) ~ n^(-3/2)/20 as n -> oo",
    "taylor(G(1), n) ~ taylor(laplace(1), n) as n -> oo",
    "n^(3/2)*taylor(G(1), n) -> 3/100 as n -> oo",
    "n^(3/2)*taylor(G(-1), n) -> C as n -> oo",
    "taylor(G(1), n)/taylor((1 + t)*G(1), n) -> 1/2 as n -> oo",
    "taylor((3 + t)*G(1), n) ~ C*n^(-3/2) as n -> oo",
    "taylor((1 + t)*G(1), n) ~ n^(-3/2)/20 as n -> oo",
    "taylor(G(2), n) in [c1*n^(-3/2), c2*n^(-3/2)] for n in 1...oo",
    "taylor(G(1), n) >= C*n^(-3/2) for n in 4...oo",
    "taylor(G(1), n) >= C*n^(-1) for n in 4...oo",
    "taylor(G(1), n) <= C*n^(-2) for n in 1...oo",
    "taylor(G(2), n) >= n^(-3/2)/10^6 for n in 900...oo",
    "taylor(G(2), n) <= n^(-3/2)/100 for n in 900...oo",
    "eigenvalue(G(1), 3, k) ~ C*k^(-4) as k -> oo",
    "same_rkhs(G(1), fc_gpk(2), 3)",
  ])
  func refuted(statement: String) throws {
    try expect(.refuted, on: statement, with: Self.declarations)
  }

  @Test(arguments: [
    "taylor((1 + t)*G(1), n) ~ exp(-1/2)/(sqrt(2)*pi^(3/2))*n^(-3/2) as n -> oo",
    "taylor((1 + t)*G(alpha), n) ~ C*n^(-3/2) as n -> oo",
    "taylor((1 + t)*exp(t)*G(1), n) ~ C*n^(-3/2) as n -> oo",
    "taylor(G(1), n) <= C*n^(-3/2) for n in 1...oo",
    "taylor(G(1), n) <= 8/100*n^(-3/2) for n in 100...oo",
    "taylor((1 + t)*G(1), n) in [c1*n^(-3/2), c2*n^(-3/2)] for n in 1...oo",
    "taylor((3 + t)*G(1), n) in [c1*n^(-3/2), c2*n^(-3/2)] for n in 1...oo",
    "eigenvalue(G(1), 3, k) ~ exp(-1/2)/(4*pi)*k^(-3) as k -> oo",
    "eigenvalue((1 + t)*G(1), 4, k) ~ C*k^(-4) as k -> oo",
    "same_rkhs(G(1), laplace(1), 3)",
  ])
  func proved(statement: String) throws {
    try expect(.proved, on: statement, with: Self.declarations)
  }

  /// True, or with angles that are not compared.
  @Test(arguments: [
    "n*taylor(G(1), n) -> 0 as n -> oo",
    "taylor(G(1), n) ~ taylor(G(2), n) as n -> oo",
    "taylor(G(1), n) ~ C*taylor(G(1), n) as n -> oo",
    "taylor(G(alpha - beta), n) ~ C*n^(-3/2) as n -> oo",
    "taylor(Phi2(1, 2, t), n) ~ C*n^(-3/2) as n -> oo",
  ])
  func undecided(statement: String) throws {
    try expect(.undecided, on: statement, with: Self.declarations)
  }

  /// The limit points e^(-1/2)/(√2·π^(3/2)) times 1/4 and 3/4, with mpmath.
  @Test func witness() throws {
    let found = try outcome(
      of: "n^(3/2)*taylor(G(1), n) -> C as n -> oo", with: Self.declarations)
    let witness = try #require(found.witness)
    #expect(witness.left.mid.hasPrefix("0.0192554184"))
    #expect(witness.right.mid.hasPrefix("0.0577662553"))
    #expect(witness.statement?.contains("cos(theta)^2") == true)
  }
}
