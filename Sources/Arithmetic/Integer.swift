internal import CMultiprecision

/// An integer of any size.
///
/// Values that fit a machine word are stored in place; larger ones live in GMP behind
/// copy-on-write. The representation is canonical: a value that fits `Int` is always small, so
/// equality and hashing may look at the representation alone.
public struct Integer: Sendable {
  enum Representation: Sendable {
    case small(Int)
    case big(IntegerStorage)
  }

  var representation: Representation

  /// Creates an integer from a machine word.
  public init(_ value: Int) {
    representation = .small(value)
  }

  /// Wraps a GMP value, moving it into the word when it fits.
  init(adopting storage: IntegerStorage) {
    let word = withExtendedLifetime(storage) {
      zonal_mpz_fits_slong(storage.pointer) != 0 ? zonal_mpz_get_si(storage.pointer) : nil
    }
    representation = word.map(Representation.small) ?? .big(storage)
  }

  /// The integer 0.
  public static let zero = Integer(0)
  /// The integer 1.
  public static let one = Integer(1)

  /// The value as a machine word, or `nil` when it does not fit.
  public var word: Int? {
    if case .small(let value) = representation { return value }
    return nil
  }

  /// The sign: -1, 0 or 1.
  public var signum: Int {
    switch representation {
    case .small(let value): value.signum()
    case .big: withGMP { Int(zonal_mpz_sgn($0)).signum() }
    }
  }

  /// Whether the integer is 0.
  public var isZero: Bool { word == 0 }
  /// Whether the integer is 1.
  public var isOne: Bool { word == 1 }
  /// Whether the integer is even.
  public var isEven: Bool {
    switch representation {
    case .small(let value): value & 1 == 0
    case .big: withGMP { zonal_mpz_getlimbn($0, 0) & 1 == 0 }
    }
  }

  /// The number of bits of the absolute value; 0 for 0.
  public var bitWidth: Int {
    switch representation {
    case .small(let value): Int.bitWidth - Int(value.magnitude.leadingZeroBitCount)
    case .big: withGMP { Int(zonal_mpz_sizeinbase($0, 2)) }
    }
  }

  /// Calls `body` with the value as a GMP integer that is read only.
  func withGMP<Result>(_ body: (mpz_srcptr) -> Result) -> Result {
    switch representation {
    case .big(let storage): return withExtendedLifetime(storage) { body(storage.pointer) }
    case .small(let value):
      let storage = IntegerStorage(value)
      return withExtendedLifetime(storage) { body(storage.pointer) }
    }
  }

  /// Runs a GMP operation into fresh storage.
  static func computed(_ body: (mpz_ptr) -> Void) -> Integer {
    let storage = IntegerStorage()
    withExtendedLifetime(storage) { body(storage.pointer) }
    return Integer(adopting: storage)
  }
}

/// One GMP integer on the heap.
///
/// Sendable because it is written only by the code that has just created it, and read afterwards.
final class IntegerStorage: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<__mpz_struct>

  init() {
    pointer = .allocate(capacity: 1)
    zonal_mpz_init(pointer)
  }

  convenience init(_ value: Int) {
    self.init()
    zonal_mpz_set_si(pointer, value)
  }

  deinit {
    zonal_mpz_clear(pointer)
    pointer.deallocate()
  }
}

extension Integer: ExpressibleByIntegerLiteral {
  /// Creates an integer from a literal.
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Integer: Hashable {
  /// Whether two integers are the same number.
  public static func == (left: Integer, right: Integer) -> Bool {
    switch (left.representation, right.representation) {
    case (.small(let a), .small(let b)): a == b
    case (.big, .big):
      left.withGMP { a in right.withGMP { b in zonal_mpz_cmp(a, b) == 0 } }
    default: false
    }
  }

  /// Hashes the value.
  public func hash(into hasher: inout Hasher) {
    for word in fingerprintWords { hasher.combine(word) }
  }

  /// The sign and the words of the absolute value, for fingerprints that must not depend on hashing
  /// seeds.
  public var fingerprintWords: [UInt64] {
    let sign: UInt64 = signum < 0 ? 1 : 0
    switch representation {
    case .small(let value): return [sign, UInt64(value.magnitude)]
    case .big:
      return withGMP { value in
        [sign] + (0..<Int(zonal_mpz_size(value))).map { UInt64(zonal_mpz_getlimbn(value, $0)) }
      }
    }
  }
}

extension Integer: Comparable {
  /// Whether the left integer is the smaller one.
  public static func < (left: Integer, right: Integer) -> Bool {
    if let a = left.word, let b = right.word { return a < b }
    return left.withGMP { a in right.withGMP { b in zonal_mpz_cmp(a, b) < 0 } }
  }
}
