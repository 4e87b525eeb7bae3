import TestSupport

/// Random terms of the language with values on [-1, 1] for alpha > 0.
struct RandomTerm {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func term(depth: Int) -> String {
    if depth == 0 {
      return random.pick(["t", "alpha", "pi", "2", "1/3", "-t", "kappa1", "fc_gpk(2)", "-5/7"])
    }
    let inner = depth - 1
    switch random.below(12) {
    case 0, 1: return "(\(term(depth: inner)) + \(term(depth: random.below(depth))))"
    case 2: return "(\(term(depth: inner)) - \(term(depth: random.below(depth))))"
    case 3, 4: return "(\(term(depth: inner)))*(\(term(depth: random.below(depth))))"
    case 5: return "(\(term(depth: inner)))/(\(positive(depth: inner)))"
    case 6: return "(\(term(depth: inner)))^\(random.int(2...3))"
    case 7: return "(\(positive(depth: inner)))^(\(random.pick(["1/3", "-1/2", "5/2", "-3/4"])))"
    case 8: return "sqrt(\(positive(depth: inner)))"
    case 9: return "\(random.pick(["sin", "cos", "erf", "Phi", "abs"]))(\(term(depth: inner)))"
    case 10: return "log(\(positive(depth: inner)))"
    default:
      return "\(random.pick(["kappa0", "kappa1", "kappa2", "arccos", "arcsin", "exp"]))"
        + "(\(bounded(depth: inner)))"
    }
  }

  private mutating func positive(depth: Int) -> String {
    switch random.below(4) {
    case 0: "alpha"
    case 1: "1 + (\(term(depth: max(0, depth - 1))))^2"
    case 2: "exp(\(bounded(depth: depth - 1)))"
    default: "5/4 + \(bounded(depth: depth - 1))"
    }
  }

  private mutating func bounded(depth: Int) -> String {
    if depth <= 0 { return random.pick(["t", "-t", "t/2", "t^2", "kappa1"]) }
    switch random.below(4) {
    case 0: return "sin(\(term(depth: depth - 1)))"
    case 1: return "kappa1(\(bounded(depth: depth - 1)))"
    case 2: return "(\(bounded(depth: depth - 1)))*(\(bounded(depth: depth - 1)))"
    default: return "(\(bounded(depth: depth - 1)) + alpha*\(bounded(depth: 0)))/(1 + alpha)"
    }
  }
}
