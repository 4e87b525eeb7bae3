import Arithmetic
import Expressions
import Testing

@Suite("Gamma at whole and half numbers")
struct GammaTests {
  private let store = ExpressionStore()

  /// The exact values lie in the enclosures of the Gamma function, which MPFR computes.
  @Test func agreesWithEnclosures() throws {
    for double in -41...61 where double > 0 || double % 2 != 0 {
      let x = Rational(double, over: 2)
      let exact = try #require(store.gamma(x))
      let value = try Tape(exact, in: store).evaluate(at: [:], goal: .relative(bits: 100)).value
      // Γ(x) = Γ(x + m)/(x·(x + 1)⋯(x + m - 1)) leads to arguments above 0.
      var (argument, divisor) = (x, Rational(1))
      while argument.signum <= 0 {
        divisor = divisor * argument
        argument = argument + 1
      }
      let reference = RealBall.gamma(argument, precision: 128)
        .divided(by: RealBall(divisor, precision: 128), precision: 128)
      #expect(value.overlaps(reference), "Gamma(\(x))")
    }
  }

  @Test func isUnknownAtPolesAndElsewhere() {
    for x in [0, -1, -7] { #expect(store.gamma(Rational(x)) == nil) }
    for x in [Rational(1, over: 3), Rational(5, over: 4), Rational(20_001)] {
      #expect(store.gamma(x) == nil)
    }
  }
}
