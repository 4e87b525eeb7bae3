internal import Arithmetic
public import Expressions
public import Recurrences

extension HalfPlaneImage {
  /// What the structure of a kernel shows; elements with a symbolic depth are examined by induction.
  ///
  /// - Precondition: The kernel has values on (-1, 1), and its symbols stand for numbers, t or elements of the table.
  public init(of kernel: Expression, in table: RecurrenceTable) {
    var given: [Symbol: HalfPlaneImage] = [:]
    var induced: [Int: [HalfPlaneImage]] = [:]
    for (symbol, element) in table.elements(in: kernel) {
      given[symbol] = .unknown
      guard element.point == table.store.cosine, element.order == 0, element.exponent == nil else {
        continue
      }
      let number = element.recurrence
      let images = induced[number] ?? Self.induction(on: table.recurrences[number], table)
      induced[number] = images
      given[symbol] = images[element.sequence]
    }
    self = HalfPlaneAnalysis(store: table.store, given: given).image(of: kernel)
  }

  /// A hypothesis is weakened at most so often.
  private static let roundLimit = 8

  /// What holds of all elements of each sequence, by induction on the index.
  ///
  /// The hypothesis is what the first elements show. Where a step does not preserve it, it is weakened. The elements
  /// must have values: by their ranges, from elements with values in [-1, 1] the step makes such.
  private static func induction(
    on recurrence: Recurrence, _ table: RecurrenceTable
  ) -> [HalfPlaneImage] {
    let store = table.store
    let nothing = recurrence.sequences.map { _ in HalfPlaneImage.unknown }
    let parts = recurrence.sequences.flatMap { [$0.base, $0.step] }
    guard parts.allSatisfy({ table.elements(in: $0).isEmpty }) else { return nothing }
    var intervals: [Symbol: Assumption] = [.cosine: .cosine]
    for place in recurrence.sequences.indices { intervals[recurrence.previous(place)] = .cosine }
    let ranges = RangeAnalysis(store: store, intervals: intervals)
    guard parts.allSatisfy({ ranges.isDefined($0) && ranges.range(of: $0).implies(.cosine) })
    else { return nothing }
    let start = HalfPlaneAnalysis(store: store)
    var images = recurrence.sequences.map { start.image(of: $0.base) }
    for _ in 0..<roundLimit {
      var given: [Symbol: HalfPlaneImage] = [:]
      for (place, image) in images.enumerated() { given[recurrence.previous(place)] = image }
      let step = HalfPlaneAnalysis(store: store, given: given)
      let next = zip(images, recurrence.sequences).map { $0.joined(step.image(of: $1.step)) }
      if next == images { return images }
      images = next
    }
    return nothing
  }
}
