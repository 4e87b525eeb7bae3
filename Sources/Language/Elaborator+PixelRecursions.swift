internal import Arithmetic
internal import Expressions
internal import Syntax

// Sequences over pixels: S[l, i] = kappa1((S[l-1, i-1] + S[l-1, i] + S[l-1, i+1])/3). Unlike plain
// sequences, whose elements are all computed up to an index, theirs are computed when they are asked for,
// and kept; so a recursion of depth l costs as many elements as it touches.
extension Elaborator {
  /// The longest chain of elements, each of which asks for the next.
  private static let pixelDepthLimit = 200

  /// The most elements of one recursion.
  private static let pixelElementLimit = 1_000_000

  /// An element such as `S[l-1, i+1]`, or `stated.S[3, 1]` outside its recursion.
  func pixelElement(
    _ element: Element, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    let index = try naturalNumber(element.index, "the index of a sequence", scope)
    var pixels: [Int] = []
    for pixel in element.pixels {
      let number = store.simplified(try expression(of: pixel, in: scope))
      guard let number = store.rationalValue(number)?.word, number.magnitude < 1 << 40 else {
        throw scope.error(
          "the number of a pixel is an integer", at: pixel.range, expected: "such as `i+1`")
      }
      pixels.append(number)
    }
    let key = PixelKey(sequence: element.sequence.text, index: index, pixels: pixels)
    if let owner = element.recursion {
      let (recursion, entry) = try declaration(owner, scope, as: Recursion.self)
      let arguments = try values(of: owner.arguments, in: scope)
      guard index <= Self.layerLimit else {
        throw scope.error(
          "an index beyond \(Self.layerLimit)", at: element.index.range,
          expected: "a smaller index")
      }
      let frame = try unrolled(recursion, arguments, upTo: index, entry, scope)
      return try pixelElement(key, frame, element, term, scope)
    }
    guard let frame = scope.recursion else {
      throw scope.error(
        "`\(element.sequence)[…]` outside its recursion", at: term.range,
        expected: "the recursion's name in front, such as `stated.\(element.sequence)[3, 1]`")
    }
    return try pixelElement(key, frame, element, term, scope)
  }

  private func pixelElement(
    _ key: PixelKey, _ frame: RecursionFrame, _ element: Element, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    if let known = frame.pixelElements[key] {
      conditions.add(known.conditions)
      return known.value
    }
    guard var inner = frame.scope, let equation = equation(for: key, frame.recursion) else {
      let sequences = frame.recursion.equations.filter { !$0.pixels.isEmpty }.map(\.sequence.text)
      let isKnown = sequences.contains(element.sequence.text)
      throw scope.error(
        isKnown
          ? "no equation gives `\(element.sequence)[\(key.text)]`"
          : "the recursion defines no sequence `\(element.sequence)` over pixels", at: term.range,
        expected: isKnown
          ? "an equation for this index with \(key.pixels.count == 1 ? "one pixel" : "\(key.pixels.count) pixels")"
          : "one of its sequences",
        suggestion: isKnown
          ? "give the first elements, such as `\(element.sequence)[0, i](t) = t[i]`"
          : correction(of: element.sequence.text, among: sequences))
    }
    guard scope.pixelDepth < Self.pixelDepthLimit,
      frame.pixelElements.count < Self.pixelElementLimit
    else {
      throw scope.error(
        "the recursion over pixels asks for too many elements", at: term.range,
        expected: "a chain of at most \(Self.pixelDepthLimit) and \(Self.pixelElementLimit) in all")
    }
    inner.recursion = frame
    inner.pixelDepth = scope.pixelDepth + 1
    if case .step(let name) = equation.index {
      inner.locals[name.text] = .expression(store.rational(Rational(key.index)))
    }
    for (name, number) in zip(equation.pixels, key.pixels) {
      inner.locals[name.text] = .expression(store.rational(Rational(number)))
    }
    if let variable = equation.parameters.first {
      inner.locals[variable.text] = .expression(store.cosine)
    }
    let body = inner
    let (value, found) = try collectingConditions { () throws(SyntaxError) in
      try expression(of: equation.body, in: body)
    }
    frame.pixelElements[key] = (value, found)
    conditions.add(found)
    return value
  }

  /// The equation of an element: one for its very index, or else the step.
  private func equation(for key: PixelKey, _ recursion: Recursion) -> Equation? {
    let candidates = recursion.equations.filter {
      $0.sequence.text == key.sequence && $0.pixels.count == key.pixels.count
    }
    let first = candidates.compactMap { equation -> Int? in
      if case .base(let base) = equation.index { base } else { nil }
    }.min()
    return candidates.first { $0.index == .base(key.index) }
      ?? candidates.first {
        guard case .step = $0.index, let first else { return false }
        return key.index > first
      }
  }
}

/// The place of an element in a sequence over pixels.
struct PixelKey: Hashable {
  let sequence: String
  let index: Int
  let pixels: [Int]

  var text: String { ([index] + pixels).map(String.init).joined(separator: ", ") }
}
