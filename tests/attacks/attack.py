"""Attacks: faults that are caused at random in many trials, and the conditions that must still hold."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random


@dataclass(slots=True)
class Outcome:
    """Result of an attack: the number of trials, figures for the table, and a sentence for each failure."""

    trials: int = 0
    figures: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def check(self, holds: bool, sentence: str) -> bool:
        """Record a failure unless a condition holds. Returns whether it holds."""
        if not holds:
            self.failures.append(sentence)
        return holds


class Seeded(Random):
    """Random choices that remember their seed."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@dataclass(frozen=True, slots=True)
class Attack:
    """Attack with its name, its description, the default number of trials, and the function that runs it.

    `run` takes the number of trials and the source of random choices.
    """

    name: str
    what: str
    trials: int
    run: Callable[[int, Random], Outcome]
