internal import Arithmetic
public import Expressions
internal import Puiseux
internal import Spectra

/// The asymptotic expansion of a kernel's Taylor coefficients with an explicit error bound.
///
/// Let F be analytic on |z| ≤ R without the cuts, up to both edges, and let Φ₊(σ) = F(1 - σ²) and
/// Φ₋(σ) = F(-1 + σ²) be analytic for |σ| ≤ ρ± with modulus at most M± there, R - 1 ≤ 3ρ±²/4. All of that is
/// certified by covering the regions in θ, z = cos θ, with rectangles of complex balls (``AngleCover``); near
/// z = 1, σ = √2·sin(θ/2). Write G for F without its powers c₊(1-z)^ν, c₋(1+z)^ν of half-odd ν < J/2, J odd.
/// Cauchy's formula on the circle and both edges of the cuts gives
///
///     [zⁿ]G = (1/π)·∫₁ᴿ (Im G(x + i0) + (-1)ⁿ·Im G(-x - i0))·x^(-n-1) dx + ε,
///     |ε| ≤ R^(-n)·sup_{|z|=R}|G|.
///
/// On the right cut σ² = -(x - 1); even powers of σ are real there, powers of 1 + z too, and the coefficients
/// of Φ₊ are at most M₊ρ₊^(-j) by Cauchy. So |Im G(x + i0)| ≤ M₊·Σ_{j ≥ J odd} (√(x-1)/ρ₊)ʲ ≤ 4·M₊·((x-1)/ρ₊²)^(J/2),
/// since (x - 1)/ρ₊² ≤ 3/4. With ∫₁^∞ (x-1)^ν·x^(-n-1) dx = Γ(ν+1)·Γ(n-ν)/Γ(n+1) and, for half-odd ν,
/// Γ(ν+1)·|Γ(-ν)| = π,
///
///     |[zⁿ]G| ≤ 4·(M₊ρ₊^(-J) + M₋ρ₋^(-J))·|[zⁿ](1-z)^(J/2)| + R^(-n)·sup|G|      for n > J/2.
///
/// For eigenvalues x^(-n-1) is replaced by Σₙ m_{n,k}·x^(-n-1) > 0, and the first part is the same multiple of
/// the eigenvalue of (1-t)^(J/2); Σ_{n≥k} R^(-n)·m_{n,k} ≤ R^(-k)/(1 - R^(-2)), because m_{n,k} ≤ 1 and n - k is even.
public struct ExplicitExpansion: Sendable {
  /// A power with the exact strength's enclosure, for one parity.
  struct Term: Sendable {
    let exponent: Rational
    let strength: RealBall
  }

  /// The terms for even and for odd indices, by ascending exponents.
  let terms: [[Term]]
  /// The exponent J/2 of the error and the bound of its coefficient, 4·(M₊ρ₊^(-J) + M₋ρ₋^(-J)).
  let error: (exponent: Rational, bound: RealBall)
  /// The radius R and sup |G| on the circle.
  let circle: (radius: Rational, bound: RealBall)

  static let precision = 128
}

extension ExplicitExpansion {
  /// The exponent of n in the error is -terms - 3/2.
  private static let order = 9

  /// Certifies an expansion of a kernel without parameters.
  ///
  /// - Throws: ``AsymptoticFailure`` when the continuation is not certain on any of the discs that are tried, or
  ///   the kernel is not of the kind that is covered.
  public init(of kernel: Expression, in store: ExpressionStore) throws(AsymptoticFailure) {
    // The series come first: where they have other powers, no disc will do, and the reason is plain.
    let one = try Self.coefficients(of: kernel, at: .one, in: store)
    let minusOne = try Self.coefficients(of: kernel, at: .minusOne, in: store)
    let cover = AngleCover(function: KernelMeridian(kernel, in: store))
    guard let discs = Self.discs(cover) else {
      throw AsymptoticFailure(
        reason: "the continuation beyond the unit circle could not be enclosed by balls")
    }
    let precision = Self.precision
    var sum = discs.circle
    let reach = RealBall(discs.radius + 1, precision: precision)
    for term in one + minusOne {
      guard let power = try? RealBall.power(reach, term.exponent, precision: precision) else {
        throw AsymptoticFailure(reason: "a power could not be enclosed")
      }
      sum = sum.adding(
        power.multiplied(by: term.strength.absolute(precision: precision), precision: precision),
        precision: precision)
    }
    terms = [false, true].map { isOdd in
      stride(from: 1, to: Self.order, by: 2).compactMap { j in
        let exponent = Rational(j, over: 2)
        let plus = one.first { $0.exponent == exponent }?.strength ?? .zero
        let minus = minusOne.first { $0.exponent == exponent }?.strength ?? .zero
        let strength = plus.adding(isOdd ? minus.negated() : minus, precision: precision)
        return strength.isZero ? nil : Term(exponent: exponent, strength: strength)
      }
    }
    let exponent = Rational(Self.order, over: 2)
    var bound = RealBall.zero
    for disc in [discs.one, discs.minusOne] {
      guard
        let power = try? RealBall.power(
          RealBall(1 / disc.square, precision: precision), exponent, precision: precision)
      else { throw AsymptoticFailure(reason: "a power could not be enclosed") }
      bound = bound.adding(
        power.multiplied(by: disc.bound, precision: precision), precision: precision)
    }
    error = (exponent, bound.scaled(byPowerOfTwo: 2))
    circle = (discs.radius, sum)
  }

  private struct Disc {
    /// ρ².
    let square: Rational
    /// M.
    let bound: RealBall
  }

  private struct Discs {
    let one: Disc
    let minusOne: Disc
    let radius: Rational
    let circle: RealBall
  }

  /// The largest of a few discs on which the continuation is certain.
  private static func discs(_ cover: AngleCover) -> Discs? {
    guard let one = disc(cover, AngleRegion.aroundOne),
      let minusOne = disc(cover, AngleRegion.aroundMinusOne)
    else { return nil }
    var gap = min(one.square, minusOne.square) * Rational(3, over: 4)
    for _ in 0..<6 {
      if let circle = cover.supremum(on: .slitDisc(radius: 1 + gap)) {
        return Discs(one: one, minusOne: minusOne, radius: 1 + gap, circle: circle)
      }
      gap *= Rational(2, over: 3)
    }
    return nil
  }

  /// Candidates for ρ², in units of 1/32.
  private static let squares = [1, 2, 4, 7, 11, 16, 24, 32]

  /// A large disc on which the continuation is certain.
  ///
  /// From a middle size on larger ones are tried until one fails, or smaller ones until one succeeds; failures are what costs time.
  private static func disc(_ cover: AngleCover, _ region: (Rational) -> AngleRegion) -> Disc? {
    func disc(_ place: Int) -> Disc? {
      let square = Rational(squares[place], over: 32)
      return cover.supremum(on: region(square)).map { Disc(square: square, bound: $0) }
    }
    var place = squares.count / 2 - 1
    guard var best = disc(place) else {
      for smaller in (0..<place).reversed() {
        if let found = disc(smaller) { return found }
      }
      return nil
    }
    while place + 1 < squares.count, let larger = disc(place + 1) {
      best = larger
      place += 1
    }
    return best
  }

  /// The coefficients of half-odd powers below the order.
  private static func coefficients(
    of kernel: Expression, at pole: Pole, in store: ExpressionStore
  ) throws(AsymptoticFailure) -> [Term] {
    let expansion: PuiseuxExpansion
    do {
      let last = Rational(order - 2, over: 2)
      expansion = try PuiseuxExpansion.expand(kernel, at: pole, .exponent(last), in: store)
    } catch {
      throw AsymptoticFailure(reason: "no Puiseux series was found at t = \(pole.point): \(error)")
    }
    var result: [Term] = []
    let place = "the series at t = \(pole.point)"
    for term in expansion.terms {
      guard term.logarithm == 0 else {
        throw AsymptoticFailure(
          reason: "\(place) has logarithms, which bounds for all indices do not cover")
      }
      guard term.exponent.signum >= 0, term.exponent.denominator <= 2 else {
        throw AsymptoticFailure(
          reason:
            "\(place) has the power \(term.exponent) of the distance from there; bounds for all "
            + "indices cover 0, 1/2, 1, 3/2, … alone")
      }
      if term.exponent.isInteger { continue }
      guard
        let value = try? Tape(term.coefficient, in: store).evaluate(
          at: [:], goal: .relative(bits: 96), precisionCap: 1 << 14)
      else {
        throw AsymptoticFailure(reason: "\(place) has a coefficient that could not be enclosed")
      }
      result.append(Term(exponent: term.exponent, strength: value.value))
    }
    return result
  }
}
