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
    .executable(name: "zonal", targets: ["zonal"])
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
    layer("Kernels", on: ["Arithmetic", "Expressions"]),
    layer("Spectra", on: ["Arithmetic", "Expressions", "Series"]),
    layer("Syntax", on: ["Arithmetic"]),
    layer(
      "Language", on: ["Arithmetic", "Expressions", "Kernels", "Syntax"],
      resources: [.embedInCode("catalogue.zonal")]),
    layer(
      "Verification",
      on: ["Arithmetic", "Expressions", "Series", "Spectra", "Syntax", "Language"]),
    tests(of: "Expressions", with: ["Arithmetic"]),
    layer(
      "Reporting", on: ["Arithmetic", "Expressions", "Kernels", "Syntax", "Verification"]),
    .executableTarget(
      name: "zonal",
      dependencies: [
        "Arithmetic", "Expressions", "Kernels", "Language", "Reporting", "Series", "Syntax",
        "Verification", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict.filter { _ in true }),
    tests(of: "Kernels"),
    tests(
      of: "Reporting",
      with: ["Arithmetic", "Expressions", "Kernels", "Language", "Series", "Syntax"],
      resources: [.copy("Formulas")]),
    tests(of: "Series"),
    tests(of: "Spectra"),
    tests(of: "Language"),
    tests(of: "Verification"),
    tests(of: "Syntax", with: ["Arithmetic"], resources: [.copy("Malformed")]),
  ]
)
