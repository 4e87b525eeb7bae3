import Arithmetic
import Expressions
import Foundation
import Series
import Spectra
import Testing

@testable import Singularities

/// Deeper kernels: exact numbers minus the leading term, which fall as the next term says.
struct DepthRatioTests {
  struct Family: Sendable, CustomTestStringConvertible {
    let kernel: String
    let depths: ClosedRange<Int>

    func text(_ depth: Int) -> String { kernel.replacing("L", with: "\(depth)") }
    var testDescription: String { kernel }
  }

  static let families = [
    Family(kernel: "fc_gpk(L)", depths: 1...6), Family(kernel: "fc_ntk(L)", depths: 1...6),
    Family(kernel: "res_gpk(L, 1/2)", depths: 1...6),
    Family(kernel: "res_gpk(L, 1)", depths: 1...6),
    Family(kernel: "res_ntk(L, 1/2)", depths: 1...6),
    Family(kernel: "res_ntk(L, 1)", depths: 1...6), Family(kernel: "step_gpk(L)", depths: 2...3),
  ]

  private static let precision = 256

  /// The members of a sequence at some indices, with what two terms of their law give there.
  private struct Sequence {
    let name: String
    /// How much the second term falls faster than the first.
    let step: Double
    let exact: (Int) -> RealBall
    let terms: (Int) -> [RealBall]

    /// |exact/first - 1| and |(exact - first)/second - 1|.
    func distances(at index: Int) -> (first: Double, second: Double) {
      let values = terms(index)
      let rest = exact(index).subtracting(values[0], precision: precision)
      let ratio = rest.divided(by: values[1], precision: precision)
      return (
        rest.divided(by: values[0], precision: precision).magnitude.roundedUpDouble,
        ratio.subtracting(.one, precision: precision).magnitude.roundedUpDouble
      )
    }

    /// The rate at which the distances fall from half of the index to the index: that of a power of the index; without
    /// a tolerance, only that they fall, as where the terms follow each other by small fractions of a power.
    func check(at last: Int, tolerance: Double?) {
      let ends = [last / 4 * 2 + last % 2, last].map(distances)
      let rate = log2(ends[0].first / ends[1].first)
      #expect(rate > 0, "\(name): \(ends)")
      if let tolerance {
        #expect(abs(rate - step) < tolerance, "\(name): rate \(rate), not \(step); \(ends)")
      }
      #expect(ends[1].second < ends[0].second, "\(name): \(ends)")
    }
  }

  @Test(arguments: families)
  func laws(of family: Family) throws {
    let isStep = family.kernel.hasPrefix("step")
    for depth in family.depths {
      let reader = try Reader()
      let text = family.text(depth)
      let kernel = try reader.kernel(text)
      let laws = try KernelAsymptotics(of: kernel, in: reader.store, terms: 2).laws
      let series = try TaylorExpansion.expand(
        kernel, in: reader.store, order: 2002, goal: .absolute(bits: 120))
      // Eigenvalues take longest, so only some depths have them.
      let spectrum =
        depth % 3 == 0
        ? try FunkHecke.eigenvalues(
          of: KernelMeridian(kernel, in: reader.store), dimension: 3, degrees: 0...201,
          accuracy: 110) : nil
      for (parity, law) in laws.enumerated() {
        let terms: [AsymptoticTerm]
        switch law {
        case .power(let found): terms = found
        case .zero(let start):
          for n in start..<2002 where n % 2 == parity { #expect(series[n].contains(Rational.zero)) }
          continue
        case .symbolicPower, .entire, .geometric, .enclosed:
          Issue.record("\(text): no power law")
          continue
        }
        let step = (terms[1].exponent - terms[0].exponent).magnitude
        let gap = RealBall(step, precision: 64).midpoint.double(rounding: .nearest)
        let constants = try terms.map {
          try #require($0.taylorConstant(in: reader.store).ball(bits: 200))
        }
        Sequence(name: "b_n of \(text)", step: gap, exact: { series[$0] }) { n in
          zip(constants, terms).map { constant, term in
            let ratio = GammaRatio.value(
              index: n, exponent: term.exponent, precision: Self.precision)
            return constant.multiplied(by: ratio, precision: Self.precision)
          }
        }.check(at: 2000 + parity, tolerance: isStep ? nil : 0.1)
        guard let spectrum else { continue }
        let factors = try terms.map {
          try #require(
            $0.eigenvalueConstant(dimension: .number(3), in: reader.store).ball(bits: 200))
        }
        Sequence(name: "mu_k of \(text)", step: 2 * gap, exact: { spectrum[$0] }) { k in
          zip(factors, terms).map { constant, term in
            let ratio = GammaProduct.eigenvalueRatio(
              degree: k, dimension: 3, exponent: term.exponent, precision: Self.precision)
            return constant.multiplied(by: ratio, precision: Self.precision)
          }
        }.check(at: 200 + parity, tolerance: isStep ? nil : 0.1)
      }
    }
  }
}
