internal import Arithmetic
internal import Expressions
internal import Spectra

/// The derivative ∂K/∂v of a function K with respect to one of its singular parts, through all parts that contain it.
///
/// At the vertices σ of the window of v it is the coefficient of the singularity, a function of the other pixels.
struct VertexCoefficient {
  /// The sum over the vertices, with signs, as a function of the other pixels.
  struct Combination {
    let function: Expression
    /// The cosines of the pixels outside the window, and their places.
    let pixels: [(cosine: Symbol, place: Int)]
    /// Whether its Taylor coefficients are proved to be nonnegative.
    let hasNonnegativeCoefficients: Bool
  }

  private let singular: SingularPart
  private let cosines: [Symbol]
  /// The derivative, in which a symbol stands for v.
  private let slope: Expression
  private let hasNonnegativeCoefficients: Bool
  private let store: ExpressionStore

  private static let marker = Symbol("singular part")

  /// The derivative of a function with respect to a singular part.
  ///
  /// - Throws: ``AsymptoticFailure`` when it has no value.
  init(
    _ part: MultisphereAsymptotics.Part, _ singular: SingularPart, in store: ExpressionStore
  ) throws(AsymptoticFailure) {
    self.singular = singular
    self.store = store
    cosines = part.singularities.cosines
    do {
      let marked = try store.replacing(
        singular.value, by: store.symbol(Self.marker), in: part.factor.function)
      slope = try store.derivative(of: marked, with: Self.marker)
      let whole = try store.substituting([Self.marker: singular.value], in: slope)
      hasNonnegativeCoefficients = store.isPositiveDefinite(whole)
    } catch {
      throw AsymptoticFailure(
        reason: "the derivative of the kernel with respect to a singular part has no value")
    }
  }

  /// Σ ∏ σᵢ^kᵢ·(c_ε/c₁)·∂K/∂v over the vertices σ, for n of a parity.
  ///
  /// With nonnegative Taylor coefficients bₙ of ∂K/∂v, those of the sum are bₙ·Σ_σ χ(σ), where χ is a character of the
  /// group of the vertices: 0 or bₙ times their number.
  ///
  /// - Throws: ``AsymptoticFailure`` when the derivative has no value at a vertex.
  func combined(
    along ray: FrequencyRay, parity: Int, mirror: Int
  ) throws(AsymptoticFailure) -> Combination {
    var terms: [Expression] = []
    for vertex in singular.vertices {
      let sign = ray.sign(of: vertex.signs, at: singular.window, parity: parity)
      let strength = vertex.end > 0 ? sign : sign * mirror
      terms.append(store.scaled(try value(at: vertex), by: Rational(strength)))
    }
    let outside = cosines.indices.filter { !singular.window.contains($0) }
    return Combination(
      function: store.simplified(store.sum(terms)),
      pixels: outside.map { (cosines[$0], $0) },
      hasNonnegativeCoefficients: hasNonnegativeCoefficients)
  }

  private func value(at vertex: SingularPart.Vertex) throws(AsymptoticFailure) -> Expression {
    do {
      var place = [
        Self.marker: try store.function(
          singular.function, store.rational(Rational(vertex.end)))
      ]
      for (pixel, sign) in zip(singular.window, vertex.signs) {
        place[cosines[pixel]] = store.rational(Rational(sign))
      }
      return store.simplified(try store.substituting(place, in: slope))
    } catch {
      throw AsymptoticFailure(
        reason:
          "the derivative of the kernel with respect to a singular part has no value at a vertex")
    }
  }
}
