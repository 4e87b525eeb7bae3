/// Where the pixels of an image are.
///
/// Pixels have places 0, 1, … in the order of the rows. Their numbers, by which cosines are called, start
/// at 1, or anywhere in a window of an image that is larger than all that a network reads.
struct PixelGrid: Hashable, Sendable {
  /// The number of pixels along each axis.
  let sides: [Int]
  /// The number of the first pixel.
  let firstNumber: Int
  /// Whether the pixels are a part of a larger image, so that windows lose what lies beyond.
  let isWindow: Bool

  init(sides: [Int]) {
    self.sides = sides
    firstNumber = 1
    isWindow = false
  }

  /// Pixels with the given numbers of a larger image with one axis.
  init(window numbers: ClosedRange<Int>) {
    sides = [numbers.count]
    firstNumber = numbers.lowerBound
    isWindow = true
  }

  /// The number of pixels.
  var count: Int { sides.reduce(1, *) }

  /// The sizes in words: `8 x 8`.
  var text: String { sides.map(String.init).joined(separator: " x ") }

  /// The number of the pixel at a place.
  func number(_ place: Int) -> Int { firstNumber + place }
}

/// Which pixels each output of a convolution reads.
struct Windows: Sendable {
  /// The pixels of the output.
  let output: PixelGrid
  /// For every element of the filter and every output, the place that is read; `nil` for a zero.
  let reads: [[Int?]]
}

extension PixelGrid {
  /// The windows of a convolution; `nil` when it has filter sizes for other axes than the image, or a
  /// window of a larger image cannot be followed.
  func windows(of convolution: Convolution) -> Windows? {
    let axes = sides.count
    guard let filter = Self.spread(convolution.filter, over: axes),
      let strides = Self.spread(convolution.strides, over: axes)
    else { return nil }
    if isWindow { return shrunk(by: filter[0], convolution) }
    let lines = (0..<axes).map { axis in
      Self.line(sides[axis], filter[axis], strides[axis], convolution.padding)
    }
    let output = PixelGrid(sides: lines.map { $0[0].count })
    var reads: [[Int?]] = [[0]]
    var width = 1
    for axis in 0..<axes {
      let line = lines[axis]
      let (side, outer) = (sides[axis], width)
      width *= line[0].count
      // Elements of the filter and outputs of the axes so far, each with those of this one.
      reads = reads.flatMap { outerReads in
        line.map { innerReads in
          (0..<outer).flatMap { place in
            innerReads.map { inner in
              guard let far = outerReads[place], let inner else { return nil }
              return far * side + inner
            }
          }
        }
      }
    }
    return Windows(output: output, reads: reads)
  }

  /// One value for each axis; a single one is meant for all of them.
  static func spread(_ values: [Int], over axes: Int) -> [Int]? {
    if values.count == axes { return values }
    return values.count == 1 ? [Int](repeating: values[0], count: axes) : nil
  }

  /// For each element of the filter, what the outputs along one axis read.
  private static func line(
    _ side: Int, _ filter: Int, _ stride: Int, _ padding: Convolution.Padding
  ) -> [[Int?]] {
    let count = (side + stride - 1) / stride
    let before = max((count - 1) * stride + filter - side, 0) / 2
    return (0..<filter).map { element in
      (0..<count).map { output -> Int? in
        let place = stride * output - before + element
        if (0..<side).contains(place) { return place }
        return padding == .zero ? nil : ((place % side) + side) % side
      }
    }
  }

  /// The pixels of a window that read no pixel outside it.
  private func shrunk(by filter: Int, _ convolution: Convolution) -> Windows? {
    let before = (filter - 1) / 2
    let count = self.count - (filter - 1)
    guard count > 0, convolution.padding == .circular, convolution.strides.allSatisfy({ $0 == 1 })
    else { return nil }
    let first = firstNumber + before
    return Windows(
      output: PixelGrid(window: first...(first + count - 1)),
      reads: (0..<filter).map { element in (0..<count).map { $0 + element } })
  }

  /// The places of this window's pixels in a larger one; `nil` when that does not hold them.
  func places(in larger: PixelGrid) -> [Int]? {
    if self == larger { return Array(0..<count) }
    let shift = firstNumber - larger.firstNumber
    guard isWindow, larger.isWindow, shift >= 0, shift + count <= larger.count else { return nil }
    return (0..<count).map { $0 + shift }
  }
}
