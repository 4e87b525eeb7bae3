/// Why a figure could not be written.
public enum PlotError: Error, Hashable, Sendable {
  /// No point has a place in the diagram, whose vertical axis is logarithmic or not.
  case nothingToDraw(isLogarithmic: Bool)
  /// gnuplot is not installed.
  case gnuplotMissing
  /// gnuplot stopped with a message.
  case gnuplotFailed(String)
  /// The ending of the file names no format that can be written.
  case unknownFormat(path: String)
  /// The file could not be written.
  case notWritten(path: String, reason: String)
}

extension PlotError: CustomStringConvertible {
  /// What went wrong and what helps.
  public var description: String {
    switch self {
    case .nothingToDraw(isLogarithmic: true):
      "no point can be drawn: on a logarithmic axis every number must be certainly positive"
    case .nothingToDraw(isLogarithmic: false):
      "no point can be drawn: there is no t in [-1, 1] at which a value is proved to exist"
    case .gnuplotMissing:
      "gnuplot was not found; install it (Debian: apt-get install gnuplot-nox), or write pgfplots code "
        + "to a file that ends in .tex"
    case .gnuplotFailed(let message): "gnuplot failed: \(message)"
    case .unknownFormat(let path): "`\(path)` must end in .svg, .png or .tex"
    case .notWritten(let path, let reason): "the file `\(path)` cannot be written: \(reason)"
    }
  }
}
