internal import Arithmetic
internal import Expressions

/// What the structure of a function says about its even and its odd part in t.
///
/// An eigenvalue μ_k only sees the part with the parity of k, since P_k(−t) = (−1)ᵏ·P_k(t), and P_k is
/// orthogonal to polynomials of lower degree. So μ_k = 0 for every k that has the parity of a
/// polynomial part and exceeds its degree. Only what the structure proves is stated.
struct ParityParts: Sendable {
  /// One of the two parts.
  enum Part: Sendable {
    /// The part is zero.
    case zero
    /// The part is a polynomial of at most this degree.
    case polynomial(degree: Int)
    /// Nothing is known.
    case other

    /// Beyond this degree a polynomial is treated as any function.
    private static let degreeLimit = 1 << 24

    static func + (left: Part, right: Part) -> Part {
      switch (left, right) {
      case (.zero, let part), (let part, .zero): part
      case (.polynomial(let m), .polynomial(let n)): .polynomial(degree: max(m, n))
      case (.other, _), (_, .other): .other
      }
    }

    static func * (left: Part, right: Part) -> Part {
      switch (left, right) {
      case (.zero, _), (_, .zero): .zero
      case (.polynomial(let m), .polynomial(let n)):
        m + n <= degreeLimit ? .polynomial(degree: m + n) : .other
      case (.other, _), (_, .other): .other
      }
    }

    var isZero: Bool {
      if case .zero = self { return true }
      return false
    }
  }

  let even: Part
  let odd: Part

  static let constant = ParityParts(even: .polynomial(degree: 0), odd: .zero)
  static let unknown = ParityParts(even: .other, odd: .other)

  static func + (left: ParityParts, right: ParityParts) -> ParityParts {
    ParityParts(even: left.even + right.even, odd: left.odd + right.odd)
  }

  static func * (left: ParityParts, right: ParityParts) -> ParityParts {
    ParityParts(
      even: left.even * right.even + left.odd * right.odd,
      odd: left.even * right.odd + left.odd * right.even)
  }

  /// Whether the function does not depend on t.
  var isConstant: Bool {
    guard odd.isZero else { return false }
    switch even {
    case .zero, .polynomial(degree: 0): return true
    case .polynomial, .other: return false
    }
  }

  /// Whether μ_k = 0 is proved for a degree k.
  func vanishes(degree k: Int) -> Bool {
    switch k.isMultiple(of: 2) ? even : odd {
    case .zero: true
    case .polynomial(let degree): k > degree
    case .other: false
    }
  }

  /// Why μ_k = 0, in words, where it is proved.
  func vanishingReason(degree k: Int) -> String? {
    let isEven = k.isMultiple(of: 2)
    let (own, other) = isEven ? ("even", "odd") : ("odd", "even")
    switch isEven ? even : odd {
    case .zero: return "the kernel is \(other), so harmonics of \(own) degree are orthogonal to it"
    case .polynomial(let degree) where k > degree:
      return
        "the \(own) part of the kernel is a polynomial of degree \(degree) at most, and harmonics of "
        + "higher degree are orthogonal to it"
    case .polynomial, .other: return nil
    }
  }

  func power(_ count: Int) -> ParityParts {
    repeatedSquaring(self, exponent: UInt(max(count, 0)), product: *) { $0 * $0 } ?? .constant
  }
}

/// Evaluates expressions in parity parts.
struct ParityAlgebra: ExpressionAlgebra {
  typealias Value = ParityParts
  typealias Failure = Never

  func rational(_ value: Rational) -> ParityParts {
    value.isZero ? ParityParts(even: .zero, odd: .zero) : .constant
  }

  func pi() -> ParityParts { .constant }

  func symbol(_ symbol: Symbol) -> ParityParts {
    if symbol == .cosine { return ParityParts(even: .zero, odd: .polynomial(degree: 1)) }
    return symbol.isCosine ? .unknown : .constant
  }

  func sum(_ terms: [ParityParts]) -> ParityParts {
    terms.dropFirst().reduce(terms[0], +)
  }

  func product(_ coefficient: Rational, _ factors: [ParityParts]) -> ParityParts {
    factors.dropFirst().reduce(factors[0], *)
  }

  func power(_ base: ParityParts, _ exponent: Rational) -> ParityParts {
    if base.isConstant { return .constant }
    if let count = exponent.word, count > 0 { return base.power(count) }
    if base.odd.isZero { return ParityParts(even: .other, odd: .zero) }
    guard base.even.isZero, exponent.isInteger else { return .unknown }
    let isEven = (exponent * Rational(1, over: 2)).isInteger
    return isEven
      ? ParityParts(even: .other, odd: .zero) : ParityParts(even: .zero, odd: .other)
  }

  func function(
    _ function: Function, _ u: ParityParts, argument: Int, isInDomain: Bool
  ) -> ParityParts {
    if u.isConstant { return .constant }
    if u.odd.isZero { return ParityParts(even: .other, odd: .zero) }
    guard u.even.isZero else { return .unknown }
    switch function {
    case .arcsin, .erf, .sin: return ParityParts(even: .zero, odd: .other)
    case .cos, .abs: return ParityParts(even: .other, odd: .zero)
    // arccos u = π/2 − arcsin u, and Φ(u) − 1/2 is odd.
    case .arccos, .normalCDF: return ParityParts(even: .polynomial(degree: 0), odd: .other)
    case .exp, .log: return .unknown
    case .kappa(let n): return kappa(n, of: u)
    }
  }

  func application(
    _ function: MultivariateProgram, _ values: [ParityParts], arguments: [Int], isInDomain: Bool
  ) -> ParityParts {
    values.allSatisfy(\.isConstant) ? .constant : .unknown
  }

  /// κₙ(u) = Aₙ(u)·√(1 − u²)/π + Bₙ(u)·(1/2 + arcsin(u)/π), where Bₙ has the parity of n and Aₙ the other
  /// one (`ArcCosineKernel.polynomials(degree:)`): for odd u the part with the parity of n is Bₙ(u)/2.
  private func kappa(_ n: Int, of u: ParityParts) -> ParityParts {
    let part = u.power(n)
    return n.isMultiple(of: 2)
      ? ParityParts(even: part.even, odd: .other) : ParityParts(even: .other, odd: part.odd)
  }
}
