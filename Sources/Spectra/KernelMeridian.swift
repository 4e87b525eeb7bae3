internal import Arithmetic
public import Expressions

/// A kernel of the expression graph, seen along a meridian.
///
/// The same tape is run on real angles and on rectangles of the complex plane, where every step that is not
/// certainly analytic gives up.
public struct KernelMeridian: MeridianFormula {
  private let tape: Tape
  private let kinks: Kinks
  /// Φ₂ inside the kernel, inner ones first; symbols stand for them in the tape.
  let normalParts: [NormalPart]
  /// At which end parts with an essential singularity there have the value of the end; `nil` when they vary.
  let fixedEnd: FixedEnd?
  /// A function of several arguments that is not followed into complex angles.
  private let obstacle: String?

  /// An end of the meridian.
  enum FixedEnd: Sendable {
    case zero
    case pi
  }

  /// Lays out a kernel.
  ///
  /// - Parameters:
  ///   - kernel: An expression in t alone.
  ///   - store: Where the kernel lives.
  public init(_ kernel: Expression, in store: ExpressionStore) {
    let collected = NormalParts(of: kernel, in: store)
    tape = Tape(collected.formula, in: store)
    kinks = Kinks(of: kernel, in: store)
    normalParts = collected.parts
    obstacle = collected.obstacle
    fixedEnd = nil
  }

  /// The kernel with parts fixed at an end.
  init(_ kernel: KernelMeridian, fixedAt end: FixedEnd) {
    tape = kernel.tape
    kinks = kernel.kinks
    normalParts = kernel.normalParts
    obstacle = kernel.obstacle
    fixedEnd = end
  }

  /// Looks for kinks and for functions without a continuation.
  public func checkContinuation() throws(SpectrumError) {
    if let obstacle { throw .notFollowed(function: obstacle) }
    if let place = kinks.first() {
      throw .kink(near: Dyadic(place, precision: 53, rounding: .nearest).double(rounding: .nearest))
    }
  }

  /// The number of operations of the tape.
  public var stepCount: Int { tape.count + normalParts.count * CorrelationMeridian.stepCount }

  /// The kernel's value from that of the cosine.
  public func evaluate<Value: MeridianValue>(_ t: Value, precision: Int) -> Value? {
    evaluate(t, precision: precision) { _ in nil }
  }

  /// The kernel's value from that of the cosine and given ones for some of its parts.
  func evaluate<Value: MeridianValue>(
    _ t: Value, precision: Int, given: (NormalPart) -> Value?
  ) -> Value? {
    var values = [Symbol.cosine: t]
    for part in normalParts {
      guard
        let value = given(part) ?? fixed(part, t, precision: precision)
          ?? part.value(values, sample: t, precision: precision)
      else { return nil }
      values[part.symbol] = value
    }
    var algebra = MeridianAlgebra(cosines: values, constant: t, precision: precision)
    return try? tape.run(in: &algebra).first
  }

  private func fixed<Value: MeridianValue>(
    _ part: NormalPart, _ sample: Value, precision: Int
  ) -> Value? {
    guard let fixedEnd, let value = part.endValue(atPi: fixedEnd == .pi, precision: precision)
    else { return nil }
    return value.isZero ? sample.constant(0, precision: precision) : sample.constant(value)
  }
}

/// A step has no value, or is not certainly analytic.
struct NoMeridianValue: Error, CustomStringConvertible {
  var description: String { "a step has no value, or is not certainly analytic" }
}

/// Evaluates expressions in values along a meridian.
struct MeridianAlgebra<Value: MeridianValue>: ExpressionAlgebra {
  typealias Failure = NoMeridianValue

  /// The values of the symbols.
  private let cosines: [Symbol: Value]
  /// Any value, which constants are made of.
  private let sample: Value
  let precision: Int
  /// κ₀ and κ₁ of the arguments of the tape, made together.
  private var known: [Int: (kappa0: Value, kappa1: Value)] = [:]

  init(cosines: [Symbol: Value], constant sample: Value, precision: Int) {
    self.cosines = cosines
    self.sample = sample
    self.precision = precision
  }

  func rational(_ value: Rational) -> Value { sample.constant(value, precision: precision) }

  func pi() -> Value { sample.constant(RealBall.pi(precision: precision)) }

  func symbol(_ symbol: Symbol) throws(NoMeridianValue) -> Value {
    guard let value = cosines[symbol] else { throw NoMeridianValue() }
    return value
  }

  func sum(_ terms: [Value]) -> Value {
    terms.dropFirst().reduce(terms[0]) { $0.adding($1, precision: precision) }
  }

  func product(_ coefficient: Rational, _ factors: [Value]) -> Value {
    let product = factors.dropFirst().reduce(factors[0]) {
      $0.multiplied(by: $1, precision: precision)
    }
    return coefficient.isOne
      ? product : product.multiplied(by: coefficient, precision: precision)
  }

  func power(_ base: Value, _ exponent: Rational) throws(NoMeridianValue) -> Value {
    guard exponent.isInteger else {
      return try certain(base.power(exponent, precision: precision))
    }
    guard let count = exponent.word, let absolute = Int(exactly: count.magnitude) else {
      throw NoMeridianValue()
    }
    let power = base.power(absolute, precision: precision)
    return count < 0 ? try certain(power.reciprocal(precision: precision)) : power
  }

  mutating func function(
    _ function: Function, _ value: Value, argument: Int, isInDomain: Bool
  ) throws(NoMeridianValue) -> Value {
    switch function {
    case .arccos: return try certain(value.arccosine(precision: precision))
    case .arcsin:
      let angle = try certain(value.arccosine(precision: precision))
      return pi().multiplied(by: Rational(1, over: 2), precision: precision)
        .subtracting(angle, precision: precision)
    case .exp: return value.exponential(precision: precision)
    case .log: return try certain(value.logarithm(precision: precision))
    case .kappa(let degree): return try kappa(degree, value, argument)
    case .sin: return value.sine(precision: precision)
    case .cos: return value.cosine(precision: precision)
    case .abs: return try certain(value.absolute(precision: precision))
    case .erf: return value.errorFunction(precision: precision)
    case .normalCDF: return try normalDistribution(value)
    }
  }

  /// Φ(x) = (1 + erf(x/√2))/2.
  private func normalDistribution(_ x: Value) throws(NoMeridianValue) -> Value {
    let half = Rational(1, over: 2)
    guard let root = try? RealBall.sqrt(RealBall(half, precision: precision), precision: precision)
    else { throw NoMeridianValue() }
    return x.multiplied(by: sample.constant(root), precision: precision)
      .errorFunction(precision: precision).adding(rational(1), precision: precision)
      .multiplied(by: half, precision: precision)
  }

  func application(
    _ function: MultivariateProgram, _ values: [Value], arguments: [Int], isInDomain: Bool
  ) throws(NoMeridianValue) -> Value {
    throw NoMeridianValue()
  }

  /// πκₙ = Aₙ(u)·√(1-u²) + Bₙ(u)·(π - arccos u), with √(1-u²) = π(κ₁ - u·κ₀).
  private mutating func kappa(
    _ degree: Int, _ u: Value, _ argument: Int
  ) throws(NoMeridianValue) -> Value {
    let pair = try certain(known[argument] ?? u.kappas(precision: precision))
    known[argument] = pair
    let (zeroth, first) = pair
    if degree == 0 { return zeroth }
    if degree == 1 { return first }
    let sineOverPi = first.subtracting(
      u.multiplied(by: zeroth, precision: precision), precision: precision)
    let (a, b) = ArcCosineKernel.polynomials(degree: degree)
    return horner(a, at: u).multiplied(by: sineOverPi, precision: precision)
      .adding(horner(b, at: u).multiplied(by: zeroth, precision: precision), precision: precision)
  }

  private func horner(_ polynomial: [Rational], at u: Value) -> Value {
    polynomial.reversed().reduce(rational(0)) { sum, coefficient in
      sum.multiplied(by: u, precision: precision).adding(
        rational(coefficient), precision: precision)
    }
  }

  private func certain<Result>(_ value: Result?) throws(NoMeridianValue) -> Result {
    guard let value else { throw NoMeridianValue() }
    return value
  }
}
