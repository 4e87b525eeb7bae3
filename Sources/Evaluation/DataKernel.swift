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
  private let program: CosineFormula?

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
    case .network: program = nil
    case .formula(let kernel): program = try CosineFormula(kernel, in: store)
    }
  }

  /// Whether the kernel is one of vectors: a function of t.
  public var actsOnVectors: Bool { program?.actsOnVectors == true }

  /// An enclosure of the value, at rising precision until the goal is met or the cap is reached.
  ///
  /// - Parameter table: The cosines between pixels; for a kernel of vectors that of pixel 1 and pixel 1.
  /// - Throws: ``EvaluationInputError`` for cosines that the table does not hold and values that do not
  ///   exist or lie beyond the range of balls; `NetworkError`.
  public func value(at table: CosineTable, goal: AccuracyGoal) throws -> RealBall {
    guard let value = try finiteValue(at: table, goal: goal) else {
      throw EvaluationInputError.missingValue
    }
    return value
  }

  /// The same with an exponent of any size, where a formula is evaluated.
  ///
  /// - Throws: ``EvaluationInputError`` for cosines that the table does not hold and values that do not
  ///   exist; `NetworkError`.
  public func scaledValue(at table: CosineTable, goal: AccuracyGoal) throws -> ScaledBall {
    if let value = try finiteValue(at: table, goal: goal) { return ScaledBall(value) }
    guard let program else { throw EvaluationInputError.missingValue }
    return try program.scaledValue(at: table, bits: goal.bits)
  }

  /// `nil` for a value that does not exist, or lies beyond the range of balls.
  private func finiteValue(at table: CosineTable, goal: AccuracyGoal) throws -> RealBall? {
    try goal.reached { precision in
      switch form {
      case .network(let kernel, let sides):
        return try rules.value(of: kernel, onImageOf: sides, precision: precision) { i, j in
          // The table holds all pixels of the image, whose number was checked against the network.
          table.cosine(i, j)?.ball(precision: precision)
            ?? RealBall(midpoint: .zero, radius: .powerOfTwo(0))
        }
      case .formula: return try program?.value(at: table, precision: precision) ?? .everything
      }
    }
  }
}
