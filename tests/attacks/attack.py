"""What an attack is: something that goes wrong, over and over at random, and what must hold all the same."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random


@dataclass(slots=True)
class Outcome:
    """What came of an attack: the trials, figures to be told, and a sentence for each thing that was lost."""

    trials: int = 0
    figures: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def check(self, holds: bool, sentence: str) -> bool:
        """Note a failure unless something holds; whether it does."""
        if not holds:
            self.failures.append(sentence)
        return holds


class Seeded(Random):
    """Random choices that know the number from which they come."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@dataclass(frozen=True, slots=True)
class Attack:
    """An attack by its name: what it does, how many trials it takes by itself, and how to run it.

    `run` is given the number of trials and where its random choices come from.
    """

    name: str
    what: str
    trials: int
    run: Callable[[int, Random], Outcome]
