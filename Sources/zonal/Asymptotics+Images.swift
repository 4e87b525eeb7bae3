import ArgumentParser
import Expressions
import Language
import Recurrences
import Reporting
import Singularities
import Spectra

extension Asymptotics {
  /// Rays through all sets of growing pixels are printed up to so many pixels, else the axes and the diagonal.
  private static let subsetPixels = 3
  /// More rays are no list.
  private static let rayLimit = 64

  /// How eigenvalues of a kernel of images fall on a product of spheres.
  func printMultisphere(_ kernel: Expressions.Expression, _ elaborator: Elaborator) throws {
    let store = elaborator.store
    guard terms == 1 else {
      throw UsageError(message: "kernels of images have leading terms only; leave out --terms")
    }
    guard let sphere = try sphere(store) else {
      throw UsageError(
        message:
          "the kernel `\(options.kernel)` is one of images, with eigenvalues on a product of spheres; "
          + "give --dimension D, the number of channels or a letter")
    }
    guard elaborator.recurrences.elements(in: kernel).isEmpty else {
      throw UsageError(message: "a kernel of images needs a number for the depth")
    }
    let product = try self.product(kernel, store)
    let rays = try self.rays(pixels: product.cosines.count)
    Messages.progress("finding the singular set of \(options.kernel)")
    defer { Messages.endProgress() }
    do {
      let asymptotics = try MultisphereAsymptotics(
        of: product.kernel, cosines: product.cosines, in: store)
      var laws: [(FrequencyRay, [RayLaw])] = []
      for ray in rays {
        let both = try [0, 1].map { parity throws(AsymptoticFailure) in
          try asymptotics.law(along: ray, parity: parity, dimension: sphere)
        }
        laws.append((ray, both))
      }
      let report = MultisphereAsymptoticsReport(
        kernel: options.kernel, asymptotics, laws: laws, isPooled: product.isPooled,
        dimension: sphere, digits: digits, in: store)
      Messages.endProgress()
      switch format {
      case .text: print(report.text)
      case .latex: print(report.latex)
      case .json: print(try report.json())
      }
    } catch let error as AsymptoticFailure {
      throw UsageError(message: "no law was proved for `\(options.kernel)`: \(error.reason)")
    }
  }

  private func product(
    _ kernel: Expressions.Expression, _ store: ExpressionStore
  ) throws -> (kernel: Expressions.Expression, cosines: [Symbol], isPooled: Bool) {
    let cosines = store.cosines(in: kernel)
    if cosines.allSatisfy({ Set($0.pixels ?? []).count == 1 }) { return (kernel, cosines, false) }
    guard let pooled = PooledKernel(kernel, in: store) else {
      throw UsageError(
        message:
          "the kernel `\(options.kernel)` compares different pixels of two images and is no kernel on "
          + "a product of spheres, nor proved to be the average of one over cyclic shifts")
    }
    return (pooled.trace, pooled.cosines, true)
  }

  private func rays(pixels: Int) throws -> [FrequencyRay] {
    if !ray.isEmpty { return try ray.map { try FrequencyRay($0, pixels: pixels) } }
    guard pixels < Self.rayLimit else {
      throw UsageError(
        message:
          "the kernel depends on \(pixels) pixels; ask for rays of frequencies with --ray, such as "
          + "--ray n,0,…")
    }
    let none = [Int](repeating: 0, count: pixels)
    func alike(_ growing: Set<Int>) -> FrequencyRay {
      FrequencyRay(slopes: none.indices.map { growing.contains($0) ? 1 : 0 }, offsets: none)
    }
    if pixels <= Self.subsetPixels {
      let sets = (1..<1 << pixels).map { mask in Set(none.indices.filter { mask >> $0 & 1 == 1 }) }
      return sets.sorted {
        ($0.count, $0.sorted().description) < ($1.count, $1.sorted().description)
      }
      .map(alike)
    }
    return none.indices.map { alike([$0]) } + [alike(Set(none.indices))]
  }
}

extension FrequencyRay {
  /// Reads frequencies such as `n,2n+1,0`.
  ///
  /// - Throws: `UsageError`.
  init(_ text: String, pixels: Int) throws {
    let entries = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = entries.compactMap { Self.entry($0.filter { $0 != " " && $0 != "*" }) }
    guard numbers.count == entries.count else {
      throw UsageError(
        message: "--ray has one frequency for each pixel, such as n, 2n+1 or 0, not `\(text)`")
    }
    guard numbers.count == pixels else {
      throw UsageError(
        message:
          "--ray has \(numbers.count) frequencies, but the kernel depends on \(pixels) pixels")
    }
    guard numbers.contains(where: { $0.slope > 0 }) else {
      throw UsageError(message: "--ray has no frequency that grows; write n for one, as in n,0")
    }
    self.init(slopes: numbers.map(\.slope), offsets: numbers.map(\.offset))
  }

  /// a·n + b with 0 ≤ a ≤ 1000, |b| ≤ 1000, b ≥ 0 where a is 0.
  private static func entry(_ text: String) -> (slope: Int, offset: Int)? {
    guard let mark = text.firstIndex(of: "n") else {
      return Int(text).flatMap { (0...200).contains($0) ? (0, $0) : nil }
    }
    let (head, tail) = (text[..<mark], text[text.index(after: mark)...])
    let slope = head.isEmpty ? 1 : Int(head)
    let offset = tail.isEmpty ? 0 : tail.first == "+" || tail.first == "-" ? Int(tail) : nil
    guard let slope, let offset, (1...1000).contains(slope), abs(offset) <= 1000 else { return nil }
    return (slope, offset)
  }
}
