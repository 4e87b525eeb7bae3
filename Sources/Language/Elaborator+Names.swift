internal import Arithmetic
public import Expressions
internal import Kernels
internal import Syntax

extension Elaborator {
  /// The meaning of a bare name.
  func value(named name: String, _ term: Term, _ scope: Scope) throws(SyntaxError) -> Value {
    if let local = scope.locals[name] { return local }
    switch name {
    case "t": return .expression(store.cosine)
    case "pi": return .expression(store.pi)
    default: break
    }
    if let head = head(named: name, term) { return head }
    if ActivationTable.plain.contains(name),
      let activation = ActivationTable.activation(name, in: store)
    {
      return .network(Layer(.activation(activation), origin: origin(of: term)))
    }
    if let degree = kappaDegree(name) { return .expression(try kappa(degree, nil, term, scope)) }
    guard let entry = definitions[name] else { return try unknown(name, term, scope) }
    switch entry.content {
    case .parameter: return .expression(store.symbol(Symbol(name)))
    case .definition(let definition):
      guard definition.parameters.isEmpty else {
        throw scope.error(
          "`\(name)` needs its arguments", at: term.range,
          expected: "`\(name)(\(definition.parameters.map(\.text).joined(separator: ", ")))`")
      }
      return try apply(definition, entry, [], term, scope)
    case .flow(let flow):
      throw scope.error(
        "`\(name)` is a flow, not one of its components", at: term.range,
        expected: "a component at a time, such as `\(name).\(flow.components[0].name)(1)`")
    case .recursion:
      throw scope.error(
        "`\(name)` is a recursion, not one of its sequences", at: term.range,
        expected: "an element such as `\(name).k[3]`")
    }
  }

  private func unknown(
    _ name: String, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Value {
    if scope.allowsConstants && isFreeConstant(name) {
      return .expression(store.symbol(Symbol(name)))
    }
    if let form = ActivationTable.forms[name] {
      throw scope.error("`\(name)` needs its arguments", at: term.range, expected: form)
    }
    if (Reserved.functions + Reserved.layers + Reserved.imageLayers).contains(name) {
      throw scope.error(
        "`\(name)` needs its arguments", at: term.range, expected: "`\(name)(…)`")
    }
    throw scope.error(
      "unknown name `\(name)`", at: term.range,
      expected: "a parameter, a defined name, `t` or `pi`",
      suggestion: suggestion(
        for: name, scope, besides: ["t", "pi", "kappa0", "kappa1"] + ActivationTable.plain))
  }

  /// `C`, `c`, `c1`, `C2`: a constant that a claim asks for.
  func isFreeConstant(_ name: String) -> Bool {
    guard let first = name.first, first == "c" || first == "C" else { return false }
    return name.dropFirst().allSatisfy(\.isNumber)
  }

  func suggestion(for name: String, _ scope: Scope, besides more: [String]) -> String? {
    let known = scope.locals.keys.sorted() + definitions.names + more
    return correction(of: name, among: known)
  }

  /// The number n of a name `kappan`.
  func kappaDegree(_ name: String) -> Int? {
    guard name.hasPrefix("kappa"), let degree = Int(name.dropFirst(5)), degree >= 0,
      name.dropFirst(5) == String(degree)
    else { return nil }
    return degree
  }

  /// The place of a layer, as a number that an error can be traced back with.
  func origin(of term: Term) -> Int {
    origins.append((term.range, currentPath))
    return origins.count - 1
  }

  /// Applies a definition to values; equal applications are computed once.
  func apply(
    _ definition: Definition, _ entry: Entry, _ arguments: [Value], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Value {
    let key = Application(name: definition.name.text, arguments: arguments)
    if let known = applications[key] {
      conditions.add(applicationConditions[key] ?? [])
      return known
    }
    guard scope.nesting < 100 else {
      throw scope.error(
        "`\(definition.name.text)` is defined in terms of itself", at: term.range,
        suggestion: "use `recursion` for a definition layer by layer")
    }
    var inner = Scope(source: entry.source)
    inner.nesting = scope.nesting + 1
    for (name, value) in zip(definition.parameters, arguments) { inner.locals[name.text] = value }
    let value: Value
    let found: [Condition]
    do {
      (value, found) = try collectingConditions { () throws(SyntaxError) in
        try self.value(of: definition.body, in: inner)
      }
    } catch {
      throw blamed(error, on: definition.name.text, at: term, in: scope, definedIn: entry.source)
    }
    try check(value, isA: definition.kind, definition, entry)
    applications[key] = value
    applicationConditions[key] = found
    conditions.add(found)
    return value
  }

  /// An error inside the catalogue is the caller's: it is reported at the call.
  private func blamed(
    _ error: SyntaxError, on name: String, at term: Term, in scope: Scope,
    definedIn source: SourceFile
  ) -> SyntaxError {
    guard source.path == Catalogue.path, scope.source.path != Catalogue.path,
      let first = error.diagnostics.first
    else { return error }
    return scope.error(
      first.message, at: term.range, expected: first.expected, suggestion: first.suggestion,
      note: "in the catalogue's `\(name)`")
  }

  private func check(
    _ value: Value, isA kind: Definition.Kind, _ definition: Definition, _ entry: Entry
  ) throws(SyntaxError) {
    switch (kind, value) {
    case (.term, _), (.network, .network), (.kernel, .expression), (.kernel, .kernel): return
    case (.network, .expression), (.network, .kernel), (.network, .tuple):
      throw notANetwork(value.kindName, definition, in: entry.source)
    case (.kernel, .network), (.kernel, .tuple):
      throw notAKernel(value.kindName, definition, in: entry.source)
    }
  }

  /// The error of a `network` that is something else.
  func notANetwork(
    _ kindName: String, _ definition: Definition, in source: SourceFile
  ) -> SyntaxError {
    Scope(source: source).error(
      "this is \(kindName), not a network", at: definition.body.range,
      expected: "layers such as `serial(…)`", suggestion: "declare it with `kernel` or `let`")
  }

  /// The error of a `kernel` that is something else.
  func notAKernel(
    _ kindName: String, _ definition: Definition, in source: SourceFile
  ) -> SyntaxError {
    Scope(source: source).error(
      "this is \(kindName), not a kernel", at: definition.body.range,
      expected: "an expression in t", suggestion: "write `gpk(…)` or `ntk(…)` around it")
  }
}

extension Elaborator {
  /// Whether a symbol is a constant that a claim leaves free.
  public func isFreeConstant(_ symbol: Symbol) -> Bool {
    isFreeConstant(symbol.name) && definitions[symbol.name] == nil
  }
}
