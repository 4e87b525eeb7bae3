"""What the Python peers share: the same measurement as `zonal-benchmark`, printed as the same JSON."""
import json
import resource
import statistics
import sys
import time

PATIENCE = 2.0

if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


def peak_mebibytes():
    """The most memory that was ever resident, from the kernel's high-water mark of this program."""
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) / 1024
    except OSError:
        pass
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def measured(computation, patience=PATIENCE):
    """Runs a computation once to warm up and then until half a second and three runs have passed; one
    that takes longer than `patience` seconds is run once. Returns its value and the costs."""

    def timed():
        cpu, wall = time.process_time(), time.monotonic()
        value = computation()
        return value, time.process_time() - cpu, time.monotonic() - wall

    value, *first = timed()
    peak = peak_mebibytes()
    costs = [first] if first[0] > patience else []
    while first[0] <= patience and (
        len(costs) < 3 or (len(costs) < 15 and sum(c[0] for c in costs) < 0.5)
    ):
        value, *cost = timed()
        costs.append(cost)
    return value, {
        "seconds": statistics.median(c[0] for c in costs),
        "wallSeconds": statistics.median(c[1] for c in costs),
        "runs": len(costs),
        "peakMebibytes": peak,
    }


def sample_indices(terms):
    """The coefficients that the driver compares."""
    return [n for n in dict.fromkeys([0, 1, 2, terms // 2, terms - 1]) if n < terms]


def print_report(costs, **more):
    print(json.dumps({**costs, **more}))
