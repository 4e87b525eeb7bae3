public import Arithmetic
public import Conditioning
public import Matrices

/// The condition number of a kernel matrix, with what it means for training.
public struct ConditionReport: Sendable {
  /// The kernel as the user wrote it.
  public let kernel: String
  /// The points as the language writes them.
  public let points: String
  /// The number of points.
  public let count: Int
  /// The dimension of the space around the sphere.
  public let dimension: Int
  /// What is to be said of the points.
  public let notes: [String]
  /// What was found.
  public let result: KernelCondition
  /// The eigenvalues, where they were asked for.
  public let clusters: [EigenvalueCluster]?
  /// The significant digits asked for.
  public let digits: Int
  /// The error to which training times refer.
  public let trainingError: Rational

  /// Creates a report.
  public init(
    kernel: String, points: String, set: PointSet, result: KernelCondition,
    clusters: [EigenvalueCluster]?, digits: Int, trainingError: Rational
  ) {
    (self.kernel, self.points) = (kernel, points)
    (count, dimension, notes) = (set.count, set.dimension, set.notes)
    (self.result, self.clusters) = (result, clusters)
    (self.digits, self.trainingError) = (digits, trainingError)
  }

  func decimal(_ ball: RealBall) -> DecimalBall { ball.decimal(upTo: digits + 1) }

  /// The training times, where the matrix is positive definite.
  var training: TrainingTimes? {
    guard result.condition != nil else { return nil }
    return TrainingTimes(
      smallest: result.extremes.smallest, largest: result.extremes.largest,
      precision: result.bits + 32)
  }

  /// The condition number or why there is none.
  private var conditionText: String {
    if let condition = result.condition { return decimal(condition).text }
    switch result.definiteness {
    case .positiveDefinite, .undecided:
      return "not known: λ_min is not told apart from 0 with \(result.extremes.precision) bits"
    case .indefinite: return "none: the matrix is not positive semidefinite"
    case .singular: return "infinite: the matrix is singular"
    }
  }

  /// One line a result.
  public var text: String {
    var lines = [
      "points           \(points): \(count) in dimension \(dimension)",
      "lambda_min       \(decimal(result.extremes.smallest).text)",
      "lambda_max       \(decimal(result.extremes.largest).text)",
      "condition        \(conditionText)",
    ]
    if let bound = result.doubleConstantCondition {
      lines.append(
        "double constant  \(decimal(bound).text)   (lower bound of the condition number)")
    }
    lines += witnessLines + notes.map { "note: \($0)" }
    if let training { lines += [""] + trainingLines(training) }
    if let clusters { lines += [""] + clusters.map(line) }
    return lines.joined(separator: "\n")
  }

  private var witnessLines: [String] {
    switch result.definiteness {
    case .positiveDefinite, .undecided: return []
    case .singular(let pair):
      let (i, j) = (pair.first + 1, pair.second + 1)
      let sign = pair.factor > 0 ? "-" : "+"
      let reason =
        switch pair.reason {
        case .repeated: "points \(i) and \(j) are the same"
        case .oppositeEven: "points \(i) and \(j) are opposite and K(-t) = K(t)"
        case .oppositeOdd: "points \(i) and \(j) are opposite and K(-t) = -K(t)"
        }
      return ["witness          K(e\(i) \(sign) e\(j)) = 0: \(reason)"]
    case .indefinite(let witness):
      let shown = witness.vector.prefix(8).map { RealBall($0).decimal(digits: 6).mid }
      let rest = witness.vector.count > 8 ? ", …" : ""
      return [
        "witness          vᵀKv = \(decimal(witness.form).text) for v near "
          + "(\(shown.joined(separator: ", "))\(rest))"
      ]
    }
  }

  private func trainingLines(_ training: TrainingTimes) -> [String] {
    let goal = trainingError.description
    return [
      "training with squared loss, to \(goal) of the error:",
      "  gradient flow    slowest mode e^(-λ_min·t): t = "
        + short(training.time(of: training.smallest, toError: trainingError)),
      "                   fastest mode e^(-λ_max·t): t = "
        + short(training.time(of: training.largest, toError: trainingError)),
      "  gradient descent factor (ρ-1)/(ρ+1) = \(short(training.convergenceFactor)) a step of "
        + "2/(λ_min+λ_max) = \(short(training.bestStep))",
      "                   \(short(training.steps(toError: trainingError))) steps",
    ]
  }

  private func short(_ ball: RealBall) -> String { ball.decimal(upTo: min(digits, 10)).text }

  private func line(_ cluster: EigenvalueCluster) -> String {
    let first = cluster.first + 1
    let range = cluster.count == 1 ? "\(first)" : "\(first)...\(first + cluster.count - 1)"
    return "eigenvalue \(range): \(decimal(cluster.ball).text)"
  }
}
