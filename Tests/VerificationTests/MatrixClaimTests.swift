import Syntax
import Testing
import Verification

/// Claims about kernel matrices.
struct MatrixClaimTests {
  static let proved = [
    Case("lambda_min(kappa1, sphere(5, 3, 1)) > 0"),
    Case("condition(cgpk(3, 2, 4, trace), random_images(6, 4, 3, 1)) > 1"),
    Case("lambda_max(cntk(3, 2, 4, gap), random_images(6, 4, 3, 1)) < 18"),
    Case("lambda_min(normalized(rescgpk(3, 2, 4, trace, 1/2)), random_images(9, 4, 2, 1)) >= 0"),
    Case(
      "condition(cgpk(3, 2, (2, 2), gap), random_images(5, (2, 2), 3, 1)) >= "
        + "double_constant(cgpk(3, 2, (2, 2), gap), random_images(5, (2, 2), 3, 1))"),
    Case(
      "lambda_min_bound(cgpk(3, 1, 4, trace), random_images(4, 4, 9, 1)) <= "
        + "lambda_min(cgpk(3, 1, 4, trace), random_images(4, 4, 9, 1))"),
    Case("lambda_min((t[1] + t[2])/2, random_images(3, 2, 5, 1)) > 0"),
  ]

  @Test(arguments: proved)
  func trueClaims(_ claim: Case) throws {
    #expect(try verdict(on: claim.statement, with: claim.declarations) == .proved)
  }

  static let refuted = [
    Case("condition(cgpk(3, 2, 4, trace), random_images(6, 4, 3, 1)) < 1"),
    Case("lambda_min(cntk(3, 2, 4, gap), random_images(6, 4, 3, 1)) > 6"),
  ]

  @Test(arguments: refuted)
  func falseClaims(_ claim: Case) throws {
    #expect(try verdict(on: claim.statement) == .refuted)
  }

  /// Forty images of one channel: pixels are ±1, so some images are equal and there is no condition number.
  @Test func singularMatricesHaveNoConditionNumber() throws {
    let claim = "condition(cgpk(3, 2, 4, trace), random_images(40, 4, 1, 1)) < 100"
    #expect(try verdict(on: claim) == .undecided)
  }
}
