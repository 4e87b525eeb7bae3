public import Expressions
public import Syntax

extension Elaborator {
  /// Reads variables that run through finite sets, as in `L in 1...6`.
  ///
  /// - Throws: `SyntaxError` for empty or oversized ranges and for intervals, which have no list of values.
  public func finiteBinders(
    _ binders: [Binder], in source: SourceFile
  ) throws(SyntaxError) -> ClaimBinders {
    for binder in binders {
      guard case .interval(let interval) = binder.domain else { continue }
      throw Scope(source: source).error(
        "`\(binder.variable)` runs through an interval", at: interval.lower.range,
        expected: "a range such as `1...6` or a list such as `{1/2, 1}`")
    }
    let claim = Claim(Name("values"), .predicate(Name("values"), []), for: binders)
    return try self.binders(of: claim, in: source)
  }

  /// A term of the language as a kernel, with values for some of its names.
  ///
  /// - Throws: `SyntaxError` pointing into the source.
  public func kernel(
    _ term: Term, _ instance: ClaimInstance, in source: SourceFile
  ) throws(SyntaxError) -> Expression {
    var scope = Scope(source: source)
    for (name, value) in instance.values { scope.locals[name] = .expression(store.rational(value)) }
    values = bindings(of: instance)
    defer { values = [:] }
    let kernel = try expression(of: term, in: scope)
    do {
      return try substitutingValues(in: kernel)
    } catch {
      throw scope.error(
        "the kernel has no value for \(instance.text) (\(error))", at: term.range,
        expected: "values for which it has one")
    }
  }
}
