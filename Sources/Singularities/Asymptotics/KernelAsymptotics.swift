internal import Arithmetic
public import Expressions
internal import Puiseux

/// The asymptotic behaviour of the Taylor coefficients of a kernel, proved.
///
/// The kernel is shown to continue beyond the unit circle off ±1 (``ContinuationAnalysis``), its series at
/// t = ±1 are computed exactly (`PuiseuxExpansion`), and each power c·(1 ∓ t)^ν contributes the exact
/// coefficient (±1)ⁿc·Γ(n - ν)/(Γ(-ν)·n!), and beside logarithms the derivatives of that in ν. What is left over after finitely many powers is O((1 ∓ t)^β) at both
/// ends, up to powers of logarithms, and contributes O(n^(-β'-1)) for every β' < β (Flajolet & Sedgewick 2009, theorems
/// VI.3 and VI.5). Natural powers are polynomials.
///
/// Eigenvalues follow with no further hypothesis. On the sphere μ_k = Σ bₙ·m_{n,k} with m_{n,k} ≥ 0 over n ≥ k of
/// the parity of k (Funk, Hecke). The power (1 - t)^ν has the exact eigenvalue I_k(d, ν); see
/// ``SphericalConstant``. A remainder |rₙ| ≤ C·|[tⁿ](1-t)^β|, whose right side has one sign for n > β, has
/// eigenvalues of size at most C·|I_k(d, β)| = O(k^(-d-2β+1)).
///
/// A kernel that does not continue may have the hypotheses for eigenvalues all the same, see `SegmentAnalysis`.
public struct KernelAsymptotics {
  /// The laws for even and odd indices; of eigenvalues alone where there is a ``taylorObstacle``.
  public let laws: [ParityLaw]
  /// Why the laws do not hold for Taylor coefficients; `nil` when they do.
  public internal(set) var taylorObstacle: String?
  /// What was checked, in words.
  public let hypotheses: [String]
  /// Constants that the series were computed under: each of them is taken to differ from zero.
  public let conditions: [Expression]
  /// What symbols in the laws are called: constants that depend on a symbolic depth.
  public internal(set) var names: [Symbol: FormulaName] = [:]
  /// The recurrences that define these constants.
  public internal(set) var constants: [NamedFormula.Definition] = []
  /// For which depths the laws hold, when the depth is a symbol.
  public internal(set) var depth: DepthRange?
  /// Where the expressions live.
  let store: ExpressionStore

  /// The law for a parity, 0 for even and 1 for odd.
  public subscript(parity: Int) -> ParityLaw { laws[parity] }

  /// Finds the laws of a kernel with so many terms each, as far as there are any.
  ///
  /// - Parameter bits: How many significant bits enclosures of rates and constants have that have no closed form.
  /// - Precondition: every symbol other than t stands for a number.
  /// - Throws: ``AsymptoticFailure`` when a hypothesis is not shown, with the reason.
  public init(
    of kernel: Expression, in store: ExpressionStore, terms count: Int, bits: Int = 192
  ) throws(AsymptoticFailure) {
    let analysis = ContinuationAnalysis(store: store)
    let continuation: Continuation
    do {
      continuation = try Self.continuation(of: kernel, analysis)
    } catch {
      let found = try? Self.onSegment(kernel, analysis, terms: count, obstacle: error.reason)
      guard let found else { throw error }
      self = found
      return
    }
    self.store = store
    switch continuation.reach {
    case .plane:
      (laws, hypotheses, conditions) = try Self.entire(kernel, store)
    case .disc:
      (laws, hypotheses, conditions) = try Self.geometric(kernel, analysis, count, bits)
    case .slit where !LeadingSingularity.exponents(in: kernel, store).isEmpty:
      guard count == 1 else {
        throw AsymptoticFailure(
          reason: "where exponents hold symbols only the leading term is found; ask for one term")
      }
      let search = try SymbolicLaws(kernel, continuation, in: store)
      laws = search.laws
      hypotheses = Self.statements(
        continuation, analysis.grounds(of: kernel),
        "a convergent series in real powers of the distance",
        search.notes, "K")
      conditions = []
    case .slit:
      let search = SingularTerms(kernel, continuation, analysis)
      laws = try search.laws(count)
      hypotheses = Self.statements(
        continuation, analysis.grounds(of: kernel), search.series, search.notes, "K")
      conditions = search.conditions
    }
  }

  /// Puts together what was proved.
  init(
    laws: [ParityLaw], hypotheses: [String], conditions: [Expression], store: ExpressionStore
  ) {
    self.laws = laws
    self.hypotheses = hypotheses
    self.conditions = conditions
    self.store = store
  }

  private static func continuation(
    of kernel: Expression, _ analysis: ContinuationAnalysis
  ) throws(AsymptoticFailure) -> Continuation {
    do {
      return try analysis.continuation(of: kernel)
    } catch {
      throw AsymptoticFailure(
        reason: "it is not shown that the kernel continues beyond the unit circle: \(error.reason)")
    }
  }

  /// Constants of laws are written in terms of a radius with so many parts; otherwise they are enclosed.
  private static let radiusSize = 12

  /// Laws with closed forms where the nearest singularities have short ones, and enclosures otherwise.
  private static func geometric(
    _ kernel: Expression, _ analysis: ContinuationAnalysis, _ count: Int, _ bits: Int
  ) throws(AsymptoticFailure) -> ([ParityLaw], [String], [Expression]) {
    let store = analysis.store
    let isNumeric = store.symbols(in: kernel).allSatisfy { $0 == .cosine }
    do throws(AsymptoticFailure) {
      let circle = try DominantCircle(of: kernel, analysis)
      let size = store.topologicalOrder(of: [circle.radius]).count
      guard !isNumeric || size <= radiusSize else { throw DominantCircle.unknownRadius }
      return try onCircle(circle, analysis, count)
    } catch {
      guard isNumeric else { throw error }
      do {
        let found = try GeometricLaws(of: kernel, in: store, bits: bits)
        return (found.laws, found.hypotheses, [])
      } catch let other {
        throw DominantCircle.isPair(error)
          ? error : AsymptoticFailure(reason: "\(error.reason); \(other.reason)")
      }
    }
  }

  private static func onCircle(
    _ circle: DominantCircle, _ analysis: ContinuationAnalysis, _ count: Int
  ) throws(AsymptoticFailure) -> ([ParityLaw], [String], [Expression]) {
    let store = analysis.store
    let scaled: Continuation
    do throws(ContinuationFailure) {
      scaled = try analysis.continuation(of: circle.scaled)
    } catch {
      throw AsymptoticFailure(
        reason:
          "the decay is geometric, and of K(r*t), r = \(store.excerpt(of: circle.radius)), it is not "
          + "shown that it continues beyond the unit circle: \(error.reason)")
    }
    guard scaled.reach == .slit else {
      throw AsymptoticFailure(reason: "the singularities nearest to 0 were not found")
    }
    guard LeadingSingularity.exponents(in: circle.scaled, store).isEmpty else {
      throw AsymptoticFailure(
        reason:
          "the decay is geometric, and powers with symbolic exponents beside it are not found")
    }
    let search = SingularTerms(circle.scaled, scaled, analysis)
    let laws = try search.laws(count).map { law throws(AsymptoticFailure) in
      switch law {
      case .power(let terms): return ParityLaw.geometric(radius: circle.radius, terms)
      case .geometric(let inner, let terms):
        let radius = store.simplified(store.product(circle.radius, inner))
        return ParityLaw.geometric(radius: radius, terms)
      case .zero, .entire: return law
      case .enclosed, .symbolicPower:
        throw AsymptoticFailure(reason: "a parity decays faster, at a rate without a closed form")
      }
    }
    let radius = store.layout(of: circle.radius).text
    let hypotheses = Self.statements(
      scaled, analysis.grounds(of: circle.scaled), search.series, search.notes, "K(\(radius)*t)")
    return (laws, hypotheses, search.conditions)
  }

  private static func entire(
    _ kernel: Expression, _ store: ExpressionStore
  ) throws(AsymptoticFailure) -> ([ParityLaw], [String], [Expression]) {
    let laws = [0, 1].map { parity -> ParityLaw in
      VanishingParity(kernel, parity: parity, in: store).start.map { .zero(from: $0) } ?? .entire
    }
    return (laws, ["K is analytic on the whole plane"], [])
  }

  private static func statements(
    _ continuation: Continuation, _ grounds: [String], _ series: String, _ notes: [String],
    _ name: String
  ) -> [String] {
    let ends =
      switch (continuation.isSingularAtOne, continuation.isSingularAtMinusOne) {
      case (_, false): "t = 1"
      case (false, true): "t = -1"
      case (true, true): "t = 1 and t = -1"
      }
    let reason = grounds.isEmpty ? "" : ": \(grounds.joined(separator: "; "))"
    return [
      "\(name) is analytic on |z| < R without the cuts [1, R) and (-R, -1] for some R > 1\(reason)",
      "at \(ends) \(name) is \(series)",
    ] + notes
  }
}
