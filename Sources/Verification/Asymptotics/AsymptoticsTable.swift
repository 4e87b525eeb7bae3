internal import Expressions
internal import Recurrences
internal import Singularities

/// The laws of the kernels of a claim, each found once.
final class AsymptoticsTable {
  private let table: RecurrenceTable
  private var known: [Expression: KernelAsymptotics] = [:]
  private var knownThresholds: [Expression: ThresholdLaw?] = [:]
  private var knownProducts: [ProductKey: MultisphereAsymptotics] = [:]
  /// The least depths from which on the laws found so far hold, by the symbols of the depths.
  private(set) var leastDepths: [Symbol: Int] = [:]

  private var store: ExpressionStore { table.store }

  /// What laws rest on.
  enum Ground: CaseIterable {
    /// The expansions at t = ±1 from inside.
    case segment
    /// The asymptotics of Hermite polynomials.
    case hermite
    /// A continuation beyond the unit circle.
    case continuation
  }

  /// What the laws found so far rest on.
  var grounds: [Ground] {
    let used = Set(
      known.map { kernel, laws -> Ground in
        if laws.taylorObstacle != nil { return .segment }
        return threshold(of: kernel) == nil ? .continuation : .hermite
      })
    return used.isEmpty ? [.continuation] : Ground.allCases.filter(used.contains)
  }

  init(recurrences: RecurrenceTable) { table = recurrences }

  private struct ProductKey: Hashable {
    let kernel: Expression
    let pixels: Int
  }

  /// The laws of a kernel of t[1], …, t[p] on a product of p spheres.
  func products(of kernel: Expression, pixels: Int) throws -> MultisphereAsymptotics {
    let key = ProductKey(kernel: kernel, pixels: pixels)
    if let known = knownProducts[key] { return known }
    guard table.elements(in: kernel).isEmpty else {
      throw AsymptoticFailure(reason: "a kernel of images needs a number for the depth")
    }
    let found = try MultisphereAsymptotics(
      of: kernel, cosines: (1...pixels).map { Symbol.cosine($0) }, in: store)
    knownProducts[key] = found
    return found
  }

  /// The leading laws of a kernel; with a symbolic depth, for every depth from some number on.
  ///
  /// Constants that the series were computed under must be proved to differ from zero.
  func laws(of kernel: Expression) throws -> KernelAsymptotics {
    if let laws = known[kernel] { return laws }
    let laws =
      table.elements(in: kernel).isEmpty
      ? try KernelAsymptotics.laws(of: kernel, in: store, terms: 1)
      : try KernelAsymptotics(of: kernel, in: table)
    for condition in laws.conditions {
      switch store.knownSign(of: condition) {
      case .positive, .negative: continue
      case .zero, .nonnegative, .nonpositive, .unknown:
        throw AsymptoticFailure(
          reason: "the expansion assumes \(store.layout(of: condition).text) != 0, which is not "
            + "shown for all values of the parameters")
      }
    }
    if let depth = laws.depth {
      leastDepths[depth.symbol] = max(leastDepths[depth.symbol] ?? 1, depth.least)
    }
    known[kernel] = laws
    return laws
  }

  /// The law of coefficients with a threshold dual; `nil` for other kernels.
  func threshold(of kernel: Expression) -> ThresholdLaw? {
    if let known = knownThresholds[kernel] { return known }
    let isPlain = table.elements(in: kernel).isEmpty
    let law = isPlain ? ThresholdLaw(of: kernel, in: store) : nil
    knownThresholds[kernel] = .some(law)
    return law
  }

  /// Whether all oscillating coefficients asked for have the same angles.
  var haveEqualAngles: Bool {
    let laws = knownThresholds.values.compactMap { $0 }.filter(\.oscillates)
    return laws.dropFirst().allSatisfy { laws[0].hasAngles(of: $0) }
  }
}
