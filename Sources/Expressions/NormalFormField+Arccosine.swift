internal import Arithmetic

// Arccosines of related arguments are written through one of them:
//
//     arccos(-u)       = π - arccos u
//     arccos(2u² - 1)  = 2·arccos u         for u ≥ 0,   2π - 2·arccos u  for u ≤ 0
//     arccos √(1-u²)   = π/2 - arccos u     for u ≥ 0
//
// each of which follows by taking cosines of both sides, which lie in [0, π]. The signs are those that the
// structure shows for all admitted values.
extension NormalFormField {
  /// arccos u.
  func arccosine(of u: Fraction) throws(NormalFormError) -> Fraction {
    let pi = try fraction(of: store.pi)
    if let known = try closedArccosine(of: u) { return known }
    for (index, generator) in generators.enumerated() {
      guard case .function(.arccos, let known) = generator else { continue }
      let angle = Fraction(generator: index)
      if try isSame(known, u) { return angle }
      if try isSame(known, negated(u)) { return try add(pi, negated(angle)) }
      if let related = try related(u, to: known, angle, pi) { return related }
    }
    return Fraction(generator: append(.function(.arccos, u)))
  }

  /// A rational multiple of π, at 0, ±1/2, ±√2/2, ±√3/2, ±1.
  private func closedArccosine(of u: Fraction) throws(NormalFormError) -> Fraction? {
    guard u.denominators.isEmpty, u.numerator.terms.count <= 1,
      let value = try? store.function(.arccos, try expression(of: u))
    else { return nil }
    if case .function = store.node(value) { return nil }
    return try fraction(of: value)
  }

  /// The most terms of arguments that are compared by squares.
  private static let relationLimit = 4

  private func related(
    _ u: Fraction, to known: Fraction, _ angle: Fraction, _ pi: Fraction
  ) throws(NormalFormError) -> Fraction? {
    // Relations are looked for between short arguments; squaring long ones would cost more than it finds.
    guard u.numerator.terms.count <= Self.relationLimit,
      known.numerator.terms.count <= Self.relationLimit
    else { return nil }
    if let wide = try doubledAngle(of: known, angle, pi) {
      let double = try doubled(known)
      if try isSame(u, double) { return wide }
      if try isSame(u, negated(double)) { return try add(pi, negated(wide)) }
    }
    let double = try doubled(u)
    if try isSame(known, double) { return try halved(angle, of: u, pi) }
    if try isSame(known, negated(double)) {
      return try halved(try add(pi, negated(angle)), of: u, pi)
    }
    let squares = try add(try multiply(u, u), try multiply(known, known))
    if try isSame(squares, Fraction(1)), isNonnegative(u), isNonnegative(known) {
      let right = try multiply(pi, Fraction(Rational(1, over: 2)))
      return try add(right, negated(angle))
    }
    return nil
  }

  /// arccos(2u² - 1) from arccos u, when the sign of u is known.
  private func doubledAngle(
    of u: Fraction, _ angle: Fraction, _ pi: Fraction
  ) throws(NormalFormError) -> Fraction? {
    let twice = try multiply(angle, Fraction(2))
    if isNonnegative(u) { return twice }
    if isNonnegative(negated(u)) { return try add(try multiply(pi, Fraction(2)), negated(twice)) }
    return nil
  }

  /// arccos u from arccos(2u² - 1), when the sign of u is known.
  private func halved(
    _ double: Fraction, of u: Fraction, _ pi: Fraction
  ) throws(NormalFormError) -> Fraction? {
    let half = try multiply(double, Fraction(Rational(1, over: 2)))
    if isNonnegative(u) { return half }
    return isNonnegative(negated(u)) ? try add(pi, negated(half)) : nil
  }

  /// 2u² - 1.
  private func doubled(_ u: Fraction) throws(NormalFormError) -> Fraction {
    try add(try multiply(Fraction(2), try multiply(u, u)), Fraction(-1))
  }
}
