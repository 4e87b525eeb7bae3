internal import Arithmetic
internal import Expressions

/// The eigenvalues of the functions a kernel is made of, each computed once.
///
/// Functions that differ by the names of their pixels alone, as those of shifted windows do, share a table.
struct FactorTables {
  let store: ExpressionStore
  let cosines: [Symbol]
  let dimension: Int
  let degrees: [Int]
  let accuracy: Int
  /// The most values of a function of several pixels.
  let valueLimit: Int
  private var known: [Key: GridEigenvalues] = [:]

  private struct Key: Hashable {
    let function: Expression
    let degrees: [Int]
  }

  init(
    store: ExpressionStore, cosines: [Symbol], dimension: Int, degrees: [Int], accuracy: Int,
    valueLimit: Int
  ) {
    self.store = store
    self.cosines = cosines
    self.dimension = dimension
    self.degrees = degrees
    self.accuracy = accuracy
    self.valueLimit = valueLimit
  }

  mutating func values(
    of factor: SeparatedKernel.Factor, _ check: () throws -> Void
  ) throws -> MultisphereEigenvalues.Factor {
    for places in permutations(of: factor.places) {
      if let table = known[try key(factor.function, places)] {
        return .init(places: places, table: table)
      }
    }
    let key = try key(factor.function, factor.places)
    let table = try compute(key, check)
    known[key] = table
    return .init(places: factor.places, table: table)
  }

  /// The function with its pixels renamed in the order of the places.
  private func key(_ function: Expression, _ places: [Int]) throws(SpectrumError) -> Key {
    let names = Self.symbols(places.count).map { store.symbol($0) }
    let replacements = Dictionary(uniqueKeysWithValues: zip(places.map { cosines[$0] }, names))
    guard let renamed = try? store.substituting(replacements, in: function) else {
      throw .noValue(at: 0)
    }
    return Key(function: renamed, degrees: places.map { degrees[$0] })
  }

  /// t for one pixel, t[1], t[2], … for several.
  private static func symbols(_ count: Int) -> [Symbol] {
    count == 1 ? [.cosine] : (0..<count).map { .cosine($0 + 1) }
  }

  private func compute(_ key: Key, _ check: () throws -> Void) throws -> GridEigenvalues {
    try check()
    switch key.degrees.count {
    case 0:
      let meridian = KernelMeridian(key.function, in: store)
      guard let value = meridian.value(at: .zero, precision: accuracy + 40) else {
        throw SpectrumError.noValue(at: 0)
      }
      return GridEigenvalues(degrees: [], values: [value])
    case 1:
      let values = try FunkHecke.eigenvalues(
        of: KernelMeridian(key.function, in: store), dimension: dimension,
        degrees: 0...key.degrees[0], accuracy: accuracy)
      return GridEigenvalues(degrees: key.degrees, values: values)
    default:
      return try MultisphereSpectrum.jointEigenvalues(
        of: key.function, in: store, cosines: Self.symbols(key.degrees.count),
        dimension: dimension, degrees: key.degrees, accuracy: accuracy, valueLimit: valueLimit,
        check: check)
    }
  }

  /// All orders of a short list; of a longer one only its own, since there are too many.
  private func permutations(of places: [Int]) -> [[Int]] {
    guard places.count <= 4 else { return [places] }
    return places.reduce([[]]) { lists, place in
      lists.flatMap { list in
        (0...list.count).map { Array(list[..<$0]) + [place] + Array(list[$0...]) }
      }
    }
  }
}
