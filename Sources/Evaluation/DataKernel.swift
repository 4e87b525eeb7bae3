public import Arithmetic
internal import DataFiles
public import Expressions
public import Kernels
internal import Recurrences

/// A kernel that is evaluated on data: images or vectors.
public struct DataKernel {
  /// How values are found.
  public enum Form {
    /// Layer by layer, over tables of enclosures.
    case network(NetworkKernel, sides: [Int])
    /// By a formula in t or in the cosines between pixels.
    case formula(Expression)
  }

  private let form: Form
  private let rules: LayerRules
  private let tape: Tape?
  private let cosines: [Symbol]

  /// Prepares a kernel.
  ///
  /// - Throws: ``EvaluationInputError`` for a formula with symbols other than cosines, or in both t and
  ///   cosines between pixels.
  public init(_ form: Form, rules: LayerRules, in store: ExpressionStore)
    throws(EvaluationInputError)
  {
    self.form = form
    self.rules = rules
    switch form {
    case .network:
      tape = nil
      cosines = []
    case .formula(let kernel):
      cosines = store.cosines(in: kernel)
      if let free = store.symbols(in: kernel).first(where: { !$0.isCosine }) {
        throw EvaluationInputError(
          "the kernel depends on `\(free.name)`, which has no value; write a number in its place")
      }
      if cosines.contains(.cosine), cosines.count > 1 {
        throw EvaluationInputError(
          "the kernel depends on t and on cosines between pixels, so it is neither one of vectors nor "
            + "of images")
      }
      tape = Tape(kernel, in: store)
    }
  }

  /// Whether the kernel is one of vectors: a function of t.
  public var actsOnVectors: Bool { cosines == [.cosine] }

  /// An enclosure of the value, at rising precision until the goal is met or the cap is reached.
  ///
  /// - Parameter table: The cosines between pixels; for a kernel of vectors that of pixel 1 and pixel 1.
  /// - Throws: ``EvaluationInputError`` for cosines that the table does not hold and values that do not
  ///   exist or lie beyond the range of balls; `NetworkError`.
  public func value(at table: CosineTable, goal: AccuracyGoal) throws -> RealBall {
    guard let value = try finiteValue(at: table, goal: goal) else { throw Self.missingValue }
    return value
  }

  /// The same with an exponent of any size, where a formula is evaluated.
  ///
  /// - Throws: ``EvaluationInputError`` for cosines that the table does not hold and values that do not
  ///   exist; `NetworkError`.
  public func scaledValue(at table: CosineTable, goal: AccuracyGoal) throws -> ScaledBall {
    if let value = try finiteValue(at: table, goal: goal) { return ScaledBall(value) }
    guard let tape else { throw Self.missingValue }
    var precision = goal.bits + 64
    let cap = 4 * goal.bits + 2 * ScaledBall.argumentBits
    while true {
      var algebra = ScaledBallAlgebra(
        precision: precision, bindings: try bindings(from: table, precision: precision))
      let value: ScaledBall
      do {
        value = try tape.run(in: &algebra)[0]
      } catch {
        throw Self.explained(error)
      }
      // Beyond the range of balls only relative errors have a meaning.
      let isMet = AccuracyGoal.relative(bits: goal.bits).isMet(by: value.mantissa)
      if isMet || 2 * precision > cap {
        guard value.isFinite, algebra.isDefinednessProved else { throw Self.missingValue }
        return value
      }
      precision *= 2
    }
  }

  /// `nil` for a value that does not exist, or lies beyond the range of balls.
  private func finiteValue(at table: CosineTable, goal: AccuracyGoal) throws -> RealBall? {
    var precision = goal.bits + 64
    let cap = 8 * goal.bits + 4096
    while true {
      let value = try self.value(at: table, precision: precision)
      if goal.isMet(by: value) || 2 * precision > cap {
        return value.isFinite ? value : nil
      }
      precision *= 2
    }
  }

  private static let missingValue = EvaluationInputError(
    "the value could not be enclosed: it does not exist, lies at the end of the domain of a "
      + "function, or is too large")

  private static func explained(_ error: EvaluationError) -> EvaluationInputError {
    switch error {
    case .unbound(let symbol): EvaluationInputError("`\(symbol.name)` has no value")
    case .outsideDomain(let function):
      EvaluationInputError("the kernel has no value there: `\(function)` is not defined")
    }
  }

  private func bindings(
    from table: CosineTable, precision: Int
  ) throws(EvaluationInputError) -> [Symbol: RealBall] {
    var bindings: [Symbol: RealBall] = [:]
    for symbol in cosines {
      let pixels = symbol == .cosine ? [1, 1] : symbol.pixels ?? [1, 1]
      guard let cosine = table.cosine(pixels[0], pixels[1]) else {
        throw EvaluationInputError(
          "the kernel asks for `\(symbol.name)`, and there is no such pixel")
      }
      bindings[symbol] = cosine.enclosure(precision: precision)
    }
    return bindings
  }

  private func value(at table: CosineTable, precision: Int) throws -> RealBall {
    switch form {
    case .network(let kernel, let sides):
      return try rules.value(of: kernel, onImageOf: sides, precision: precision) { i, j in
        // The table holds all pixels of the image, whose number was checked against the network.
        table.cosine(i, j)?.enclosure(precision: precision)
          ?? RealBall(midpoint: .zero, radius: .powerOfTwo(0))
      }
    case .formula:
      guard let tape else { return .everything }
      let box = try bindings(from: table, precision: precision)
      do {
        // An enclosure of the values that exist says nothing when perhaps none does.
        let (values, isDefined) = try tape.evaluate(over: box, precision: precision)
        return isDefined ? values[0] : .everything
      } catch {
        throw Self.explained(error)
      }
    }
  }
}
