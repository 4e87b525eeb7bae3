internal import Arithmetic
internal import Expressions
internal import Language
internal import Syntax

/// Enclosures of the two sides of a limit for depths 1, 2, 4, …: evidence, not a proof.
struct DepthLadder {
  let checker: ClaimChecker
  let claim: Claim
  let instance: ClaimInstance

  private var store: ExpressionStore { checker.elaborator.store }
  private static let depths = [1, 4, 16, 64]
  private static let digits = 6

  /// The values at one point, as text; `nil` when there are none.
  func evidence() throws -> String? {
    var steps: [String] = []
    var point: [Symbol: Rational] = [:]
    for depth in Self.depths {
      try checker.limits.check()
      guard
        let sides = try? checker.elaborator.sides(
          ofDepthLimit: claim, at: depth, instance, in: checker.source)
      else { break }
      point = sample(store.symbols(in: sides.left) + store.symbols(in: sides.right))
      let values = [sides.left, sides.right].compactMap { side in
        try? Tape(side, in: store).evaluate(
          at: point, goal: .absolute(bits: 48), precisionCap: 2048)
      }
      guard values.count == 2, values.allSatisfy(\.isDefinednessProved) else { break }
      let texts = values.map { $0.value.decimal(upTo: Self.digits).text }
      steps.append("\(texts[0]) and \(texts[1]) for depth \(depth)")
    }
    guard !steps.isEmpty else { return nil }
    let names = point.keys.map(\.name).sorted()
    let place = names.map { "\($0) = \(point[Symbol($0)] ?? 0)" }.joined(separator: ", ")
    return "the sides are enclosed\(place.isEmpty ? "" : " at \(place)") as "
      + steps.joined(separator: ", ")
  }

  private func sample(_ symbols: [Symbol]) -> [Symbol: Rational] {
    var point: [Symbol: Rational] = [:]
    for symbol in symbols {
      let domain = instance.intervals.interval(of: symbol) ?? store.assumption(of: symbol)
      var candidates: [Rational] = [0, 1, Rational(1, over: 2)]
      if let low = domain.lower?.value, let high = domain.upper?.value {
        candidates.append((low + high) / 2)
      }
      candidates += [domain.lower?.value, domain.upper?.value].compactMap(\.self)
      candidates += [2, -1]
      if let value = candidates.first(where: domain.admits) { point[symbol] = value }
    }
    return point
  }
}
