// swift-tools-version: 6.2
import PackageDescription

// One module a layer of the theory; imports point downwards only. See docs/architecture.md.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func layer(_ name: String, on dependencies: [Target.Dependency], resources: [Resource] = [])
  -> Target
{
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(of name: String, with dependencies: [Target.Dependency] = [], resources: [Resource] = [])
  -> Target
{
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies,
    resources: resources, swiftSettings: strict)
}

let package = Package(
  name: "Zonal",
  products: [
    .executable(name: "zonal", targets: ["zonal"]),
    // For Benchmarks/, which is a package of its own.
    .library(
      name: "ZonalKernels",
      targets: [
        "Arithmetic", "Conditioning", "DataFiles", "Evaluation", "Expressions", "Kernels",
        "Language", "Matrices", "Series", "Spectra", "Syntax",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .systemLibrary(
      name: "CMultiprecision", pkgConfig: "mpfr",
      providers: [.apt(["libgmp-dev", "libmpfr-dev"]), .brew(["gmp", "mpfr"])]),
    layer("Execution", on: []),
    tests(of: "Execution"),
    .target(
      name: "TestSupport", dependencies: ["Arithmetic"], path: "Tests/TestSupport",
      swiftSettings: strict),
    layer("Arithmetic", on: ["CMultiprecision"]),
    tests(of: "Arithmetic"),
    layer("DataFiles", on: ["Arithmetic"]),
    tests(of: "DataFiles", with: ["Arithmetic"]),
    layer("Quadrature", on: ["Arithmetic"]),
    tests(of: "Quadrature", with: ["Arithmetic"]),
    layer("Expressions", on: ["Arithmetic", "Quadrature"]),
    layer("Series", on: ["Arithmetic", "Expressions", "Quadrature", "CMultiprecision"]),
    layer("Puiseux", on: ["Arithmetic", "Expressions"]),
    layer(
      "Singularities", on: ["Arithmetic", "Expressions", "Puiseux", "Recurrences", "Spectra"]),
    layer("Recurrences", on: ["Arithmetic", "Expressions", "Puiseux"]),
    layer("Kernels", on: ["Arithmetic", "Expressions", "Recurrences"]),
    layer("Spectra", on: ["Arithmetic", "Expressions", "Quadrature", "Series"]),
    layer(
      "Plotting",
      on: ["Arithmetic", "Execution", "Expressions", "Series", "Singularities", "Spectra"]),
    layer("Matrices", on: ["Arithmetic", "CMultiprecision"]),
    layer(
      "Conditioning",
      on: [
        "Arithmetic", "DataFiles", "Evaluation", "Expressions", "Kernels", "Matrices", "Series",
      ]),
    layer("Syntax", on: ["Arithmetic"]),
    layer(
      "Language",
      on: [
        "Arithmetic", "Conditioning", "DataFiles", "Evaluation", "Expressions", "Kernels",
        "Matrices", "Puiseux", "Recurrences", "Spectra", "Syntax",
      ],
      resources: [.embedInCode("catalogue.zonal")]),
    layer("Evaluation", on: ["Arithmetic", "DataFiles", "Expressions", "Kernels", "Recurrences"]),
    layer(
      "Verification",
      on: [
        "Arithmetic", "Conditioning", "Evaluation", "Execution", "Expressions", "Language",
        "Matrices", "Puiseux", "Recurrences", "Series", "Singularities", "Spectra", "Syntax",
      ]),
    tests(of: "Expressions", with: ["Arithmetic", "Series"]),
    layer(
      "Reporting",
      on: [
        "Arithmetic", "Conditioning", "Expressions", "Kernels", "Matrices", "Puiseux",
        "Singularities", "Syntax",
        "Verification",
      ]),
    .executableTarget(
      name: "zonal",
      dependencies: [
        "Arithmetic", "Conditioning", "DataFiles", "Evaluation", "Execution", "Expressions",
        "Kernels", "Language", "Matrices", "Plotting", "Puiseux", "Recurrences", "Reporting",
        "Series",
        "Singularities", "Spectra", "Syntax", "Verification",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    tests(of: "Kernels", with: ["Arithmetic", "Expressions", "Recurrences"]),
    tests(of: "Recurrences", with: ["Arithmetic", "Expressions", "Puiseux"]),
    tests(of: "Puiseux", with: ["Arithmetic", "Expressions"]),
    tests(
      of: "Singularities",
      with: [
        "Arithmetic", "Expressions", "Language", "Puiseux", "Recurrences", "Series", "Spectra",
        "Syntax",
      ],
      resources: [.copy("References")]),
    tests(of: "Matrices", with: ["Arithmetic"]),
    tests(
      of: "Conditioning",
      with: [
        "Arithmetic", "DataFiles", "Evaluation", "Expressions", "Kernels", "Matrices",
        "Recurrences",
      ]),
    tests(of: "Series"),
    tests(of: "Spectra", with: ["Arithmetic", "Expressions", "Language", "Syntax"]),
    tests(
      of: "Plotting", with: ["Arithmetic", "Expressions", "Language", "Singularities", "Syntax"],
      resources: [.copy("Goldens")]),
    tests(
      of: "Language",
      with: ["Arithmetic", "Expressions", "Kernels", "Recurrences", "Syntax"],
      resources: [.copy("References"), .copy("Goldens")]),
    tests(
      of: "Verification",
      with: ["Arithmetic", "Expressions", "Language", "Singularities", "Syntax"]),
    tests(
      of: "Reporting",
      with: [
        "Arithmetic", "Expressions", "Kernels", "Language", "Series", "Syntax", "Verification",
      ],
      resources: [.copy("Formulas")]),
    .testTarget(
      name: "CommandTests", dependencies: ["zonal", "Arithmetic", "TestSupport"],
      resources: [.copy("BadInput"), .copy("References")], swiftSettings: strict),
    tests(of: "Syntax", with: ["Arithmetic"], resources: [.copy("Malformed")]),
  ]
)
