internal import Expressions

/// The bivariate normal distribution functions inside a kernel, replaced by symbols from inside out.
struct NormalParts {
  /// The kernel, with symbols for the parts.
  private(set) var formula: Expression
  /// The parts, inner ones first.
  private(set) var parts: [NormalPart] = []
  /// The name of a function of several arguments that is not followed; `nil` when there is none.
  private(set) var obstacle: String?

  init(of kernel: Expression, in store: ExpressionStore) {
    formula = kernel
    var symbols: Set<Symbol> = []
    func varies(_ part: Expression) -> Bool {
      store.dependsOnCosine(part) || store.symbols(in: part).contains(where: symbols.contains)
    }
    while obstacle == nil {
      let found = store.topologicalOrder(of: [formula]).first { part in
        if case .application = store.node(part) { varies(part) } else { false }
      }
      guard let part = found, case .application(let function, let arguments) = store.node(part)
      else { return }
      // No program can use such a name.
      let symbol = Symbol("Phi2 #\(parts.count)")
      guard function == .bivariateNormalCDF,
        let angle = store.correlationAngle(of: arguments, varies: varies),
        let rest = try? store.replacing(part, by: store.symbol(symbol), in: formula)
      else {
        let text = store.layout(of: part).text
        obstacle = text.count <= 80 && parts.isEmpty ? text : function.name
        return
      }
      symbols.insert(symbol)
      parts.append(NormalPart(symbol, angle, in: store))
      formula = rest
    }
  }
}
