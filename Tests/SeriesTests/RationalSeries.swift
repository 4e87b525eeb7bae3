import Arithmetic

/// Power series over the rational numbers, by the recurrences of the textbook: the independent check.
struct RationalSeries {
  var coefficients: [Rational]
  var order: Int { coefficients.count }

  init(_ coefficients: [Rational]) { self.coefficients = coefficients }

  init(order: Int, _ coefficient: (Int) -> Rational) {
    coefficients = (0..<order).map(coefficient)
  }

  subscript(n: Int) -> Rational { coefficients[n] }

  func adding(_ y: RationalSeries) -> RationalSeries {
    RationalSeries(order: order) { self[$0] + y[$0] }
  }

  func scaled(by c: Rational) -> RationalSeries { RationalSeries(coefficients.map { $0 * c }) }

  /// Σ xᵢ·y_{n-i}.
  func multiplied(by y: RationalSeries) -> RationalSeries {
    RationalSeries(order: order) { n in
      (0...n).reduce(Rational.zero) { $0 + self[$1] * y[n - $1] }
    }
  }

  func integrated() -> RationalSeries {
    RationalSeries(order: order) { $0 == 0 ? .zero : self[$0 - 1] / Rational($0) }
  }

  /// The derivative, with 0 for the coefficient that is not known.
  func derivative() -> RationalSeries {
    RationalSeries(order: order) { $0 + 1 < order ? self[$0 + 1] * Rational($0 + 1) : .zero }
  }

  /// yₙ = -(Σ_{i≥1} xᵢ·y_{n-i})/x₀.
  var reciprocal: RationalSeries {
    var y = [Rational.one / self[0]]
    for n in 1..<max(1, order) {
      let sum = (1...n).reduce(Rational.zero) { $0 + self[$1] * y[n - $1] }
      y.append(-sum / self[0])
    }
    return RationalSeries(y)
  }

  /// yₙ = (xₙ - Σ_{0<i<n} yᵢ·y_{n-i})/(2y₀), for a square x₀.
  func squareRoot(constant: Rational) -> RationalSeries {
    var y = [constant]
    for n in 1..<max(1, order) {
      let sum = stride(from: 1, to: n, by: 1).reduce(Rational.zero) { $0 + y[$1] * y[n - $1] }
      y.append((self[n] - sum) / (constant * 2))
    }
    return RationalSeries(y)
  }

  /// n·yₙ = Σ_{1≤i≤n} i·xᵢ·y_{n-i}, for x₀ = 0.
  var exponential: RationalSeries {
    var y = [Rational.one]
    for n in 1..<max(1, order) {
      let sum = (1...n).reduce(Rational.zero) { $0 + self[$1] * Rational($1) * y[n - $1] }
      y.append(sum / Rational(n))
    }
    return RationalSeries(y)
  }

  /// ∫ x'/x, for x₀ = 1.
  var logarithm: RationalSeries { derivative().multiplied(by: reciprocal).integrated() }
}
