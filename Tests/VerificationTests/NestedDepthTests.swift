import Syntax
import Testing
import Verification

/// Kernels of symbolic depth inside others: their symbols hide what they depend on.
struct NestedDepthTests {
  private static let declarations = """
    parameter M: depth
    parameter c in (0, 1)
    recursion s(x):
        k[0](t) = 1
        k[l](t) = k[l-1](t) + x
    recursion z(x):
        k[0](t) = x
        k[l](t) = k[l-1](t)
    recursion e(x):
        c[1](t) = x
        c[l](t) = 2*c[l-1](t)
    recursion w:
        x[0](t) = t
        x[l](t) = kappa1(x[l-1](t))
        c[0](t) = 0
        c[l](t) = c[l-1](t) + at(fc_gpk(M), x[l-1](t))
    recursion hidden(M):
        k[0](t) = t
        theta[0](t) = fc_ntk(M)
        k[l](t) = kappa1(k[l-1](t))
        theta[l](t) = theta[l-1](t) + k[l-1](t)
    recursion w2:
        c[0](t) = t
        c[l](t) = at(fc_gpk(M), c[l-1](t))
    network N(L, M) = serial(repeat(L,serial(dense(2),relu)),repeat(M,residual(dense(1))),dense(1))
    kernel K(L, M) = gpk(N(L, M))
    """

  @Test func declarationsAreRead() throws {
    try expect(.proved, on: "at(fc_gpk(L), 1) == at(fc_gpk(M), 1)", with: Self.declarations)
  }

  /// Undecided or refused, never proved.
  @Test(arguments: [
    "diff(res_gpk(L,alpha),alpha) == 0",
    "diff(at(fc_gpk(L),c),c) == 0",
    "diff(fc_gpk(L)*L, L) == fc_gpk(L)",
    "pick(-diff(res_gpk(L,alpha),alpha))",
    "diff(at(fc_gpk(M),fc_gpk(L)),t) == 0",
    "at(diff(at(fc_gpk(M),fc_gpk(L)),t),1) == 0",
    "diff(at(fc_gpk(L),fc_gpk(M)),t) -> 0 as L -> oo",
    "at(at(fc_gpk(M),fc_gpk(L)),1) == at(fc_gpk(M),fc_gpk(L))",
    "normalized(at(fc_gpk(L),fc_gpk(M))) == 1",
    "at(fc_gpk(L),fc_gpk(M)) >= at(at(fc_gpk(L),fc_gpk(M)),1)",
    "analytic(diff(at(fc_gpk(L),fc_gpk(L)),t), oo)",
    "pick(-diff(at(fc_gpk(L),fc_gpk(L)),t))",
    "same_rkhs(1+t+diff(at(fc_gpk(L),fc_gpk(L)),t), 1+t, 3)",
    "stable(t+diff(at(fc_gpk(L),fc_gpk(M)),t)) as L -> oo",
    "taylor(fc_gpk(L)+diff(at(fc_gpk(L),fc_gpk(L)),t),n) ~ C*n^(-5/2) as n -> oo for L in 2...oo",
    "taylor(t+diff(at(fc_gpk(L),fc_gpk(M)),t),n) == 0 for n in 2...5",
    "puiseux(at(fc_gpk(M),(1+t)/2),1,1) == 0",
    "puiseux(at(fc_gpk(M),2*t^2-1),1,1) == 0",
    "puiseux(at(fc_gpk(M),-t),-1,1) == 0",
    "puiseux(at(fc_gpk(M),fc_gpk(L)),1,1) == 0",
    "puiseux((1+t)*at(fc_gpk(M),(1+t)/2),1,0) == 2*at(fc_gpk(M),(1+t)/2)",
    "puiseux(exp(at(fc_gpk(M),2*t^2-1)),1,1) == 0",
    "at(K(L,M),1) == 2^M*fc_gpk(L)",
    "at(K(L,M),1/2) == at(K(L,M),0)",
    "at(diff(K(L,M),t),1) == 0",
    "puiseux(K(L,M),1,1) == 0",
    "at(s(fc_gpk(M)).k[L],1) == 1+L*fc_gpk(M)",
    "puiseux(s(fc_gpk(M)).k[L],1,3/2) == 0",
    "at(diff(s(fc_gpk(M)).k[L],t),1) == 0",
    "at(z(fc_gpk(L)).k[L],1/2) == fc_gpk(L)",
    "puiseux(z(fc_gpk(M)).k[L],1,1) == 0",
    "at(diff(w.c[L],t),1) == 0",
    "hidden(L).theta[L]/L -> 1 as L -> oo for t in (-1, 1)",
    "at(res_gpk(L,fc_gpk(M)),1) == (1+fc_gpk(M)^2)^L",
  ])
  func falseClaims(statement: String) {
    let found = try? outcome(of: statement, with: Self.declarations)
    #expect(found?.verdict != .proved && found?.verdict != .verified, "\(found?.reason ?? "")")
  }

  /// Undecided or refused, never refuted.
  @Test(arguments: [
    "diff(at(res_gpk(L,alpha),1),alpha) == 2*alpha*L*(1+alpha^2)^(L-1)",
    "at(diff(at(fc_gpk(M),fc_gpk(L)),t),1) == 1",
    "puiseux(at(fc_gpk(M),2*t^2-1),1,1) == -4",
    "at(K(L,M),1) == 2^M",
    "at(diff(K(L,M),t),1) == 2^M",
    "puiseux(K(L,M),1,1) == -2^M",
    "at(z(fc_gpk(M)).k[L],1) == 1",
    "at(diff(w2.c[L],t),1) == 1",
    "at(w.c[L],1) == L",
    "at(s(at(fc_gpk(M),0)).k[L],1) > 1",
    "at(res_gpk(L,at(fc_gpk(M),0)),1) > 1",
    "at(e(at(fc_gpk(M),0)).c[L],1) > 0",
  ])
  func trueClaims(statement: String) {
    let found = try? outcome(of: statement, with: Self.declarations)
    #expect(found?.verdict != .refuted, "\(found?.reason ?? "")")
  }
}
