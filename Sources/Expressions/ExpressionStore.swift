internal import Arithmetic

/// An arena of hash-consed expressions.
///
/// Every expression is stored once; equal ones have equal handles. All traversals walk indices and
/// never recurse, so depth is bounded by memory alone. The order of terms and factors depends on
/// their structure only (``precedes(_:_:)``), never on hashing seeds or on the history of the store.
///
/// A store is used by one task at a time.
public final class ExpressionStore {
  private(set) var nodes: [Node] = []
  private(set) var fingerprints: [UInt64] = []
  private var table: [Node: Int32] = [:]
  private(set) var assumptions: [Symbol: Assumption] = [.cosine: .cosine]
  var signs: [Int32: SignSet] = [:]
  var valuesAtOne: [Int32: Expression] = [:]
  var definiteness: [Int32: Bool] = [:]
  var trends: [Int32: CoefficientTrend] = [:]
  var dependence: [Int32: Bool] = [:]
  var simpler: [Int32: Expression] = [:]
  var unitBounds: [Int32: Bool] = [:]
  /// The activations that were written down, in order, for reading printed formulas back.
  var pointwiseFunctions: [PointwiseFunction] = []
  var programs: [PointwiseFunction: PointwiseProgram] = [:]
  var flowPrograms: [FlowFunction: FlowProgram] = [:]

  /// Creates an empty store.
  public init() {}

  /// The number of nodes.
  public var count: Int { nodes.count }

  /// The node behind a handle.
  public func node(_ expression: Expression) -> Node { nodes[Int(expression.index)] }

  /// Declares what is assumed of a symbol.
  ///
  /// - Precondition: the symbol has not been used in this store under another assumption, because
  ///   simplifications may have relied on it.
  public func assume(_ assumption: Assumption, of symbol: Symbol) {
    precondition(
      table[.symbol(symbol)] == nil || self.assumption(of: symbol) == assumption,
      "an assumption must be declared before its symbol is used")
    assumptions[symbol] = assumption
  }

  /// Whether a symbol occurs in the store.
  public func isUsed(_ symbol: Symbol) -> Bool { table[.symbol(symbol)] != nil }

  /// What is assumed of a symbol; any real number when nothing was declared.
  ///
  /// Cosine similarities of pixels lie in [-1, 1] as t does.
  public func assumption(of symbol: Symbol) -> Assumption {
    assumptions[symbol] ?? (symbol.isCosine ? .cosine : .real)
  }

  /// Stores a node that fulfils the invariants of ``Node``.
  func intern(_ node: Node) -> Expression {
    if let index = table[node] { return Expression(index: index) }
    let index = Int32(nodes.count)
    nodes.append(node)
    fingerprints.append(fingerprint(of: node))
    table[node] = index
    return Expression(index: index)
  }

  private func fingerprint(of node: Node) -> UInt64 {
    var mixer = FingerprintMixer()
    switch node {
    case .rational(let value):
      mixer.mix(1)
      value.numerator.fingerprintWords.forEach { mixer.mix($0) }
      value.denominator.fingerprintWords.forEach { mixer.mix($0) }
    case .pi: mixer.mix(2)
    case .symbol(let symbol):
      mixer.mix(3)
      symbol.name.utf8.forEach { mixer.mix(UInt64($0)) }
    case .sum(let terms):
      mixer.mix(4)
      terms.forEach { mixer.mix(fingerprints[Int($0.index)]) }
    case .product(let coefficient, let factors):
      mixer.mix(5)
      coefficient.numerator.fingerprintWords.forEach { mixer.mix($0) }
      coefficient.denominator.fingerprintWords.forEach { mixer.mix($0) }
      for factor in factors {
        mixer.mix(fingerprints[Int(factor.base.index)])
        factor.exponent.numerator.fingerprintWords.forEach { mixer.mix($0) }
        factor.exponent.denominator.fingerprintWords.forEach { mixer.mix($0) }
      }
    case .function(let function, let argument):
      mixer.mix(6)
      mixer.mix(function.code)
      mixer.mix(fingerprints[Int(argument.index)])
    case .application(let function, let arguments):
      mixer.mix(7)
      function.name.utf8.forEach { mixer.mix(UInt64($0)) }
      arguments.forEach { mixer.mix(fingerprints[Int($0.index)]) }
    }
    return mixer.state
  }
}

/// Mixes words into a fingerprint that is the same in every process (SplitMix64's finaliser).
struct FingerprintMixer {
  private(set) var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func mix(_ word: UInt64) {
    var z = (state ^ word) &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    state = z ^ (z >> 31)
  }
}
