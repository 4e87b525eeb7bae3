import ArgumentParser
import Arithmetic
import Expressions
import Language
import Recurrences
import Reporting
import Singularities

/// `zonal asymptotics`: how Taylor coefficients and eigenvalues of a kernel decay.
struct Asymptotics: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Proves how Taylor coefficients and eigenvalues of a kernel decay, with constants.",
    discussion: """
      Constants are symbolic, and balls besides where no parameter is free, for even and odd indices.
      With --terms, further terms follow; each stands for its exact ratio of Gamma functions, \
      Γ(n-ν)/Γ(n+1) or Γ(k-ν)/Γ(k+ν+D-1), of which the power is the leading part; with log(n)^q for the q-th \
      derivative of the ratio with respect to -ν (or -ν/2).
      Letters in arguments, as in laplace(c), are positive parameters; in an exponent, as in \
      exponential_power(c, g), they are such that it lies between 0 and 1, unless a file declares them.
      The depth may be a symbol: the hypotheses are proved by induction, and constants without a closed form \
      in the depth are given by their recurrences.
      For kernels of images on products of spheres exponents are read off the singular set of the kernel, which is \
      printed, along rays of frequencies: by default those where some pixels grow alike and the others stay 0.
      """)

  @OptionGroup var options: KernelOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The D of the sphere S^(D-1), at least 2, or a letter.", valueName: "D"))
  var dimension: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many terms to find.", valueName: "J"))
  var terms = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The significant digits of enclosures.", valueName: "n"))
  var digits = 20

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "For kernels of images: frequencies of the pixels that grow with n or stay, such as n,2n+1,0 (may be repeated).",
      valueName: "frequencies"))
  var ray: [String] = []

  @Option(help: "How to print them.")
  var format: OutputFormat = .text

  func validate() throws {
    guard (1...40).contains(terms) else {
      throw ValidationError("--terms is between 1 and 40")
    }
    guard (1...1000).contains(digits) else {
      throw ValidationError("--digits is between 1 and 1000")
    }
  }

  func sphere(_ store: ExpressionStore, _ letters: ReportLetters) throws -> SphereDimension? {
    guard let dimension else { return nil }
    if let number = Int(dimension) {
      guard (2...1000).contains(number) else {
        throw UsageError(message: "--dimension is between 2 and 1000, or a letter such as `d`")
      }
      return .number(number)
    }
    let isName =
      dimension.first?.isLetter == true
      && dimension.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    guard isName, !Definitions.isReserved(dimension), !store.isUsed(Symbol(dimension)) else {
      throw UsageError(
        message: "--dimension is a number from 2 on or a letter without another meaning, such as "
          + "`\(store.isUsed(Symbol("d")) ? "m" : "d")`, not `\(dimension)`")
    }
    if let meaning = letters.meaning(of: dimension) {
      throw ReportLetters.error(dimension, meaning, instead: store.isUsed(Symbol("d")) ? "m" : "d")
    }
    let symbol = Symbol(dimension)
    store.assume(.positive, of: symbol)
    // From here on no constant gets that name.
    _ = store.symbol(symbol)
    return .symbol(symbol)
  }

  func run() throws {
    var (kernel, elaborator) = try options.elaborated()
    let intervals = KernelAsymptotics.intervalsOfExponents(in: kernel, elaborator.store)
    if !intervals.isEmpty { (kernel, elaborator) = try options.elaborated(assuming: intervals) }
    let store = elaborator.store
    if store.cosines(in: kernel).contains(where: { $0 != .cosine }) {
      return try printMultisphere(kernel, elaborator)
    }
    guard ray.isEmpty else {
      throw UsageError(message: "--ray is for kernels of images, which have several frequencies")
    }
    let isDepthSymbolic = !elaborator.recurrences.elements(in: kernel).isEmpty
    let letters = ReportLetters.asymptotics(
      hasEigenvalues: dimension != nil, hasLayers: isDepthSymbolic)
    try letters.check(store)
    let sphere = try sphere(store, letters)
    Messages.progress("expanding \(options.kernel) at its singularities")
    let asymptotics: KernelAsymptotics
    do {
      asymptotics =
        isDepthSymbolic
        ? try KernelAsymptotics(of: kernel, in: elaborator.recurrences, terms: terms)
        : try KernelAsymptotics.laws(
          of: kernel, in: store, terms: terms, bits: max(192, digits * 4 + 32))
    } catch {
      Messages.endProgress()
      throw UsageError(message: "no law was proved for `\(options.kernel)`: \(error.reason)")
    }
    if sphere == nil, let obstacle = asymptotics.taylorObstacle {
      Messages.endProgress()
      throw UsageError(
        message:
          "no law was proved for the Taylor coefficients of `\(options.kernel)`: \(obstacle); "
          + "eigenvalues follow one, ask for it with --dimension D")
    }
    let branchPoints =
      isDepthSymbolic ? [] : KernelAsymptotics.branchPoints(of: kernel, in: store)
    Messages.endProgress()
    let report = AsymptoticsReport(
      kernel: options.kernel, asymptotics, branchPoints: branchPoints, dimension: sphere,
      digits: digits, in: store)
    switch format {
    case .text: print(report.text)
    case .latex: print(report.latex)
    case .json: print(try report.json())
    }
  }
}
