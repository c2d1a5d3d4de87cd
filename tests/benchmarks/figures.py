"""Figures of the benchmarks: measured value, baseline and limit."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """Value measured with a map of `cards` cards, in `unit` (ms, MB or kB).

    `other` is the value of the baseline named in `beside`: the unavoidable part of the work, or another
    program. `most` is the limit in `unit`, and `most_times` is the limit as a multiple of `other`. 0 means
    that there is no baseline or no limit.
    """

    name: str
    cards: int
    value: float
    unit: str = "ms"
    beside: str = ""
    other: float = 0.0
    most: float = 0.0
    most_times: float = 0.0

    @property
    def times(self) -> float:
        """Value as a multiple of the baseline; 0 if there is no baseline."""
        return self.value / self.other if self.other else 0.0

    @property
    def is_met(self) -> bool:
        """Return True if the value is within its limits."""
        return not (self.most and self.value > self.most) and not (
            self.most_times and self.times > self.most_times
        )


@dataclass(frozen=True, slots=True)
class Bench:
    """Benchmark that runs in its own process, once for each number of cards."""

    name: str
    measure: Callable[[int], Iterator[Figure]]
    sizes: tuple[int, ...] = (100, 1_000, 10_000)


def processor_ms(work: Callable[[], object], runs: int = 5) -> float:
    """Return the processor time of the fastest of some runs, in milliseconds, summed over all threads."""
    return min(_each(work, runs, time.process_time))


def clock_ms(work: Callable[[], object], runs: int = 5) -> float:
    """Return the elapsed time of the fastest of some runs, in milliseconds."""
    return min(_each(work, runs, time.perf_counter))


def _each(work: Callable[[], object], runs: int, clock: Callable[[], float]) -> Iterator[float]:
    for _ in range(runs):
        start = clock()
        work()
        yield (clock() - start) * 1000


def middle(times: list[float], share: float = 0.5) -> float:
    """Return the quantile of some values for a share of 0 to 1; by default the median."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def memory_mb() -> float:
    """Return the resident memory of this process in megabytes; 0 if the system does not report it."""
    try:
        with Path("/proc/self/status").open(encoding="ascii") as status:
            line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    except (OSError, StopIteration):
        return 0.0
