internal import Arithmetic

extension TridiagonalMatrix {
  /// The eigenvalues in ascending order, computed by the rational QL method without a proved error.
  ///
  /// The method of Pal, Walker and Kahan works on the squares of the off-diagonal entries and takes one
  /// root an iteration (Reinsch 1973, Algorithm 464; EISPACK `tqlrat`). Nothing rests on the result: it is
  /// checked by counts. An eigenvalue that does not converge is returned as it stands.
  ///
  /// - Complexity: O(n²) operations, with three or four iterations an eigenvalue.
  func guessedEigenvalues() -> [Dyadic] {
    var iteration = RationalQL(self)
    return iteration.eigenvalues().sorted()
  }
}

/// The state of the rational QL method.
private struct RationalQL {
  private var d: [Dyadic]
  /// Entry i is the square of the coupling of i and i + 1; the last one is 0.
  private var e: [Dyadic]
  private let precision: Int
  private var shiftSum = Dyadic.zero
  private var tolerance = Dyadic.zero
  private var largest = Dyadic.zero
  private static let iterationLimit = 60

  init(_ matrix: TridiagonalMatrix) {
    d = matrix.diagonal
    e = Array(matrix.squares.dropFirst()) + [.zero]
    precision = matrix.precision
  }

  private func sum(_ x: Dyadic, _ y: Dyadic) -> Dyadic {
    x.adding(y, precision: precision, rounding: .nearest)
  }
  private func difference(_ x: Dyadic, _ y: Dyadic) -> Dyadic {
    x.subtracting(y, precision: precision, rounding: .nearest)
  }
  private func product(_ x: Dyadic, _ y: Dyadic) -> Dyadic {
    x.multiplied(by: y, precision: precision, rounding: .nearest)
  }
  /// The quotient; 0 where it has no value, since this is a guess.
  private func quotient(_ x: Dyadic, _ y: Dyadic) -> Dyadic {
    y.isZero ? .zero : x.divided(by: y, precision: precision, rounding: .nearest)
  }
  private func root(_ x: Dyadic) -> Dyadic {
    x.signum < 0 ? .zero : x.squareRoot(precision: precision, rounding: .nearest)
  }

  mutating func eigenvalues() -> [Dyadic] {
    var found: [Dyadic] = []
    for l in d.indices {
      measure(l)
      var m = blockEnd(l)
      var turns = 0
      while m != l && turns < Self.iterationLimit {
        turns += 1
        shift(l)
        sweep(from: m, to: l)
        if e[l].isZero { break }
        m = blockEnd(l)
      }
      found.append(sum(d[l], shiftSum))
    }
    return found
  }

  /// Renews the size below which a coupling counts as 0.
  private mutating func measure(_ l: Int) {
    let size = sum(d[l].absoluteValue, root(e[l]))
    guard size > largest else { return }
    largest = size
    let small = size.scaled(byPowerOfTwo: -precision)
    tolerance = product(small, small)
  }

  /// The first m ≥ l whose coupling to m + 1 counts as 0.
  private func blockEnd(_ l: Int) -> Int {
    var m = l
    while e[m] > tolerance { m += 1 }
    return m
  }

  /// Moves the origin to an eigenvalue of the leading block of two rows.
  private mutating func shift(_ l: Int) {
    let s = root(e[l])
    let g = d[l]
    let p = quotient(difference(d[l + 1], g).scaled(byPowerOfTwo: -1), s)
    let r = root(sum(product(p, p), .one))
    d[l] = quotient(s, p.signum < 0 ? difference(p, r) : sum(p, r))
    let h = difference(g, d[l])
    for i in (l + 1)..<d.count { d[i] = difference(d[i], h) }
    shiftSum = sum(shiftSum, h)
  }

  private mutating func sweep(from m: Int, to l: Int) {
    let unit = largest.scaled(byPowerOfTwo: -precision)
    var g = d[m].isZero ? unit : d[m]
    var h = g
    var s = Dyadic.zero
    for i in stride(from: m - 1, through: l, by: -1) {
      let p = product(g, h)
      let r = sum(p, e[i])
      e[i + 1] = product(s, r)
      s = quotient(e[i], r)
      d[i + 1] = sum(h, product(s, sum(h, d[i])))
      g = difference(d[i], quotient(e[i], g))
      if g.isZero { g = unit }
      h = quotient(product(g, p), r)
    }
    e[l] = product(product(s, g), h)
    if e[l].signum < 0 { e[l] = .zero }
    d[l] = h
  }
}
