internal import Arithmetic
internal import Expressions
internal import Language
internal import Syntax

/// Enclosures of the distance of the two sides of a limit for depths 1, 4, 16, …: evidence, not a proof.
///
/// Over an interval of t it is the supremum of the difference, else the values of the sides at one point.
struct DepthLadder {
  let checker: ClaimChecker
  let claim: Claim
  let instance: ClaimInstance

  private var store: ExpressionStore { checker.elaborator.store }
  private static let depths = [1, 4, 16, 64]
  private static let digits = 6

  /// The enclosures as text; `nil` when there are none.
  func evidence() throws -> String? { try distances() ?? values() }

  /// The sup norms of the difference.
  private func distances() throws -> String? {
    let domain = instance.intervals.interval(of: .cosine) ?? .cosine
    guard let lower = domain.lower?.value, let upper = domain.upper?.value, lower < upper else {
      return nil
    }
    let norm = SupremumNorm(
      store: store, limits: checker.limits, variable: .cosine, lower: lower, upper: upper)
    var steps: [String] = []
    var point: [Symbol: Rational] = [:]
    for depth in Self.depths {
      guard
        let sides = try? checker.elaborator.sides(
          ofDepthLimit: claim, at: depth, instance, in: checker.source)
      else { break }
      let difference = store.difference(sides.left, sides.right)
      point = sample(store.symbols(in: difference).filter { $0 != .cosine })
      guard store.symbols(in: difference).contains(.cosine),
        let size = try norm.enclosure(of: difference, at: point)
      else { break }
      steps.append("\(size.decimal(upTo: Self.digits).text) for depth \(depth)")
    }
    guard steps.count > 1 else { return nil }
    return "the supremum of the difference over t in [\(lower), \(upper)]\(text(of: point)) is "
      + steps.joined(separator: ", ")
  }

  private func text(of point: [Symbol: Rational]) -> String {
    let names = point.keys.map(\.name).sorted()
    let place = names.map { "\($0) = \(point[Symbol($0)] ?? 0)" }.joined(separator: ", ")
    return place.isEmpty ? "" : " at \(place)"
  }

  /// The values at one point.
  private func values() throws -> String? {
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
    return "the sides are enclosed\(text(of: point)) as "
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
