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
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies,
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
        "Arithmetic", "Expressions", "Kernels", "Series", "Spectra", "Syntax", "Language",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .systemLibrary(
      name: "CMultiprecision", pkgConfig: "mpfr",
      providers: [.apt(["libgmp-dev", "libmpfr-dev"]), .brew(["gmp", "mpfr"])]),
    layer("Arithmetic", on: ["CMultiprecision"]),
    tests(of: "Arithmetic"),
    layer("Expressions", on: ["Arithmetic"]),
    layer("Series", on: ["Arithmetic", "Expressions", "CMultiprecision"]),
    layer("Puiseux", on: ["Arithmetic", "Expressions"]),
    layer("Singularities", on: ["Arithmetic", "Expressions", "Puiseux", "Spectra"]),
    layer("Recurrences", on: ["Arithmetic", "Expressions"]),
    layer("Kernels", on: ["Arithmetic", "Expressions", "Recurrences"]),
    layer("Spectra", on: ["Arithmetic", "Expressions", "Series"]),
    layer("Syntax", on: ["Arithmetic"]),
    layer(
      "Language", on: ["Arithmetic", "Expressions", "Kernels", "Recurrences", "Syntax"],
      resources: [.embedInCode("catalogue.zonal")]),
    layer(
      "Verification",
      on: [
        "Arithmetic", "Expressions", "Language", "Recurrences", "Series", "Singularities",
        "Spectra", "Syntax",
      ]),
    tests(of: "Expressions", with: ["Arithmetic", "Series"]),
    layer(
      "Reporting",
      on: [
        "Arithmetic", "Expressions", "Kernels", "Puiseux", "Singularities", "Syntax",
        "Verification",
      ]),
    .executableTarget(
      name: "zonal",
      dependencies: [
        "Arithmetic", "Expressions", "Kernels", "Language", "Puiseux", "Recurrences", "Reporting",
        "Singularities",
        "Series", "Spectra", "Syntax", "Verification",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    tests(of: "Kernels", with: ["Arithmetic", "Expressions", "Recurrences"]),
    tests(of: "Recurrences", with: ["Arithmetic", "Expressions"]),
    tests(of: "Puiseux", with: ["Arithmetic", "Expressions"]),
    tests(of: "Series"),
    tests(of: "Spectra"),
    tests(
      of: "Language", with: ["Arithmetic", "Expressions", "Kernels", "Syntax"],
      resources: [.copy("References"), .copy("Goldens")]),
    tests(
      of: "Verification", with: ["Arithmetic", "Expressions", "Language", "Syntax"]),
    tests(
      of: "Reporting",
      with: [
        "Arithmetic", "Expressions", "Kernels", "Language", "Series", "Syntax", "Verification",
      ],
      resources: [.copy("Formulas")]),
    .testTarget(
      name: "CommandTests", dependencies: ["zonal", "Arithmetic"],
      resources: [.copy("BadInput"), .copy("References")], swiftSettings: strict),
    tests(of: "Syntax", with: ["Arithmetic"], resources: [.copy("Malformed")]),
  ]
)
