import Arithmetic
import Conditioning
import Evaluation
import Expressions
import Kernels
import Language
import Reporting
import Verification

// Matrices of kernels of images.
extension ConditionNumber {
  /// A formula is evaluated where it has at most so many parts; a network layer by layer otherwise.
  func report(_ description: ImageDescription, _ job: Job) throws -> ConditionReport {
    let reading = try options.reading()
    let (term, source, elaborator) = (reading.term, reading.source, reading.elaborator)
    let network = try elaborator.imageKernel(term, in: source)
    let given = try options.imageSides()
    let set = try points.images(description, sides: given ?? network?.network.imageSides)
    if let given, given != set.sides {
      throw UsageError(
        message: "the images have \(Self.text(set.sides)) pixels and --pixels says "
          + Self.text(given))
    }
    elaborator.imageSides = set.sides
    let inputs = ConditionReport.Inputs(images: set, description: description.text)
    do {
      if let network, network.isLarge(onImageOf: set.sides) {
        let matrix = try ImageKernelMatrix(
          network, of: set, rules: LayerRules(recurrences: elaborator.recurrences),
          in: elaborator.store)
        let (result, clusters) = try certify(matrix, "images", job)
        return try report(inputs, result, nil, clusters)
      }
      let kernel = elaborator.store.simplified(try elaborator.kernel(term, in: source))
      try KernelOptions.checkNumeric(kernel, options.kernel, elaborator)
      let matrix = try ImageKernelMatrix(kernel, of: set, in: elaborator.store)
      let (result, clusters) = try certify(matrix, "images", job)
      let bound = try SmallestEigenvalueBound(
        of: kernel, at: set, in: elaborator.store, bits: min(job.bits, 40),
        check: job.limits.check)
      return try report(inputs.with(notes: matrix.notes), result, bound, clusters)
    } catch let error as EvaluationInputError {
      throw UsageError(message: "`\(options.kernel)` at \(description.text): \(error.description)")
    } catch let error as NetworkError {
      throw elaborator.syntaxError(error, at: term, in: source)
    }
  }

  private static func text(_ sides: [Int]) -> String {
    sides.map(String.init).joined(separator: " x ")
  }
}
