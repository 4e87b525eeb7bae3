import Arithmetic
import Testing

@testable import Matrices

struct SpectrumSmokeTests {
  @Test func second() {
    let matrix = SymmetricBallMatrix(count: 3) { i, j in RealBall(i == j ? 2 : 1) }
    let balls = SymmetricSpectrum(of: matrix, width: 3).eigenvalues()
    #expect(balls[0].contains(Dyadic(1)) && balls[1].contains(Dyadic(1)))
    #expect(balls[2].contains(Dyadic(4)))
  }
}
