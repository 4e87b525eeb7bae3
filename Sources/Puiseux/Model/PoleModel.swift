internal import Arithmetic

/// A polynomial in x with a remainder that is enclosed on a whole interval.
///
///     f(x) ∈ Σ_{j<N} cⱼxʲ + R·xᴺ      for all x in X = [0, x₀].
///
/// The coefficients are those of the expansion of f at 0; R encloses a function of x. Sums, products and
/// compositions keep that, as in Taylor models (Makino & Berz 1996, "Remainder differential algebras"), with
/// the remainder relative to xᴺ, so that a leading power can be divided out without loss.
struct PoleModel {
  /// c₀ … c_(N-1).
  var coefficients: [RealBall]
  /// R.
  var remainder: RealBall

  /// N.
  var order: Int { coefficients.count }

  /// The first coefficient that is not exactly zero; N when all are.
  var valuation: Int { coefficients.firstIndex { !$0.isZero } ?? order }
}

/// Arithmetic of pole models on one interval.
struct PoleModelArithmetic {
  /// X = [0, x₀].
  let interval: RealBall
  /// The order to which models are cut.
  let order: Int
  let precision: Int

  func constant(_ value: RealBall) -> PoleModel {
    var coefficients = [RealBall](repeating: .zero, count: order)
    coefficients[0] = value
    return PoleModel(coefficients: coefficients, remainder: .zero)
  }

  // MARK: Values

  /// Σ aⱼxʲ on the interval.
  func range(_ polynomial: some Collection<RealBall>) -> RealBall {
    polynomial.reversed().reduce(RealBall.zero) { sum, coefficient in
      sum.multiplied(by: interval, precision: precision).adding(coefficient, precision: precision)
    }
  }

  /// xⁿ on the interval.
  func power(_ n: Int) -> RealBall {
    // The powers of [0, x₀] are [0, x₀ⁿ]: a ball of its own, not a product of balls.
    if n == 0 { return .one }
    let top = interval.upperBound(precision: precision)
    let end = RealBall(top).power(n, precision: precision).upperBound(precision: precision)
    return RealBall(from: .zero, to: end, precision: precision)
  }

  /// The values of a model on the interval.
  func range(of model: PoleModel) -> RealBall {
    range(model.coefficients + [model.remainder])
  }

  // MARK: Ring

  /// The model with fewer coefficients: the others join the remainder.
  func cut(_ model: PoleModel, to order: Int) -> PoleModel {
    if model.order <= order { return model }
    let rest = range(model.coefficients[order...] + [model.remainder])
    return PoleModel(coefficients: Array(model.coefficients[..<order]), remainder: rest)
  }

  func add(_ left: PoleModel, _ right: PoleModel) -> PoleModel {
    let order = min(left.order, right.order)
    let (a, b) = (cut(left, to: order), cut(right, to: order))
    return PoleModel(
      coefficients: zip(a.coefficients, b.coefficients).map {
        $0.adding($1, precision: precision)
      },
      remainder: a.remainder.adding(b.remainder, precision: precision))
  }

  func scaled(_ model: PoleModel, by factor: RealBall) -> PoleModel {
    PoleModel(
      coefficients: model.coefficients.map { $0.multiplied(by: factor, precision: precision) },
      remainder: model.remainder.multiplied(by: factor, precision: precision))
  }

  /// (A + x^a·R)(B + x^b·Q) = AB + x^a·R·B + x^b·Q·A + x^(a+b)·R·Q.
  ///
  /// The product has order min(a + val B, b + val A), cut to ``order``.
  func multiply(_ left: PoleModel, _ right: PoleModel) -> PoleModel {
    let (a, b) = (left.order, right.order)
    let (v, w) = (left.valuation, right.valuation)
    let known = min(a + w, b + v)
    var product = [RealBall](repeating: .zero, count: max(a + b - 1, known))
    for (i, x) in left.coefficients.enumerated() where !x.isZero {
      for (j, y) in right.coefficients.enumerated() where !y.isZero {
        product[i + j] = product[i + j].adding(
          x.multiplied(by: y, precision: precision), precision: precision)
      }
    }
    // R·B = x^w·R·(B/x^w).
    func cross(_ error: RealBall, _ base: Int, _ other: PoleModel, _ shift: Int) -> RealBall {
      let factor = range(other.coefficients[shift...])
      return error.multiplied(by: factor, precision: precision)
        .multiplied(by: power(base + shift - known), precision: precision)
    }
    let both = left.remainder.multiplied(by: right.remainder, precision: precision)
      .multiplied(by: power(a + b - known), precision: precision)
    let rest = [
      range(product[known...]), cross(left.remainder, a, right, w),
      cross(right.remainder, b, left, v), both,
    ].reduce(RealBall.zero) { $0.adding($1, precision: precision) }
    return cut(
      PoleModel(coefficients: Array(product[..<known]), remainder: rest), to: order)
  }

  /// The model divided by xᵛ, of whose coefficients the first v are exactly zero.
  func lowered(_ model: PoleModel, by v: Int) -> PoleModel {
    PoleModel(coefficients: Array(model.coefficients[v...]), remainder: model.remainder)
  }

  /// The model times xᵛ.
  func raised(_ model: PoleModel, by v: Int) -> PoleModel {
    cut(
      PoleModel(
        coefficients: [RealBall](repeating: .zero, count: v) + model.coefficients,
        remainder: model.remainder),
      to: order)
  }
}
