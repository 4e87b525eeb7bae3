package import Arithmetic
internal import Expressions

/// Arithmetic of truncated Puiseux series with exact coefficients.
///
/// Terms from the exponent ``limit`` on are not computed. No operation claims terms that its operands do
/// not determine: the order of a product is the least of order plus valuation, and a function loses what
/// its leading behaviour costs.
package struct PuiseuxArithmetic {
  let field: CoefficientField
  let limit: Rational

  package init(field: CoefficientField, limit: Rational) {
    self.field = field
    self.limit = limit
  }

  // MARK: Sums and products

  func sum(_ series: [PuiseuxSeries]) throws(PuiseuxError) -> PuiseuxSeries {
    var total: [PuiseuxPower: Fraction] = [:]
    for one in series {
      for (power, coefficient) in one.terms {
        total[power] =
          try total[power].map { (known) throws(PuiseuxError) in
            try field.add(known, coefficient)
          } ?? coefficient
      }
    }
    return try settled(total, order: series.compactMap(\.order).min())
  }

  func scaled(
    _ series: PuiseuxSeries, by factor: Fraction
  ) throws(PuiseuxError) -> PuiseuxSeries {
    if factor.isZero { return PuiseuxSeries(.zero) }
    var scaled: [PuiseuxPower: Fraction] = [:]
    for (power, coefficient) in series.terms {
      scaled[power] = try field.multiply(coefficient, factor)
    }
    return try settled(scaled, order: series.order)
  }

  func multiply(
    _ left: PuiseuxSeries, _ right: PuiseuxSeries
  ) throws(PuiseuxError) -> PuiseuxSeries { try multiply(left, right, below: limit) }

  /// The product up to an exponent.
  ///
  /// (A + O(sᵃ))·(B + O(sᵇ)) = AB + O(s^(a + val B)) + O(s^(b + val A)).
  func multiply(
    _ left: PuiseuxSeries, _ right: PuiseuxSeries, below limit: Rational
  ) throws(PuiseuxError) -> PuiseuxSeries {
    guard let a = left.valuation, let b = right.valuation else { return PuiseuxSeries(.zero) }
    let known = [left.order.map { $0 + b }, right.order.map { $0 + a }].compactMap(\.self).min()
    let bound = min(known ?? limit, limit)
    var isCut = false
    var product: [PuiseuxPower: Fraction] = [:]
    for (p, x) in left.terms {
      for (q, y) in right.terms {
        let power = p * q
        if power.exponent >= bound {
          isCut = true
          break
        }
        let term = try field.multiply(x, y)
        product[power] =
          try product[power].map { (known) throws(PuiseuxError) in
            try field.add(known, term)
          } ?? term
      }
    }
    return try settled(product, order: isCut ? bound : known.map { min($0, bound) })
  }

  private func settled(
    _ terms: [PuiseuxPower: Fraction], order: Rational?
  ) throws(PuiseuxError) -> PuiseuxSeries {
    var settled: [PuiseuxPower: Fraction] = [:]
    for power in terms.keys.sorted() { settled[power] = try field.settled(terms[power] ?? .zero) }
    return PuiseuxSeries(settled, order: order)
  }

  // MARK: Leading terms

  /// The first term whose coefficient is not zero.
  struct Leading {
    let coefficient: Fraction
    let exponent: Rational
    let sign: CoefficientSign
    /// The series without the zeros that were found before the term.
    let series: PuiseuxSeries
  }

  /// Finds the leading term; `nil` for the exact zero.
  ///
  /// A coefficient is passed over only when it is proved to be zero.
  func leading(_ series: PuiseuxSeries) throws(PuiseuxError) -> Leading? {
    var rest = series
    while let (power, coefficient) = rest.terms.first {
      let sign = try field.sign(of: coefficient)
      switch sign {
      case .zero: rest = rest.removing(power)
      case .unknown:
        let text = field.store.text(try field.expression(coefficient))
        throw .undecided("the coefficient \(text) is zero")
      case .positive, .negative, .generic:
        guard power.logarithm == 0 else { throw .logarithm("a power or a function") }
        if sign == .generic { try field.assumeNonzero(coefficient) }
        return Leading(
          coefficient: coefficient, exponent: power.exponent, sign: sign, series: rest)
      }
    }
    if rest.order == nil { return nil }
    throw .insufficientOrder
  }

  // MARK: Powers and compositions

  /// A rational power, not the zeroth.
  ///
  /// With u = c·s^μ·(1 + δ), uᵖ = cᵖ·s^(pμ)·Σ binomial(p, k)·δᵏ.
  func power(_ base: PuiseuxSeries, _ exponent: Rational) throws(PuiseuxError) -> PuiseuxSeries {
    if let whole = exponent.word, whole > 0, whole <= 64 {
      var result = base
      for _ in 1..<whole { result = try multiply(result, base) }
      return result
    }
    guard let leading = try leading(base) else {
      guard exponent.signum > 0 else { throw .undefined("a division by zero") }
      return base
    }
    if !exponent.isInteger {
      switch leading.sign {
      case .positive: break
      case .negative, .zero: throw .undefined("a root of a negative number")
      case .generic, .unknown:
        let text = field.store.text(try field.expression(leading.coefficient))
        throw .undecided("\(text) is positive, of which a root is taken")
      }
    }
    let shift = exponent * leading.exponent
    let relative = try tail(of: leading)
    let series = try composition(relative, limit: limit - shift) { count in
      var coefficient = Rational(1)
      return (0..<count).map { k in
        defer { coefficient *= (exponent - Rational(k)) / Rational(k + 1) }
        return Fraction(coefficient)
      }
    }
    return try scaled(series, by: try field.power(leading.coefficient, exponent)).shifted(by: shift)
  }

  /// δ in u = c·s^μ·(1 + δ).
  func tail(of leading: Leading) throws(PuiseuxError) -> PuiseuxSeries {
    let rest = leading.series.removing(PuiseuxPower(leading.exponent))
    return try scaled(rest, by: try field.power(leading.coefficient, -1))
      .shifted(by: -leading.exponent)
  }

  /// Σ aₖδᵏ for a series δ that tends to zero, by Horner's rule.
  ///
  /// The k-th partial sum is needed up to s^(limit - k·val δ) only.
  func composition(
    _ inner: PuiseuxSeries, limit: Rational,
    _ coefficients: (_ count: Int) throws(PuiseuxError) -> [Fraction]
  ) throws(PuiseuxError) -> PuiseuxSeries {
    guard let valuation = inner.valuation else {
      return PuiseuxSeries(try coefficients(1)[0])
    }
    guard valuation.signum > 0 else { throw .insufficientOrder }
    let bound = min(limit, inner.order ?? limit)
    guard bound.signum > 0 else { return PuiseuxSeries([:], order: bound) }
    let ratio = bound / valuation
    let count = ratio.isInteger ? ratio.floor.word : (ratio.floor + .one).word
    guard let count, count <= 100_000 else { throw .tooLarge }
    let known = try coefficients(count)
    var result = PuiseuxSeries(known[count - 1])
    for k in stride(from: count - 2, through: 0, by: -1) {
      result = try multiply(result, inner, below: bound - Rational(k) * valuation)
      result = try sum([result, PuiseuxSeries(known[k])])
    }
    // What follows the last power of δ is O(s^bound).
    return try sum([result, PuiseuxSeries([:], order: bound)])
  }
}
