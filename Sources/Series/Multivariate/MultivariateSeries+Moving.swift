internal import Arithmetic

extension MultivariateSeries {
  /// The series as one in more variables of the same ring.
  ///
  /// - Parameter wider: Indices in ascending order that include all variables of the series.
  func lifted(to wider: [Int]) throws(SeriesError) -> MultivariateSeries {
    if wider == variables { return self }
    return try moved(to: wider, of: context)
  }

  /// The series with fewer monomials kept.
  ///
  /// - Precondition: `truncation` keeps only monomials that the series keeps.
  /// - Throws: `SeriesError.tooLarge`: for a box inside a total degree, as for its ring.
  public func truncated(to truncation: MultivariateTruncation) throws(SeriesError)
    -> MultivariateSeries
  {
    precondition(
      context.truncation.includes(truncation, variableCount: context.variableCount),
      "a series cannot be truncated to a longer one")
    let smaller = try MultivariateContext(
      variableCount: context.variableCount, truncation: truncation,
      fractionBits: context.fractionBits)
    return try moved(to: variables, of: smaller)
  }

  /// Every kept monomial brought to its place in another embedding.
  ///
  /// What the target does not keep is dropped; it lies in the ideal of the contract. So the result stands
  /// for the polynomial of the kept monomials, whose image is 0 in all other places.
  private func moved(
    to wider: [Int], of ring: MultivariateContext
  ) throws(SeriesError) -> MultivariateSeries {
    let target = try ring.embedding(of: wider)
    let places = variables.map { variable in wider.firstIndex(of: variable) ?? 0 }
    let exponents = places.map { target.exponents[$0] }
    let truncation = ring.truncation.restricted(to: variables)
    var moves: [(from: Int, to: Int)] = []
    for monomial in truncation.monomials(variableCount: variables.count) {
      let index = embedding.index(of: monomial)
      if image.isExactlyZero(index) { continue }
      moves.append((index, zip(exponents, monomial).reduce(0) { $0 + $1.0 * $1.1 }))
    }
    return MultivariateSeries(
      ring, variables: wider, embedding: target,
      image: try image.relocated(moves, to: ring.image(target)))
  }

  /// Both series in the variables that occur in either one.
  static func aligned(
    _ x: MultivariateSeries, _ y: MultivariateSeries
  ) throws(SeriesError) -> (MultivariateSeries, MultivariateSeries) {
    precondition(x.context == y.context, "series of different rings")
    if x.variables == y.variables { return (x, y) }
    let union = Set(x.variables).union(y.variables).sorted()
    return (try x.lifted(to: union), try y.lifted(to: union))
  }
}

extension FixedSeries {
  /// The series whose coefficient `to` is the coefficient `from` of this one, and 0 elsewhere.
  ///
  /// A block of the result has the largest error of the coefficients that are moved into it.
  func relocated(
    _ moves: [(from: Int, to: Int)], to ring: SeriesContext
  ) throws(SeriesError) -> FixedSeries {
    let count = (moves.map(\.to).max() ?? -1) + 1
    try SeriesContext.check(count: count, width: rows.width)
    var bounds = BlockProfile(repeating: .zero, order: ring.order)
    for (from, to) in moves {
      let block = BlockProfile.block(of: to)
      bounds.bounds[block] = max(bounds.bounds[block], error(from))
    }
    let width = rows.width
    let moved = rows.withRows { source in
      Coefficients(count: count, width: width) { target in
        target.update(repeating: 0, count: max(1, count * width))
        for (from, to) in moves {
          (target + to * width).update(from: source + from * width, count: width)
        }
      }
    }
    return FixedSeries(
      ring, rows: moved, valuation: moves.map(\.to).min() ?? 0, errors: bounds)
  }
}
