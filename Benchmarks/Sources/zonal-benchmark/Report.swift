import Arithmetic
import Foundation

/// What one process measured; the driver reads it as JSON.
struct Report: Encodable {
  let seconds: Double
  let wallSeconds: Double
  let runs: Int
  let peakMebibytes: Double
  /// The bits that the largest radius of the result guarantees, absolute or relative as asked for.
  let deliveredBits: Int
  /// Some of the values in decimals that enclose them, by which the driver compares the contenders.
  let samples: [String: DecimalBall]

  init<Value>(
    _ measurement: Measurement<Value>, deliveredBits: Int, samples: [String: DecimalBall]
  ) {
    seconds = measurement.seconds
    wallSeconds = measurement.wallSeconds
    runs = measurement.runs
    peakMebibytes = measurement.peakMebibytes
    self.deliveredBits = deliveredBits
    self.samples = samples
  }

  func print() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    Swift.print(String(decoding: try encoder.encode(self), as: UTF8.self))
  }
}
