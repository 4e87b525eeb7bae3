import ArgumentParser
import Arithmetic
import Execution
import Expressions
import Foundation
import Language
import Recurrences
import Syntax

/// How formulas are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, latex, json
}

/// How numbers and verdicts are printed.
enum PlainFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// The term that stands for a kernel, with what reads it.
struct KernelReading {
  let term: Term
  let source: SourceFile
  let elaborator: Elaborator
}

/// Files whose definitions are in scope.
struct LibraryOptions: ParsableArguments {
  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      "A derivation file whose definitions are in scope (may be repeated).", valueName: "file"))
  var files: [String] = []

  func programs() throws -> [Program] { try files.map { try Files.program(at: $0) } }
}

/// The kernel of a command and the definitions in scope.
struct KernelOptions: ParsableArguments {
  @Argument(help: "An expression of the language, such as 'res_ntk(3, 1/2)'.")
  var kernel: String

  @OptionGroup var library: LibraryOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The sizes of images, such as 32 or 8x8, for networks that do not state them.",
      valueName: "sizes"))
  var pixels: String?

  @OptionGroup var limits: LimitOptions

  /// The sizes of images, if they are given.
  func imageSides() throws -> [Int]? {
    guard let pixels else { return nil }
    let sides = pixels.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    let sizes = sides.compactMap { $0 }.filter { (1...1 << 20).contains($0) }
    guard sizes.count == sides.count, (1...2).contains(sizes.count),
      sizes.reduce(1, *) <= 1 << 20
    else {
      throw UsageError(message: "--pixels is a size such as 32, or two such as 8x8")
    }
    return sizes
  }

  /// The elaborator with all names in scope, and the term that it is to read.
  ///
  /// - Parameter intervals: What is assumed of letters besides being positive.
  func reading(assuming intervals: [Symbol: Assumption] = [:]) throws -> KernelReading {
    let term = try Term.parse(kernel, name: "KERNEL")
    let elaborator = try Elaborator(
      definitions: .forCommandLine(
        library.programs(), expressions: [term], intervals: intervals))
    elaborator.imageSides = try imageSides()
    let source = SourceFile(path: "KERNEL", text: kernel, kind: .bare)
    return KernelReading(term: term, source: source, elaborator: elaborator)
  }

  /// The kernel as an expression, and the elaborator that made it.
  func elaborated(
    assuming intervals: [Symbol: Assumption] = [:]
  ) throws -> (kernel: Expressions.Expression, elaborator: Elaborator) {
    let reading = try reading(assuming: intervals)
    let elaborator = reading.elaborator
    let expression = try elaborator.kernel(reading.term, in: reading.source)
    return (elaborator.store.simplified(expression), elaborator)
  }

  /// The kernel without parameters that have no value, as a function of t.
  func numericKernel() throws -> (kernel: Expressions.Expression, elaborator: Elaborator) {
    let (expression, elaborator) = try numericImageKernel()
    try refusePixels(expression, elaborator.store)
    return (expression, elaborator)
  }

  /// Refuses a kernel of images where one of t is needed.
  func refusePixels(_ expression: Expressions.Expression, _ store: ExpressionStore) throws {
    try Self.refusePixels(expression, kernel, store)
  }

  /// Refuses a kernel of images, written as `kernel`, where one of t is needed.
  static func refusePixels(
    _ expression: Expressions.Expression, _ kernel: String, _ store: ExpressionStore
  ) throws {
    guard store.cosines(in: expression).contains(where: { $0 != .cosine }) else { return }
    throw UsageError(
      message: "the kernel `\(kernel)` is one of images, a function of several cosines; "
        + "'at(K, t)' is the function of t where all of them are t")
  }

  /// The kernel without parameters that have no value, as a function of t or of cosines between pixels.
  func numericImageKernel() throws -> (kernel: Expressions.Expression, elaborator: Elaborator) {
    let (expression, elaborator) = try elaborated()
    try Self.checkNumeric(expression, kernel, elaborator)
    return (expression, elaborator)
  }

  /// Makes sure that nothing in a kernel is without a value but t.
  static func checkNumeric(
    _ expression: Expressions.Expression, _ text: String, _ elaborator: Elaborator
  ) throws {
    if let name = elaborator.valuelessName(in: expression) { throw valueless(name, in: text) }
  }

  /// The error of a kernel with a name that has no value.
  static func valueless(
    _ name: String, in kernel: String, otherwise: String? = nil
  ) -> UsageError {
    UsageError(
      message: "the kernel `\(kernel)` depends on `\(name)`, which has no value; "
        + (["write a number in its place"] + [otherwise].compactMap(\.self)).joined(separator: ", ")
    )
  }
}

extension Elaborator {
  /// The first parameter in a kernel.
  func valuelessName(in kernel: Expressions.Expression) -> String? {
    guard let first = store.symbols(in: kernel).first(where: { !$0.isCosine }) else { return nil }
    // An element of a recurrence such as `Sigma[L]` has no value because its index has none.
    let index = recurrences.element(first)?.index
    return (index.flatMap { store.symbols(in: $0).first } ?? first).name
  }
}

/// Reads and writes files with messages that name them.
enum Files {
  static func program(at path: String) throws -> Program {
    try Program(parsing: SourceFile(path: path, contents: contents(at: path)))
  }

  static func contents(at path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      var isDirectory: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      let problem =
        isDirectory.boolValue ? "is a folder" : exists ? "cannot be read" : "does not exist"
      throw UsageError(message: "the file `\(path)` \(problem)")
    }
    return Array(data)
  }

  /// The derivation files that the paths name: files themselves, and those inside folders, in
  /// alphabetical order.
  static func derivations(at paths: [String]) throws -> [String] {
    try paths.flatMap { path -> [String] in
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
        throw UsageError(message: "the file or folder `\(path)` does not exist")
      }
      guard isDirectory.boolValue else { return [path] }
      let names = try FileManager.default.subpathsOfDirectory(atPath: path)
        .filter { [".md", ".markdown", ".zonal"].contains(where: $0.lowercased().hasSuffix) }
        .sorted()
      guard !names.isEmpty else {
        throw UsageError(message: "the folder `\(path)` holds no derivation files (.md or .zonal)")
      }
      let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
      return names.map { "\(folder)/\($0)" }
    }
  }

  /// Makes sure that a file of this name can be in its folder.
  static func checkFolder(of path: String) throws {
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
      isDirectory.boolValue
    {
      throw UsageError(message: "the file `\(path)` cannot be written: it is a folder")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isDirectory),
      isDirectory.boolValue
    else {
      throw UsageError(
        message: "the file `\(path)` cannot be written: its folder does not exist")
    }
  }

  /// Writes a file whole or not at all.
  static func write(_ text: String, to path: String) throws { try write(text.utf8, to: path) }

  /// Writes a file whole or not at all.
  static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
    try write([(bytes, path)])
  }

  /// Writes several files; none appears before all are written.
  static func write(_ files: [(bytes: some Sequence<UInt8>, path: String)]) throws {
    let drafts = files.map { DraftFile(for: $0.path) }
    defer { drafts.forEach { $0.discard() } }
    var path = ""
    do throws(DraftFile.Failure) {
      for (draft, file) in zip(drafts, files) {
        path = file.path
        try draft.write(file.bytes)
      }
      for draft in drafts {
        path = draft.target
        try draft.publish()
      }
    } catch {
      throw UsageError(message: "the file `\(path)` cannot be written: \(error)")
    }
  }
}
