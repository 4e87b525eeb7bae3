"""Runs the contenders by turns, so that a busy moment of the machine hits all alike."""
import statistics
from dataclasses import dataclass, field

from .agreement import check
from .contenders import Failure, TimedOut

#: A peer without error bounds that needs longer than this many seconds takes part in one round only.
PATIENCE = 2.0


@dataclass
class Result:
    """What one contender needed for one task."""

    reports: list = field(default_factory=list)
    failure: str = ""
    #: The seconds after which it was stopped.
    limit: int = 0

    @property
    def seconds(self):
        return statistics.median(r["seconds"] for r in self.reports)

    @property
    def wall_seconds(self):
        return statistics.median(r["wallSeconds"] for r in self.reports)

    @property
    def mebibytes(self):
        return statistics.median(r["peakMebibytes"] for r in self.reports)

    @property
    def summary(self):
        """For JSON: without the sampled values."""
        if not self.reports:
            return {"failure": self.failure}
        last = self.reports[-1]
        return {
            "seconds": self.seconds,
            "secondsOfRounds": [r["seconds"] for r in self.reports],
            "wallSeconds": self.wall_seconds,
            "peakMebibytes": self.mebibytes,
            **{k: last[k] for k in ("deliveredBits", "precision", "rightBits") if k in last},
        }


def measure(tasks, contenders, rounds, known):
    """The results by task and name of contender. A task that was measured before is not repeated."""
    results = {task: known.get(task, {}) for task in tasks}
    for task in tasks:
        if task in known:
            continue
        print(f"{task.name:28}", end="", flush=True)
        for number in range(rounds):
            for contender in contenders:
                if contender.takes(task):
                    take_turn(task, contender, results[task], number)
        for name, result in results[task].items():
            outcome = f"{result.seconds:.4g} s" if result.reports else "failed: " + result.failure
            print(f"  {name} {outcome}", end="")
        print(flush=True)
    return results


def take_turn(task, contender, results, number):
    """One process of one contender, checked against Zonal's enclosures."""
    result = results.setdefault(contender.name, Result())
    is_slow = number > 0 and result.reports and result.seconds > PATIENCE
    if result.failure or (is_slow and not contender.certifies):
        return
    try:
        contender.prepare(task)
        report = contender.run(task)
        reference = results["Zonal"].reports
        if reference and contender.name != "Zonal":
            check(task, contender, report, reference[0])
            if task.is_symbolic and report.get("rightBits", 64) < 64:
                raise Failure(f"{task.name}: {contender.name} computes something else")
        result.reports.append(report)
    except Failure as failure:
        result.failure = str(failure)
        result.limit = failure.limit if isinstance(failure, TimedOut) else 0
