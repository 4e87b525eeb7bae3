import Testing

/// What `asymptotics` prints for logarithms, letters as parameters and several terms, and what it says of refusals.
struct AsymptoticsCommandTests {
  private func output(_ arguments: String...) throws -> String {
    let run = try Command.run(["asymptotics"] + arguments)
    #expect(run.code == 0 && run.messages.isEmpty, "\(run.report)")
    return run.output
  }

  @Test func logarithms() throws {
    #expect(
      try output("log(1 - t)^2", "--dimension", "3", "--terms", "3", "--digits", "5") == #"""
        Taylor coefficients b_n of t^n, as n -> oo:
          n even: b_n ~ C*n^(-1)*log(n),  C = 2
            C = 2
            + C'*n^(-1), as a ratio of Gamma functions,  C' = 2*EulerGamma
              C' = 1.1544 ± 0.0000501
          n odd: b_n ~ C*n^(-1)*log(n),  C = 2
            C = 2
            + C'*n^(-1), as a ratio of Gamma functions,  C' = 2*EulerGamma
              C' = 1.1544 ± 0.0000501

        eigenvalues mu_k on the sphere S^(d-1), d = 3, as k -> oo:
          k even: mu_k ~ C*k^(-2)*log(k),  C = 4
            C = 4
            + C'*k^(-2), as a ratio of Gamma functions,  C' = 2*(2*EulerGamma - log(2))
              C' = 0.92257 ± 5.01e-6
          k odd: mu_k ~ C*k^(-2)*log(k),  C = 4
            C = 4
            + C'*k^(-2), as a ratio of Gamma functions,  C' = 2*(2*EulerGamma - log(2))
              C' = 0.92257 ± 5.01e-6

        proved, because:
          K is analytic on |z| < R without the cuts [1, R) and (-R, -1] for some R > 1: arguments of logarithms have positive real part there
          at t = 1 K is a convergent Puiseux series with powers of logarithms
          the expansion ends: the series are finite sums

        """#)
  }

  @Test func latexHasAllTerms() throws {
    #expect(
      try output("sqrt(1 - t)*log(1 - t)", "--terms", "2", "--format", "latex") == #"""
        \begin{aligned}
        b_n &\sim \frac{1}{2\,\sqrt{\pi}}\,n^{-3/2}\log n-\frac{2-2\,\log\left(2\right)-\gamma}{2\,\sqrt{\pi}}\,n^{-3/2} && (n\text{ even}) \\
        b_n &\sim \frac{1}{2\,\sqrt{\pi}}\,n^{-3/2}\log n-\frac{2-2\,\log\left(2\right)-\gamma}{2\,\sqrt{\pi}}\,n^{-3/2} && (n\text{ odd})
        \end{aligned}

        """#)
  }

  @Test func latexOfRates() throws {
    #expect(
      try output("dual(gelu)", "--dimension", "3", "--format", "latex") == #"""
        \begin{aligned}
        b_n &\sim \frac{\sqrt{2}}{4 \pi^{3/2}}\,n^{-1/2}\left(\frac{1}{2}\right)^{n} && (n\text{ even}) \\
        b_n &= 0 && (n\text{ odd})\quad n \ge 3 \\
        \mu_k^{1/k} &\to \frac{1}{2+\sqrt{3}} && (k\text{ even}) \\
        \mu_k &= 0 && (k\text{ odd})\quad k \ge 3
        \end{aligned}

        """#)
  }

  /// Long expansions are broken into rows that fit on a page.
  @Test func rows() throws {
    let text = try output("fc_ntk(3)", "--terms", "3", "--dimension", "d", "--format", "latex")
    let rows = text.split(separator: "\n")
    #expect(rows.count == 10 && rows.filter { $0.hasPrefix("&\\quad{}") }.count == 4, "\(text)")
  }

  /// Other letters than α, β and L are positive parameters too.
  @Test(arguments: [
    ("laplace(c)", "C = c/sqrt(2*pi)"), ("laplace(3*gamma)", "C = 3*gamma/sqrt(2*pi)"),
    ("exponential_power(c, 3/2)", "C = 3*2^(3/4)*c/4/Gamma(1/4)"),
    ("gaussian_kernel(c1)", "faster than every geometric sequence"),
  ])
  func letters(kernel: String, constant: String) throws {
    #expect(try output(kernel).contains(constant))
  }

  /// A letter that the report does not use is a parameter like any other.
  @Test func lettersOfReports() throws {
    #expect(try output("laplace(k)").contains("C = k/sqrt(2*pi)"))
    #expect(try output("res_ntk(2, l)").contains("l^2"))
    let sphere = try output("laplace(d)", "--dimension", "3")
    #expect(sphere.contains("on the sphere S^(D-1), D = 3,"), "\(sphere)")
    let named = try output("res_ntk(L, alpha)", "--dimension", "x")
    #expect(named.contains("Gamma(x/2)") && named.contains("x2[l]"), "\(named)")
    #expect(!named.contains("x[l]"), "\(named)")
  }

  /// A leading constant that may vanish for some parameters is said to be assumed not to.
  @Test func conditions() throws {
    let text = try output("fc_ntk(2) - laplace(c)")
    #expect(text.contains("assumed: 7/2 - pi*c != 0, 5/2 - pi*c != 0"), "\(text)")
    let json = try output("fc_ntk(2) - laplace(c)", "--format", "json")
    #expect(json.contains("assumed: 7/2 - pi*c != 0, 5/2 - pi*c != 0"), "\(json)")
    let latex = try output("fc_ntk(2) - laplace(c)", "--format", "latex")
    #expect(latex.contains(#"\frac{7}{2}-\pi c &\ne 0"#), "\(latex)")
    for kernel in ["fc_ntk(2) + laplace(c)", "res_ntk(2, alpha)", "fc_ntk(2) - laplace(1)"] {
      #expect(!(try output(kernel)).contains("assumed"))
    }
  }

  /// The forms that a layer inside another one takes are written once, so the time does not double with every layer.
  @Test func deepKernelsAtMinusOne() throws {
    let run = try Command.run(
      ["asymptotics", "res_ntk(9, alpha)", "--dimension", "d", "--time-limit", "50"])
    #expect(run.code == 0 && run.output.contains("mu_k ~ C*k^(-d)"), "\(run.report)")
    // Parts that stand in each other many times have names.
    #expect(run.output.contains(", where u1 = ") && run.output.utf8.count < 40_000)
  }

  /// A letter in an exponent ranges over the values for which the law holds, and these are stated.
  @Test func symbolicExponent() throws {
    #expect(
      try output("exponential_power(c, g)", "--dimension", "d") == #"""
        Taylor coefficients b_n of t^n, as n -> oo:
          n even: b_n ~ C*n^(-1-g/2),  C = 1/2*c*g*2^(g/2)/Gamma(1 - g/2)
          n odd: b_n ~ C*n^(-1-g/2),  C = 1/2*c*g*2^(g/2)/Gamma(1 - g/2)

        eigenvalues mu_k on the sphere S^(d-1), as k -> oo:
          k even: mu_k ~ C*k^(1-g-d),  C = c*g*2^g*2^d/(8*sqrt(pi))*Gamma(d/2)*Gamma((-1 + g + d)/2)/Gamma(1 - g/2)
          k odd: mu_k ~ C*k^(1-g-d),  C = c*g*2^g*2^d/(8*sqrt(pi))*Gamma(d/2)*Gamma((-1 + g + d)/2)/Gamma(1 - g/2)

        proved, because:
          K is analytic on |z| < R without the cuts [1, R) and (-R, -1] for some R > 1: arguments of roots and reciprocals have positive real part there; `exp` of bounded functions is analytic where they are
          at t = 1 K is a convergent series in real powers of the distance
          at t = 1 the lowest exponent of 1 - t that is no natural number is g/2, for g in (0, 2)

        """#)
    for (kernel, interval) in [
      ("exponential_power(1, alpha)", "alpha in (0, 2)"),
      ("exponential_power(c, 2*g + 1)", "g in (0, 1/2)"),
    ] {
      #expect(try output(kernel).contains("for \(interval)"), "\(kernel)")
    }
    #expect(
      try output("exponential_power(c, g)", "--format", "latex").contains(
        #"\Gamma\left(1-\frac{g}{2}\right)^{-1}\,n^{-1-\frac{g}{2}}"#))
  }

  /// A kernel whose eigenvalues alone follow a law.
  @Test func eigenvaluesAlone() throws {
    let text = try output("Phi2(-B, -B, t)", "--dimension", "d")
    #expect(
      text.contains(
        "  no law: no power law holds, because of an essential singularity at t = -1: b_n = "))
    #expect(!text.contains("b_n ~"))
    #expect(
      text.contains("k even: mu_k ~ C*k^(-d),  C = 2^d*exp(-B^2/2)/(8*pi^2)*Gamma(d/2)^2"),
      "\(text)")
    #expect(text.contains("Bietti & Bach 2021, theorem 1"))
    let json = try output("Phi2(-1, -1, t)", "--dimension", "2", "--format", "json")
    #expect(
      json.contains("\"taylor_obstacle\"") && json.contains("0.03072720217872600539"), "\(json)")
    let latex = try output("Phi2(-1, -1, t)", "--dimension", "2", "--format", "latex")
    #expect(latex.contains("\\mu_k") && !latex.contains("b_n"), "\(latex)")
  }

  @Test func notIntegrable() throws {
    let text = try output("1/sqrt(1 - t)", "--dimension", "2")
    #expect(text.contains("k odd: none, the kernel is not integrable on the sphere"), "\(text)")
  }

  @Test func refusals() throws {
    for (arguments, message) in [
      (["asymptotics", "lapalce(c)"], "did you mean `laplace`?"),
      (["asymptotics", "c*kappa1"], "unknown name `c`"),
      (["asymptotics", "laplace(width)"], "unknown name `width`"),
      (["asymptotics", "at((1 - 2*t)^c, t)"], "a symbolic exponent needs a base"),
      (["asymptotics", "exponential_power(c, g)", "--terms", "2"], "ask for one term"),
      (["asymptotics", "exponential_power(c, g*h)"], "for g > 0, h > 0"),
      (["evaluate", "laplace(c)", "--at", "1/2"], "depends on `c`, which has no value"),
      (["asymptotics", "log(1 - t^3)"], "not shown to have positive real part"),
      (["asymptotics", "Phi2(-1, -1, t)"], "b_n = s*n^(-3/2)*(cos(theta)^2 + o(1))"),
      (["asymptotics", "(1 + t)*dual(step(1))", "--terms", "2"], "ask for one term"),
      (["evaluate", "dual(erf, -1, 0, 1)", "--at", "1/2"], "a variance that is not positive"),
      (["evaluate", "dual(tanh, 1, 2, 1)", "--at", "1/2"], "q^2 <= p*r"),
      (["evaluate", "t/(t - t^2)", "--at", "0"], "`t - t^2` is zero there"),
      (["derive", "at(exp(1/(1 + t)), -1)"], "essential singularity"),
      (["spectrum", "abs(t)", "--dimension", "3"], "inside it has a kink near t = 0"),
      (
        ["spectrum", "Phi2(t, 1/2, t)", "--dimension", "3"],
        "which is not followed into complex angles"
      ),
      (
        ["asymptotics", "Phi2(-1, -1, t)"], "eigenvalues follow one, ask for it with --dimension D"
      ),
      (
        ["plot", "Phi2(-1, -1, t)", "--taylor", "--law", "1", "--format", "json"],
        "an essential singularity at t = -1"
      ),
    ] {
      let run = try Command.run(arguments)
      #expect(
        run.code != 0 && run.output.isEmpty && run.messages.contains(message), "\(run.report)")
    }
  }
}
