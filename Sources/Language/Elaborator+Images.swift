internal import Arithmetic
internal import Expressions
public import Kernels
public import Syntax

extension Elaborator {
  /// The largest size of a filter or a stride.
  private static let windowLimit = 10_000

  /// The most pixels of an image.
  private static let pixelLimit = 1 << 20

  /// The heads that take no arguments.
  func head(named name: String, _ term: Term) -> Value? {
    switch name {
    case "trace": .network(Layer(.head(.trace), origin: origin(of: term)))
    case "gap": .network(Layer(.head(.gap), origin: origin(of: term)))
    default: nil
    }
  }

  /// The layer that a call stands for, of those that look at several pixels.
  func imageLayer(
    _ callee: Name, _ arguments: [Term], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Value {
    let place = origin(of: term)
    switch callee.text {
    case "conv": return .network(try convolution(arguments, callee, place, scope))
    case "image":
      let sides = try sizes(arguments, callee, Self.pixelLimit, scope)
      let count = sides.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
      guard sides.count <= 2, count <= Self.pixelLimit else {
        throw scope.error(
          "an image has one or two sides and at most \(Self.pixelLimit) pixels",
          at: arguments[0].range, expected: "`image(64)` or `image(8, 8)`")
      }
      return .network(Layer(.image(sides), origin: place))
    case "pixel":
      let numbers = try numbers(arguments, scope)
      guard numbers.count <= 2 else {
        throw scope.error(
          "a pixel has one number, or two in an image with two sides", at: arguments[2].range,
          expected: "`pixel(i)` or `pixel(i, j)`")
      }
      return .network(Layer(.head(.pixel(numbers)), origin: place))
    case "zero_padded":
      try expect(1, of: callee, arguments, scope, form: "`zero_padded(layer)`")
      let block = try network(arguments[0], scope)
      return .network(block.mappingConvolutions(\.zeroPadded))
    case "strided":
      try expect(2, of: callee, arguments, scope, form: "`strided(s, conv(q, w))`")
      let strides = try sizes([arguments[0]], callee, Self.windowLimit, scope)
      let block = try network(arguments[1], scope)
      guard case .convolution(let convolution) = block.kind else {
        throw scope.error(
          "only a convolution has strides", at: arguments[1].range,
          expected: "`conv(q, w)`, perhaps inside `zero_padded`")
      }
      return .network(
        Layer(.convolution(convolution.strided(by: strides)), origin: block.origin))
    default:
      throw scope.error(
        "`\(callee.text)` takes no arguments", at: callee.range,
        expected: "`\(callee.text)` alone")
    }
  }

  private func convolution(
    _ arguments: [Term], _ callee: Name, _ place: Int, _ scope: Scope
  ) throws(SyntaxError) -> Layer {
    guard (2...3).contains(arguments.count) else {
      throw scope.error(
        "`conv` takes a filter size, a weight variance and, if wanted, a bias variance",
        at: arguments.count > 3 ? arguments[3].range : callee.range,
        expected: "`conv(q, w)` or `conv(q, w, b)`",
        suggestion: arguments.count > 3
          ? "write a filter with two sides as `conv((3, 5), w, b)`" : nil
      )
    }
    let filter = try sizes([arguments[0]], callee, Self.windowLimit, scope)
    let weight = try variance(arguments[1], scope)
    let bias = arguments.count == 3 ? try variance(arguments[2], scope) : store.rational(0)
    return Layer(
      .convolution(Convolution(filter: filter, weight: weight, bias: bias)), origin: place)
  }

  /// Positive integers: the terms, or the parts of a single tuple.
  private func sizes(
    _ terms: [Term], _ callee: Name, _ limit: Int, _ scope: Scope
  ) throws(SyntaxError) -> [Int] {
    let numbers = try numbers(terms, scope)
    guard numbers.allSatisfy({ (1...limit).contains($0) }) else {
      throw scope.error(
        "a size is a number from 1 to \(limit)", at: terms[0].range, expected: "such as `3`")
    }
    return numbers
  }

  /// Integers: the terms, or the parts of a single tuple.
  func numbers(_ terms: [Term], _ scope: Scope) throws(SyntaxError) -> [Int] {
    if terms.count == 1, case .tuple(let parts) = try value(of: terms[0], in: scope) {
      var numbers: [Int] = []
      for part in parts { numbers.append(try integer(part, terms[0], scope)) }
      return numbers
    }
    var numbers: [Int] = []
    for term in terms {
      numbers.append(try integer(try expression(of: term, in: scope), term, scope))
    }
    return numbers
  }

  private func integer(
    _ value: Expression, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Int {
    if let number = store.rationalValue(store.simplified(value))?.word { return number }
    throw scope.error("this is not an integer", at: term.range, expected: "a number such as 3")
  }

  /// The cosine of two pixels: `t[i]` or `t[i, j]`.
  func pixelCosine(_ element: Element, _ scope: Scope) throws(SyntaxError) -> Expression {
    let numbers = try numbers([element.index] + element.pixels, scope)
    guard numbers.count <= 2, element.arguments.isEmpty else {
      throw scope.error(
        "a cosine belongs to one pixel of each image", at: element.sequence.range,
        expected: "`t[i]`, or `t[i, j]` for pixel i of x and pixel j of z")
    }
    guard numbers.allSatisfy({ $0.magnitude <= Self.pixelLimit }) else {
      throw scope.error(
        "pixels are numbered up to \(Self.pixelLimit)", at: element.index.range,
        expected: "a smaller number")
    }
    return store.symbol(
      numbers.count == 1 ? .cosine(numbers[0]) : .cosine(numbers[0], numbers[1]))
  }

  /// The kernel of an image network, written out.
  func expanded(
    _ kernel: NetworkKernel, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    if let known = expandedKernels[kernel] { return known }
    do throws(NetworkError) {
      let rules = LayerRules(recurrences: recurrences)
      let formula = try rules.kernel(kernel, onImageOf: imageSides)
      expandedKernels[kernel] = formula
      networks[formula] = KernelOrigin(
        network: kernel.network, isTangent: kernel.isTangent, parametrization: .tangent)
      require(partsOf: formula)
      return formula
    } catch {
      throw syntaxError(error, at: term, scope)
    }
  }

  /// An error of a network, at the layer that it is about if that stands in the same file.
  func syntaxError(_ error: NetworkError, at term: Term, _ scope: Scope) -> SyntaxError {
    let place = error.origin.map { origins[$0] }
    let range = place.flatMap { $0.path == scope.source.path ? $0.range : nil }
    return scope.error(error.message, at: range ?? term.range, suggestion: error.suggestion)
  }

  /// The kernel of an image network that a command-line term stands for; `nil` for other terms.
  ///
  /// It is not written out, so that it can be evaluated where a formula would be too large.
  ///
  /// - Throws: `SyntaxError` pointing into the term's text.
  public func imageKernel(
    _ term: Term, in source: SourceFile
  ) throws(SyntaxError) -> NetworkKernel? {
    guard case .kernel(let kernel) = try value(of: term, in: Scope(source: source)) else {
      return nil
    }
    return kernel
  }

  /// An error that layer rules reported for a command-line term.
  public func syntaxError(
    _ error: NetworkError, at term: Term, in source: SourceFile
  ) -> SyntaxError {
    syntaxError(error, at: term, Scope(source: source))
  }

  /// `at(K, x, y, …)`: the cosines of pixels 1, 2, … replaced by numbers.
  func value(
    atPixels arguments: [Term], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    // Where a cosine of pixels may have a condition, it is one of the kernel: the point lies in the box.
    let kernel = try expression(of: arguments[0], in: scope)
    var values: [Symbol: Expression] = [:]
    for (number, argument) in arguments.dropFirst().enumerated() {
      values[.cosine(number + 1)] = try expression(of: argument, in: scope)
    }
    let cosines = store.cosines(in: kernel)
    guard !cosines.isEmpty, let other = cosines.first(where: { values[$0] == nil }) else {
      return try checked(term, scope) { () throws(ExpressionError) in
        try store.substituting(values, in: kernel)
      }
    }
    throw scope.error(
      "`\(other.name)` has no value among the \(arguments.count - 1) given", at: term.range,
      expected: "one value for each pixel", suggestion: "`at(K, x)` sets all cosines to x")
  }

  /// `circular(K, p)`: the numbers of pixels taken modulo p, as on a circle of p pixels.
  func circular(
    _ callee: Name, _ arguments: [Term], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    try expect(2, of: callee, arguments, scope, form: "`circular(K, p)`")
    let kernel = try expression(of: arguments[0], in: scope)
    let count = try sizes([arguments[1]], callee, Self.pixelLimit, scope)[0]
    var images: [Symbol: Expression] = [:]
    for symbol in store.cosines(in: kernel) {
      guard let pixels = symbol.pixels, pixels.count == 2 else { continue }
      let places = pixels.map { (($0 - 1) % count + count) % count + 1 }
      images[symbol] = store.symbol(.cosine(places[0], places[1]))
    }
    return try checked(term, scope) { () throws(ExpressionError) in
      try store.substituting(images, in: kernel)
    }
  }

  /// `receptive_field(K)`: how many cosines between pixels a kernel depends on.
  ///
  /// A kernel that the structure shows to have nonnegative Taylor coefficients depends on every cosine that
  /// occurs in it: its parts are increasing functions where all cosines are positive.
  func receptiveField(
    _ callee: Name, _ arguments: [Term], _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    try expect(1, of: callee, arguments, scope, form: "`receptive_field(K)`")
    let kernel = store.simplified(try expression(of: arguments[0], in: scope))
    guard store.isPositiveDefinite(kernel) else {
      throw scope.error(
        "the structure does not show that this kernel has nonnegative Taylor coefficients, and "
          + "so not which pixels it depends on", at: arguments[0].range,
        expected: "the kernel of a network")
    }
    return store.rational(Rational(store.cosines(in: kernel).count))
  }
}

extension Layer {
  /// The layer with every convolution inside it replaced.
  func mappingConvolutions(_ change: (Convolution) -> Convolution) -> Layer {
    func inner(_ layer: Layer) -> Layer { layer.mappingConvolutions(change) }
    switch kind {
    case .serial(let layers): return Layer(.serial(layers.map(inner)), origin: origin)
    case .repeated(let count, let block):
      return Layer(.repeated(count, inner(block)), origin: origin)
    case .repeatedSymbolically(let depth, let block):
      return Layer(.repeatedSymbolically(depth, inner(block)), origin: origin)
    case .residual(let block): return Layer(.residual(inner(block)), origin: origin)
    case .frozen(let block): return Layer(.frozen(inner(block)), origin: origin)
    case .convolution(let convolution):
      return Layer(.convolution(change(convolution)), origin: origin)
    case .dense, .zeroBias, .activation, .image, .head: return self
    }
  }
}
