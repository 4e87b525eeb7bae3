internal import Arithmetic

/// An expression laid out for the computation of Taylor coefficients, one order after the other.
///
/// The coefficient of order k of each operation follows from those of order ≤ k of its operands and of order < k of
/// all operations (Moore 1966, chapter 11), so that a differential equation is solved term by term.
struct TaylorProgram: Sendable {
  enum Operation: Sendable {
    case rational(Rational)
    case pi
    case variable(Int)
    case sum([Int])
    case scaled(Int, Rational)
    case product(Int, Int)
    case power(Int, Rational)
    /// f(g) by (f∘g)' = h·g', with the operation h for f'(g).
    case composition(Function, Int, slope: Int)
    case absolute(Int)
    /// No value, for what is not supported.
    case unknown
  }

  private(set) var operations: [Operation] = []
  private(set) var results: [Int] = []
  private var sines: [Int: Int] = [:]
  private var kappas: [Int: [Int: Int]] = [:]

  /// Lays out expressions in symbols that are numbered.
  init(_ expressions: [Expression], variables: [Symbol: Int], in store: ExpressionStore) {
    var places: [Expression: Int] = [:]
    for expression in store.topologicalOrder(of: expressions) {
      func place(_ child: Expression) -> Int { places[child] ?? 0 }
      let new: Int
      switch store.node(expression) {
      case .rational(let value): new = append(.rational(value))
      case .pi: new = append(.pi)
      case .symbol(let symbol):
        new = append(variables[symbol].map(Operation.variable) ?? .unknown)
      case .sum(let terms): new = append(.sum(terms.map(place)))
      case .product(let coefficient, let factors):
        let powers = factors.map { appendPower(place($0.base), $0.exponent) }
        var product = powers[0]
        for factor in powers.dropFirst() { product = append(.product(product, factor)) }
        new = coefficient.isOne ? product : append(.scaled(product, coefficient))
      case .function(let function, let argument):
        new = appendFunction(function, place(argument))
      case .application: new = append(.unknown)
      }
      places[expression] = new
    }
    results = expressions.map { places[$0] ?? 0 }
  }

  private mutating func append(_ operation: Operation) -> Int {
    operations.append(operation)
    return operations.count - 1
  }

  /// Small powers are products, which have coefficients where the base is 0.
  private mutating func appendPower(_ base: Int, _ exponent: Rational) -> Int {
    if exponent.isOne { return base }
    guard let count = exponent.word, (2...16).contains(count) else {
      return append(.power(base, exponent))
    }
    var power = base
    for _ in 1..<count { power = append(.product(power, base)) }
    return power
  }

  private mutating func appendFunction(_ function: Function, _ argument: Int) -> Int {
    switch function {
    case .exp: return append(.composition(.exp, argument, slope: operations.count))
    case .log: return append(.composition(.log, argument, slope: append(.power(argument, -1))))
    case .sin, .cos:
      let sine = operations.count
      _ = append(.composition(.sin, argument, slope: sine + 1))
      _ = append(.composition(.cos, argument, slope: sine + 2))
      _ = append(.scaled(sine, -1))
      return function == .sin ? sine : sine + 1
    case .erf, .normalCDF:
      // erf' = 2e^(-u²)/√π, Φ' = e^(-u²/2)/√(2π).
      let isErf = function == .erf
      let exponent = append(
        .scaled(append(.product(argument, argument)), isErf ? -1 : Rational(-1, over: 2)))
      let bell = append(.composition(.exp, exponent, slope: operations.count))
      let circle = append(.scaled(append(.pi), isErf ? 1 : 2))
      let root = append(.power(circle, Rational(-1, over: 2)))
      let slope = append(.scaled(append(.product(bell, root)), isErf ? 2 : 1))
      return append(.composition(function, argument, slope: slope))
    case .arcsin:
      return append(.composition(.arcsin, argument, slope: reciprocalSine(argument)))
    case .arccos:
      let slope = append(.scaled(reciprocalSine(argument), -1))
      return append(.composition(.arccos, argument, slope: slope))
    case .abs: return append(.absolute(argument))
    case .kappa(let degree): return kappa(degree, argument)
    }
  }

  /// ((1 - g)(1 + g))^(-1/2), whose factors keep their relative accuracy near ±1.
  private mutating func reciprocalSine(_ argument: Int) -> Int {
    if let known = sines[argument] { return known }
    let one = append(.rational(1))
    let below = append(.sum([one, append(.scaled(argument, -1))]))
    let above = append(.sum([one, argument]))
    let sine = append(.power(append(.product(below, above)), Rational(-1, over: 2)))
    sines[argument] = sine
    return sine
  }

  /// κₙ' = n²/(2n-1)·κₙ₋₁ and κ₀' = 1/(π√(1-u²)).
  private mutating func kappa(_ degree: Int, _ argument: Int) -> Int {
    if let known = kappas[argument]?[degree] { return known }
    var slope = append(
      .product(reciprocalSine(argument), append(.power(append(.pi), -1))))
    var place = slope
    for n in 0...degree {
      if n > 0 { slope = append(.scaled(place, Rational(n * n, over: 2 * n - 1))) }
      if let known = kappas[argument]?[n] {
        place = known
      } else {
        place = append(.composition(.kappa(n), argument, slope: slope))
        kappas[argument, default: [:]][n] = place
      }
    }
    return place
  }
}

/// The Taylor coefficients of all operations of a program, as far as they are computed.
struct TaylorEvaluator {
  let program: TaylorProgram
  let precision: Int
  private var rows: [[RealBall]]
  /// The coefficients of g' for each operation g, the coefficient of order j times j.
  private var slopes: [[RealBall]]

  init(_ program: TaylorProgram, precision: Int) {
    self.program = program
    self.precision = precision
    rows = [[RealBall]](repeating: [], count: program.operations.count)
    slopes = rows
  }

  /// Takes the next coefficient of each variable and returns that of each result.
  ///
  /// - Complexity: O(k) operations on balls for each operation of the program.
  mutating func extend(_ variables: [RealBall]) -> [RealBall] {
    let order = rows.first?.count ?? 0
    for (place, operation) in program.operations.enumerated() {
      let value = coefficient(operation, place, order, variables)
      rows[place].append(value)
      slopes[place].append(value.multiplied(by: RealBall(order), precision: precision))
    }
    return program.results.map { rows[$0][order] }
  }

  private func coefficient(
    _ operation: TaylorProgram.Operation, _ place: Int, _ k: Int, _ variables: [RealBall]
  ) -> RealBall {
    switch operation {
    case .rational(let value): return k == 0 ? RealBall(value, precision: precision) : .zero
    case .pi: return k == 0 ? RealBall.pi(precision: precision) : .zero
    case .variable(let number): return variables[number]
    case .sum(let terms):
      return terms.dropFirst().reduce(rows[terms[0]][k]) {
        $0.adding(rows[$1][k], precision: precision)
      }
    case .scaled(let base, let factor):
      return factor == -1
        ? rows[base][k].negated() : rows[base][k].multiplied(by: factor, precision: precision)
    case .product(let a, let b): return convolution(rows[a][0...k], rows[b][0...k])
    case .power(let base, let exponent): return power(base, exponent, place, k)
    case .composition(let function, let argument, let slope):
      if k == 0 { return value(of: function, at: rows[argument][0]) }
      return convolution(slopes[argument][1...k], rows[slope][0..<k])
        .divided(by: RealBall(k), precision: precision)
    case .absolute(let argument):
      let first = rows[argument][0]
      if first.isCertainlyPositive { return rows[argument][k] }
      if first.isCertainlyNegative { return rows[argument][k].negated() }
      return k == 0 ? first.absolute(precision: precision) : .everything
    case .unknown: return .everything
    }
  }

  /// Σ aⱼ·b₍ₙ₋ⱼ₎ over rows of the same length.
  private func convolution(_ a: ArraySlice<RealBall>, _ b: ArraySlice<RealBall>) -> RealBall {
    var sum = RealBall.zero
    for (x, y) in zip(a, b.reversed()) where !x.isZero && !y.isZero {
      sum = sum.adding(x.multiplied(by: y, precision: precision), precision: precision)
    }
    return sum
  }

  /// f = gᵃ by g·f' = a·g'·f: k·g₀·fₖ = Σ_(j≥1) (a·j - (k - j))·gⱼ·f₍ₖ₋ⱼ₎.
  private func power(_ base: Int, _ exponent: Rational, _ place: Int, _ k: Int) -> RealBall {
    let g = rows[base]
    if k == 0 {
      return (try? RealBall.power(g[0], exponent, precision: precision)) ?? .everything
    }
    var sum = RealBall.zero
    for j in 1...k where !g[j].isZero {
      let weight = exponent * Rational(j) - Rational(k - j)
      if weight.isZero { continue }
      sum = sum.adding(
        g[j].multiplied(by: rows[place][k - j], precision: precision)
          .multiplied(by: weight, precision: precision), precision: precision)
    }
    if sum.isZero { return .zero }
    return sum.divided(
      by: g[0].multiplied(by: RealBall(k), precision: precision), precision: precision)
  }

  private func value(of function: Function, at x: RealBall) -> RealBall {
    var algebra = RealBallAlgebra(precision: precision, bindings: [:])
    return (try? algebra.function(function, x, argument: 0, isInDomain: true)) ?? .everything
  }
}
