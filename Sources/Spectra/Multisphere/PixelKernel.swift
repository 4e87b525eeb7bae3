internal import Arithmetic
internal import Expressions

/// A kernel of several pixels as a function of their angles θ₁, …, θ_p, with tᵢ = cos θᵢ.
///
/// It keeps the laws of `MeridianFunction` in each angle while the others are real.
struct PixelKernel: Sendable {
  private let tape: Tape
  private let cosines: [Symbol]

  init(_ kernel: Expression, cosines: [Symbol], in store: ExpressionStore) {
    tape = Tape(kernel, in: store)
    self.cosines = cosines
  }

  /// The number of pixels.
  var count: Int { cosines.count }

  /// The values at the angles of a product of balls.
  func value(at angles: [RealBall], precision: Int) -> RealBall? {
    evaluate(
      angles.map { RealMeridianValue(cosineOf: $0, precision: precision) }, precision: precision
    )?.value
  }

  /// The values of the continuation on a product of rectangles, or `nil` when it is not certain.
  func continuation(over angles: [ComplexBall], precision: Int) -> ComplexBall? {
    let values = angles.enumerated().map {
      PixelMeridianValue(cosineOf: $1, pixel: $0, precision: precision)
    }
    guard let result = evaluate(values, precision: precision)?.value, result.isFinite else {
      return nil
    }
    return result
  }

  private func evaluate<Value: MeridianValue>(_ values: [Value], precision: Int) -> Value? {
    var algebra = MeridianAlgebra(
      cosines: Dictionary(uniqueKeysWithValues: zip(cosines, values)), constant: values[0],
      precision: precision)
    return try? tape.run(in: &algebra).first
  }
}
