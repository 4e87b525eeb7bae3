internal import Expressions
internal import Singularities

/// The laws of the kernels of a claim, each found once.
final class AsymptoticsTable {
  private let store: ExpressionStore
  private var known: [Expression: KernelAsymptotics] = [:]

  init(store: ExpressionStore) { self.store = store }

  /// The leading laws of a kernel.
  ///
  /// Constants that the series were computed under must be proved to differ from zero.
  func laws(of kernel: Expression) throws -> KernelAsymptotics {
    if let laws = known[kernel] { return laws }
    let laws = try KernelAsymptotics(of: kernel, in: store, terms: 1)
    for condition in laws.conditions {
      switch store.knownSign(of: condition) {
      case .positive, .negative: continue
      case .zero, .nonnegative, .nonpositive, .unknown:
        throw AsymptoticFailure(
          reason: "the expansion assumes \(store.layout(of: condition).text) != 0, which is not "
            + "shown for all values of the parameters")
      }
    }
    known[kernel] = laws
    return laws
  }
}
