internal import Expressions

extension ParityParts {
  /// Larger kernels are not brought to the normal form.
  private static let sizeLimit = 50

  /// What the structure of a kernel proves, and where that is nothing, what K(−t) = ±K(t) does.
  ///
  /// κ₀(t)·κ₀(−t) is even because κ₀(−t) = 1 − κ₀(t), which no product of parts shows. Kernels that are
  /// neither even nor odd are told by their values at one point, before the normal form is asked.
  init(of kernel: Expression, _ tape: Tape, in store: ExpressionStore) {
    var algebra = ParityAlgebra()
    let parts = tape.run(in: &algebra).first ?? .unknown
    self = parts.isOpen ? parts.refined(of: kernel, in: store) : parts
  }

  /// Whether one part is no polynomial and the other not known to be 0.
  private var isOpen: Bool {
    switch (even, odd) {
    case (.other, .polynomial), (.polynomial, .other), (.other, .other): true
    case (.zero, _), (_, .zero), (.polynomial, .polynomial): false
    }
  }

  private func refined(of kernel: Expression, in store: ExpressionStore) -> ParityParts {
    guard store.topologicalOrder(of: [kernel]).count <= Self.sizeLimit,
      let mirrored = try? store.substituting(
        [.cosine: store.negated(store.cosine)], in: kernel)
    else { return self }
    if store.areProvedEqual(kernel, mirrored) { return ParityParts(even: even, odd: .zero) }
    if store.areProvedEqual(kernel, store.negated(mirrored)) {
      return ParityParts(even: .zero, odd: odd)
    }
    return self
  }
}
