import Foundation
import Testing

@testable import Execution

/// Files appear whole or not at all.
struct DraftFileTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "zonal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
  }

  @Test func publishing() throws {
    try withFolder { folder in
      let target = folder + "/a.txt"
      try DraftFile.write("old".utf8, to: target)
      let draft = DraftFile(for: target)
      try draft.write("new".utf8)
      #expect(try String(contentsOfFile: target, encoding: .utf8) == "old")
      try draft.publish()
      draft.discard()
      #expect(try String(contentsOfFile: target, encoding: .utf8) == "new")
      #expect(try names(in: folder) == ["a.txt"])
    }
  }

  @Test func discarding() throws {
    try withFolder { folder in
      let draft = DraftFile(for: folder + "/a.txt")
      try draft.write("x".utf8)
      draft.discard()
      #expect(try names(in: folder).isEmpty)
    }
  }

  @Test func failing() throws {
    try withFolder { folder in
      #expect(throws: DraftFile.Failure.self) {
        try DraftFile.write("x".utf8, to: folder + "/missing/a.txt")
      }
      // A folder of the target's name is not replaced.
      try FileManager.default.createDirectory(
        atPath: folder + "/b", withIntermediateDirectories: true)
      #expect(throws: DraftFile.Failure.self) { try DraftFile.write("x".utf8, to: folder + "/b") }
      #expect(try names(in: folder) == ["b"])
    }
  }

  /// An interrupt removes the draft.
  @Test func undoing() throws {
    try withFolder { folder in
      let unfinished = Unfinished()
      let draft = DraftFile(for: folder + "/a.txt", in: unfinished)
      try draft.write("x".utf8)
      unfinished.undo()
      #expect(try names(in: folder).isEmpty)
    }
  }

  /// A symbolic link goes on pointing where it did.
  @Test func links() throws {
    try withFolder { folder in
      try DraftFile.write("old".utf8, to: folder + "/a.txt")
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link", withDestinationPath: "a.txt")
      try DraftFile.write("new".utf8, to: folder + "/link")
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == "a.txt")
      #expect(try String(contentsOfFile: folder + "/a.txt", encoding: .utf8) == "new")
      #expect(try names(in: folder).sorted() == ["a.txt", "link"])
    }
  }

  private static func isDevice(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType == .typeCharacterSpecial
  }

  /// A device takes the bytes and stays what it is.
  @Test func devices() throws {
    try DraftFile.write("x".utf8, to: "/dev/null")
    #expect(Self.isDevice("/dev/null"))
    #expect(try !names(in: "/dev").contains { $0.hasSuffix(".part") })
  }

  @Test(.enabled(if: isDevice("/dev/full")))
  func fullDevice() throws {
    let failure = #expect(throws: DraftFile.Failure.self) {
      try DraftFile.write("x".utf8, to: "/dev/full")
    }
    #expect(failure?.description == "No space left on device")
    #expect(Self.isDevice("/dev/full"))
  }
}
