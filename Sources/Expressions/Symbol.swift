public import Arithmetic

/// A named quantity: a parameter of a kernel, or the variable t.
///
/// Two symbols are the same when their names are. What is assumed of a symbol (α > 0) belongs to the
/// store that the symbol lives in, see ``Assumption``.
public struct Symbol: Hashable, Sendable {
  /// The ASCII name of the language, such as `alpha`.
  public let name: String

  /// Creates a symbol.
  public init(_ name: String) { self.name = name }

  /// The cosine similarity t = x·z of the two inputs, in [-1, 1].
  public static let cosine = Symbol("t")

  /// The cosine similarity of pixel `i` of one image and pixel `i` of the other.
  public static func cosine(_ i: Int) -> Symbol { Symbol("t[\(i)]") }

  /// The cosine similarity of pixel `i` of one image and pixel `j` of the other.
  public static func cosine(_ i: Int, _ j: Int) -> Symbol {
    i == j ? cosine(i) : Symbol("t[\(i),\(j)]")
  }

  /// The pixels that a cosine similarity belongs to: none for t, (i, i) for that of one place.
  ///
  /// `nil` for symbols that are no cosine similarities.
  public var pixels: [Int]? {
    if name == "t" { return [] }
    guard name.hasPrefix("t["), name.hasSuffix("]") else { return nil }
    let parts = name.dropFirst(2).dropLast().split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, (1...2).contains(numbers.count) else { return nil }
    return numbers.count == 1 ? [numbers[0], numbers[0]] : numbers
  }

  /// The numbers of the pixels as an index: `1` or `1,2`; `nil` for t and other symbols.
  var pixelText: String? {
    guard let pixels, !pixels.isEmpty else { return nil }
    return pixels[0] == pixels[1] ? "\(pixels[0])" : "\(pixels[0]),\(pixels[1])"
  }

  /// Whether the symbol is t or the cosine similarity of two pixels.
  public var isCosine: Bool { pixels != nil }
}

extension [Symbol: Assumption] {
  /// The interval of a symbol; that of t is meant for the cosine similarities of all pixels as well.
  public func interval(of symbol: Symbol) -> Assumption? {
    self[symbol] ?? (symbol.isCosine ? self[.cosine] : nil)
  }
}

/// What is known of a real parameter: that it lies in an interval, with ends included or not.
public struct Assumption: Hashable, Sendable {
  /// One end of an interval.
  public struct End: Hashable, Sendable {
    /// The number at the end.
    public let value: Rational
    /// Whether the end itself belongs to the interval.
    public let isIncluded: Bool

    /// Creates an end.
    public init(_ value: Rational, isIncluded: Bool) {
      self.value = value
      self.isIncluded = isIncluded
    }
  }

  /// The lower end; `nil` for -∞.
  public let lower: End?
  /// The upper end; `nil` for ∞.
  public let upper: End?

  /// Whether the number is an integer, such as a depth.
  public let isInteger: Bool

  /// Creates an assumption.
  public init(lower: End?, upper: End?, isInteger: Bool = false) {
    self.lower = lower
    self.upper = upper
    self.isInteger = isInteger
  }

  /// 1, 2, 3, …, which holds of a depth.
  public static let depth = Assumption(
    lower: End(1, isIncluded: true), upper: nil, isInteger: true)

  /// Any real number.
  public static let real = Assumption(lower: nil, upper: nil)
  /// x > 0.
  public static let positive = Assumption(lower: End(0, isIncluded: false), upper: nil)
  /// x ≥ 0.
  public static let nonnegative = Assumption(lower: End(0, isIncluded: true), upper: nil)
  /// -1 ≤ t ≤ 1, which holds of a cosine similarity.
  public static let cosine = Assumption(
    lower: End(-1, isIncluded: true), upper: End(1, isIncluded: true))

  /// Whether a number fulfils the assumption.
  public func admits(_ value: Rational) -> Bool {
    if isInteger && !value.isInteger { return false }
    if let lower, value < lower.value || (value == lower.value && !lower.isIncluded) {
      return false
    }
    if let upper, value > upper.value || (value == upper.value && !upper.isIncluded) {
      return false
    }
    return true
  }

  /// Whether every number admitted by this assumption is admitted by the other one.
  public func implies(_ other: Assumption) -> Bool {
    if let bound = other.lower {
      guard let own = lower, own.value >= bound.value else { return false }
      if own.value == bound.value && own.isIncluded && !bound.isIncluded { return false }
    }
    if let bound = other.upper {
      guard let own = upper, own.value <= bound.value else { return false }
      if own.value == bound.value && own.isIncluded && !bound.isIncluded { return false }
    }
    return true
  }

  /// Whether every admitted number is positive.
  public var impliesPositive: Bool {
    guard let lower else { return false }
    return lower.value.signum > 0 || (lower.value.isZero && !lower.isIncluded)
  }

  /// Whether every admitted number is at least 0.
  public var impliesNonnegative: Bool { lower.map { $0.value.signum >= 0 } ?? false }
}

extension Assumption: CustomStringConvertible {
  /// The assumption as the language writes it, for the name `x`.
  public func text(for name: String) -> String {
    switch (lower, upper) {
    case (nil, nil): "\(name) real"
    case (let low?, nil): "\(name) \(low.isIncluded ? ">=" : ">") \(low.value)"
    case (nil, let high?): "\(name) \(high.isIncluded ? "<=" : "<") \(high.value)"
    case (let low?, let high?):
      "\(name) in \(low.isIncluded ? "[" : "(")\(low.value), \(high.value)\(high.isIncluded ? "]" : ")")"
    }
  }

  /// The assumption of an unnamed quantity.
  public var description: String { text(for: "x") }
}
