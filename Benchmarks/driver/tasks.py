"""The tasks, in the groups that become tables and plots."""
import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """One computation. `terms` counts coefficients or eigenvalues and is 0 for a value at a point;
    `bits` are relative for a value, absolute else."""

    action: str
    kernel: str
    depth: int
    terms: int
    bits: int
    digits: int = 0
    is_symbolic = False

    @property
    def arguments(self):
        numbers = [self.depth, self.terms, self.bits] if self.terms else [self.depth, self.bits]
        return [self.action, self.kernel, *map(str, numbers)]

    @property
    def name(self):
        return " ".join(self.arguments)


@dataclass(frozen=True)
class SymbolicTask:
    """A formula instead of numbers. `size` is the depth or the number of coefficients."""

    action: str
    kernel: str
    size: int
    terms, depth, bits, digits = 0, 0, 0, 0
    is_symbolic = True

    @property
    def arguments(self):
        return [self.action, *([self.kernel] if self.action == "taylor" else []), str(self.size)]

    @property
    def name(self):
        return " ".join(self.arguments)


def expansion(kernel, depth, terms, bits):
    return Task("expand", kernel, depth, terms, bits)


def value(kernel, depth, digits):
    return Task("evaluate", kernel, depth, 0, math.ceil(digits * math.log2(10)), digits)


def eigenvalues(kernel, depth, count, bits):
    return Task("eigenvalues", kernel, depth, count, bits)


def condition(kernel, depth, count, bits):
    return Task("condition", kernel, depth, count, bits)

SYMBOLIC = [
    *[SymbolicTask("formula", "res", depth) for depth in (2, 4, 8, 16, 100, 1000, 10_000)],
    *[SymbolicTask("taylor", "composition", order) for order in (6, 8, 13)],
    *[SymbolicTask("taylor", "residual", order) for order in (4, 6, 21)],
]

GROUPS = {
    "coefficients": [
        expansion(kernel, 3, terms, bits)
        for terms in (1000, 10_000)
        for bits in (128, 256, 1024)
        for kernel in ("fc", "res")
    ],
    "value": [value("res", 10, digits) for digits in (100, 1000, 10_000, 100_000)],
    # The last one: 30 significant digits of each, the smallest being 2.5e-7.
    "spectrum": [eigenvalues("fc", 3, count, bits) for count, bits in ((21, 100), (201, 100), (201, 124))],
    "condition": [condition(kernel, 3, count, 256) for count in (100, 300) for kernel in ("fc", "res")],
    "points": [condition("fc", 3, count, 256) for count in (50, 100, 200, 300, 400, 600)],
    "symbolic": SYMBOLIC,
    "terms": [
        expansion("fc", 3, terms, 128)
        for terms in (1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
    ],
    "bits": [
        expansion("fc", 3, 10_000, bits) for bits in (64, 128, 256, 512, 1024, 2048, 4096)
    ],
    "depth": [expansion("fc", depth, 1000, 256) for depth in (2, 3, 5, 9, 17, 33, 65)],
    "large": [
        expansion("fc", 3, 100_000, 128),
        expansion("res", 3, 100_000, 128),
        expansion("fc", 3, 1_000_000, 64),
        expansion("res", 3, 1_000_000, 64),
    ],
}

QUICK = {
    "coefficients": [expansion(k, 3, 1000, bits) for bits in (128, 256) for k in ("fc", "res")],
    "value": [value("res", 10, digits) for digits in (100, 1000)],
    "condition": [condition("fc", 3, count, 256) for count in (30, 60)],
    "terms": [expansion("fc", 3, terms, 128) for terms in (500, 1000, 2000, 4000)],
}
