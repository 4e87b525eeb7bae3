import Arithmetic

/// The leading half-odd coefficients of kernels at the poles, for comparison.
///
/// Computed with python-flint as power series in √s with ball coefficients, and checked with mpmath by direct
/// evaluation next to the poles; at least 60 digits agree. Residual kernels are divided by their value at 1.
struct ReferenceCoefficient: Sendable {
  /// What the kernel is made of.
  enum Family: Sendable {
    case gaussianProcess
    /// The tangent kernel with the square of the bias.
    case tangent(Rational)
    /// The residual kernels with α.
    case residual(Rational)
    case residualTangent(Rational)
  }

  let family: Family
  let depth: Int
  let exponent: Rational
  let isAtOne: Bool
  let value: String
}

let referenceCoefficients: [ReferenceCoefficient] = [
  ReferenceCoefficient(
    family: .gaussianProcess, depth: 1, exponent: Rational(3, over: 2),
    isAtOne: true, value: "0.30010543871903535651839973033558019422152471665174"),
  ReferenceCoefficient(
    family: .gaussianProcess, depth: 2, exponent: Rational(3, over: 2),
    isAtOne: true, value: "0.60021087743807071303679946067116038844304943330348"),
  ReferenceCoefficient(
    family: .gaussianProcess, depth: 3, exponent: Rational(3, over: 2),
    isAtOne: true, value: "0.90031631615710606955519919100674058266457414995522"),
  ReferenceCoefficient(
    family: .gaussianProcess, depth: 5, exponent: Rational(3, over: 2),
    isAtOne: true, value: "1.5005271935951767825919986516779009711076235832587"),
  ReferenceCoefficient(
    family: .tangent(0), depth: 1, exponent: Rational(1, over: 2),
    isAtOne: true, value: "-0.4501581580785530347775995955033702913322870749776"),
  ReferenceCoefficient(
    family: .tangent(Rational(1, over: 4)), depth: 1, exponent: Rational(1, over: 2),
    isAtOne: true, value: "-0.5626976975981912934719994943792128641653588437220"),
  ReferenceCoefficient(
    family: .tangent(0), depth: 2, exponent: Rational(1, over: 2),
    isAtOne: true, value: "-1.3504744742356591043327987865101108739968612249328"),
  ReferenceCoefficient(
    family: .tangent(Rational(1, over: 4)), depth: 2, exponent: Rational(1, over: 2),
    isAtOne: true, value: "-1.6880930927945738804159984831376385924960765311660"),
  ReferenceCoefficient(
    family: .tangent(0), depth: 3, exponent: Rational(1, over: 2),
    isAtOne: true, value: "-2.7009489484713182086655975730202217479937224498657"),
  ReferenceCoefficient(
    family: .tangent(Rational(1, over: 4)), depth: 3, exponent: Rational(1, over: 2),
    isAtOne: true, value: "-3.3761861855891477608319969662752771849921530623321"),
  ReferenceCoefficient(
    family: .tangent(0), depth: 5, exponent: Rational(1, over: 2),
    isAtOne: true, value: "-6.7523723711782955216639939325505543699843061246642"),
  ReferenceCoefficient(
    family: .tangent(Rational(1, over: 4)), depth: 5, exponent: Rational(1, over: 2),
    isAtOne: true, value: "-8.4404654639728694020799924156881929624803826558302"),
  ReferenceCoefficient(
    family: .residual(Rational(1, over: 2)), depth: 1, exponent: Rational(3, over: 2),
    isAtOne: true, value: "0.06002108774380707130367994606711603884430494333034"),
  ReferenceCoefficient(
    family: .residual(1), depth: 1, exponent: Rational(3, over: 2),
    isAtOne: true, value: "0.15005271935951767825919986516779009711076235832587"),
  ReferenceCoefficient(
    family: .residual(Rational(1, over: 2)), depth: 2, exponent: Rational(3, over: 2),
    isAtOne: true, value: "0.12004217548761414260735989213423207768860988666070"),
  ReferenceCoefficient(
    family: .residual(1), depth: 2, exponent: Rational(3, over: 2),
    isAtOne: true, value: "0.30010543871903535651839973033558019422152471665174"),
  ReferenceCoefficient(
    family: .residual(Rational(1, over: 2)), depth: 3, exponent: Rational(3, over: 2),
    isAtOne: true, value: "0.18006326323142121391103983820134811653291482999104"),
  ReferenceCoefficient(
    family: .residual(1), depth: 3, exponent: Rational(3, over: 2),
    isAtOne: true, value: "0.45015815807855303477759959550337029133228707497761"),
  ReferenceCoefficient(
    family: .residual(Rational(1, over: 2)), depth: 5, exponent: Rational(3, over: 2),
    isAtOne: true, value: "0.30010543871903535651839973033558019422152471665174"),
  ReferenceCoefficient(
    family: .residual(1), depth: 5, exponent: Rational(3, over: 2),
    isAtOne: true, value: "0.75026359679758839129599932583895048555381179162935"),
  ReferenceCoefficient(
    family: .residualTangent(Rational(1, over: 2)), depth: 1, exponent: Rational(1, over: 2),
    isAtOne: true, value: "-0.2250790790392765173887997977516851456661435374888"),
  ReferenceCoefficient(
    family: .residualTangent(1), depth: 1, exponent: Rational(1, over: 2),
    isAtOne: true, value: "-0.2250790790392765173887997977516851456661435374888"),
  ReferenceCoefficient(
    family: .residualTangent(Rational(1, over: 2)), depth: 2, exponent: Rational(1, over: 2),
    isAtOne: true, value: "-0.2700948948471318208665597573020221747993722449865"),
  ReferenceCoefficient(
    family: .residualTangent(1), depth: 2, exponent: Rational(1, over: 2),
    isAtOne: true, value: "-0.3376186185589147760831996966275277184992153062332"),
  ReferenceCoefficient(
    family: .residualTangent(Rational(1, over: 2)), depth: 3, exponent: Rational(1, over: 2),
    isAtOne: true, value: "-0.3151107106549871243443197168523592039326009524843"),
  ReferenceCoefficient(
    family: .residualTangent(1), depth: 3, exponent: Rational(1, over: 2),
    isAtOne: true, value: "-0.4501581580785530347775995955033702913322870749776"),
  ReferenceCoefficient(
    family: .residualTangent(Rational(1, over: 2)), depth: 5, exponent: Rational(1, over: 2),
    isAtOne: true, value: "-0.4051423422706977312998396359530332621990583674798"),
  ReferenceCoefficient(
    family: .residualTangent(1), depth: 5, exponent: Rational(1, over: 2),
    isAtOne: true, value: "-0.6752372371178295521663993932550554369984306124664"),
  ReferenceCoefficient(
    family: .gaussianProcess, depth: 3, exponent: Rational(3, over: 2),
    isAtOne: false, value: "0.090499083113692557229645158364376350913176871145494"),
  ReferenceCoefficient(
    family: .tangent(0), depth: 3, exponent: Rational(1, over: 2),
    isAtOne: false, value: "-0.13574862467053883584446773754656452636976530671824"),
  ReferenceCoefficient(
    family: .residual(Rational(1, over: 2)), depth: 3, exponent: Rational(3, over: 2),
    isAtOne: false, value: "0.04321908161785853589920421369038617986605326832171"),
  ReferenceCoefficient(
    family: .residualTangent(Rational(1, over: 2)), depth: 3, exponent: Rational(1, over: 2),
    isAtOne: false, value: "-0.0540238520223231698740052671129827248325665854021"),
]
