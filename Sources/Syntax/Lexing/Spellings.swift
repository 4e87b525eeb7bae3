/// What people write for the characters of the language, and what to write instead.
enum Spellings {
  /// Letters, for use inside names.
  static let letters: [Unicode.Scalar: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon",
    "ζ": "zeta", "η": "eta", "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "ϰ": "kappa",
    "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi",
    "ρ": "rho", "ϱ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi",
    "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
    "Α": "Alpha", "Β": "Beta", "Γ": "Gamma", "Δ": "Delta", "Ε": "Epsilon", "Ζ": "Zeta",
    "Η": "Eta", "Θ": "Theta", "Ι": "Iota", "Κ": "Kappa", "Λ": "Lambda", "Μ": "Mu", "Ν": "Nu",
    "Ξ": "Xi", "Ο": "Omicron", "Π": "Pi", "Ρ": "Rho", "Σ": "Sigma", "Τ": "Tau", "Υ": "Upsilon",
    "Φ": "Phi", "Χ": "Chi", "Ψ": "Psi", "Ω": "Omega",
    "ℓ": "l", "ₐ": "a", "ₑ": "e", "ₕ": "h", "ᵢ": "i", "ⱼ": "j", "ₖ": "k", "ₗ": "l", "ₘ": "m",
    "ₙ": "n", "ₚ": "p", "ₛ": "s", "ₜ": "t", "ₓ": "x",
    "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8",
    "₉": "9",
  ]

  /// Operators, brackets and superscripts, with the advice in backticks.
  static let symbols: [Unicode.Scalar: String] = [
    "×": "`*`", "·": "`*`", "⋅": "`*`", "∙": "`*`", "∗": "`*`", "÷": "`/`", "∕": "`/`",
    "−": "`-`", "–": "`-`", "—": "`-`", "‐": "`-`", "‑": "`-`",
    "≤": "`<=`", "⩽": "`<=`", "≥": "`>=`", "⩾": "`>=`", "≠": "`!=`", "≡": "`==`",
    "∼": "`~`", "≈": "`~`", "≃": "`~`", "→": "`->`", "⟶": "`->`", "…": "`...`", "⋯": "`...`",
    "∞": "`oo`", "√": "`sqrt(...)`", "∈": "`in`", "∀": "`for`",
    "²": "`^2`", "³": "`^3`", "¹": "`^1`", "⁰": "`^0`", "⁴": "`^4`", "⁵": "`^5`", "⁶": "`^6`",
    "⁷": "`^7`", "⁸": "`^8`", "⁹": "`^9`", "ⁿ": "`^n`", "⁻": "`^(-...)`",
    "½": "`1/2`", "⅓": "`1/3`", "¼": "`1/4`", "¾": "`3/4`", "⅔": "`2/3`",
    "（": "`(`", "）": "`)`", "［": "`[`", "］": "`]`", "，": "`,`", "：": "`:`", "＝": "`=`",
  ]

  /// Quotation marks other than `"`, each with the one that ends its text.
  static let quotes: [(opening: Unicode.Scalar, closing: Unicode.Scalar)] = [
    ("“", "”"), ("”", "”"), ("„", "“"), ("«", "»"), ("»", "«"), ("‘", "’"), ("’", "’"),
    ("'", "'"),
  ]

  /// Advice for single characters of ASCII that mean nothing here.
  static let advice: [Unicode.Scalar: String] = [
    ";": "write `,` between items and a new line between declarations",
    "$": "write formulas as Zonal does, without `$`", "!": "write `!=` for \"is not equal to\"",
    "|": "write `abs(...)` for an absolute value",
  ]

  /// Commands of LaTeX whose spelling here differs from their name.
  static let commands: [String: String] = [
    "infty": "oo", "le": "<=", "leq": "<=", "ge": ">=", "geq": ">=", "ne": "!=", "neq": "!=",
    "cdot": "*", "times": "*", "to": "->", "sim": "~", "frac": "/", "ldots": "...", "dots": "...",
    "cdots": "...", "varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi", "ell": "l",
  ]

  /// A slip of two characters or more at the given bytes: its length and the advice.
  static func slip(
    startingWith first: UInt8, _ second: UInt8, _ third: UInt8
  ) -> (count: Int, correction: String)? {
    switch (Character(Unicode.Scalar(first)), Character(Unicode.Scalar(second))) {
    case ("*", "*"): (2, "write `^` for a power")
    case ("=", "<"): (2, "write `<=`")
    case ("=", ">"): (2, "write `>=`")
    case ("<", ">"): (2, "write `!=`")
    case (":", "="): (2, "write `=`")
    case (".", ".") where third != first: (2, "write `...` for a range")
    case ("=", "=") where third == first: (3, "write `==`")
    case ("&", "&"): (2, "write two claims")
    default: nil
    }
  }
}
