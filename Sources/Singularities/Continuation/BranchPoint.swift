public import Arithmetic
public import Expressions
internal import Foundation

/// A point other than ±1 at which a part of a kernel stops being analytic.
///
/// Residual layers have such points near -1: the argument of the next κ₁ takes the value -1 there. The asymptotic laws do
/// not depend on them, since they lie outside the unit circle, but their distance from ±1 is the radius up to
/// which the Puiseux series converge, and so says from which index on the laws are good.
public struct BranchPoint {
  /// A rectangle that holds the point and no other at which the argument has this value.
  ///
  /// It lies on the real axis or above; the conjugate is a branch point, too.
  public let location: ComplexBall
  /// The function that branches.
  public let function: String
  /// The argument of the function.
  public let argument: Expressions.Expression
  /// The value that the argument has there: 1 or -1 for arc-cosine functions, 0 for roots and logarithms.
  public let value: Int

  /// Whether the point lies on the real axis.
  public var isReal: Bool { location.isReal }

  /// An enclosure of its modulus.
  public func modulus(precision: Int) -> RealBall { location.modulus(precision: precision) }
}

/// Looks for branch points of a kernel's parts on the star of the origin, and certifies each that it finds.
///
/// A function g(u) with g = κₙ, arccos, arcsin, a root or a logarithm branches where u takes one of the values at which
/// g does. Values of all arguments u on a grid around the unit disc say where to start; Newton's iteration improves a
/// start to a point z. Then two things are *proved*:
///
/// - *Existence.* N(Z) = z - (u(z) - v)/u'(Z) lies inside the rectangle Z around z, on which u is analytic, so u - v has
///   exactly one zero in Z, and it lies in N(Z) (interval Newton; Moore 1966). A Z that is symmetric to the real axis
///   has a real zero, because u is real there.
/// - *Reachability.* On rectangles that cover the segment from 0 to the point, u and all its parts are analytic. So the
///   formula gives the continuation along the segment, and not another branch.
///
/// That there are no further branch points is not claimed: the grid may miss some.
struct BranchPointSearch {
  private struct Target {
    let function: String
    let argument: Expressions.Expression
    let value: Int
  }

  private let store: ExpressionStore
  private let targets: [Target]
  private let arguments: [Expressions.Expression]
  private let kernel: Tape

  private static let precision = 96
  private static let angleCount = 48
  private static let radiusCount = 14
  /// Kernels with more branching parts are not searched.
  private static let targetLimit = 32

  init(of kernel: Expressions.Expression, in store: ExpressionStore) {
    self.store = store
    self.kernel = Tape(kernel, in: store)
    var targets: [Target] = []
    let variable = store.symbol(.cosine)
    for part in store.topologicalOrder(of: [kernel]) {
      switch store.node(part) {
      case .function(let function, let argument) where argument != variable:
        switch function {
        case .arccos, .arcsin, .kappa:
          for value in [1, -1] {
            targets.append(.init(function: function.name, argument: argument, value: value))
          }
        case .log: targets.append(.init(function: "log", argument: argument, value: 0))
        default: break
        }
      case .product(_, let factors):
        for factor in factors where !factor.exponent.isInteger && factor.base != variable {
          targets.append(.init(function: "the root", argument: factor.base, value: 0))
        }
      default: break
      }
    }
    self.targets = targets.filter { store.dependsOnCosine($0.argument) }
    var seen: Set<Expressions.Expression> = []
    arguments = self.targets.map(\.argument).filter { seen.insert($0).inserted }
  }

  /// The branch points found for 1 < |z| ≤ radius, nearest to the origin first.
  func points(within radius: Double) -> [BranchPoint] {
    guard !targets.isEmpty, targets.count <= Self.targetLimit else { return [] }
    let grid = grid(radius)
    let tape = Tape(arguments, in: store)
    let values = grid.map { row in
      row.map { tape.analyticValues(on: $0, of: .cosine, precision: Self.precision) }
    }
    var found: [BranchPoint] = []
    for target in targets {
      guard let place = arguments.firstIndex(of: target.argument),
        let slope = try? store.derivative(of: target.argument, with: .cosine)
      else { continue }
      let function = AnalyticFunction(
        value: Tape(target.argument, in: store),
        both: Tape([target.argument, slope], in: store), target: target.value)
      let distances = values.map { row in
        row.map { $0.map { function.distance($0[place]) } ?? .infinity }
      }
      for (i, j) in Self.minima(of: distances) {
        guard let root = function.certifiedRoot(from: grid[i][j], precision: Self.precision),
          isBeyondTheDisc(root, radius),
          !found.contains(where: {
            $0.location.overlaps(root) && $0.argument == target.argument
              && $0.value == target.value
          }), function.isReachable(root, precision: Self.precision),
          !root.isReal || isBeforeTheCuts(root)
        else { continue }
        found.append(
          BranchPoint(
            location: root, function: target.function, argument: target.argument,
            value: target.value))
      }
    }
    return found.map { ($0, $0.modulus(precision: 64).midpoint.double(rounding: .nearest)) }
      .sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// Whether the kernel is analytic on the real axis up to the point, or nearly so: no cut has begun before it.
  private func isBeforeTheCuts(_ point: ComplexBall) -> Bool {
    let nearly = point.multiplied(by: Rational(999, over: 1000), precision: Self.precision)
    return AnalyticFunction(value: kernel, both: kernel, target: 0)
      .isReachable(nearly, precision: Self.precision)
  }

  private func isBeyondTheDisc(_ point: ComplexBall, _ radius: Double) -> Bool {
    let modulus = point.modulus(precision: Self.precision)
    return RealBall.one.isCertainlyLess(than: modulus)
      && modulus.midpoint.double(rounding: .nearest) <= radius
  }

  /// Points of the upper half-plane on circles around the unit disc, dense next to the real axis.
  private func grid(_ radius: Double) -> [[ComplexBall]] {
    (0..<Self.radiusCount).map { i in
      let r = exp(log(radius) * (Double(i) + 0.5) / Double(Self.radiusCount))
      return (0..<Self.angleCount).map { j in
        let angle =
          Double.pi / 2 * (1 - cos(Double.pi * (Double(j) + 0.5) / Double(Self.angleCount)))
        return ComplexBall(
          real: RealBall(Dyadic(r * cos(angle))), imaginary: RealBall(Dyadic(r * sin(angle))))
      }
    }
  }

  /// The places that are not larger than their neighbours.
  private static func minima(of table: [[Double]]) -> [(Int, Int)] {
    var result: [(Int, Int)] = []
    for (i, row) in table.enumerated() {
      for (j, value) in row.enumerated() where value.isFinite {
        let rows = table[max(i - 1, 0)...min(i + 1, table.count - 1)]
        let least = rows.flatMap { $0[max(j - 1, 0)...min(j + 1, $0.count - 1)] }.min()
        if least == value { result.append((i, j)) }
      }
    }
    return result
  }
}

/// u - v on the plane, for one part u of a kernel and a number v.
private struct AnalyticFunction {
  let value: Tape
  /// u and its derivative.
  let both: Tape
  let target: Int

  private static let stepCount = 40
  /// Newton's iteration is given up beyond this power of 2.
  private static let reachExponent = 6

  /// |u - v| in machine numbers.
  func distance(_ u: ComplexBall) -> Double {
    u.subtracting(ComplexBall(target), precision: 64).magnitude.roundedUpDouble
  }

  /// The zero to which Newton's iteration leads, enclosed; `nil` when it leads nowhere or no proof was found.
  func certifiedRoot(from start: ComplexBall, precision: Int) -> ComplexBall? {
    var point = start
    var isNear = false
    for _ in 0..<Self.stepCount where !isNear {
      guard let step = step(at: point, on: point, precision) else { return nil }
      var next = point.subtracting(step, precision: precision).exactMidpoint
      // Far out functions such as exp(exp(z)) take long, and no points are asked for.
      guard next.magnitude <= .powerOfTwo(Self.reachExponent) else { return nil }
      if next.imaginary.isCertainlyNegative { next = next.conjugated() }
      isNear = step.magnitude <= .powerOfTwo(-precision / 2)
      point = next
    }
    guard isNear else { return nil }
    // Next to the real axis the zero is looked for on it.
    if point.imaginary.magnitude <= .powerOfTwo(-precision / 3) {
      point = ComplexBall(real: point.real, imaginary: .zero)
    }
    for exponent in [-precision / 2, -precision / 3, -precision / 4] {
      let box = point.widened(by: .powerOfTwo(exponent))
      guard let step = step(at: point, on: box, precision) else { continue }
      let image = point.subtracting(step, precision: precision)
      let (real, imaginary) = (
        image.real.subtracting(point.real, precision: precision),
        image.imaginary.subtracting(point.imaginary, precision: precision)
      )
      guard real.magnitude < .powerOfTwo(exponent), imaginary.magnitude < .powerOfTwo(exponent)
      else { continue }
      return point.isReal ? ComplexBall(real: image.real, imaginary: .zero) : image
    }
    return nil
  }

  /// (u(z) - v)/u'(Z), where both are analytic.
  private func step(
    at point: ComplexBall, on box: ComplexBall, _ precision: Int
  ) -> ComplexBall? {
    guard let u = value.analyticValues(on: point, of: .cosine, precision: precision)?.first,
      let slope = both.analyticValues(on: box, of: .cosine, precision: precision)?.last,
      !slope.containsZero
    else { return nil }
    let step = u.subtracting(ComplexBall(target), precision: precision)
      .divided(by: slope, precision: precision)
    return step.isFinite ? step : nil
  }

  /// Whether u and its parts are analytic on the segment from 0 to the point.
  func isReachable(_ point: ComplexBall, precision: Int) -> Bool {
    value.isAnalytic(onSegmentTo: point, precision: precision)
  }
}

extension ComplexBall {
  /// The midpoint, as an exact number.
  fileprivate var exactMidpoint: ComplexBall {
    ComplexBall(real: RealBall(real.midpoint), imaginary: RealBall(imaginary.midpoint))
  }
}

extension KernelAsymptotics {
  /// Branch points of a kernel's parts for 1 < |z| ≤ 3 that were found and certified, nearest to the origin first; none
  /// for kernels with free parameters.
  ///
  /// - Complexity: some hundred evaluations of the kernel at complex points, and a few for each branch point.
  public static func branchPoints(
    of kernel: Expressions.Expression, in store: ExpressionStore
  ) -> [BranchPoint] {
    guard store.symbols(in: kernel).allSatisfy({ $0 == .cosine }) else { return [] }
    return BranchPointSearch(of: kernel, in: store).points(within: 3)
  }
}
