internal import Expressions
internal import Singularities

extension AsymptoticsReport {
  /// The laws as rows of a LaTeX array; constants that are too long for a row get names, and so do parts that they
  /// share.
  public var latex: String {
    let lines = taylor.map { ($0, "b_n", "n") } + (eigenvalues ?? []).map { ($0, "\\mu_k", "k") }
    var products = lines.flatMap(\.0.products)
    let isLong = products.contains { !LaTeXRows.fits($0.latex) }
    var shared: [NamedFormula.Definition] = []
    if isLong { shared = GammaProduct.nameParts(of: &products, in: store) }
    var (rows, names): ([String], [String]) = ([], [])
    var next = 0
    for (line, quantity, index) in lines {
      let constants = products[next..<(next + line.products.count)].map(\.latex)
      next += constants.count
      var shown: [String] = []
      for constant in constants {
        if LaTeXRows.fits(constant) {
          shown.append(constant)
          continue
        }
        names.append(constant)
        shown.append("C_{\(names.count)}")
      }
      rows += Self.latex(line, shown, quantity, index)
    }
    rows += names.enumerated().map { "C_{\($0 + 1)} &= \($1)" }
    rows += Self.definitions(shared, for: rows).flatMap { $0 }
    rows += constants.flatMap(Self.rows)
    rows += conditions.map { "\($0.latex) &\\ne 0" }
    return LaTeXRows.aligned(rows)
  }

  private static func rows(_ definition: NamedFormula.Definition) -> [String] {
    let style = LaTeXStyle.biettiBach
    return LaTeXRows.rows(
      "\(style.name(definition.head)) &=", LaTeXRows.terms(of: definition.formula, style))
  }

  /// The rows of the definitions that are used, by rows or by each other.
  private static func definitions(
    _ shared: [NamedFormula.Definition], for rows: [String]
  ) -> [[String]] {
    var used = rows
    var kept: [[String]] = []
    for definition in shared.reversed() {
      let name = LaTeXStyle.biettiBach.name(definition.head)
      guard used.contains(where: { $0.contains(name) }) else { continue }
      kept.append(self.rows(definition))
      used += kept[kept.count - 1]
    }
    return kept.reversed()
  }

  /// A ball in brackets.
  private static func number(_ mid: String, _ rad: String?) -> String {
    let parts = (rad ?? "0").split(separator: "e")
    let scale = parts.count == 2 ? "\\cdot 10^{\(parts[1])}" : ""
    let error = rad == nil || rad == "0" ? "" : "\\pm \(parts[0])\(scale)"
    return "\\left(\(mid)\(error)\\right)"
  }

  /// The power of a geometric law, nothing for the exponent 0.
  private static func power(_ exponent: String, _ index: String) -> String {
    exponent == "0" ? "" : "\(index)^{\(exponent)}"
  }

  private static func latex(
    _ line: Line, _ constants: [String], _ quantity: String, _ index: String
  ) -> [String] {
    let note = "&& (\(index)\\text{ \(line.parity)})"
    if line.integrable == false {
      return ["\(quantity) &\\text{ does not exist, the kernel is not integrable} \(note)"]
    }
    if line.zero == true {
      return ["\(quantity) &= 0 \(note)\\quad \(index) \\ge \(line.from ?? 0)"]
    }
    if let rate = line.rateMid {
      let base = line.rateLaTeX.map { "\\left(\($0)\\right)" } ?? number(rate, line.rateRad)
      guard let exponent = line.exponent, let constant = line.mid else {
        let relation = line.attained == false ? "\\le" : "="
        return [
          "\\limsup \\left|\(quantity)\\right|^{1/\(index)} &\(relation) \(base) \(note)"
        ]
      }
      return [
        "\(quantity) &\\sim \(number(constant, line.rad))\\,\(power(exponent, index))\(base)^{\(index)} \(note)"
      ]
    }
    guard let exponent = line.exponent else {
      return ["\(quantity)^{1/\(index)} &\\to \(line.rateLaTeX ?? "0") \(note)"]
    }
    let geometric = line.rateLaTeX.map { "\\left(\($0)\\right)^{\(index)}" } ?? ""
    let leading = (line.exponentLaTeX ?? exponent, line.logarithm)
    let powers = line.terms?.map { ($0.exponent, $0.logarithm) } ?? [leading]
    let terms = zip(constants, powers).map { constant, power in
      let logarithm = power.1.map { $0 == 1 ? "\\log \(index)" : "\\log^{\($0)} \(index)" }
      let scale = geometric.isEmpty ? "\(index)^{\(power.0)}" : Self.power(power.0, index)
      return "\(constant)\\,\(scale)\(logarithm ?? "")\(geometric)"
    }
    var rows = LaTeXRows.rows("\(quantity) &\\sim", terms)
    rows[0] += " \(note)"
    return rows
  }
}
