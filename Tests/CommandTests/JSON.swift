import Arithmetic
import Foundation
import Testing

/// Reads what `--format json` prints.
struct JSON {
  let value: Any

  init(_ text: String) throws {
    value = try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  private init(value: Any) { self.value = value }

  /// The member of an object.
  subscript(_ key: String) -> JSON {
    get throws {
      let member = (value as? [String: Any])?[key]
      return JSON(value: try #require(member, "no member `\(key)`"))
    }
  }

  /// The member of an object as a word, be it a text or an integer; `nil` where there is none.
  func word(_ key: String) -> String? {
    let member = (value as? [String: Any])?[key]
    return member as? String ?? (member as? Int).map(String.init)
  }

  /// The items of an array.
  var items: [JSON] {
    get throws { try #require(value as? [Any], "an array").map(JSON.init(value:)) }
  }

  /// The keys of an object in alphabetical order.
  var keys: [String] {
    get throws { try #require(value as? [String: Any], "an object").keys.sorted() }
  }

  var text: String { get throws { try #require(value as? String, "a text") } }
  var integer: Int { get throws { try #require(value as? Int, "an integer") } }
  var isNull: Bool { value is NSNull }

  /// The object as the interval that `mid` and `rad` state.
  var ball: DecimalInterval {
    get throws { try DecimalInterval(mid: self["mid"].text, rad: self["rad"].text) }
  }
}

/// [mid - rad, mid + rad] with the numbers exactly as printed.
struct DecimalInterval {
  let mid: Rational
  let rad: Rational

  init(mid: String, rad: String) throws {
    self.mid = try #require(Rational(mid), "a decimal number: \(mid)")
    self.rad = try #require(Rational(rad), "a decimal number: \(rad)")
    try #require(!(self.rad < .zero))
  }

  /// Whether the intervals have a point in common, as enclosures of one number must.
  func overlaps(_ other: DecimalInterval) -> Bool {
    !(rad + other.rad < (mid - other.mid).magnitude)
  }

  /// Whether the interval holds a number that is known up to a slack.
  func contains(_ value: Rational, slack: Rational) -> Bool {
    !(rad + slack < (mid - value).magnitude)
  }
}
