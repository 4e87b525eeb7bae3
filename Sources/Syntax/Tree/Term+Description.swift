internal import Arithmetic

extension Term: CustomStringConvertible {
  /// The term in the spelling of the language, with no parentheses but the necessary ones.
  ///
  /// Reading the text gives an equal term.
  public var description: String { text(binding: .sum) }

  /// How tightly the outermost operation of a term holds its parts.
  enum Precedence: Int, Comparable {
    case sum, product, negation, power, atom

    static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }
  }

  /// The text for a place that takes terms of at least the given precedence.
  private func text(binding minimum: Precedence) -> String {
    let bare = bareText
    return precedence < minimum ? "(\(bare))" : bare
  }

  private var precedence: Precedence {
    switch kind {
    case .number(let value): value.precedence
    case .infinity, .name, .text, .call, .element, .flowValue, .tuple: .atom
    case .negation: .negation
    case .binary(let operation, _, _): operation.precedence
    }
  }

  private var bareText: String {
    switch kind {
    case .number(let value): value.literal
    case .infinity: Keyword.infinity.rawValue
    case .name(let name): name
    case .text(let text): "\"\(text)\""
    case .call(let name, let arguments): "\(name)\(arguments.list)"
    case .element(let element): element.description
    case .flowValue(let value): value.description
    case .tuple(let parts): parts.list
    case .negation(let operand): "-" + operand.text(binding: .power)
    case .binary(let operation, let left, let right):
      left.text(binding: operation.leftPrecedence) + operation.spelling
        + right.rightText(of: operation)
    }
  }

  /// The text on the right of an operation, where a leading minus goes into parentheses.
  private func rightText(of operation: Operator) -> String {
    let bare = bareText
    let isBare = precedence >= operation.rightPrecedence && !bare.hasPrefix("-")
    return isBare ? bare : "(\(bare))"
  }
}

extension Term.Operator {
  fileprivate var precedence: Term.Precedence {
    switch self {
    case .plus, .minus: .sum
    case .times, .over: .product
    case .power: .power
    }
  }

  fileprivate var leftPrecedence: Term.Precedence { self == .power ? .atom : precedence }

  fileprivate var rightPrecedence: Term.Precedence {
    switch self {
    case .plus, .minus: .product
    case .times, .over: .negation
    case .power: .power
    }
  }

  fileprivate var spelling: String {
    switch self {
    case .plus, .minus: " \(rawValue) "
    case .times, .over, .power: rawValue
    }
  }
}

extension FlowValue: CustomStringConvertible {
  /// The value in the spelling of the language.
  public var description: String { "\(flow.name)\(flow.arguments.list).\(component)(\(time))" }
}

extension Element: CustomStringConvertible {
  /// The element in the spelling of the language.
  public var description: String {
    let owner = recursion.map { "\($0.name)\($0.arguments.list)." } ?? ""
    let indices = ([index] + pixels).map(\.description).joined(separator: ", ")
    return "\(owner)\(sequence)[\(indices)]\(arguments.list)"
  }
}

extension [Term] {
  /// The terms in parentheses, or nothing when there are none.
  var list: String { isEmpty ? "" : "(" + map(\.description).joined(separator: ", ") + ")" }
}
