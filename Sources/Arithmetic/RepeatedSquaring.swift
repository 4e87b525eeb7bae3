/// The power of a value with a natural exponent n > 0, by repeated squaring; `nil` for n = 0.
///
/// - Parameters:
///   - base: The value.
///   - exponent: The natural exponent n.
///   - product: Multiplies two values.
///   - square: Multiplies a value by itself.
/// - Complexity: At most log₂ n products and log₂ n squares.
public func repeatedSquaring<Value, Failure: Error>(
  _ base: Value, exponent: UInt, product: (Value, Value) throws(Failure) -> Value,
  square: (Value) throws(Failure) -> Value
) throws(Failure) -> Value? {
  var result: Value?
  var (base, rest) = (base, exponent)
  while rest > 0 {
    if rest & 1 == 1 {
      if let known = result { result = try product(known, base) } else { result = base }
    }
    rest >>= 1
    if rest > 0 { base = try square(base) }
  }
  return result
}
