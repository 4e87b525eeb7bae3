import Testing

/// What `asymptotics` prints when the depth is a symbol.
struct DepthAsymptoticsTests {
  private func output(_ format: String) throws -> String {
    let run = try Command.run([
      "asymptotics", "res_gpk(L, 1)", "--dimension", "d", "--format", format,
    ])
    #expect(run.code == 0 && run.messages.isEmpty, "\(run.report)")
    return run.output
  }

  @Test func text() throws {
    #expect(
      try output("text") == #"""
        Taylor coefficients b_n of t^n, as n -> oo:
          n even: b_n ~ C*n^(-5/2),  C = 2^L*(sqrt(2)*L/pi + 3*c[L])/(4*sqrt(pi))
          n odd: b_n ~ C*n^(-5/2),  C = 2^L*(sqrt(2)*L/pi - 3*c[L])/(4*sqrt(pi))

        eigenvalues mu_k on the sphere S^(d-1), as k -> oo:
          k even: mu_k ~ C*k^(-d-2),  C = d*2^L*2^d*(2*L + 3*sqrt(2)*pi*c[L])/(16*pi^2)*Gamma(d/2)^2
          k odd: mu_k ~ C*k^(-d-2),  C = d*2^L*2^d*(2*L - 3*sqrt(2)*pi*c[L])/(16*pi^2)*Gamma(d/2)^2

        where
          x[1] = -1/2
          x[l] = (x[l-1] + kappa1(x[l-1]))/2
          c[1] = sqrt(2)/(3*pi)
          c[l] = (1 + kappa0(x[l-1]))*c[l-1]/2

        proved, because:
          by induction on the depth, for every fixed L >= 2:
          K is analytic on |z| < R without the cuts [1, R) and (-R, -1] for some R > 1: every argument of an arc-cosine function has nonnegative Taylor coefficients with sum at most 1, and modulus below 1 on |z| = 1 off ±1
          at t = 1 and t = -1 K is a convergent Puiseux series
          the coefficients of these series follow the closed forms and recurrences given
          both parities have the full order, by the structure of the kernel

        """#)
  }

  @Test func latex() throws {
    #expect(
      try output("latex") == #"""
        \begin{aligned}
        b_n &\sim \frac{2^{L}\left(\frac{\sqrt{2} L}{\pi}+3 c^{(L)}\right)}{4\,\sqrt{\pi}}\,n^{-5/2} && (n\text{ even}) \\
        b_n &\sim \frac{2^{L}\left(\frac{\sqrt{2} L}{\pi}-3 c^{(L)}\right)}{4\,\sqrt{\pi}}\,n^{-5/2} && (n\text{ odd}) \\
        \mu_k &\sim \frac{d \cdot 2^{L} \cdot 2^{d}\left(2 L+3\,\sqrt{2} \pi c^{(L)}\right)}{16 \pi^{2}}\,\Gamma\left(\frac{d}{2}\right)^{2}\,k^{-d-2} && (k\text{ even}) \\
        \mu_k &\sim \frac{d \cdot 2^{L} \cdot 2^{d}\left(2 L-3\,\sqrt{2} \pi c^{(L)}\right)}{16 \pi^{2}}\,\Gamma\left(\frac{d}{2}\right)^{2}\,k^{-d-2} && (k\text{ odd}) \\
        x^{(1)} &= -\frac{1}{2} \\
        x^{(\ell)} &= \frac{x^{(\ell-1)}+\kappa_{1}\left(x^{(\ell-1)}\right)}{2} \\
        c^{(1)} &= \frac{\sqrt{2}}{3 \pi} \\
        c^{(\ell)} &= \frac{\left(1+\kappa_{0}\left(x^{(\ell-1)}\right)\right) c^{(\ell-1)}}{2}
        \end{aligned}

        """#)
  }

  @Test func json() throws {
    #expect(
      try output("json") == #"""
        {"constants":[{"latex":"-\\frac{1}{2}","name":"x[1]","text":"-1/2"},{"latex":"\\frac{x^{(\\ell-1)}+\\kappa_{1}\\left(x^{(\\ell-1)}\\right)}{2}","name":"x[l]","text":"(x[l-1] + kappa1(x[l-1]))/2"},{"latex":"\\frac{\\sqrt{2}}{3 \\pi}","name":"c[1]","text":"sqrt(2)/(3*pi)"},{"latex":"\\frac{\\left(1+\\kappa_{0}\\left(x^{(\\ell-1)}\\right)\\right) c^{(\\ell-1)}}{2}","name":"c[l]","text":"(1 + kappa0(x[l-1]))*c[l-1]/2"}],"dimension":"d","eigenvalues":[{"constant":"d*2^L*2^d*(2*L + 3*sqrt(2)*pi*c[L])/(16*pi^2)*Gamma(d/2)^2","exponent":"-d-2","latex":"\\frac{d \\cdot 2^{L} \\cdot 2^{d}\\left(2 L+3\\,\\sqrt{2} \\pi c^{(L)}\\right)}{16 \\pi^{2}}\\,\\Gamma\\left(\\frac{d}{2}\\right)^{2}","parity":"even"},{"constant":"d*2^L*2^d*(2*L - 3*sqrt(2)*pi*c[L])/(16*pi^2)*Gamma(d/2)^2","exponent":"-d-2","latex":"\\frac{d \\cdot 2^{L} \\cdot 2^{d}\\left(2 L-3\\,\\sqrt{2} \\pi c^{(L)}\\right)}{16 \\pi^{2}}\\,\\Gamma\\left(\\frac{d}{2}\\right)^{2}","parity":"odd"}],"hypotheses":["by induction on the depth, for every fixed L >= 2:","K is analytic on |z| < R without the cuts [1, R) and (-R, -1] for some R > 1: every argument of an arc-cosine function has nonnegative Taylor coefficients with sum at most 1, and modulus below 1 on |z| = 1 off ±1","at t = 1 and t = -1 K is a convergent Puiseux series","the coefficients of these series follow the closed forms and recurrences given","both parities have the full order, by the structure of the kernel"],"kernel":"res_gpk(L, 1)","taylor":[{"constant":"2^L*(sqrt(2)*L/pi + 3*c[L])/(4*sqrt(pi))","exponent":"-5/2","latex":"\\frac{2^{L}\\left(\\frac{\\sqrt{2} L}{\\pi}+3 c^{(L)}\\right)}{4\\,\\sqrt{\\pi}}","parity":"even"},{"constant":"2^L*(sqrt(2)*L/pi - 3*c[L])/(4*sqrt(pi))","exponent":"-5/2","latex":"\\frac{2^{L}\\left(\\frac{\\sqrt{2} L}{\\pi}-3 c^{(L)}\\right)}{4\\,\\sqrt{\\pi}}","parity":"odd"}]}

        """#)
  }

  private func text(_ arguments: [String]) throws -> String {
    let run = try Command.run(arguments)
    #expect(run.code == 0 && run.messages.isEmpty, "\(run.report)")
    return run.output
  }

  @Test func furtherTerms() throws {
    let output = try text(["asymptotics", "fc_gpk(L)", "--terms", "2"])
    let expected = #"""
      Taylor coefficients b_n of t^n, as n -> oo:
        n even: b_n ~ C*n^(-5/2),  C = (2*sqrt(2)*L/pi + 3*c[L])/(4*sqrt(pi))
          + C'*n^(-7/2), as a ratio of Gamma functions,  C' = -15*(sqrt(2)*L*(130 + 9*pi^2 - 210*L + 80*L^2)/(270*pi^3) + c2[L])/(8*sqrt(pi))
        n odd: b_n ~ C*n^(-5/2),  C = (2*sqrt(2)*L/pi - 3*c[L])/(4*sqrt(pi))
          + C'*n^(-7/2), as a ratio of Gamma functions,  C' = 15*(c2[L] - sqrt(2)*L*(130 + 9*pi^2 - 210*L + 80*L^2)/(270*pi^3))/(8*sqrt(pi))

      where
        x[1] = 0
        x[l] = kappa1(x[l-1])
        c[1] = 2*sqrt(2)/(3*pi)
        c[l] = c[l-1]*kappa0(x[l-1])
        c2[1] = sqrt(2)/(30*pi)
        c2[l] = c2[l-1]*kappa0(x[l-1])

      """#
    #expect(output.hasPrefix(expected), "\(output)")
  }

  @Test func stepNetworks() throws {
    let output = try text(["asymptotics", "step_gpk(L)", "--dimension", "3"])
    for line in [
      "n odd: b_n ~ C*n^(-1-1/2^L),  C = (sqrt(2)/pi)^(2 - 2/2^L)/2^L/Gamma(1 - 1/2^L)",
      "k even: mu_k ~ C*k^(-2-2/2^L),  C = 2^(1/2^L)*(sqrt(2)/pi)^(2 - 2/2^L)/2^L*Gamma(1 + 1/2^L)/Gamma(1 - 1/2^L)",
      "for every fixed L >= 2:",
    ] {
      #expect(output.contains(line), "\(output)")
    }
    let json = try text(["asymptotics", "step_gpk(L)", "--format", "json"])
    #expect(
      json.contains(#""exponent":"-1-1/2^L","exponent_latex":"-1-\\frac{1}{2^{L}}""#), "\(json)")
  }

  @Test func expansionAtMinusOne() throws {
    #expect(
      try text(["expand", "fc_ntk(L)", "--at", "-1", "--terms", "3"]) == #"""
        s = 1 + t
        1        x[L] + y[L]
        s^(1/2)  c[L]
        s^(3/2)  c2[L] + c3[L]
        O(s^2)
        where
          x[1] = 0
          x[l] = kappa1(x[l-1])
          c2[1] = 2*sqrt(2)/(3*pi)
          c2[l] = c2[l-1]*kappa0(x[l-1])
          y[1] = 0
          y[l] = (x[l-1] + y[l-1])*kappa0(x[l-1])
          c[1] = -sqrt(2)/pi
          c[l] = c[l-1]*kappa0(x[l-1])
          c3[1] = 11*sqrt(2)/(12*pi)
          c3[l] = (c2[l-1] + c3[l-1])*kappa0(x[l-1]) + (x[l-1] + y[l-1])*c2[l-1]/(pi*sqrt(1 - x[l-1]^2))
        proved by induction on the depth, for every L >= 1

        """#)
    let json = try text(["expand", "fc_gpk(L)", "--at", "-1", "--terms", "2", "--format", "json"])
    for part in [
      #"{"formula":"kappa1(x[l-1])","latex":"\\kappa_{1}\\left(x^{(\\ell-1)}\\right)","name":"x[l]"}"#,
      #""proved":"by induction on the depth, for every L >= 1""#,
      #"{"coefficient":"c[L]","exponent":"3/2","latex":"c^{(L)}"}"#,
    ] {
      #expect(json.contains(part), "\(json)")
    }
    let latex = try text(["expand", "fc_gpk(L)", "--at", "-1", "--terms", "2", "--format", "latex"])
    #expect(latex.contains(#"x^{(\ell)} &= \kappa_{1}\left(x^{(\ell-1)}\right)"#), "\(latex)")
  }

  @Test func refusals() throws {
    for (arguments, message) in [
      (["fc_gpk(L)", "--terms", "40"], "no law was proved"),
      (["step_gpk(L)", "--terms", "2"], "only the leading term is found"),
      (["step_gpk(L)*t"], "the order of the coefficients of `s[l]` changes with l"),
      (["fc_gpk(2*L)"], "as its index"),
    ] {
      let run = try Command.run(["asymptotics"] + arguments)
      #expect(
        run.code != 0 && run.output.isEmpty && run.messages.contains(message), "\(run.report)")
    }
  }
}
