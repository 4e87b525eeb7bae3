/// The names of quantities at pixels: `Sigma3[i]`, `Sigma3[i+1]`, and `Sigma3[i+1,j+1]` for pairs.
///
/// Pixels along one axis are called i, along two axes i, j. Pairs of pixels have as many letters again, and
/// both pixels of a pair move together.
struct PixelLetters {
  let axes: Int
  let isPair: Bool

  private var letters: [String] {
    Array(["i", "j", "k", "l"].prefix(isPair ? 2 * axes : axes))
  }

  /// The name at the pixel i, or at an offset from it.
  func name(_ base: String, _ offset: [Int]? = nil) -> String {
    let index = letters.enumerated().map { place, letter in
      let step = offset?[place % axes] ?? 0
      return step == 0 ? letter : letter + (step > 0 ? "+\(step)" : "\(step)")
    }
    return "\(base)[\(index.joined(separator: ","))]"
  }

  /// The numbers of the pixels at a place of a table, as an index.
  func text(of place: Int, in grid: PixelGrid) -> String {
    guard isPair else { return text(grid.coordinates(place)) }
    return text(grid.coordinates(place / grid.count)) + ","
      + text(grid.coordinates(place % grid.count))
  }

  private func text(_ coordinates: [Int]) -> String {
    coordinates.map(String.init).joined(separator: ",")
  }

  /// The place in a table of a pixel by its index: letters are offsets from the given coordinates, numbers
  /// are coordinates themselves.
  func place<Cell>(
    _ index: String, from first: [Int], in table: PixelTable<Cell>
  ) -> Int? {
    let parts = index.split(separator: ",").enumerated().map { place, part -> Int? in
      guard letters.contains(where: { part.hasPrefix($0) }) else { return Int(part) }
      let step = part.dropFirst()
      return step.isEmpty ? first[place % axes] : Int(step).map { first[place % axes] + $0 }
    }
    let coordinates = parts.compactMap { $0 }
    guard coordinates.count == parts.count,
      let x = table.grid.place(at: Array(coordinates.prefix(axes)))
    else { return nil }
    guard table.holdsPairs else { return x }
    guard let z = table.grid.place(at: Array(coordinates.suffix(axes))) else { return nil }
    return x * table.grid.count + z
  }
}

/// A quantity of a numbered layer at a pixel, read off its name: `Theta3[i-1]`.
struct LayerQuantity {
  let isTangent: Bool
  let number: Int
  let index: String

  init?(_ name: String) {
    isTangent = name.hasPrefix("Theta")
    guard isTangent || name.hasPrefix("Sigma") else { return nil }
    let rest = name.dropFirst(5)
    let digits = rest.prefix(while: \.isNumber)
    guard let number = Int(digits) else { return nil }
    self.number = number
    index = String(rest.dropFirst(digits.count).dropFirst().dropLast())
  }
}

extension PixelGrid {
  /// The numbers of a pixel along the axes.
  func coordinates(_ place: Int) -> [Int] {
    var rest = place
    var numbers: [Int] = []
    for side in sides.reversed() {
      numbers.insert(rest % side + firstNumber, at: 0)
      rest /= side
    }
    return numbers
  }

  /// The place of a pixel by its numbers, taken modulo the sizes of the image; in a window of a larger image
  /// as they are.
  func place(at coordinates: [Int]) -> Int? {
    guard coordinates.count == sides.count else { return nil }
    var place = 0
    for (number, side) in zip(coordinates, sides) {
      let offset = number - firstNumber
      if isWindow && !(0..<side).contains(offset) { return nil }
      place = place * side + (offset % side + side) % side
    }
    return place
  }
}
