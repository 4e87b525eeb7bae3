"""The symbolic tasks in SymPy or SymEngine.

usage: symbolic_peer.py sympy|symengine formula DEPTH
       symbolic_peer.py sympy|symengine taylor composition ORDER
       symbolic_peer.py sympy|symengine taylor residual ORDER

`formula` builds the tangent kernel of a residual network with symbols t and alpha, differentiates it in t
and prints both; SymPy as LaTeX, SymEngine, which has no LaTeX of its own here, as text. `taylor` asks for
the power series at t = 0 of kappa1(kappa1(t)), or of the residual kernel of depth 2 with a symbol alpha.
"""
import sys

from measuring import measured, print_report

sys.setrecursionlimit(1_000_000)
LIBRARY, ACTION = sys.argv[1:3]
if LIBRARY == "sympy":
    import sympy as algebra

    written = algebra.latex
else:
    import symengine as algebra

    written = str
T, ALPHA = algebra.symbols("t alpha")


def kappa0(u):
    return (algebra.pi - algebra.acos(u)) / algebra.pi


def kappa1(u):
    return (u * (algebra.pi - algebra.acos(u)) + algebra.sqrt(1 - u**2)) / algebra.pi


def residual(depth):
    """The covariance and the tangent kernel of a residual network."""
    covariance, tangent = T, algebra.Integer(0)
    for layer in range(depth):
        scale = (1 + ALPHA**2) ** layer
        u = covariance / scale
        step = scale * kappa1(u)
        tangent = tangent + ALPHA**2 * (step + (covariance + tangent) * kappa0(u))
        covariance = covariance + ALPHA**2 * step
    return covariance, tangent


def formula(depth):
    kernel = residual(depth)[1]
    derivative = algebra.diff(kernel, T)
    return len(written(kernel)) + len(written(derivative))


def taylor(kernel, order):
    body = kappa1(kappa1(T)) if kernel == "composition" else residual(2)[0]
    series = body.series(T, 0, order) if LIBRARY == "sympy" else algebra.series(body, T, 0, order)
    return series, str(series)


def sample(series, order):
    """The last coefficient that is not zero, at alpha = 1/2, to 30 digits."""
    import sympy

    body = sympy.expand(sympy.sympify(series).removeO().subs("alpha", sympy.Rational(1, 2)))
    for n in reversed(range(order)):
        value = sympy.N(body.coeff(sympy.Symbol("t"), n), 40)
        if abs(value) > 1e-30:
            return {"last": {"mid": sympy.Float(value, 30).__str__(), "rad": "0"}}


# Once: a second time SymPy would take much from its cache.
if ACTION == "formula":
    length, costs = measured(lambda: formula(int(sys.argv[3])), patience=0)
    print_report(costs, deliveredBits=0, samples={}, length=length)
else:
    (series, text), costs = measured(lambda: taylor(sys.argv[3], int(sys.argv[4])), patience=0)
    samples = sample(series, int(sys.argv[4]))
    print_report(costs, deliveredBits=0, samples=samples, length=len(text))
