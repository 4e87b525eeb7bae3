internal import Arithmetic
internal import Expressions
public import Syntax

extension Definitions {
  /// Checks what a program defines, whether or not a claim uses it.
  ///
  /// Reported is what is wrong whatever values the arguments have: names that nothing has, wrong numbers of arguments,
  /// layers where kernels belong, and parts without arguments that have no value. Definitions without arguments are
  /// elaborated as a claim would do it.
  ///
  /// - Throws: `SyntaxError` with the first error of every definition.
  /// - Complexity: That of elaborating the parts without arguments; no coefficient, eigenvalue or value is computed.
  public func check(_ program: Program) throws(SyntaxError) {
    // This reads what is known of parameters.
    let elaborator = try Elaborator(definitions: self)
    var diagnostics: [Diagnostic] = []
    for declaration in program.declarations {
      do throws(SyntaxError) {
        switch declaration.content {
        case .definition(let definition):
          try DefinitionCheck(elaborator, program).check(definition)
        case .recursion(let recursion):
          try DefinitionCheck(elaborator, program).check(recursion)
        case .flow(let flow): try DefinitionCheck(elaborator, program).check(flow)
        case .parameter, .claim: break
        }
      } catch {
        // What a definition uses may be wrong, and has been reported then. Undecided are the claims that use it.
        diagnostics += error.diagnostics.filter { found in
          !found.isUndecided
            && !diagnostics.contains { $0.range == found.range && $0.message == found.message }
        }
      }
    }
    if !diagnostics.isEmpty { throw SyntaxError(diagnostics) }
  }
}

/// Looks for errors in a definition that do not depend on its arguments.
private struct DefinitionCheck {
  let elaborator: Elaborator
  let scope: Elaborator.Scope
  /// The names that have no value yet: arguments, indices, variables.
  var open: Set<String> = []
  /// The sequences of the recursion that is being checked.
  var sequences: [String] = []

  init(_ elaborator: Elaborator, _ program: Program) {
    self.elaborator = elaborator
    scope = Elaborator.Scope(source: program.source)
  }

  func check(_ definition: Definition) throws(SyntaxError) {
    let name = Term(.name(definition.name.text), at: definition.name.range)
    if definition.parameters.isEmpty {
      _ = try elaborator.value(of: name, in: scope)
      return
    }
    var inner = self
    inner.open = Set(definition.parameters.map(\.text))
    try inner.visit(definition.body)
    if let kind = inner.kind(of: definition.body) {
      try elaborator.check(kind, isA: definition, in: scope.source)
    }
  }

  func check(_ recursion: Recursion) throws(SyntaxError) {
    var inner = self
    inner.sequences = recursion.equations.map(\.sequence.text)
    for equation in recursion.equations {
      inner.open = Set((recursion.parameters + equation.pixels + equation.parameters).map(\.text))
      // In `k[l](t)` the variable is t itself.
      inner.open.remove("t")
      if case .step(let index) = equation.index { inner.open.insert(index.text) }
      try inner.visit(equation.body)
    }
    try checkFirstStep(of: recursion)
  }

  /// Makes sure that the solution of a flow without arguments exists; looks for errors in the equations of others.
  func check(_ flow: Flow) throws(SyntaxError) {
    var inner = self
    for component in flow.components {
      if flow.parameters.isEmpty {
        let time = Term(.number(1), at: component.name.range)
        let value = FlowValue(of: Element.Owner(flow.name), component.name, at: time)
        _ = try elaborator.flowValue(value, time, scope)
        continue
      }
      inner.open = Set(flow.parameters.map(\.text))
      try inner.visit(component.initialValue)
      inner.open.formUnion(flow.components.map(\.name.text))
      try inner.visit(component.slope)
    }
  }

  /// Computes the elements of a recursion without arguments up to its first step.
  private func checkFirstStep(of recursion: Recursion) throws(SyntaxError) {
    let bases = recursion.equations.compactMap { equation in
      if case .base(let base) = equation.index { base } else { nil }
    }
    guard recursion.parameters.isEmpty, let last = bases.max(), last < 8,
      let entry = elaborator.definitions[recursion.name.text]
    else { return }
    _ = try elaborator.unrolled(recursion, [], upTo: last + 1, entry, scope)
  }

  /// Whether a term has a value of its own.
  private func isClosed(_ term: Term) -> Bool {
    switch term.kind {
    case .name(let name) where open.contains(name): return false
    case .call(let callee, _) where open.contains(callee.text): return false
    case .element(let element) where element.recursion == nil && element.sequence.text != "t":
      return false
    default: return term.kind.children.allSatisfy(isClosed)
    }
  }

  private func visit(_ term: Term) throws(SyntaxError) {
    if isClosed(term) {
      _ = try elaborator.value(of: term, in: scope)
      return
    }
    switch term.kind {
    case .call(let callee, let arguments): return try visit(call: callee, arguments)
    case .element(let element): try check(element)
    case .flowValue(let value): _ = try elaborator.place(of: value, scope)
    case .number, .infinity, .name, .text, .tuple, .negation, .binary: break
    }
    for child in term.kind.children { try visit(child) }
  }

  private func visit(call callee: Name, _ arguments: [Term]) throws(SyntaxError) {
    var inner = self
    var arguments = arguments
    switch callee.text {
    case "activation":
      // The second argument is the variable of the first.
      if arguments.count == 2, case .name(let variable) = arguments[1].kind {
        inner.open.insert(variable)
        arguments.removeLast()
      }
    case "ntk":
      // The second argument is a parametrisation, which is no value.
      if arguments.count == 2, case .call(_, let numbers) = arguments[1].kind {
        arguments = [arguments[0]] + numbers
      }
    default: try elaborator.checkCall(of: callee, arguments, isOpen: open.contains, scope)
    }
    for argument in arguments { try inner.visit(argument) }
  }

  private func check(_ element: Element) throws(SyntaxError) {
    if let owner = element.recursion {
      let (recursion, _) = try elaborator.declaration(owner, scope, as: Recursion.self)
      return try check(element, isOneOf: recursion.equations.map(\.sequence.text))
    }
    if element.sequence.text == "t" { return }
    guard !sequences.isEmpty else {
      throw scope.error(
        "`\(element.sequence)[…]` outside its recursion", at: element.sequence.range,
        expected: "the recursion's name in front, such as `stated(alpha).\(element.sequence)[3]`")
    }
    try check(element, isOneOf: sequences)
  }

  private func check(
    _ element: Element, isOneOf names: [String]
  ) throws(SyntaxError) {
    if names.contains(element.sequence.text) { return }
    throw elaborator.unknownSequence(element.sequence, among: names, scope)
  }

  /// What a term stands for, where its outermost operation says so.
  private func kind(of term: Term) -> Definition.Kind? {
    switch term.kind {
    case .number, .negation, .binary: return .kernel
    case .call(let callee, _):
      let name = callee.text
      if open.contains(name) { return nil }
      if name == "gpk" || name == "ntk" || Reserved.functions.contains(name) { return .kernel }
      if Reserved.layers.contains(name) || Reserved.imageLayers.contains(name) { return .network }
      guard case .definition(let definition)? = elaborator.definitions[name]?.content,
        definition.kind != .term
      else { return nil }
      return definition.kind
    case .flowValue: return .kernel
    case .infinity, .name, .text, .element, .tuple: return nil
    }
  }
}

extension Elaborator {
  /// Checks that a call, some of whose arguments have no values yet, is one of something with so many arguments.
  fileprivate func checkCall(
    of callee: Name, _ arguments: [Term], isOpen: (String) -> Bool, _ scope: Scope
  ) throws(SyntaxError) {
    let name = callee.text
    if isOpen(name) {
      throw scope.error(
        "`\(name)` takes no arguments", at: callee.range, expected: "`\(name)` alone",
        suggestion: "write `\(name)*(…)` for a product, `at(\(name), x)` for a value")
    }
    if Reserved.quantities.contains(name) {
      throw misplacedQuantity(callee, at: callee.range, scope)
    }
    if let count = Reserved.argumentCounts[name] ?? kappaDegree(name).map({ _ in 1 }) {
      return try expect(count, of: callee, arguments, scope)
    }
    if Reserved.names.contains(name) || ActivationTable.forms[name] != nil { return }
    _ = try definition(callee, arguments, scope)
  }

  /// Makes sure that a definition says `network` of networks and `kernel` of kernels.
  fileprivate func check(
    _ kind: Definition.Kind, isA definition: Definition, in source: SourceFile
  ) throws(SyntaxError) {
    switch (definition.kind, kind) {
    case (.network, .kernel): throw notANetwork("an expression", definition, in: source)
    case (.kernel, .network): throw notAKernel("a network", definition, in: source)
    default: return
    }
  }
}
