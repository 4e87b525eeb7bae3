package import Arithmetic

/// The field Q(generators) in which expressions have a normal form.
///
/// Generators are symbols, π, roots of elements of the field, and functions of elements of the field.
/// κₙ(u), arcsin u and arccos u are written through the two generators arccos u and √(1-u²); two
/// arguments u, v that are equal, or opposite, in the field share them. Elements are fractions with
/// factored denominators. An element with numerator zero *is* zero. The converse is not claimed: further
/// algebraic relations between generators may exist, so a nonzero normal form decides nothing.
///
/// Identities hold wherever both sides are defined and no denominator vanishes.
package final class NormalFormField {
  package enum Generator {
    case pi
    case symbol(Symbol)
    /// A root of the given degree of an element.
    case root(degree: Int, of: Fraction)
    /// A function of an element.
    case function(Function, Fraction)
    /// A function of several elements of the field.
    case application(MultivariateFunction, [Fraction])
  }

  /// More terms than this in one numerator end the attempt.
  package static let usualTermLimit = 20_000
  /// More multiplications and additions of terms than this end the attempt: a few seconds of work.
  package static let usualWorkLimit = 1_000_000

  package let store: ExpressionStore
  let intervals: [Symbol: Assumption]
  let keepsKappas: Bool
  let workLimit: Int
  let termLimit: Int
  /// The multiplications and additions of terms so far.
  package internal(set) var work = 0
  package private(set) var generators: [Generator] = []
  private var byExpression: [Expression: Fraction] = [:]
  /// Generators written as expressions; those of a deep kernel stand in each other many times.
  var written: [Int: Expression] = [:]
  /// For products of generators m, the rational u such that e^(um) is a generator.
  var exponentialUnits: [Monomial: Rational] = [:]
  /// For products of generators m, the rational u such that sin(um) and cos(um) are generators.
  var angleUnits: [Monomial: Rational] = [:]
  /// For a cosine among the generators, the sine of the same argument.
  var sines: [Int: Int] = [:]

  /// Creates a field without generators; signs are decided with the symbols in the given intervals.
  ///
  /// - Parameter keepsKappas: Whether κₙ(u) is a generator itself. Such a form is much smaller, and enough
  ///   for identities that hold whatever κₙ is.
  package init(
    store: ExpressionStore, intervals: [Symbol: Assumption] = [:], keepsKappas: Bool = false,
    workLimit: Int = NormalFormField.usualWorkLimit,
    termLimit: Int = NormalFormField.usualTermLimit
  ) {
    self.termLimit = termLimit
    self.workLimit = workLimit
    self.store = store
    self.intervals = intervals
    self.keepsKappas = keepsKappas
  }

  /// The normal form of an expression.
  ///
  /// - Throws: ``NormalFormError`` when it grows too large or has no value.
  package func fraction(of expression: Expression) throws(NormalFormError) -> Fraction {
    let isFresh = byExpression.isEmpty
    do {
      return try form(of: expression)
    } catch {
      // Elements made before this call would lose their generators, so only a fresh field starts again.
      guard case .finerUnitsNeeded = error, isFresh else { throw error }
      return try restarted(expression)
    }
  }

  /// How often the units of exponentials may be refined.
  private static let restartLimit = 16

  private func restarted(_ expression: Expression) throws(NormalFormError) -> Fraction {
    for _ in 0..<Self.restartLimit {
      generators = []
      written = [:]
      sines = [:]
      byExpression = [:]
      do {
        return try form(of: expression)
      } catch {
        guard case .finerUnitsNeeded = error else { throw error }
      }
    }
    throw .tooLarge
  }

  private func form(of expression: Expression) throws(NormalFormError) -> Fraction {
    for current in store.topologicalOrder(of: [expression], stoppingAt: { byExpression[$0] != nil })
    {
      byExpression[current] = try computed(current)
    }
    return byExpression[expression] ?? .zero
  }

  private func known(_ expression: Expression) -> Fraction { byExpression[expression] ?? .zero }

  private func computed(_ expression: Expression) throws(NormalFormError) -> Fraction {
    switch store.node(expression) {
    case .rational(let value): return Fraction(value)
    case .pi: return Fraction(generator: index(ofSame: .pi))
    case .symbol(let symbol): return Fraction(generator: index(ofSame: .symbol(symbol)))
    case .sum(let terms):
      var sum = Fraction.zero
      for term in terms { sum = try add(sum, known(term)) }
      return sum
    case .product(let coefficient, let factors):
      var product = Fraction(coefficient)
      for factor in factors {
        product = try multiply(product, try power(known(factor.base), factor.exponent))
      }
      return product
    case .function(let function, let argument): return try value(of: function, at: known(argument))
    case .application(let function, let arguments):
      return try application(function, arguments.map(known))
    }
  }

  /// The index of π or a symbol.
  private func index(ofSame generator: Generator) -> Int {
    for (index, known) in generators.enumerated() {
      switch (known, generator) {
      case (.pi, .pi): return index
      case (.symbol(let a), .symbol(let b)) where a == b: return index
      case (.pi, _), (.symbol, _), (.root, _), (.function, _), (.application, _): continue
      }
    }
    return append(generator)
  }

  func append(_ generator: Generator) -> Int {
    generators.append(generator)
    return generators.count - 1
  }
}

/// Why an expression got no normal form.
package enum NormalFormError: Error, CustomStringConvertible {
  /// The form has more terms than the limit.
  case tooLarge
  /// An exponential is no power of the known ones: the field must start again with finer units.
  case finerUnitsNeeded
  /// A division by zero or a root of a negative number.
  case undefined

  /// The reason in words.
  package var description: String {
    switch self {
    case .tooLarge: "the normal form has too many terms"
    case .finerUnitsNeeded: "an exponential is no power of the known ones"
    case .undefined: "a division by zero, or a root of a negative number"
    }
  }
}

/// An element of the field: numerator over powers of denominator factors.
///
/// Denominator factors have several terms, no monomial content, and leading coefficient 1; powers of
/// single generators sit in the numerator with negative exponents.
package struct Fraction {
  package var numerator: Polynomial
  package var denominators: [Polynomial: Int]

  package static let zero = Fraction(0)

  package init(numerator: Polynomial, denominators: [Polynomial: Int] = [:]) {
    self.numerator = numerator
    self.denominators = denominators
  }

  package init(_ constant: Rational) { self.init(numerator: Polynomial(constant)) }

  package init(generator: Int, exponent: Int = 1) {
    self.init(numerator: Polynomial(Monomial(generator: generator, exponent: exponent)))
  }

  package var isZero: Bool { numerator.isZero }
}

extension ExpressionStore {
  /// Whether the normal form proves that an expression is zero wherever it is defined.
  ///
  /// `false` means that this normal form does not show it, not that the expression differs from zero.
  ///
  /// - Throws: ``NormalFormError`` when the form grows too large.
  func isZeroByNormalForm(
    _ expression: Expression, intervals: [Symbol: Assumption] = [:]
  ) throws(NormalFormError) -> Bool {
    try NormalFormField(store: self, intervals: intervals).fraction(of: expression).isZero
  }

  /// Whether two expressions are proved equal wherever both are defined: they are one node, or their
  /// difference is zero in the normal form.
  ///
  /// Symbols may be confined to intervals, on which more signs are known.
  public func areProvedEqual(
    _ left: Expression, _ right: Expression, intervals: [Symbol: Assumption] = [:]
  ) -> Bool {
    if left == right { return true }
    let difference = difference(left, right)
    if isNonzeroAtSample(difference, intervals: intervals) { return false }
    let small = NormalFormField(store: self, intervals: intervals, keepsKappas: true)
    if (try? small.fraction(of: difference).isZero) == true { return true }
    return (try? isZeroByNormalForm(difference, intervals: intervals)) == true
  }

  /// The expression as one fraction in its generators, equal to it wherever it is defined; `nil` when that
  /// grows too large.
  public func normalForm(of expression: Expression) -> Expression? {
    normalForm(of: expression, workLimit: NormalFormField.usualWorkLimit)
  }

  /// The same with limits of its own for multiplications and additions of terms and for the parts of the expression.
  package func normalForm(
    of expression: Expression, workLimit: Int, sizeLimit: Int = 200, keepsKappas: Bool = true
  ) -> Expression? {
    guard topologicalOrder(of: [expression]).count < sizeLimit else { return nil }
    let field = NormalFormField(store: self, keepsKappas: keepsKappas, workLimit: workLimit)
    guard let fraction = try? field.fraction(of: expression) else { return nil }
    return try? field.expression(of: fraction)
  }
}
