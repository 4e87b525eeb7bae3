internal import Arithmetic
internal import Expressions
internal import Singularities

/// Writes laws as lines.
struct LawWriter {
  let store: ExpressionStore
  let digits: Int
  let names: [Symbol: FormulaName]

  func lines(_ laws: [ParityLaw], dimension: SphereDimension?) -> [AsymptoticsReport.Line] {
    zip(["even", "odd"], laws).map { line($1, parity: $0, dimension) }
  }

  private func line(
    _ law: ParityLaw, parity: String, _ dimension: SphereDimension?
  ) -> AsymptoticsReport.Line {
    var line = AsymptoticsReport.Line(parity: parity)
    switch law {
    case .zero(let start):
      line.zero = true
      line.from = start
    case .entire: line.rate = "0"
    case .geometric(let radius, let terms):
      let rate =
        dimension == nil ? try? store.power(radius, -1) : store.sphericalRate(ofRadius: radius)
      if dimension == nil, rate != nil { fill(&line, terms, nil) }
      let layout = rate.map { store.layout(of: store.simplified($0)) }
      line.rate = layout?.text
      line.rateLaTeX = layout?.latex
    case .enclosed(let law): fill(&line, law, dimension)
    case .power(let terms): fill(&line, terms, dimension)
    case .symbolicPower(let term):
      let constant =
        dimension.map { term.eigenvalueConstant(dimension: $0, in: store) }
        ?? term.taylorConstant(in: store)
      let exponent =
        dimension.map { term.eigenvalueExponent(dimension: $0, in: store) }
        ?? term.taylorExponent(in: store)
      line.exponent = store.layout(of: exponent).text.replacing(" ", with: "")
      line.exponentLaTeX = store.layout(of: exponent).latex
      line.products = [constant]
      (line.constant, line.latex) = (constant.text, constant.latex)
    }
    return line
  }

  private func fill(
    _ line: inout AsymptoticsReport.Line, _ law: GeometricLaw, _ dimension: SphereDimension?
  ) {
    let bits = digits * 4 + 16
    let rate = dimension == nil ? law.rate(precision: bits) : law.sphericalRate(precision: bits)
    let ball = rate?.decimal(upTo: digits)
    (line.rateMid, line.rateRad) = (ball?.mid, ball?.rad)
    let exact = law.exactRadius.flatMap { radius in
      dimension == nil ? try? store.power(radius, -1) : store.sphericalRate(ofRadius: radius)
    }
    let layout = exact.map { store.layout(of: store.simplified($0)) }
    (line.rate, line.rateLaTeX) = (layout?.text, layout?.latex)
    if !law.isAttained { line.attained = false }
    guard dimension == nil, let leading = law.leading else { return }
    line.exponent = "\(leading.exponent)"
    let constant = leading.constant.decimal(upTo: digits)
    (line.mid, line.rad) = (constant.mid, constant.rad)
  }

  private func fill(
    _ line: inout AsymptoticsReport.Line, _ terms: [AsymptoticTerm], _ dimension: SphereDimension?
  ) {
    if case .number(let d)? = dimension, !terms.allSatisfy({ $0.isIntegrable(dimension: d) }) {
      line.integrable = false
      return
    }
    let products = terms.map { term in
      var product =
        dimension.map { term.eigenvalueConstant(dimension: $0, in: store) }
        ?? term.taylorConstant(in: store)
      product.names = names
      return product
    }
    let written = zip(terms, products).map { term, product in
      let ball = product.ball(bits: digits * 4 + 16)?.decimal(upTo: digits)
      return AsymptoticsReport.Term(
        exponent: exponent(of: term, dimension),
        logarithm: term.logarithm == 0 ? nil : term.logarithm, constant: product.text,
        latex: product.latex, mid: ball?.mid, rad: ball?.rad)
    }
    guard let first = written.first else { return }
    line.products = products
    line.exponent = first.exponent
    line.logarithm = first.logarithm
    line.constant = first.constant
    line.latex = first.latex
    line.mid = first.mid
    line.rad = first.rad
    if written.count > 1 { line.terms = written }
  }

  private func exponent(of term: AsymptoticTerm, _ dimension: SphereDimension?) -> String {
    switch dimension {
    case nil: return "\(term.taylorExponent)"
    case .number(let d)?: return "\(term.eigenvalueExponent(dimension: d))"
    case .symbol(let symbol)?:
      let shift = 1 - 2 * term.exponent
      let tail = shift.isZero ? "" : shift.signum > 0 ? "+\(shift)" : "\(shift)"
      return "-\(symbol.name)\(tail)"
    }
  }
}

extension SphereDimension {
  /// The number or the letter.
  var text: String {
    switch self {
    case .number(let value): "\(value)"
    case .symbol(let symbol): symbol.name
    }
  }
}
