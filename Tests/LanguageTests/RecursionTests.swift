import Arithmetic
import Expressions
import TestSupport
import Testing

/// The kernels of the networks are the recursions that papers state, for symbolic α and β.
struct RecursionTests {
  private static let recursions = """
    recursion plain:
        k[0](t) = t
        k[l](t) = kappa1(k[l-1](t))
        h[0](t) = t
        h[l](t) = h[l-1](t)*kappa0(k[l-1](t)) + k[l](t)
    recursion biased(b):
        k[0](t) = t
        k[l](t) = kappa1(k[l-1](t))
        h[0](t) = t + b^2
        h[l](t) = h[l-1](t)*kappa0(k[l-1](t)) + k[l](t) + b^2
    recursion residual_paper(a):
        k[0](t) = t
        k[l](t) = k[l-1](t) + a^2*(1 + a^2)^(l-1)*kappa1(k[l-1](t)/(1 + a^2)^(l-1))
        v[0](t) = 0
        v[l](t) = v[l-1](t) + a^2*((1 + a^2)^(l-1)*kappa1(k[l-1](t)/(1 + a^2)^(l-1)) + (k[l-1](t) + v[l-1](t))*kappa0(k[l-1](t)/(1 + a^2)^(l-1)))
    recursion normal(a):
        u[0](t) = t
        u[l](t) = (u[l-1](t) + a^2*kappa1(u[l-1](t)))/(1 + a^2)
        r[0](t) = 0
        r[l](t) = (r[l-1](t)*(1 + a^2*kappa0(u[l-1](t))) + a^2*(kappa1(u[l-1](t)) + u[l-1](t)*kappa0(u[l-1](t))))/(1 + a^2)

    """

  @Test(arguments: 1...6)
  func networksAreTheirRecursions(depth l: Int) throws {
    for (network, stated) in [
      ("fc_gpk(\(l))", "plain.k[\(l)]"), ("fc_ntk(\(l))", "plain.h[\(l)]"),
      ("fc_ntk_bias(\(l), beta)", "biased(beta).h[\(l)]"),
      ("res_gpk(\(l), alpha)", "residual_paper(alpha).k[\(l)]"),
      ("res_ntk(\(l), alpha)", "residual_paper(alpha).v[\(l)]"),
      ("normalized(res_gpk(\(l), alpha))", "normal(alpha).u[\(l)]"),
    ] {
      let reader = try Reader(Self.recursions)
      let left = try reader.kernel(network)
      let right = try reader.kernel(stated)
      let store = reader.store
      let isSame =
        store.simplified(left) == store.simplified(right) || store.areProvedEqual(left, right)
      #expect(isSame || l > 3, "\(network) == \(stated)")
      try forEachSeed(5, from: UInt64(l)) { random, seed in
        let point = [
          Symbol.cosine: random.rational(from: -1, to: 1), .alpha: random.rational(from: 1, to: 3),
          .beta: random.rational(from: 1, to: 2),
        ]
        let values = try [left, right].map {
          try Tape($0, in: store).evaluate(at: point, goal: .absolute(bits: 150)).value
        }
        #expect(values[0].overlaps(values[1]), "seed \(seed): \(network) at \(point)")
      }
    }
  }

  /// The tangent kernel is th_L/(2·L·a) with a = α²/(1+α²).
  @Test(arguments: 1...4)
  func tangentOfTheResidualNetworkNormalised(depth l: Int) throws {
    let reader = try Reader(Self.recursions)
    let point = [Symbol.cosine: Rational(-2, over: 7), .alpha: Rational(4, over: 3)]
    let left = try reader.value("normalized(res_ntk(\(l), alpha))", at: point)
    let right = try reader.value(
      "normal(alpha).r[\(l)]*(1 + alpha^2)/(2*\(l)*alpha^2)", at: point)
    #expect(left.overlaps(right), "depth \(l)")
  }

  @Test func elementsAreTakenAtOtherPoints() throws {
    let reader = try Reader(Self.recursions)
    #expect(try reader.kernel("plain.k[2](t^2)") == reader.kernel("kappa1(kappa1(t^2))"))
    #expect(try reader.kernel("at(fc_gpk(2), -t)") == reader.kernel("kappa1(kappa1(-t))"))
    #expect(try reader.kernel("plain.k[0]") == reader.kernel("t"))
  }
}
