import Arithmetic
import Foundation
import Testing

/// `zonal evaluate` on files of data.
struct DataCommandTests {
  private func run(_ arguments: [String], files: [String: String]) throws -> Command.Run {
    try Command.withFolder { folder in
      for (name, text) in files {
        try Data(text.utf8).write(to: folder.appending(path: name))
      }
      return try Command.run(["evaluate"] + arguments, in: folder)
    }
  }

  @Test func vectorsGiveTheKernelOfTheirCosine() throws {
    // x·z/(|x||z|) = 1/2, whatever the lengths.
    let files = ["x.csv": "1, 1, 0\n", "z.csv": "# half\n 0, 1/3, 1/3 \n"]
    let found = try run(
      ["fc_ntk(3)", "--x", "x.csv", "--z", "z.csv", "--digits", "40", "--format", "json"],
      files: files)
    let known = try run(
      ["fc_ntk(3)", "--at", "1/2", "--digits", "40", "--format", "json"], files: [:])
    #expect(found.messages.contains("normalised"))
    #expect(
      try JSON(found.output)["value"].ball.overlaps(try JSON(known.output)["value"].ball),
      "\(found.report)")
  }

  @Test func formulasOfImageKernels() throws {
    let files = ["x.csv": "1, 2\n3, -1\n", "z.csv": "0, 1\n1, 1\n"]
    let images = ["--x", "x.csv", "--z", "z.csv", "--digits", "30", "--format", "json"]
    // By a formula, and layer by layer.
    let formula = try run(["2*cntk(2, 2, 2, gap)/2"] + images, files: files)
    let layers = try run(["cntk(2, 2, 2, gap)"] + images, files: files)
    #expect(
      try JSON(formula.output)["value"].ball.overlaps(try JSON(layers.output)["value"].ball),
      "\(formula.report)\(layers.report)")
  }

  @Test func matrices() throws {
    let data = "1, 0\n0, 1\n\n1, 1\n1, -1\n\n1, 2\n2, 3\n"
    try Command.withFolder { folder in
      try Data(data.utf8).write(to: folder.appending(path: "images.csv"))
      let arguments = ["evaluate", "cgpk(2, 1, 2, gap)", "--data", "images.csv", "--digits", "25"]
      let json = try Command.run(arguments + ["--format", "json"], in: folder)
      try #require(json.code == 0, "\(json.report)")
      let rows = try JSON(json.output)["matrix"].items.map { try $0.items.map { try $0.ball } }
      #expect(rows.map(\.count) == [3, 3, 3])
      for output in ["K.csv", "K.npy"] {
        let run = try Command.run(arguments + ["--output", output], in: folder)
        try #require(run.code == 0, "\(run.report)")
      }
      let csv = try String(contentsOf: folder.appending(path: "K.csv"), encoding: .utf8)
      let entries = csv.split(separator: "\n").map { $0.split(separator: ",") }
      let npy = [UInt8](try Data(contentsOf: folder.appending(path: "K.npy")))
      let bounds = [UInt8](try Data(contentsOf: folder.appending(path: "K.bounds.npy")))
      for i in 0..<3 {
        for j in 0..<3 {
          #expect(rows[i][j].overlaps(rows[j][i]))
          #expect(rows[i][j].contains(try #require(Rational(String(entries[i][j]))), slack: 0))
          let place = 8 * (3 * i + j)
          let value = try Self.double(npy, place), bound = try Self.double(bounds, place)
          #expect(rows[i][j].contains(value, slack: bound))
          #expect(bound > 0 && bound < Rational(1, over: 1_000_000_000_000_000))
        }
      }
    }
  }

  /// The double at a place after the header.
  private static func double(_ bytes: [UInt8], _ place: Int) throws -> Rational {
    let start = try #require(bytes.firstIndex(of: UInt8(ascii: "\n"))) + 1 + place
    let word = bytes[start..<(start + 8)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let value = Double(bitPattern: word)
    // significand·2⁵² is an integer.
    let mantissa = Rational(Int(value.significand * 0x1p52))
    return mantissa * Rational(2).power(Int(value.exponent) - 52)
  }

  static let mistakes: [(arguments: [String], files: [String: String], mentions: [String])] = [
    (["--x", "x.csv"], [:], ["--x and --z go together"]),
    (["--x", "x.csv", "--z", "z.csv", "--at", "0"], [:], ["give one of --at"]),
    (["--x", "x.csv", "--z", "z.csv"], ["x.csv": "1,2\n3,4"], ["`z.csv` does not exist"]),
    (
      ["--x", "x.csv", "--z", "z.csv"], ["x.csv": "1,2\n3", "z.csv": "1,2\n3,4"],
      ["x.csv:2: this row has 1 entries and the first one 2"]
    ),
    (
      ["--x", "x.csv", "--z", "z.csv"], ["x.csv": "1,2\n3,nan", "z.csv": "1,2\n3,4"],
      ["x.csv:2, entry 2: `nan` is not a number"]
    ),
    (
      ["--x", "x.csv", "--z", "z.csv"], ["x.csv": "1,2\n3,1/0", "z.csv": "1,2\n3,4"],
      ["x.csv:2, entry 2: `1/0` is not a number"]
    ),
    (
      ["--x", "x.csv", "--z", "z.csv"], ["x.csv": "1,2\n3,", "z.csv": "1,2\n3,4"],
      ["x.csv:2, entry 2: an empty entry"]
    ),
    (
      ["--x", "x.csv", "--z", "z.csv"], ["x.csv": "# nothing\n\n", "z.csv": "1,2\n3,4"],
      ["x.csv: the file holds no numbers"]
    ),
    (
      ["--x", "x.csv", "--z", "z.csv"], ["x.csv": "1,2\n0,0", "z.csv": "1,2\n3,4"],
      ["x.csv: pixel 2 is 0 in all channels"]
    ),
    (
      ["--x", "x.csv", "--z", "z.csv"], ["x.csv": "1,2\n3,4", "z.csv": "1,2,3\n3,4,5"],
      ["the two inputs have the same size"]
    ),
    (
      ["--x", "x.csv", "--z", "z.csv"], ["x.csv": "1,2\n3,4\n5,6", "z.csv": "1,2\n3,4\n5,6"],
      ["the network is for 2 pixels and the images have 3"]
    ),
    (
      ["--x", "x.csv", "--z", "z.csv", "--pixels", "2x2"],
      ["x.csv": "1,2\n3,4", "z.csv": "1,2\n3,4"],
      ["the images have 2 pixels and --pixels says 2 x 2"]
    ),
    (
      ["--x", "x.npy", "--z", "z.csv"], ["x.npy": "1,2\n3,4", "z.csv": "1,2\n3,4"],
      ["x.npy: this is not an NPY file"]
    ),
    (
      ["--data", "x.csv", "--output", "K.txt"], ["x.csv": "1,2\n3,4\n\n5,6\n7,8"],
      ["ends in neither .csv nor .npy"]
    ),
    (["--data", "x.csv"], ["x.csv": "1,2\n3,4\n\n5,6"], ["part 2 has 1 rows and the first one 2"]),
  ]

  @Test(arguments: mistakes.indices)
  func mistake(number: Int) throws {
    let (arguments, files, mentions) = Self.mistakes[number]
    let result = try run(["cntk(2, 1, 2, trace)"] + arguments, files: files)
    #expect(result.code == 2, "\(result.report)")
    #expect(result.output.isEmpty, "\(result.report)")
    for mention in mentions { #expect(result.messages.contains(mention), "\(result.report)") }
    #expect(Readable.problem(in: result.messages) == nil, "\(result.report)")
  }

  @Test func vectorKernelsRefuseImages() throws {
    let files = ["x.csv": "1,2\n3,4", "z.csv": "1,2\n3,4"]
    let result = try run(["fc_ntk(2)", "--x", "x.csv", "--z", "z.csv"], files: files)
    #expect(result.code == 2)
    #expect(result.messages.contains("is a kernel of vectors, and x.csv holds 2 rows"))
  }
}
