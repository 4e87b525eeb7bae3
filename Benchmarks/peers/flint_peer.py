"""The tasks in python-flint: balls (arb) with an error bound of their own.

usage: flint_peer.py expand fc|res DEPTH TERMS BITS [PRECISION]
       flint_peer.py evaluate fc|res DEPTH BITS [PRECISION]
       flint_peer.py eigenvalues fc DEPTH COUNT BITS
       flint_peer.py condition fc|res DEPTH COUNT BITS

"Time to certified accuracy": the working precision is the smallest at which the largest radius of the
result is small enough. It is found before anything is timed, or handed over from an earlier run, so
the search costs FLINT nothing. Composing by hand-written Newton steps instead of `rsqrt` loses fewer
bits but is slower here, so `rsqrt` it is.
"""
import math
import sys

from flint import acb, acb_mat, arb, arb_series, ctx

from measuring import measured, print_report, sample_indices


def kappas(u):
    """kappa0 and kappa1 of a series, sharing one inverse square root."""
    pi, u0 = arb.pi(), u[0]
    angle = pi - u0.acos()
    du = u.derivative()
    root = (1 - u * u).rsqrt()
    k0 = (root * du / pi).integral() + angle / pi
    k1 = (k0 * du).integral() + (u0 * angle + (1 - u0 * u0).sqrt()) / pi
    return k0, k1


def fc_series(depth, terms):
    s = tangent = arb_series([0, 1], prec=terms)
    for _ in range(depth):
        k0, s = kappas(s)
        tangent = s + tangent * k0
    return tangent


def res_series(depth, terms):
    """alpha = 1/2. The process kernel is c*k, with k normalised to k(1) = 1."""
    k, tangent = arb_series([0, 1], prec=terms), arb_series([0], prec=terms)
    c, weight = arb(1), arb(1) / 4
    for _ in range(depth):
        k0, k1 = kappas(k)
        k0, k1 = k0 * weight, k1 * weight
        tangent = tangent + k0 * (tangent + k * c) + k1 * c
        k, c = (k + k1) * 4 / 5, c * 5 / 4
    return tangent


def point_kappas(u):
    """kappa0 and kappa1 of a number, sharing one arccosine."""
    pi = arb.pi()
    angle = pi - u.acos()
    return angle / pi, (u * angle + (1 - u * u).sqrt()) / pi


def fc_value(depth, t=None):
    s = tangent = arb(1) / 3 if t is None else t
    for _ in range(depth):
        k0, s = point_kappas(s)
        tangent = s + tangent * k0
    return tangent


def res_value(depth, t=None):
    k, tangent, c, weight = arb(1) / 3 if t is None else t, arb(0), arb(1), arb(1) / 4
    for _ in range(depth):
        k0, k1 = point_kappas(k)
        tangent = tangent + weight * (k0 * (tangent + c * k) + c * k1)
        k, c = (k + weight * k1) * 4 / 5, c * 5 / 4
    return tangent


def eigenvalue(depth, degree, bits):
    """1/2 of the integral of the kernel against a Legendre polynomial over [-1, 1], by the integrator
    with proved errors, from the formula as it stands."""

    def integrand(t, analytic):
        pi, s, tangent = arb.pi(), t, t
        for _ in range(depth):
            if analytic and s.imag.contains(0) and not abs(s.real) < 1:
                return acb("nan")
            angle, root = pi - s.acos(), (1 - s * s).sqrt(analytic=analytic)
            s, k0 = (s * angle + root) / pi, angle / pi
            tangent = s + tangent * k0
        return tangent * t.legendre_p(degree)

    goal = arb(2) ** -bits
    return acb.integral(integrand, -1, 1, abs_tol=goal, rel_tol=goal, eval_limit=300_000).real / 2


def spectrum(depth, count, bits):
    values = []
    for degree in range(count):
        value = eigenvalue(depth, degree, bits)
        if not value.is_finite() or value.rad() > arb(2) ** -bits:
            sys.exit(f"no enclosure of 2^-{bits} for degree {degree}")
        values.append(value)
    return values


def eigenvalues(depth, count, bits):
    ctx.prec = 2 * bits
    values, costs = measured(lambda: spectrum(depth, count, bits), patience=0)
    samples = {str(n): decimal(value, bits // 3 + 12) for n, value in enumerate(values)}
    print_report(costs, deliveredBits=bits, precision=ctx.prec, samples=samples)


def diagonal(kernel, depth):
    """The kernel at t = 1, where the formulas with arccosines lose accuracy."""
    return arb(depth + 1) if kernel == "fc" else arb(depth) / 2 * (arb(5) / 4) ** (depth - 1)


def condition(kernel, depth, count, bits):
    """There is no solver for symmetric matrices; `eig` proves its enclosures for general ones, at the
    working precision `bits`, and the matrix is made before the clock starts."""
    ctx.prec = bits
    value = {"fc": fc_value, "res": res_value}[kernel]
    rows = [[diagonal(kernel, depth)] * count for _ in range(count)]
    for i in range(count):
        for j in range(i):
            root = arb((count * count + i * i) * (count * count + j * j)).sqrt()
            rows[i][j] = rows[j][i] = value(depth, arb(count * count + i * j) / root)
    matrix = acb_mat([[acb(entry) for entry in row] for row in rows])
    found, costs = measured(lambda: sorted((x.real for x in matrix.eig()), key=lambda x: x.mid()))
    balls = {"lambda_min": found[0], "lambda_max": found[-1], "condition": found[-1] / found[0]}
    print_report(
        costs, deliveredBits=min(ball.rel_accuracy_bits() for ball in balls.values()),
        precision=bits, samples={n: decimal(b, bits // 3 + 12) for n, b in balls.items()})


def ceiling_exponent(x):
    """The smallest e with x <= 2^e, of an exact positive x."""
    mantissa, exponent = x.man_exp()
    return int(exponent) + (int(mantissa) - 1).bit_length()


def guaranteed_bits(series):
    radii = [c.rad() for c in series.coeffs()]
    largest = max(radii, key=lambda r: (not r.is_zero(), ceiling_exponent(r) if not r.is_zero() else 0))
    return -ceiling_exponent(largest)


def at_precision(bits, computation):
    ctx.prec = bits
    return computation()


def smallest_precision(bits, guarantee, computation, start):
    """The smallest working precision that guarantees `bits`, and the loss decides it: it does not
    depend on the precision, up to a bit or two."""
    loss = start - guarantee(at_precision(start, computation))
    precision = bits + loss
    while guarantee(at_precision(precision, computation)) < bits:
        precision += 1
    return precision


def decimal(ball, digits):
    mid, rad, exponent = ball.mid_rad_10exp(digits)
    return {"mid": f"{int(mid)}e{int(exponent)}", "rad": f"{int(rad)}e{int(exponent)}"}


def main(task, kernel, depth, *numbers):
    numbers = [int(n) for n in numbers]
    depth = int(depth)
    if task == "condition":
        return condition(kernel, depth, *numbers[:2])
    if task == "eigenvalues":
        return eigenvalues(depth, *numbers[:2])
    if task == "expand":
        terms, bits, *known = numbers
        ctx.cap = terms
        series = {"fc": fc_series, "res": res_series}[kernel]
        computation, guarantee = lambda: series(depth, terms), guaranteed_bits
        start = bits + 32 + 8 * int(math.log2(terms)) + 4 * depth
    else:
        bits, *known = numbers
        value = {"fc": fc_value, "res": res_value}[kernel]
        computation, guarantee = lambda: value(depth), lambda ball: ball.rel_accuracy_bits()
        start = bits + 32
    precision = known[0] if known else smallest_precision(bits, guarantee, computation, start)
    ctx.prec = precision
    result, costs = measured(computation)
    delivered = guarantee(result)
    if delivered < bits:
        sys.exit(f"{delivered} bits instead of {bits}")
    if task == "expand":
        samples = {str(n): decimal(result[n], bits // 3 + 12) for n in sample_indices(terms)}
    else:
        samples = {"1/3": decimal(result, bits * 30103 // 100000 + 12)}
    print_report(costs, deliveredBits=delivered, precision=precision, samples=samples)


if __name__ == "__main__":
    main(*sys.argv[1:])
