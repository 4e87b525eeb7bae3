"""Compares the values that contenders return. A benchmark of different numbers would say nothing."""
import sys
from fractions import Fraction

from .contenders import Contradiction

if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


def number(text):
    """The rational number that a decimal such as 1.5e-3 is; faster for long ones than Fraction(text)."""
    mantissa, _, exponent = text.replace("E", "e").partition("e")
    whole, _, fraction = mantissa.partition(".")
    power = int(exponent or 0) - len(fraction)
    digits = int(whole + fraction)
    return Fraction(digits * 10**power) if power >= 0 else Fraction(digits, 10**-power)


def check(task, contender, report, reference):
    """Enclosures of two certifying contenders must overlap. For the others, notes in the report how many
    bits of the sampled values are right, as far as Zonal's enclosures tell."""
    bits = None
    for place, ball in reference["samples"].items():
        middle, radius = number(ball["mid"]), number(ball["rad"])
        other = report["samples"][place]
        distance = abs(number(other["mid"]) - middle)
        if contender.certifies:
            if distance > radius + number(other["rad"]):
                raise Contradiction(f"{task.name}: {contender.name} contradicts Zonal at {place}")
            continue
        scale = abs(middle) if task.action == "evaluate" else 1
        right = right_bits(distance + radius, scale)
        bits = right if bits is None else min(bits, right)
    if bits is not None:
        report["rightBits"] = bits


def right_bits(error, scale):
    """The largest b with error <= 2^-b * scale, up to one."""
    ratio = Fraction(error) / Fraction(scale)
    return ratio.denominator.bit_length() - ratio.numerator.bit_length() - 1
