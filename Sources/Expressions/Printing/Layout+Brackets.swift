/// What shows its own extent in a notation, and so needs no brackets.
struct BracketRules {
  /// Where a fraction may stand among factors without brackets.
  enum FractionPlace {
    /// Anywhere: a fraction bar shows what is above and below it.
    case anywhere
    /// In front: a/b*c reads as (a/b)*c.
    case inFront
    /// Nowhere: side by side, a/b c may be read as a/(b c).
    case nowhere
  }

  /// Where a fraction may stand among factors.
  let fractions: FractionPlace
  /// Whether a fraction bar encloses what stands above and below it.
  let barsEnclose: Bool
  /// Whether exponents are raised: those that are integers need no brackets then.
  let exponentsAreRaised: Bool
  /// Whether any exponent can be raised, so that none needs brackets.
  let allExponentsAreRaised: Bool
  /// Whether layers are raised, so that a further exponent needs brackets.
  let layersAreRaised: Bool
  /// How roots are written.
  let roots: RootForm

  /// How roots are written.
  enum RootForm {
    /// Square roots as a function with brackets of its own, others as powers.
    case function
    /// With a sign that only an atom can follow.
    case sign
    /// With a sign that stretches over the radicand.
    case stretchedSign
  }

  /// One line of ASCII.
  static let language = BracketRules(
    fractions: .inFront, barsEnclose: false, exponentsAreRaised: false,
    allExponentsAreRaised: false, layersAreRaised: false, roots: .function)
  /// One line of Unicode.
  static let unicode = BracketRules(
    fractions: .nowhere, barsEnclose: false, exponentsAreRaised: true,
    allExponentsAreRaised: false, layersAreRaised: true, roots: .sign)

  /// What a radicand must hold together as.
  func radicandContext(_ degree: Int) -> Layout.Precedence {
    switch roots {
    case .function: degree == 2 ? .sum : .atom
    case .sign: .atom
    case .stretchedSign: .sum
    }
  }

  /// Two-dimensional notation.
  static func display(layersAreRaised: Bool) -> BracketRules {
    BracketRules(
      fractions: .anywhere, barsEnclose: true, exponentsAreRaised: true,
      allExponentsAreRaised: true, layersAreRaised: layersAreRaised,
      roots: .stretchedSign)
  }
}

extension Layout {
  /// How tightly a formula holds together; larger is tighter.
  enum Precedence: Int, Comparable {
    case sum, fraction, product, power, atom

    static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }
  }

  /// The formula with brackets where the notation needs them, and nowhere else.
  func bracketed(by rules: BracketRules) -> Layout {
    switch self {
    case .number, .name, .layer: return self
    case .brackets(let inner): return .brackets(inner.bracketed(by: rules))
    case .sum(let terms):
      return .sum(
        terms.map { signed in
          SignedTerm(isNegative: signed.isNegative, signed.term.bracketed(.fraction, rules))
        })
    case .product(let factors):
      return .product(
        factors.enumerated().map { index, factor in
          factor.bracketed(factor.context(at: index, rules), rules)
        })
    case .fraction(let top, let bottom):
      if rules.barsEnclose {
        return .fraction(top.bracketed(by: rules), bottom.bracketed(by: rules))
      }
      return .fraction(top.bracketed(.fraction, rules), bottom.bracketed(.power, rules))
    case .power(let base, let exponent):
      let context = exponent.exponentContext(rules)
      return .power(base.bracketed(.atom, rules), exponent.bracketed(context, rules))
    case .root(let degree, let radicand):
      return .root(degree, radicand.bracketed(rules.radicandContext(degree), rules))
    case .call(let function, let argument):
      return .call(function, argument.bracketed(by: rules))
    case .application(let function, let arguments):
      return .application(function, arguments.map { $0.bracketed(by: rules) })
    }
  }

  private func bracketed(_ context: Precedence, _ rules: BracketRules) -> Layout {
    let inner = bracketed(by: rules)
    return precedence(by: rules) < context ? .brackets(inner) : inner
  }

  /// What a factor must hold together as, at its place in a product.
  private func context(at index: Int, _ rules: BracketRules) -> Precedence {
    switch rules.fractions {
    case .anywhere: .fraction
    case .inFront: index == 0 ? .fraction : .product
    case .nowhere: .product
    }
  }

  private func exponentContext(_ rules: BracketRules) -> Precedence {
    if rules.allExponentsAreRaised { return .sum }
    if rules.exponentsAreRaised, isInteger { return .sum }
    return .atom
  }

  /// Whether this is an integer in digits.
  var isInteger: Bool {
    switch self {
    case .number: true
    case .sum(let terms):
      if terms.count == 1, case .number = terms[0].term { true } else { false }
    case .name, .layer, .product, .fraction, .power, .root, .call, .application, .brackets: false
    }
  }

  private func precedence(by rules: BracketRules) -> Precedence {
    switch self {
    case .sum: .sum
    case .layer(let offset): offset == 0 ? .atom : .sum
    case .fraction(.number(let top), .number(let bottom)):
      rules.fractions == .nowhere && UnicodeName.vulgarFractions["\(top)/\(bottom)"] != nil
        ? .product : .fraction
    case .fraction: .fraction
    case .product: .product
    case .power: .power
    case .root(let degree, _): degree == 2 && rules.roots == .function ? .atom : .power
    case .name(.layered), .name(.element): rules.layersAreRaised ? .power : .atom
    case .number, .name, .call, .application, .brackets: .atom
    }
  }
}
