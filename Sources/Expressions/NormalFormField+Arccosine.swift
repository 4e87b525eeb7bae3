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
    for (index, generator) in generators.enumerated() {
      guard case .function(.arccos, let known) = generator else { continue }
      let angle = Fraction(generator: index)
      if try isSame(known, u) { return angle }
      if try isSame(known, negated(u)) { return try add(pi, negated(angle)) }
      if let related = try related(u, to: known, angle, pi) { return related }
    }
    return Fraction(generator: append(.function(.arccos, u)))
  }

  private func related(
    _ u: Fraction, to known: Fraction, _ angle: Fraction, _ pi: Fraction
  ) throws(NormalFormError) -> Fraction? {
    if try isSame(u, try doubled(known)) {
      let twice = try multiply(angle, Fraction(2))
      if isNonnegative(known) { return twice }
      if isNonnegative(negated(known)) {
        return try add(try multiply(pi, Fraction(2)), negated(twice))
      }
    }
    if try isSame(known, try doubled(u)) {
      let half = try multiply(angle, Fraction(Rational(1, over: 2)))
      if isNonnegative(u) { return half }
      if isNonnegative(negated(u)) { return try add(pi, negated(half)) }
    }
    let squares = try add(try multiply(u, u), try multiply(known, known))
    if try isSame(squares, Fraction(1)), isNonnegative(u), isNonnegative(known) {
      let right = try multiply(pi, Fraction(Rational(1, over: 2)))
      return try add(right, negated(angle))
    }
    return nil
  }

  /// 2u² - 1.
  private func doubled(_ u: Fraction) throws(NormalFormError) -> Fraction {
    try add(try multiply(Fraction(2), try multiply(u, u)), Fraction(-1))
  }
}
