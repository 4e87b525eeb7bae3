import Arithmetic
import Expressions
import Series

// Formulas instead of numbers. Each is made once, as on the command line: a second time it would be read
// from the store.
extension Task {
  static func formula(_ depth: Int) throws -> Report {
    let result = try Measurement(patience: 0) {
      let kernel = try NamedKernel("res_ntk(\(depth), alpha)")
      let store = kernel.store
      let slope = store.simplified(try store.derivative(of: kernel.expression, with: .cosine))
      return [kernel.expression, slope].map { store.formula(of: $0).latex(head: "K") }
    }
    return Report(result, deliveredBits: 0, samples: [:])
  }

  static func taylor(_ name: String, count: Int) throws -> Report {
    let terms = ["composition": "kappa1(kappa1)", "residual": "res_gpk(2, alpha)"]
    guard let term = terms[name] else {
      throw BadArguments(message: "unknown kernel `\(name)`: composition or residual")
    }
    let result = try Measurement(patience: 0) {
      let kernel = try NamedKernel(term)
      let series = ExactTaylor.coefficients(of: kernel.expression, count: count, in: kernel.store)
      guard let series else { throw BadArguments(message: "the coefficients are too large") }
      return (kernel.store, series, series.map { kernel.store.text($0) })
    }
    let (store, series, _) = result.value
    // The last coefficient that is not zero, at α = 1/2.
    let last = series.last { $0 != store.rational(0) } ?? store.rational(0)
    let value = try Tape(last, in: store).evaluate(
      at: [Symbol("alpha"): Rational(1, over: 2)], goal: .relative(bits: 100))
    return Report(
      result, deliveredBits: 0, samples: ["last": value.value.decimal(digits: 30)])
  }
}
