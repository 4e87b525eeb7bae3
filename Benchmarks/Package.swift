// swift-tools-version: 6.2
import PackageDescription

// Runs one task of Zonal and measures it; `Benchmarks/run` runs the peers beside it. A package of its
// own, so that nothing in the library depends on it.

let package = Package(
  name: "ZonalBenchmarks",
  dependencies: [.package(name: "Zonal", path: "..")],
  targets: [
    .executableTarget(
      name: "zonal-benchmark",
      dependencies: [.product(name: "ZonalKernels", package: "Zonal")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ])
  ]
)
