import Arithmetic
import Expressions
import Series
import Spectra
import Testing

@testable import Singularities

/// Certified coefficients and eigenvalues divided by the leading term: what is left over 1 is the next term.
struct RatioTests {
  private func laws(
    _ kernel: Expressions.Expression, _ reader: Reader
  ) throws -> [[AsymptoticTerm]] {
    try KernelAsymptotics(of: kernel, in: reader.store, terms: 2).laws.map { law in
      guard case .power(let terms) = law else { throw AsymptoticFailure(reason: "no power law") }
      return terms
    }
  }

  /// |(exact - first)/second - 1| and |exact/first - 1| for two terms of an expansion.
  private func excess(
    _ exact: RealBall, _ terms: [RealBall]
  ) -> (defect: Double, size: Double) {
    let rest = exact.subtracting(terms[0], precision: 256)
    return (
      rest.divided(by: terms[1], precision: 256).subtracting(.one, precision: 256)
        .magnitude.roundedUpDouble,
      rest.divided(by: terms[0], precision: 256).magnitude.roundedUpDouble
    )
  }

  private func check(
    _ parity: Int, last: Int, tolerance: Double,
    _ excess: (Int) throws -> (defect: Double, size: Double)
  ) throws {
    let ends = try [last / 4, last / 2, last].map { try excess($0 + parity) }
    for (before, after) in zip(ends, ends.dropFirst()) {
      #expect(after.size < before.size)
      #expect(after.defect < before.defect)
    }
    #expect(ends[2].defect < tolerance, "parity \(parity): \(ends)")
  }

  /// Up to n = 20,000.
  @Test(arguments: [
    ("fc_gpk(2)", 0.01), ("fc_ntk(3)", 0.01), ("res_ntk(3, 1/2)", 0.01), ("laplace(1)", 0.01),
    ("step_gpk(2)", 0.2),
  ])
  func coefficients(kernel: String, tolerance: Double) throws {
    let reader = try Reader()
    let expression = try reader.kernel(kernel)
    let series = try TaylorExpansion.expand(
      expression, in: reader.store, order: 20_002, goal: .absolute(bits: 120))
    for (parity, terms) in try laws(expression, reader).enumerated() {
      let constants = try terms.map {
        try #require($0.taylorConstant(in: reader.store).ball(bits: 200))
      }
      try check(parity, last: 20_000, tolerance: tolerance) { n in
        let values = zip(constants, terms).map { constant, term in
          constant.multiplied(
            by: GammaRatio.value(index: n, exponent: term.exponent, precision: 256), precision: 256)
        }
        return excess(series[n], values)
      }
    }
  }

  /// Up to k = 2,000, on the sphere in three dimensions.
  @Test(arguments: [
    ("fc_gpk(2)", 0.01), ("fc_ntk(3)", 0.01), ("res_ntk(3, 1/2)", 0.01), ("laplace(1)", 0.01),
  ])
  func eigenvalues(kernel: String, tolerance: Double) throws {
    let reader = try Reader()
    let expression = try reader.kernel(kernel)
    let meridian = KernelMeridian(expression, in: reader.store)
    let found = try FunkHecke.eigenvalues(
      of: meridian, dimension: 3, degrees: 0...2001, accuracy: 140)
    for (parity, terms) in try laws(expression, reader).enumerated() {
      let constants = try terms.map {
        try #require(
          $0.eigenvalueConstant(dimension: .number(3), in: reader.store).ball(bits: 200))
      }
      try check(parity, last: 2000, tolerance: tolerance) { k in
        let values = zip(constants, terms).map { constant, term in
          constant.multiplied(
            by: GammaProduct.eigenvalueRatio(
              degree: k, dimension: 3, exponent: term.exponent, precision: 256), precision: 256)
        }
        return excess(found[k], values)
      }
    }
  }
}
