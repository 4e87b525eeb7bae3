import Arithmetic
import Testing

/// Values far beyond floating-point numbers: three layers of exp and deep rectified squares.
struct LargeValueTests {
  private struct Case: Sendable {
    let kernel: String
    let at: String
    /// The value to 30 digits.
    let value: String
  }

  private static let exponentials = "serial(repeat(3, serial(dense(3/2, 1/10), exp)), dense(1))"
  private static let biased = "serial(repeat(3, serial(dense(1, 1/2), exp)), dense(1))"

  /// Computed with mpmath 1.3 at 700 digits from the recursions Σ' = exp((Σxx + Σzz)/2 + Σxz) and
  /// Θ' = (Σ + wΘ)·Σ' after each layer with Σ, Θ multiplied by the weight variance.
  private static let cases = [
    Case(
      kernel: "gpk(\(exponentials))", at: "1/3",
      value: "1.13289544653186321869651286504e73073842022431292715557581796361"),
    Case(
      kernel: "ntk(\(exponentials))", at: "1/3",
      value: "3.42844307589395912046573516621e73073842022431292715557581796384"),
    Case(
      kernel: "gpk(\(exponentials))", at: "-1/2",
      value: "2.57143794260357151024925071035e73073842016657106094794219729186"),
    Case(
      kernel: "ntk(\(exponentials))", at: "-1/2",
      value: "5.36503047673983305123413855372e73073842016657106094794219729204"),
    Case(
      kernel: "gpk(\(biased))", at: "1", value: "1.11901082308562043270217938915e659453978147253792"),
    Case(
      kernel: "ntk(\(biased))", at: "1", value: "4.39350656170259618505094754213e659453978147253811"),
  ]

  @Test(arguments: cases.indices)
  func agreesWithReference(_ index: Int) throws {
    let one = Self.cases[index]
    let run = try Command.run(["evaluate", one.kernel, "--at", one.at, "--format", "json"])
    #expect(run.code == 0, "\(run.report)")
    let texts = run.output.split(separator: "\"").map(String.init)
    func text(_ key: String) throws -> Substring {
      let place = try #require(texts.firstIndex(of: key), "\(run.report)")
      return texts[place + 2][...]
    }
    func parts(_ text: Substring) throws -> (mantissa: RealBall, exponent: Integer) {
      let parts = text.split(separator: "e")
      let mantissa = try #require(RealBall(decimal: String(parts[0]), precision: 200))
      return (mantissa, try #require(Integer(String(parts[1]))))
    }
    let (mid, rad) = (try parts(try text("mid")), try parts(try text("rad")))
    let expected = try parts(one.value[...])
    #expect(mid.exponent == expected.exponent, "\(run.report)")
    // rad in units of the midpoint's power of ten; the reference is rounded to 29 places.
    let places = try #require((rad.exponent - mid.exponent).word)
    let ten = RealBall(10)
    let reach = rad.mantissa.multiplied(by: ten.power(places, precision: 200), precision: 200)
      .adding(ten.power(-29, precision: 200), precision: 200)
    let distance = mid.mantissa.subtracting(expected.mantissa, precision: 200)
    #expect(distance.absolute(precision: 200).isCertainlyAtMost(reach), "\(run.report)")
    #expect(places <= -19, "twenty digits: \(run.report)")
  }

  /// The normalised kernel is an ordinary number, though its parts are not.
  @Test func ordinaryQuotientsOfLargeNumbers() throws {
    let run = try Command.run(
      ["evaluate", "normalized(gpk(\(Self.exponentials)))", "--at", "1", "--digits", "15"])
    #expect(run.code == 0 && run.output.hasPrefix("1"), "\(run.report)")
    let inverse = try Command.run(["evaluate", "log(exp(exp(100*t)))", "--at", "1"])
    #expect(inverse.output.hasPrefix("2.688117141816135448"), "\(inverse.report)")
  }

  /// At t = 1 a rectified square maps the variance v to E[max(0, u)⁴] = 3v²/2, so seven of them with weight
  /// variance 1 give (3/2)¹²⁷.
  @Test func deepRectifiedSquares() throws {
    let network = "serial(repeat(7, serial(dense(1), rectified_monomial(2))), dense(1))"
    let run = try Command.run(["evaluate", "gpk(\(network)) - (3/2)^127", "--at", "1"])
    #expect(run.code == 0 && run.output.hasPrefix("0"), "\(run.report)")
  }

  /// Exponents that cannot be written out are an error, at once.
  @Test func fourfoldExponentialsAreAnError() throws {
    let network = "serial(repeat(4, serial(dense(3/2, 1/10), exp)), dense(1))"
    for kernel in ["gpk(\(network))", "ntk(\(network))", "exp(exp(exp(1000*t)))"] {
      let run = try Command.run(["evaluate", kernel, "--at", "1"], limit: 20)
      #expect(run.code == 2, "\(run.report)")
      #expect(
        run.messages.contains("could not be enclosed: it is too large, or its parts are"),
        "\(run.report)")
    }
  }
}
