import Arithmetic
import Expressions
import Series
import Spectra

/// The tasks; `Benchmarks/peers` holds the same ones for other software.
enum Task {
  /// The first `terms` Taylor coefficients at 0, each within 2^-bits.
  case expand(kernel: String, depth: Int, terms: Int, bits: Int)
  /// The value at t = 1/3 within 2^-bits times its size.
  case evaluate(kernel: String, depth: Int, bits: Int)
  /// The eigenvalues of degrees 0 to `count` - 1 on the sphere in 3-dimensional space, each within 2^-bits.
  case eigenvalues(kernel: String, depth: Int, count: Int, bits: Int)
  /// The condition number of the kernel matrix at `count` points in the plane, to `bits` significant bits.
  case condition(kernel: String, depth: Int, count: Int, bits: Int)
  /// The tangent kernel of a residual network with symbols t and α: built, differentiated, both as LaTeX.
  case formula(depth: Int)
  /// Exact Taylor coefficients of κ₁∘κ₁, or of the residual kernel of depth 2 with a symbol α.
  case taylor(kernel: String, count: Int)

  init(_ arguments: [String]) throws {
    if let task = Self.symbolic(arguments) {
      self = task
      return
    }
    let numbers = arguments.dropFirst(2).compactMap { Int($0) }.filter { $0 > 0 }
    switch (arguments.first, arguments.count, numbers.count) {
    case ("expand", 5, 3):
      self = .expand(
        kernel: arguments[1], depth: numbers[0], terms: numbers[1], bits: numbers[2])
    case ("eigenvalues", 5, 3):
      self = .eigenvalues(
        kernel: arguments[1], depth: numbers[0], count: numbers[1], bits: numbers[2])
    case ("condition", 5, 3):
      self = .condition(
        kernel: arguments[1], depth: numbers[0], count: numbers[1], bits: numbers[2])
    case ("evaluate", 4, 2):
      self = .evaluate(kernel: arguments[1], depth: numbers[0], bits: numbers[1])
    default:
      throw BadArguments(
        message: "expected: expand fc|res DEPTH TERMS BITS, evaluate fc|res DEPTH BITS, "
          + "eigenvalues fc|res DEPTH COUNT BITS, condition fc|res DEPTH COUNT BITS, "
          + "formula DEPTH, or taylor composition|residual COUNT")
    }
  }

  private static func symbolic(_ arguments: [String]) -> Task? {
    guard let last = arguments.last.flatMap({ Int($0) }), last > 0 else { return nil }
    switch (arguments.first, arguments.count) {
    case ("formula", 2): return .formula(depth: last)
    case ("taylor", 3): return .taylor(kernel: arguments[1], count: last)
    default: return nil
    }
  }

  /// Measures the task: an expansion with the construction of the kernel, which costs a millisecond;
  /// a value, which may cost less than that, from the finished tape on.
  func report() throws -> Report {
    switch self {
    case .expand(let kernel, let depth, let terms, let bits):
      try Task.expansion(kernel, depth, terms: terms, bits: bits)
    case .evaluate(let kernel, let depth, let bits):
      try Task.value(kernel, depth, bits: bits)
    case .eigenvalues(let kernel, let depth, let count, let bits):
      try Task.spectrum(kernel, depth, count: count, bits: bits)
    case .condition(let kernel, let depth, let count, let bits):
      try Task.conditionNumber(kernel, depth, count: count, bits: bits)
    case .formula(let depth): try Task.formula(depth)
    case .taylor(let kernel, let count): try Task.taylor(kernel, count: count)
    }
  }

  private static func expansion(
    _ name: String, _ depth: Int, terms: Int, bits: Int
  ) throws -> Report {
    let result = try Measurement {
      let kernel = try NamedKernel(name, depth: depth)
      return try TaylorExpansion.expand(
        kernel.expression, in: kernel.store, order: terms, goal: .absolute(bits: bits))
    }
    let series = result.value
    return Report(
      result, deliveredBits: -series.largestError.ceilingExponent,
      samples: samples(of: terms, bits: bits) { series[$0] })
  }

  private static func samples(
    of count: Int, bits: Int, _ ball: (Int) -> RealBall
  ) -> [String: DecimalBall] {
    samples(at: [0, 1, 2, count / 2, count - 1].filter { $0 < count }, bits: bits, ball)
  }

  private static func samples(
    at indices: [Int], bits: Int, _ ball: (Int) -> RealBall
  ) -> [String: DecimalBall] {
    Dictionary(
      indices.map { (String($0), ball($0).decimal(digits: bits / 3 + 12)) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func value(_ name: String, _ depth: Int, bits: Int) throws -> Report {
    let kernel = try NamedKernel(name, depth: depth)
    let tape = Tape(kernel.expression, in: kernel.store)
    let result = try Measurement {
      try tape.evaluate(at: [.cosine: Rational(1, over: 3)], goal: .relative(bits: bits))
    }
    let ball = result.value.value
    let delivered = ball.lowerMagnitude.ceilingExponent - 1 - ball.radius.ceilingExponent
    return Report(
      result, deliveredBits: delivered,
      samples: ["1/3": ball.decimal(digits: bits * 30_103 / 100_000 + 12)])
  }

  /// One run without a warm-up: quadrature rules are kept, and finding them is part of the cost.
  private static func spectrum(
    _ name: String, _ depth: Int, count: Int, bits: Int
  ) throws -> Report {
    let result = try Measurement(patience: 0) {
      let kernel = try NamedKernel(name, depth: depth)
      return try FunkHecke.eigenvalues(
        of: KernelMeridian(kernel.expression, in: kernel.store), dimension: 3,
        degrees: 0...(count - 1), accuracy: bits)
    }
    let largest = result.value.map(\.radius).max() ?? .zero
    return Report(
      result, deliveredBits: -largest.ceilingExponent,
      samples: samples(at: Array(0..<count), bits: bits) { result.value[$0] })
  }
}
