public import Syntax

extension Definitions {
  /// The names in scope of an expression on the command line: the catalogue's, those of the given files,
  /// and α, β > 0 and the depth L as symbols unless the files declare them otherwise.
  ///
  /// - Throws: `SyntaxError` for a name that a file defines twice or that is reserved.
  public static func forCommandLine(_ programs: [Program]) throws(SyntaxError) -> Definitions {
    let symbols = try Program(
      parsing: SourceFile(
        path: "command line", text: "parameter alpha, beta > 0\nparameter L: depth\n", kind: .bare))
    return try Definitions([symbols] + programs)
  }
}
