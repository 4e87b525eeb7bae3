"""The tasks in mpmath: floating point without an error bound, 16 bits more than asked for.

usage: mpmath_peer.py expand fc|res DEPTH TERMS BITS
       mpmath_peer.py evaluate fc|res DEPTH BITS
       mpmath_peer.py eigenvalues fc DEPTH COUNT BITS

mpmath has no power series; the coefficient recurrences are written out, quadratic in the number of
terms. (`mpmath.taylor`, which differentiates numerically, is slower still.)
"""
import sys

from mpmath import acos, cos, fdot, legendre, mp, mpf, nstr, pi, quad, sin, sqrt

from measuring import measured, print_report, sample_indices


def product(a, b):
    n = len(a)
    reverse = b[::-1]
    return [fdot(a[: i + 1], reverse[n - 1 - i :]) for i in range(n)]


def inverse_root(w):
    """r = w^(-1/2) from 2 w r' = -w' r:  n w0 r_n = sum_k (k/2 - n) w_k r_(n-k)."""
    r = [1 / sqrt(w[0])]
    for n in range(1, len(w)):
        weighted = [(mpf(k) / 2 - n) * w[k] for k in range(1, n + 1)]
        r.append(fdot(weighted, r[::-1]) / (n * w[0]))
    return r


def kappas(u):
    n = len(u)
    w = [-x for x in product(u, u)]
    w[0] += 1
    du = [(i + 1) * u[i + 1] for i in range(n - 1)] + [mpf(0)]
    angle = pi - acos(u[0])
    first = product(inverse_root(w), du)
    k0 = [angle / pi] + [first[i] / pi / (i + 1) for i in range(n - 1)]
    second = product(k0, du)
    k1 = [(u[0] * angle + sqrt(1 - u[0] ** 2)) / pi] + [second[i] / (i + 1) for i in range(n - 1)]
    return k0, k1


def fc_series(depth, terms):
    s = tangent = ([mpf(0), mpf(1)] + [mpf(0)] * terms)[:terms]
    for _ in range(depth):
        k0, s = kappas(s)
        tangent = [x + y for x, y in zip(s, product(tangent, k0))]
    return tangent


def res_series(depth, terms):
    k, tangent = ([mpf(0), mpf(1)] + [mpf(0)] * terms)[:terms], [mpf(0)] * terms
    c, weight = mpf(1), mpf(1) / 4
    for _ in range(depth):
        k0, k1 = kappas(k)
        inner = product(k0, [a + c * b for a, b in zip(tangent, k)])
        tangent = [a + weight * (b + c * d) for a, b, d in zip(tangent, inner, k1)]
        k, c = [(a + weight * b) * 4 / 5 for a, b in zip(k, k1)], c * 5 / 4
    return tangent


def point_kappas(u):
    angle = pi - acos(u)
    return angle / pi, (u * angle + sqrt(1 - u * u)) / pi


def fc_value(depth):
    s = tangent = mpf(1) / 3
    for _ in range(depth):
        k0, s = point_kappas(s)
        tangent = s + tangent * k0
    return tangent


def res_value(depth):
    k, tangent, c, weight = mpf(1) / 3, mpf(0), mpf(1), mpf(1) / 4
    for _ in range(depth):
        k0, k1 = point_kappas(k)
        tangent = tangent + weight * (k0 * (tangent + c * k) + c * k1)
        k, c = (k + weight * k1) * 4 / 5, c * 5 / 4
    return tangent


def spectrum(depth, count):
    """`quad` for each degree, in the angle; its error is an estimate."""

    def integrand(angle, degree):
        t = cos(angle)
        s = tangent = t
        for _ in range(depth):
            k0, s = point_kappas(s)
            tangent = s + tangent * k0
        return tangent * legendre(degree, t) * sin(angle) / 2

    return [quad(lambda angle: integrand(angle, degree), [0, pi]) for degree in range(count)]


def main(task, kernel, depth, *numbers):
    numbers = [int(n) for n in numbers]
    depth = int(depth)
    bits = numbers[-1]
    mp.prec = bits + 16
    digits = bits * 30103 // 100000 + 12
    if task == "expand":
        terms = numbers[0]
        series = {"fc": fc_series, "res": res_series}[kernel]
        result, costs = measured(lambda: series(depth, terms))
        samples = {str(n): {"mid": nstr(result[n], digits)} for n in sample_indices(terms)}
    elif task == "eigenvalues":
        result, costs = measured(lambda: spectrum(depth, numbers[0]), patience=0)
        samples = {str(n): {"mid": nstr(result[n], digits)} for n in range(numbers[0])}
    else:
        value = {"fc": fc_value, "res": res_value}[kernel]
        result, costs = measured(lambda: value(depth))
        samples = {"1/3": {"mid": nstr(result, digits)}}
    print_report(costs, precision=bits + 16, samples=samples)


if __name__ == "__main__":
    main(*sys.argv[1:])
