internal import Arithmetic
internal import Expressions

/// A kernel A(t) + B(t)·arccos t + C(t)·√(1 − t²) with polynomials A, B, C: its eigenvalues have a
/// closed form.
///
/// Every arc-cosine kernel κₙ is of this form, and so is the tangent kernel of a network with one hidden
/// layer (Bach 2017).
struct ClosedForm {
  private enum Part: Hashable {
    case one
    case arccosine(ofNegative: Bool)
    case sine
  }

  private let store: ExpressionStore
  /// The coefficients of 1, t, t², … of each part.
  private var coefficients: [Part: [Expression]] = [:]

  /// The highest power of t that is written out.
  private static let powerLimit = 64
  /// Larger kernels are not brought to the normal form.
  private static let sizeLimit = 200

  /// Reads a kernel, or returns `nil` when it is not seen to be of this form.
  init?(_ kernel: Expression, in store: ExpressionStore) {
    guard ClosedForm.mayBeShallow(kernel, in: store) else { return nil }
    self.store = store
    let reader = FormReader(field: NormalFormField(store: store))
    guard let form = try? reader.field.fraction(of: kernel),
      form.denominators.keys.allSatisfy(reader.isConstant)
    else { return nil }
    var polynomials: [Part: [Int: Polynomial]] = [:]
    for (monomial, coefficient) in form.numerator.terms {
      guard let (part, power, rest) = reader.split(monomial), power <= Self.powerLimit else {
        return nil
      }
      polynomials[part, default: [:]][power, default: .zero].add(coefficient, rest)
    }
    for (part, byPower) in polynomials {
      let last = byPower.keys.max() ?? 0
      var row = [Expression](repeating: store.rational(0), count: last + 1)
      for (power, polynomial) in byPower {
        let fraction = Fraction(numerator: polynomial, denominators: form.denominators)
        guard let written = try? reader.field.expression(of: fraction) else { return nil }
        row[power] = written
      }
      coefficients[part] = row
    }
  }

  /// Whether no function or root of t has another one inside, which the normal form would take long to
  /// find out.
  private static func mayBeShallow(_ kernel: Expression, in store: ExpressionStore) -> Bool {
    guard store.topologicalOrder(of: [kernel]).count <= sizeLimit else { return false }
    var algebra = NestingAlgebra()
    return (Tape(kernel, in: store).run(in: &algebra).first ?? .max) <= 2
  }

  /// μ_k as an expression in π and the constants of the kernel.
  func eigenvalue(dimension: Int, degree k: Int) -> Expression? {
    let elementary = ElementaryEigenvalues(dimension: dimension)
    var terms: [Expression] = []
    for (part, row) in coefficients {
      let values = moments(of: part, upTo: row.count - 1, degree: k, elementary)
      for (coefficient, value) in zip(row, values) where !value.factor.isZero {
        guard let power = try? store.power(store.pi, Rational(value.power)) else { return nil }
        terms.append(store.product([store.rational(value.factor), power, coefficient]))
      }
    }
    // The parts come in no particular order.
    return store.simplified(store.sum(terms.sorted(by: store.precedes)))
  }

  private func moments(
    of part: Part, upTo count: Int, degree k: Int, _ elementary: ElementaryEigenvalues
  ) -> [PiMultiple] {
    switch part {
    case .one:
      return (0...count).map {
        PiMultiple(factor: elementary.monomial(exponent: $0, degree: k), power: 0)
      }
    case .arccosine(ofNegative: false):
      return elementary.multipliedByPowers(upTo: count, degree: k, elementary.arccosine)
    case .arccosine(ofNegative: true):
      return elementary.multipliedByPowers(upTo: count, degree: k) { degree in
        elementary.arccosine(degree: degree).scaled(by: degree.isMultiple(of: 2) ? 1 : -1)
      }
    case .sine:
      return elementary.multipliedByPowers(upTo: count, degree: k, elementary.sine)
    }
  }

  /// Tells the generators of a normal form apart.
  private struct FormReader {
    let field: NormalFormField

    /// The part that a monomial belongs to, its power of t, and what is left, free of t.
    func split(_ monomial: Monomial) -> (part: Part, power: Int, rest: Monomial)? {
      var part = Part.one
      var power = 0
      var rest = Monomial.one
      for factor in monomial.powers {
        switch kind(of: factor.generator) {
        case .constant:
          rest = rest.multiplied(
            by: Monomial(generator: factor.generator, exponent: factor.exponent))
        case .cosine:
          guard factor.exponent > 0 else { return nil }
          power = factor.exponent
        case .part(let own):
          guard factor.exponent == 1, part == .one else { return nil }
          part = own
        case .other: return nil
        }
      }
      return (part, power, rest)
    }

    private enum Kind {
      case constant
      case cosine
      case part(Part)
      case other
    }

    private func kind(of generator: Int) -> Kind {
      switch field.generators[generator] {
      case .pi: return .constant
      case .symbol(.cosine): return .cosine
      case .symbol(let symbol): return symbol.isCosine ? .other : .constant
      case .root(let degree, let radicand):
        if isConstant(radicand) { return .constant }
        return degree == 2 && isSquaredSine(radicand) ? .part(.sine) : .other
      case .function(let function, let argument):
        if isConstant(argument) { return .constant }
        guard function == .arccos, let sign = signOfCosine(argument) else { return .other }
        return .part(.arccosine(ofNegative: sign < 0))
      case .application(_, let arguments):
        return arguments.allSatisfy(isConstant) ? .constant : .other
      }
    }

    private func isConstant(_ fraction: Fraction) -> Bool {
      isConstant(fraction.numerator) && fraction.denominators.keys.allSatisfy(isConstant)
    }

    func isConstant(_ polynomial: Polynomial) -> Bool {
      polynomial.terms.keys.allSatisfy { monomial in
        monomial.powers.allSatisfy { power in
          if case .constant = kind(of: power.generator) { return true }
          return false
        }
      }
    }

    /// ±1 for ±t.
    private func signOfCosine(_ fraction: Fraction) -> Int? {
      guard fraction.denominators.isEmpty, fraction.numerator.terms.count == 1,
        let (monomial, coefficient) = fraction.numerator.terms.first,
        coefficient.magnitude.isOne, isPowerOfCosine(monomial, 1)
      else { return nil }
      return coefficient.signum
    }

    private func isSquaredSine(_ fraction: Fraction) -> Bool {
      guard fraction.denominators.isEmpty, fraction.numerator.terms.count == 2 else { return false }
      return fraction.numerator.terms.allSatisfy { monomial, coefficient in
        monomial.powers.isEmpty
          ? coefficient.isOne : coefficient == -1 && isPowerOfCosine(monomial, 2)
      }
    }

    private func isPowerOfCosine(_ monomial: Monomial, _ exponent: Int) -> Bool {
      guard monomial.powers.count == 1, monomial.powers[0].exponent == exponent,
        case .symbol(.cosine) = field.generators[monomial.powers[0].generator]
      else { return false }
      return true
    }
  }
}

/// How many functions and roots of t lie inside each other; polynomials in t do not count.
private struct NestingAlgebra: ExpressionAlgebra {
  /// 0 for constants, 1 for polynomials in t, one more for each function around.
  typealias Value = Int
  typealias Failure = Never

  func rational(_ value: Rational) -> Int { 0 }
  func pi() -> Int { 0 }
  func symbol(_ symbol: Symbol) -> Int { symbol == .cosine ? 1 : 0 }
  func sum(_ terms: [Int]) -> Int { terms.max() ?? 0 }
  func product(_ coefficient: Rational, _ factors: [Int]) -> Int { factors.max() ?? 0 }
  func power(_ base: Int, _ exponent: Rational) -> Int {
    if base == 0 { return 0 }
    return exponent.isInteger && exponent.signum > 0 ? base : base + 1
  }
  func function(_ function: Function, _ value: Int, argument: Int, isInDomain: Bool) -> Int {
    value == 0 ? 0 : value + 1
  }
  func application(
    _ function: MultivariateProgram, _ values: [Int], arguments: [Int], isInDomain: Bool
  ) -> Int {
    let depth = values.max() ?? 0
    return depth == 0 ? 0 : depth + 1
  }
}
