internal import Arithmetic
internal import Expressions

/// The zeros of the arguments of absolute values in a kernel, where it may have kinks.
///
/// A kernel with a kink inside (−1, 1) has no analytic continuation around the meridian, and no plan for
/// its quadrature ends. `max` and `min` are absolute values too.
struct Kinks: Sendable {
  private let arguments: Tape?

  /// The points between which signs are compared, and how often a piece is halved.
  private static let pieces = 64
  private static let halvings = 24
  private static let precision = 96

  /// Collects the absolute values of a kernel in t alone.
  init(of kernel: Expression, in store: ExpressionStore) {
    let arguments = store.topologicalOrder(of: [kernel]).compactMap { part in
      if case .function(.abs, let argument) = store.node(part) { argument } else { nil }
    }
    self.arguments = arguments.isEmpty ? nil : Tape(arguments, in: store)
  }

  /// A cosine near which an argument certainly changes its sign, or `nil` when none is found.
  func first() -> Rational? {
    guard arguments != nil else { return nil }
    var before: (point: Rational, signs: [Int])?
    for step in (1 - Self.pieces)..<Self.pieces {
      let point = Rational(step, over: Self.pieces)
      guard let signs = signs(at: point) else { continue }
      if let before, let place = change(before.signs, signs) {
        return narrowed(from: before.point, to: point, argument: place)
      }
      // A zero at a point hides the change between its neighbours.
      if before == nil || !signs.contains(0) { before = (point, signs) }
    }
    return nil
  }

  /// The first argument whose signs are known and opposite.
  private func change(_ left: [Int], _ right: [Int]) -> Int? {
    zip(left, right).enumerated().first { $0.element.0 * $0.element.1 < 0 }?.offset
  }

  /// The middle of a short piece in which an argument changes its sign.
  private func narrowed(from left: Rational, to right: Rational, argument: Int) -> Rational {
    var (left, right) = (left, right)
    let half = Rational(1, over: 2)
    guard let sign = signs(at: left)?[argument] else { return (left + right) * half }
    for _ in 0..<Self.halvings {
      let middle = (left + right) * half
      guard let own = signs(at: middle)?[argument], own != 0 else { return middle }
      if own == sign { left = middle } else { right = middle }
    }
    return (left + right) * half
  }

  /// The certain signs of the arguments, 0 for unknown ones.
  private func signs(at point: Rational) -> [Int]? {
    let bindings = [Symbol.cosine: RealBall(point, precision: Self.precision)]
    guard let result = try? arguments?.evaluate(over: bindings, precision: Self.precision),
      result.isDefinednessProved
    else { return nil }
    return result.values.map { value in
      value.isCertainlyPositive ? 1 : value.isCertainlyNegative ? -1 : 0
    }
  }
}
