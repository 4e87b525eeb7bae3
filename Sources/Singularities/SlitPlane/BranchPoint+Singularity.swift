internal import Arithmetic
public import Expressions

extension BranchPoint {
  /// Branch points off the real axis with 1 < |z| ≤ radius at which the kernel itself is proved to be singular, nearest
  /// to the origin first; none for kernels with free parameters.
  ///
  /// - Complexity: some hundred evaluations of the kernel at complex points, and some ten for each branch point.
  public static func singularities(
    of kernel: Expression, within radius: Double, in store: ExpressionStore
  ) -> [BranchPoint] {
    guard store.symbols(in: kernel).allSatisfy({ $0 == .cosine }) else { return [] }
    return BranchPointSearch(of: kernel, in: store).points(within: radius).filter {
      SingularityProof(of: kernel, at: $0, in: store).isSingular
    }
  }
}

/// Proves that a kernel is singular at a branch point of a part g(u), u(z₀) = v, on the sheet that is reached along the
/// segment from 0.
///
/// Write K = H(t, y₁, …, y_m) with yᵢ for the functions gᵢ(u) of this argument. Checked is, on rectangles Q ∋ z₀ around
/// the last piece [λz₀, z₀] of the segment and Yᵢ ⊇ gᵢ(u(Q)):
///
/// 1. K is analytic on [0, λz₀], and so is u on Q; u - v has its only zero in Q at z₀, and u' ≠ 0 there (``BranchPoint``).
/// 2. -z₀·u'(Q) does not meet the directions of the cut that starts in v. By the mean value theorem u(z) is off
///    the cut for z on the last piece, so K = H(z, g(u(z))) there, with principal branches.
/// 3. H is analytic on Q × Y₁ × … × Y_m.
/// 4. Among the gᵢ one, g₁, has the singularity of lowest order, (u - v)^(q/2) with q odd, and ∂H/∂y₁ ≠ 0 at z₀.
///
/// Let w² = ±(u - v). Then z is an even analytic function of w near 0, gᵢ(u) an analytic function of w whose
/// odd part starts with w^qᵢ, qᵢ ≥ q. So K is analytic in w, and its odd part starts with ∂H/∂y₁·C·w^q, C ≠ 0: odd parts
/// of others, and products of three, are of higher order. A function F that is analytic on a domain with the segment and
/// z₀, and K on (-1, 1), would be K on [0, z₀) by 1 and 2, hence analytic in z near z₀, hence even in w. There is none.
///
/// For a root √u with u(z₀) = 0, y is √u itself, u = y² wherever else it stands, and 4 asks for ∂H/∂y ≠ 0 at y = 0.
private struct SingularityProof {
  private let kernel: Expression
  private let point: BranchPoint
  private let store: ExpressionStore

  private static let precision = 128
  /// λ, the start of the last piece.
  private static let lastPiece = Rational(999, over: 1000)

  init(of kernel: Expression, at point: BranchPoint, in store: ExpressionStore) {
    self.kernel = kernel
    self.point = point
    self.store = store
  }

  /// H, the symbol of the y of lowest order, and of each y its value at z₀ and its values on a rectangle of u.
  private struct Composition {
    var outer: Expression
    let leading: Symbol
    let branches: [Branch]
  }

  private struct Branch {
    let symbol: Symbol
    /// y at z₀.
    let value: ComplexBall
    /// y on a rectangle of values of u, both edges of the cut included.
    let values: (ComplexBall) -> ComplexBall?
  }

  var isSingular: Bool {
    let z = point.location
    guard !z.imaginary.containsZero, let composition = point.value == 0 ? root : function,
      let slope = try? store.derivative(of: point.argument, with: .cosine),
      let change = try? store.derivative(of: composition.outer, with: composition.leading)
    else { return false }
    let start = z.multiplied(by: Self.lastPiece, precision: Self.precision)
    let last = start.union(z, precision: Self.precision)
    guard
      let inner = Tape([point.argument, slope], in: store).analyticValues(
        on: last, of: .cosine, precision: Self.precision),
      isOffTheCut(inner[0], inner[1])
    else { return false }
    var around: [Symbol: ComplexBall] = [.cosine: last]
    var there: [Symbol: ComplexBall] = [.cosine: z]
    for branch in composition.branches {
      guard let values = branch.values(inner[0]) else { return false }
      around[branch.symbol] = values.union(branch.value, precision: Self.precision)
      there[branch.symbol] = branch.value
    }
    guard
      Tape(composition.outer, in: store).analyticValues(on: around, precision: Self.precision)
        != nil,
      let factor = Tape(change, in: store).analyticValues(on: there, precision: Self.precision)?[0],
      !factor.containsZero
    else { return false }
    return Tape(kernel, in: store).isAnalytic(onSegmentTo: start, precision: Self.precision)
  }

  /// Whether u is near v on Q, and off the cut that starts there on the last piece.
  private func isOffTheCut(_ u: ComplexBall, _ slope: ComplexBall) -> Bool {
    let distance = u.subtracting(ComplexBall(point.value), precision: Self.precision)
    guard RealBall(Dyadic(distance.magnitude)).isCertainlyLess(than: .one) else { return false }
    // u - v = -τ·z₀·s with 0 < τ and s in u'(Q). The cut is v + [0, ∞) for v = 1, else v - [0, ∞).
    let turned = point.location.multiplied(by: slope, precision: Self.precision)
    return (point.value == 1 ? turned : turned.negated()).avoidsNegativeAxis
  }

  /// The kernel in terms of the arc-cosine functions of u.
  private var function: Composition? {
    var outer = kernel
    var branches: [(order: Int, branch: Branch)] = []
    for part in store.topologicalOrder(of: [kernel]) {
      guard case .function(let function, point.argument) = store.node(part) else { continue }
      let order: Int
      switch function {
      case .arccos, .arcsin: order = 0
      case .kappa(let degree): order = degree
      case .exp, .log, .erf, .normalCDF, .sin, .cos, .abs: continue
      }
      let symbol = Symbol("branch \(branches.count + 1)")
      guard
        let image = try? store.replacing(part, by: store.symbol(symbol), in: outer),
        let exact = try? store.function(function, store.rational(Rational(point.value))),
        let value = Tape(exact, in: store).analyticValues(on: [:], precision: Self.precision)?[0]
      else { return nil }
      outer = image
      branches.append(
        (
          order,
          Branch(symbol: symbol, value: value) {
            function.principalValues(on: $0, precision: Self.precision)
          }
        ))
    }
    guard let least = branches.map(\.order).min() else { return nil }
    let leading = branches.filter { $0.order == least }
    guard leading.count == 1 else { return nil }
    return Composition(
      outer: outer, leading: leading[0].branch.symbol, branches: branches.map(\.branch))
  }

  /// The kernel in terms of √u.
  private var root: Composition? {
    let symbol = Symbol("branch root")
    if !store.isUsed(symbol) { store.assume(.positive, of: symbol) }
    guard let square = try? store.power(store.symbol(symbol), 2),
      let outer = try? store.replacing(point.argument, by: square, in: kernel),
      store.symbols(in: outer).contains(symbol)
    else { return nil }
    let branch = Branch(symbol: symbol, value: .zero) {
      let value = ComplexBall.sqrt($0, precision: Self.precision)
      return value.isFinite ? value : nil
    }
    return Composition(outer: outer, leading: symbol, branches: [branch])
  }
}
