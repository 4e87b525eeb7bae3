internal import Arithmetic
internal import Foundation

/// Hermite expansions that have been computed, those that failed included.
///
/// Sendable because the lock guards the only mutable state.
final class ExpansionCache: @unchecked Sendable {
  struct Key: Hashable {
    let identity: String
    let count: Int
    let precision: Int
  }

  static let shared = ExpansionCache()
  private let lock = NSLock()
  private var entries: [Key: [(variance: RealBall, expansion: HermiteExpansion?)]] = [:]

  /// As many variances are kept for one function, number of coefficients and precision.
  private static let limit = 64

  func value(_ key: Key, _ variance: RealBall) -> HermiteExpansion?? {
    lock.withLock {
      entries[key]?.first { $0.variance == variance }.map { $0.expansion }
    }
  }

  func store(_ expansion: HermiteExpansion?, _ key: Key, _ variance: RealBall) {
    lock.withLock {
      var list = entries[key] ?? []
      if list.count >= Self.limit { list.removeFirst() }
      list.append((variance, expansion))
      entries[key] = list
    }
  }
}
