/// A word of LaTeX and where it begins.
struct LaTeXToken: Hashable {
  enum Kind: Hashable {
    /// A control word or symbol without its backslash.
    case command(String)
    /// A letter.
    case letter(Character)
    /// A run of digits.
    case digits(String)
    /// Any other character.
    case mark(Character)
  }

  let kind: Kind
  /// The number of characters before it.
  let offset: Int

  /// Spacing commands say nothing.
  private static let spacing: Set<String> = [",", ";", "!", ":", " ", "quad", "qquad"]

  /// The words of a fragment, without spaces and empty groups.
  static func tokens(of text: String) throws(LaTeXError) -> [LaTeXToken] {
    let characters = Array(text)
    var tokens: [LaTeXToken] = []
    var place = 0
    func run(_ accept: (Character) -> Bool) -> String {
      var end = place
      while end < characters.count, accept(characters[end]) { end += 1 }
      defer { place = end }
      return String(characters[place..<end])
    }
    while place < characters.count {
      let (start, character) = (place, characters[place])
      if character.isWhitespace {
        place += 1
      } else if character == "\\" {
        place += 1
        guard place < characters.count else {
          throw LaTeXError("a backslash that ends the text", at: start)
        }
        var name = run { $0.isASCII && $0.isLetter }
        if name.isEmpty {
          name = String(characters[place])
          place += 1
        }
        if !spacing.contains(name) {
          tokens.append(LaTeXToken(kind: .command(name), offset: start))
        }
      } else if character.isASCII && character.isNumber {
        let digits = run { $0.isASCII && $0.isNumber }
        tokens.append(LaTeXToken(kind: .digits(digits), offset: start))
      } else if character.isASCII && character.isLetter {
        tokens.append(LaTeXToken(kind: .letter(character), offset: start))
        place += 1
      } else {
        place += 1
        if character == "}", tokens.last?.kind == .mark("{") {
          tokens.removeLast()
        } else {
          tokens.append(LaTeXToken(kind: .mark(character), offset: start))
        }
      }
    }
    return tokens
  }
}

/// What is wrong with a LaTeX fragment, and where.
public struct LaTeXError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public let message: String
  /// The number of characters before the place.
  public let offset: Int

  /// What is wrong, in words.
  public var description: String { message }

  /// Creates an error.
  public init(_ message: String, at offset: Int) {
    self.message = message
    self.offset = offset
  }
}
