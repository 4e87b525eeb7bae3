// Declarations in the spelling of the language. Reading the text gives an equal declaration.

extension Declaration: CustomStringConvertible {
  /// The declaration in the spelling of the language.
  public var description: String {
    switch content {
    case .parameter(let parameter): parameter.description
    case .definition(let definition): definition.description
    case .recursion(let recursion): recursion.description
    case .flow(let flow): flow.description
    case .claim(let claim): claim.description
    }
  }
}

extension ParameterDeclaration: CustomStringConvertible {
  /// The declaration in the spelling of the language.
  public var description: String {
    let list = "parameter " + names.map(\.text).joined(separator: ", ")
    return switch constraint {
    case .comparison(let comparator, let bound): "\(list) \(comparator.rawValue) \(bound)"
    case .membership(let domain): "\(list) in \(domain)"
    case .depth: "\(list): depth"
    case nil: list
    }
  }
}

extension Definition: CustomStringConvertible {
  /// The definition in the spelling of the language.
  public var description: String { "\(kind.rawValue) \(name)\(parameters.list) = \(body)" }
}

extension Recursion: CustomStringConvertible {
  /// The recursion in the spelling of the language, one line for each equation.
  public var description: String {
    (["recursion \(name)\(parameters.list):"] + equations.map { "  \($0)" })
      .joined(separator: "\n")
  }
}

extension Flow: CustomStringConvertible {
  /// The initial value problem in the spelling of the language, one line for each equation.
  public var description: String {
    let equations = components.flatMap { component in
      [
        "  \(component.name)(0) = \(component.initialValue)",
        "  \(component.name)' = \(component.slope)",
      ]
    }
    return (["flow \(name)\(parameters.list):"] + equations).joined(separator: "\n")
  }
}

extension Equation: CustomStringConvertible {
  /// The equation in the spelling of the language.
  public var description: String {
    let indices = ([index.description] + pixels.map(\.text)).joined(separator: ", ")
    return "\(sequence)[\(indices)]\(parameters.list) = \(body)"
  }
}

extension Equation.Index: CustomStringConvertible {
  /// The integer or the name.
  public var description: String {
    switch self {
    case .base(let value): String(value)
    case .step(let name): name.text
    }
  }
}

extension [Name] {
  /// The names in parentheses, or nothing when there are none.
  var list: String { isEmpty ? "" : "(" + map(\.text).joined(separator: ", ") + ")" }
}
