public import Arithmetic
public import Expressions
internal import Spectra

/// An eigenvalue of a function of the pixels outside a window, at their fixed frequencies: a factor of a law.
public final class RayCoefficient {
  struct Key: Hashable {
    let function: Expression
    let cosines: [Symbol]
    let frequencies: [Int]
    let dimension: SphereDimension
  }

  let key: Key
  private let store: ExpressionStore
  private var known: [Int: RealBall?] = [:]

  init(_ key: Key, in store: ExpressionStore) {
    self.key = key
    self.store = store
  }

  /// No more values of parts of the function are computed.
  private static let effort = 240_000

  /// The function.
  public var function: Expression { key.function }
  /// The pixels on which it depends.
  public var cosines: [Symbol] { key.cosines }
  /// Their frequencies.
  public var frequencies: [Int] { key.frequencies }

  /// An enclosure; `nil` when a parameter is free, there are too many pixels, or analyticity is not certified.
  ///
  /// - Parameter bits: The absolute error is about 2^(-bits), as far as that takes a short time: the cost grows with
  ///   the power of the accuracy that is the number of pixels.
  public func ball(bits: Int) -> RealBall? {
    guard case .number(let d) = key.dimension, store.symbols(in: function).allSatisfy(\.isCosine)
    else { return nil }
    let joint = SeparatedKernel(function, cosines: cosines, in: store).jointPixels
    guard joint < 3 else { return nil }
    let accuracy = min(bits, joint < 2 ? 256 : 40)
    if let ball = known[accuracy] { return ball }
    let values = try? MultisphereSpectrum.eigenvalues(
      of: function, in: store, cosines: cosines, dimension: d, degrees: frequencies,
      accuracy: accuracy, valueLimit: Self.effort / store.topologicalOrder(of: [function]).count)
    let ball = values?[frequencies]
    known[accuracy] = .some(ball)
    return ball
  }

  /// Whether it is positive by structure: the mean of a continuous function that is nonnegative and somewhere positive,
  /// or has nonnegative coefficients and a positive one of degree 0.
  func isPositiveMean(hasNonnegativeCoefficients: Bool) -> Bool {
    let origin = Dictionary(uniqueKeysWithValues: cosines.map { ($0, store.rational(0)) })
    guard frequencies.allSatisfy({ $0 == 0 }),
      hasNonnegativeCoefficients || store.isNonnegative(function),
      let start = try? store.substituting(origin, in: function)
    else { return false }
    return store.knownSign(of: start) == .positive
  }
}

/// The symbols that stand for coefficients in constants; equal coefficients have one symbol.
final class RayCoefficients {
  private let store: ExpressionStore
  private(set) var known: [Symbol: RayCoefficient] = [:]

  init(store: ExpressionStore) { self.store = store }

  /// The symbol of a coefficient.
  ///
  /// A space keeps its name out of reach of the language.
  func symbol(for key: RayCoefficient.Key, hasNonnegativeCoefficients: Bool) -> Symbol {
    if let symbol = known.first(where: { $0.value.key == key })?.key { return symbol }
    let coefficient = RayCoefficient(key, in: store)
    var number = known.count + 1
    while store.isUsed(Symbol("coefficient \(number)")) { number += 1 }
    let symbol = Symbol("coefficient \(number)")
    if coefficient.isPositiveMean(hasNonnegativeCoefficients: hasNonnegativeCoefficients) {
      store.assume(.positive, of: symbol)
    }
    known[symbol] = coefficient
    return symbol
  }
}
