internal import Arithmetic
internal import Expressions
internal import Recurrences
internal import Syntax

/// The elements of a recursion that are known while one more is computed.
final class RecursionFrame {
  let recursion: Recursion
  var elements: [String: [Int: Expression]] = [:]
  /// The conditions under which the elements have values.
  var conditions: [String: [Int: [Condition]]] = [:]
  /// The elements of sequences over pixels, with the conditions under which they have values.
  var pixelElements: [PixelKey: (value: Expression, conditions: [Condition])] = [:]
  /// Where the equations are read, without the frame itself.
  var scope: Elaborator.Scope?

  init(_ recursion: Recursion) { self.recursion = recursion }
}

extension Elaborator {
  /// An element of a sequence: `k[l-1](t)` inside its recursion, `stated(alpha).k[3]` outside.
  func element(_ element: Element, _ term: Term, _ scope: Scope) throws(SyntaxError) -> Expression {
    if element.recursion == nil && element.sequence.text == "t" {
      return try pixelCosine(element, scope)
    }
    let (value, conditions) = try collectingConditions { () throws(SyntaxError) in
      try elementAtCosine(element, term, scope)
    }
    guard let argument = element.arguments.first else {
      self.conditions.add(conditions)
      return value
    }
    guard element.arguments.count == 1 else {
      throw scope.error(
        "an element of a sequence is a function of one argument",
        at: element.arguments[1].range, expected: "`\(element.sequence)[l](t)`")
    }
    let point = try expression(of: argument, in: scope)
    moved(conditions, to: point)
    return try checked(argument, scope) { () throws(ExpressionError) in
      try recurrences.substituting(cosine: point, in: value)
    }
  }

  /// An element of a sequence as a function of t.
  private func elementAtCosine(
    _ element: Element, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    if !element.pixels.isEmpty { return try pixelElement(element, term, scope) }
    if let owner = element.recursion {
      if let depth = try symbolicDepth(element.index, scope) {
        return try symbolicElement(owner, element, depth, scope)
      }
      let index = try naturalNumber(element.index, "the index of a sequence", scope)
      return try outerElement(owner, element, index, term, scope)
    }
    if let frame = scope.symbolicFrame {
      return try symbolicInnerElement(element, frame, term, scope)
    }
    let number = try expression(of: element.index, in: scope)
    if let index = store.rationalValue(number), index.isInteger, index.signum < 0 {
      throw scope.error(
        "`\(element.sequence)[\(index)]` is before every element", at: term.range,
        expected: "an element from index 0 on",
        suggestion: "give the first elements, such as `\(element.sequence)[0](t) = t`")
    }
    let index = try naturalNumber(element.index, "the index of a sequence", scope)
    return try innerElement(element, index, term, scope)
  }

  private func innerElement(
    _ element: Element, _ index: Int, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    guard let frame = scope.recursion else {
      throw scope.error(
        "`\(element.sequence)[…]` outside its recursion", at: term.range,
        expected: "the recursion's name in front, such as `stated(alpha).\(element.sequence)[3]`")
    }
    if let value = frame.elements[element.sequence.text]?[index] {
      conditions.add(frame.conditions[element.sequence.text]?[index] ?? [])
      return value
    }
    let sequences = frame.recursion.equations.map(\.sequence.text)
    guard sequences.contains(element.sequence.text) else {
      throw unknownSequence(element.sequence, among: sequences, scope)
    }
    throw scope.error(
      "`\(element.sequence)[\(index)]` is used before it is known", at: term.range,
      expected: "an earlier element, or one whose equation stands above",
      suggestion: "give the first elements, such as `\(element.sequence)[0](t) = t`")
  }

  private func outerElement(
    _ owner: Element.Owner, _ element: Element, _ index: Int, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    let (recursion, entry) = try declaration(owner, scope, as: Recursion.self)
    let arguments = try values(of: owner.arguments, in: scope)
    guard index <= Self.layerLimit else {
      throw scope.error(
        "an index beyond \(Self.layerLimit)", at: element.index.range, expected: "a smaller index")
    }
    let frame = try unrolled(recursion, arguments, upTo: index, entry, scope)
    var inner = scope
    inner.recursion = frame
    return try innerElement(element, index, term, inner)
  }

  /// The elements of all sequences up to an index, computed in order; what is known is kept.
  func unrolled(
    _ recursion: Recursion, _ arguments: [Value], upTo last: Int, _ entry: Entry, _ scope: Scope
  ) throws(SyntaxError) -> RecursionFrame {
    let key = Application(name: recursion.name.text, arguments: arguments)
    let frame = frames[key] ?? RecursionFrame(recursion)
    frames[key] = frame
    var inner = Scope(source: entry.source)
    inner.nesting = scope.nesting + 1
    for (name, value) in zip(recursion.parameters, arguments) { inner.locals[name.text] = value }
    frame.scope = inner
    inner.recursion = frame
    let equations = recursion.equations.filter(\.pixels.isEmpty)
    for index in 0...last where !equations.isEmpty {
      for equation in equations {
        try compute(equation, at: index, frame, inner)
      }
    }
    return frame
  }

  private func compute(
    _ equation: Equation, at index: Int, _ frame: RecursionFrame, _ scope: Scope
  ) throws(SyntaxError) {
    let sequence = equation.sequence.text
    if frame.elements[sequence]?[index] != nil { return }
    var inner = scope
    switch equation.index {
    case .base(let base):
      guard base == index else { return }
    case .step(let name):
      let isBase = frame.recursion.equations.contains {
        $0.sequence.text == sequence && $0.index == .base(index)
      }
      let first =
        frame.recursion.equations.compactMap {
          if case .base(let base) = $0.index, $0.sequence.text == sequence { base } else { nil }
        }.min() ?? 0
      if isBase || index < first { return }
      inner.locals[name.text] = .expression(store.rational(Rational(index)))
    }
    if let variable = equation.parameters.first {
      inner.locals[variable.text] = .expression(store.cosine)
    }
    let (value, found) = try collectingConditions { () throws(SyntaxError) in
      try expression(of: equation.body, in: inner)
    }
    frame.elements[sequence, default: [:]][index] = value
    frame.conditions[sequence, default: [:]][index] = found
  }
}
