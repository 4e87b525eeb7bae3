public import Arithmetic
public import Expressions

/// The behaviour of a kernel next to a pole: a generalised power series with exact coefficients.
///
///     K(±(1 - s)) = Σ cᵢ·s^(aᵢ)·(log s)^(jᵢ)      for s → 0, s ≥ 0,
///
/// with rational exponents aᵢ: in ½ℤ for compositions of κₙ, n ≥ 1; in 2^(-L)ℤ for L steps κ₀; in gℤ + ½ℤ for
/// e^(-c·s^g). Logarithms occur where the kernel contains one; sums, products and compositions of κₙ create
/// none. The series is asymptotic by construction, and converges when no exponential singularity is met.
///
/// Coefficients are computed in the field of the constants of the kernel (``NormalFormField``). A term is
/// dropped only when its coefficient is proved to be zero, and nothing is divided by a coefficient that
/// may be zero: coefficients that are not zero for almost all values of the symbols are listed in
/// ``conditions``.
///
/// Source: Bietti & Bach (2021), section 3 and appendix B, for the leading terms; Flajolet & Sedgewick
/// (2009), chapter VI, for what they are good for.
public struct PuiseuxExpansion: Sendable {
  /// One term.
  public struct Term: Hashable, Sendable {
    /// The exponent of s.
    public let exponent: Rational
    /// The exponent of log s.
    public let logarithm: Int
    /// The coefficient, in the symbols of the kernel.
    public let coefficient: Expression
    /// The coefficient in terms of ``PuiseuxExpansion/constants``, for reading.
    public let shortForm: Expression
    /// Whether the coefficient is proved to differ from zero, for almost all values of its symbols.
    public let isNonzero: Bool
  }

  /// A named constant.
  public struct Constant: Hashable, Sendable {
    /// The name, which no program can use.
    public let name: Symbol
    /// What it stands for.
    public let value: Expression
  }

  /// Where the kernel was expanded.
  public let pole: Pole
  /// The terms, those with the lowest exponents first.
  public let terms: [Term]
  /// All terms of an exponent below this one are listed; `nil` when the sum of the terms is the kernel near the pole.
  ///
  /// How far that reaches says ``exactDistance(of:in:)``.
  public let order: Rational?
  /// The constants of inner layers and the long coefficients that short forms use, each defined in terms
  /// of earlier ones.
  public let constants: [Constant]
  /// Coefficients without t that were taken to differ from zero.
  public let conditions: [Expression]

  /// The coefficient of a power of s, 0 where there is none; `nil` beyond the order.
  public func coefficient(
    of exponent: Rational, logarithm: Int = 0, in store: ExpressionStore
  ) -> Expression? {
    if let order, exponent >= order { return nil }
    let term = terms.first { $0.exponent == exponent && $0.logarithm == logarithm }
    return term?.coefficient ?? store.rational(0)
  }
}

extension PuiseuxExpansion {
  /// How much of a series is asked for.
  public enum Extent: Hashable, Sendable {
    /// So many terms whose coefficients are not zero.
    case terms(Int)
    /// All terms with exponents up to this one.
    case exponent(Rational)
  }

  /// Where the search for a first term ends.
  private static let limitOfOrder = Rational(512)

  /// Expands an expression at a pole.
  ///
  /// Where leading terms cancel or a division costs order, the working order is raised until what was
  /// asked for is determined. Fewer terms than were asked for are returned when the next ones, if there are any,
  /// lie far beyond the last one or cost too much work; they are complete below the order all the same.
  ///
  /// - Throws: ``PuiseuxError``.
  /// - Complexity: O(terms³) operations on coefficients per function of the kernel.
  public static func expand(
    _ kernel: Expression, at pole: Pole, _ extent: Extent, in store: ExpressionStore
  ) throws(PuiseuxError) -> PuiseuxExpansion {
    let field = CoefficientField(store: store)
    var limit = Rational(1)
    if case .exponent(let exponent) = extent { limit = max(next(after: exponent), 1) }
    // What is known when further terms, which need not exist, are looked for.
    var found: PuiseuxExpansion?
    while true {
      var next = limit * 2
      do throws(PuiseuxError) {
        let arithmetic = PuiseuxArithmetic(field: field, limit: limit)
        var evaluation = PuiseuxEvaluation(pole: pole, arithmetic: arithmetic)
        let series = try evaluation.series(of: kernel)
        var last = series.terms.last?.power.exponent
        if let missing = reach(of: series, extent, at: limit) {
          next = missing
        } else {
          let result = try PuiseuxExpansion(series, pole, extent, field)
          guard case .terms(let count) = extent, result.order != nil, result.terms.count < count
          else { return result }
          // Coefficients that were proved to be zero are no terms.
          last = result.terms.last?.exponent
          if last != nil {
            found = result
            field.limitFurtherWork()
          }
        }
        if case .terms = extent, let last, next > 8 * (last.magnitude + 2) {
          return try PuiseuxExpansion(series, pole, extent, field).closed(as: kernel, in: store)
        }
      } catch {
        if case .tooLarge = error, let found { return found.closed(as: kernel, in: store) }
        guard case .insufficientOrder = error else { throw error }
      }
      guard next <= limitOfOrder else { throw .noLeadingTerm }
      limit = next
    }
  }

  /// A series that seems to end after few terms: whether it does is asked of the normal form.
  private func closed(as kernel: Expression, in store: ExpressionStore) -> PuiseuxExpansion {
    guard order != nil, isSumThroughout(kernel, in: store) else { return self }
    return PuiseuxExpansion(
      pole: pole, terms: terms, order: nil, constants: constants, conditions: conditions)
  }

  /// The least multiple of 1/2 beyond a number: orders are kept readable.
  private static func next(after number: Rational) -> Rational {
    Rational((number * 2).floor + .one) / 2
  }

  /// The limit to try next when a series does not have what was asked for.
  private static func reach(
    of series: PuiseuxSeries, _ extent: Extent, at limit: Rational
  ) -> Rational? {
    guard let order = series.order else { return nil }
    switch extent {
    case .exponent(let exponent):
      return order > exponent ? nil : Self.next(after: limit + (exponent - order))
    case .terms(let count):
      let found = series.terms.count
      if found >= count { return nil }
      if found == 0 { return limit * 2 }
      // As dense as so far, and not more than fourfold at once.
      let density = limit * Rational(count + 1, over: found)
      return min(Self.next(after: density), limit * 4)
    }
  }

  private init(
    _ series: PuiseuxSeries, _ pole: Pole, _ extent: Extent, _ field: CoefficientField
  ) throws(PuiseuxError) {
    var terms: [Term] = []
    var order = series.order
    for (power, coefficient) in series.terms {
      // A power of s is listed with all its powers of log s.
      if case .terms(let count) = extent, terms.count >= count,
        terms.last?.exponent != power.exponent
      {
        order = power.exponent
        break
      }
      if case .exponent(let last) = extent, power.exponent > last {
        order = power.exponent
        break
      }
      let sign = try field.sign(of: coefficient)
      if sign == .zero { continue }
      let (whole, short) = try field.forms(of: coefficient)
      terms.append(
        Term(
          exponent: power.exponent, logarithm: power.logarithm, coefficient: whole,
          shortForm: short, isNonzero: sign != .unknown))
    }
    self.pole = pole
    self.terms = terms
    self.order = order
    constants = Self.constants(in: terms, field)
    conditions = field.conditions
  }

  /// The named constants that terms use, directly or through each other.
  private static func constants(in terms: [Term], _ field: CoefficientField) -> [Constant] {
    let store = field.store
    var used = Set(terms.flatMap { store.symbols(in: $0.shortForm) })
    var constants: [Constant] = []
    for (name, value) in field.shortDefinitions.reversed() where used.contains(name) {
      used.formUnion(store.symbols(in: value))
      constants.append(Constant(name: name, value: value))
    }
    return constants.reversed()
  }
}
