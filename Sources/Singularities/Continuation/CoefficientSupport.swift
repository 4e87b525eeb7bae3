/// Indices n at which a Taylor coefficient bₙ is certainly not zero.
///
/// A lower bound of the true support: indices below 64 one by one, and for each parity an index from which
/// on all are known. The operations follow from what products and compositions of series with nonnegative
/// coefficients do: nothing cancels, so supports add.
public struct CoefficientSupport: Hashable, Sendable {
  /// Bit n says that bₙ ≠ 0, for n < 64.
  private(set) var mask: UInt64
  /// Even and odd index from which on all of that parity are known; always at least 64 or `nil`.
  private var tails: [Int?]

  /// No index is known.
  static let empty = CoefficientSupport([])
  /// Every index from 0 on.
  static let all = CoefficientSupport(mask: .max, even: 64, odd: 65)

  init(_ indices: [Int]) {
    mask = indices.reduce(0) { $0 | (1 << UInt64($1)) }
    tails = [nil, nil]
  }

  private init(mask: UInt64, even: Int?, odd: Int?) {
    self.mask = mask
    tails = [even, odd]
  }

  /// The support of κₙ: 0…n, and from there on every second index, n + 1, n + 3, ….
  ///
  /// κ₀ = 1/2 + arcsin/π has 0 and the odd indices; κₙ' is a positive multiple of κₙ₋₁ and κₙ(0) > 0.
  static func kappa(_ degree: Int) -> CoefficientSupport {
    var mask: UInt64 = 0
    for index in 0..<64 where index <= degree || (index - degree) % 2 == 1 {
      mask |= 1 << UInt64(index)
    }
    let isEvenTail = degree % 2 == 1
    let start = max(64, degree + 1)
    let tail = start % 2 == (isEvenTail ? 0 : 1) ? start : start + 1
    return CoefficientSupport(
      mask: mask, even: isEvenTail ? tail : nil, odd: isEvenTail ? nil : tail)
  }

  /// The support of arcsin: the odd indices.
  static let arcsine = CoefficientSupport(mask: 0xAAAA_AAAA_AAAA_AAAA, even: nil, odd: 65)

  /// Whether the index is known to belong to the support.
  public func contains(_ index: Int) -> Bool {
    if index < 64 { return mask & (1 << UInt64(index)) != 0 }
    guard let tail = tails[index % 2] else { return false }
    return index >= tail
  }

  /// Whether nothing is known.
  var isEmpty: Bool { mask == 0 && tails[0] == nil && tails[1] == nil }

  /// Whether there is an even and an odd index.
  var isMixed: Bool { least(ofParity: 0) != nil && least(ofParity: 1) != nil }

  /// The first index from which on every index of a parity is known; `nil` when there is none.
  public func start(ofParity parity: Int) -> Int? {
    guard let tail = tails[parity], tail < 66 else { return tails[parity] }
    var start = tail
    while start >= 2, contains(start - 2) { start -= 2 }
    return start
  }

  private func least(ofParity parity: Int) -> Int? {
    let bits = mask & (parity == 0 ? 0x5555_5555_5555_5555 : 0xAAAA_AAAA_AAAA_AAAA)
    return bits == 0 ? tails[parity] : bits.trailingZeroBitCount
  }

  /// The greatest common divisor of the differences between indices; 0 for at most one index.
  var differenceDivisor: Int {
    guard let base = [least(ofParity: 0), least(ofParity: 1)].compactMap({ $0 }).min() else {
      return 0
    }
    return indices.reduce(0) { Self.divisor($0, $1 - base) }
  }

  /// The greatest common divisor of the indices; 0 when none but 0 is known.
  var divisor: Int { indices.reduce(0) { Self.divisor($0, $1) } }

  /// Known indices that determine the divisors: those below 64 and two of each tail.
  private var indices: [Int] {
    (0..<64).filter { contains($0) } + tails.compactMap { $0 }.flatMap { [$0, $0 + 2] }
  }

  /// The greatest common divisor.
  static func divisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (abs(a), abs(b))
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  /// The support of a sum.
  func union(_ other: CoefficientSupport) -> CoefficientSupport {
    CoefficientSupport(
      mask: mask | other.mask, even: Self.earlier(tails[0], other.tails[0]),
      odd: Self.earlier(tails[1], other.tails[1]))
  }

  /// The indices that both supports have.
  func intersection(_ other: CoefficientSupport) -> CoefficientSupport {
    func later(_ a: Int?, _ b: Int?) -> Int? {
      guard let a, let b else { return nil }
      return max(a, b)
    }
    return CoefficientSupport(
      mask: mask & other.mask, even: later(tails[0], other.tails[0]),
      odd: later(tails[1], other.tails[1]))
  }

  private static func earlier(_ a: Int?, _ b: Int?) -> Int? {
    guard let a, let b else { return a ?? b }
    return min(a, b)
  }

  /// The support of a product.
  func adding(_ other: CoefficientSupport) -> CoefficientSupport {
    var sums: UInt64 = 0
    for index in 0..<64 where other.mask & (1 << UInt64(index)) != 0 {
      sums |= mask << UInt64(index)
    }
    var ends: [Int?] = [nil, nil]
    for (left, right) in [(self, other), (other, self)] {
      for parity in 0...1 {
        guard let start = left.start(ofParity: parity) else { continue }
        for shift in 0...1 {
          guard let least = right.least(ofParity: shift) else { continue }
          let result = (parity + shift) % 2
          ends[result] = Self.earlier(ends[result], start + least)
        }
      }
    }
    return CoefficientSupport(mask: sums, starts: ends)
  }

  /// A support from indices below 64 and starts of tails that may lie below 64.
  private init(mask: UInt64, starts: [Int?]) {
    var mask = mask
    var tails: [Int?] = [nil, nil]
    for (parity, start) in starts.enumerated() {
      guard let start else { continue }
      for index in stride(from: start, to: 64, by: 2) { mask |= 1 << UInt64(index) }
      tails[parity] = max(start, 64 + parity)
    }
    self.mask = mask
    self.tails = tails
  }

  /// The support of g(u) where `self` is that of g and `inner` that of u.
  ///
  /// g(u) = Σ gₘuᵐ, so it contains the m-fold sums of `inner` for each m of `self`. When `inner` has 0
  /// and 1, every n is such a sum as soon as some m ≥ n exists.
  func composed(with inner: CoefficientSupport) -> CoefficientSupport {
    let isEndless = tails[0] != nil || tails[1] != nil
    if isEndless && inner.contains(0) && inner.contains(1) { return .all }
    var result = inner.contains(1) ? self : CoefficientSupport([])
    var power = CoefficientSupport([0])
    for count in 0...Self.powerLimit {
      if contains(count) { result = result.union(power) }
      power = power.adding(inner)
    }
    return result
  }

  private static let powerLimit = 16

  /// The support without the index 0.
  var withoutZero: CoefficientSupport {
    CoefficientSupport(mask: mask & ~1, even: tails[0], odd: tails[1])
  }

  /// The support with the index 0.
  var withZero: CoefficientSupport {
    CoefficientSupport(mask: mask | 1, even: tails[0], odd: tails[1])
  }
}
