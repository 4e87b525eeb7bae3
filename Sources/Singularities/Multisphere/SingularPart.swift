public import Arithmetic
public import Expressions

/// A part v = φ(g) of a kernel of several pixels, φ one of κₙ, arccos, arcsin, whose argument g has nonnegative Taylor
/// coefficients and is 1 where all cosines are 1: there, and at the other vertices where g = ±1, the part is singular.
///
/// See docs/multisphere.md for why there is no other singularity on the cube of the cosines.
public struct SingularPart: Sendable {
  /// A vertex of the cube of the window at which the part is singular.
  public struct Vertex: Hashable, Sendable {
    /// The cosines of the window, 1 or -1.
    public let signs: [Int]
    /// The value of the argument there, 1 or -1.
    public let end: Int
  }

  /// v.
  public let value: Expression
  /// φ.
  public let function: Function
  /// g.
  public let argument: Expression
  /// R, the power of the distance from the singularity.
  public let exponent: Rational
  /// The window: the places of the pixels on which g depends, ascending.
  public let window: [Int]
  /// The derivatives of g with respect to the cosines of the window where all of them are 1; positive.
  public let slopes: [Expression]
  /// Where the part is singular; (1, …, 1) is the first.
  public let vertices: [Vertex]
}

/// Finds out whether parts of a kernel are singular, and where.
struct SingularPartFinder {
  let cosines: [Symbol]
  let store: ExpressionStore

  /// Cubes of more pixels are not gone through vertex by vertex.
  private static let vertexPixels = 10

  /// The part φ(g), or `nil` when φ is analytic on the range of g.
  ///
  /// - Throws: ``AsymptoticFailure`` when that is not proved, or when g has an infinite slope.
  func part(
    _ value: Expression, _ function: Function, of argument: Expression
  ) throws(AsymptoticFailure) -> SingularPart? {
    guard let singularity = store.unitSingularity(of: function) else {
      throw AsymptoticFailure(
        reason: "the singularities of \(store.excerpt(of: value)) are not known")
    }
    guard store.isPositiveDefinite(argument), let top = store.valueAtOne(argument) else {
      throw AsymptoticFailure(
        reason:
          "the argument \(store.excerpt(of: argument)) is not shown to have nonnegative coefficients"
      )
    }
    switch store.knownSign(of: store.difference(store.rational(1), top)) {
    case .positive: return nil
    case .zero: break
    case .negative, .nonnegative, .nonpositive, .unknown:
      throw AsymptoticFailure(
        reason:
          "it is not known whether \(store.excerpt(of: argument)) reaches 1 where all cosines are 1"
      )
    }
    let window = cosines.indices.filter { store.symbols(in: argument).contains(cosines[$0]) }
    let derivatives = try window.map { place throws(AsymptoticFailure) in
      try derivative(of: argument, place)
    }
    return SingularPart(
      value: value, function: function, argument: argument, exponent: singularity.exponent,
      window: window, slopes: try derivatives.map(slope),
      vertices: try vertices(argument, window, derivatives))
  }

  private func derivative(
    of argument: Expression, _ place: Int
  ) throws(AsymptoticFailure) -> Expression {
    do {
      return try store.derivative(of: argument, with: cosines[place])
    } catch {
      throw infiniteSlope(argument)
    }
  }

  private func slope(_ derivative: Expression) throws(AsymptoticFailure) -> Expression {
    guard let slope = store.valueAtOne(derivative) else { throw infiniteSlope(derivative) }
    guard store.knownSign(of: slope) == .positive else {
      throw AsymptoticFailure(
        reason: "the slope \(store.excerpt(of: slope)) of an argument is not shown to be positive")
    }
    return slope
  }

  private func infiniteSlope(_ argument: Expression) -> AsymptoticFailure {
    AsymptoticFailure(
      reason: "the argument of a unit function has an infinite slope where all cosines are 1, as "
        + "in networks of steps")
  }

  /// The vertices of the window at which g = ±1.
  ///
  /// With a positive linear coefficient of each pixel, ε·σⁿ = 1 for these n leaves ±(1, …, 1) alone.
  private func vertices(
    _ argument: Expression, _ window: [Int], _ derivatives: [Expression]
  ) throws(AsymptoticFailure) -> [SingularPart.Vertex] {
    let ones = window.map { _ in 1 }
    let isLinear = derivatives.allSatisfy { derivative in
      let origin = Dictionary(uniqueKeysWithValues: cosines.map { ($0, store.rational(0)) })
      guard let value = try? store.substituting(origin, in: derivative) else { return false }
      return store.knownSign(of: value) == .positive
    }
    var candidates = [ones.map { -$0 }]
    if !isLinear {
      guard window.count <= Self.vertexPixels else {
        throw AsymptoticFailure(
          reason:
            "\(store.excerpt(of: argument)) depends on \(window.count) pixels, not all of them linearly; at "
            + "most \(Self.vertexPixels) are gone through")
      }
      candidates = (1..<1 << window.count).map { mask in
        window.indices.map { mask >> $0 & 1 == 0 ? 1 : -1 }
      }
    }
    var found = [SingularPart.Vertex(signs: ones, end: 1)]
    for signs in candidates {
      if let end = try end(argument, window, signs) {
        found.append(.init(signs: signs, end: end))
      }
    }
    return found
  }

  /// The end of [-1, 1] that the argument reaches at a vertex; `nil` when it stays inside.
  private func end(
    _ argument: Expression, _ window: [Int], _ signs: [Int]
  ) throws(AsymptoticFailure) -> Int? {
    let place = Dictionary(
      uniqueKeysWithValues: zip(
        window.map { cosines[$0] }, signs.map { store.rational(Rational($0)) }))
    if let value = (try? store.substituting(place, in: argument)).flatMap(store.valueAtOne) {
      for end in [1, -1] {
        let rest = store.difference(store.rational(1), store.scaled(value, by: Rational(end)))
        switch store.knownSign(of: rest) {
        case .zero: return end
        case .positive: continue
        case .negative, .nonnegative, .nonpositive, .unknown: throw unknownEnd(argument)
        }
      }
      return nil
    }
    throw unknownEnd(argument)
  }

  private func unknownEnd(_ argument: Expression) -> AsymptoticFailure {
    AsymptoticFailure(
      reason: "it is not known whether \(store.excerpt(of: argument)) reaches 1 or -1 at a vertex")
  }
}
