import Syntax
import Testing

struct NearestTests {
  @Test(arguments: [
    ("alhpa", "alpha"), ("Alpha", "alpha"), ("kapa1", "kappa1"), ("eigenvlaue", "eigenvalue"),
    ("l", "L"), ("rel", "relu"), ("theta", "Theta"), ("x", nil), ("alpha", nil), ("", nil),
    ("quite_another", nil),
  ])
  func nearestName(name: String, expected: String?) {
    let known = ["alpha", "relu", "L", "kappa1", "kappa0", "Theta", "eigenvalue"]
    #expect(nearest(name, in: known) == expected)
    #expect(nearest(name, in: known.reversed()) == expected)
  }

  @Test func tiesGoToTheFirstInOrder() {
    #expect(nearest("kappa", in: ["kappa1", "kappa0", "kappa2"]) == "kappa0")
  }

  @Test func longNamesAreNotCompared() {
    #expect(nearest(String(repeating: "a", count: 100_000), in: ["a"]) == nil)
  }
}
