internal import Arithmetic

/// Reads the LaTeX that Zonal prints, in every style, back into expressions.
///
/// A fragment is a formula, an equation, or an `aligned` environment whose first equation is the result
/// and whose others define its parts. An equation may be a chain a = b = c; its last member counts. A
/// line with `\ell=3,\dots,20` stands for as many equations; one for K^{(\ell)} without a range is the
/// general step of a recurrence. Names without a definition are symbols.
public struct LaTeXReader {
  /// What a fragment says.
  public struct Reading: Sendable {
    /// The left side of the first equation, without spaces; `nil` for a formula alone.
    public let head: String?
    /// The right side of the first equation, with all parts put in.
    public let value: Expression
    /// The defined parts by their names, without spaces.
    public let definitions: [String: Expression]
    /// The general steps of recurrences, in the order of the fragment.
    public let steps: [Step]
  }

  /// A sequence that a fragment defines by its first element and a general step.
  public struct Step: Sendable {
    /// The letter, as LaTeX writes it.
    public let stem: String
    /// The index of the first element, where the fragment gives one.
    public let start: Int?
    /// The first element.
    public let base: Expression?
    /// The element with index ℓ.
    public let value: Expression
  }

  private let store: ExpressionStore
  private let parts: [String: Expression]
  private var recurrences = LaTeXRecurrences()

  /// Creates a reader into a store.
  ///
  /// - Parameter parts: What names stand for, as LaTeX writes them, without spaces: `K^{(2)}`.
  public init(store: ExpressionStore, parts: [String: Expression] = [:]) {
    self.store = store
    self.parts = parts
  }

  /// Creates a reader of fragments in which the depth is a symbol.
  ///
  /// - Parameters:
  ///   - index: The symbol that ℓ stands for.
  ///   - element: What an element of a sequence with a general step stands for.
  public init(
    store: ExpressionStore, parts: [String: Expression] = [:], index: Symbol,
    element: ((LaTeXElement) -> Expression?)? = nil
  ) {
    self.init(store: store, parts: parts)
    recurrences.index = index
    recurrences.element = element
  }

  /// The formula, equation or environment.
  ///
  /// - Throws: ``LaTeXError`` with the place of the first thing that cannot be read.
  public func read(_ latex: String) throws(LaTeXError) -> Reading {
    var tokens = try LaTeXToken.tokens(of: latex)
    let end = latex.count
    tokens = LaTeXRows.unwrapped(tokens)
    let rows = try LaTeXRows(tokens, end: end).equations
    guard let first = rows.first else { throw LaTeXError("an empty fragment", at: 0) }
    var known = recurrences
    if known.index != nil { known.stems = Set(rows.dropFirst().compactMap(\.stepStem)) }
    let elements = rows.dropFirst().filter { row in
      known.stems.contains { row.elementStem == $0 } && row.layers == nil
    }
    var table = Definitions(store: store, values: parts, recurrences: known)
    try table.add(
      rows.dropFirst().filter { row in !elements.contains { $0.offset == row.offset } })
    let value = try table.value(of: first, layer: nil)
    return Reading(
      head: first.head, value: value, definitions: table.values,
      steps: try steps(elements, table))
  }

  /// The sequences of a fragment from the equations for their elements.
  private func steps(
    _ rows: [LaTeXRows.Equation], _ table: Definitions
  ) throws(LaTeXError) -> [Step] {
    var steps: [Step] = []
    for row in rows {
      guard let stem = row.stepStem else { continue }
      let first = rows.first { $0.elementStem == stem && $0.stepStem == nil }
      var base: Expression?
      if let first { base = try table.value(of: first, layer: nil) }
      steps.append(
        Step(
          stem: stem, start: first?.headNumber, base: base,
          value: try table.value(of: row, layer: nil)))
    }
    return steps
  }

  /// The formula alone.
  ///
  /// - Throws: ``LaTeXError``.
  public func expression(_ latex: String) throws(LaTeXError) -> Expression {
    try read(latex).value
  }
}

/// The defined parts of a fragment.
private struct Definitions {
  let store: ExpressionStore
  var values: [String: Expression]
  private let recurrences: LaTeXRecurrences
  private var pending: Set<String> = []

  init(store: ExpressionStore, values: [String: Expression], recurrences: LaTeXRecurrences) {
    self.store = store
    self.recurrences = recurrences
    self.values = values
  }

  /// Reads definitions in whatever order makes all of them known.
  mutating func add(_ rows: [LaTeXRows.Equation]) throws(LaTeXError) {
    var items: [(key: String, row: LaTeXRows.Equation, layer: Int?)] = []
    for row in rows where !row.isMatrix {
      for layer in row.layers.map({ $0.map(Optional.init) }) ?? [nil] {
        var parser = LaTeXParser(row.headTokens, end: row.end, store: store, layer: layer)
        let key = try parser.name().key
        if pending.contains(key) { throw LaTeXError("a second definition", at: row.offset) }
        pending.insert(key)
        items.append((key, row, layer))
      }
    }
    while !items.isEmpty {
      var postponed: [(key: String, row: LaTeXRows.Equation, layer: Int?)] = []
      var reason: LaTeXError?
      for item in items {
        do throws(LaTeXError) {
          values[item.key] = try value(of: item.row, layer: item.layer)
          pending.remove(item.key)
        } catch {
          if !error.message.hasPrefix(LaTeXParser.notYet) { throw error }
          reason = reason ?? error
          postponed.append(item)
        }
      }
      if postponed.count == items.count, let reason { throw reason }
      items = postponed
    }
  }

  func value(of row: LaTeXRows.Equation, layer: Int?) throws(LaTeXError) -> Expression {
    var parser = LaTeXParser(
      row.value, end: row.end, store: store, layer: layer, recurrences: recurrences)
    parser.definitions = values
    parser.pending = pending
    return try parser.wholeFormula()
  }
}

/// A fragment cut into equations.
struct LaTeXRows {
  /// One equation.
  struct Equation {
    /// The left side without spaces; `nil` for a formula alone.
    let head: String?
    let headTokens: [LaTeXToken]
    /// The last member.
    let value: [LaTeXToken]
    /// The layers that the equation is repeated for.
    let layers: ClosedRange<Int>?
    let offset: Int
    let end: Int

    /// The letter of the left side when that is a letter with an index.
    var elementStem: String? {
      var depth = 0
      for (place, token) in headTokens.enumerated() {
        if token.kind == .mark("{") { depth += 1 }
        if token.kind == .mark("}") { depth -= 1 }
        guard depth == 0, place > 0, token.kind == .mark("^") || token.kind == .mark("_") else {
          continue
        }
        return LaTeXRows.text(headTokens[..<place])
      }
      return nil
    }

    /// The letter of the left side when this is a general step, for every ℓ.
    var stepStem: String? {
      let isGeneral = layers == nil && headTokens.contains { $0.kind == .command("ell") }
      return isGeneral ? elementStem : nil
    }

    /// The number in the index of the left side.
    var headNumber: Int? {
      headTokens.compactMap { if case .digits(let digits) = $0.kind { Int(digits) } else { nil } }
        .last
    }

    /// Whether the right side is a matrix, which defines no part.
    var isMatrix: Bool { value.first?.kind == .command("begin") }
  }

  private(set) var equations: [Equation] = []
  private let end: Int

  /// The tokens inside `\[ \]` and an `aligned` environment, if they are there.
  static func unwrapped(_ tokens: [LaTeXToken]) -> [LaTeXToken] {
    var inner = tokens[...]
    if inner.first?.kind == .command("["), inner.last?.kind == .command("]") {
      inner = inner.dropFirst().dropLast()
    }
    guard inner.first?.kind == .command("begin"),
      let open = inner.firstIndex(where: { $0.kind == .mark("}") }),
      let close = inner.lastIndex(where: { $0.kind == .command("end") })
    else { return Array(inner) }
    let name = LaTeXRows.text(inner[inner.startIndex..<open])
    return name.hasPrefix("\\begin{align") ? Array(inner[(open + 1)..<close]) : Array(inner)
  }

  init(_ tokens: [LaTeXToken], end: Int) throws(LaTeXError) {
    self.end = end
    var rows: [[LaTeXToken]] = []
    for row in LaTeXRows.split(tokens, at: .command("\\")) where !row.isEmpty {
      // A line without a left side goes on with the line before.
      if row[0].kind == .mark("&"), !rows.isEmpty {
        rows[rows.count - 1] += row.dropFirst()
      } else {
        rows.append(row)
      }
    }
    for row in rows { equations.append(try equation(row)) }
  }

  private func equation(_ row: [LaTeXToken]) throws(LaTeXError) -> Equation {
    let offset = row.first?.offset ?? end
    let parts = LaTeXRows.split(row, at: .mark(","))
    let members = LaTeXRows.split(parts[0], at: .mark("="))
    guard let value = members.last, !value.isEmpty else {
      throw LaTeXError("an equation without a right side", at: offset)
    }
    let head = members.count > 1 ? members[0].filter { $0.kind != .mark("&") } : []
    return Equation(
      head: members.count > 1 ? LaTeXRows.text(head[...]) : nil, headTokens: head, value: value,
      layers: try layers(parts.dropFirst()), offset: offset, end: end)
  }

  /// \ell=3,\dots,20 or \ell=3,4,5.
  private func layers(
    _ parts: ArraySlice<[LaTeXToken]>
  ) throws(LaTeXError) -> ClosedRange<Int>? {
    guard let first = parts.first else { return nil }
    guard first.count == 3, first[0].kind == .command("ell"), first[1].kind == .mark("="),
      case .digits(let low) = first[2].kind, let lower = Int(low),
      case .digits(let high)? = parts.last?.last?.kind, let upper = Int(high), lower <= upper
    else { throw LaTeXError("expected `\\ell=a,\\dots,b`", at: first.first?.offset ?? end) }
    return lower...upper
  }

  /// The tokens between separators that stand outside all groups and environments.
  static func split(_ tokens: [LaTeXToken], at separator: LaTeXToken.Kind) -> [[LaTeXToken]] {
    var parts: [[LaTeXToken]] = [[]]
    var depth = 0
    for token in tokens {
      switch token.kind {
      case .mark("{"), .command("left"), .command("begin"): depth += 1
      case .mark("}"), .command("right"), .command("end"): depth -= 1
      case .mark, .command, .letter, .digits: break
      }
      if depth == 0, token.kind == separator {
        parts.append([])
      } else {
        parts[parts.count - 1].append(token)
      }
    }
    return parts
  }

  static func text(_ tokens: ArraySlice<LaTeXToken>) -> String {
    tokens.map { token in
      switch token.kind {
      case .command(let name): "\\\(name)"
      case .letter(let letter): String(letter)
      case .digits(let digits): digits
      case .mark(let mark): String(mark)
      }
    }.joined()
  }
}
