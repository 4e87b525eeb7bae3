public import Arithmetic
public import Conditioning
public import Matrices

/// The condition number of a kernel matrix, with what it means for training.
public struct ConditionReport: Sendable {
  /// The kernel as the user wrote it.
  public let kernel: String
  /// The points or images.
  public let inputs: Inputs
  /// What was found.
  public let result: KernelCondition
  /// A lower bound for λ_min from Taylor coefficients, where there is one.
  public let bound: SmallestEigenvalueBound?
  /// The eigenvalues, where they were asked for.
  public let clusters: [EigenvalueCluster]?
  /// The significant digits asked for.
  public let digits: Int
  /// The error to which training times refer.
  public let trainingError: Rational

  /// Creates a report.
  public init(
    kernel: String, inputs: Inputs, result: KernelCondition, bound: SmallestEigenvalueBound?,
    clusters: [EigenvalueCluster]?, digits: Int, trainingError: Rational
  ) {
    (self.kernel, self.inputs) = (kernel, inputs)
    (self.result, self.bound, self.clusters) = (result, bound, clusters)
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
    case .singular, .deficient: return "infinite: the matrix is singular"
    }
  }

  /// One line a result.
  public var text: String {
    var lines = [
      inputs.text,
      "lambda_min       \(decimal(result.extremes.smallest).text)",
      "lambda_max       \(decimal(result.extremes.largest).text)",
      "condition        \(conditionText)",
    ]
    lines += [doubleConstantLine].compactMap { $0 }
    lines += boundLines + witnessLines + inputs.notes.map { "note: \($0)" }
    if let training { lines += [""] + trainingLines(training) }
    if let clusters { lines += [""] + clusters.map(line) }
    return lines.joined(separator: "\n")
  }

  /// ρ(B(K)), which bounds ρ(K) where K is positive definite and means nothing otherwise.
  var doubleConstant: RealBall? {
    guard case .positiveDefinite = result.definiteness else { return nil }
    return result.doubleConstantCondition
  }

  private var doubleConstantLine: String? {
    let name = "double constant  "
    switch result.definiteness {
    case .positiveDefinite:
      return doubleConstant.map {
        name + "\(decimal($0).text)   (lower bound of the condition number)"
      }
    case .undecided:
      return result.doubleConstantCondition.map {
        name + "\(decimal($0).text)   (lower bound of the condition number if there is one)"
      }
    case .indefinite, .singular, .deficient:
      return name + "no bound: it is one for positive definite matrices"
    }
  }

  private var boundLines: [String] {
    let (lower, upper) = result.gershgorin
    var lines = [
      "Gershgorin       all eigenvalues between \(short(RealBall(lower))) and "
        + short(RealBall(upper))
    ]
    if let bound, bound.value.isCertainlyPositive {
      lines.append(
        "Taylor bound     λ_min ≥ \(short(bound.value)), from the coefficients of t^n with n ≥ "
          + "\(bound.firstDegree)")
    }
    return lines
  }

  private var witnessLines: [String] {
    switch result.definiteness {
    case .positiveDefinite: return []
    case .undecided: return nearNullLines
    case .deficient(let deficiency): return lines(of: deficiency) + nearNullLines
    case .singular(let pair):
      let (i, j) = (pair.first + 1, pair.second + 1)
      let sign = pair.factor > 0 ? "-" : "+"
      let who = "\(inputs.noun)s \(i) and \(j) are"
      let reason =
        switch (pair.reason, inputs.pixels == nil) {
        case (.repeated, true): "\(who) the same"
        case (.repeated, false): "\(who) the same in all pixels that the kernel looks at"
        case (.oppositeEven, true): "\(who) opposite and K(-t) = K(t)"
        case (.oppositeOdd, true): "\(who) opposite and K(-t) = -K(t)"
        case (.oppositeEven, false): "\(who) opposite and K(-x, z) = K(x, z)"
        case (.oppositeOdd, false): "\(who) opposite and K(-x, z) = -K(x, z)"
        }
      return ["witness          K(e\(i) \(sign) e\(j)) = 0: \(reason)"]
    case .indefinite(let witness):
      return [
        "witness          vᵀKv = \(decimal(witness.form).text) for v near "
          + shown(witness.vector.map { RealBall($0) })
      ]
    }
  }

  private var nearNullLines: [String] {
    guard let near = result.nearNull else { return [] }
    let bound = Self.roundedUp(near.bound)
    return [
      "witness          ‖Kv‖ ≤ \(bound)·‖v‖, so an eigenvalue lies within \(bound) of 0, for v near "
        + shown(near.vector.map { RealBall($0) })
    ]
  }

  /// A number as a decimal that is not below it.
  static func roundedUp(_ value: Dyadic) -> String {
    RealBall(midpoint: .zero, radius: value.magnitude).decimal(digits: 3).rad
  }

  private func lines(of deficiency: RankDeficiency) -> [String] {
    let degree = deficiency.degrees.degree ?? 0
    let reason =
      "rank at most \(deficiency.rank) for \(inputs.count) points: K is a polynomial of degree \(degree) in t"
    guard let vector = deficiency.vector else { return ["witness          \(reason)"] }
    let balls = vector.map { $0.ball(precision: 64) }
    // Only the direction of v matters.
    let largest = balls.map(\.magnitude).max() ?? .zero
    let scale = largest.isZero ? 0 : -largest.ceilingExponent
    return [
      "witness          Kv = 0 for v near "
        + shown(balls.map { $0.scaled(byPowerOfTwo: scale) }) + ", exactly in --format json",
      "                 \(reason)",
    ]
  }

  /// The first entries of a vector.
  private func shown(_ vector: [RealBall]) -> String {
    let entries = vector.prefix(8).map { $0.decimal(digits: 6).mid }
    return "(" + entries.joined(separator: ", ") + (vector.count > 8 ? ", …" : "") + ")"
  }

  private func trainingLines(_ training: TrainingTimes) -> [String] {
    let goal = trainingError.description
    return [
      "training with squared loss, to \(goal) of the error:",
      "  gradient flow    slowest mode e^(-λ_min·t): t = "
        + short(training.time(of: training.smallest, toError: trainingError)),
      "                   fastest mode e^(-λ_max·t): t = "
        + short(training.time(of: training.largest, toError: trainingError)),
      "  gradient descent step size 2/(λ_min+λ_max) = " + short(training.bestStep),
      "                   factor a step (ρ-1)/(ρ+1) = " + short(training.convergenceFactor),
      "                   steps = " + short(training.steps(toError: trainingError)),
    ]
  }

  private func short(_ ball: RealBall) -> String { ball.decimal(upTo: min(digits, 10)).text }

  private func line(_ cluster: EigenvalueCluster) -> String {
    let first = cluster.first + 1
    let range = cluster.count == 1 ? "\(first)" : "\(first)...\(first + cluster.count - 1)"
    return "eigenvalue \(range): \(decimal(cluster.ball).text)"
  }
}
