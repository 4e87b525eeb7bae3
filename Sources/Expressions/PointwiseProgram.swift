public import Arithmetic
public import Quadrature

/// A function given by pieces, laid out for evaluation.
public struct PointwiseProgram: PiecewiseAnalyticFunction {
  /// The function in the language.
  public let name: String
  /// The pieces in the language, which tell functions of one name apart.
  public let identity: String
  /// The places where one piece ends and the next begins.
  public let breakpoints: [Rational]
  /// A bound for the size on the whole line.
  public let growth: ExponentialGrowth
  private let tapes: [Tape]

  /// Lays the pieces out; `nil` when one is not shown to have values throughout and a bound A·e^(B|u|) on its
  /// piece.
  init?(_ function: PointwiseFunction, in store: ExpressionStore) {
    name = function.name
    breakpoints = function.breakpoints
    tapes = function.pieces.map { Tape($0.body, in: store) }
    identity = function.pieces.map {
      "\($0.upper.map(\.description) ?? "") \(store.text($0.body))"
    }.joined(separator: "; ")
    var growth = ExponentialGrowth(scale: 1, rate: 0)
    for (index, piece) in function.pieces.enumerated() {
      let lower = index == 0 ? nil : function.pieces[index - 1].upper
      let interval = Assumption(
        lower: lower.map { Assumption.End($0, isIncluded: true) },
        upper: piece.upper.map { Assumption.End($0, isIncluded: true) })
      guard
        let own = GrowthAnalysis(store: store, interval: interval).growth(of: piece.body)
      else { return nil }
      growth.scale = max(growth.scale, own.scale)
      growth.rate = max(growth.rate, own.rate)
    }
    self.growth = growth
  }

  /// A program without values, for a function of which no bound is known.
  init(unknown name: String) {
    self.name = name
    identity = ""
    breakpoints = []
    growth = ExponentialGrowth(scale: 1, rate: 0)
    tapes = []
  }

  /// Encloses a piece on a ball.
  public func value(ofPiece piece: Int, at u: RealBall, precision: Int) -> RealBall {
    guard tapes.indices.contains(piece) else { return .everything }
    let box = [PointwiseFunction.variable: u]
    guard let result = try? tapes[piece].evaluate(over: box, precision: precision),
      result.isDefinednessProved
    else { return .everything }
    return result.values[0]
  }

  /// Encloses a piece on a rectangle on which it is analytic.
  public func value(
    ofPiece piece: Int, on u: ComplexBall, precision: Int
  ) -> ComplexBall? {
    guard tapes.indices.contains(piece) else { return nil }
    return tapes[piece].analyticValues(
      on: u, of: PointwiseFunction.variable, precision: precision)?.first
  }
}

extension ExpressionStore {
  func program(of function: MultivariateFunction) -> MultivariateProgram {
    switch function {
    case .bivariateNormalCDF: .bivariateNormalCDF
    case .dual(let pointwise): .dual(program(of: pointwise))
    case .flow(let flow): .flow(program(of: flow))
    }
  }

  /// The function laid out for evaluation, without values where no bound for its growth is known.
  public func program(of function: PointwiseFunction) -> PointwiseProgram {
    if let known = programs[function] { return known }
    let program = PointwiseProgram(function, in: self) ?? PointwiseProgram(unknown: function.name)
    programs[function] = program
    return program
  }

  /// Whether the dual of the function can be enclosed: its pieces have values throughout and grow at most
  /// exponentially.
  public func hasProgram(_ function: PointwiseFunction) -> Bool {
    !program(of: function).identity.isEmpty
  }
}
