internal import Expressions

/// Equations as rows of an `aligned` environment, broken between the terms of a sum where they are too long for a page.
enum LaTeXRows {
  /// About what fits beside a left side on a page, in characters.
  private static let width = 72

  /// A sum with its left side and relation, such as `b_n &\sim`, as one row or several.
  ///
  /// - Parameters:
  ///   - head: The left side, the alignment mark and the relation.
  ///   - terms: The terms; one with a minus sign begins with it.
  static func rows(_ head: String, _ terms: [String]) -> [String] {
    var rows: [String] = []
    var current = head + " "
    var used = 0
    for (place, term) in terms.enumerated() {
      let size = width(of: term)
      if place > 0, used + size > width {
        rows.append(current)
        current = "&\\quad{}"
        used = 0
      }
      current += place == 0 || term.hasPrefix("-") ? term : "+" + term
      used += size + 1
    }
    return rows + [current]
  }

  /// The terms of a formula.
  static func terms(of layout: Layout, _ style: LaTeXStyle) -> [String] {
    guard case .sum(let terms) = layout else { return [layout.latex(style)] }
    return terms.map { Layout.sum([$0]).latex(style) }
  }

  /// Whether a piece of LaTeX fits on a row.
  static func fits(_ latex: String) -> Bool { width(of: latex) <= width }

  /// The rows in their environment.
  static func aligned(_ rows: [String]) -> String {
    "\\begin{aligned}\n" + rows.joined(separator: " \\\\\n") + "\n\\end{aligned}"
  }

  /// About how many characters wide a piece of LaTeX is set: a command counts as one, its braces and spacing not at all,
  /// and of a fraction the longer part.
  static func width(of latex: String) -> Int {
    var scanner = Scanner(rest: latex[...])
    return scanner.width()
  }

  private struct Scanner {
    var rest: Substring

    /// The width up to the end or a closing brace.
    mutating func width() -> Int {
      var width = 0
      while let next = rest.popFirst() {
        switch next {
        case "}": return width
        case "{": width += self.width()
        case "\\": width += command()
        case " ", "^", "_", "&": continue
        default: width += 1
        }
      }
      return width
    }

    private mutating func command() -> Int {
      let name = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(max(name.count, 1))
      switch name {
      case "frac": return max(group(), group())
      case "left", "right", "mathrm", "text", "operatorname", "": return 0
      default: return 1
      }
    }

    private mutating func group() -> Int {
      guard rest.first == "{" else {
        rest = rest.dropFirst()
        return 1
      }
      rest = rest.dropFirst()
      return width()
    }
  }
}
