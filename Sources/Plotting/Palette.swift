/// Colours that people with any common kind of colour vision can tell apart.
enum Palette {
  /// Eight colours without an order.
  ///
  /// Okabe and Ito, Color universal design, 2008.
  private static let categories = [
    "0072B2", "D55E00", "009E73", "CC79A7", "E69F00", "56B4E9", "000000", "7F7F7F",
  ]

  /// Support points of the colour map viridis without its lightest part; its lightness rises evenly.
  ///
  /// Van der Walt and Smith, A better default colormap for Matplotlib, SciPy 2015.
  private static let ramp: [(Double, Double, Double)] = [
    (68, 1, 84), (72, 40, 120), (62, 74, 137), (49, 104, 142), (38, 130, 142), (31, 158, 137),
    (53, 183, 121), (110, 206, 88), (170, 210, 40),
  ]

  /// The colour of one curve of several as six hexadecimal digits.
  static func colour(_ index: Int, of count: Int, isOrdered: Bool) -> String {
    guard isOrdered, count > 1 else { return categories[index % categories.count] }
    let place = Double(index) / Double(count - 1) * Double(ramp.count - 1)
    let left = min(Int(place), ramp.count - 2)
    let share = place - Double(left)
    let (a, b) = (ramp[left], ramp[left + 1])
    let mixed = [a.0 + share * (b.0 - a.0), a.1 + share * (b.1 - a.1), a.2 + share * (b.2 - a.2)]
    return mixed.map { channel in
      let digits = String(Int(channel.rounded()), radix: 16, uppercase: true)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// The colour of lines to compare with.
  static let reference = "404040"
  /// The colour of grid lines.
  static let grid = "D9D9D9"
}
