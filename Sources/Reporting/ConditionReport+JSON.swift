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
        kernel: kernel, points: Points(description: points, count: count, dimension: dimension),
        lambda_min: decimal(result.extremes.smallest),
        lambda_max: decimal(result.extremes.largest),
        condition: result.condition.map(decimal),
        double_constant: result.doubleConstantCondition.map(decimal),
        gershgorin: [result.gershgorin.lower, result.gershgorin.upper].map {
          decimal(RealBall($0))
        },
        lambda_min_bound: bound.map { decimal($0.value) },
        definiteness: definitenessName, rank_bound: rankBound, witness: witness, notes: notes,
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
    switch result.definiteness {
    case .positiveDefinite, .undecided: return nil
    case .indefinite(let witness):
      return Witness(
        vector: witness.vector.map { "\($0.rational)" }, form: decimal(witness.form))
    case .deficient(let deficiency): return witness(deficiency)
    case .singular(let pair):
      let vector = (0..<count).map { place in
        place == pair.first ? "1" : place == pair.second ? "\(-pair.factor)" : "0"
      }
      return Witness(vector: vector, form: DecimalBall(mid: "0", rad: "0"))
    }
  }

  /// Entries a·√q that are not computed are left out; then the rank is the reason alone.
  private func witness(_ deficiency: RankDeficiency) -> Witness? {
    deficiency.vector.map {
      Witness(vector: $0.map(\.description), form: DecimalBall(mid: "0", rad: "0"))
    }
  }

  private struct Document: Encodable {
    let kernel: String
    let points: Points
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

  /// A vector v of exact numbers with an enclosure of vᵀKv.
  private struct Witness: Encodable {
    let vector: [String]
    let form: DecimalBall
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
