import Arithmetic
import Expressions
import Testing

/// Whether the LaTeX that Zonal prints says what it should: it is read back and compared.
struct LaTeXRoundTripTests {
  static let styles: [LaTeXStyle] = [.biettiBach, .jacot, .residual]

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func randomFormulas(seed: UInt64) throws {
    var same = 0
    var unsure = 0
    var count = 0
    for number in 0..<400 {
      var random = RandomFormula(seed: seed &* 1_000_003 &+ UInt64(number))
      guard let expression = random.expression(depth: 2 + number % 3) else { continue }
      count += 1
      let style = Self.styles[number % 3]
      let latex = random.store.formula(of: expression).latex(
        head: "K\\left(t\\right)", style: style)
      let read = try LaTeXReader(store: random.store).expression(latex)
      let evidence = random.store.evidence(that: read, equals: expression, points: 3)
      if read == expression { same += 1 }
      if evidence == .none { unsure += 1 }
      if case .contradicted(let point) = evidence {
        Issue.record("seed \(seed), number \(number): \(latex) differs at \(point)")
      }
    }
    #expect(count > 250 && same > count / 2 && unsure < count / 5, "\(count), \(same), \(unsure)")
  }

  @Test(arguments: [11, 12] as [UInt64])
  func noBracketsAreIdle(seed: UInt64) throws {
    for number in 0..<300 {
      var random = RandomFormula(seed: seed &* 1_000_003 &+ UInt64(number))
      guard let expression = random.expression(depth: 3) else { continue }
      let store = random.store
      let latex = store.layout(of: expression).latex
      let read = try LaTeXReader(store: store).expression(latex)
      for shorter in Self.withoutOnePair(latex) {
        guard let other = try? LaTeXReader(store: store).expression(shorter) else { continue }
        #expect(
          other != read, "seed \(seed), number \(number): \(latex) without brackets: \(shorter)")
      }
    }
  }

  /// The text with each pair of brackets taken out in turn, except those of functions.
  private static func withoutOnePair(_ latex: String) -> [String] {
    let (open, close) = ("\\left(", "\\right)")
    var results: [String] = []
    for start in latex.indices where latex[start...].hasPrefix(open) {
      let before = latex[..<start]
      let functions = ["}", "arccos", "arcsin", "\\exp", "\\log", "\\sin", "\\cos", "\\Phi"]
      if functions.contains(where: { before.hasSuffix($0) }), !before.hasSuffix("^{2}") { continue }
      var depth = 0
      var place = start
      while place < latex.endIndex {
        if latex[place...].hasPrefix(open) { depth += 1 }
        if latex[place...].hasPrefix(close) {
          depth -= 1
          if depth == 0 { break }
        }
        place = latex.index(after: place)
      }
      let inner = latex[latex.index(start, offsetBy: open.count)..<place]
      let after = latex[latex.index(place, offsetBy: close.count)...]
      results.append("\(before) \(inner) \(after)")
    }
    return results
  }

  @Test func textRoundTripsOfNames() throws {
    let store = ExpressionStore()
    for name in [
      "c1", "c_1", "c_a", "c_ab", "ab", "ab1", "ab_1", "a_b_c", "kappa1", "Phi", "x", "a_",
    ] {
      let symbol = store.symbol(Symbol(name))
      #expect(try LaTeXReader(store: store).expression(store.layout(of: symbol).latex) == symbol)
    }
  }

  @Test(arguments: [3, 20, 500])
  func deepKernels(depth: Int) throws {
    for style in Self.styles {
      let store = ExpressionStore()
      let kernel = try DeepKernels.residualTangent(depth: depth, store)
      let latex = store.formula(of: kernel).latex(head: "\\Theta\\left(t\\right)", style: style)
      let read = try LaTeXReader(store: store).expression(latex)
      #expect(store.evidence(that: read, equals: kernel).isFavourable)
      if depth >= 20 { #expect(latex.split(separator: "\n").count <= 14) }
    }
  }

  @Test func changedFormulasAreNoticed() throws {
    let store = ExpressionStore()
    let kernel = try DeepKernels.residualTangent(depth: 5, store)
    let latex = store.formula(of: kernel).latex(head: "K")
    let changed = latex.replacingOccurrence(of: "\\kappa_{0}", with: "\\kappa_{1}")
    let read = try LaTeXReader(store: store).expression(changed)
    #expect(!store.evidence(that: read, equals: kernel).isFavourable)
  }
}

extension String {
  fileprivate func replacingOccurrence(of old: String, with new: String) -> String {
    guard let start = indices.first(where: { self[$0...].hasPrefix(old) }) else { return self }
    return self[..<start] + new + self[index(start, offsetBy: old.count)...]
  }
}

/// Kernels of any depth, built by their recursions.
enum DeepKernels {
  /// K_l = K_{l-1} + α²(1+α²)^{l-1}κ₁(u), Θ_l = Θ_{l-1} + α²((1+α²)^{l-1}κ₁(u) + (K + Θ)_{l-1}κ₀(u)).
  static func residualTangent(depth: Int, _ store: ExpressionStore) throws -> Expression {
    let name = Symbol("alpha")
    if !store.isUsed(name) { store.assume(.positive, of: name) }
    let alpha = try store.power(store.symbol(name), 2)
    let scale = store.sum(store.rational(1), alpha)
    var (kernel, tangent) = (store.cosine, store.rational(0))
    for layer in 0..<depth {
      let size = try store.power(scale, Rational(layer))
      let argument = try store.quotient(kernel, size)
      let one = store.product(size, try store.function(.kappa(1), argument))
      let zero = store.product(
        store.sum(kernel, tangent), try store.function(.kappa(0), argument))
      tangent = store.sum(tangent, store.product(alpha, store.sum(one, zero)))
      kernel = store.sum(kernel, store.product(alpha, one))
    }
    return store.simplified(tangent)
  }
}
