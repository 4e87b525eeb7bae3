import Arithmetic
import Syntax
import TestSupport

// Random trees of every shape that a source can give.

extension SplitMix64 {
  mutating func name() -> Name {
    let names = ["t", "k", "L", "alpha", "c1", "K", "stated", "at", "rate", "depth", "x_2"]
    return Name(pick(names))
  }

  /// A set of different names.
  mutating func names(_ counts: ClosedRange<Int>) -> [Name] {
    var seen: Set<Name> = []
    return several(counts) { $0.name() }.filter { seen.insert($0).inserted }
  }

  mutating func number() -> Rational {
    let size = pick([10, 1000, 1_000_000_000])
    let scale = Integer(10).power(below(pick([2, 8, 60])))
    let digits = Rational(below(size))
    return below(2) == 0 ? digits * Rational(scale) : digits / Rational(scale)
  }

  mutating func term(depth: Int = 5) -> Term {
    guard depth > 0, below(6) > 0 else { return atom() }
    switch below(9) {
    case 8: return Term(.flowValue(flowValue(depth)))
    case 0: return Term(.call(name(), terms(1...3, depth)))
    case 1: return Term(.element(element(depth)))
    case 2: return Term(.negation(term(depth: depth - 1)))
    default:
      let operation = pick(Term.Operator.allCases)
      return Term(.binary(operation, term(depth: depth - 1), term(depth: depth - 1)))
    }
  }

  private mutating func atom() -> Term {
    switch below(5) {
    case 0: Term(.infinity)
    case 1, 2: Term(.number(number()))
    default: Term(.name(name().text))
    }
  }

  private mutating func terms(_ counts: ClosedRange<Int>, _ depth: Int) -> [Term] {
    several(counts) { $0.term(depth: depth - 1) }
  }

  private mutating func flowValue(_ depth: Int) -> FlowValue {
    FlowValue(
      of: Element.Owner(name(), terms(0...2, depth)), name(), at: term(depth: depth - 1))
  }

  private mutating func element(_ depth: Int) -> Element {
    let owner = Element.Owner(name(), terms(0...2, depth))
    return Element(
      of: below(2) == 0 ? owner : nil, name(), index: term(depth: depth - 1),
      arguments: terms(0...1, depth))
  }

  mutating func domain() -> Domain {
    switch below(3) {
    case 0: .range(term(depth: 2), term(depth: 2))
    case 1: .set(several(1...4) { $0.term(depth: 2) })
    default: .interval(interval())
    }
  }

  mutating func interval() -> Interval {
    Interval(
      term(depth: 2), term(depth: 2), includesLower: below(2) == 0, includesUpper: below(2) == 0)
  }

  mutating func relation() -> Relation {
    let limit = Limit(name(), to: term(depth: 1))
    switch below(7) {
    case 6: return .limitingProperty(name(), several(1...2) { $0.term() }, limit)
    case 0: return .membership(term(), interval())
    case 1: return .equivalence(term(), term(), limit)
    case 2:
      let rate = below(2) == 0 ? term() : nil
      return .convergence(term(), to: term(), limit, rate: rate)
    case 3: return .predicate(name(), several(1...3) { $0.term() })
    case 4: return .comparison(Comparison(term(), pick(Comparator.allCases), term()))
    default: return .comparison(chain())
    }
  }

  private mutating func chain() -> Comparison {
    let comparators = pick([[Comparator.less, .lessOrEqual, .equal], [.greater, .greaterOrEqual]])
    return Comparison(
      term(), several(1...3) { Comparison.Link($0.pick(comparators), $0.term(depth: 2)) })
  }

  mutating func claim() -> Claim {
    let variables = names(0...3)
    return Claim(
      Name(pick(["a", "Theorem 4.1", "κ ≤ 1: “so”", "# no comment"])), relation(),
      for: variables.map { Binder($0, in: domain()) },
      expect: pick(Verdict.allCases.map { $0 } + [nil]))
  }

  mutating func declaration() -> Declaration {
    switch below(5) {
    case 4: Declaration(.flow(flow()))
    case 0: Declaration(.parameter(parameter()))
    case 1:
      Declaration(
        .definition(
          Definition(
            pick(Definition.Kind.allCases), name(), parameters: names(0...3), body: term())))
    case 2:
      Declaration(
        .recursion(Recursion(name(), parameters: names(0...2), equations: equations())))
    default: Declaration(.claim(claim()))
    }
  }

  private mutating func flow() -> Flow {
    let components = names(1...3).map { Flow.Component($0, from: term(), slope: term()) }
    return Flow(name(), parameters: names(0...2), components: components)
  }

  private mutating func parameter() -> ParameterDeclaration {
    let constraint: ParameterDeclaration.Constraint? =
      switch below(4) {
      case 0: nil
      case 1: .depth
      case 2: .comparison(pick(Comparator.allCases), term(depth: 2))
      default: .membership(domain())
      }
    return ParameterDeclaration(names(1...3), constraint)
  }

  private mutating func equations() -> [Equation] {
    names(1...2).flatMap { sequence in
      [
        Equation(sequence, .base(below(5)), parameters: names(0...1), body: term()),
        Equation(sequence, .step(name()), parameters: names(0...1), body: term()),
      ]
    }
  }
}
