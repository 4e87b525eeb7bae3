import Testing

/// What `asymptotics` prints for kernels of images, and what it says of rays that are none.
struct RayCommandTests {
  private func output(_ arguments: String...) throws -> String {
    let run = try Command.run(["asymptotics"] + arguments)
    #expect(run.code == 0 && run.messages.isEmpty, "\(run.report)")
    return run.output
  }

  @Test func boundsAndZeros() throws {
    let found = try output(
      "kappa0(t[1])*kappa0((t[1] + t[2])/2)", "--dimension", "2", "--ray", "2n,1", "--digits", "6")
    #expect(
      found.contains("n: at most of the order n^(-2); its constant is not shown to differ from 0"))
    let sum = try output("cgpk(2, 1, 3, trace)", "--dimension", "3", "--ray", "n,n,n")
    #expect(sum.contains("k = (n, n, n)\n    n: lambda_k = 0"))
    let flat = try output("exp(t[1])*kappa1(t[2])", "--dimension", "3", "--ray", "n,0")
    #expect(flat.contains("faster than every power of n"))
  }

  @Test func pooling() throws {
    #expect(
      try output("cgpk(2, 1, 2, gap)", "--dimension", "3", "--format", "latex", "--ray", "n,n")
        == #"""
        \begin{aligned}
        \lambda_{(n,n)} &\sim \frac{15}{64 \pi}\,n^{-7}
        \end{aligned}

        """#)
  }

  @Test func latexOfSymbolicExponents() throws {
    let found = try output(
      "rescgpk(3, 2, 3, pixel(1), 1/2)", "--dimension", "d", "--format", "latex", "--ray", "n,n,n")
    #expect(found.contains("n^{-3d}") && !found.contains("*"))
    #expect(found.contains(#"\left(6-\kappa_{0}\left(-\frac{4}{5}\right)\right)"#))
  }

  @Test func coefficients() throws {
    let found = try output(
      "kappa1((kappa1(t[1]) + kappa1(t[2]))/2)", "--dimension", "2", "--ray", "n,0", "--digits",
      "8", "--format", "json")
    for piece in [
      #""exponent":"-4""#, #""nu":"5/2""#, #""constant":"A1/pi^2""#, #""mid":"0.13498902""#,
      #""frequencies":["n","0"]"#, #""vertices":[[1],[-1]]"#,
    ] {
      #expect(found.contains(piece), "\(piece) in \(found)")
    }
  }

  @Test(arguments: [
    (["--dimension", "3", "--ray", "n"], "depends on 2 pixels"),
    (["--dimension", "3", "--ray", "0,0"], "no frequency that grows"),
    (["--dimension", "3", "--ray", "n^2,0"], "such as n, 2n+1 or 0"),
    (["--dimension", "3", "--ray", "-n,0"], "such as n, 2n+1 or 0"),
    (["--dimension", "3", "--ray", ""], "such as n, 2n+1 or 0"),
    (["--dimension", "1"], "between 2 and 1000"),
    (["--dimension", "3", "--terms", "2"], "leading terms only"),
    ([], "give --dimension D"),
  ])
  func rejected(arguments: [String], message: String) throws {
    let run = try Command.run(["asymptotics", "kappa1((t[1] + t[2])/2)"] + arguments)
    #expect(run.code == 2 && run.output.isEmpty)
    #expect(run.messages.contains(message), "\(run.report)")
  }

  @Test func oneVariableHasNoRays() throws {
    let run = try Command.run(["asymptotics", "kappa1", "--dimension", "3", "--ray", "n"])
    #expect(run.code == 2 && run.messages.contains("--ray is for kernels of images"))
  }
}
