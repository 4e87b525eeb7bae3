internal import Arithmetic
internal import Expressions
internal import Kernels
internal import Puiseux
internal import Syntax

extension Elaborator {
  /// The most terms of a polynomial activation.
  static let degreeLimit = 60

  /// The activation that a call stands for, `nil` when the callee is no activation.
  func activation(
    _ callee: Name, _ arguments: [Term], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Activation? {
    guard let form = ActivationTable.forms[callee.text] else { return nil }
    func count(_ range: ClosedRange<Int>) throws(SyntaxError) {
      guard !range.contains(arguments.count) else { return }
      try expect(
        arguments.count < range.lowerBound ? range.lowerBound : range.upperBound, of: callee,
        arguments, scope, form: form)
    }
    switch callee.text {
    case "leaky_relu":
      try count(1...1)
      let slope = try constant(arguments[0], "a slope", scope)
      return .piecewiseLinear(
        positive: store.rational(1), negative: slope, name: "leaky_relu(\(store.text(slope)))")
    case "piecewise_linear":
      try count(2...2)
      let a = try constant(arguments[0], "a slope", scope)
      let b = try constant(arguments[1], "a slope", scope)
      return .piecewiseLinear(
        positive: a, negative: b, name: "piecewise_linear(\(store.text(a)), \(store.text(b)))")
    case "step":
      try count(1...1)
      return .step(threshold: try constant(arguments[0], "a threshold", scope))
    case "elu":
      try count(1...1)
      let scale = try constant(arguments[0], "a scale", scope)
      return .elu(scale: scale, factor: store.rational(1), name: "elu(\(store.text(scale)))")
    case "monomial":
      try count(1...1)
      let degree = try self.degree(arguments[0], scope)
      let zeros = [Expression](repeating: store.rational(0), count: degree)
      return .polynomial(zeros + [store.rational(1)], name: "monomial(\(degree))")
    case "rectified_monomial":
      try count(1...1)
      let degree = try self.degree(arguments[0], scope)
      return degree == 0
        ? .step(threshold: store.rational(0)) : degree == 1 ? .relu : .rectifiedMonomial(degree)
    case "hermite":
      try count(1...1)
      let degree = try self.degree(arguments[0], scope)
      return .polynomial(try hermite(degree, term, scope), name: "hermite(\(degree))")
    case "polynomial":
      guard !arguments.isEmpty, arguments.count <= Self.degreeLimit + 1 else {
        throw scope.error(
          "a polynomial has 1 to \(Self.degreeLimit + 1) coefficients", at: callee.range,
          expected: form)
      }
      var coefficients: [Expression] = []
      for argument in arguments {
        coefficients.append(try constant(argument, "a coefficient", scope))
      }
      let list = coefficients.map(store.text).joined(separator: ", ")
      return .polynomial(coefficients, name: "polynomial(\(list))")
    case "slope":
      try count(1...1)
      return try slope(of: try activation(arguments[0], scope), arguments[0], scope)
    case "activation_of":
      try count(2...2)
      return try activation(ofKernel: arguments[0], arguments[1], term, scope)
    default:
      try count(2...2)
      return .pointwise(try formula(arguments[0], arguments[1], term, scope))
    }
  }

  /// A term that stands for an activation.
  func activation(_ term: Term, _ scope: Scope) throws(SyntaxError) -> Activation {
    guard case .network(let layer) = try value(of: term, in: scope),
      case .activation(let activation) = layer.kind
    else {
      throw scope.error(
        "this is no activation", at: term.range, expected: "an activation such as `relu` or `erf`")
    }
    return activation
  }

  /// `dual(a)` at unit variances and `dual(a, p, q, r)`: E[φ(u)φ(v)].
  func dual(
    _ callee: Name, _ arguments: [Term], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    guard arguments.count == 1 || arguments.count == 4 else {
      throw scope.error(
        "`dual` takes an activation and, if wanted, a covariance p, q, r", at: callee.range,
        expected: "`dual(relu)` or `dual(relu, p, q, r)`")
    }
    let activation = try activation(arguments[0], scope)
    var covariance = [store.rational(1), store.cosine, store.rational(1)]
    if arguments.count == 4 {
      covariance = []
      for argument in arguments.dropFirst() {
        covariance.append(try expression(of: argument, in: scope))
      }
      try checkCovariance(covariance, Array(arguments.dropFirst()), scope)
    }
    let value = try checked(term, scope) { () throws(ExpressionError) in
      let duals = DualActivation(store: store)
      let (p, q, r) = (covariance[0], covariance[1], covariance[2])
      let value = store.simplified(try duals.dual(of: activation, p, q, r))
      if p == r, let variance = try? duals.variance(of: activation, p) {
        store.noteDual(value, p, q, atEquality: variance)
      }
      return value
    }
    require(.positive, of: covariance[0])
    require(.positive, of: covariance[2])
    require(partsOf: value)
    return value
  }

  /// Refuses numbers p, q, r for which [[p, q], [q, r]] is no covariance matrix of two random variables.
  private func checkCovariance(
    _ entries: [Expression], _ terms: [Term], _ scope: Scope
  ) throws(SyntaxError) {
    func isShown(_ expression: Expression, _ signs: [CoefficientSign]) -> Bool {
      !store.dependsOnCosine(expression)
        && signs.contains(CoefficientSign(of: expression, in: store))
    }
    for place in [0, 2] where isShown(entries[place], [.negative, .zero]) {
      throw scope.error(
        "a variance that is not positive", at: terms[place].range,
        expected: "p, r > 0 in `dual(phi, p, q, r)`, the variances of the two arguments")
    }
    guard let square = try? store.power(entries[1], 2) else { return }
    let room = store.difference(store.product(entries[0], entries[2]), square)
    if isShown(room, [.negative]) {
      throw scope.error(
        "a covariance that is larger than the variances allow", at: terms[1].range,
        expected: "q^2 <= p*r in `dual(phi, p, q, r)`")
    }
  }

  /// A term that is free of t.
  private func constant(
    _ term: Term, _ what: String, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    let value = try expression(of: term, in: scope)
    guard !store.dependsOnCosine(value) else {
      throw scope.error(
        "\(what) is a number, not a function of t", at: term.range, expected: "such as `1/10`")
    }
    return value
  }

  private func degree(_ term: Term, _ scope: Scope) throws(SyntaxError) -> Int {
    let degree = try naturalNumber(term, "a degree", scope)
    guard degree <= Self.degreeLimit else {
      throw scope.error(
        "the degree of an activation is at most \(Self.degreeLimit) here", at: term.range,
        expected: "a smaller degree")
    }
    return degree
  }

  /// The coefficients of hₙ = Heₙ/√n!, by Heₙ₊₁ = u·Heₙ - n·Heₙ₋₁.
  private func hermite(
    _ degree: Int, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> [Expression] {
    let norm = try checked(term, scope) { () throws(ExpressionError) in
      try store.power(
        store.rational(Rational(Integer.factorial(degree))), Rational(-1, over: 2))
    }
    return HermitePolynomial.coefficients(degree).map { store.scaled(norm, by: $0) }
  }

  private func slope(
    of activation: Activation, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Activation {
    switch activation {
    case .pointwise(let function):
      return .pointwise(
        try checked(term, scope) { () throws(ExpressionError) in try store.slope(of: function) })
    default:
      throw scope.error(
        "`slope` is of activations without a dual in closed form", at: term.range,
        expected: "`tanh`, `activation(f, u)`, …",
        suggestion: "write `diff(dual(\(activation.name)), t)` for the dual of the derivative")
    }
  }
}

/// The Hermite polynomials of the probabilists.
enum HermitePolynomial {
  /// The coefficients of Heₙ, ascending.
  static func coefficients(_ n: Int) -> [Rational] {
    var before: [Rational] = []
    var current: [Rational] = [1]
    for k in 0..<n {
      var next = [Rational.zero] + current
      for (power, value) in before.enumerated() { next[power] -= Rational(k) * value }
      (before, current) = (current, next)
    }
    return current
  }
}
