/// What a walk over an image network knows of a pair of pixels, one of each image.
///
/// Layers without a window treat all pairs alike, and a convolution first takes the mean of the pairs that
/// its windows read: both covariances and tangents are linear in them (Novak et al. 2019, section 2). So the
/// walk over layers is one, and a conformance says how a pair is represented: by formulas
/// (``FormulaCells``) or by enclosures of their values (``BallCells``).
protocol PixelCells {
  /// A pair of pixels.
  associatedtype Cell

  /// What is known of two pixels of the input.
  func input(_ i: Int, _ j: Int) throws(NetworkError) -> Cell
  /// The state after a layer that looks at one pixel.
  mutating func apply(
    _ layer: Layer, to cell: Cell, trained: Bool
  ) throws(NetworkError) -> Cell
  /// The sum of the cells divided by a number that is at least theirs: what is missing counts as 0.
  mutating func mean(of cells: [Cell], over count: Int) -> Cell
  /// The same cell with the variance of x that one cell has, and that of z of another one.
  func withVariances(_ cell: Cell, x: Cell, z: Cell) -> Cell
  /// x + block(x).
  mutating func residualSum(
    of cell: Cell, _ branch: Cell, _ block: Layer, _ layer: Layer
  ) throws(NetworkError) -> Cell
  /// The same cell, no longer known to end in weights of its own.
  func openEnded(_ cell: Cell) -> Cell
  /// The same cell, no longer known to be Gaussian: the units of different pixels are not alike.
  func flattened(_ cell: Cell) -> Cell
}

/// Cells for the pixels of an image: of equal places, or of all pairs of places.
struct PixelTable<Cell> {
  let grid: PixelGrid
  /// Whether there is a cell for every pair, row by row, or for equal places only.
  let holdsPairs: Bool
  var cells: [Cell]
}

/// What a network has computed so far.
enum NetworkState<Cell> {
  /// An image.
  case image(PixelTable<Cell>)
  /// What a head leaves. After `gap` its variance depends on more than cosines between the two images.
  case vector(Cell, isPooled: Bool)
}
