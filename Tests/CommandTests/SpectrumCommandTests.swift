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
    for (kernel, message) in [
      ("cgpk(2, 1, 3, gap)", "global average pooling"), ("cgpk(3, 1, 5, trace)", "5 pixels"),
    ] {
      let run = try Command.run(["spectrum", kernel, "--dimension", "3"])
      #expect(run.code == 2 && run.messages.contains(message), "\(run.report)")
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
    (["kappa1", "--taylor", "--ratio", "--format", "csv"], "--ratio needs --slope"),
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
