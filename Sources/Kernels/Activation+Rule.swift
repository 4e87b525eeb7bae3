extension Activation {
  /// The dual activation in the language, with p the variance of both inputs and q their covariance.
  var rule: String {
    switch self {
    case .relu:
      "Sigma' = p/2*kappa1(Sigma/p), Theta' = Theta*kappa0(Sigma/p)/2 with p the variance"
    case .piecewiseLinear:
      "Sigma' = a*b*Sigma + (a-b)^2*p/2*kappa1(Sigma/p), Theta' = Theta*(a*b + (a-b)^2*kappa0(Sigma/p)/2) "
        + "with slopes a, b and p the variance"
    case .step:
      "Sigma' = P(u > b, v > b), which is kappa0(Sigma/p)/2 for b = 0; gradients do not pass the jump"
    case .sign: "Sigma' = 2/pi*arcsin(Sigma/p); gradients do not pass the jump"
    case .polynomial: "Sigma' = E[f(u) f(v)] by Isserlis' theorem, Theta' = Theta*E[f'(u) f'(v)]"
    case .rectifiedMonomial(let n):
      "Sigma' = (2n-1)!!/2*p^n*kappa\(n)(Sigma/p), Theta' = Theta*n^2*(2n-3)!!/2*p^(n-1)*kappa\(n - 1)(Sigma/p) "
        + "with n = \(n)"
    case .erf: "Sigma' = 2/pi*arcsin(2*Sigma/(1 + 2*p)), Theta' = Theta*dSigma'/dSigma"
    case .sin: "Sigma' = exp(-p)*sinh(Sigma), Theta' = Theta*exp(-p)*cosh(Sigma)"
    case .cos: "Sigma' = exp(-p)*cosh(Sigma), Theta' = Theta*exp(-p)*sinh(Sigma)"
    case .exp: "Sigma' = exp(p + Sigma), Theta' = Theta*exp(p + Sigma)"
    case .gaussian: "Sigma' = ((1 + 2*p)^2 - 4*Sigma^2)^(-1/2), Theta' = Theta*dSigma'/dSigma"
    case .rbf: "Sigma' = exp(-2*(p - Sigma)), Theta' = 2*Theta*Sigma'"
    case .gelu: "Sigma' = E[u Phi(u) v Phi(v)], Theta' = Theta*dSigma'/dSigma"
    case .elu: "Sigma' = E[f(u) f(v)] by the bivariate normal law, Theta' = Theta*dSigma'/dSigma"
    case .pointwise: "Sigma' = E[f(u) f(v)], Theta' = Theta*E[f'(u) f'(v)], by Hermite expansions"
    }
  }
}
