import Arithmetic
import Foundation
import Testing

@testable import Spectra

func now() -> Double { Double(clock()) / 1e6 }

@Test func timing() throws {
  for (name, kernel) in [("k1", FullyConnectedNTK(depth: 1)), ("ntk3", FullyConnectedNTK(depth: 3))] {
    for _ in 0..<2 {
      let start = now()
      let atlas = EllipseAtlas(kernel)
      let planner = QuadraturePlanner(dimension: 3, degree: 200, logTolerance: -130, sums: 200, atlas: atlas)
      let plan = try planner.plan()
      let mid = now()
      print("squares", atlas.evaluationCount)
      let values = try FunkHecke.eigenvalues(of: kernel, dimension: 3, degrees: 0...200, digits: 30, floor: 250)
      print(name, plan.map { ("\($0.panel.left)..\($0.panel.right)", $0.count) }, "plan", mid - start, "all", now() - mid)
      print(values[0], values[50], values[100], values[200])
    }
  }
}
