import Arithmetic
import Expressions
import Series

/// The tasks; `Benchmarks/peers` holds the same ones for other software.
enum Task {
  /// The first `terms` Taylor coefficients at 0, each within 2^-bits.
  case expand(kernel: String, depth: Int, terms: Int, bits: Int)
  /// The value at t = 1/3 within 2^-bits times its size.
  case evaluate(kernel: String, depth: Int, bits: Int)

  init(_ arguments: [String]) throws {
    let numbers = arguments.dropFirst(2).compactMap { Int($0) }.filter { $0 > 0 }
    switch (arguments.first, arguments.count, numbers.count) {
    case ("expand", 5, 3):
      self = .expand(
        kernel: arguments[1], depth: numbers[0], terms: numbers[1], bits: numbers[2])
    case ("evaluate", 4, 2):
      self = .evaluate(kernel: arguments[1], depth: numbers[0], bits: numbers[1])
    default:
      throw BadArguments(
        message: "expected: expand fc|res DEPTH TERMS BITS, or evaluate fc|res DEPTH BITS")
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
    var samples: [String: DecimalBall] = [:]
    for n in [0, 1, 2, terms / 2, terms - 1] where n < terms {
      samples[String(n)] = series[n].decimal(digits: bits / 3 + 12)
    }
    return Report(
      result, deliveredBits: -series.largestError.ceilingExponent, samples: samples)
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
      samples: ["1/3": ball.decimal(digits: bits * 3 / 10 + 12)])
  }
}
