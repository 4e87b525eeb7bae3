import Arithmetic
import Expressions
import Testing

@testable import Recurrences

/// Sequences that are the same for every index, and false neighbours.
struct CorrespondenceTests {
  let store = ExpressionStore()
  let l = Recurrence.networkIndex

  func previous(_ name: String) -> Expression {
    store.symbol(Recurrence.previous(name, index: l))
  }

  /// Covariance and tangent of a fully connected network, in a form of choice.
  func network(_ k: String, _ theta: String, factored: Bool) throws -> Recurrence {
    let u = previous(k)
    let kappa0 = try store.function(.kappa(0), u)
    let kappa1 = try store.function(.kappa(1), u)
    let tangent =
      factored
      ? store.product(store.sum(u, previous(theta)), kappa0)
      : store.sum(store.product(u, kappa0), store.product(previous(theta), kappa0))
    return Recurrence(
      [
        .init(name: k, base: store.cosine, step: kappa1),
        .init(name: theta, base: store.rational(0), step: tangent),
      ], index: l, start: 0)
  }

  @Test func equalRecurrencesInDifferentFormsCorrespond() throws {
    let pairs = Correspondence(
      try network("K", "Theta", factored: true), try network("s", "h", factored: false), in: store
    ).pairs
    #expect(pairs.map(\.left) == [0, 1] && pairs.map(\.right) == [0, 1])
  }

  @Test func aDifferentStepBreaksWhatDependsOnIt() throws {
    let right = try network("s", "h", factored: false)
    let slower = Recurrence(
      [
        .init(
          name: "s", base: store.cosine,
          step: store.scaled(right.sequences[0].step, by: Rational(1, over: 2))),
        right.sequences[1],
      ], index: l, start: 0)
    let pairs = Correspondence(
      try network("K", "Theta", factored: true), slower, in: store
    ).pairs
    #expect(pairs.isEmpty)
  }

  @Test func aDifferentStartOrIndexIsNoCorrespondence() throws {
    let left = try network("K", "Theta", factored: true)
    let shifted = Recurrence(left.sequences, index: l, start: 1)
    #expect(Correspondence(left, shifted, in: store).pairs.isEmpty)
    let other = Recurrence(
      [.init(name: "K", base: store.rational(1), step: left.sequences[0].step)], index: l, start: 0)
    #expect(Correspondence(left, other, in: store).pairs.isEmpty)
  }
}
