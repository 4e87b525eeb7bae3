internal import Arithmetic
internal import Conditioning
internal import Evaluation
internal import Expressions
internal import Kernels
internal import Syntax

extension Elaborator {
  /// The images that a term names, which are read or made when they are first met; `nil` for terms that name none.
  func imageDescription(
    _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> ImageDescription? {
    guard case .call(let name, let arguments) = term.kind else { return nil }
    let description: ImageDescription
    switch name.text {
    case "images":
      guard (1...2).contains(arguments.count), case .text(let path) = arguments[0].kind else {
        throw scope.error(
          "`images` takes the name of a file and, if wanted, the number of pixels of an image",
          at: term.range, expected: "`images(\"file.csv\")` or `images(\"file.csv\", 8)`")
      }
      let sides = arguments.count == 2 ? try numbers([arguments[1]], scope) : nil
      description = .file(path, sides: sides)
    case "random_images":
      try expect(
        4, of: name, arguments, scope, form: "`random_images(count, pixels, channels, seed)`")
      description = .random(
        count: try index(arguments[0], "the number of images", limit: PointSet.countLimit, scope),
        sides: try numbers([arguments[1]], scope),
        channels: try index(
          arguments[2], "the number of channels", limit: PointSet.coordinateLimit, scope),
        seed: try naturalNumber(arguments[3], "a seed", scope))
    default: return nil
    }
    if let problem = description.problem {
      throw scope.error(
        problem, at: term.range,
        expected: "positive numbers, with a pair such as `(8, 8)` for two axes of pixels")
    }
    if imageSets[description] == nil {
      imageSets[description] = try reading(term, scope) { try description.images(reading: $0) }
    }
    return description
  }

  /// The kernel of images that a term stands for, as a formula in the cosines between their pixels.
  func imageKernel(
    _ term: Term, on description: ImageDescription, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    guard let images = imageSets[description] else {
      throw scope.error("the images are not there", at: term.range)
    }
    var inner = scope
    inner.allowsQuantities = false
    let (value, _) = try collectingConditions { () throws(SyntaxError) in
      try self.value(of: term, in: inner)
    }
    let kernel: Expression
    if case .kernel(let network) = value {
      do throws(NetworkError) {
        kernel = try LayerRules(recurrences: recurrences)
          .kernel(network, onImageOf: images.sides)
      } catch {
        throw error.suggestion == nil
          ? scope.error(
            error.message, at: term.range, expected: "a kernel of the pixels of \(description.text)"
          )
          : syntaxError(error, at: term, scope)
      }
    } else {
      kernel = try kernelWithoutSymbols(term, scope, isOfPixels: true)
    }
    let fixed = try checked(term, scope) { () throws(ExpressionError) in
      try substitutingValues(in: kernel)
    }
    do throws(EvaluationInputError) {
      _ = try ImageKernelMatrix(fixed, of: images, in: store)
    } catch {
      throw scope.error(
        error.description, at: term.range, expected: "a kernel of the pixels of \(description.text)"
      )
    }
    return fixed
  }
}
