import Testing

/// What `expand --at 1` and `--at -1` print.
struct PoleExpansionTests {
  private func output(_ arguments: String...) throws -> String {
    let run = try Command.run(["expand"] + arguments)
    #expect(run.code == 0 && run.messages.isEmpty, "\(run.report)")
    return run.output
  }

  @Test func text() throws {
    #expect(
      try output("fc_ntk(2)", "--at", "1", "--terms", "3", "--bits", "20") == """
        s = 1 - t
        1        3
        s^(1/2)  -3*sqrt(2)/pi  = -1.35047447424 ± 5.01e-12
        s        (10 - 9*pi^2)/(3*pi^2)  = -2.66226272119 ± 5.01e-12
        O(s^(3/2))

        """)
    #expect(
      try output("res_gpk(2, alpha)", "--at", "-1", "--terms", "2") == """
        s = 1 + t
        1  alpha^2*(1 + alpha^2)*kappa1(-1/(1 + alpha^2)) - 1
        s  1 + alpha^2*kappa0(-1/(1 + alpha^2))
        O(s^(3/2))

        """)
    #expect(
      try output("t^2", "--at", "1") == "s = 1 - t\n1    1\ns    -2\ns^2  1\nexact for 0 < s <= 2\n"
    )
  }

  /// A series that ends says how far it is the kernel, and is refused beyond a kink.
  @Test func finiteSeries() throws {
    #expect(
      try output("max(t, 0)^2", "--at", "-1") == "s = 1 + t\n0\nexact for 0 < s <= 1\n")
    #expect(
      try output("max(t, 1/2)", "--at", "1", "--within", "1/4")
        == "s = 1 - t\n1  1\ns  -1\nexact for 0 < s <= 1/4\n")
    let refused: [([String], String)] = [
      (["max(t, 0)^2", "--at", "-1", "--within", "2"], "t, the argument of an `abs`"),
      (["abs(t)", "--at", "1", "--within", "3/2"], "changes its sign at t = 0;"),
      (["max(t, 1/2)", "--at", "1", "--within", "2"], "changes its sign at t = 1/2;"),
      (["t + abs(t-1/3)^3", "--at", "1", "--within", "3/2"], "changes its sign at t = 1/3;"),
      (["kappa1 + abs(t-1/3)", "--at", "1", "--within", "7/8"], "changes its sign at t = 1/3;"),
    ]
    for (arguments, message) in refused {
      let run = try Command.run(["expand"] + arguments)
      #expect(run.code == 2 && run.output.isEmpty, "\(run.report)")
      #expect(run.messages.contains(message), "\(run.report)")
    }
    #expect(
      try output("abs(t)", "--at", "1", "--format", "latex")
        == "K\\left(1-s\\right) = 1-s,\\qquad 0<s\\le 1\n")
    let json = try JSON(output("abs(t)", "--at", "1", "--format", "json"))
    #expect(try json.keys == ["at", "exact", "kernel", "remainder", "terms", "variable"])
    #expect(try json["exact"].text == "0 < s <= 1")
    #expect(try json["remainder"]["within"].text == "1")
  }

  /// A search for terms that do not exist ends, and says so.
  @Test(arguments: ["arccos(cos(3*t))", "arcsin(sin(3*t))"])
  func searchesEnd(kernel: String) throws {
    let text = try output(kernel, "--at", "1", "--terms", "4")
    #expect(text.contains("\nno further term was found up to s^"), "\(text)")
    #expect(text.contains("\ns  -3") || text.contains("\ns  3"), "\(text)")
  }

  @Test func remainder() throws {
    let text = try output("kappa1", "--at", "-1", "--terms", "2", "--within", "1/16")
    #expect(text.contains("for 0 < s <= 1/16"), "\(text)")
  }

  @Test func latex() throws {
    #expect(
      try output("fc_gpk(2)", "--at", "1", "--terms", "4", "--format", "latex")
        == "K\\left(1-s\\right) = 1-s+\\frac{4\\,\\sqrt{2}}{3 \\pi} s^{3/2}"
        + "-\\frac{4}{3 \\pi^{2}} s^{2}+O\\left(s^{5/2}\\right)\n")
  }

  @Test func json() throws {
    let numeric = try JSON(
      output("fc_ntk(2)", "--at", "-1", "--terms", "3", "--format", "json"))
    #expect(try numeric.keys == ["at", "kernel", "order", "terms", "variable"])
    #expect(try numeric["at"].text == "-1")
    for row in try numeric["terms"].items {
      #expect(try row.keys == ["coefficient", "exponent", "latex", "mid", "rad"])
    }
    #expect(try numeric["terms"].items.map { try $0["exponent"].text } == ["0", "1/2", "3/2"])
    // With a free symbol there is no number to enclose.
    let symbolic = try JSON(
      output("res_ntk(2, alpha)", "--at", "1", "--terms", "2", "--format", "json"))
    for row in try symbolic["terms"].items {
      #expect(try row.keys == ["coefficient", "exponent", "latex"])
    }
    let logarithm = try JSON(
      output("log(1 - t)", "--at", "1", "--terms", "1", "--format", "json"))
    #expect(try logarithm["terms"].items[0]["logarithm"].integer == 1)
  }

  @Test func limits() throws {
    let run = try Command.run(["evaluate", "(1 - kappa1)/(1 - t)", "--at", "1"])
    #expect(run.output == "1  (the limit for t -> 1)\n", "\(run.report)")
  }
}
