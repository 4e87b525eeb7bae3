internal import Arithmetic
internal import Expressions
internal import Singularities

/// How eigenvalues on a product of spheres fall along one ray of frequencies, as lines of a report.
struct RayReport: Encodable {
  /// What is said of one parity.
  struct Line: Encodable, Equatable {
    var parity: String
    var exponent: String?
    var constant: String?
    var latex: String?
    var mid: String?
    var rad: String?
    /// The exponent ν of the papers: every growing pixel falls like k^(-(d + 2ν - 3)).
    var nu: String?
    /// An exponent that the eigenvalues fall faster than.
    var below: String?
    /// An exponent that bounds the decay, up to arbitrarily small powers; whether it is attained is not known.
    var atMost: String?
    /// Set where the eigenvalues fall faster than every power.
    var rapid: Bool?
    var zero: Bool?

    private enum CodingKeys: String, CodingKey {
      case parity, exponent, constant, latex, mid, rad, nu, below
      case atMost = "at_most"
      case rapid, zero
    }

    /// Whether two lines say the same of their parities.
    func agrees(with other: Line) -> Bool {
      var same = other
      same.parity = parity
      return self == same
    }
  }

  /// An eigenvalue in the constants, at frequencies that stay.
  struct Coefficient: Encodable {
    let name: String
    let function: String
    let frequencies: [Int]
    let cosines: [String]
    let latex: String
    let mid: String?
    let rad: String?
  }

  /// The frequencies, such as n, 2*n+1 and 0.
  let frequencies: [String]
  let eigenvalues: [Line]
  let coefficients: [Coefficient]?

  /// The lines of a law, two parities.
  init(
    _ ray: FrequencyRay, _ laws: [RayLaw], dimension: SphereDimension, digits: Int,
    in store: ExpressionStore
  ) {
    frequencies = zip(ray.slopes, ray.offsets).map(Self.text)
    var names: [Symbol: FormulaName] = [:]
    var found: [Coefficient] = []
    let bits = digits * 4 + 16
    for case .power(_, let constant) in laws {
      for (symbol, value) in constant.coefficients where names[symbol] == nil {
        let name = "A\(found.count + 1)"
        names[symbol] = .symbol(name)
        let ball = value.ball(bits: bits)?.decimal(upTo: digits)
        found.append(
          Coefficient(
            name: name, function: store.layout(of: value.function).text,
            frequencies: value.frequencies, cosines: value.cosines.map(\.name),
            latex: store.layout(of: value.function).latex, mid: ball?.mid, rad: ball?.rad))
      }
    }
    coefficients = found.isEmpty ? nil : found
    eigenvalues = zip(["even", "odd"], laws).map { parity, law in
      var line = Line(parity: parity)
      switch law {
      case .zero: line.zero = true
      case .rapid: line.rapid = true
      case .below(let order): line.below = Self.exponent(of: order, dimension)
      case .atMost(let order): line.atMost = Self.exponent(of: order, dimension)
      case .power(let order, let constant):
        var product = constant.product
        product.names = names
        line.exponent = Self.exponent(of: order, dimension)
        line.nu = order.nu(growing: ray.growing.count, dimension).map { "\($0)" }
        line.constant = product.text
        line.latex = product.latex
        let ball = constant.ball(bits: bits, in: store)?.decimal(upTo: digits)
        line.mid = ball?.mid
        line.rad = ball?.rad
      }
      return line
    }
  }

  /// The ray for a terminal.
  var text: [String] {
    var lines = ["  k = (\(frequencies.joined(separator: ", ")))"]
    let isOne = eigenvalues[0].agrees(with: eigenvalues[1])
    for line in isOne ? [eigenvalues[0]] : eigenvalues {
      lines += Self.text(line, isOne ? "n" : "n \(line.parity)")
    }
    for coefficient in coefficients ?? [] {
      let index = coefficient.frequencies.map(String.init).joined(separator: ", ")
      let value =
        coefficient.mid.flatMap { mid in coefficient.rad.map { DecimalBall(mid: mid, rad: $0).text }
        }
      lines.append(
        "    \(coefficient.name) = the eigenvalue (\(index)) of \(coefficient.function)"
          + (value.map { " = \($0)" } ?? ""))
    }
    return lines
  }

  private static func text(_ line: Line, _ index: String) -> [String] {
    if line.zero == true { return ["    \(index): lambda_k = 0"] }
    if line.rapid == true { return ["    \(index): faster than every power of n"] }
    if let below = line.below {
      return ["    \(index): faster than n^(\(below)), no leading term is known"]
    }
    if let bound = line.atMost {
      return [
        "    \(index): at most of the order n^(\(bound)); its constant is not shown to differ from 0"
      ]
    }
    let nu = line.nu.map { ", nu = \($0)" } ?? ""
    var lines = [
      "    \(index): lambda_k ~ C*n^(\(line.exponent ?? ""))\(nu),  C = \(line.constant ?? "")"
    ]
    if let mid = line.mid, let rad = line.rad {
      lines.append("      C = \(DecimalBall(mid: mid, rad: rad).text)")
    }
    return lines
  }

  /// The ray as rows of LaTeX.
  var latex: [String] {
    let name =
      "\\lambda_{(\(frequencies.map(Self.latex).joined(separator: ",")))}"
    let isOne = eigenvalues[0].agrees(with: eigenvalues[1])
    var rows = (isOne ? [eigenvalues[0]] : eigenvalues).map { line in
      let note = isOne ? "" : " && (n\\text{ \(line.parity)})"
      if line.zero == true { return "\(name) &= 0\(note)" }
      if line.rapid == true { return "\(name) &= O(n^{-p})\\text{ for all }p\(note)" }
      if let below = line.below { return "\(name) &= o(n^{\(Self.latex(below))})\(note)" }
      if let bound = line.atMost {
        return "\(name) &= O(n^{\(Self.latex(bound))+\\eta})\\text{ for all }\\eta>0\(note)"
      }
      let power = "n^{\(Self.latex(line.exponent ?? ""))}"
      return "\(name) &\\sim \(line.latex ?? "")\\,\(power)\(note)"
    }
    rows += (coefficients ?? []).map { coefficient in
      let index = coefficient.frequencies.map(String.init).joined(separator: ",")
      let function = coefficient.latex
      let name = "A_{\(coefficient.name.dropFirst())}"
      return "\(name) &= \\widehat{\\left(\(function)\\right)}_{(\(index))}"
    }
    return rows
  }

  /// A linear form such as -2*d-1 in LaTeX, where products need no sign.
  private static func latex(_ form: String) -> String { form.replacing("*", with: "") }

  private static func text(_ slope: Int, _ offset: Int) -> String {
    if slope == 0 { return "\(offset)" }
    let head = slope == 1 ? "n" : "\(slope)*n"
    return offset == 0 ? head : offset > 0 ? "\(head)+\(offset)" : "\(head)\(offset)"
  }

  /// -e, the exponent of n.
  private static func exponent(of order: RayOrder, _ dimension: SphereDimension) -> String {
    switch dimension {
    case .number(let d): return "\(-order.exponent(dimension: d))"
    case .symbol(let symbol):
      let constant = Rational(order.pixels) - order.degree
      let head = order.pixels == 1 ? "-\(symbol.name)" : "-\(order.pixels)*\(symbol.name)"
      return constant.isZero
        ? head : constant.signum > 0 ? "\(head)+\(constant)" : "\(head)\(constant)"
    }
  }
}
