import Arithmetic
import DataFiles
import Evaluation
import Expressions
import Kernels
import Language
import Syntax

/// The ResCNTK with α = 1/2 at two images of SIDE × SIDE pixels with three channels.
struct ImageTask {
  let head: String
  let side: Int
  let filter: Int
  let depth: Int
  let bits: Int

  /// - Parameter arguments: HEAD SIDE FILTER DEPTH BITS.
  init(_ arguments: [String]) throws {
    let numbers = arguments.dropFirst().compactMap { Int($0) }.filter { $0 > 0 }
    guard let head = arguments.first, arguments.count == 5, numbers.count == 4 else {
      throw BadArguments(message: "expected: image HEAD SIDE FILTER DEPTH BITS")
    }
    self.head = head
    (side, filter, depth, bits) = (numbers[0], numbers[1], numbers[2], numbers[3])
  }

  /// The pixels of an image: integers that are the same in every run.
  private func image(_ seed: Int) throws -> PixelRows {
    var state = UInt64(seed)
    let values = (0..<(3 * side * side)).map { _ -> Rational in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Rational(Int(state >> 44) - (1 << 19) + 1)
    }
    return try PixelRows(DataArray(shape: [side, side, 3], values: values), path: "image")
  }

  /// Measures one value, from the network on.
  func report() throws -> Report {
    let table = CosineTable(try image(1), try image(2))
    let text = "rescntk(\(filter), \(depth), (\(side), \(side)), \(head), 1/2)"
    let result = try Measurement { () -> RealBall in
      let elaborator = try Elaborator(definitions: .forCommandLine([]))
      let term = try Term.parse(text, name: "KERNEL")
      let source = SourceFile(path: "KERNEL", text: text, kind: .bare)
      guard let network = try elaborator.imageKernel(term, in: source) else {
        throw BadArguments(message: "`\(text)` is no kernel of images")
      }
      let kernel = try DataKernel(
        .network(network, sides: [side, side]),
        rules: LayerRules(recurrences: elaborator.recurrences), in: elaborator.store)
      return try kernel.value(at: table, goal: .relative(bits: bits))
    }
    let ball = result.value
    let delivered = ball.lowerMagnitude.ceilingExponent - 1 - ball.radius.ceilingExponent
    return Report(
      result, deliveredBits: delivered, samples: ["value": ball.decimal(digits: bits / 3 + 2)])
  }
}
