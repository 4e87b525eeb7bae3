public import Arithmetic
public import Expressions

/// The kernel of a network that is not written out yet.
public struct NetworkKernel: Hashable, Sendable {
  /// The network.
  public let network: Layer
  /// Whether the tangent kernel is meant.
  public let isTangent: Bool

  /// Creates the name of a kernel.
  public init(of network: Layer, isTangent: Bool) {
    self.network = network
    self.isTangent = isTangent
  }
}

extension Layer {
  /// Whether the network acts on images: some layer looks at several pixels.
  public var actsOnImages: Bool {
    containsLayer { kind in
      switch kind {
      case .image, .convolution, .head: true
      case .serial, .repeated, .repeatedSymbolically, .residual, .dense, .zeroBias, .activation,
        .frozen:
        false
      }
    }
  }

  /// The sizes of the input image that the network states.
  public var imageSides: [Int]? {
    first { if case .image(let sides) = $0 { sides } else { nil } }
  }

  /// Where `pixel(i)` looks, if it is the head.
  fileprivate var headPixel: Int? {
    first { if case .head(.pixel(let place)) = $0, place.count == 1 { place[0] } else { nil } }
  }
}

extension PixelGrid {
  /// The input of a network.
  ///
  /// Its sizes are those that the network states, else those given. A network that looks at one pixel and
  /// whose convolutions go round needs none: it is taken on an image with one axis that is at least as large
  /// as what it reads, and pixels are counted from the one that the head looks at, modulo the size.
  init(inputOf network: Layer, given sides: [Int]?) throws(NetworkError) {
    if let own = network.imageSides {
      if let sides, sides != own, sides != [own.reduce(1, *)] {
        throw NetworkError(
          "the network is for \(Self.text(own)) pixels and the images have \(Self.text(sides))",
          origin: network.origin)
      }
      self.init(sides: own)
    } else if let sides {
      self.init(sides: sides)
    } else if let pixel = network.headPixel, let reach = PixelReach(of: network),
      pixel.magnitude <= 1 << 20
    {
      self.init(window: (pixel - reach.left)...(pixel + reach.right))
    } else {
      throw NetworkError(
        "how many pixels the image has is not known",
        suggestion: "put `image(8)` or `image(8, 8)` in front, or give `--pixels 8`",
        origin: network.origin)
    }
  }

  private static func text(_ sides: [Int]) -> String {
    sides.map(String.init).joined(separator: " x ")
  }
}

extension NetworkKernel {
  /// Formulas with more pairs of pixels times layers times elements of a filter take longer to write out than
  /// the network takes at some images.
  private static let largeFormula = 200_000

  /// Whether the kernel is better evaluated layer by layer than written out.
  public func isLarge(onImageOf sides: [Int]) -> Bool {
    network.actsOnImages && network.size(on: PixelGrid(sides: sides)) > Self.largeFormula
  }
}

extension LayerRules {
  /// A formula has at most about this many pairs of pixels times layers times elements of a filter.
  static let formulaLimit = 3_000_000

  /// The kernel of a network as a formula: in t, or in the cosines t[i] and t[i,j] between pixels.
  ///
  /// With the heads `pixel` and `trace` only cosines of equal places occur: the kernel is one on a product
  /// of spheres, one for each pixel (the multi-sphere; Geifman et al. 2022, section 3).
  ///
  /// - Throws: ``NetworkError``.
  public func kernel(
    _ kernel: NetworkKernel, onImageOf sides: [Int]?
  ) throws(NetworkError) -> Expression {
    guard kernel.network.actsOnImages else {
      return kernel.isTangent
        ? try neuralTangentKernel(of: kernel.network)
        : try gaussianProcessKernel(of: kernel.network)
    }
    let grid = try PixelGrid(inputOf: kernel.network, given: sides)
    guard kernel.network.size(on: grid) <= Self.formulaLimit else {
      throw NetworkError(
        "the kernel of this network is too large to be written out as a formula",
        suggestion: "`zonal evaluate` with two images evaluates it layer by layer",
        origin: kernel.network.origin)
    }
    var walk = ImageWalk(cells: FormulaCells(rules: self))
    let output = try checkedOutput(walk.output(of: kernel.network, on: grid), of: kernel.network)
    if kernel.isTangent, let obstacle = output.tangentObstacle { throw obstacle }
    return store.simplified(kernel.isTangent ? output.tangent : output.covariance)
  }

  /// An enclosure of the kernel at two images, by the recursion over tables of enclosures.
  ///
  /// - Parameters:
  ///   - sides: The number of pixels along each axis.
  ///   - precision: The bits of midpoints.
  ///   - cosine: An enclosure of the cosine between pixel i of x and pixel j of z, counted from 1 on; it
  ///     is asked for i = j only when the network has no head `gap`.
  /// - Complexity: O(p·q) operations a layer, O(p²·q) with the head `gap`; memory of one layer.
  /// - Throws: ``NetworkError``.
  public func value(
    of kernel: NetworkKernel, onImageOf sides: [Int], precision: Int,
    cosine: @escaping (Int, Int) -> RealBall
  ) throws(NetworkError) -> RealBall {
    let grid = try PixelGrid(inputOf: kernel.network, given: sides)
    let cells = BallCells(
      rules: self, precision: precision, isTangent: kernel.isTangent, cosine: cosine)
    var walk = ImageWalk(cells: cells)
    let output = try walk.output(of: kernel.network, on: grid)
    let state = try checkedOutput(output.state, of: kernel.network)
    if kernel.isTangent, let obstacle = state.tangentObstacle { throw obstacle }
    return kernel.isTangent ? output.tangent : output.covariance
  }
}

extension Layer {
  /// About how many parts a formula on an image has.
  fileprivate func size(on grid: PixelGrid) -> Int {
    let places = grid.count
    let hasPairs = containsLayer { $0 == .head(.gap) }
    let pairs = hasPairs ? places.multipliedReportingOverflow(by: places) : (places, false)
    let (size, overflow) = pairs.0.multipliedReportingOverflow(
      by: filterWork(axes: grid.sides.count))
    return pairs.1 || overflow ? .max : size
  }

  /// The elements of all filters, copies included.
  private func filterWork(axes: Int) -> Int {
    switch kind {
    case .serial(let layers):
      return layers.reduce(0) { sum, layer in
        let (total, overflow) = sum.addingReportingOverflow(layer.filterWork(axes: axes))
        return overflow ? .max : total
      }
    case .repeated(let count, let block):
      let (total, overflow) = count.multipliedReportingOverflow(by: block.filterWork(axes: axes))
      return overflow ? .max : total
    case .repeatedSymbolically(_, let block), .residual(let block), .frozen(let block):
      return block.filterWork(axes: axes)
    case .convolution(let convolution):
      return (PixelGrid.spread(convolution.filter, over: axes) ?? convolution.filter).reduce(1) {
        let (total, overflow) = $0.multipliedReportingOverflow(by: $1)
        return overflow ? .max : total
      }
    case .dense, .zeroBias, .activation, .image, .head: return 1
    }
  }
}
