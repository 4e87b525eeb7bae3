internal import Arithmetic
internal import Expressions
internal import Language
internal import Singularities

/// Encloses expressions in an index n and in sequences for all n ≥ start of one parity.
///
/// A value is n^e times a ball that holds the quotient for all these n (`ScaledTail`).
struct TailArithmetic {
  let store: ExpressionStore
  let sequences: [Symbol: KernelSequence]
  let index: Symbol
  let start: Int
  let parity: Int
  let expansions: ExpansionTable
  private static let precision = 128

  /// The tail of an expression; `nil` when a part has none.
  func tail(of expression: Expression) throws -> ScaledTail? {
    var known: [Expression: ScaledTail] = [:]
    for part in store.topologicalOrder(of: [expression]) {
      guard let value = try computed(part, known) else { return nil }
      known[part] = value
    }
    return known[expression]
  }

  private func constant(_ ball: RealBall) -> ScaledTail { ScaledTail(exponent: 0, ball: ball) }

  private func computed(
    _ part: Expression, _ known: [Expression: ScaledTail]
  ) throws -> ScaledTail? {
    let bits = Self.precision
    switch store.node(part) {
    case .rational(let value): return constant(RealBall(value, precision: bits))
    case .pi: return constant(RealBall.pi(precision: bits))
    case .symbol(let symbol): return try tail(of: symbol)
    case .sum(let terms):
      var values: [ScaledTail] = []
      for term in terms {
        guard let value = known[term] else { return nil }
        values.append(value)
      }
      return sum(values)
    case .product(let coefficient, let factors):
      var result = constant(RealBall(coefficient, precision: bits))
      for factor in factors {
        guard let base = known[factor.base], let power = power(base, factor.exponent) else {
          return nil
        }
        result = ScaledTail(
          exponent: result.exponent + power.exponent,
          ball: result.ball.multiplied(by: power.ball, precision: bits))
      }
      return result
    case .function, .application:
      guard store.symbols(in: part).isEmpty,
        let value = try? Tape(part, in: store).evaluate(at: [:], goal: .relative(bits: 96)),
        value.isDefinednessProved
      else { return nil }
      return constant(value.value)
    }
  }

  private func tail(of symbol: Symbol) throws -> ScaledTail? {
    if symbol == index { return ScaledTail(exponent: 1, ball: .one) }
    if symbol == .alternatingSign { return constant(RealBall(parity == 0 ? 1 : -1)) }
    // Expansions are those of kernels of one cosine.
    guard let sequence = sequences[symbol], !sequence.isOfPixels else { return nil }
    if let zero = try expansions.firstZero(of: sequence.kernel, parity: parity), zero <= start {
      return constant(.zero)
    }
    if case .taylor(let kernel) = sequence,
      let tail = expansions.threshold(of: kernel)?.tail(from: start)
    {
      return tail
    }
    let expansion = try expansions.expansion(of: sequence.kernel)
    switch sequence {
    case .taylor: return expansion.taylorTail(from: start, parity: parity)
    case .eigenvalues(_, let dimension):
      return expansion.eigenvalueTail(from: start, parity: parity, dimension: dimension)
    case .ray: return nil
    }
  }

  /// n^e with e ≤ 0, for all n ≥ start: between 0 and the value at the start.
  private func decay(_ exponent: Rational) -> RealBall {
    if exponent.isZero { return .one }
    guard let power = try? RealBall.power(RealBall(start), exponent, precision: Self.precision)
    else { return .everything }
    return power.union(.zero, precision: Self.precision)
  }

  private func sum(_ terms: [ScaledTail]) -> ScaledTail? {
    let rest = terms.filter { !$0.ball.isZero }
    guard let top = rest.map(\.exponent).max() else { return constant(.zero) }
    var total = RealBall.zero
    for term in rest {
      let scaled = term.ball.multiplied(by: decay(term.exponent - top), precision: Self.precision)
      total = total.adding(scaled, precision: Self.precision)
    }
    return ScaledTail(exponent: top, ball: total)
  }

  private func power(_ base: ScaledTail, _ exponent: Rational) -> ScaledTail? {
    if exponent.isOne { return base }
    let isRegular = exponent.isInteger ? !base.ball.containsZero : base.ball.isCertainlyPositive
    guard isRegular || (exponent.isInteger && exponent.signum > 0),
      let ball = try? RealBall.power(base.ball, exponent, precision: Self.precision)
    else { return nil }
    return ScaledTail(exponent: base.exponent * exponent, ball: ball)
  }

  /// The numbers themselves, when they stay bounded.
  func bounded(_ tail: ScaledTail) -> RealBall? {
    if tail.ball.isZero { return .zero }
    guard tail.exponent.signum <= 0 else { return nil }
    return tail.ball.multiplied(by: decay(tail.exponent), precision: Self.precision)
  }

  /// The number nearest to 0 among numbers that tend to +∞ or to -∞; `nil` for others.
  ///
  /// For aₙ = nᵉ·bₙ with e > 0, bₙ in the ball B and 0 not in B: all |aₙ| ≥ startᵉ·min |B|, and |aₙ| ≤ (start + 1)ᵉ·max |B|
  /// at the first index of the parity.
  func nearestToZero(_ tail: ScaledTail) -> RealBall? {
    guard tail.exponent.signum > 0, !tail.ball.containsZero,
      let low = power(of: start, tail.exponent), let high = power(of: start + 1, tail.exponent)
    else { return nil }
    return tail.ball.multiplied(
      by: low.union(high, precision: Self.precision), precision: Self.precision)
  }

  /// The number itself at the start, when that has the parity.
  func value(_ tail: ScaledTail) -> RealBall? {
    if tail.exponent.isZero { return tail.ball }
    return power(of: start, tail.exponent).map {
      tail.ball.multiplied(by: $0, precision: Self.precision)
    }
  }

  private func power(of index: Int, _ exponent: Rational) -> RealBall? {
    try? RealBall.power(RealBall(index), exponent, precision: Self.precision)
  }
}

/// Explicit expansions of the kernels of a claim, each certified once.
final class ExpansionTable {
  private let store: ExpressionStore
  private let asymptotics: AsymptoticsTable
  private var known: [Expression: Result<ExplicitExpansion, AsymptoticFailure>] = [:]
  private var zeros: [Expression: [Int?]] = [:]

  init(store: ExpressionStore, asymptotics: AsymptoticsTable) {
    self.store = store
    self.asymptotics = asymptotics
  }

  func expansion(of kernel: Expression) throws -> ExplicitExpansion {
    if let result = known[kernel] { return try result.get() }
    let result = Result { () throws(AsymptoticFailure) in
      try ExplicitExpansion(of: kernel, in: store)
    }
    known[kernel] = result
    return try result.get()
  }

  /// The law of coefficients with a threshold dual; `nil` for other kernels.
  func threshold(of kernel: Expression) -> ThresholdLaw? { asymptotics.threshold(of: kernel) }

  /// The index from which on the coefficients of a parity are zero; `nil` when they are not.
  func firstZero(of kernel: Expression, parity: Int) throws -> Int? {
    if let found = zeros[kernel] { return found[parity] }
    let laws = try? asymptotics.laws(of: kernel)
    let found = (0...1).map { parity -> Int? in
      guard case .zero(let start)? = laws?[parity] else { return nil }
      return start
    }
    zeros[kernel] = found
    return found[parity]
  }
}
