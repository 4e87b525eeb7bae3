internal import Expressions
internal import Spectra
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
  ///
  /// A kernel of global average pooling has the eigenvalues of that of the trace (`PooledKernel`), every one of them:
  /// for each list of frequencies there are shift-invariant functions. Those of rotated lists are equal.
  func pixelEigenvalue(
    _ arguments: [Term], _ scope: Scope
  ) throws(SyntaxError) -> Quantity {
    var kernel = try kernelWithoutSymbols(arguments[0], scope, isOfPixels: true)
    let dimension = try sphereDimension(arguments[1], scope)
    let count = arguments.count - 2
    let pooled = pooledKernel(kernel)
    if let pooled {
      guard count == pooled.cosines.count else {
        throw scope.error(
          "the kernel is one of \(pooled.cosines.count) pixels, and \(count) frequencies are given",
          at: arguments[0].range, expected: "one frequency for each pixel")
      }
      kernel = pooled.trace
    }
    try checkPixels(of: kernel, at: arguments[0], count: count, "frequency", scope)
    let pixels = store.cosines(in: kernel).count
    var frequencies: [Int] = []
    for argument in arguments.dropFirst(2) {
      frequencies.append(
        try index(argument, "the frequency", limit: pixels < 3 ? 200 : 12, scope))
    }
    if pooled != nil { frequencies = ShiftOrbit(frequencies).representative }
    return .pixelEigenvalue(kernel: kernel, dimension: dimension, frequencies: frequencies)
  }

  /// A kernel that compares different pixels, as one of average pooling; `nil` when it is not proved to be one.
  func pooledKernel(_ kernel: Expression) -> PooledKernel? {
    if let known = pooledKernels[kernel] { return known }
    let isOnProduct = store.cosines(in: kernel).allSatisfy { Set($0.pixels ?? []).count == 1 }
    let found = isOnProduct ? nil : PooledKernel(kernel, in: store)
    pooledKernels[kernel] = .some(found)
    return found
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
        expected: what == "frequency" && pixels.count == 2 && pixels[0] != pixels[1]
          ? "a kernel of t[1], t[2], …, or the average of one over cyclic shifts, as `gap` makes"
          : "a kernel with one cosine for each pixel",
        suggestion: "give one \(what) for each pixel, and `image(p)` its size")
    }
  }
}
