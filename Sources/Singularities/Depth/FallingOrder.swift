internal import Arithmetic
internal import Expressions
internal import Recurrences

/// The law of a kernel whose exponent falls with every layer, such as that of a step network.
///
/// Let S[l] = F(S[l-1]) with F(1 - w) = 1 - A·w^β·(1 + o(1)), 0 < β < 1, and S[0] = 1 - C·s^γ·(1 + o(1)) at t = 1 - s, where
/// γ ≤ 1. Then
///
///     1 - S[l] ~ C[l]·s^ν[l],     ν[l] = γ·βˡ,     C[l] = A·C[l-1]^β = A^((1-βˡ)/(1-β))·C^(βˡ),
///
/// and ν[l] is below 1 from l = 1 on. That S[l] continues beyond the unit circle off ±1 and has nonnegative coefficients,
/// positive ones of both parities, is proved by induction (``DepthInduction``). At t = -1 the value of S[l] lies
/// inside (-1, 1), where F is analytic, so the exponents there stay those of the first layer (``PoleConstants``); none of
/// them is as low as ν[l]. By transfer (Flajolet & Sedgewick 2009, theorem VI.5), with ν = ν[l],
/// bₙ ~ C[l]·ν/Γ(1-ν)·n^(-ν-1) for even and for odd n.
struct FallingOrder {
  let law: ParityLaw
  let hypotheses: [String]
  let depth: KernelAsymptotics.DepthRange

  /// Proves the law of a multiple of one element; `nil` for other kernels, or when something is not shown.
  init?(_ kernel: Expression, _ table: RecurrenceTable) {
    let store = table.store
    guard let elements = try? DepthElements(kernel, table, includesOrders: false),
      elements.found.count == 1, let (symbol, element) = elements.found.first,
      let factor = try? store.derivative(of: kernel, with: symbol),
      store.areProvedEqual(kernel, store.product(factor, store.symbol(symbol))),
      !store.symbols(in: factor).contains(where: { $0 == symbol || $0.isCosine }),
      store.knownSign(of: factor) == .positive,
      let induction = elements.inductions[element.recurrence],
      induction.properties[element.sequence].support.isMixed,
      store.areProvedEqual(induction.values[element.sequence], store.rational(1)),
      let step = RootStep(table.recurrences[element.recurrence], element.sequence, in: store)
    else { return nil }
    let start = store.rational(Rational(table.recurrences[element.recurrence].start))
    let layers = store.difference(element.index, start)
    // At least two layers; with more of them the exponent is lower.
    let highest = step.exponent * step.ratio * step.ratio
    guard let others = try? elements.exponentsAtMinusOne(upTo: highest),
      others.allSatisfy({ $0.isInteger && $0.signum >= 0 }),
      let order = step.exponent(after: layers, in: store),
      let constant = step.constant(after: layers, in: store)
    else { return nil }
    let term = SymbolicPowerTerm(
      exponent: order, strength: store.product(factor, constant), isNonzero: true)
    law = .symbolicPower(term)
    depth = KernelAsymptotics.DepthRange(
      symbol: elements.depth, least: elements.least,
      support: induction.properties[element.sequence].support)
    let exponent = store.layout(of: term.exponent).text
    hypotheses = [
      "by induction on the depth, for every fixed \(elements.depth.name) >= \(elements.least):",
      "K is analytic on |z| < R without the cuts [1, R) and (-R, -1] for some R > 1: every argument of "
        + "an arc-cosine function has nonnegative Taylor coefficients with sum at most 1, and modulus below 1 on "
        + "|z| = 1 off ±1",
      "at t = 1 and t = -1 K is a convergent Puiseux series",
      "at t = 1 its lowest exponent is \(exponent), multiplied by \(step.ratio) with every layer",
      "at t = -1 no other than a natural number is as low, so both parities have the same law",
    ]
  }
}
