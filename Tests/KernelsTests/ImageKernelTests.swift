import Arithmetic
import Expressions
import Kernels
import Recurrences
import TestSupport
import Testing

/// Kernels of image networks: by formula, by tables of enclosures, and by the recursions of the papers.
struct ImageKernelTests {
  let store = ExpressionStore()
  var rules: LayerRules { LayerRules(recurrences: RecurrenceTable(store: store)) }

  func conv(
    _ filter: [Int], _ weight: Rational, _ bias: Rational = 0,
    padding: Convolution.Padding = .circular, strides: [Int] = [1]
  ) -> Layer {
    Layer(
      .convolution(
        Convolution(
          filter: filter, strides: strides, padding: padding, weight: store.rational(weight),
          bias: store.rational(bias))))
  }

  func dense(_ weight: Rational) -> Layer {
    Layer(.dense(weight: store.rational(weight), bias: store.rational(0)))
  }

  var relu: Layer { Layer(.activation(.relu)) }

  func network(_ layers: [Layer], _ head: Head, sides: [Int]) -> Layer {
    Layer(.serial([Layer(.image(sides))] + layers + [Layer(.head(head)), dense(1)]))
  }

  func residualNetwork(
    _ filter: Int, depth: Int, _ alphaSquared: Rational, _ head: Head, sides: [Int],
    padding: Convolution.Padding = .circular
  ) -> Layer {
    let block = Layer(
      .serial([
        conv([filter], 2, padding: padding), relu, conv([filter], alphaSquared, padding: padding),
      ]))
    return network(
      [conv([1], 1), Layer(.repeated(depth, Layer(.residual(block))))], head, sides: sides)
  }

  func formula(_ network: Layer, tangent: Bool = false) throws -> Expression {
    try rules.kernel(NetworkKernel(of: network, isTangent: tangent), onImageOf: nil)
  }

  func t(_ i: Int, _ j: Int? = nil) -> Expression { store.symbol(.cosine(i, j ?? i)) }

  /// Random cosines of all pairs of pixels.
  func cosines(_ count: Int, _ random: inout SplitMix64) -> [[Rational]] {
    (0..<count).map { _ in (0..<count).map { _ in Rational(random.int(-900...900), over: 1000) } }
  }

  /// The ResCGPK and the ResCNTK by their recursion over tables, written down once more for these tests.
  func recursion(
    _ q: Int, depth: Int, _ a2: Rational, _ table: [[Rational]], precision: Int
  ) throws -> (covariance: [[RealBall]], tangent: [[RealBall]]) {
    let p = table.count
    var s = table.map { $0.map { RealBall($0, precision: precision) } }
    var theta = s
    func mean(_ m: [[RealBall]]) -> [[RealBall]] {
      (0..<p).map { i in
        (0..<p).map { j in
          var sum = RealBall.zero
          for k in 0..<q {
            let shift = k - (q - 1) / 2
            sum = sum.adding(m[(i + shift + p) % p][(j + shift + p) % p], precision: precision)
          }
          return sum.multiplied(by: Rational(1, over: q), precision: precision)
        }
      }
    }
    for _ in 0..<depth {
      let (ms, mt) = (mean(s), mean(theta))
      var inner = ms
      var slope = ms
      for i in 0..<p {
        for j in 0..<p {
          let u = ms[i][j]
          let angle = try RealBall.acos(u, precision: precision)
          let pi = RealBall.pi(precision: precision)
          let k0 = pi.subtracting(angle, precision: precision).divided(by: pi, precision: precision)
          let one = RealBall.one.subtracting(
            u.multiplied(by: u, precision: precision), precision: precision)
          let sine = try RealBall.sqrt(one, precision: precision)
          let k1 = u.multiplied(by: k0, precision: precision).adding(
            sine.divided(by: pi, precision: precision), precision: precision)
          inner[i][j] = k1
          slope[i][j] = k1.adding(
            k0.multiplied(by: u.adding(mt[i][j], precision: precision), precision: precision),
            precision: precision)
        }
      }
      let (ns, nt) = (mean(inner), mean(slope))
      func next(_ old: RealBall, _ new: RealBall) -> RealBall {
        old.adding(new.multiplied(by: a2, precision: precision), precision: precision)
          .multiplied(by: Rational.one / (1 + a2), precision: precision)
      }
      s = (0..<p).map { i in (0..<p).map { next(s[i][$0], ns[i][$0]) } }
      theta = (0..<p).map { i in (0..<p).map { next(theta[i][$0], nt[i][$0]) } }
    }
    return (s, theta)
  }

  @Test func formulasTablesAndTheRecursionAgree() throws {
    try forEachSeed(12) { random, seed in
      let p = random.int(1...5), q = random.int(1...4), depth = random.int(0...3)
      let a2 = Rational(random.int(1...9), over: random.int(1...9))
      let table = cosines(p, &random)
      let (s, theta) = try recursion(q, depth: depth, a2, table, precision: 200)
      let scale = (1 + a2).power(depth)
      let pixel = random.int(1...p)
      for head in [Head.pixel([pixel]), .trace, .gap] {
        let network = residualNetwork(q, depth: depth, a2, head, sides: [p])
        for isTangent in [false, true] {
          let kernel = NetworkKernel(of: network, isTangent: isTangent)
          let layers = try rules.value(of: kernel, onImageOf: [p], precision: 200) { i, j in
            RealBall(table[i - 1][j - 1], precision: 200)
          }
          let written = try rules.kernel(kernel, onImageOf: nil)
          var point: [Symbol: RealBall] = [:]
          for i in 0..<p {
            for j in 0..<p {
              point[.cosine(i + 1, j + 1)] = RealBall(table[i][j], precision: 200)
            }
          }
          let formula = try Tape(written, in: store).evaluate(over: point, precision: 200)
          // The head's dense layer adds the covariance to the tangent.
          func entry(_ i: Int, _ j: Int) -> RealBall {
            let sum = isTangent ? theta[i][j].adding(s[i][j], precision: 200) : s[i][j]
            return sum.multiplied(by: scale, precision: 200)
          }
          let places: [(Int, Int)] =
            switch head {
            case .pixel: [(pixel - 1, pixel - 1)]
            case .trace: (0..<p).map { ($0, $0) }
            case .gap: (0..<p).flatMap { i in (0..<p).map { (i, $0) } }
            }
          let known = places.reduce(RealBall.zero) {
            $0.adding(entry($1.0, $1.1), precision: 200)
          }.multiplied(by: Rational(1, over: places.count), precision: 200)
          #expect(layers.overlaps(known), "seed \(seed), \(head.name)")
          #expect(formula.values[0].overlaps(known), "seed \(seed), \(head.name)")
          #expect(layers.radius < .powerOfTwo(-120), "seed \(seed)")
        }
      }
    }
  }

  @Test func oneConvolution() throws {
    let circular = network([conv([3], 2), relu], .pixel([1]), sides: [4])
    let third = Rational(1, over: 3)
    let mean = store.scaled(store.sum([t(4), t(1), t(2)]), by: third)
    #expect(try formula(circular) == store.simplified(store.function(.kappa(1), mean)))
    // An even filter reads one pixel more to the right.
    let even = network([conv([2], 2), relu], .pixel([4]), sides: [4])
    let half = store.scaled(store.sum([t(4), t(1)]), by: Rational(1, over: 2))
    #expect(try formula(even) == store.simplified(store.function(.kappa(1), half)))
  }

  /// Beyond the edge are zeros: the first pixel of four has two neighbours, itself among them, and two
  /// thirds of the variance.
  @Test func zeroPadding() throws {
    let padded = network([conv([3], 2, padding: .zero), relu], .pixel([1]), sides: [4])
    let half = store.scaled(store.sum([t(1), t(2)]), by: Rational(1, over: 2))
    let wanted = store.scaled(
      try store.function(.kappa(1), half), by: Rational(2, over: 3))
    #expect(store.areProvedEqual(try formula(padded), wanted))
    let inside = network([conv([3], 2, padding: .zero), relu], .pixel([2]), sides: [4])
    let circular = network([conv([3], 2), relu], .pixel([2]), sides: [4])
    #expect(try formula(inside) == formula(circular))
    // Pixels 1 and 2 of two share one element of their windows, and each reads two pixels: variance 2/3.
    let nonlinear = network([conv([3], 2, padding: .zero), relu], .gap, sides: [2])
    let equal = try store.function(
      .kappa(1), store.scaled(store.sum([t(1), t(2)]), by: Rational(1, over: 2)))
    let crossed = try [t(1, 2), t(2, 1)].map {
      try store.function(.kappa(1), store.scaled($0, by: Rational(1, over: 2)))
    }
    let third = Rational(1, over: 3)
    #expect(
      store.areProvedEqual(
        try formula(nonlinear),
        store.scaled(
          store.sum([equal] + crossed.map { store.scaled($0, by: Rational(1, over: 2)) }), by: third
        )))
    // A pair of pixels reads where both are inside: here places 1 and 4 share the middle of the window.
    let pooled = network([conv([3], 3, padding: .zero)], .gap, sides: [2])
    let sum = store.sum([t(1), t(2), t(1), t(2), t(1, 2), t(2, 1)])
    #expect(
      store.areProvedEqual(try formula(pooled), store.scaled(sum, by: Rational(1, over: 4))))
  }

  /// Five pixels, filter 3, stride 2: windows (5, 1, 2), (2, 3, 4), (4, 5, 1) on the circle, as with padding
  /// one on each side.
  @Test func strides() throws {
    let strided = conv([3], 3, strides: [2])
    let windows = [[5, 1, 2], [2, 3, 4], [4, 5, 1]]
    for (place, window) in windows.enumerated() {
      let kernel = try formula(network([strided], .pixel([place + 1]), sides: [5]))
      #expect(store.areProvedEqual(kernel, store.sum(window.map { t($0) })))
    }
    // Four pixels, filter 3, stride 2: one pixel of padding in all, at the end.
    let four = try formula(network([strided], .pixel([2]), sides: [4]))
    #expect(store.areProvedEqual(four, store.sum([t(3), t(4), t(1)])))
  }

  /// Along one axis a network on a grid is the one on a line.
  @Test func grids() throws {
    let line = network([conv([3], 2), relu, conv([2], 1)], .trace, sides: [4])
    let column = network([conv([3, 1], 2), relu, conv([2, 1], 1)], .trace, sides: [4, 1])
    #expect(store.areProvedEqual(try formula(line), try formula(column)))
    let row = network([conv([1, 3], 2), relu, conv([1, 2], 1)], .trace, sides: [1, 4])
    #expect(store.areProvedEqual(try formula(line), try formula(row)))
    // The window 2×2 from pixel (1, 1) of a 2×3 image holds the first two pixels of both rows.
    let square = try formula(network([conv([2], 4)], .pixel([1, 1]), sides: [2, 3]))
    #expect(store.areProvedEqual(square, store.sum([1, 2, 4, 5].map { t($0) })))
  }

  @Test func largeImagesNeedNoSize() throws {
    let layers = [conv([1], 1), conv([3], 2), relu, conv([3], 2), relu]
    let open = Layer(.serial(layers + [Layer(.head(.pixel([4]))), dense(1)]))
    let closed = network(layers, .pixel([4]), sides: [9])
    #expect(try formula(open, tangent: true) == formula(closed, tangent: true))
    #expect(store.cosines(in: try formula(open)).count == 5)
  }

  /// ∂K/∂tᵢ where all cosines are 1 are the shares of the paths from pixel i: they add up to 1.
  @Test func pathWeights() throws {
    for (q, depth) in [(2, 1), (3, 1), (3, 2), (4, 2)] {
      let network = residualNetwork(
        q, depth: depth, Rational(1, over: 3), .pixel([2]), sides: [7])
      let kernel = try formula(network)
      let cosines = store.cosines(in: kernel)
      let ones = Dictionary(uniqueKeysWithValues: cosines.map { ($0, store.rational(1)) })
      let weights = try cosines.map { symbol in
        let slope = try store.derivative(of: kernel, with: symbol)
        return store.simplified(try store.substituting(ones, in: slope))
      }
      let total = store.simplified(try store.substituting(ones, in: kernel))
      #expect(store.areProvedEqual(store.sum(weights), total), "q = \(q), L = \(depth)")
      #expect(weights.allSatisfy { store.isPositive($0) })
      #expect(store.isPositiveDefinite(kernel))
    }
  }

  /// The graph has O(p²qL) nodes, not q^L.
  @Test func costIsPolynomial() throws {
    func nodes(_ q: Int, depth: Int, pixels: Int) throws -> Int {
      let tests = ImageKernelTests()
      _ = try tests.formula(
        tests.residualNetwork(
          q, depth: depth, 1, Head.gap, sides: [pixels]), tangent: true)
      return tests.store.count
    }
    let shallow = try nodes(3, depth: 4, pixels: 6)
    #expect(try nodes(3, depth: 8, pixels: 6) < 5 * shallow / 2)
    #expect(try nodes(3, depth: 4, pixels: 12) < 5 * shallow)
    #expect(try nodes(6, depth: 4, pixels: 6) < 3 * shallow)
  }

  /// An activation that jumps is no obstacle behind layers that are not trained, in both forms.
  @Test func jumps() throws {
    let step = Layer(.activation(.step(threshold: store.rational(0))))
    for isFrozen in [true, false] {
      let first = isFrozen ? Layer(.frozen(conv([3], 2))) : conv([3], 2)
      let kernel = NetworkKernel(
        of: network([first, step], .trace, sides: [3]), isTangent: true)
      let one: (Int, Int) -> RealBall = { _, _ in RealBall(Rational(1, over: 2), precision: 80) }
      if isFrozen {
        let value = try rules.value(of: kernel, onImageOf: [3], precision: 80, cosine: one)
        // E[1(u>0)1(v>0)] = 1/4 + arcsin(1/2)/(2π) = 1/3.
        #expect(value.contains(Rational(1, over: 3)))
        #expect(store.dependsOnCosine(try rules.kernel(kernel, onImageOf: nil)))
      } else {
        #expect(throws: NetworkError.self) {
          try rules.value(of: kernel, onImageOf: [3], precision: 80, cosine: one)
        }
        #expect(throws: NetworkError.self) { try rules.kernel(kernel, onImageOf: nil) }
      }
    }
  }

  @Test func stepsAreChecked() throws {
    for head in [Head.pixel([2]), .trace, .gap] {
      let network = residualNetwork(3, depth: 2, Rational(1, over: 2), head, sides: [5])
      let derivation = try ImageDerivation(
        of: NetworkKernel(of: network, isTangent: true), onImageOf: nil,
        recurrences: RecurrenceTable(store: store))
      #expect(derivation.steps.count == 12)
      #expect(derivation.steps.allSatisfy { $0.check.isProof }, "\(head.name)")
    }
  }

  @Test func unevenNetworksHaveNoCommonSteps() {
    let network = residualNetwork(3, depth: 1, 1, .trace, sides: [5], padding: .zero)
    #expect(throws: NetworkError.self) {
      try ImageDerivation(
        of: NetworkKernel(of: network, isTangent: false), onImageOf: nil,
        recurrences: RecurrenceTable(store: store))
    }
  }
}
