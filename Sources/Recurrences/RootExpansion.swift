public import Arithmetic
public import Expressions
internal import Puiseux

/// The expansion at t = 1 of a kernel of iterated roots, with the depth as a symbol.
///
/// Let W[m] = 1 - S[m] follow W[m] = f(W[m-1]) with f(w) = A·w^β·(1 + O(w^b)), 0 < β < 1, from W[0] = C·s^γ·(1 + O(s^a)) on
/// (``RootStep``), and let z[m] = C[m]·s^ν[m] be the leading term, z[m] = A·z[m-1]^β. Written in terms of z, the expansion
/// does not depend on the depth: W[m] = Φ(z[m]) with the formal solution of
///
///     Φ(A·z^β) = f(Φ(z)),     Φ(z) = z·(1 + …),
///
/// the inverse of Böttcher's coordinate (Milnor, *Dynamics in One Complex Variable*, §9), which takes f to its leading term.
///
/// *Proof.* Suppose W[m] = z[m]·(1 + O(z[m]^q)) with q = b/β. That holds from some m₀ on: a step multiplies the relative
/// exponent of what comes from W[0], a/γ at first, by 1/β, and adds terms from b/β on. If W[m-1] = Φᵢ(z[m-1]) up to
/// some order, then W[m] = f(Φᵢ((z[m]/A)^(1/β))), where the relative order is 1/β times that of Φᵢ; and this is how
/// Φᵢ₊₁ is defined, Φ₀ = z. So Φᵢ holds from m = m₀ + i on, up to an order that grows with i. Induction on m is needed for
/// the leading term only. ∎
public struct RootExpansion {
  /// A term of an expansion in s = 1 - t.
  public struct Term {
    /// The exponent divided by that of the leading term.
    public let multiple: Rational
    /// The exponent, a function of the depth.
    public let exponent: Expression
    /// The coefficient.
    public let coefficient: Expression
  }

  /// The terms, those with the lowest exponents first.
  public let terms: [Term]
  /// The exponent from which on nothing is known.
  public let order: Term
  /// The depth.
  public let depth: Symbol
  /// The expansion is proved for this depth and all greater ones.
  public let least: Int
  /// The exponent ν of the leading term of an element.
  let unit: Expression

  /// The coefficient of a power of s whose exponent is an expression; `nil` when it is not shown which multiple of the leading
  /// exponent that is, or nothing is known of it.
  public func coefficient(of exponent: Expression, in store: ExpressionStore) -> Expression? {
    let multiple: Rational
    if store.areProvedEqual(exponent, store.rational(0)) {
      multiple = 0
    } else {
      guard let quotient = try? store.quotient(exponent, unit) else { return nil }
      let simple = store.simplified(quotient)
      let number =
        store.rationalValue(simple)
        ?? store.normalForm(of: simple).flatMap { store.rationalValue(store.simplified($0)) }
      guard let number else { return nil }
      multiple = number
    }
    guard multiple < order.multiple else { return nil }
    return terms.first { $0.multiple == multiple }?.coefficient ?? store.rational(0)
  }
}

extension RecurrenceTable {
  /// Expansions are not looked for beyond this multiple of the leading exponent.
  private static let multipleLimit = Rational(256)
  /// A step is not applied more often.
  private static let stepLimit = 24

  /// The expansion at t = 1 of a function of one element of a recurrence of iterated roots.
  ///
  /// - Parameters:
  ///   - kernel: An expression in an element at t whose index is the depth, up to a number; t does not occur besides.
  ///   - count: How many terms are wanted.
  /// - Returns: `nil` for other kernels.
  public func rootExpansion(of kernel: Expression, terms count: Int) -> RootExpansion? {
    guard let (symbol, element) = elements(in: kernel).first, elements(in: kernel).count == 1,
      element.point == store.cosine, element.order == 0, element.exponent == nil,
      store.cosines(in: kernel).isEmpty,
      let depth = store.symbols(in: element.index).first,
      let shift = store.rationalValue(
        store.simplified(store.difference(element.index, store.symbol(depth))))?.word,
      let step = RootStep(recurrences[element.recurrence], element.sequence, in: store)
    else { return nil }
    let start = recurrences[element.recurrence].start
    let layers = store.difference(element.index, store.rational(Rational(start)))
    guard let unit = step.exponent(after: layers, in: store) else { return nil }
    var top = max(1 + (step.margins.step ?? 1) / step.ratio * Rational(count), 2)
    while true {
      let inner = conjugacies(step, upTo: top)
      func expansion(_ image: PuiseuxExpansion.Ansatz) -> PuiseuxExpansion.Ansatz? {
        try? PuiseuxExpansion.expand(
          kernel, at: .one, upTo: top, given: [symbol: image], in: store)
      }
      guard let best = inner.last, let whole = expansion(best.image) else { return nil }
      let series = PuiseuxExpansion(whole, at: .one, count: count, in: store)
      guard let last = series.order else { return nil }
      if series.terms.count < count, whole.order > top, top * 2 <= Self.multipleLimit {
        top *= 2
        continue
      }
      // The fewest layers from which on these terms are right.
      let first = inner.first { expansion($0.image).map { $0.order >= last } == true } ?? best
      func term(_ multiple: Rational, _ factor: Expression) -> RootExpansion.Term? {
        step.constant(after: layers, power: multiple, in: store).map { power in
          RootExpansion.Term(
            multiple: multiple, exponent: store.simplified(store.scaled(unit, by: multiple)),
            coefficient: multiple.isZero ? factor : store.product(factor, power))
        }
      }
      let terms = series.terms.compactMap { term($0.exponent, $0.coefficient) }
      guard terms.count == series.terms.count, let order = term(last, store.rational(1))
      else { return nil }
      return RootExpansion(
        terms: terms, order: order, depth: depth, least: max(1, first.layers + start - shift),
        unit: unit)
    }
  }

  /// 1 - Φᵢ(z) for i = 0, 1, … until the order exceeds an exponent of z, in powers of s = z, and the numbers of layers from
  /// which on they hold.
  private func conjugacies(
    _ step: RootStep, upTo top: Rational
  ) -> [(image: PuiseuxExpansion.Ansatz, layers: Int)] {
    // Where nothing follows the leading term any order is right.
    let gap = (step.margins.step ?? top) / step.ratio
    var layers = 0
    var reach = step.margins.first.map { $0 / step.exponent } ?? gap
    while reach < gap, layers < Self.stepLimit {
      reach = reach / step.ratio
      layers += 1
    }
    guard reach >= gap else { return [] }
    var image = PuiseuxExpansion.Ansatz(
      coefficients: [0: store.rational(1), 1: store.rational(-1)], order: 1 + gap)
    var result = [(image, layers)]
    while image.order <= top, result.count < Self.stepLimit {
      var coefficients: [Rational: Expression] = [:]
      for (power, value) in image.coefficients where power < image.order {
        let raised = power / step.ratio
        guard let factor = try? store.power(step.gain, -raised) else { return result }
        coefficients[raised] = store.product(value, factor)
      }
      let inner = PuiseuxExpansion.Ansatz(
        coefficients: coefficients, order: image.order / step.ratio)
      guard
        let next = try? PuiseuxExpansion.expand(
          step.step, at: .one, upTo: top, given: [step.previous: inner], in: store),
        next.order > image.order
      else { return result }
      image = next
      layers += 1
      result.append((image, layers))
    }
    return result
  }
}
