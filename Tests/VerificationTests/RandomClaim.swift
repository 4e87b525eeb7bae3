import TestSupport

/// Random kernels, inequalities and ranges, as text.
struct RandomClaim {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// A function of t with values on all of [-1, 1], mostly a kernel.
  mutating func kernel(depth: Int) -> String {
    if depth == 0 {
      return random.pick(["t", "kappa0", "kappa1", "kappa2", "fc_gpk(2)", "t^2", "1", "t^3"])
    }
    switch random.below(12) {
    case 0: return "kappa\(random.below(3))(\(bounded(depth: depth - 1)))"
    case 1: return "(\(kernel(depth: depth - 1)) + \(kernel(depth: depth - 1)))"
    case 2: return "(\(kernel(depth: depth - 1)) - \(kernel(depth: depth - 1)))"
    case 3: return "\(kernel(depth: depth - 1))*\(kernel(depth: depth - 1))"
    case 4: return "\(coefficient())*\(kernel(depth: depth - 1))"
    case 5: return "exp(\(bounded(depth: depth - 1)))"
    case 6: return "abs(\(kernel(depth: depth - 1)))"
    case 7: return "max(\(kernel(depth: depth - 1)), \(kernel(depth: depth - 1)))"
    case 8: return "sqrt(1 + (\(kernel(depth: depth - 1)))^2)"
    case 9: return "1/(2 + \(bounded(depth: depth - 1)))"
    case 10: return "sin(3*\(kernel(depth: depth - 1)))"
    default:
      return "\(random.pick(["fc_ntk(1)", "res_gpk(1, 1/2)", "erf(t)", "arcsin(t)", "log(2 + t)"]))"
    }
  }

  /// A function with values in [-1, 1].
  private mutating func bounded(depth: Int) -> String {
    if depth <= 0 { return random.pick(["t", "-t", "kappa1", "t^2", "t/2", "kappa0"]) }
    switch random.below(4) {
    case 0: return "kappa1(\(bounded(depth: depth - 1)))"
    case 1: return "(\(bounded(depth: depth - 1)) + \(bounded(depth: depth - 1)))/2"
    case 2: return "\(bounded(depth: depth - 1))*\(bounded(depth: depth - 1))"
    default: return "sin(\(kernel(depth: depth - 1)))"
    }
  }

  private mutating func coefficient() -> String {
    let numerator = random.int(1...9)
    return random.chance(2) ? "\(numerator)/\(random.int(1...9))" : "(-\(numerator)/4)"
  }

  /// An interval of t as text, with its ends and whether they belong to it.
  mutating func interval() -> (text: String, low: Double, high: Double) {
    if random.chance(3) { return ("", -1, 1) }
    let low = random.int(-16...15)
    let high = random.int((low + 1)...16)
    let open = random.pick([("[", "]"), ("(", "]"), ("[", ")"), ("(", ")")])
    return (
      " for t in \(open.0)\(low)/16, \(high)/16\(open.1)", Double(low) / 16, Double(high) / 16
    )
  }
}
