import Arithmetic
import Expressions
import Testing

/// A printed formula, read back, is the same function.
struct RoundTripTests {
  @Test(arguments: 0..<2 as Range<UInt64>)
  func printedFormulasReadBack(part: UInt64) throws {
    var (equal, compared) = (0, 0)
    for seed in (1 + 1500 * part)...(1500 + 1500 * part) {
      var random = RandomTerm(seed: seed)
      let text = random.term(depth: 4)
      let writer = try Reader()
      guard let kernel = try? writer.kernel(text) else { continue }
      let formula = writer.store.formula(of: kernel)
      let definitions = formula.definitions.map { "let \($0.name) = \($0.formula.text)" }
      let program =
        (definitions + ["let original = \(text)", "let printed = \(formula.formula.text)"])
        .joined(separator: "\n")
      let reader = try Reader(program)
      let (first, second) = (try reader.kernel("original"), try reader.kernel("printed"))
      compared += 1
      if first == second {
        equal += 1
        continue
      }
      // Sums inside sums are printed flat, so the expressions may differ in form.
      let point = [Symbol.cosine: Rational(-3, over: 8), .alpha: Rational(9, over: 7)]
      let values = [first, second].map {
        try? Tape($0, in: reader.store).evaluate(
          at: point, goal: .absolute(bits: 100), precisionCap: 1024
        ).value
      }
      guard let a = values[0] else { continue }
      let b = try #require(values[1], "seed \(seed): \(text)")
      #expect(a.overlaps(b), "seed \(seed): \(text) printed as \(formula.text)")
    }
    print("\(equal) of \(compared) printed formulas give the same expression")
    #expect(compared > 1000)
  }
}
