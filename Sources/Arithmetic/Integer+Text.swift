internal import CMultiprecision
internal import Foundation

extension Integer: CustomStringConvertible {
  /// Creates an integer from decimal digits with an optional sign; `nil` for any other text.
  public init?(_ text: some StringProtocol) {
    let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    if let word = Int(text) {
      self.init(word)
      return
    }
    let value = Integer.computed { _ = zonal_mpz_set_str($0, String(digits), 10) }
    self = text.first == "-" ? -value : value
  }

  /// The decimal digits.
  public var description: String {
    if let word { return String(word) }
    return withGMP { a in
      guard let text = zonal_mpz_get_str(nil, 10, a) else { return "" }
      defer { free(text) }
      return String(cString: text)
    }
  }
}
