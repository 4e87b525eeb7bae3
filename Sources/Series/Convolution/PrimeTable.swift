/// The primes of the number-theoretic transform, as data.
///
/// Each is p = 2⁶² - c·2²⁶ + 1, so a transform of any length 2ᵏ with k ≤ 26 exists modulo p, four
/// times p fits a limb (lazy butterflies need that), and 3·2⁶² differs from 3p by less than 2⁴⁰.
/// The table holds the smallest c for which p is prime, in order; a test repeats the search with the
/// deterministic Miller–Rabin test (bases 2…37 suffice below 3.3·10²⁴: Sorenson and Webster,
/// *Strong pseudoprimes to twelve prime bases*, 2017).
enum PrimeTable {
  /// 2^k divides p - 1 up to this k.
  static let twoAdicity = 26

  /// The number of primes.
  static let count = multipliers.count

  /// The prime of an index.
  static func prime(_ index: Int) -> Limb { (1 << 62) - multipliers[index] << 26 + 1 }

  private static let multipliers: [Limb] = [
    13, 51, 126, 162, 163, 169, 187, 214, 226, 229, 249, 334, 351, 361, 378, 391, 424, 439, 457,
    499, 508, 532, 538, 543, 552, 571, 606, 627, 628, 636, 673, 723, 741, 846, 847, 853, 858, 889,
    933, 939, 954, 967, 1009, 1017, 1023, 1071, 1104, 1107, 1122, 1126, 1128, 1146, 1152, 1156,
    1167, 1192, 1203, 1209, 1212, 1218, 1269, 1299, 1393, 1414, 1426, 1429, 1482, 1492, 1504, 1512,
    1513, 1528, 1551, 1569, 1602, 1629, 1638, 1674, 1716, 1771, 1786, 1789, 1812, 1852, 1866, 1902,
    1912, 1924, 1927, 1962, 1969, 1978, 1993, 2046, 2053, 2067, 2073, 2118, 2164, 2178, 2179, 2197,
    2199, 2211, 2226, 2227, 2248, 2262, 2268, 2293, 2301, 2352, 2353, 2388, 2422, 2448, 2452, 2532,
    2538, 2541, 2548, 2553, 2556, 2557, 2581, 2584, 2587, 2608, 2619, 2629, 2658, 2662, 2694, 2701,
    2707, 2721, 2739, 2772, 2779, 2836, 2853, 2856, 2862, 2869, 2886, 2893, 2898, 2938, 2959, 2967,
    2977, 2983, 3024, 3033, 3049, 3063, 3091, 3112, 3121, 3199, 3231, 3234, 3246, 3301, 3367, 3394,
    3411, 3484, 3493, 3502, 3516, 3529, 3561, 3564, 3574, 3621, 3646, 3658, 3673, 3679, 3693, 3697,
    3708, 3714, 3777, 3879, 3889, 3892, 3912, 3918, 3927, 3966,
  ]
}
