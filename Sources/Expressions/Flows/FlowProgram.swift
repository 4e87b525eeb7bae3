public import Arithmetic
internal import Synchronization

/// A flow laid out for evaluation: its slopes and their partial derivatives.
public final class FlowProgram: Sendable {
  /// The component asked for, in the language.
  public let name: String
  /// Which components stay in [-1, 1] when they start there.
  let staysInUnitInterval: [Bool]
  let component: Int
  let slopes: TaylorProgram
  /// The partial derivatives of the slopes, row by row; `nil` where there is no formula.
  let jacobian: [[Int?]]
  let partials: TaylorProgram

  private struct Known {
    let arguments: [RealBall]
    let bits: Int
    let value: RealBall
  }

  /// The values computed last.
  private let known = Mutex<[Known]>([])
  private static let knownLimit = 64

  /// More bits than these are not computed.
  public static let bitLimit = 640

  init(_ function: FlowFunction, in store: ExpressionStore) {
    name = function.name
    staysInUnitInterval = function.staysInUnitInterval
    component = function.component
    let states = function.components.indices.map(FlowFunction.state)
    let variables = Dictionary(
      uniqueKeysWithValues: (states + function.parameters).enumerated().map { ($1, $0) })
    slopes = TaylorProgram(function.slopes, variables: variables, in: store)
    var entries: [Expression] = []
    jacobian = function.slopes.map { slope in
      states.map { state in
        guard let part = try? store.derivative(of: slope, with: state) else { return nil }
        entries.append(store.simplified(part))
        return entries.count - 1
      }
    }
    partials = TaylorProgram(entries, variables: variables, in: store)
  }

  /// The number of components.
  var count: Int { staysInUnitInterval.count }

  /// Whether balls show that the arguments lie in the domain: a time ≥ 0, and bounded components that start in
  /// [-1, 1].
  func isDefined(at arguments: [RealBall]) -> Bool {
    arguments[0].isCertainlyNonnegative
      && zip(staysInUnitInterval, arguments.dropFirst()).allSatisfy {
        !$0 || RealBallAlgebra.unitInterval.contains($1)
      }
  }

  /// Encloses the component for all arguments in the balls that lie in the domain.
  ///
  /// - Parameter precision: About as many bits are right for exact arguments, at most ``bitLimit``.
  public func value(at arguments: [RealBall], precision: Int) -> RealBall {
    let bits = min(precision, Self.bitLimit)
    let rounded = arguments.map { $0.rounded(toPrecision: 2 * bits + 64) }
    let found = known.withLock { list in
      list.first { $0.bits == bits && $0.arguments == rounded }?.value
    }
    if let found { return found }
    let integrator = FlowIntegrator(
      program: self, parameters: Array(rounded.dropFirst(1 + count)), bits: bits,
      startingFrom: Array(rounded[1...count]))
    let value = integrator.solution(after: rounded[0])[component]
    known.withLock { list in
      if list.count >= Self.knownLimit { list.removeFirst() }
      list.append(Known(arguments: rounded, bits: bits, value: value))
    }
    return value
  }
}
