import Testing
@testable import Arithmetic
@Test func smoke() throws {
  let x = RealBall(Rational(1, over: 3), precision: 100)
  let a = try RealBall.acos(x, precision: 100)
  #expect(a.isCertainlyPositive)
  let one = RealBall(midpoint: .one, radius: .powerOfTwo(-200))
  let b = try RealBall.acos(one, precision: 100)
  #expect(b.containsZero)
  print(b.radius.roundedUpDouble, a.radius.roundedUpDouble)
  #expect(Magnitude.powerOfTwo(-332193) * Magnitude(3) > .zero)
}
