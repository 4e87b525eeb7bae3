internal import CMultiprecision

/// A three-term recurrence whose solutions grow at most linearly, solved in fixed point.
///
///     y₁ = t·y₀,     y_{k+1} = (1 + s_k)·t·y_k − s_k·y_{k−1},     s_k = b_k/c_k in [0, 1],  |t| ≤ 1
///
/// Gegenbauer polynomials normalised to P(1) = 1 are of this form with s_k = k/(k + d − 2), as are
/// Chebyshev polynomials (s_k = 1) and Legendre polynomials (d = 3).
///
/// **Stability.** For any solution let E_k = y_k² − 2t·y_k·y_{k−1} + y_{k−1}². The recurrence says
/// y_{k+1} − t·y_k = −s_k·(y_{k−1} − t·y_k), hence
///
///     E_{k+1} = s_k²·(y_{k−1} − t·y_k)² + (1 − t²)·y_k²  ≤  (y_{k−1} − t·y_k)² + (1 − t²)·y_k² = E_k.
///
/// So |y_{k+1}| ≤ |t·y_k| + √E_k ≤ |y_k| + √E_j for k ≥ j: an error e made in y_j alone (E_j = e²)
/// has grown to at most (k − j + 1)·e in y_k. In particular |P_k(t)| ≤ 1, because P has E_1 = 1 − t²
/// and (1 − t²)·P_k² ≤ E_k.
///
/// **Rounding.** In units u of the last place, y₀ is off by at most 1/2 and y₁ by 3/2, which together
/// grow to at most 1/2 + 2k; a step errs by at most (1 + s)·1 + 1 ≤ 3, and all steps add up to at most
/// 3k(k − 1)/2. The sum is below 2(k + 1)².
public struct BoundedRecurrence: Sendable {
  /// The numerators b₁, b₂, … of the ratios.
  private let numerators: [UInt]
  /// The denominators c₁, c₂, … of the ratios.
  private let denominators: [UInt]

  /// Creates the recurrence for y₀, …, y_n with n = `steps` + 1 from the ratios s₁, …, s_steps.
  ///
  /// - Precondition: 0 ≤ numerator ≤ denominator and denominator > 0 for each ratio.
  public init(steps: Int, ratio: (Int) -> (numerator: Int, denominator: Int)) {
    precondition(steps >= 0, "a recurrence with a negative number of steps")
    let ratios = (0..<steps).map { ratio($0 + 1) }
    for (b, c) in ratios {
      precondition(b >= 0 && b <= c && c > 0 && c <= Int(Int32.max), "a ratio outside [0, 1]")
    }
    numerators = ratios.map { UInt($0.numerator) }
    denominators = ratios.map { UInt($0.denominator) }
  }

  /// The polynomials y_k = P_k of the sphere in `dimension` coordinates, for k up to `degree`.
  ///
  /// (k + d − 2)·P_{k+1} = (2k + d − 2)·t·P_k − k·P_{k−1}, see Müller, Spherical Harmonics (1966).
  public init(dimension d: Int, degree: Int) {
    precondition(d >= 2, "a sphere needs at least two coordinates")
    self.init(steps: max(degree - 1, 0)) { ($0, $0 + d - 2) }
  }

  /// A bound for the rounding error of y_k at one point, see `BoundedRecurrence`.
  public static func error(step k: Int, fractionBits: Int) -> Magnitude {
    (Magnitude(k + 1) * Magnitude(k + 1)).scaled(byPowerOfTwo: 1 - fractionBits)
  }
}

extension BoundedRecurrence {
  /// The sums Σᵢ y_k(tᵢ) over points tᵢ with starting values y₀ = gᵢ, for all k at once.
  ///
  /// Each sum is off by at most `error(step: k, fractionBits:)` times the number of points, against
  /// the exact solutions at the given starts and with each tᵢ first rounded to `fractionBits` bits
  /// after the point, which moves it by at most 2^(−fractionBits − 1).
  ///
  /// - Precondition: |tᵢ| ≤ 1.
  /// - Complexity: Per point and step, one product of two numbers of `fractionBits` bits and a few
  ///   operations with words.
  public func sums(starts: [Dyadic], points: [Dyadic], fractionBits: Int) -> [Dyadic] {
    precondition(starts.count == points.count, "as many starts as points")
    let totals = (0..<numerators.count + 2).map { _ in IntegerStorage() }
    var solution = Solution(fractionBits: fractionBits)
    for (start, point) in zip(starts, points) {
      solution.begin(start: start, point: point)
      solution.add(to: totals, from: 0)
      for k in numerators.indices {
        solution.advance(numerators[k], denominators[k])
        solution.addCurrent(to: totals[k + 2])
      }
    }
    return totals.map { Dyadic(Integer(adopting: $0), timesPowerOfTwo: -fractionBits) }
  }

  /// The last two values y_{n−1}, y_n at one point, from y₀ = 1.
  ///
  /// - Precondition: |t| ≤ 1.
  public func lastTwo(at point: Dyadic, fractionBits: Int) -> (previous: Dyadic, last: Dyadic) {
    var solution = Solution(fractionBits: fractionBits)
    solution.begin(start: .one, point: point)
    for k in numerators.indices { solution.advance(numerators[k], denominators[k]) }
    return solution.lastTwo
  }
}

/// Two consecutive values of a solution, as integers in units of 2^(−fractionBits).
private struct Solution: ~Copyable {
  private let fractionBits: UInt
  private var current = IntegerStorage()
  private var previous = IntegerStorage()
  private let product = IntegerStorage()
  private let point = IntegerStorage()

  init(fractionBits: Int) {
    precondition(fractionBits > 0, "fixed point without a fraction")
    self.fractionBits = UInt(fractionBits)
  }

  /// Sets y₀ to the start, off by 1/2, and y₁ = t·y₀, off by 1/2 + 1.
  mutating func begin(start: Dyadic, point t: Dyadic) {
    precondition(t.isUnitOrLess, "a recurrence outside [-1, 1]")
    load(start, into: previous)
    load(t, into: point)
    withExtendedLifetime((current, previous, point)) {
      zonal_mpz_mul(current.pointer, previous.pointer, point.pointer)
      zonal_mpz_fdiv_q_2exp(current.pointer, current.pointer, fractionBits)
    }
  }

  /// Replaces y_k by y_{k+1} = ((b + c)·⌊t·y_k⌋ − b·y_{k−1})/c, rounded down.
  mutating func advance(_ b: UInt, _ c: UInt) {
    withExtendedLifetime((current, previous, product, point)) {
      zonal_mpz_mul(product.pointer, current.pointer, point.pointer)
      zonal_mpz_fdiv_q_2exp(product.pointer, product.pointer, fractionBits)
      __gmpz_mul_ui(product.pointer, product.pointer, b + c)
      __gmpz_submul_ui(product.pointer, previous.pointer, b)
      _ = __gmpz_fdiv_q_ui(previous.pointer, product.pointer, c)
    }
    swap(&current, &previous)
  }

  func add(to totals: [IntegerStorage], from index: Int) {
    withExtendedLifetime((previous, totals)) {
      let total = totals[index].pointer
      zonal_mpz_add(total, total, previous.pointer)
    }
    addCurrent(to: totals[index + 1])
  }

  func addCurrent(to total: IntegerStorage) {
    withExtendedLifetime((current, total)) {
      zonal_mpz_add(total.pointer, total.pointer, current.pointer)
    }
  }

  var lastTwo: (previous: Dyadic, last: Dyadic) {
    (dyadic(previous), dyadic(current))
  }

  private func dyadic(_ storage: IntegerStorage) -> Dyadic {
    let copy = Integer.computed { zonal_mpz_set($0, storage.pointer) }
    return Dyadic(copy, timesPowerOfTwo: -Int(fractionBits))
  }

  private func load(_ value: Dyadic, into storage: IntegerStorage) {
    let scaled = value.scaled(byPowerOfTwo: Int(fractionBits))
    withExtendedLifetime(storage) {
      scaled.withMPFR { _ = mpfr_get_z(storage.pointer, $0, MPFR_RNDN) }
    }
  }
}
