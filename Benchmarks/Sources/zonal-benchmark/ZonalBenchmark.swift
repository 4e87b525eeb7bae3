import Foundation

/// `zonal-benchmark TASK…`: runs one task several times and prints what it cost as JSON.
@main
enum ZonalBenchmark {
  static func main() throws {
    do {
      try Task(Array(CommandLine.arguments.dropFirst())).report().print()
    } catch let error as BadArguments {
      FileHandle.standardError.write(Data("error: \(error.message)\n".utf8))
      exit(2)
    }
  }
}
