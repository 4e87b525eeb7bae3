public import Arithmetic
public import Expressions

/// Sequences of functions of t, defined by their first elements and one step: a network with the depth as
/// a symbol.
///
///     K[s](t) = base,     K[l](t) = step(K[l-1](t), …, t, l)   for l > s
///
/// The step may use the elements with index l-1 of all sequences of the recurrence.
public struct Recurrence: Hashable, Sendable {
  /// One of the sequences.
  public struct Sequence: Hashable, Sendable {
    /// The name in the language.
    public let name: String
    /// The element with index `start`.
    public let base: Expression
    /// The element with index l, in terms of ``Recurrence/previous(_:)``, t, parameters and l.
    public let step: Expression

    /// Creates a sequence.
    public init(name: String, base: Expression, step: Expression) {
      self.name = name
      self.base = base
      self.step = step
    }
  }

  /// The sequences, at least one.
  public let sequences: [Sequence]
  /// The symbol of the index in steps.
  public let index: Symbol
  /// The index of the first elements.
  public let start: Int

  /// Creates a recurrence.
  public init(_ sequences: [Sequence], index: Symbol, start: Int) {
    precondition(!sequences.isEmpty, "a recurrence defines at least one sequence")
    self.sequences = sequences
    self.index = index
    self.start = start
  }

  /// The index of the recurrences of networks; the language is ASCII, so no parameter has this name.
  public static let networkIndex = Symbol("ℓ")

  /// The symbol that stands for the element with index l-1 in steps.
  public static func previous(_ name: String, index: Symbol) -> Symbol {
    Symbol("\(name)[\(index.name)-1]")
  }

  /// The symbol that stands for an element of the given sequence with index l-1.
  public func previous(_ sequence: Int) -> Symbol {
    Self.previous(sequences[sequence].name, index: index)
  }
}

/// One element of a sequence of a recurrence, as a function of t at a point, or its derivative there.
public struct RecurrenceElement: Hashable, Sendable {
  /// Which recurrence of the table.
  public let recurrence: Int
  /// Which of its sequences.
  public let sequence: Int
  /// The index, in which the depth is a symbol.
  public let index: Expression
  /// The argument.
  public let point: Expression
  /// How often the element is differentiated with respect to t.
  public let order: Int
  /// The exponent a, when the coefficient of sᵃ in the expansion at the pole ``point`` is meant instead of
  /// the value there.
  public let exponent: Rational?

  /// Creates an element.
  public init(
    recurrence: Int, sequence: Int, index: Expression, point: Expression, order: Int = 0,
    exponent: Rational? = nil
  ) {
    self.exponent = exponent
    self.recurrence = recurrence
    self.sequence = sequence
    self.index = index
    self.point = point
    self.order = order
  }
}
