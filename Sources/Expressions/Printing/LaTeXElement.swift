/// An element of a recurrence in a formula: K^{(L)}, K^{(\ell-1)}, \Theta_{L}\left(1\right).
public struct LaTeXElement: Hashable, Sendable {
  /// The letter, as LaTeX writes it.
  public let stem: String
  /// The index.
  public let index: Expression
  /// How often the element is differentiated with respect to t.
  public let order: Int
  /// The argument; `nil` for t.
  public let point: Expression?
}

/// What elements of recurrences stand for while a fragment is read.
struct LaTeXRecurrences {
  /// The symbol of ℓ.
  var index: Symbol?
  /// The letters of sequences that a general step defines.
  var stems: Set<String> = []
  /// The expression for an element; `nil` where there is none.
  var element: ((LaTeXElement) -> Expression?)?

  func value(of found: LaTeXElement, in store: ExpressionStore) -> Expression? {
    if let element { return element(found) }
    let primes = String(repeating: "'", count: found.order)
    let point = found.point.map { "(\(store.text($0)))" } ?? ""
    return store.symbol(Symbol("\(found.stem)\(primes)[\(store.text(found.index))]\(point)"))
  }
}
