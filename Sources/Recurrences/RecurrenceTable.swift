public import Expressions
internal import Puiseux

/// The recurrences of a store, and the symbols that stand for their elements.
///
/// An element with a symbolic index has no formula; in expressions it is a symbol, and substitution and
/// differentiation with respect to t go through the table.
public final class RecurrenceTable {
  /// Where the expressions live.
  public let store: ExpressionStore
  /// The recurrences.
  public private(set) var recurrences: [Recurrence] = []
  private var elements: [Symbol: RecurrenceElement] = [:]
  private var symbols: [RecurrenceElement: Symbol] = [:]
  private var knownForms: [PoleKey: (place: Int, forms: [[Expression]])] = [:]

  private struct PoleKey: Hashable {
    let recurrence: Int
    let pole: Pole
  }

  /// Creates an empty table.
  public init(store: ExpressionStore) { self.store = store }

  /// Adds a recurrence and returns its number.
  public func add(_ recurrence: Recurrence) -> Int {
    recurrences.append(recurrence)
    return recurrences.count - 1
  }

  /// Whether what a recurrence holds of others are constants, so that its own symbols show all that it depends on.
  ///
  /// Closed forms, expansions and derivatives look at t, the index and the previous elements in first elements and steps;
  /// they would take an element of another recurrence that depends on one of these for a number.
  public func holdsConstantsOnly(_ recurrence: Recurrence) -> Bool {
    var moving = Set(recurrence.sequences.indices.map(recurrence.previous))
    moving.insert(recurrence.index)
    func isConstant(_ expression: Expression) -> Bool {
      elements(in: expression).allSatisfy { _, element in
        [element.point, element.index].allSatisfy { part in
          store.symbols(in: part).allSatisfy { !$0.isCosine && !moving.contains($0) }
            && isConstant(part)
        }
      }
    }
    return recurrence.sequences.allSatisfy { isConstant($0.base) && isConstant($0.step) }
  }

  /// The number of an equal recurrence in the table.
  public func number(of recurrence: Recurrence) -> Int? { recurrences.firstIndex(of: recurrence) }

  /// The closed forms of coefficients at a pole up to s^(place/2), found once (``PoleForms``).
  func poleForms(of recurrence: Int, at pole: Pole, place: Int) -> [[Expression]] {
    let key = PoleKey(recurrence: recurrence, pole: pole)
    if let known = knownForms[key], known.place >= place { return known.forms }
    let forms = PoleForms(recurrences[recurrence], at: pole, place: place, in: store).forms
    knownForms[key] = (place, forms)
    return forms
  }

  /// Whether a recurrence of the table has a sequence of this name.
  public func usesName(_ name: String) -> Bool {
    recurrences.contains { $0.sequences.contains { $0.name == name } }
  }

  /// The element that a symbol stands for.
  public func element(_ symbol: Symbol) -> RecurrenceElement? { elements[symbol] }

  /// The elements in an expression.
  public func elements(in expression: Expression) -> [(symbol: Symbol, element: RecurrenceElement)]
  {
    store.symbols(in: expression).compactMap { symbol in
      elements[symbol].map { (symbol, $0) }
    }
  }

  /// Whether an expression contains elements at points that depend on t or the cosines of pixels; other elements
  /// are constants.
  public func hasVaryingElements(in expression: Expression) -> Bool {
    elements(in: expression).contains { variesWithCosine($0.element.point) }
  }

  /// Whether any element has been asked for.
  public var hasElements: Bool { !elements.isEmpty }

  /// Whether an expression depends on t or the cosines of pixels, itself or through its elements.
  public func variesWithCosine(_ expression: Expression) -> Bool {
    store.symbols(in: expression).contains { symbol in
      symbol.isCosine || elements[symbol].map { variesWithCosine($0.point) } == true
    }
  }

  /// The expression that stands for an element.
  ///
  /// - Parameter assumption: What is known of the element's values, when it is asked for the first time.
  public func expression(
    for element: RecurrenceElement, assuming assumption: Assumption? = nil
  ) -> Expression {
    if let known = symbols[element] { return store.symbol(known) }
    let name = recurrences[element.recurrence].sequences[element.sequence].name
    let primes = String(repeating: "'", count: element.order)
    var text = "\(name)\(primes)[\(store.text(element.index))]"
    if let exponent = element.exponent {
      text = "puiseux(\(text), \(store.text(element.point)), \(exponent))"
    } else if element.point != store.cosine {
      text += "(\(store.text(element.point)))"
    }
    // Sequences of different recurrences may share a name.
    while elements[Symbol(text)] != nil { text += "~" }
    let symbol = Symbol(text)
    if let assumption, !store.isUsed(symbol) { store.assume(assumption, of: symbol) }
    elements[symbol] = element
    symbols[element] = symbol
    return store.symbol(symbol)
  }

  /// Replaces t, in the arguments of elements too, and the cosines of all pixels.
  ///
  /// - Throws: `ExpressionError` when the result has no value.
  public func substituting(
    cosine point: Expression, in expression: Expression
  ) throws(ExpressionError) -> Expression {
    var replacements: [Symbol: Expression] = [.cosine: point]
    for symbol in store.cosines(in: expression) { replacements[symbol] = point }
    for (symbol, element) in elements(in: expression) {
      let moved = try substituting(cosine: point, in: element.point)
      replacements[symbol] = self.expression(
        for: RecurrenceElement(
          recurrence: element.recurrence, sequence: element.sequence, index: element.index,
          point: moved, order: element.order, exponent: element.exponent))
    }
    return try store.substituting(replacements, in: expression)
  }

  /// The derivative with respect to t, through the arguments of elements too.
  ///
  /// - Throws: `ExpressionError` when it has no value.
  public func derivative(of expression: Expression) throws(ExpressionError) -> Expression {
    var terms = [try store.derivative(of: expression, with: .cosine)]
    for (symbol, element) in elements(in: expression) where element.exponent == nil {
      let inner = try derivative(of: element.point)
      let outer = self.expression(
        for: RecurrenceElement(
          recurrence: element.recurrence, sequence: element.sequence, index: element.index,
          point: element.point, order: element.order + 1))
      let slope = try store.derivative(of: expression, with: symbol)
      terms.append(store.product([slope, outer, inner]))
    }
    return store.sum(terms)
  }
}
