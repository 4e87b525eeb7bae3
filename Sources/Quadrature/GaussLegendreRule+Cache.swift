internal import Foundation

extension GaussLegendreRule {
  /// The rule with n nodes from a cache of the process, computed when it is not there.
  ///
  /// - Throws: As `init(count:precision:)`.
  public static func cached(
    count n: Int, precision: Int
  ) throws(QuadratureError) -> GaussLegendreRule {
    if let known = RuleCache.shared.rule(count: n, precision: precision) { return known }
    let rule = try GaussLegendreRule(count: n, precision: precision)
    RuleCache.shared.store(rule, count: n, precision: precision)
    return rule
  }
}

/// Rules that have been computed.
///
/// Sendable because the lock guards the only mutable state.
private final class RuleCache: @unchecked Sendable {
  static let shared = RuleCache()
  private let lock = NSLock()
  private var rules: [Int: (precision: Int, rule: GaussLegendreRule)] = [:]

  func rule(count: Int, precision: Int) -> GaussLegendreRule? {
    lock.withLock {
      guard let entry = rules[count], entry.precision >= precision else { return nil }
      return entry.rule
    }
  }

  func store(_ rule: GaussLegendreRule, count: Int, precision: Int) {
    lock.withLock {
      if let entry = rules[count], entry.precision >= precision { return }
      rules[count] = (precision, rule)
    }
  }
}
