import Arithmetic
import Expressions

/// The letters by which a report calls quantities of its own.
///
/// A parameter of such a name would be read as that quantity, so it is refused.
struct ReportLetters {
  private var meanings: [String: String]

  private init(_ meanings: [String: String]) { self.meanings = meanings }

  /// Those of `asymptotics`.
  ///
  /// - Parameters:
  ///   - hasEigenvalues: Whether the laws of eigenvalues are asked for too.
  ///   - hasLayers: Whether constants are given by recurrences over the layers.
  static func asymptotics(hasEigenvalues: Bool, hasLayers: Bool) -> ReportLetters {
    var meanings = [
      "n": "the index of the Taylor coefficients", "b_n": "the Taylor coefficients",
      "C": "the constant of a law", "K": "the kernel", "z": "a complex number",
      "R": "the radius of a disc", "EulerGamma": "Euler's constant",
    ]
    if hasEigenvalues {
      meanings["k"] = "the index of the eigenvalues"
      meanings["mu_k"] = "the eigenvalues"
    }
    if hasLayers { meanings["l"] = layer }
    return ReportLetters(meanings)
  }

  /// Those of `asymptotics` for kernels of images.
  static let rays = ReportLetters([
    "n": "the number of steps along a ray", "k": "the frequencies", "C": "the constant of a law",
    "K": "the kernel", "lambda_k": "the eigenvalues",
    "EulerGamma": "Euler's constant",
  ])

  /// Those of `expand --at 1` and `--at -1`, which find another letter for the distance s.
  static func expansion(isLaTeX: Bool, hasLayers: Bool) -> ReportLetters {
    var meanings = ["O": "the order of what is left out"]
    if isLaTeX { meanings.merge(kernels) { known, _ in known } }
    if hasLayers { meanings["l"] = layer }
    return ReportLetters(meanings)
  }

  /// Those of `derive`.
  ///
  /// - Parameters:
  ///   - namesKernels: Whether kernels stand on left sides, as they do in other notations than text, in steps and in
  ///     recurrences.
  static func formula(namesKernels: Bool, hasLayers: Bool) -> ReportLetters {
    var meanings = namesKernels ? kernels : [:]
    if hasLayers { meanings["l"] = layer }
    return ReportLetters(meanings)
  }

  /// Those of a diagram over an index.
  static func axis(_ letter: String, _ meaning: String) -> ReportLetters {
    ReportLetters([letter: meaning])
  }

  private static let layer = "the layer in recurrences"
  private static let kernels = [
    "K": "a kernel", "Theta": "a tangent kernel", "Sigma": "a covariance",
    "Lambda": "a matrix of covariances",
  ]

  /// What a letter stands for in the report, `nil` when it is free.
  func meaning(of letter: String) -> String? {
    if let meaning = meanings[letter] { return meaning }
    // Constants that are too long for a row are called C₁, C₂, …
    let digits = letter.dropFirst()
    let isNumbered = meanings["C"] != nil && letter.first == "C" && digits.allSatisfy(\.isNumber)
    return isNumbered ? meanings["C"] : nil
  }

  /// Makes sure that no parameter of the expressions in a store has one of the letters.
  func check(_ store: ExpressionStore) throws {
    let numbered = (1...99).map { "C\($0)" }
    let names = (Array(meanings.keys) + numbered).sorted()
    for letter in names where store.isUsed(Symbol(letter)) {
      guard let meaning = meaning(of: letter) else { continue }
      throw Self.error(letter, meaning, instead: replacement(store))
    }
  }

  /// A letter that neither the report nor the kernel uses.
  private func replacement(_ store: ExpressionStore) -> String {
    ["c", "a", "w", "g", "h"].first { !store.isUsed(Symbol($0)) } ?? "eta"
  }

  static func error(_ letter: String, _ meaning: String, instead: String) -> UsageError {
    UsageError(
      message: "`\(letter)` stands for \(meaning) here, so nothing else can be called that; "
        + "write another letter, such as `\(instead)`")
  }
}
