import Foundation
import Testing

/// Command lines that make no sense: each ends with code 2 and says what and where, in words.
struct BadCommandTests {
  struct Line: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    /// What the message must contain.
    let mentions: [String]
    let code: Int32

    init(_ arguments: [String], _ mentions: [String], code: Int32 = 2) {
      self.arguments = arguments
      self.mentions = mentions
      self.code = code
    }

    var testDescription: String { arguments.joined(separator: " ") }
  }

  private static let example = "docs/examples/residual.zonal"

  static let commands = [
    Line(
      ["evalute", "kappa1", "--at", "0"], ["unknown command `evalute`", "did you mean `evaluate`?"]),
    Line(["prove"], ["unknown command `prove`", "expected one of: verify, derive"]),
    Line(["--verbose"], ["error: Unknown option '--verbose'"]),
    Line(["evaluate"], ["Missing expected argument '<kernel>'"]),
    Line(["evaluate", "kappa1"], ["give one of --at, --x with --z, and --data"]),
    Line(["evaluate", "kappa1", "kappa0", "--at", "0"], ["Unexpected argument 'kappa0'"]),
    Line(["evaluate", "-kappa1", "--at", "0"], ["minus", "'(-kappa1)'"]),
    Line(["evaluate", "kappa1", "--at", "2"], ["t = 2 is outside [-1, 1]"]),
    Line(["evaluate", "kappa1", "--at", "-1.01"], ["t = -1.01 is outside [-1, 1]"]),
    Line(["evaluate", "kappa1", "--at", "sqrt(2)"], ["t = sqrt(2) is outside [-1, 1]"]),
    Line(
      ["evaluate", "kappa1", "--at", "x"], ["--at:1:1: error: unknown name `x`", "^ expected"]),
    Line(["evaluate", "kappa1", "--at", "t"], ["the point `t` is not a number"]),
    Line(["evaluate", "kappa1", "--at", "alpha"], ["the point `alpha` is not a number"]),
    Line(["evaluate", "kappa1", "--at", "1/0"], ["--at:1:3: error: division by zero"]),
    Line(
      ["evaluate", "kappa1", "--at", ""], ["--at:1:1: error: unexpected end", "expected a number"]),
    Line(["evaluate", "kappa1", "--at", "0", "--digits", "0"], ["--digits is between 1 and"]),
    Line(["evaluate", "kappa1", "--at", "0", "--digits", "-5"], ["--digits is between 1 and"]),
    Line(["evaluate", "kappa1", "--at", "0", "--digits", "many"], ["'many'", "--digits"]),
    Line(
      ["evaluate", "kappa1", "--at", "0", "--digits", "99999999999999999999"],
      ["99999999999999999999", "--digits"]),
    Line(["evaluate", "kappa1", "--at", "0", "--format", "xyz"], ["'xyz'", "'text'", "'json'"]),
    Line(["evaluate", "kappa1", "--at", "0", "--format", "latex"], ["'text'", "'json'"]),
    Line(["evaluate", "kappa1", "--att", "0"], ["Unknown option '--att'; did you mean `--at`?"]),
    Line(
      ["spectrum", "kappa1", "--dimention", "3"],
      ["Unknown option '--dimention'; did you mean `--dimension`?"]),
    Line(
      ["evaluate", "kappa1", "--at", "0", "--with", "none.zonal"], ["`none.zonal` does not exist"]),
    Line(["evaluate", "kappa1", "--at", "0", "--with", "docs"], ["`docs` is a folder"]),
    Line(["evaluate", "kappa1", "--at", "0", "--with", "Makefile"], ["Makefile:", "error:"]),
    Line(
      ["evaluate", "res_ntk(3, alpha)", "--at", "0"],
      ["depends on `alpha`, which has no value", "write a number"]),
    Line(["evaluate", "fc_ntk(L)", "--at", "0"], ["depends on `L`, which has no value"]),
    Line(["evaluate", "log(t)", "--at", "0"], ["no value at t = 0", "`log` has no value at 0"]),
    Line(["evaluate", "1/t", "--at", "0"], ["no value at t = 0", "division by zero"]),
    Line(["evaluate", "sqrt(t)", "--at", "-1/2"], ["no value at t = -1/2", "negative"]),
    Line(
      ["evaluate", "exp(exp(exp(exp(10))))*t", "--at", "1/2"],
      ["the value at t = 1/2 could not be enclosed"]),
    Line(["evaluate", "taylor(kappa1, 3)", "--at", "0"], ["`taylor` stands in claims only"]),
    // What cancels must have a value before it does.
    Line(["evaluate", "log(t) - log(t)", "--at", "-1/2"], ["no value at t = -1/2"]),
    Line(["evaluate", "t/t", "--at", "0"], ["no value at t = 0"]),
    Line(["evaluate", "kappa0(2*t)", "--at", "2/3"], ["no value at t = 2/3"]),
    Line(["evaluate", "t^(10^12)", "--at", "1/2"], ["sixteen million bits"]),
    Line(["evaluate", "((3*t)^1000000)^1000000", "--at", "1/2"], ["sixteen million bits"]),
    Line(["evaluate", "2^(2^(2^30))", "--at", "1/2"], ["sixteen million bits"]),
    Line(["evaluate", "(1/3)^(-10^15)", "--at", "1/2"], ["sixteen million bits"]),
    Line(["evaluate", "2^(1/10^12)", "--at", "1/2"], ["sixteen million bits"]),
    Line(["evaluate", "(-8)^(1/3)", "--at", "0"], ["root of a negative number"]),
    Line(
      ["derive", "res_ntk(3, 1/2"],
      ["KERNEL:1:15: error:", "| res_ntk(3, 1/2", "^ expected an operator, `,` or `)`"]),
    Line(["derive", "res_ntk(3 1/2)"], ["KERNEL:1:11: error:", "^ expected", "`,` between"]),
    Line(["derive", "kappa1 +"], ["KERNEL:1:9: error:", "^ expected a number, a name or `(`"]),
    Line(["derive", ""], ["KERNEL:1:1: error:", "^ expected a number, a name or `(`"]),
    Line(["derive", "kappa1\nkappa0"], ["KERNEL:2:1: error:", "^^^^^^ expected"]),
    Line(["derive", "κ1"], ["KERNEL:1:1: error:", "write `kappa1`"]),
    Line(
      ["derive", "claim \"x\": t == t"],
      ["KERNEL:1:1: error:", "`claim` is a word of the language"]),
    Line(["derive", "res_nkt(2, 1)"], ["KERNEL:1:1: error:", "did you mean `res_ntk`?"]),
    Line(["derive", "serial(dense(1))"], ["a network where a number or a kernel belongs"]),
    Line(["derive", "res_ntk(1/2, 1)"], ["natural number"]),
    Line(["derive", "res_ntk(10^9, 1)"], ["expected a smaller depth"]),
    Line(["derive", "res_ntk(10^30, 1)"], ["the number of repetitions is too large"]),
    Line(
      ["plot", "fc_ntk(2)", "--for", "L in 1...3", "--output", "a.tex"],
      ["--for gives values to `L`, which the kernel does not use"]),
    Line(
      ["plot", "laplace(c)", "t", "--output", "a.tex"],
      ["depends on `c`, which has no value; write a number", "--for 'c in {1, 2}'"]),
    Line(["plot", "fc_ntk(N)", "--output", "a.tex"], ["depends on `N`", "--for 'N in {1, 2}'"]),
    Line(["plot", "fc_ntk(L)", "--output", "a.tex"], ["depends on `L`", "--for 'L in {1, 2}'"]),
    Line(
      ["plot", "res_gpk(1, alpha)", "--for", "L in {1}", "--output", "a.tex"],
      ["depends on `alpha`", "--for 'alpha in {1, 2}'"]),
    Line(
      ["plot", "laplace(gamma)", "--for", "c in {1}", "--output", "a.tex"],
      ["depends on `gamma`", "--for 'gamma in {1, 2}'"]),
    Line(["plot", "cgpk(3, 1, 4, gap)", "--output", "a.tex"], ["one of images", "at(K, t)"]),
    Line(
      ["plot", "log(t - 2)", "--output", "a.tex"], ["no t in [-1, 1] at which a value is proved"]),
    Line(
      ["plot", "abs(t)", "--taylor", "--format", "csv"], ["`abs(t)` failed: abs is not analytic"]),
    Line(
      ["plot", "t", "--taylor", "--law", "1", "--format", "csv"],
      ["no law to draw for `t`: its Taylor coefficients are zero from n = 2 on"]),
    Line(
      ["plot", "t + t^4", "--spectrum", "--dimension", "3", "--law", "1", "--format", "csv"],
      ["its eigenvalues are zero from k = 5 on"]),
    Line(
      ["plot", "exp(t)", "--taylor", "--law", "1", "--format", "csv"],
      ["fall faster than every power of n"]),
    // The law is refused before the coefficients, which would take very long, are computed.
    Line(
      [
        "plot", "fc_ntk(300) + dual(step(1))", "--taylor", "--terms", "100000", "--law", "1",
        "--format", "csv", "--time-limit", "30",
      ], ["no law to draw", "essential singularity"]),
    Line(
      ["plot", "laplace(c)", "--taylor", "--format", "csv"],
      ["depends on `c`, which has no value", "write a number"]),
    Line(
      ["plot", "laplace(c)", "--spectrum", "--dimension", "3", "--format", "csv"],
      ["depends on `c`, which has no value", "write a number"]),
    // Letters that the report uses itself.
    Line(
      ["asymptotics", "laplace(n)"],
      ["`n` stands for the index of the Taylor coefficients here", "such as `c`"]),
    Line(["asymptotics", "laplace(C)"], ["`C` stands for the constant of a law"]),
    Line(["asymptotics", "laplace(C1)"], ["`C1` stands for the constant of a law"]),
    Line(["asymptotics", "laplace(K)"], ["`K` stands for the kernel"]),
    Line(["asymptotics", "laplace(R)"], ["`R` stands for the radius of a disc"]),
    Line(["asymptotics", "laplace(z)"], ["`z` stands for a complex number"]),
    Line(["asymptotics", "laplace(Gamma)"], ["`Gamma` needs its arguments"]),
    Line(
      ["asymptotics", "laplace(k)*laplace(c)", "--dimension", "3"],
      ["`k` stands for the index of the eigenvalues", "such as `a`"]),
    Line(["asymptotics", "res_ntk(L, l)"], ["`l` stands for the layer in recurrences"]),
    Line(["asymptotics", "fc_ntk(3)", "--dimension", "k"], ["`k` stands for", "such as `d`"]),
    Line(["asymptotics", "fc_ntk(3)", "--dimension", "n"], ["`n` stands for"]),
    Line(["asymptotics", "fc_ntk(3)", "--dimension", "C"], ["`C` stands for"]),
    Line(["asymptotics", "fc_ntk(3)", "--dimension", "mu_k"], ["`mu_k` stands for"]),
    Line(["asymptotics", "fc_ntk(L)", "--dimension", "l"], ["`l` stands for"]),
    Line(
      ["asymptotics", "fc_ntk(3)", "--dimension", "oo"],
      ["without another meaning, such as `d`, not `oo`"]),
    Line(["asymptotics", "fc_ntk(3)", "--dimension", "exp"], ["not `exp`"]),
    Line(["asymptotics", "laplace(d)", "--dimension", "d"], ["such as `m`, not `d`"]),
    Line(["expand", "laplace(O)", "--at", "1"], ["`O` stands for the order"]),
    Line(["expand", "res_ntk(L, l)", "--at", "-1"], ["`l` stands for the layer"]),
    Line(["expand", "laplace(K)", "--at", "1", "--format", "latex"], ["`K` stands for a kernel"]),
    Line(["derive", "laplace(K)", "--format", "latex"], ["`K` stands for a kernel"]),
    Line(["derive", "res_ntk(L, Theta)"], ["`Theta` stands for a tangent kernel"]),
    Line(["derive", "res_ntk(L, l)"], ["`l` stands for the layer"]),
    Line(
      ["plot", "laplace(n)", "--taylor", "--for", "n in 1...3", "--format", "csv"],
      ["`n` stands for the index of the coefficients"]),
    Line(
      [
        "plot", "laplace(k)", "--spectrum", "--dimension", "3", "--for", "k in 1...3", "--format",
        "csv",
      ], ["`k` stands for the frequency"]),
    Line(["derive", String(repeating: "(", count: 5000) + "t"], ["nested too deeply"]),
    Line(["derive", Array(repeating: "t", count: 5000).joined(separator: "+")], ["too long"]),
    Line(["derive", "kappa1", "--format", "xyz"], ["'xyz'", "'latex'"]),
    Line(["derive", "kappa1", "--notation", "mine"], ["'mine'", "'jacot'"]),
    Line(["expand", "kappa1", "--terms", "0"], ["--terms is between 1 and"]),
    Line(["expand", "kappa1", "--terms", "1/2"], ["'1/2'", "--terms"]),
    Line(["expand", "kappa1", "--bits", "-1"], ["--bits is between 1 and"]),
    Line(["expand", "kappa1", "--bits", "0"], ["--bits is between 1 and"]),
    Line(["expand", "kappa1", "--at", "2"], ["--at 2", "at 0, 1 and -1"]),
    Line(["expand", "kappa1", "--at", "x"], ["--at x", "at 0, 1 and -1"]),
    Line(["expand", "kappa1", "--at", "1", "--terms", "0"], ["--terms is between 1 and 1000"]),
    Line(["expand", "kappa1", "--at", "1", "--within", "3"], ["--within is a number in (0, 2]"]),
    Line(["expand", "kappa1", "--within", "1/2"], ["--within goes with --at 1"]),
    Line(["expand", "fc_gpk(L)", "--at", "-1", "--within", "1/2"], ["no bound for the remainder"]),
    Line(["expand", "fc_gpk(L)", "--exact"], ["no expansion at 0"]),
    Line(["expand", "1 + 2*fc_ntk(L)", "--exact"], ["no expansion at 0"]),
    Line(["expand", "exp(-1/(1 - t))", "--at", "1"], ["essential singularity"]),
    Line(["expand", "sqrt(t - 1)", "--at", "1"], ["a root of a negative number"]),
    Line(["expand", "sqrt((alpha - 1)*(1 - t))", "--at", "1"], ["could not be decided"]),
    Line(["expand", "res_gpk(2, alpha)", "--at", "1", "--within", "1"], ["no bound"]),
    Line(["evaluate", "diff(kappa0, t)", "--at", "1"], ["infinite at t = 1", "s^(-1/2)"]),
    Line(["expand", "kappa1", "--format", "latex"], ["text or json"]),
    Line(["expand", "res_gpk(2, alpha)"], ["depends on `alpha`"]),
    Line(["expand", "sqrt(t)"], ["`sqrt(t)` failed", "not analytic"]),
    Line(["expand", "log(t)"], ["`log(t)` failed", "not analytic"]),
    Line(["expand", "1/t"], ["`1/t` failed", "not analytic"]),
    Line(["expand", "abs(t)"], ["`abs(t)` failed", "not analytic"]),
    Line(["expand", "exponential_power(1, 1)*sqrt(t)"], ["failed", "not analytic"]),
    Line(["spectrum", "kappa1"], ["Missing expected argument '--dimension <D>'"]),
    Line(["spectrum", "kappa1", "--dimension", "1"], ["--dimension is between 2 and"]),
    Line(["spectrum", "kappa1", "--dimension", "-3"], ["--dimension is between 2 and"]),
    Line(
      ["spectrum", "kappa1", "--dimension", "3", "--frequencies", "5...1"],
      ["--frequencies is a range such as 0...20", "`5...1`"]),
    Line(
      ["spectrum", "kappa1", "--dimension", "3", "--frequencies", "-1...3"],
      ["--frequencies is a range such as 0...20", "`-1...3`"]),
    Line(["spectrum", "kappa1", "--dimension", "3", "--frequencies", "0..3"], ["`0..3`"]),
    Line(
      ["spectrum", "kappa1", "--dimension", "3", "--frequencies", "0...99999999999"],
      ["`0...99999999999`", "up to 1000000"]),
    Line(
      ["spectrum", "kappa1", "--dimension", "3", "--digits", "0"], ["--digits is between 1 and"]),
    Line(["spectrum", "laplace(alpha)", "--dimension", "3"], ["depends on `alpha`"]),
    Line(
      ["spectrum", "1/t", "--dimension", "3", "--frequencies", "0...2"],
      ["`1/t` could not be certified", "near t = 0"]),
    Line(
      ["spectrum", "1/(1 - t)", "--dimension", "3", "--frequencies", "0...2"],
      ["could not be certified", "near t = 1"]),
    Line(["verify", "none.zonal"], ["`none.zonal` does not exist"]),
    Line(["verify", "Tests/CommandTests/References"], ["error:"]),
    Line(["verify", "/dev/null"], ["`/dev/null` cannot be read"]),
    Line(["verify", example, "--jobs", "0"], ["--jobs is at least 1"]),
    Line(["verify", example, "--jobs", "-2"], ["--jobs is at least 1"]),
    Line(["verify", example, "--time-limit", "0"], ["--time-limit is positive"]),
    Line(["verify", example, "--time-limit", "-1"], ["--time-limit is positive"]),
    Line(["verify", example, "--time-limit", "nan"], ["--time-limit is positive"]),
    Line(["verify", example, "--time-limit", "inf"], ["--time-limit"]),
    Line(["verify", example, "--time-limit", "1e300"], ["--time-limit"]),
    Line(["verify", example, "--format", "latex"], ["'text'", "'json'"]),
    Line(["verify", example, "--with", "none.zonal"], ["`none.zonal` does not exist"]),
    Line(["verify", example, "--json", "docs"], ["`docs` cannot be written: it is a folder"]),
    Line(
      ["verify", example, "--json", "no-such-folder/report.json"],
      ["`no-such-folder/report.json` cannot be written: its folder does not exist"]),
  ]

  @Test func thereAreManyCases() { #expect(Self.commands.count >= 90) }

  @Test(arguments: commands)
  func message(line: Line) throws {
    let run = try Command.run(line.arguments)
    #expect(run.code == line.code, "\(run.report)")
    #expect(run.output.isEmpty, "\(run.report)")
    for part in line.mentions { #expect(run.messages.contains(part), "\(run.report)") }
    #expect(Readable.problem(in: run.messages) == nil, "\(run.report)")
  }

  @Test func folderWithoutFiles() throws {
    try Command.withFolder { folder in
      let run = try Command.run(["verify", folder.path])
      #expect(run.code == 2)
      #expect(run.messages.contains("holds no derivation files"), "\(run.report)")
      // Without paths the folder `derivations` is meant.
      let plain = try Command.run(["verify"], in: folder)
      #expect(plain.code == 2)
      #expect(plain.messages.contains("`derivations` does not exist"), "\(plain.report)")
    }
  }

  /// Where the work stops early, no report is written, not even a part of one.
  @Test func nothingHalfWritten() throws {
    try Command.withFolder { folder in
      for (arguments, code) in [
        (["--json", "missing/report.json"], Int32(2)),
        (["--json", "report.json", "--jobs", "0"], 2),
      ] {
        let file = Command.root.appending(path: Self.example).path
        let run = try Command.run(["verify", file] + arguments, in: folder)
        #expect(run.code == code, "\(run.report)")
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(left.isEmpty, "\(run.report)")
      }
    }
  }
}
