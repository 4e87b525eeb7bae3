import Arithmetic
import DataFiles
import Evaluation
import Expressions
import Foundation
import Kernels
import Language
import Reporting
import Syntax

// Kernels on data: two inputs, or all pairs of a data set.
extension Evaluate {
  /// A little more than the digits that are printed.
  private var goal: AccuracyGoal { .relative(bits: Int(Double(digits) * 3.3219280948873626) + 8) }

  func printValue(_ x: String, _ z: String) throws {
    let arrays = try [x, z].map(Self.array)
    let inputs = try zip(arrays, [x, z]).map { try PixelRows($0, path: $1) }
    guard arrays[0].shape == arrays[1].shape else {
      throw UsageError(
        message: "\(x) has \(Self.sizes(arrays[0].shape)) numbers and \(z) has "
          + "\(Self.sizes(arrays[1].shape)): the two inputs have the same size")
    }
    let reading = try options.reading()
    let kernel = try dataKernel(reading, sides: inputs[0].sides)
    try checkVectors(kernel, inputs[0], x)
    note(inputs)
    let value = try value(reading) {
      try kernel.scaledValue(at: CosineTable(inputs[0], inputs[1]), goal: goal)
    }
    let report = ValueReport(
      kernel: options.kernel, point: "\(x), \(z)", value: value.decimal(upTo: digits), exact: nil)
    print(format == .json ? try report.json() : report.text)
  }

  func printMatrix(of path: String) throws {
    if let output { try Files.checkFolder(of: output) }
    let array = try Self.array(path)
    // A table is a data set of vectors; what has more axes is one of images.
    let parts = array.shape.count <= 2 ? array.rowsAsParts : array.parts
    let inputs = try parts.enumerated().map { number, part in
      try PixelRows(part, path: "\(path), input \(number + 1)")
    }
    guard let first = inputs.first else {
      throw UsageError(message: "\(path) holds no inputs")
    }
    let reading = try options.reading()
    let kernel = try dataKernel(reading, sides: first.sides)
    try checkVectors(kernel, first, path)
    note(inputs)
    var matrix = [[RealBall]](repeating: [], count: inputs.count)
    for i in inputs.indices {
      for j in 0...i {
        Messages.progress("pair \(i * (i + 1) / 2 + j + 1)")
        let entry = try value(reading) {
          try kernel.value(at: CosineTable(inputs[i], inputs[j]), goal: goal)
        }
        matrix[i].append(entry)
      }
    }
    Messages.endProgress()
    // A kernel is symmetric: K(x, z) = K(z, x).
    let full = matrix.indices.map { i in
      matrix.indices.map { j in j <= i ? matrix[i][j] : matrix[j][i] }
    }
    let report = MatrixReport(kernel: options.kernel, data: path, entries: full, digits: digits)
    if let output {
      try Files.write(report, to: output)
    } else {
      print(format == .json ? try report.json() : report.text)
    }
  }

  private static func array(_ path: String) throws -> DataArray {
    do {
      return try DataArray(contents: try Files.contents(at: path), path: path)
    } catch let error as DataFileError {
      throw UsageError(message: error.description)
    }
  }

  /// The kernel, evaluated layer by layer where it is one of a network, otherwise by its formula.
  private func dataKernel(_ reading: KernelReading, sides: [Int]) throws -> DataKernel {
    let (term, source, elaborator) = (reading.term, reading.source, reading.elaborator)
    let given = elaborator.imageSides ?? sides
    guard given.reduce(1, *) == sides.reduce(1, *) else {
      throw UsageError(
        message:
          "the images have \(Self.sizes(sides)) pixels and --pixels says \(Self.sizes(given))")
    }
    elaborator.imageSides = given
    let rules = LayerRules(recurrences: elaborator.recurrences)
    do {
      if let kernel = try elaborator.imageKernel(term, in: source) {
        return try DataKernel(
          .network(kernel, sides: given), rules: rules, in: elaborator.store)
      }
      let formula = elaborator.store.simplified(try elaborator.kernel(term, in: source))
      return try DataKernel(.formula(formula), rules: rules, in: elaborator.store)
    } catch let error as EvaluationInputError {
      throw UsageError(message: error.description)
    }
  }

  private func value<Value>(
    _ reading: KernelReading, _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch let error as EvaluationInputError {
      throw UsageError(message: error.description)
    } catch let error as NetworkError {
      throw reading.elaborator.syntaxError(error, at: reading.term, in: reading.source)
    }
  }

  private func checkVectors(_ kernel: DataKernel, _ input: PixelRows, _ path: String) throws {
    guard kernel.actsOnVectors, input.count != 1 else { return }
    throw UsageError(
      message:
        "`\(options.kernel)` is a kernel of vectors, and \(path) holds \(input.count) rows: "
        + "put the vector into one row, or add layers that look at pixels")
  }

  private func note(_ inputs: [PixelRows]) {
    if inputs.allSatisfy(\.isNormalized) { return }
    Messages.write(
      "note: kernels take inputs with x.x = dimension; these are normalised, each "
        + (inputs[0].count == 1 ? "vector" : "pixel") + " for itself")
  }

  private static func sizes(_ shape: [Int]) -> String {
    shape.map(String.init).joined(separator: " x ")
  }
}

extension DataArray {
  /// The rows of a table, each a table with one row.
  fileprivate var rowsAsParts: [DataArray] {
    vectors.map { DataArray(shape: [1, $0.count], values: $0) }
  }
}

extension Files {
  /// Writes a matrix and, beside it, its error bounds: `K.npy` and `K.bounds.npy`.
  static func write(_ report: MatrixReport, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    let name = url.pathExtension.lowercased()
    let bounds = url.deletingPathExtension().appendingPathExtension("bounds")
      .appendingPathExtension(url.pathExtension)
    switch name {
    case "csv": try write([(report.csv.utf8, path), (report.boundsCSV.utf8, bounds.path)])
    case "npy":
      let size = report.entries.count
      let (values, errors) = report.doubles
      try write([
        (NPYWriter.bytes(of: values, rows: size, columns: size), path),
        (NPYWriter.bytes(of: errors, rows: size, columns: size), bounds.path),
      ])
    default:
      throw UsageError(message: "the file `\(path)` ends in neither .csv nor .npy")
    }
  }
}
