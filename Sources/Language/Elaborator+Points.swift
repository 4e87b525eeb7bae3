internal import Arithmetic
internal import Conditioning
internal import DataFiles
internal import Expressions
internal import Foundation
internal import Syntax

extension Elaborator {
  /// `condition(K, points)`, `lambda_min(K, points)`, `lambda_min_bound(K, points)`, `lambda_max(K, points)`,
  /// `double_constant(K, points)`.
  func matrixQuantity(
    _ callee: Name, _ arguments: [Term], _ scope: Scope
  ) throws(SyntaxError) -> Quantity {
    try expect(2, of: callee, arguments, scope, form: "`\(callee.text)(K, points)`")
    let kind = MatrixQuantity(rawValue: callee.text) ?? .condition
    if let images = try imageDescription(arguments[1], scope) {
      let kernel = try imageKernel(arguments[0], on: images, scope)
      return .imageMatrix(kind, kernel: kernel, images: images)
    }
    let points = try pointDescription(arguments[1], scope)
    let kernel = try kernelWithoutSymbols(arguments[0], scope)
    return .matrix(kind, kernel: kernel, points: points)
  }

  private static let forms =
    "`sphere(count, d, seed)`, `circle(n)`, `orthonormal(n)`, `hadamard(n)`, `points(\"file\")`, "
    + "or for images `images(\"file\")`, `random_images(count, pixels, channels, seed)`"

  /// The points that a term names; they are read or made when they are first met.
  private func pointDescription(
    _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> PointDescription {
    guard case .call(let name, let arguments) = term.kind else {
      throw scope.error("these are no points", at: term.range, expected: Self.forms)
    }
    let description: PointDescription
    switch name.text {
    case "sphere":
      try expect(3, of: name, arguments, scope, form: "`sphere(count, d, seed)`")
      description = .sphere(
        count: try index(arguments[0], "the number of points", limit: PointSet.countLimit, scope),
        dimension: try index(
          arguments[1], "the dimension", limit: PointSet.coordinateLimit, scope),
        seed: try naturalNumber(arguments[2], "a seed", scope))
    case "circle": description = .circle(try size(name, arguments, scope))
    case "orthonormal": description = .orthonormal(try size(name, arguments, scope))
    case "hadamard": description = .hadamard(try size(name, arguments, scope))
    case "points":
      guard arguments.count == 1, case .text(let path) = arguments[0].kind else {
        throw scope.error(
          "`points` takes the name of a file", at: term.range, expected: "`points(\"file.csv\")`")
      }
      description = .file(path)
    default: throw scope.error("these are no points", at: term.range, expected: Self.forms)
    }
    if let problem = description.problem {
      throw scope.error(problem, at: term.range, expected: "points on a sphere")
    }
    if pointSets[description] == nil {
      pointSets[description] = try pointSet(description, term, scope)
    }
    return description
  }

  private func size(
    _ name: Name, _ arguments: [Term], _ scope: Scope
  ) throws(SyntaxError) -> Int {
    try expect(1, of: name, arguments, scope, form: "`\(name.text)(n)`")
    return try index(arguments[0], "the number of points", limit: PointSet.countLimit, scope)
  }

  /// The points.
  private func pointSet(
    _ description: PointDescription, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> PointSet {
    try reading(term, scope) { try description.points(reading: $0) }
  }

  /// Makes something of a file, which is looked for in the folder of the source.
  func reading<Result>(
    _ term: Term, _ scope: Scope, _ body: ((String) throws -> [UInt8]) throws -> Result
  ) throws(SyntaxError) -> Result {
    do {
      return try body { path in
        let folder = URL(fileURLWithPath: scope.source.path).deletingLastPathComponent()
        let file = URL(fileURLWithPath: path, relativeTo: folder).path
        guard let data = FileManager.default.contents(atPath: file) else {
          throw CocoaError(.fileReadNoSuchFile)
        }
        return Array(data)
      }
    } catch let error as DataFileError {
      throw scope.error(
        error.description, at: term.range,
        expected: error.expected == nil ? "rows of numbers of one length" : nil)
    } catch {
      throw scope.error(
        "the file cannot be read", at: term.range,
        expected: "a file in the folder of the derivation")
    }
  }
}
