internal import Expressions

/// What is known of a function of t that a symbol stands for, such as an element of a recurrence of which an
/// induction hypothesis holds.
///
/// The symbol is the cosine of a pixel: like every function in Schoenberg's cone with Σ bₙ = 1 it has the value 1
/// at t = 1 and values in [-1, 1].
struct GivenFunction: Hashable {
  /// Indices n with bₙ > 0; the function is in the cone and Σ bₙ = 1.
  var support: CoefficientSupport
  /// How far the function continues.
  var continuation: Continuation
  /// The order of its coefficients, when it is known.
  var order: LeadingOrder?

  /// What is known when either this or the other is known; `nil` when the orders differ.
  func weakened(by other: GivenFunction) -> GivenFunction? {
    var common: LeadingOrder?
    if let order, let second = other.order {
      guard order.exponent == second.exponent else { return nil }
      common = LeadingOrder(
        exponent: order.exponent, isBalanced: order.isBalanced && second.isBalanced)
    }
    return GivenFunction(
      support: support.intersection(other.support),
      continuation: continuation.joined(other.continuation), order: common)
  }
}

extension ContinuationAnalysis {
  /// All that is asked of a kernel with Σ bₙ > 0, divided by that sum.
  ///
  /// - Throws: ``ContinuationFailure`` when the kernel is not shown to be in the cone, to continue, to be bounded
  ///   at the ends or to have a known order.
  func properties(of kernel: Expression) throws(ContinuationFailure) -> GivenFunction {
    var result = try shape(of: kernel)
    guard let order = LeadingOrderAnalysis(self).order(of: kernel) else {
      throw ContinuationFailure(reason: "the order of the Taylor coefficients is not known")
    }
    result.order = order
    return result
  }

  /// The same without the order.
  ///
  /// - Throws: ``ContinuationFailure``.
  func shape(of kernel: Expression) throws(ContinuationFailure) -> GivenFunction {
    let continuation = try continuation(of: kernel)
    guard let support = coneSupport(of: kernel) else {
      throw ContinuationFailure(reason: "the Taylor coefficients are not shown to be nonnegative")
    }
    guard continuation.isBounded else {
      throw ContinuationFailure(reason: "the kernel is not shown to be bounded at t = 1 and t = -1")
    }
    return GivenFunction(support: support, continuation: continuation, order: nil)
  }
}
