internal import Expressions
internal import Singularities

extension AsymptoticsReport {
  /// What must differ from zero for the laws: what the series were computed under, and leading constants that may be
  /// zero for some values of the parameters, without the factors that are proved not to be.
  static func openConditions(of asymptotics: KernelAsymptotics, in store: ExpressionStore)
    -> [Layout]
  {
    var found = asymptotics.conditions
    for law in asymptotics.laws {
      switch law {
      case .power(let terms), .geometric(_, let terms):
        guard let leading = terms.first, !leading.isNonzero else { continue }
        // As the report prints it; symbols of its own stand for values of functions, so the strength is shown then.
        let printed = leading.taylorConstant(in: store).factor
        let known = Set(store.symbols(in: leading.strength))
        let constant = known.isSuperset(of: store.symbols(in: printed)) ? printed : leading.strength
        found += openFactors(of: store.tidied(constant), in: store)
      case .symbolicPower, .zero, .entire, .enclosed: continue
      }
    }
    var options = FormulaOptions()
    options.names = asymptotics.names
    var result: [Layout] = []
    for layout in found.map({ store.layout(of: $0, options: options) })
    where !result.contains(layout) {
      result.append(layout)
    }
    return result
  }

  private static func openFactors(
    of constant: Expression, in store: ExpressionStore
  ) -> [Expression] {
    guard case .product(_, let factors) = store.node(constant) else { return [constant] }
    let open = factors.map(\.base).filter {
      let sign = store.knownSign(of: $0)
      return sign != .positive && sign != .negative
    }
    return open.isEmpty ? [constant] : open
  }
}
