public import Arithmetic

/// Neighbouring eigenvalues whose enclosures overlap: they may be one multiple eigenvalue or several.
public struct EigenvalueCluster: Sendable {
  /// The number of the first one in ascending order, counted from 0.
  public let first: Int
  /// How many there are, with multiplicity.
  public let count: Int
  /// A ball that holds all of them.
  public let ball: RealBall

  /// Creates a cluster.
  public init(first: Int, count: Int, ball: RealBall) {
    (self.first, self.count, self.ball) = (first, count, ball)
  }

  /// Groups enclosures of eigenvalues in ascending order.
  public static func clusters(of balls: [RealBall], precision: Int) -> [EigenvalueCluster] {
    var clusters: [EigenvalueCluster] = []
    for (number, ball) in balls.enumerated() {
      if let last = clusters.last, last.ball.overlaps(ball) {
        clusters[clusters.count - 1] = EigenvalueCluster(
          first: last.first, count: last.count + 1,
          ball: last.ball.union(ball, precision: precision))
      } else {
        clusters.append(EigenvalueCluster(first: number, count: 1, ball: ball))
      }
    }
    return clusters
  }
}
