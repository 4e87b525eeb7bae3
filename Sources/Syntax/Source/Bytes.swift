// The bytes of UTF-8 that the readers of this module tell apart.

extension UInt8 {
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let tab: UInt8 = 0x09
  static let space: UInt8 = 0x20

  /// Whether the byte continues a scalar that an earlier byte began.
  var continuesScalar: Bool { self & 0xC0 == 0x80 }
  /// Whether the byte is an ASCII digit.
  var isDigit: Bool { (0x30...0x39).contains(self) }
  /// Whether the byte is an ASCII letter.
  var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
  /// Whether the byte can stand in a name.
  var isWord: Bool { isLetter || isDigit || self == UInt8(ascii: "_") }
  /// Whether the byte is a space or a tab.
  var isBlank: Bool { self == .space || self == .tab }
}
