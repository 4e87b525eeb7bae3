public import Arithmetic
public import Expressions

/// The singular set of a kernel of several pixels, K(t₁, …, t_m): its singular parts with their windows and vertices.
///
/// The kernel is made from cosines and constants by sums, products, entire functions and unit functions κₙ, arccos,
/// arcsin whose arguments have nonnegative coefficients; see docs/multisphere.md.
public struct SingularSet: Sendable {
  /// The singular parts, inner ones first.
  public let parts: [SingularPart]
  /// The cosines of the pixels; windows are places in this list.
  public let cosines: [Symbol]

  /// Finds the singular parts of a kernel.
  ///
  /// - Parameters:
  ///   - kernel: The kernel, without elements of recurrences.
  ///   - cosines: The cosines of the pixels.
  ///   - store: Where the kernel lives.
  /// - Throws: ``AsymptoticFailure`` when the kernel is made otherwise, or a hypothesis is not proved.
  /// - Complexity: one derivative of each argument for each of its pixels.
  public init(
    of kernel: Expression, cosines: [Symbol], in store: ExpressionStore
  ) throws(AsymptoticFailure) {
    let finder = SingularPartFinder(cosines: cosines, store: store)
    var parts: [SingularPart] = []
    // Whether an expression contains a part with a steep end, R < 1.
    var steep: Set<Expression> = []
    for node in store.topologicalOrder(of: [kernel]) where store.dependsOnCosine(node) {
      store.forEachChild(of: node) { if steep.contains($0) { steep.insert(node) } }
      switch store.node(node) {
      case .rational, .pi, .symbol, .sum: continue
      case .product(_, let factors):
        let isPolynomial = factors.allSatisfy { factor in
          !store.dependsOnCosine(factor.base)
            || (factor.exponent.isInteger && factor.exponent.signum > 0)
        }
        guard isPolynomial else { throw Self.unknown(node, store) }
      case .function(.exp, _), .function(.sin, _), .function(.cos, _), .function(.erf, _),
        .function(.normalCDF, _):
        continue
      case .function(let function, let argument):
        guard function.needsUnitInterval else { throw Self.unknown(node, store) }
        guard let part = try finder.part(node, function, of: argument) else { continue }
        if steep.contains(argument) {
          throw AsymptoticFailure(
            reason:
              "an argument has an infinite slope where all cosines are 1, as in networks of steps")
        }
        if part.exponent < 1 { steep.insert(node) }
        parts.append(part)
      case .application: throw Self.unknown(node, store)
      }
    }
    self.parts = parts
    self.cosines = cosines
  }

  /// The least exponent R of the parts; `nil` when the kernel is entire.
  public var leastExponent: Rational? { parts.map(\.exponent).min() }

  /// More unions of windows are not gone through.
  private static let coverLimit = 20_000

  /// The sets of fewest pixels that are unions of windows and contain some pixels; none when no union does.
  ///
  /// - Parameter pixels: Places of cosines, at least one.
  /// - Throws: ``AsymptoticFailure`` when there are too many unions to go through.
  /// - Complexity: the product of the numbers of windows that contain each of the pixels, at worst.
  func leastCovers(of pixels: Set<Int>) throws(AsymptoticFailure) -> [Set<Int>] {
    let windows = Set(parts.map { Set($0.window) })
    var size = cosines.count + 1
    var found: Set<Set<Int>> = []
    var visited: Set<Set<Int>> = []
    func extend(_ cover: Set<Int>) throws(AsymptoticFailure) {
      guard cover.count <= size, visited.insert(cover).inserted else { return }
      guard visited.count <= Self.coverLimit else {
        throw AsymptoticFailure(reason: "too many unions of windows contain these pixels")
      }
      guard let open = pixels.subtracting(cover).min() else {
        if cover.count < size { found = [] }
        size = cover.count
        found.insert(cover)
        return
      }
      for window in windows where window.contains(open) { try extend(cover.union(window)) }
    }
    try extend([])
    return found.sorted { $0.sorted().lexicographicallyPrecedes($1.sorted()) }
  }

  private static func unknown(_ node: Expression, _ store: ExpressionStore) -> AsymptoticFailure {
    AsymptoticFailure(
      reason: "the singularities of \(store.excerpt(of: node)) are not known")
  }
}
