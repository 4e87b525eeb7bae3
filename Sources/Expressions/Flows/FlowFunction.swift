/// One component of the solution of an initial value problem x' = F(x), as a function of the time and of the
/// initial values.
///
/// Its arguments are the time, one initial value for each component, and the values of the parameters of F. It
/// exists for every time ≥ 0 (``ExpressionStore/flow(named:_:component:from:after:)`` checks that).
public struct FlowFunction: Hashable, Sendable {
  /// The name of the flow.
  public let flow: String
  /// The names of the components.
  public let components: [String]
  /// F, in the symbols ``state(_:)`` and ``parameters``.
  public let slopes: [Expression]
  /// Which components stay in [-1, 1] when they start there; the slopes are affine in the others.
  public let staysInUnitInterval: [Bool]
  /// The symbols of the slopes besides the components.
  public let parameters: [Symbol]
  /// The component that is asked for.
  public let component: Int
  /// The initial values and the parameters as they were written.
  public let declared: [Expression]

  /// The symbol of a component in the slopes; a space keeps the name out of reach of the language.
  public static func state(_ component: Int) -> Symbol { Symbol("flow state \(component)") }

  /// The name in the language.
  public var name: String { "\(flow).\(components[component])" }

  /// The same solution with another component asked for.
  func asking(for other: Int) -> FlowFunction {
    FlowFunction(
      flow: flow, components: components, slopes: slopes,
      staysInUnitInterval: staysInUnitInterval, parameters: parameters, component: other,
      declared: declared)
  }

  /// The initial values among the arguments.
  func initialValues(_ arguments: [Expression]) -> ArraySlice<Expression> {
    arguments[1...components.count]
  }

  /// What the arguments put in the place of the parameters.
  func values(_ arguments: [Expression]) -> [Symbol: Expression] {
    Dictionary(uniqueKeysWithValues: zip(parameters, arguments.dropFirst(1 + components.count)))
  }
}

/// Why an initial value problem is not taken.
public struct FlowObstacle: Error, Hashable, Sendable, CustomStringConvertible {
  /// The component that the reason is about, by its place.
  public let component: Int
  /// The reason, as a sentence without a full stop.
  public let reason: String

  /// The reason in words.
  public var description: String { reason }
}
