import Arithmetic
import Foundation
import Testing

struct SpectrumCommandTests {
  @Test func tailsAreShown() throws {
    let run = try Command.run(
      ["spectrum", "fc_ntk(2)", "--dimension", "3", "--frequencies", "0...9", "--format", "json"])
    let json = try JSON(run.output)
    #expect(try json["trace"].keys == ["sum", "tail", "tail_bound", "value"], "\(run.report)")
    for row in try json["eigenvalues"].items {
      #expect(try row.keys == ["k", "mid", "multiplicity", "rad"])
    }
  }

  @Test func digitsThatAreNotReachedAreSaid() throws {
    let run = try Command.run([
      "spectrum", "laplace(1)", "--dimension", "1000", "--frequencies", "5000...5000", "--digits",
      "10",
    ])
    #expect(run.code == 0, "\(run.report)")
    #expect(
      run.messages.contains("note: 1 of 1 eigenvalues are not enclosed to 10 digits"),
      "\(run.report)")
    #expect(
      run.output.contains("sum of multiplicity*eigenvalue so far: not known"), "\(run.report)")
    let usual = try Command.run(
      ["spectrum", "kappa1", "--dimension", "3", "--frequencies", "0...3", "--digits", "10"])
    #expect(usual.messages.isEmpty && !usual.output.contains("not known"), "\(usual.report)")
  }

  @Test func kinksAreRefusedWithTheirPlace() throws {
    let run = try Command.run(["spectrum", "max(t, 1/3)", "--dimension", "3"])
    #expect(run.code == 2 && run.messages.contains("kink near t = 0.333"), "\(run.report)")
  }

  @Test func imagesHaveLists() throws {
    let run = try Command.run([
      "spectrum", "cgpk(2, 1, 2, pixel(1))", "--dimension", "3", "--frequencies", "0...1",
      "--digits", "5", "--format", "json",
    ])
    #expect(run.code == 0 && run.messages.isEmpty, "\(run.report)")
    let json = try JSON(run.output)
    #expect(try json.keys == ["cosines", "dimension", "eigenvalues", "kernel", "trace"])
    let rows = try json["eigenvalues"].items
    #expect(try rows.map { try $0["multiplicity"].integer } == [1, 3, 3, 9])
    #expect(
      try rows.map { try $0["k"].items.map { try $0.integer } } == [
        [0, 0], [0, 1], [1, 0], [1, 1],
      ])
    // The odd part of κ₁((t₁ + t₂)/2) is (t₁ + t₂)/4, and t has the eigenvalue 1/3.
    #expect(try rows[1].ball.contains(Rational(1, over: 12), slack: 0))
  }

  @Test func imagesThatDoNotFit() throws {
    for (arguments, message) in [
      (
        ["cgpk(5, 1, 5, trace)", "--frequencies", "0...1"],
        "error: the eigenvalues of `cgpk(5, 1, 5, trace)` could not be certified: a part of it that is no sum "
          + "or product of others depends on 5 pixels, and more than 4 are too many to integrate over"
      ),
      (
        ["cgpk(3, 1, 5, trace)"],
        "error: 5 pixels have more than 20000 such frequencies; ask for fewer with --frequencies"
      ),
      (
        ["kappa1(t[1, 2])"],
        "error: the kernel `kappa1(t[1, 2])` compares different pixels of two images and is no kernel on a "
          + "product of spheres, nor proved to be the average of one over cyclic shifts, as that of global "
          + "average pooling is"
      ),
    ] {
      let run = try Command.run(["spectrum", "--dimension", "3"] + arguments)
      #expect(run.code == 2 && run.output.isEmpty, "\(run.report)")
      #expect(run.messages.contains(message), "\(run.report)")
    }
  }

  @Test func sizesThatAreNone() throws {
    let network = "gpk(serial(conv(1, 1), conv(2, 2), relu, trace, dense(1)))"
    for size in ["0", "x", "2x", "2x2x2", "-1"] {
      let run = try Command.run(["spectrum", network, "--dimension", "3", "--pixels", size])
      #expect(
        run.code == 2 && run.messages.contains("--pixels is a size such as 32, or two such as 8x8"),
        "\(run.report)")
    }
    let missing = try Command.run(["spectrum", network, "--dimension", "3"])
    #expect(missing.code == 2 && missing.messages.contains("--pixels"), "\(missing.report)")
  }

  @Test func sizesOfImages() throws {
    // The head `trace` on three pixels: the odd part of κ₁ is u/2, so λ_(1,0,0) = 1/(2·3·3).
    let network = "gpk(serial(conv(1, 1), conv(2, 2), relu, trace, dense(1)))"
    let run = try Command.run([
      "spectrum", network, "--dimension", "3", "--pixels", "3", "--frequencies", "0...1",
      "--digits",
      "5", "--format", "json",
    ])
    #expect(run.code == 0 && run.messages.isEmpty, "\(run.report)")
    let json = try JSON(run.output)
    #expect(try json["trace"].keys == ["sum", "tail", "value"], "\(run.report)")
    let rows = try json["eigenvalues"].items
    #expect(rows.count == 8)
    #expect(try rows[1].ball.contains(Rational(1, over: 18), slack: 0), "\(run.report)")
  }

  @Test func pooledImages() throws {
    let arguments = [
      "--dimension", "3", "--frequencies", "0...1", "--digits", "5", "--format", "json",
    ]
    let pooled = try Command.run(["spectrum", "cgpk(2, 1, 3, gap)"] + arguments)
    let trace = try Command.run(["spectrum", "cgpk(2, 1, 3, trace)"] + arguments)
    #expect(pooled.code == 0 && trace.code == 0, "\(pooled.report), \(trace.report)")
    let json = try JSON(pooled.output)
    #expect(
      try json.keys == ["cosines", "dimension", "eigenvalues", "kernel", "up_to_shifts"],
      "\(pooled.report)")
    let rows = try json["eigenvalues"].items
    // 11 = (3³ + 2·3)/3 necklaces of three beads.
    #expect(try rows.map { try $0["multiplicity"].integer } == [1, 3, 9, 11])
    let whole = try JSON(trace.output)["eigenvalues"].items
    for row in rows {
      let index = try row["k"].items.map { try $0.integer }
      let match = try whole.first { try $0["k"].items.map { try $0.integer } == index }
      #expect(try match?["mid"].text == row["mid"].text, "\(index)")
    }
  }
}

struct PlotCommandTests {
  private func path(_ name: String) -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)-\(name)")
      .path
  }

  @Test func codeForDepths() throws {
    let file = path("a.tex")
    defer { try? FileManager.default.removeItem(atPath: file) }
    let run = try Command.run(["plot", "fc_ntk(L)", "--for", "L in 1...3", "--output", file])
    #expect(run.code == 0 && run.output.isEmpty && run.messages.isEmpty, "\(run.report)")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    for part in ["L = 1", "L = 2", "L = 3", "cosine similarity $t$"] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func numbersThatAreDrawn() throws {
    let run = try Command.run([
      "plot", "res_gpk(L, alpha)", "kappa1", "--for", "L in {1}", "--for", "alpha in {1/2}",
      "--taylor", "--terms", "3", "--slope", "-5/2", "--format", "json",
    ])
    #expect(run.code == 0 && run.messages.isEmpty, "\(run.report)")
    let curves = try JSON(run.output)["curves"].items
    #expect(try curves.map { try $0["label"].text } == ["res_gpk(1, 1/2)", "kappa1"])
    #expect(try curves[1]["points"].items.map { try $0["x"].text } == ["1", "2", "3"])
    #expect(try curves[1]["points"].items[0]["mid"].text == "0.5")
    let table = try Command.run(["plot", "t", "--taylor", "--terms", "1", "--format", "csv"])
    #expect(table.output == "curve,x,mid,rad\n\"t\",1,1,0\n", "\(table.report)")
  }

  @Test(arguments: [
    (["kappa1"], "--output"), (["kappa1", "--output", "a.gif"], "must end in .svg, .png or .tex"),
    (["kappa1", "--spectrum", "--format", "csv"], "needs --dimension"),
    (["kappa1", "--dimension", "3", "--format", "csv"], "belongs to --spectrum"),
    (["kappa1", "--taylor", "--slope", "x", "--format", "csv"], "`x`"),
    (["kappa1", "--taylor", "--ratio", "--format", "csv"], "name one of them"),
    (["fc_ntk(L)", "--format", "csv"], "depends on `L`"),
    (["fc_ntk(L)", "--for", "L in [1, 2]", "--format", "csv"], "runs through an interval"),
    (["fc_ntk(L)", "--for", "L in 1...100", "--format", "csv"], "at most 64 curves"),
    (["kappa1", "--output", "/nowhere/a.tex"], "its folder does not exist"),
  ])
  func badArguments(_ arguments: [String], _ message: String) throws {
    let run = try Command.run(["plot"] + arguments)
    #expect(run.code == 2 && run.output.isEmpty && run.messages.contains(message), "\(run.report)")
    #expect(!run.messages.contains("UsageError("), "\(run.report)")
  }
}
