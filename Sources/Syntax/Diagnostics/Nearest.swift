/// The known name that a misspelt one most likely means, or `nil` when none is near.
///
/// Names are compared without regard to case. Up to a third of the letters may be wrong, so names
/// of one or two letters match by case alone. Of equally near names the first in the order of
/// their scalars is taken, whatever the order of the list.
public func nearest(_ name: String, in known: [String]) -> String? {
  let lowercased = name.lowercased()
  let length = name.utf8.count
  guard (1...64).contains(length) else { return nil }
  let candidates = known.filter { $0 != name && abs($0.utf8.count - length) <= length / 3 }
    .map { (distance: editDistance(lowercased, $0.lowercased()), name: $0) }
    .filter { $0.distance <= length / 3 }
  return candidates.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
}

/// The question whether a misspelt name means the nearest known one, or `nil` when none is near.
public func correction(of name: String, among known: [String]) -> String? {
  nearest(name, in: known).map { "did you mean `\($0)`?" }
}

/// The number of insertions, deletions, replacements and swaps of neighbours between two texts.
///
/// The optimal string alignment distance: no part is edited twice.
func editDistance(_ left: String, _ right: String) -> Int {
  let a = Array(left.unicodeScalars)
  let b = Array(right.unicodeScalars)
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      let isSwap = i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j]
      if isSwap { best = min(best, beforeLast[j - 1] + 1) }
      row.append(best)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
