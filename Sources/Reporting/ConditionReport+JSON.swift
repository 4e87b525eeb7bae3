internal import Arithmetic
internal import Conditioning
internal import Matrices

extension ConditionReport {
  /// The result as one JSON object; what does not exist is left out.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String {
    try JSONOutput.text(
      Document(
        kernel: kernel,
        points: inputs.pixels == nil
          ? Points(
            description: inputs.description, count: inputs.count, dimension: inputs.dimension)
          : nil,
        images: inputs.pixels.map {
          Images(
            description: inputs.description, count: inputs.count, pixels: $0,
            channels: inputs.dimension)
        },
        lambda_min: decimal(result.extremes.smallest),
        lambda_max: decimal(result.extremes.largest),
        condition: result.condition.map(decimal),
        double_constant: doubleConstant.map(decimal),
        gershgorin: [result.gershgorin.lower, result.gershgorin.upper].map {
          decimal(RealBall($0))
        },
        lambda_min_bound: bound.map { decimal($0.value) },
        definiteness: definitenessName, rank_bound: rankBound, witness: witness,
        notes: inputs.notes,
        training: training.map { Training($0, for: self) },
        eigenvalues: clusters?.map {
          Eigenvalue(
            k: $0.first + 1, multiplicity: $0.count, mid: decimal($0.ball).mid,
            rad: decimal($0.ball).rad)
        }))
  }

  private var definitenessName: String {
    switch result.definiteness {
    case .positiveDefinite: "positive definite"
    case .indefinite: "indefinite"
    case .singular, .deficient: "singular"
    case .undecided: "undecided"
    }
  }

  private var rankBound: Int? {
    guard case .deficient(let deficiency) = result.definiteness else { return nil }
    return deficiency.rank
  }

  private var witness: Witness? {
    let zero = DecimalBall(mid: "0", rad: "0")
    switch result.definiteness {
    case .positiveDefinite: return nil
    case .undecided: return nearNull
    case .indefinite(let witness):
      return Witness(vector: witness.vector.map(Self.text), form: decimal(witness.form))
    case .deficient(let deficiency):
      // Entries a·√q that are not computed are left out; then the rank is the proof.
      return deficiency.vector.map { Witness(vector: $0.map(\.description), form: zero) }
        ?? nearNull
    case .singular(let pair):
      let vector = (0..<inputs.count).map { place in
        place == pair.first ? "1" : place == pair.second ? "\(-pair.factor)" : "0"
      }
      return Witness(vector: vector, form: zero)
    }
  }

  private var nearNull: Witness? {
    result.nearNull.map {
      Witness(vector: $0.vector.map(Self.text), residual: Self.roundedUp($0.bound))
    }
  }

  private static func text(_ number: Dyadic) -> String { "\(number.rational)" }

  private struct Document: Encodable {
    let kernel: String
    let points: Points?
    let images: Images?
    let lambda_min: DecimalBall
    let lambda_max: DecimalBall
    let condition: DecimalBall?
    let double_constant: DecimalBall?
    let gershgorin: [DecimalBall]
    let lambda_min_bound: DecimalBall?
    let definiteness: String
    let rank_bound: Int?
    let witness: Witness?
    let notes: [String]
    let training: Training?
    let eigenvalues: [Eigenvalue]?
  }

  private struct Points: Encodable {
    let description: String
    let count: Int
    let dimension: Int
  }

  private struct Images: Encodable {
    let description: String
    let count: Int
    let pixels: [Int]
    let channels: Int
  }

  /// A vector v of exact numbers with an enclosure of vᵀKv, or an upper bound of ‖Kv‖/‖v‖.
  private struct Witness: Encodable {
    let vector: [String]
    var form: DecimalBall?
    var residual: String?
  }

  private struct Training: Encodable {
    let error: String
    let slowest_time: DecimalBall
    let fastest_time: DecimalBall
    let convergence_factor: DecimalBall
    let step: DecimalBall
    let steps: DecimalBall

    init(_ times: TrainingTimes, for report: ConditionReport) {
      let goal = report.trainingError
      error = goal.description
      slowest_time = report.decimal(times.time(of: times.smallest, toError: goal))
      fastest_time = report.decimal(times.time(of: times.largest, toError: goal))
      convergence_factor = report.decimal(times.convergenceFactor)
      step = report.decimal(times.bestStep)
      steps = report.decimal(times.steps(toError: goal))
    }
  }

  private struct Eigenvalue: Encodable {
    let k: Int
    let multiplicity: Int
    let mid: String
    let rad: String
  }
}
