import Arithmetic

/// The name of a curve in the legend.
enum CurveLabel {
  /// A kernel's text with values in the place of names: `res_ntk(L, alpha)` becomes `res_ntk(3, 1/2)`.
  ///
  /// A value that is no natural number stands in brackets where it is not an argument by itself.
  static func text(of kernel: String, with values: [(name: String, value: Rational)]) -> String {
    let characters = Array(kernel)
    var result = ""
    var place = 0
    while place < characters.count {
      guard isPartOfName(characters[place]) else {
        result.append(characters[place])
        place += 1
        continue
      }
      let end = characters[place...].firstIndex { !isPartOfName($0) } ?? characters.count
      let word = String(characters[place..<end])
      if let value = values.first(where: { $0.name == word })?.value {
        let before = characters[..<place].last { $0 != " " } ?? ","
        let after = characters[end...].first { $0 != " " } ?? ","
        let isAlone = "(,".contains(before) && "),".contains(after)
        let isNatural = value.isInteger && value.signum >= 0
        result += isAlone || isNatural ? value.description : "(\(value))"
      } else {
        result += word
      }
      place = end
    }
    return result
  }

  private static func isPartOfName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }
}
