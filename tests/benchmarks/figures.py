"""A figure of the bench: what was measured, what stands beside it, and what is asked of it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured with a map of `cards` cards, in `unit` (ms, MB or kB).

    `other` is the same of `beside`: what cannot be left out, or what others need; 0 where nothing is.
    `most` is what is asked, in the unit; `most_times` the same as a multiple of `other`; 0 for nothing.
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
        """How many times `other` it is; 0 where there is none."""
        return self.value / self.other if self.other else 0.0

    @property
    def is_met(self) -> bool:
        """Whether it is no more than what is asked."""
        return not (self.most and self.value > self.most) and not (
            self.most_times and self.times > self.most_times
        )


@dataclass(frozen=True, slots=True)
class Bench:
    """Something to measure in a process of its own, with a number of cards."""

    name: str
    measure: Callable[[int], Iterator[Figure]]
    sizes: tuple[int, ...] = (100, 1_000, 10_000)


def processor_ms(work: Callable[[], object], runs: int = 5) -> float:
    """Milliseconds of the processor, in all threads, that the shortest of some runs takes."""
    return min(_each(work, runs, time.process_time))


def clock_ms(work: Callable[[], object], runs: int = 5) -> float:
    """Milliseconds on the clock that the shortest of some runs takes."""
    return min(_each(work, runs, time.perf_counter))


def _each(work: Callable[[], object], runs: int, clock: Callable[[], float]) -> Iterator[float]:
    for _ in range(runs):
        start = clock()
        work()
        yield (clock() - start) * 1000


def middle(times: list[float], share: float = 0.5) -> float:
    """The value below which a share of some values lies."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def memory_mb() -> float:
    """Megabytes of memory that this process holds just now; 0 where the system does not say."""
    try:
        with Path("/proc/self/status").open(encoding="ascii") as status:
            line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    except (OSError, StopIteration):
        return 0.0
