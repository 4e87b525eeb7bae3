internal import Execution
internal import Foundation

/// A file with a figure, which appears whole or not at all.
public struct FigureFile: Sendable {
  private enum Format {
    case drawn(GnuplotScript.Terminal)
    case tex
  }

  /// Where the file is written.
  public let path: String
  private let format: Format

  /// Chooses the format by the ending.
  ///
  /// - Throws: `PlotError.unknownFormat`.
  public init(path: String) throws(PlotError) {
    self.path = path
    switch URL(fileURLWithPath: path).pathExtension.lowercased() {
    case "svg": format = .drawn(.svg)
    case "png": format = .drawn(.png)
    case "tex": format = .tex
    default: throw .unknownFormat(path: path)
    }
  }

  /// Draws a figure into the file.
  ///
  /// The picture is made in a file beside the target, which then takes its name; nobody ever sees half of
  /// it, and an older picture stays when something fails.
  ///
  /// - Throws: `PlotError`.
  public func write(_ figure: Figure) throws(PlotError) {
    guard figure.horizontalRange != nil else {
      throw .nothingToDraw(isLogarithmic: figure.y.isLogarithmic)
    }
    let draft = DraftFile(for: path)
    defer { draft.discard() }
    if case .drawn(let terminal) = format {
      try Gnuplot.run(GnuplotScript(figure, terminal: terminal, output: draft.path))
    }
    do throws(DraftFile.Failure) {
      if case .tex = format { try draft.write(PGFPlots(figure).text.utf8) }
      try draft.publish()
    } catch {
      throw .notWritten(path: path, reason: error.description)
    }
  }
}
