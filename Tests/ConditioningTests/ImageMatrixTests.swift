import Arithmetic
import DataFiles
import Evaluation
import Expressions
import Kernels
import Matrices
import Recurrences
import Testing

@testable import Conditioning

/// Kernel matrices of images: two ways of evaluation, another program's values, singular sets.
struct ImageMatrixTests {
  private let store = ExpressionStore()
  private var rules: LayerRules { LayerRules(recurrences: RecurrenceTable(store: store)) }

  /// Convolutions with filters of q pixels and ReLU, as in the catalogue.
  private func network(_ q: Int, depth: Int, _ head: Head, sides: [Int]) -> Layer {
    func conv(_ q: Int, _ weight: Rational) -> Layer {
      Layer(
        .convolution(
          Convolution(filter: [q], weight: store.rational(weight), bias: store.rational(0))))
    }
    let block = Layer(.serial([conv(q, 2), Layer(.activation(.relu))]))
    return Layer(
      .serial([
        Layer(.image(sides)), conv(1, 1), Layer(.repeated(depth, block)), Layer(.head(head)),
        Layer(.dense(weight: store.rational(1), bias: store.rational(0))),
      ]))
  }

  private func matrix(
    _ q: Int, depth: Int, _ head: Head, tangent: Bool, _ images: ImageSet
  ) throws -> ImageKernelMatrix {
    let kernel = NetworkKernel(
      of: network(q, depth: depth, head, sides: images.sides), isTangent: tangent)
    return try ImageKernelMatrix(
      try rules.kernel(kernel, onImageOf: images.sides), of: images, in: store)
  }

  private func images(_ text: String, _ sides: [Int]? = nil) throws(DataFileError) -> ImageSet {
    try ImageFile.images(Array(text.utf8), path: "x.csv", sides: sides)
  }

  private static let five = """
    1,2\n3,-1\n0,1\n2,2\n
    1,0\n-1,2\n3,1\n1,1\n
    2,-3\n1,1\n1,4\n-1,0\n
    0,-1\n2,1\n5,2\n1,-1\n
    1,3\n4,1\n-2,1\n1,0
    """

  /// Computed with mpmath (`eigsy` at 200 digits, for an arccosine at 1 loses half of
  /// them) by the recursion over tables of cosines.
  @Test(arguments: [
    (3, 2, Head.trace, false, "0.171524372545491858500456913464012999919717884"),
    (3, 2, Head.trace, true, "1.60195861902670363328974300384735417978849397"),
    (3, 3, Head.gap, true, "0.230821000445194044565941884168085130379158137"),
    (2, 3, Head.gap, false, "0.00615741787203769578127932569813488503178255434"),
  ])
  func smallestEigenvaluesAgreeWithAnotherProgram(
    _ q: Int, _ depth: Int, _ head: Head, _ tangent: Bool, _ text: String
  ) throws {
    let result = try matrix(q, depth: depth, head, tangent: tangent, images(Self.five))
      .condition(bits: 120, workers: 2)
    let reference = try #require(RealBall(decimal: text, precision: 200))
    let smallest = result.extremes.smallest
    #expect(smallest.overlaps(reference.widened(by: .powerOfTwo(-145))), "\(smallest)")
    #expect(smallest.radius <= .powerOfTwo(-118) && result.condition != nil)
  }

  /// Layer by layer over tables of enclosures, the entries are those of the formula.
  @Test(arguments: [([5], Head.trace), ([5], .gap), ([2, 3], .gap), ([2, 3], .pixel([2, 1]))])
  func networksAndFormulasAgree(_ sides: [Int], _ head: Head) throws {
    let images = ImageSet.random(count: 4, sides: sides, channels: 3, seed: 8)
    for tangent in [false, true] {
      let kernel = NetworkKernel(
        of: network(3, depth: 2, head, sides: sides), isTangent: tangent)
      let direct = try ImageKernelMatrix(kernel, of: images, rules: rules, in: store)
        .balls(precision: 150, workers: 1) {}
      let written = try matrix(3, depth: 2, head, tangent: tangent, images)
        .balls(precision: 150, workers: 2) {}
      for i in 0..<4 {
        for j in 0...i {
          #expect(direct[i, j].overlaps(written[i, j]), "\(sides) \(head) \(i) \(j)")
          #expect(
            direct[i, j].radius <= .powerOfTwo(-140) && written[i, j].radius <= .powerOfTwo(-140))
        }
      }
    }
  }

  @Test func randomImagesAreTheSameEverywhere() {
    let set = ImageSet.random(count: 2, sides: [2, 2], channels: 3, seed: 7)
    var generator = RandomDirections(seed: 7)
    for image in set.images {
      #expect(image.sides == [2, 2])
      for pixel in image.directions {
        #expect(pixel == Direction(generator.direction(dimension: 3)))
      }
    }
  }

  @Test func equalImagesMakeTheMatrixSingular() throws {
    let text = "1,0\n0,1\n1,1\n\n5,1\n2,2\n3,3\n\n2,0\n0,3\n4,4"
    let twice = try matrix(3, depth: 1, .trace, tangent: true, images(text)).condition(bits: 40)
    guard case .singular(let pair) = twice.definiteness else {
      Issue.record("repeated images are not seen")
      return
    }
    #expect(pair.first == 0 && pair.second == 2 && pair.reason == .repeated)
    #expect(twice.condition == nil && twice.extremes.smallest.isZero)
    // The kernel of one pixel without neighbours sees images 2 and 3 as the same.
    let one = try ImageKernelMatrix(
      store.symbol(.cosine(2)),
      of: images("1,0\n0,1\n\n5,1\n2,2\n\n2,0\n3,3"), in: store)
    guard case .singular(let seen)? = one.singularity() else {
      Issue.record("images that look the same are not seen")
      return
    }
    #expect(seen.first == 1 && seen.second == 2 && one.notes.contains { $0.contains("1 of the 2") })
  }

  @Test func oppositeImagesMakeOddKernelsSingular() throws {
    let text = "1,0\n0,1\n\n1,2\n2,1\n\n-1,0\n0,-1"
    let odd = try ImageKernelMatrix(
      store.sum(store.symbol(.cosine(1)), store.symbol(.cosine(2))), of: images(text), in: store)
    guard case .singular(let pair)? = odd.singularity() else {
      Issue.record("opposite images are not seen")
      return
    }
    #expect(pair.first == 0 && pair.second == 2 && pair.factor == -1)
  }

  /// A shifted image looks the same to global average pooling on a ring: no exact vector is looked for, so
  /// an approximate one must come.
  @Test func shiftedImagesHaveANearNullVector() throws {
    let text = "1,0\n0,1\n1,1\n2,1\n\n0,1\n1,1\n2,1\n1,0\n\n1,2\n3,1\n-1,2\n1,1"
    let result = try matrix(3, depth: 2, .gap, tangent: true, images(text)).condition(bits: 60)
    guard case .undecided = result.definiteness, let near = result.nearNull else {
      Issue.record("λ_min is 0, and not proved to be")
      return
    }
    #expect(near.bound.magnitude <= .powerOfTwo(-60))
    #expect(near.vector[0] == -near.vector[1] && !near.vector[0].isZero)
  }

  /// λ_min is at least the bound from the coefficients, for kernels of equal places.
  @Test(arguments: [Head.trace, .pixel([1]), .gap])
  func coefficientsBoundSmallestEigenvalues(_ head: Head) throws {
    let images = ImageSet.random(count: 5, sides: [4], channels: 9, seed: 3)
    let kernel = try rules.kernel(
      NetworkKernel(of: network(3, depth: 1, head, sides: [4]), isTangent: false), onImageOf: [4])
    let bound = SmallestEigenvalueBound(of: kernel, at: images, in: store, bits: 40, check: {})
    guard head != .gap else {
      #expect(bound == nil, "cosines between different places have no Gram matrix")
      return
    }
    let smallest = try ImageKernelMatrix(kernel, of: images, in: store).condition(bits: 60)
      .extremes.smallest
    let value = try #require(bound).value
    #expect(value.isCertainlyPositive && value.isCertainlyLess(than: smallest))
  }

  @Test(
    arguments: [
      ("1,0\n0,1\n1,1", nil, "nothing says which of the 3 rows belong to one image"),
      ("1,0\n0,1\n1,1", [2], "3 rows are not a multiple of the 2 pixels of an image"),
      ("1,0\n0,1\n\n1,1", nil, "part 2 has 1 rows and the first one 2"),
      ("1,0\n0,1\n\n1,1\n1,2", [3], "the images have 2 pixels"),
      ("1,0\n0,1\n\n1,1\n0,0", nil, "image 2: pixel 2 is 0 in all channels"),
      ("1,0\n0,1\n\n1,1\n0,nan", nil, "`nan` is not a number"),
      ("", [2], "the file holds no numbers"),
    ] as [(String, [Int]?, String)])
  func malformedFilesAreRefused(_ text: String, _ sides: [Int]?, _ message: String) {
    let error = #expect(throws: DataFileError.self) { try images(text, sides) }
    #expect(error?.message.contains(message) == true, "\(String(describing: error))")
  }

  @Test func imagesAreCountedOff() throws {
    let set = try images("1,0\n0,1\n1,1\n2,1\n1,3\n1,4\n1,5\n1,6", [2, 2])
    #expect(set.count == 2 && set.sides == [2, 2] && set.channels == 2 && set.pixels == 4)
    let apart = try images("1,0\n0,1\n1,1\n2,1\n\n1,3\n1,4\n1,5\n1,6", [2, 2])
    #expect(apart.images == set.images)
  }

  @Test func kernelsOfOtherPixelsAreRefused() throws {
    let set = ImageSet.random(count: 2, sides: [3], channels: 2, seed: 1)
    for kernel in [store.cosine, store.symbol(.cosine(4)), store.symbol(.cosine(0))] {
      #expect(throws: EvaluationInputError.self) {
        try ImageKernelMatrix(kernel, of: set, in: store)
      }
    }
    let undefined = try store.function(
      .log, store.difference(store.symbol(.cosine(1)), store.rational(2)))
    let matrix = try ImageKernelMatrix(undefined, of: set, in: store)
    #expect(throws: KernelMatrixError.self) { try matrix.condition(bits: 30) }
  }
}
