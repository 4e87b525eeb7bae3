/// How LaTeX writes the quantities of a kernel: the notation of a paper.
///
/// Fragments need amsmath and amssymb only, whatever the style.
public struct LaTeXStyle: Hashable, Sendable {
  /// Where the number of a layer stands.
  public enum LayerPlace: Hashable, Sendable {
    /// K^{(l)}.
    case superscript
    /// K_l.
    case `subscript`
  }

  /// The letter of covariances.
  public var covariance: String
  /// The letter of tangent kernels.
  public var tangent: String
  /// Where the number of a layer stands.
  public var layerPlace: LayerPlace
  /// The letter of the layer that a recursion runs over.
  public var layer: String
  /// Whether steps name variances σ_w², σ_b², show the covariance matrix, and write expectations.
  public var showsExpectations: Bool

  /// Bietti & Bach (2021): κ₀, κ₁, Θ, with the layer raised in brackets.
  public static let biettiBach = LaTeXStyle(
    covariance: "K", tangent: "\\Theta", layerPlace: .superscript, layer: "\\ell",
    showsExpectations: false)
  /// Jacot, Gabriel & Hongler (2018): Σ, Σ with a dot, Θ, variances σ_w² and σ_b².
  public static let jacot = LaTeXStyle(
    covariance: "\\Sigma", tangent: "\\Theta", layerPlace: .superscript, layer: "\\ell",
    showsExpectations: true)
  /// The papers on residual networks (Huang 2020, Belfer 2024): K and Θ with the layer as an index.
  public static let residual = LaTeXStyle(
    covariance: "K", tangent: "\\Theta", layerPlace: .subscript, layer: "\\ell",
    showsExpectations: false)

  /// The letter of a quantity that every layer has.
  func letter(_ role: FormulaName.LayerRole) -> String {
    switch role {
    case .covariance, .stateCovariance: covariance
    case .tangent: tangent
    case .slope: "\\dot{\(covariance)}"
    case .matrix: "\\Lambda"
    }
  }

  /// A quantity in LaTeX.
  public func name(_ name: FormulaName) -> String {
    switch name {
    case .symbol(let ascii), .part(let ascii): return LaTeXName.symbol(ascii)
    case .element(let element): return element.latex(self)
    case .layered(let role, let index):
      let number: String
      switch index {
      case .fixed(let layer): number = "\(layer)"
      case .running(let offset): number = running(offset)
      case .step(let step):
        // Where layers are raised steps are lowered, and the other way round.
        return layerPlace == .superscript
          ? "\(letter(role))_{\(step)}" : "\(letter(role))^{[\(step)]}"
      }
      return layerPlace == .superscript
        ? "\(letter(role))^{(\(number))}" : "\(letter(role))_{\(number)}"
    }
  }

  /// ℓ, ℓ-1, ….
  func running(_ offset: Int) -> String {
    layer + (offset == 0 ? "" : offset < 0 ? "\(offset)" : "+\(offset)")
  }
}

/// How ASCII names are written in LaTeX, so that different names look different and can be read back.
///
/// A Greek letter by its name, a single letter as it is, other words in italics; digits at the end and
/// what follows the first `_` are an index, and so are the numbers of pixels of a cosine t[i]. Names that LaTeX or Zonal uses for functions and for π are
/// words.
public enum LaTeXName {
  static let greek: Set<String> = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda",
    "mu", "nu", "xi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega", "Gamma",
    "Delta", "Theta", "Lambda", "Xi", "Sigma", "Upsilon", "Phi", "Psi", "Omega",
  ]

  /// A quantity.
  public static func symbol(_ name: String) -> String {
    if name == "pi" { return "\\pi" }
    if let index = Symbol(name).pixelText { return "t_{\(index)}" }
    let digits = String(name.reversed().prefix(while: \.isNumber).reversed())
    let stem = String(name.dropLast(digits.count))
    let isReserved =
      name == "Phi" || ((stem == "kappa" || stem == "t") && !digits.isEmpty)
    if isReserved { return "\\mathit{\(escaped(name))}" }
    if let letter = letter(stem) { return digits.isEmpty ? letter : "\(letter)_{\(digits)}" }
    guard let underscore = name.firstIndex(of: "_"), underscore != name.startIndex else {
      return "\\mathit{\(escaped(name))}"
    }
    let index = String(name[name.index(after: underscore)...])
    let front = String(name[..<underscore])
    if index.isEmpty { return "\\mathit{\(escaped(name))}" }
    let isLetter = index.count == 1 && index.allSatisfy(\.isLetter)
    let shown = isLetter ? index : "\\mathrm{\(escaped(index))}"
    return "\(letter(front) ?? "\\mathit{\(escaped(front))}")_{\(shown)}"
  }

  /// A quantity that can take a further index.
  static func braced(_ name: String) -> String {
    let text = symbol(name)
    return text.contains("_") ? "{\(text)}" : text
  }

  private static func letter(_ stem: String) -> String? {
    if greek.contains(stem) { return "\\\(stem)" }
    return stem.count == 1 && stem.allSatisfy(\.isLetter) ? stem : nil
  }

  /// A function of several arguments.
  ///
  /// The dual of tanh is written E_tanh; where the activation is a formula, the formula is the index.
  static func function(_ function: MultivariateFunction) -> String {
    switch function {
    case .bivariateNormalCDF: "\\Phi_{2}"
    case .flow(let flow): "\\mathtt{\(formula(flow.name))}"
    case .dual(let pointwise):
      "\\operatorname{E}_{\\mathtt{\(formula(pointwise.name))}}"
    }
  }

  /// A function.
  static func function(_ function: Function) -> String {
    switch function {
    case .kappa(let degree): "\\kappa_{\(degree)}"
    case .arccos, .arcsin, .exp, .log, .sin, .cos: "\\\(function.name)"
    case .normalCDF: "\\Phi"
    case .erf, .abs: "\\operatorname{\(function.name)}"
    }
  }

  /// A formula of the language for use inside mathematics.
  static func formula(_ text: String) -> String {
    text.replacing("_", with: "\\_").replacing("^", with: "\\wedge ")
  }

  /// A text with the characters that LaTeX reserves spelled out.
  public static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "_", "&", "%", "#", "$", "{", "}": "\\\(character)"
      case "^": "\\textasciicircum{}"
      case "\\": "\\textbackslash{}"
      case "~": "\\textasciitilde{}"
      default: String(character)
      }
    }.joined()
  }
}
