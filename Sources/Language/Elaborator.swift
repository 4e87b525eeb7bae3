internal import Arithmetic
public import Conditioning
public import Expressions
public import Kernels
internal import Puiseux
public import Recurrences
internal import Spectra
public import Syntax

/// Turns terms of the language into expressions, networks and quantities.
///
/// One elaborator serves one task; its store holds everything it has made, and applications of named
/// kernels are remembered, so a claim about a thousand coefficients builds its kernel once.
public final class Elaborator {
  /// Where the expressions live.
  public let store: ExpressionStore
  let definitions: Definitions
  /// The recurrences of networks and recursions whose depth is a symbol.
  public let recurrences: RecurrenceTable
  /// The quantities that stand in expressions as symbols.
  public internal(set) var quantities: [Symbol: Quantity] = [:]
  var quantitySymbols: [Quantity: Symbol] = [:]
  /// The sequences of which claims about limits speak; they stand in expressions as symbols.
  public internal(set) var sequences: [Symbol: KernelSequence] = [:]
  /// The points that quantities speak of.
  public internal(set) var pointSets: [PointDescription: PointSet] = [:]
  /// The images that quantities speak of.
  public internal(set) var imageSets: [ImageDescription: ImageSet] = [:]
  /// The linear maps that quantities speak of.
  public internal(set) var linearMaps: [OperatorDescription: LinearMap] = [:]
  var applications: [Application: Value] = [:]
  var symbolicRecursions: [Application: Int] = [:]
  var frames: [Application: RecursionFrame] = [:]
  var depthParameters: Set<String> = []
  /// The conditions under which what is being read has a value.
  var conditions = ConditionList()
  /// The values that the variables of the current case of a claim have.
  var values: [Symbol: Expression] = [:]
  var applicationConditions: [Application: [Condition]] = [:]
  /// Where layers stand, by the number that errors of networks refer to.
  var origins: [(range: SourceRange, path: String)] = []
  /// The file of the term that is being read.
  var currentPath = ""
  var networks: [Expression: KernelOrigin] = [:]
  var expandedKernels: [NetworkKernel: Expression] = [:]
  /// What is known of kernels that compare different pixels: those of average pooling, and `nil` for others.
  var pooledKernels: [Expression: PooledKernel?] = [:]
  /// The sizes of images, for networks that do not state them.
  public var imageSides: [Int]?

  struct Application: Hashable {
    let name: String
    let arguments: [Value]
  }

  /// Creates an elaborator; the parameters' assumptions become those of its store.
  ///
  /// - Throws: `SyntaxError` for an assumption that is no interval with rational ends.
  public init(definitions: Definitions) throws(SyntaxError) {
    self.definitions = definitions
    store = ExpressionStore()
    recurrences = RecurrenceTable(store: store)
    for (name, constraint, source) in definitions.parameters {
      if case .depth = constraint {
        depthParameters.insert(name.text)
        store.assume(.depth, of: Symbol(name.text))
      } else {
        let assumption = try assumption(constraint, of: name, in: source)
        store.assume(assumption, of: Symbol(name.text))
      }
    }
  }

  /// Where a term is read: its file, the meaning of local names, and how deep in definitions it is.
  struct Scope {
    let source: SourceFile
    var locals: [String: Value] = [:]
    /// The sequence elements of the recursion that is being computed.
    var recursion: RecursionFrame?
    /// The step of a recursion that is read with its index as a symbol.
    var symbolicFrame: SymbolicFrame?
    /// Whether quantities such as `taylor(K, n)` may stand here.
    var allowsQuantities = false
    /// Names that a claim leaves free and asks for.
    var allowsConstants = false
    /// The index of a claim about the limit of a sequence.
    var sequenceIndex: SequenceIndex?
    /// Whether the kernels of sequences and function spaces may have a depth without a value.
    var allowsSymbolicDepth = false
    var nesting = 0
    /// How many elements of sequences over pixels are being computed, one for another.
    var pixelDepth = 0

    func error(
      _ message: String, at range: SourceRange, expected: String? = nil, suggestion: String? = nil,
      note: String? = nil, isUndecided: Bool = false
    ) -> SyntaxError {
      SyntaxError([
        Diagnostic(
          in: source, at: range, message: message, expected: expected, suggestion: suggestion,
          note: note, isUndecided: isUndecided)
      ])
    }
  }

  /// The expression that a command-line term stands for.
  ///
  /// - Throws: `SyntaxError` pointing into the term's text.
  public func kernel(_ term: Term, in source: SourceFile) throws(SyntaxError) -> Expression {
    try expression(of: term, in: Scope(source: source))
  }

  /// The layer-by-layer derivation of a kernel that `gpk` or `ntk` made; `nil` for other kernels.
  ///
  /// - Throws: `NetworkError` when a layer has no kernel, which `gpk` and `ntk` would have reported.
  public func derivation(of kernel: Expression) throws(NetworkError) -> [DerivationStep]? {
    guard let origin = networks[kernel] else { return nil }
    if origin.network.actsOnImages {
      return try ImageDerivation(
        of: NetworkKernel(of: origin.network, isTangent: origin.isTangent), onImageOf: imageSides,
        recurrences: recurrences
      ).steps
    }
    return try Derivation(
      of: origin.network, isTangent: origin.isTangent, recurrences: recurrences,
      parametrization: origin.parametrization
    ).steps
  }

  /// Whether `gpk` or `ntk` made a kernel from a network that acts on images.
  public func isImageKernel(_ kernel: Expression) -> Bool {
    networks[kernel]?.network.actsOnImages ?? false
  }

  /// Whether the network of a kernel says how large its images are.
  public func statesImageSize(_ kernel: Expression) -> Bool {
    networks[kernel]?.network.imageSides != nil
  }

  /// Whether a kernel is the tangent kernel of a network; `nil` for kernels that `gpk` and `ntk` did not
  /// make.
  public func isTangentKernel(_ kernel: Expression) -> Bool? { networks[kernel]?.isTangent }

  /// The expression that a term stands for.
  func expression(of term: Term, in scope: Scope) throws(SyntaxError) -> Expression {
    let value = try value(of: term, in: scope)
    if case .kernel(let kernel) = value { return try expanded(kernel, term, scope) }
    guard case .expression(let expression) = value else {
      throw scope.error(
        "\(value.kindName) where a number or a kernel belongs", at: term.range,
        expected: "an expression",
        suggestion: value.isNetwork ? "write `gpk(…)` or `ntk(…)` for its kernel" : nil)
    }
    return expression
  }

  /// The values of terms, in their order.
  func values(of terms: [Term], in scope: Scope) throws(SyntaxError) -> [Value] {
    var values: [Value] = []
    for term in terms { values.append(try value(of: term, in: scope)) }
    return values
  }

  /// The value of a term.
  func value(of term: Term, in scope: Scope) throws(SyntaxError) -> Value {
    currentPath = scope.source.path
    switch term.kind {
    case .number(let number): return .expression(store.rational(number))
    case .text:
      throw scope.error(
        "text where a number or a kernel belongs", at: term.range, expected: "an expression")
    case .infinity:
      throw scope.error(
        "`oo` is not a number", at: term.range, expected: "a finite value",
        suggestion: "`oo` stands after `->` only")
    case .name(let name): return try value(named: name, term, scope)
    case .call(let callee, let arguments): return try call(callee, arguments, term, scope)
    case .element(let element): return .expression(try self.element(element, term, scope))
    case .flowValue(let value): return .expression(try flowValue(value, term, scope))
    case .tuple(let terms):
      var parts: [Expression] = []
      for part in terms { parts.append(try expression(of: part, in: scope)) }
      return .tuple(parts)
    case .negation(let operand):
      return .expression(store.negated(try expression(of: operand, in: scope)))
    case .binary(let operation, let left, let right):
      return .expression(try binary(operation, left, right, term, scope))
    }
  }

  private func binary(
    _ operation: Term.Operator, _ left: Term, _ right: Term, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    let a = try expression(of: left, in: scope)
    let b = try expression(of: right, in: scope)
    switch operation {
    case .plus: return store.sum(a, b)
    case .minus: return store.difference(a, b)
    case .times: return store.product(a, b)
    case .over:
      require(.nonzero, of: b)
      return try checked(right, scope) { () throws(ExpressionError) in try store.quotient(a, b) }
    case .power: return try power(a, b, term, scope)
    }
  }

  private func power(
    _ base: Expression, _ exponent: Expression, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    guard let number = store.rationalValue(exponent) else {
      if let sign = alternatingPower(base, exponent, scope) { return sign }
      let isNumber = store.symbols(in: base).isEmpty
      guard
        store.isPositive(base) || store.isNonnegativeFunction(base)
          || (isNumber && CoefficientSign(of: base, in: store) == .positive)
      else {
        throw scope.error(
          "a symbolic exponent needs a base that is known to be positive", at: term.range,
          expected: "a rational exponent or a positive base",
          suggestion: store.symbols(in: exponent).first.map { "write a number for `\($0.name)`" })
      }
      require(.positive, of: base)
      return try checked(term, scope) { () throws(ExpressionError) in
        try store.power(base, symbolicExponent: exponent)
      }
    }
    require(baseOf: number, base)
    return try checked(term, scope) { () throws(ExpressionError) in
      try store.power(base, number)
    }
  }

  /// Runs a construction and reports a missing value at a term.
  func checked<Result>(
    _ term: Term, _ scope: Scope, _ body: () throws(ExpressionError) -> Result
  ) throws(SyntaxError) -> Result {
    do {
      return try body()
    } catch {
      switch error {
      case .divisionByZero:
        throw scope.error("division by zero", at: term.range, expected: "a divisor that is not 0")
      case .rootOfNegative:
        throw scope.error(
          "a root of a negative number", at: term.range,
          expected: "a number that is not negative",
          suggestion: "roots are taken of numbers that are not negative; an odd one can be written "
            + "-(8)^(1/3)")
      case .tooLarge:
        throw scope.error(
          "this power has more than sixteen million bits", at: term.range,
          expected: "a smaller exponent")
      case .notDifferentiable(let what):
        throw scope.error(
          "there is no formula for the derivative of \(what)", at: term.range,
          expected: "an activation with a dual in closed form")
      case .outsideDomain(let function, let argument):
        throw scope.error(
          "`\(function)` has no value at \(argument)", at: term.range,
          expected: function == "log" ? "a positive argument" : "an argument in [-1, 1]")
      }
    }
  }
}
