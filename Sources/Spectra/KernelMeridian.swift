internal import Arithmetic
public import Expressions

/// A kernel of the expression graph, seen along a meridian.
///
/// The same tape is run on real angles and on rectangles of the complex plane, where every step that is not
/// certainly analytic gives up.
public struct KernelMeridian: MeridianFormula {
  private let tape: Tape
  private let kinks: Kinks
  /// A function of several arguments, none of which is followed into complex angles.
  private let obstacle: String?

  /// Lays out a kernel.
  ///
  /// - Parameters:
  ///   - kernel: An expression in t alone.
  ///   - store: Where the kernel lives.
  public init(_ kernel: Expression, in store: ExpressionStore) {
    tape = Tape(kernel, in: store)
    kinks = Kinks(of: kernel, in: store)
    obstacle =
      store.topologicalOrder(of: [kernel]).lazy
      .compactMap { part in
        if case .application(let function, _) = store.node(part), store.dependsOnCosine(part) {
          function.name
        } else {
          nil
        }
      }.first
  }

  /// Looks for kinks and for functions without a continuation.
  public func checkContinuation() throws(SpectrumError) {
    if let obstacle { throw .notFollowed(function: obstacle) }
    if let place = kinks.first() {
      throw .kink(near: Dyadic(place, precision: 53, rounding: .nearest).double(rounding: .nearest))
    }
  }

  /// The number of operations of the tape.
  public var stepCount: Int { tape.count }

  /// The kernel's value from that of the cosine.
  public func evaluate<Value: MeridianValue>(_ t: Value, precision: Int) -> Value? {
    var algebra = MeridianAlgebra(cosines: [.cosine: t], constant: t, precision: precision)
    return try? tape.run(in: &algebra).first
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
