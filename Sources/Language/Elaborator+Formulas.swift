internal import Arithmetic
internal import Expressions
internal import Kernels
internal import Recurrences
internal import Syntax

// Activations that a file writes down: `activation(u*exp(-u^2), u)`, and those that a kernel asks for.
extension Elaborator {
  /// The function u ↦ f.
  ///
  /// Absolute values of affine functions of u (also inside `min` and `max`) cut it into pieces.
  func formula(
    _ body: Term, _ variable: Term, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> PointwiseFunction {
    guard case .name(let name) = variable.kind, definitions[name] == nil, name != "t" else {
      throw scope.error(
        "the second argument of `activation` names the variable", at: variable.range,
        expected: "a name that stands for nothing else, such as `u`")
    }
    var inner = scope
    inner.locals[name] = .expression(store.symbol(PointwiseFunction.variable))
    // The pieces are checked to have values throughout, so the conditions need not be kept.
    let (value, _) = try collectingConditions { () throws(SyntaxError) in
      try expression(of: body, in: inner)
    }
    if let other = store.symbols(in: value).first(where: { $0 != PointwiseFunction.variable }) {
      throw scope.error(
        "the formula of an activation has no variable but `\(name)`, and here `\(other.name)`",
        at: body.range, expected: "a number in place of `\(other.name)`")
    }
    let text = store.text(
      (try? store.substituting(
        [PointwiseFunction.variable: store.symbol(Symbol(name))], in: value)) ?? value)
    var pieces: [PointwiseFunction.Piece] = []
    guard split(value, nil, nil, into: &pieces) else {
      throw scope.error(
        "an absolute value in an activation is of an affine function of `\(name)`, such as "
          + "`abs(2*\(name) - 1)`", at: body.range, expected: "a piecewise analytic formula")
    }
    let function = store.pointwiseFunction(named: "activation(\(text), \(name))", pieces)
    guard store.hasProgram(function) else {
      throw scope.error(
        "the formula is not shown to have a value for every `\(name)` and to grow at most "
          + "exponentially", at: body.range,
        expected: "such as `\(name)*exp(-\(name)^2)` or `log(1 + exp(\(name)))`")
    }
    return function
  }

  /// Appends the pieces of a formula between two places.
  private func split(
    _ body: Expression, _ lower: Rational?, _ upper: Rational?,
    into pieces: inout [PointwiseFunction.Piece]
  ) -> Bool {
    guard let (absolute, inner) = store.innermostAbsoluteValue(in: body) else {
      pieces.append(PointwiseFunction.Piece(upper: upper, body: store.simplified(body)))
      return pieces.count <= 64
    }
    let variable = PointwiseFunction.variable
    guard
      let slope = (try? store.derivative(of: inner, with: variable)).flatMap({
        store.rationalValue(store.simplified($0))
      }), !slope.isZero,
      let offset = (try? store.substituting([variable: store.rational(0)], in: inner))
        .flatMap({ store.rationalValue(store.simplified($0)) })
    else { return false }
    let root = -offset / slope
    func piece(_ isAbove: Bool, _ low: Rational?, _ high: Rational?) -> Bool {
      let sign = isAbove == (slope.signum > 0) ? inner : store.negated(inner)
      guard let plain = try? store.replacing(absolute, by: sign, in: body) else { return false }
      return split(plain, low, high, into: &pieces)
    }
    if let lower, root <= lower { return piece(true, lower, upper) }
    if let upper, root >= upper { return piece(false, lower, upper) }
    return piece(false, lower, root) && piece(true, root, upper)
  }

  /// `activation_of(K, n)`: Σ √bₖ·hₖ(u) over k ≤ n, whose dual is K up to the power tⁿ (Simon, Anand &
  /// DeWeese 2022, "Reverse engineering the neural tangent kernel", theorem 3.1).
  func activation(
    ofKernel kernel: Term, _ degree: Term, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Activation {
    let limit = 16
    let count = try naturalNumber(degree, "a degree", scope)
    guard count <= limit else {
      throw scope.error(
        "`activation_of` goes up to degree \(limit)", at: degree.range,
        expected: "a smaller degree", suggestion: "`zonal activation` encloses more coefficients")
    }
    var derivative = try expression(of: kernel, in: scope)
    var coefficients = [Expression](repeating: store.rational(0), count: count + 1)
    for n in 0...count {
      let value = try checked(kernel, scope) { () throws(ExpressionError) in
        let value = try recurrences.substituting(cosine: store.rational(0), in: derivative)
        return store.simplified(store.scaled(value, by: Rational(1, over: Integer.factorial(n))))
      }
      guard store.isNonnegative(value) || isNonnegativeNumber(value) else {
        throw scope.error(
          "the coefficient of t^\(n) of the kernel is not shown to be nonnegative",
          at: kernel.range,
          expected: "a kernel with nonnegative Taylor coefficients")
      }
      try add(value, n, to: &coefficients, term, scope)
      if n < count {
        derivative = try checked(kernel, scope) { () throws(ExpressionError) in
          store.simplified(try recurrences.derivative(of: derivative))
        }
      }
    }
    let text = "activation_of(\(store.text(try expression(of: kernel, in: scope))), \(count))"
    return .polynomial(coefficients, name: text)
  }

  /// Adds √b·hₙ = √(b/n!)·Heₙ.
  private func add(
    _ b: Expression, _ n: Int, to coefficients: inout [Expression], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) {
    let root = try checked(term, scope) { () throws(ExpressionError) in
      try store.squareRoot(
        store.simplified(store.scaled(b, by: Rational(1, over: Integer.factorial(n)))))
    }
    for (power, coefficient) in HermitePolynomial.coefficients(n).enumerated() {
      coefficients[power] = store.sum(
        coefficients[power], store.scaled(root, by: coefficient))
    }
  }

  private func isNonnegativeNumber(_ value: Expression) -> Bool {
    guard store.symbols(in: value).isEmpty,
      let result = try? Tape(value, in: store).evaluate(at: [:], goal: .relative(bits: 32))
    else { return false }
    return result.isDefinednessProved && result.value.isCertainlyNonnegative
  }
}
