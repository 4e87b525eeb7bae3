internal import Expressions
internal import Syntax

// Coefficients and eigenvalues of kernels of images, which have one index for each pixel.
extension Elaborator {
  /// `taylor(K, n1, n2, …)`: the exponents of t[1], t[2], ….
  func pixelCoefficient(
    _ arguments: [Term], _ scope: Scope
  ) throws(SyntaxError) -> Quantity {
    let kernel = try kernelWithoutSymbols(arguments[0], scope, isOfPixels: true)
    var exponents: [Int] = []
    for argument in arguments.dropFirst() {
      exponents.append(try index(argument, "an exponent", limit: 100_000, scope))
    }
    try checkPixels(of: kernel, at: arguments[0], count: exponents.count, "exponent", scope)
    return .pixelCoefficient(kernel: kernel, exponents: exponents)
  }

  /// `eigenvalue(K, d, k1, k2, …)`: the frequencies of pixels 1, 2, ….
  func pixelEigenvalue(
    _ arguments: [Term], _ scope: Scope
  ) throws(SyntaxError) -> Quantity {
    let kernel = try kernelWithoutSymbols(arguments[0], scope, isOfPixels: true)
    let dimension = try sphereDimension(arguments[1], scope)
    let count = arguments.count - 2
    try checkPixels(of: kernel, at: arguments[0], count: count, "frequency", scope)
    let pixels = store.cosines(in: kernel).count
    var frequencies: [Int] = []
    for argument in arguments.dropFirst(2) {
      frequencies.append(
        try index(argument, "the frequency", limit: pixels < 3 ? 200 : 12, scope))
    }
    return .pixelEigenvalue(kernel: kernel, dimension: dimension, frequencies: frequencies)
  }

  /// Refuses a kernel of other cosines than t[1], …, t[count].
  func checkPixels(
    of kernel: Expression, at term: Term, count: Int, _ what: String, _ scope: Scope
  ) throws(SyntaxError) {
    for symbol in store.cosines(in: kernel) {
      let pixels = symbol.pixels ?? []
      if pixels.count == 2, pixels[0] == pixels[1], (1...count).contains(pixels[0]) { continue }
      let plural = what == "frequency" ? "frequencies" : "exponents"
      throw scope.error(
        "the kernel depends on `\(symbol.name)`, and the \(plural) are those of t[1] to "
          + "t[\(count)]", at: term.range,
        expected: "a kernel with one cosine for each pixel",
        suggestion: "give one \(what) for each pixel, and `image(p)` its size")
    }
  }
}
