"""Field types of records. The rules, the project file, the exchange formats and the digest all use them."""

import math
import re
from collections.abc import Collection
from datetime import date
from typing import Annotated

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import TEXT_LIMIT, is_clean

KEY_LIMIT = 200
"""Maximum number of characters in an id or an order key."""

NAME_LIMIT = 500
"""Maximum length of a name, in characters."""


@dataclass(frozen=True, slots=True)
class Text:
    """Clean text of at most `limit` characters; a single line if `lines` is false."""

    limit: int = TEXT_LIMIT
    lines: bool = True

    def holds(self, value: object) -> bool:
        """Return whether `value` is such a text."""
        return isinstance(value, str) and is_clean(value, limit=self.limit, lines=self.lines)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a fixed set of names."""

    options: tuple[str, ...]

    def holds(self, value: object) -> bool:
        """Return whether `value` is one of the options."""
        return isinstance(value, str) and value in self.options


@dataclass(frozen=True, slots=True)
class Day:
    """A date in the form `2026-12-31`, or empty."""

    def holds(self, value: object) -> bool:
        """Return whether `value` is such a date."""
        return isinstance(value, str) and (value == "" or day_of(value) is not None)


@dataclass(frozen=True, slots=True)
class Origin:
    """Id of a record of `kind`, which need not exist any more; may be empty."""

    kind: str

    def holds(self, value: object) -> bool:
        """Return whether `value` has the form of such an id."""
        return isinstance(value, str) and (value == "" or is_id(value, self.kind))


@dataclass(frozen=True, slots=True)
class Several:
    """Any number of a fixed set of names, in its order and separated by blanks."""

    options: tuple[str, ...]

    def holds(self, value: object) -> bool:
        """Return whether `value` is such a list."""
        return isinstance(value, str) and value == self.joined(value.split())

    def joined(self, names: Collection[str]) -> str:
        """Return these names as such a list, without those that are unknown."""
        return " ".join(each for each in self.options if each in names)


@dataclass(frozen=True, slots=True)
class Color:
    """Colour as `#RRGGBB` in capitals, or empty."""

    def holds(self, value: object) -> bool:
        """Return whether `value` is such a colour."""
        return isinstance(value, str) and (not value or _COLOR.fullmatch(value) is not None)


_COLOR = re.compile(r"#[0-9A-F]{6}")


@dataclass(frozen=True, slots=True)
class Whole:
    """Integer from `low` to `high`; None is allowed if `optional`."""

    low: int
    high: int
    optional: bool = True

    def holds(self, value: object) -> bool:
        """Return whether `value` is such a number."""
        if value is None:
            return self.optional
        return isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Real:
    """Finite float from `low` to `high`; None is allowed if `optional`."""

    low: float
    high: float
    optional: bool = False

    def holds(self, value: object) -> bool:
        """Return whether `value` is such a number."""
        if value is None:
            return self.optional
        return isinstance(value, float) and math.isfinite(value) and self.low <= value <= self.high

    def nearest(self, value: float) -> float:
        """Return the valid number that is nearest to `value`."""
        return min(max(value, self.low), self.high)


@dataclass(frozen=True, slots=True)
class Flag:
    """Boolean."""

    def holds(self, value: object) -> bool:
        """Return whether `value` is True or False."""
        return isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Ref:
    """Id of a record of `kind`; may be empty if `optional`.

    When the referenced record is removed, the referring one is removed too, or, if `clears`, its reference
    is emptied.
    """

    kind: str
    optional: bool = False
    clears: bool = False

    def holds(self, value: object) -> bool:
        """Return whether `value` has the form of such an id. The rules check that the record exists."""
        if not isinstance(value, str) or len(value) > KEY_LIMIT:
            return False
        return self.optional if value == "" else is_id(value, self.kind)


@dataclass(frozen=True, slots=True)
class OrderKey:
    """Sort key among siblings: letters and digits, compared as text (see `order`)."""

    def holds(self, value: object) -> bool:
        """Return whether `value` is such a key."""
        return (
            isinstance(value, str)
            and 0 < len(value) <= KEY_LIMIT
            and value.isascii()
            and value.isalnum()
            and value[-1] != "0"
        )


Spec = Text | Choice | Day | Origin | Several | Color | Whole | Real | Flag | Ref | OrderKey

Name = Annotated[str, Text(limit=NAME_LIMIT, lines=False)]
Words = Annotated[str, Text()]
Order = Annotated[str, OrderKey()]
YesNo = Annotated[bool, Flag()]
OneToFive = Annotated[int | None, Whole(1, 5)]
Seconds = Annotated[int | None, Whole(0, 10 * 366 * 86_400)]


def day_of(text: str) -> date | None:
    """Return the date that is written in the form `2026-12-31`, or None."""
    if not (len(text) == 10 and text.isascii()):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_id(value: str, kind: str) -> bool:
    """Return whether `value` has the form of an id of `kind`: the kind, a colon, letters, digits and `-`."""
    prefix, _, rest = value.partition(":")
    if prefix != kind or not 0 < len(rest) <= 64 or not rest.isascii():
        return False
    return rest.isalnum() or rest.replace("-", "a").isalnum()
