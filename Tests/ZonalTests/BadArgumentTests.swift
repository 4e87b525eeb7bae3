import Testing

/// Command lines that make no sense end with 2 and say why; none ends by a signal.
struct BadArgumentTests {
  struct Line: CustomTestStringConvertible, Sendable {
    let arguments: [String]
    let message: String

    init(_ arguments: String..., says message: String) {
      self.arguments = arguments
      self.message = message
    }

    var testDescription: String { arguments.joined(separator: " ") }
  }

  @Test(arguments: BadArguments.lines)
  func isRefused(line: Line) throws {
    let run = try Command(line.arguments)
    #expect(!run.isKilled && run.status == 2, "\(run.output)\(run.errors)")
    #expect(run.errors.contains(line.message), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  /// Large and odd, but not wrong.
  @Test(arguments: [
    ["evaluate", "sin(10^1000*t)", "--at", "1/3"], ["evaluate", "kappa200", "--at", "-1/3"],
    ["evaluate", "t^(1/1000000)", "--at", "1/2"], ["evaluate", "t^1000000", "--at", "-1"],
    ["evaluate", "kappa1", "--at", "-1/2"], ["evaluate", "kappa1", "--at=-1/2"],
    ["evaluate", "fc_gpk(10000)", "--at", "1/2"], ["expand", "t^100000000", "--terms", "3"],
    ["derive", "fc_ntk(300)"], ["expand", "kappa1", "--terms", "1", "--bits", "1"],
    ["evaluate", "fc_ntk(0)", "--at", "0"], ["evaluate", "1", "--at", "0"], ["--help"],
    ["--version"], ["help", "verify"], ["verify", "--help"],
  ])
  func isAccepted(arguments: [String]) throws {
    let run = try Command(arguments)
    #expect(run.status == 0 && !run.output.isEmpty && run.errors.isEmpty, "\(run.errors)")
  }
}
