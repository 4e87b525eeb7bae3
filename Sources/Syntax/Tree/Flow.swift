/// An initial value problem: the initial values of its components and their slopes.
///
///     flow limit:
///       u(0) = t
///       u' = kappa1(u) - u
public struct Flow: Hashable, Sendable {
  /// The name.
  public let name: Name
  /// The names of the arguments; empty when it takes none.
  public let parameters: [Name]
  /// The components, at least one.
  public let components: [Component]

  /// One of the functions that the problem determines.
  public struct Component: Hashable, Sendable {
    /// The name.
    public let name: Name
    /// Its value at time 0.
    public let initialValue: Term
    /// Its derivative with respect to the time, in terms of the components.
    public let slope: Term

    /// Creates a component.
    public init(_ name: Name, from initialValue: Term, slope: Term) {
      self.name = name
      self.initialValue = initialValue
      self.slope = slope
    }
  }

  /// Creates an initial value problem.
  public init(_ name: Name, parameters: [Name] = [], components: [Component]) {
    self.name = name
    self.parameters = parameters
    self.components = components
  }
}

/// A component of a flow at a time: `limit.u(1)`, `limit(c).theta(2)`.
public struct FlowValue: Hashable, Sendable {
  /// The flow by name, with its arguments.
  public let flow: Element.Owner
  /// The component.
  public let component: Name
  /// The time.
  public let time: Term

  /// Creates the value of a component.
  public init(of flow: Element.Owner, _ component: Name, at time: Term) {
    self.flow = flow
    self.component = component
    self.time = time
  }
}
