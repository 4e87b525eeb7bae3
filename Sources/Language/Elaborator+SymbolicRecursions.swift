internal import Arithmetic
internal import Expressions
internal import Recurrences
internal import Syntax

/// A recursion whose step is being read with its index as a symbol.
final class SymbolicFrame {
  let recursion: Recursion
  let index: Symbol
  /// The steps read so far, which later equations may use as `k[l]`.
  var steps: [String: Expression] = [:]

  init(_ recursion: Recursion, index: Symbol) {
    self.recursion = recursion
    self.index = index
  }
}

extension Elaborator {
  /// `stated(alpha).k[L]` with a symbol L.
  func symbolicElement(
    _ owner: Element.Owner, _ element: Element, _ depth: Expression, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    let (recursion, entry) = try declaration(owner, scope, as: Recursion.self)
    let arguments = try values(of: owner.arguments, in: scope)
    let number = try symbolicRecurrence(recursion, arguments, entry, scope)
    let names = recurrences.recurrences[number].sequences.map(\.name)
    guard let sequence = names.firstIndex(of: element.sequence.text) else {
      throw unknownSequence(element.sequence, among: names, scope)
    }
    return recurrences.expression(
      for: RecurrenceElement(
        recurrence: number, sequence: sequence, index: depth, point: store.cosine))
  }

  /// The recurrence of a recursion, read once for equal arguments.
  private func symbolicRecurrence(
    _ recursion: Recursion, _ arguments: [Value], _ entry: Entry, _ scope: Scope
  ) throws(SyntaxError) -> Int {
    let key = Application(name: recursion.name.text, arguments: arguments)
    if let known = symbolicRecursions[key] { return known }
    // Nothing is known of the values of elements with a symbolic index, so no condition is noted.
    return try collectingConditions { () throws(SyntaxError) in
      try newSymbolicRecurrence(recursion, arguments, key, entry, scope)
    }.result
  }

  private func newSymbolicRecurrence(
    _ recursion: Recursion, _ arguments: [Value], _ key: Application, _ entry: Entry, _ scope: Scope
  ) throws(SyntaxError) -> Int {
    var inner = Scope(source: entry.source)
    inner.nesting = scope.nesting + 1
    for (name, value) in zip(recursion.parameters, arguments) { inner.locals[name.text] = value }
    let names = recursion.equations.reduce(into: [String]()) { names, equation in
      if !names.contains(equation.sequence.text) { names.append(equation.sequence.text) }
    }
    let index = Recurrence.networkIndex
    let frame = SymbolicFrame(recursion, index: index)
    let starts = Set(
      try names.map { (name) throws(SyntaxError) in try start(of: name, recursion, inner) })
    guard starts.count == 1, let start = starts.first else {
      throw inner.error(
        "with a symbolic depth all sequences start at the same index", at: recursion.name.range,
        expected: "one first element for each sequence, with the same index")
    }
    var sequences: [Recurrence.Sequence] = []
    for name in names {
      sequences.append(try sequence(name, start, frame, inner))
    }
    let recurrence = Recurrence(sequences, index: index, start: start)
    guard recurrences.holdsConstantsOnly(recurrence) else {
      throw inner.error(
        "with a symbolic depth `\(recursion.name.text)` cannot hold another kernel of symbolic depth",
        at: recursion.name.range, expected: "a number for one of the depths")
    }
    let number = recurrences.add(recurrence)
    symbolicRecursions[key] = number
    return number
  }

  private func start(
    of name: String, _ recursion: Recursion, _ scope: Scope
  ) throws(SyntaxError) -> Int {
    let bases = recursion.equations.compactMap { equation -> Int? in
      if case .base(let base) = equation.index, equation.sequence.text == name { base } else { nil }
    }
    guard bases.count == 1, let base = bases.first else {
      throw scope.error(
        "with a symbolic depth `\(name)` needs exactly one first element", at: recursion.name.range,
        expected: "one equation such as `\(name)[0](t) = …`")
    }
    return base
  }

  private func sequence(
    _ name: String, _ start: Int, _ frame: SymbolicFrame, _ scope: Scope
  ) throws(SyntaxError) -> Recurrence.Sequence {
    var base: Expression?
    var step: Expression?
    for equation in frame.recursion.equations where equation.sequence.text == name {
      var inner = scope
      if let variable = equation.parameters.first {
        inner.locals[variable.text] = .expression(store.cosine)
      }
      switch equation.index {
      case .base: base = try expression(of: equation.body, in: inner)
      case .step(let index):
        inner.locals[index.text] = .expression(store.symbol(frame.index))
        inner.symbolicFrame = frame
        step = try expression(of: equation.body, in: inner)
      }
    }
    guard let base, let step else {
      throw scope.error(
        "`\(name)` has no step", at: frame.recursion.name.range,
        expected: "an equation such as `\(name)[l](t) = …`")
    }
    frame.steps[name] = step
    return Recurrence.Sequence(
      name: name, base: store.simplified(base), step: store.simplified(step))
  }

  /// `k[l-1]`, or `k[l]` of a sequence whose step stands above.
  func symbolicInnerElement(
    _ element: Element, _ frame: SymbolicFrame, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    let index = try expression(of: element.index, in: scope)
    let l = store.symbol(frame.index)
    if index == l, let known = frame.steps[element.sequence.text] { return known }
    guard index == store.difference(l, store.rational(1)) else {
      throw scope.error(
        "with a symbolic depth a step uses the elements before it only", at: term.range,
        expected: "`\(element.sequence)[l-1]`")
    }
    if let argument = element.arguments.first {
      let point = try expression(of: argument, in: scope)
      guard point == store.cosine else {
        throw scope.error(
          "with a symbolic depth elements are taken at t", at: argument.range, expected: "`t`")
      }
    }
    return store.symbol(Recurrence.previous(element.sequence.text, index: frame.index))
  }
}
