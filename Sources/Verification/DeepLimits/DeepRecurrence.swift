internal import Arithmetic
internal import Expressions
internal import Puiseux
internal import Recurrences

/// Asymptotic expansions of the elements of a recurrence for large indices.
///
/// Sequences are divided by the value v_l of their main sequence at t = 1, which must have a closed form. The main
/// sequence then is an iterated map u_l = f(u_(l-1)) (``DeepMap``), a companion θ_l = A(u_(l-1))·θ_(l-1) + B(u_(l-1)).
/// That f, A and B do not depend on l is proved: their values for one l are guessed for all and checked in the
/// normal form.
struct DeepRecurrence {
  let table: RecurrenceTable
  let recurrence: Recurrence
  let number: Int

  private var store: ExpressionStore { table.store }
  /// The symbol of θ_(l-1) divided by the scale; a space keeps the name out of reach of the language.
  private static let companion = Symbol("deep companion")

  /// What an element is for a large index l.
  enum Law {
    /// v_l·(1 - s_l) with the expansion of s_l in l.
    case correlation(scale: Expression, gap: AsymptoticExpansion)
    /// v_l·θ_l with the expansion of θ_l in l.
    case companion(scale: Expression, growth: AsymptoticExpansion)
    /// v_l times what tends to the fixed point of a map that 1 repels, or to that of its companion A, B.
    case interior(
      scale: Expression, InteriorFixedPoint,
      companion: (factor: Expression, increment: Expression)?)
  }

  /// The sequence divided by the scale at the first index.
  func start(of sequence: Int) throws -> Expression {
    let scale = try scale(of: main(of: sequence))
    return store.simplified(
      try store.quotient(
        recurrence.sequences[main(of: sequence)].base,
        try at(scale, Rational(recurrence.start))))
  }

  /// The law of a sequence where its main sequence starts in [-1, 1).
  func law(of sequence: Int, limits: Limits) throws -> Law {
    let main = try main(of: sequence)
    let scale = try scale(of: main)
    let step = try scaledStep(of: main, by: scale, main)
    if let point = try InteriorFixedPoint(of: step, in: store, limits) {
      let companion = sequence == main ? nil : try parts(of: sequence, by: scale, main)
      return .interior(scale: scale, point, companion: companion)
    }
    let map = try DeepMap(step, in: store)
    if sequence == main { return .correlation(scale: scale, gap: try map.gapExpansion()) }
    let (factor, increment) = try parts(of: sequence, by: scale, main)
    return .companion(scale: scale, growth: try map.growthExpansion(factor, increment))
  }

  /// What is known of a sequence whose steps depend on the depth L, after rL steps.
  enum DepthLaw {
    /// The scale, and the law of the sequence divided by it, in the start t of the main sequence (``EulerSteps``).
    case function(scale: Expression, StepLaw)
    /// v·(1 - s) with the law of s, for every start in [-1, 1) (``SlowSteps``).
    case correlation(scale: Expression, gap: StepLaw)
    /// v·θ with the law of θ, for every start in [-1, 1).
    case companion(scale: Expression, StepLaw)
  }

  /// The law of a sequence whose steps depend on the depth.
  ///
  /// - Parameters:
  ///   - sequence: Which of the sequences.
  ///   - depth: L.
  ///   - run: How many steps are made, and from where.
  ///   - limits: How long and how hard to try.
  func depthLaw(
    of sequence: Int, in depth: Symbol, along run: DepthRun, limits: Limits
  ) throws -> DepthLaw {
    let main = try main(of: sequence)
    let scale = try scale(of: main)
    let map = try scaledStep(of: main, by: scale, main)
    let one = store.rational(1)
    guard store.isPositiveDefinite(map),
      store.areProvedEqual(try store.substituting([.cosine: one], in: map), one)
    else { throw DeepLimitFailure(reason: "the step is not shown to keep correlations in [-1, 1]") }
    let companion = sequence == main ? nil : try parts(of: sequence, by: scale, main)
    if companion != nil,
      !store.areProvedEqual(recurrence.sequences[sequence].base, store.rational(0))
    {
      throw DeepLimitFailure(reason: "the companion does not start at 0")
    }
    let euler = EulerSteps(store: store, index: depth)
    guard let rate = try euler.rate(of: store.difference(map, store.cosine)) else {
      let slow = try SlowSteps(map, in: store, index: depth)
      guard let (factor, increment) = companion else {
        return .correlation(scale: scale, gap: try slow.gap(after: run.count))
      }
      return .companion(
        scale: scale, try slow.growth(factor, increment, after: run.count, limits))
    }
    let names = (recurrence.sequences[main].name, recurrence.sequences[sequence].name)
    return .function(
      scale: scale, try euler.law(map, rate, companion, names, along: run))
  }

  /// A and B of a companion.
  private func parts(
    of sequence: Int, by scale: Expression, _ main: Int
  ) throws -> (factor: Expression, increment: Expression) {
    let step = try scaledStep(of: sequence, by: scale, main)
    let theta = Self.companion
    let factor = store.simplified(try store.derivative(of: step, with: theta))
    guard !store.symbols(in: factor).contains(theta) else {
      throw DeepLimitFailure(reason: "`\(recurrence.sequences[sequence].name)` is not linear")
    }
    let increment = try store.substituting([theta: store.rational(0)], in: step)
    return (factor, store.simplified(increment))
  }

  /// The sequence that a sequence follows: itself, or the one other that its step uses.
  private func main(of sequence: Int) throws(DeepLimitFailure) -> Int {
    let used = store.symbols(in: recurrence.sequences[sequence].step)
    let others = recurrence.sequences.indices.filter {
      $0 != sequence && used.contains(recurrence.previous($0))
    }
    guard others.count <= 1 else {
      throw DeepLimitFailure(reason: "a step uses more than two sequences")
    }
    return others.first ?? sequence
  }

  /// v_l, the value at t = 1.
  private func scale(of sequence: Int) throws -> Expression {
    let element = RecurrenceElement(
      recurrence: number, sequence: sequence, index: store.symbol(recurrence.index),
      point: store.rational(1))
    guard let form = try table.closedForm(of: element), store.isPositive(form) else {
      throw DeepLimitFailure(
        reason: "the value at t = 1 has no closed form that is shown to be positive")
    }
    return form
  }

  private func at(_ form: Expression, _ index: Rational) throws -> Expression {
    store.simplified(try store.substituting([recurrence.index: store.rational(index)], in: form))
  }

  /// The step with u = t and θ in the place of the sequences divided by the scale.
  private func scaledStep(
    of sequence: Int, by scale: Expression, _ main: Int
  ) throws -> Expression {
    let l = store.symbol(recurrence.index)
    let first = store.rational(Rational(recurrence.start + 1))
    func image(_ index: Expression) throws -> Expression {
      let before = try store.substituting(
        [recurrence.index: store.difference(index, store.rational(1))], in: scale)
      var replacements = [recurrence.index: index]
      replacements[recurrence.previous(main)] = store.product(before, store.cosine)
      if sequence != main {
        replacements[recurrence.previous(sequence)] = store.product(
          before, store.symbol(Self.companion))
      }
      let step = recurrence.sequences[sequence].step
      return store.simplified(
        try store.quotient(
          try store.substituting(replacements, in: step),
          try store.substituting([recurrence.index: index], in: scale)))
    }
    guard !store.dependsOnCosine(recurrence.sequences[sequence].step) else {
      throw DeepLimitFailure(reason: "a step depends on t itself")
    }
    let guess = try image(first)
    let allowed: Set<Symbol> = [.cosine, Self.companion]
    let isClosed = store.symbols(in: guess).allSatisfy {
      allowed.contains($0) || table.element($0) == nil
    }
    guard isClosed, store.areProvedEqual(try image(l), guess) else {
      throw DeepLimitFailure(reason: "the step, normalised, is not shown to be the same everywhere")
    }
    return guess
  }
}
