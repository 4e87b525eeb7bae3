public import Arithmetic
internal import DataFiles
public import Expressions

/// A formula in t, or in the cosines between the pixels of two images, as a program for enclosures.
public struct CosineFormula: Sendable {
  /// A cosine that the formula depends on, and the pixels that it belongs to.
  public struct Place: Hashable, Sendable {
    let symbol: Symbol
    /// The number of the pixel of the first image, counted from 1.
    public let x: Int
    /// The number of the pixel of the second image.
    public let z: Int
  }

  /// The cosines that occur; that of two vectors is the one of pixel 1 and pixel 1.
  public let places: [Place]
  /// Whether the formula is one in t.
  public let actsOnVectors: Bool
  private let tape: Tape

  /// Prepares a formula.
  ///
  /// - Throws: ``EvaluationInputError`` for symbols other than cosines, and for a formula in both t and
  ///   cosines between pixels.
  public init(_ kernel: Expression, in store: ExpressionStore) throws(EvaluationInputError) {
    let cosines = store.cosines(in: kernel)
    if let free = store.symbols(in: kernel).first(where: { !$0.isCosine }) {
      throw EvaluationInputError(
        "the kernel depends on `\(free.name)`, which has no value; write a number in its place")
    }
    if cosines.contains(.cosine), cosines.count > 1 {
      throw EvaluationInputError(
        "the kernel depends on t and on cosines between pixels, so it is neither one of vectors nor "
          + "of images")
    }
    places = cosines.map { symbol in
      let pixels = symbol.pixels ?? []
      return pixels.count == 2
        ? Place(symbol: symbol, x: pixels[0], z: pixels[1]) : Place(symbol: symbol, x: 1, z: 1)
    }
    actsOnVectors = cosines == [.cosine]
    tape = Tape(kernel, in: store)
  }

  /// An enclosure of the value, with midpoints of so many bits.
  ///
  /// - Returns: The whole line where it is not proved that there is a value.
  /// - Throws: ``EvaluationInputError`` for cosines that the table does not hold, and where there is certainly
  ///   no value.
  public func value(
    at table: CosineTable, precision: Int
  ) throws(EvaluationInputError) -> RealBall {
    let box = try bindings(from: table, precision: precision)
    do {
      // An enclosure of the values that exist says nothing when perhaps none does.
      let (values, isDefined) = try tape.evaluate(over: box, precision: precision)
      return isDefined ? values[0] : .everything
    } catch {
      throw EvaluationInputError(error)
    }
  }

  /// An enclosure of the value, at rising precision until the goal is met or the cap is reached.
  ///
  /// - Throws: ``EvaluationInputError``, also for values that do not exist or lie beyond the range of balls.
  public func value(
    at table: CosineTable, goal: AccuracyGoal
  ) throws(EvaluationInputError) -> RealBall {
    let value = try goal.reached { (precision) throws(EvaluationInputError) in
      try self.value(at: table, precision: precision)
    }
    guard let value else { throw EvaluationInputError.missingValue }
    return value
  }

  /// The same with an exponent of any size and a relative error of 2^(-bits).
  ///
  /// - Throws: ``EvaluationInputError``.
  func scaledValue(
    at table: CosineTable, bits: Int
  ) throws(EvaluationInputError) -> ScaledBall {
    var precision = bits + 64
    let cap = 4 * bits + 2 * ScaledBall.argumentBits
    while true {
      var algebra = ScaledBallAlgebra(
        precision: precision, bindings: try bindings(from: table, precision: precision))
      let value: ScaledBall
      do {
        value = try tape.run(in: &algebra)[0]
      } catch {
        throw EvaluationInputError(error)
      }
      // Beyond the range of balls only relative errors have a meaning.
      if AccuracyGoal.relative(bits: bits).isMet(by: value.mantissa) || 2 * precision > cap {
        guard value.isFinite, algebra.isDefinednessProved else {
          throw EvaluationInputError.missingValue
        }
        return value
      }
      precision *= 2
    }
  }

  private func bindings(
    from table: CosineTable, precision: Int
  ) throws(EvaluationInputError) -> [Symbol: RealBall] {
    var bindings: [Symbol: RealBall] = [:]
    for place in places {
      guard let cosine = table.cosine(place.x, place.z) else {
        throw EvaluationInputError(
          "the kernel asks for `\(place.symbol.name)`, and there is no such pixel")
      }
      bindings[place.symbol] = cosine.ball(precision: precision)
    }
    return bindings
  }
}

extension AccuracyGoal {
  /// A value at rising precision until the goal is met or eight times its bits are reached.
  ///
  /// - Returns: `nil` for a value that does not exist, or lies beyond the range of balls.
  func reached<Failure>(
    _ value: (_ precision: Int) throws(Failure) -> RealBall
  ) throws(Failure) -> RealBall? {
    var precision = bits + 64
    let cap = 8 * bits + 4096
    while true {
      let ball = try value(precision)
      if isMet(by: ball) || 2 * precision > cap { return ball.isFinite ? ball : nil }
      precision *= 2
    }
  }
}

extension EvaluationInputError {
  static let missingValue = EvaluationInputError(
    "the value could not be enclosed: it does not exist, lies at the end of the domain of a "
      + "function, or is too large")

  init(_ error: EvaluationError) {
    switch error {
    case .unbound(let symbol): self.init("`\(symbol.name)` has no value")
    case .outsideDomain(let function):
      self.init("the kernel has no value there: `\(function)` is not defined")
    }
  }
}
