internal import Arithmetic

/// A value of an analytic function of several angles, one a pixel, on a product of rectangles.
///
/// What depends on one angle alone keeps its behaviour at 0, see `ComplexMeridianValue`; what depends on
/// several is a plain value, on which principal branches are taken off their cuts. Which of the two it is
/// follows from the formula and not from the rectangles, so all of them see one function.
struct PixelMeridianValue: MeridianValue {
  private enum Dependence: Equatable {
    case constant
    case pixel(Int)
    case several
  }

  private let base: ComplexMeridianValue
  private let dependence: Dependence

  /// The values.
  var value: ComplexBall { base.value }

  /// The cosine of the angle of a pixel.
  init(cosineOf theta: ComplexBall, pixel: Int, precision: Int) {
    base = ComplexMeridianValue(cosineOf: theta, precision: precision)
    dependence = .pixel(pixel)
  }

  private init(_ base: ComplexMeridianValue, _ dependence: Dependence) {
    self.base = base
    self.dependence = dependence
  }

  private func derived(_ value: ComplexMeridianValue?) -> PixelMeridianValue? {
    value.map { PixelMeridianValue($0, dependence) }
  }

  private func derived(_ value: ComplexMeridianValue) -> PixelMeridianValue {
    PixelMeridianValue(value, dependence)
  }

  func constant(_ value: Rational, precision: Int) -> PixelMeridianValue {
    PixelMeridianValue(base.constant(value, precision: precision), .constant)
  }

  func constant(_ value: RealBall) -> PixelMeridianValue {
    PixelMeridianValue(base.constant(value), .constant)
  }

  /// Applies an operation to two values as functions of the same angle, or as plain values.
  private func combined(
    _ other: PixelMeridianValue, precision: Int,
    _ operation: (ComplexMeridianValue, ComplexMeridianValue) -> ComplexMeridianValue
  ) -> PixelMeridianValue {
    switch (dependence, other.dependence) {
    case (.constant, _):
      let left = base.rebased(on: other.base, precision: precision)
      return PixelMeridianValue(operation(left, other.base), other.dependence)
    case (_, .constant):
      return derived(operation(base, other.base.rebased(on: base, precision: precision)))
    case (.pixel(let i), .pixel(let j)) where i == j: return derived(operation(base, other.base))
    case (.pixel, _), (.several, _):
      let left = base.withoutDefect(precision: precision)
      let right = other.base.withoutDefect(precision: precision)
      return PixelMeridianValue(operation(left, right), .several)
    }
  }

  func adding(_ other: PixelMeridianValue, precision: Int) -> PixelMeridianValue {
    combined(other, precision: precision) { $0.adding($1, precision: precision) }
  }

  func multiplied(by other: PixelMeridianValue, precision: Int) -> PixelMeridianValue {
    combined(other, precision: precision) { $0.multiplied(by: $1, precision: precision) }
  }

  func reciprocal(precision: Int) -> PixelMeridianValue? {
    derived(base.reciprocal(precision: precision))
  }

  func squareRoot(precision: Int) -> PixelMeridianValue? {
    derived(base.squareRoot(precision: precision))
  }

  func power(_ exponent: Rational, precision: Int) -> PixelMeridianValue? {
    derived(base.power(exponent, precision: precision))
  }

  func sine(precision: Int) -> PixelMeridianValue { derived(base.sine(precision: precision)) }

  func cosine(precision: Int) -> PixelMeridianValue { derived(base.cosine(precision: precision)) }

  func errorFunction(precision: Int) -> PixelMeridianValue {
    derived(base.errorFunction(precision: precision))
  }

  func exponential(precision: Int) -> PixelMeridianValue {
    derived(base.exponential(precision: precision))
  }

  func logarithm(precision: Int) -> PixelMeridianValue? {
    derived(base.logarithm(precision: precision))
  }

  func arccosine(precision: Int) -> PixelMeridianValue? {
    derived(base.arccosine(precision: precision))
  }

  func kappas(
    precision: Int
  ) -> (kappa0: PixelMeridianValue, kappa1: PixelMeridianValue)? {
    base.kappas(precision: precision).map { (derived($0.kappa0), derived($0.kappa1)) }
  }
}

extension ComplexMeridianValue {
  /// A constant, seen as a function of another angle.
  fileprivate func rebased(
    on other: ComplexMeridianValue, precision: Int
  ) -> ComplexMeridianValue {
    let constant = Defect(
      constant: value.real, exact: defect?.exact, quotient: .zero, precision: precision)
    // What is added to a plain value may be plain itself.
    return ComplexMeridianValue(
      value: value, theta: other.theta, defect: defect == nil ? nil : constant,
      precision: precision)
  }

  /// The values alone.
  fileprivate func withoutDefect(precision: Int) -> ComplexMeridianValue {
    ComplexMeridianValue(value: value, theta: theta, precision: precision)
  }
}
