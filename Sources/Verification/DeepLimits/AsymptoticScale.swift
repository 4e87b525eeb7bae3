internal import Arithmetic

/// A function L^e·(log L)^j of the asymptotic scale of powers and logarithms, for L → ∞.
///
/// Of two different ones the lesser is o of the greater (Hardy 1910).
struct AsymptoticPower: Hashable, Comparable {
  /// e.
  let exponent: Rational
  /// j.
  let logarithm: Rational

  static let one = AsymptoticPower(0)

  init(_ exponent: Rational, logarithm: Rational = 0) {
    self.exponent = exponent
    self.logarithm = logarithm
  }

  static func < (left: AsymptoticPower, right: AsymptoticPower) -> Bool {
    left.exponent == right.exponent
      ? left.logarithm < right.logarithm : left.exponent < right.exponent
  }

  static func * (left: AsymptoticPower, right: AsymptoticPower) -> AsymptoticPower {
    AsymptoticPower(left.exponent + right.exponent, logarithm: left.logarithm + right.logarithm)
  }

  func raised(to power: Rational) -> AsymptoticPower {
    AsymptoticPower(exponent * power, logarithm: logarithm * power)
  }
}

/// A class of functions of L that are small compared with the scale: O(L^e·(log L)^j) or o of it.
///
/// The order is that of inclusion.
enum AsymptoticOrder: Hashable, Comparable {
  /// O(L^(-n)) for every n.
  case negligible
  /// o(p).
  case little(AsymptoticPower)
  /// O(p).
  case big(AsymptoticPower)

  static func < (left: AsymptoticOrder, right: AsymptoticOrder) -> Bool {
    switch (left, right) {
    case (_, .negligible): false
    case (.negligible, _): true
    case (.little(let a), .big(let b)): a <= b
    case (.little(let a), .little(let b)), (.big(let a), .little(let b)),
      (.big(let a), .big(let b)):
      a < b
    }
  }

  /// The order of products of functions of both orders.
  static func * (left: AsymptoticOrder, right: AsymptoticOrder) -> AsymptoticOrder {
    switch (left, right) {
    case (.negligible, _), (_, .negligible): .negligible
    case (.big(let a), .big(let b)): .big(a * b)
    case (.little(let a), .little(let b)), (.little(let a), .big(let b)),
      (.big(let a), .little(let b)):
      .little(a * b)
    }
  }

  /// The order of the positive powers of functions of this order.
  func raised(to power: Rational) -> AsymptoticOrder {
    switch self {
    case .negligible: .negligible
    case .little(let base): .little(base.raised(to: power))
    case .big(let base): .big(base.raised(to: power))
    }
  }

  /// The order in another variable, when L^e·(log L)^j becomes this function of e and j.
  func mapped(_ transform: (AsymptoticPower) -> AsymptoticPower) -> AsymptoticOrder {
    switch self {
    case .negligible: .negligible
    case .little(let power): .little(transform(power))
    case .big(let power): .big(transform(power))
    }
  }

  /// Whether functions of this order tend to 0.
  var vanishes: Bool { self <= .little(.one) }
}
