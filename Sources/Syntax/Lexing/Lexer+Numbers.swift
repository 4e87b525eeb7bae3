extension Lexer {
  /// The number of digits, written out, beyond which a number is refused.
  private static let digitLimit = 10_000

  /// Reads a decimal number: digits, then possibly a fraction and an exponent.
  ///
  /// Three dots after digits belong to a range: `1...5` is three tokens.
  mutating func readNumber() {
    var length = count(while: \.isDigit)
    if byte(length) == UInt8(ascii: "."), byte(length + 1).isDigit {
      length += 1 + count(from: length + 1, while: \.isDigit)
    }
    let mantissa = length
    length += exponentLength(after: length)
    let hasDot = byte(length) == UInt8(ascii: ".") && byte(length + 1) != UInt8(ascii: ".")
    if byte(length).isWord || hasDot {
      rejectNumber(mantissa: mantissa)
    } else if digits(mantissa: mantissa, length: length) > Self.digitLimit {
      reject(
        length, "this number is too long",
        expected: "at most \(Self.digitLimit) digits when written out", shown: min(length, 60))
    } else {
      emit(.number, length: length)
    }
  }

  /// The length of `e`, a sign and digits; zero when they do not all stand there.
  private func exponentLength(after distance: Int) -> Int {
    guard byte(distance) | 0x20 == UInt8(ascii: "e") else { return 0 }
    let sign = byte(distance + 1)
    let start = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? 2 : 1
    let digits = count(from: distance + start, while: \.isDigit)
    return digits == 0 ? 0 : start + digits
  }

  /// The number of digits of the number written out without an exponent, about.
  private func digits(mantissa: Int, length: Int) -> Int {
    if length == mantissa { return mantissa }
    let exponent = text(length).dropFirst(mantissa + 1)
    guard let value = Int(exponent), value.magnitude <= Self.digitLimit else { return .max }
    return mantissa + abs(value)
  }

  /// Reports everything that hangs together with a malformed number as one error.
  private mutating func rejectNumber(mantissa: Int) {
    let length = malformedLength()
    let tail = text(min(length, mantissa + 100)).dropFirst(mantissa)
    let advice = Self.advice(number: text(min(mantissa, 40)), tail: String(tail))
    reject(
      length, "malformed number \(text(min(length, 100)).quoted)", expected: advice.expected,
      suggestion: advice.suggestion, shown: min(length, 100))
  }

  /// The length of words and single dots from here, with a sign after `e`.
  private func malformedLength() -> Int {
    var length = 0
    while true {
      let isDot = byte(length) == UInt8(ascii: ".")
      guard byte(length).isWord || isDot else { return length }
      if isDot, byte(length + 1) == UInt8(ascii: ".") { return length }
      length += 1
    }
  }

  private static func advice(
    number: String, tail: String
  ) -> (expected: String, suggestion: String?) {
    let first = tail.first ?? " "
    if number == "0", "xXbBoO".contains(first) { return ("a decimal number", nil) }
    if first == "_" {
      return ("digits only", "write `\((number + tail).filter { $0 != "_" })`")
    }
    if first == "." {
      return tail == "."
        ? ("digits after the decimal point", "write `\(number)` or `\(number).0`")
        : ("one decimal point", nil)
    }
    if first.lowercased() == "e", tail.dropFirst().allSatisfy({ $0 == "." || $0.isNumber }) {
      return ("an integer exponent after `e`, as in `1e-3`", nil)
    }
    return ("an operator after the number", "write `\(number)*\(tail)`")
  }
}
