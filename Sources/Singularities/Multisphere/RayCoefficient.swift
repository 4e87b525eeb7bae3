public import Arithmetic
public import Expressions
internal import Spectra

/// An eigenvalue of a function of the pixels outside a window, at their fixed frequencies: a factor of a law.
public struct RayCoefficient: Hashable, Sendable {
  /// The function.
  public let function: Expression
  /// The pixels on which it depends, and others with a frequency of 0 left out.
  public let cosines: [Symbol]
  /// Their frequencies.
  public let frequencies: [Int]
  /// The d of their spheres.
  public let dimension: SphereDimension

  /// An enclosure; `nil` when a parameter is free, there are too many pixels, or analyticity is not certified.
  ///
  /// - Parameter bits: The absolute error is about 2^(-bits), as far as that takes a short time: the cost grows with
  ///   the power of the accuracy that is the number of pixels.
  public func ball(bits: Int, in store: ExpressionStore) -> RealBall? {
    guard case .number(let d) = dimension, store.symbols(in: function).allSatisfy(\.isCosine) else {
      return nil
    }
    let limit = cosines.count < 2 ? 256 : cosines.count == 2 ? 96 : 32
    let values = try? MultisphereSpectrum.eigenvalues(
      of: function, in: store, cosines: cosines, dimension: d, degrees: frequencies,
      accuracy: min(bits, limit))
    return values?[frequencies]
  }

  /// Whether it is positive by structure: a function with nonnegative coefficients and a positive value where all
  /// cosines are 0 has a positive mean.
  func isPositiveMean(in store: ExpressionStore) -> Bool {
    let origin = Dictionary(uniqueKeysWithValues: cosines.map { ($0, store.rational(0)) })
    guard frequencies.allSatisfy({ $0 == 0 }), store.isPositiveDefinite(function),
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
  func symbol(for coefficient: RayCoefficient) -> Symbol {
    if let symbol = known.first(where: { $0.value == coefficient })?.key { return symbol }
    var number = known.count + 1
    while store.isUsed(Symbol("coefficient \(number)")) { number += 1 }
    let symbol = Symbol("coefficient \(number)")
    if coefficient.isPositiveMean(in: store) { store.assume(.positive, of: symbol) }
    known[symbol] = coefficient
    return symbol
  }
}
