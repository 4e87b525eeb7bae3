import Arithmetic
import Syntax
import Testing
import Verification

/// Claims about kernels at complex arguments.
struct ComplexArgumentTests {
  @Test(arguments: [
    "pick(kappa0)", "pick(step_gpk(3))", "pick(step_gpk(L))", "pick(step_gpk(L)) for L in 0...oo",
    "pick(dual(erf))", "pick(-sqrt(1 - t))", "pick(1/(1 - t))", "pick(alpha*kappa0 + t)",
    "pick(1/3)",
    "pick(log(2 + t))",
    "analytic(kappa1, oo)", "analytic(fc_ntk(1), oo)", "analytic(laplace(alpha), oo)",
    "analytic(step_gpk(L), oo) for L in 1...oo", "analytic(Phi2(-1, 2, t), oo)",
    "analytic(exp(t)*t^5, oo)", "analytic(res_ntk(4, alpha), 1)", "analytic(fc_gpk(2), 29/10)",
    "analytic(res_gpk(2, 1/2), 6/5)", "analytic(fc_gpk(3), 1.85)", "analytic(sqrt(2 + t^2), 7/5)",
  ])
  func proved(statement: String) throws { try expect(.proved, on: statement) }

  /// The exponent may be a symbol.
  @Test func symbolicExponent() throws {
    let range = "parameter g in (0, 2)"
    try expect(.proved, on: "pick(-(2 - 2*t)^(g/2))", with: range)
    try expect(.refuted, on: "pick((2 - 2*t)^(g/2))", with: range)
    try expect(.proved, on: "analytic(exponential_power(1, g), oo)", with: range)
  }

  @Test(arguments: [
    "analytic(fc_gpk(L), 1.85) for L in 1...3", "pick(alpha*t) for alpha in {1, 2}",
    "analytic(kappa1, R) for R in {1/2, 3, 100}",
  ])
  func verified(statement: String) throws { try expect(.verified, on: statement) }

  @Test(arguments: [
    "pick(kappa1)", "pick(fc_gpk(3))", "pick(fc_gpk(L))", "pick(fc_gpk(L)) for L in 2...oo",
    "pick(t^2)", "pick(arccos(t))", "pick(laplace(alpha))", "pick(-laplace(1))",
    "pick(res_ntk(2, alpha))", "pick(-kappa0)", "pick(sqrt(1 + t)*(2 + t))",
    "analytic(res_gpk(2, 1/2), 3/2)", "analytic(res_gpk(2, 1/2), 5/4)",
    "analytic(res_gpk(2, alpha), oo)", "analytic(fc_gpk(2), oo)", "analytic(fc_gpk(2), 2.92)",
    "analytic(fc_gpk(L), 3) for L in 1...4", "analytic(fc_gpk(L), oo) for L in 1...oo",
    "analytic(sqrt(2 + t^2), 3/2)",
  ])
  func refuted(statement: String) throws { try expect(.refuted, on: statement) }

  /// The exponent is a function of t that is hidden in an element of symbolic depth.
  @Test(arguments: [
    "pick((2 + t)^(1/(2 + fc_gpk(L)^2)))", "pick((2 + t)^(1/(2 + step_gpk(L)^2))) for L in 1...oo",
    "analytic((1 + t)^(1/(2 + fc_gpk(L)^2)), oo)", "analytic((2 + t)^(kappa1(fc_gpk(L))), oo)",
    "pick(moving.k[L])",
  ])
  func movingExponents(statement: String) throws {
    try expectNoProof(
      of: statement,
      with: """
        recursion moving:
            k[0](t) = t
            k[l](t) = (3 - t)^(-1/(2 + k[l-1](t)^2))
        """)
  }

  /// True or without a decision: entire functions of roots, kinks, missing values, parameters that would have to be covered.
  @Test(arguments: [
    "analytic(cos(sqrt(2 + t^2)), 3/2)", "analytic(abs(t), 1/2)", "analytic(1/(2 + t^2), 3)",
    "analytic(res_gpk(2, alpha), 101/100) for alpha in (0, 1)", "pick(erf(t))",
    "pick(Phi2(-1, -1, t))",
    "pick(arcsin(2*t))", "analytic(arcsin(2*t), oo)", "analytic(res_gpk(2, 1/2), 1249/1000)",
    "pick(dual(tanh))",
  ])
  func undecided(statement: String) throws { try expect(.undecided, on: statement) }

  @Test func witnesses() throws {
    let pick = try #require(try outcome(of: "pick(kappa1)").witness)
    #expect(pick.point == ["z": "-2 + 1/4*i"])
    #expect(pick.left.mid.hasPrefix("-0.2813589331") && pick.right.mid == "0")
    let branch = try #require(
      try outcome(of: "analytic(res_gpk(2, 1/2), R) for R in {3/2}").witness)
    #expect(branch.left.mid.hasPrefix("1.249525301") && branch.right.mid == "1.5")
    #expect(branch.point["z"]?.hasPrefix("-1.2494911") == true)
    #expect(branch.statement?.contains("kappa1 has the argument") == true)
    let depth = try #require(try outcome(of: "pick(fc_gpk(L)) for L in 2...oo").witness)
    #expect(depth.point["L"] == "2")
  }

  @Test(arguments: [
    "pick(kappa1, 2)", "analytic(kappa1)", "analytic(kappa1, -1)", "analytic(kappa1, pi)",
    "pick(kappa1) for t in [0, 1]", "picks(kappa1)", "pick(cgpk(3, 1, 4, trace))",
    "pick(taylor(kappa1, 2))", "pick(kappa1) as L -> oo",
  ])
  func badClaims(statement: String) throws {
    #expect(throws: SyntaxError.self) { try outcome(of: statement) }
  }
}
