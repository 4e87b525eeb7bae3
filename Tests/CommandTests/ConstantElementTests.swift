import Testing

/// Elements of symbolic depth at a number are constants in t: `expand` takes them, and says what defines them.
struct ConstantElementTests {
  private static let definition = """
    where
      Sigma[0] = t
      Sigma[l] = kappa1(Sigma[l-1])

    """

  private func output(_ arguments: String...) throws -> String {
    let run = try Command.run(["expand"] + arguments)
    #expect(run.code == 0 && run.messages.isEmpty, "\(run.report)")
    return run.output
  }

  @Test func coefficientsAtZero() throws {
    #expect(
      try output("at(fc_gpk(L), 1/2)*t^2 + t", "--exact", "--terms", "4")
        == "0  0\n1  1\n2  Sigma[L](1/2)\n3  0\n" + Self.definition)
    #expect(
      try output("exp(at(fc_gpk(L), 0))*kappa1(t/2)", "--exact", "--terms", "3")
        == "0  exp(Sigma[L](0))/pi\n1  1/4*exp(Sigma[L](0))\n2  exp(Sigma[L](0))/(8*pi)\n"
        + Self.definition)
  }

  /// What no coefficient uses is not defined.
  @Test func definitionsThatAreUsed() throws {
    #expect(
      try output("at(fc_gpk(L), 1/2)*t^2 + t", "--exact", "--terms", "2") == "0  0\n1  1\n")
  }

  @Test func json() throws {
    let json = try JSON(
      output("at(fc_gpk(L), 1/2)*t", "--exact", "--terms", "2", "--format", "json"))
    #expect(try json["coefficients"].items.map { try $0["exact"].text } == ["0", "Sigma[L](1/2)"])
    #expect(
      try json["definitions"].items.map { try [$0["name"].text, $0["formula"].text] } == [
        ["Sigma[0]", "t"], ["Sigma[l]", "kappa1(Sigma[l-1])"],
      ])
  }

  @Test func expansionAtAPole() throws {
    #expect(
      try output("at(fc_gpk(L), 1/2)*t^2 + t", "--at", "1")
        == "s = 1 - t\n1    1 + Sigma[L](1/2)\ns    -1 - 2*Sigma[L](1/2)\ns^2  Sigma[L](1/2)\n"
        + "exact for 0 < s <= 2\n" + Self.definition)
  }

  /// An element that depends on t has no coefficients at 0, on whatever path.
  @Test(arguments: [
    "fc_gpk(L)", "at(fc_gpk(L), t/2)", "at(fc_gpk(L), at(fc_gpk(L), t/2))*at(fc_gpk(L), 1/2)",
  ])
  func elementsThatVary(kernel: String) throws {
    let run = try Command.run(["expand", kernel, "--exact"])
    #expect(run.code == 2 && run.output.isEmpty, "\(run.report)")
    #expect(run.messages.contains("no expansion at 0"), "\(run.report)")
  }
}
