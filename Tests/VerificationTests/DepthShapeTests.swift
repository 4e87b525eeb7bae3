import Syntax
import Testing
import Verification

/// Limits along differential equations, slow steps, and shapes, with the verdicts that they must get.
struct DepthShapeTests {
  private static let declarations = """
    parameter T > 0
    flow limit:
        u(0) = t
        u' = kappa1(u) - u
        theta(0) = 0
        theta' = theta*(kappa0(u) - 1) + kappa1(u) + u*kappa0(u)
    flow paced(p):
        x(0) = 0
        y(0) = t
        y' = p*kappa1(y) - p*y
        x' = p*x*(kappa0(y) - 1) + (kappa1(y) + y*kappa0(y))/3
    flow wrong:
        u(0) = t
        u' = kappa1(u) - u
        theta(0) = 0
        theta' = theta*(kappa0(u) - 1) + kappa1(u) + kappa0(u)
    """

  @Test(arguments: [
    // Steps of order 1/L.
    "normalized(res_ntk(L, L^(-1/2))) -> limit.theta(1)/2 as L -> oo",
    "normalized(res_ntk(L, sqrt(T/L))) -> limit.theta(T)/(2*T) as L -> oo",
    "normalized(res_ntk(2*L, L^(-1/2))) -> limit.theta(2)/4 as L -> oo",
    "normalized(res_ntk(L, sqrt(2/L))) -> 3*paced(2).x(1)/2 as L -> oo",
    "normalized(res_ntk(L, L^(-1/2))) -> 3*paced(1).x(1)/2 as L -> oo",
    "normalized(res_gpk(L, L^(-1/2))) -> limit.u(1) as L -> oo",
    "at(normalized(res_ntk(L, L^(-1/2))), 1/2) -> at(limit.theta(1), 1/2)/2 as L -> oo",
    "limit.u(2) == paced(2).y(1)",
    "limit.theta(T) == 3*paced(T).x(1)*T for t in [-1, 1)",
    "at(limit.theta(T), 1) == 2*T",
    // Rates.
    "normalized(res_ntk(L, L^(-1/2))) -> limit.theta(1)/2 as L -> oo at rate 1/L for t in (-1, 1]",
    "normalized(res_gpk(L, L^(-1/2))) -> limit.u(1) as L -> oo at rate 1/L for t in [0, 1/2]",
    "normalized(res_ntk(L, 1/L)) -> (kappa1 + t*kappa0)/2 as L -> oo at rate 1/L for t in (-1, 1]",
    "normalized(res_ntk(L, L^(-3/4))) -> (kappa1 + t*kappa0)/2 as L -> oo at rate L^(-1/2) for t in (-1, 1)",
    // Slower steps.
    "normalized(res_ntk(L, L^(-1/4))) -> 1/4 as L -> oo for t in [-1, 1)",
    "normalized(res_ntk(L, 3*L^(-1/3))) -> 1/4 as L -> oo for t in [-1, 1)",
    "1 - normalized(res_gpk(L, L^(-1/4))) ~ 9*pi^2/(2*L) as L -> oo for t in [-1, 1)",
    "1 - normalized(res_gpk(2*L, 3*L^(-1/4))) ~ 9*pi^2/(8*81*L) as L -> oo for t in [-1, 1)",
    // Shapes.
    "spiky(normalized(fc_ntk(L))) as L -> oo",
    "spiky(normalized(res_ntk(L, alpha))) as L -> oo",
    "spiky(normalized(res_ntk(L, L^(-1/4)))) as L -> oo",
    "stable(normalized(res_ntk(L, 1/L))) as L -> oo",
    "stable(normalized(res_ntk(L, L^(-1/2)))) as L -> oo",
    "stable(normalized(res_ntk(L, L^(-3/4)))) as L -> oo",
  ])
  func proved(statement: String) throws {
    try expect(.proved, on: statement, with: Self.declarations)
  }

  @Test(arguments: [
    "normalized(res_ntk(L, L^(-1/2))) -> (kappa1 + t*kappa0)/2 as L -> oo",
    "normalized(res_ntk(L, L^(-1/2))) -> 1/4 as L -> oo for t in [-1, 1)",
    "normalized(res_ntk(L, L^(-1/2))) -> wrong.theta(1)/2 as L -> oo",
    "normalized(res_ntk(L, L^(-1/2))) -> limit.theta(2)/4 as L -> oo",
    "normalized(res_ntk(L, L^(-1/2))) -> 3*paced(2).x(1)/2 as L -> oo",
    "normalized(res_gpk(L, L^(-1/2))) -> t as L -> oo",
    "limit.u(2) == paced(3).y(1)",
    "normalized(res_ntk(L, L^(-1/2))) -> limit.theta(1)/2 as L -> oo at rate 1/L^2 for t in (-1, 1]",
    "L*(normalized(res_ntk(L, L^(-1/2))) - limit.theta(1)/2) -> 0 as L -> oo for t in (-1, 1)",
    "normalized(res_ntk(L, L^(-3/4))) -> (kappa1 + t*kappa0)/2 as L -> oo at rate 1/L for t in (-1, 1)",
    "normalized(res_ntk(L, L^(-1/4))) -> limit.theta(1)/2 as L -> oo for t in [-1, 1)",
    "1 - normalized(res_gpk(L, L^(-1/4))) ~ 9*pi^2/(2*L^2) as L -> oo for t in [-1, 1)",
    "1 - normalized(res_gpk(L, L^(-1/4))) ~ 9*pi^2/(4*L) as L -> oo for t in [-1, 1)",
    "stable(normalized(fc_ntk(L))) as L -> oo",
    "stable(normalized(res_ntk(L, L^(-1/4)))) as L -> oo",
    "spiky(normalized(res_ntk(L, 1/L))) as L -> oo",
    "spiky(normalized(res_ntk(L, L^(-1/2)))) as L -> oo",
    "spiky(fc_gpk(L)) as L -> oo",
    "stable(fc_gpk(L)) as L -> oo",
    "spiky(fc_ntk(L)) as L -> oo",
  ])
  func refuted(statement: String) throws {
    try expect(.refuted, on: statement, with: Self.declarations)
  }

  @Test(arguments: [
    "normalized(res_ntk(L, 1/log(L + 2))) -> 1/4 as L -> oo for t in [-1, 1)"
  ])
  func undecided(statement: String) throws {
    try expect(.undecided, on: statement, with: Self.declarations)
  }

  /// A witness names a point and limits there that differ.
  @Test func witness() throws {
    let found = try outcome(
      of: "normalized(res_ntk(L, L^(-1/2))) -> (kappa1 + t*kappa0)/2 as L -> oo",
      with: Self.declarations)
    let witness = try #require(found.witness)
    #expect(witness.subject == "limit")
    #expect(witness.left != witness.right)
    #expect(witness.point["t"] != nil)
  }

  @Test(arguments: [
    "spikey(fc_ntk(L)) as L -> oo",
    "spiky(fc_ntk(L), fc_gpk(L)) as L -> oo",
    "spiky(fc_ntk(L)) as L -> oo for t in [-1, 0]",
    "stable(fc_ntk(L)) as L -> 3",
    "spiky(fc_ntk(3))",
  ])
  func badClaims(statement: String) throws {
    #expect(throws: SyntaxError.self) { try outcome(of: statement, with: Self.declarations) }
  }
}
