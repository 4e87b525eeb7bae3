import Arithmetic
import Testing

@testable import Spectra

/// 1 − θ²q for given θ and q.
private func unit(_ theta: ComplexBall, _ q: ComplexBall) -> ComplexMeridianValue {
  let value = ComplexBall.one.subtracting(
    theta.squared(precision: 80).multiplied(by: q, precision: 80), precision: 80)
  return ComplexMeridianValue(
    value: value, theta: theta, defect: .init(fromOne: q), precision: 80)
}

private func corners(_ box: ComplexBall) -> [ComplexBall] {
  let (x, y) = (box.real, box.imaginary)
  return [x.lowerBound(precision: 80), x.upperBound(precision: 80)].flatMap { u in
    [y.lowerBound(precision: 80), y.upperBound(precision: 80)].map { v in
      ComplexBall(real: RealBall(u), imaginary: RealBall(v))
    }
  }
}

private func point(_ x: Double, _ y: Double) -> ComplexBall {
  ComplexBall(real: RealBall(Dyadic(x)), imaginary: RealBall(Dyadic(y)))
}

private let angles = [
  point(0, 0), point(0.01, 0.02), point(0.5, 0.25), point(1.25, -0.5), point(-0.75, 0.5),
  point(2.5, 0.125), point(0, 1),
]
private let quotients = [point(0.5, 0), point(0.25, 0.125), point(0.125, -0.0625)]

/// Compares the images of a rectangle with those of its corners, one variable wide at a time, so that
/// each derivative must carry its own weight.
private func check(_ wide: ComplexMeridianValue, _ parts: [ComplexMeridianValue], _ name: String) {
  guard let all = wide.kappas(precision: 80), let psi = wide.arccosine(precision: 80) else {
    return
  }
  for part in parts {
    guard let at = part.kappas(precision: 80), let angle = part.arccosine(precision: 80) else {
      Issue.record("\(name): a corner has no value")
      continue
    }
    #expect(psi.value.overlaps(angle.value), "\(name): arccos \(psi.value), \(angle.value)")
    #expect(all.kappa0.value.overlaps(at.kappa0.value), "\(name): κ₀")
    #expect(all.kappa1.value.overlaps(at.kappa1.value), "\(name): κ₁")
    if let q = all.kappa1.defect?.quotient, let p = at.kappa1.defect?.quotient {
      #expect(q.overlaps(p), "\(name): defect \(q), \(p)")
    }
  }
}

@Test(arguments: [4, 8, 14])
func wideQuotientsAreCarriedThrough(_ bits: Int) {
  for theta in angles {
    for middle in quotients {
      let q = middle.widened(by: .powerOfTwo(-bits))
      check(unit(theta, q), corners(q).map { unit(theta, $0) }, "θ \(theta), q \(q)")
    }
  }
}

@Test(arguments: [3, 8, 14])
func wideAnglesAreCarriedThrough(_ bits: Int) {
  for middle in angles {
    for q in quotients {
      let theta = middle.widened(by: .powerOfTwo(-bits))
      check(unit(theta, q), corners(theta).map { unit($0, q) }, "θ \(theta), q \(q)")
    }
  }
}

@Test(arguments: [3, 8, 14])
func entireFunctionsAreCarriedThrough(_ bits: Int) {
  for middle in angles + [point(3, 1), point(0.25, 0.0625)] {
    let psi = middle.widened(by: .powerOfTwo(-bits))
    for corner in corners(psi) {
      #expect(
        CosineKernel.value(psi, precision: 80).overlaps(
          CosineKernel.value(corner, precision: 80)), "F at \(psi)")
      #expect(
        CosineKernel.cosineDefect(psi, precision: 80).overlaps(
          CosineKernel.cosineDefect(corner, precision: 80)), "c at \(psi)")
      #expect(
        CosineKernel.sineDefect(psi, precision: 80).overlaps(
          CosineKernel.sineDefect(corner, precision: 80)), "e at \(psi)")
      if let ratio = ArcsineRatio.value(psi, precision: 80),
        let at = ArcsineRatio.value(corner, precision: 80)
      {
        #expect(ratio.overlaps(at), "A at \(psi)")
      }
    }
  }
}

@Test func entireFunctionsHaveTheirDefinition() {
  for psi in angles.dropFirst() {
    let (sine, cosine) = (
      ComplexBall.sin(psi, precision: 200), ComplexBall.cos(psi, precision: 200)
    )
    let c = ComplexBall.one.subtracting(cosine, precision: 200)
      .divided(by: psi.squared(precision: 200), precision: 200)
    let e = sine.subtracting(psi.multiplied(by: cosine, precision: 200), precision: 200)
      .divided(by: psi.power(3, precision: 200), precision: 200)
    #expect(CosineKernel.cosineDefect(psi, precision: 120).overlaps(c), "c at \(psi)")
    #expect(CosineKernel.sineDefect(psi, precision: 120).overlaps(e), "e at \(psi)")
    // 1 − F = ψ²·(c − ψe/π)
    let left = ComplexBall.one.subtracting(
      CosineKernel.value(psi, precision: 120), precision: 120)
    let right = psi.squared(precision: 120)
      .multiplied(by: CosineKernel.defect(psi, precision: 120), precision: 120)
    #expect(left.overlaps(right), "F at \(psi)")
    // sin²(√s·A) = s for s = ψ²/4
    let s = psi.squared(precision: 120).scaled(byPowerOfTwo: -2)
    if let ratio = ArcsineRatio.value(s, precision: 120) {
      let half = psi.scaled(byPowerOfTwo: -1).multiplied(by: ratio, precision: 120)
      let back = ComplexBall.sin(half, precision: 120).squared(precision: 120)
      #expect(back.overlaps(s) && back.radius < .powerOfTwo(-90), "A at \(s)")
    }
  }
}
