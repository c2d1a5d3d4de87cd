"""Fields for numbers: whole ones, and those of measures."""

import re

from journey_editor.app.panels.binding import FieldBinding
from journey_editor.app.panels.checked_field import CheckedField
from journey_editor.app.panels.text_fields import seconds_from, time_text
from journey_editor.foundation.translation import tr

_MOST = 1_000_000_000
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,6})?")


class NumberField(CheckedField):
    """Whole number from 1 to a billion; empty for none. Separators of thousands are understood."""

    def shown(self, value: object) -> str:
        """Return a number as it is typed."""
        return str(value) if isinstance(value, int) else ""

    def parsed(self, text: str) -> float | None:
        """Return a number that was typed, or None."""
        digits = "".join(text.replace(",", "").replace(".", "").replace("’", "").split())
        number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 10 else 0
        return number if 1 <= number <= _MOST else None

    def cleared(self) -> None:
        """Return that there is no number."""
        return

    def example(self) -> str:
        """Return nothing, since a number needs no example."""
        return ""

    def refusal(self) -> tuple[str, str]:
        """Return the sentences about an invalid number."""
        return tr("“{text}” is not a valid number."), tr(
            "Enter a whole number from 1 to 1,000,000,000, or nothing."
        )


class FigureField(NumberField):
    """Number of a measure, or a time in seconds if `times`; empty for none."""

    def __init__(self, binding: FieldBinding, *, times: bool) -> None:
        self._times = times
        super().__init__(binding)

    def shown(self, value: object) -> str:
        """Return a number as it is typed."""
        return figure_text(value, times=self._times) if isinstance(value, int | float) else ""

    def parsed(self, text: str) -> float | None:
        """Return a number that was typed, or None."""
        try:
            return figure_from(text, times=self._times)
        except ValueError:
            return None

    def refusal(self) -> tuple[str, str]:
        """Return the sentences about an invalid number or time."""
        if self._times:
            return tr("“{text}” is not a valid duration."), tr(
                "Enter a time such as 2:30, 90 s or 3 days, or nothing."
            )
        return tr("“{text}” is not a valid number."), tr("Enter a number such as 80 or 4.5, or nothing.")


def figure_text(value: float | None, *, times: bool) -> str:
    """Return a number of a measure as it is typed; empty for None."""
    if value is None:
        return ""
    return time_text(round(value)) if times else f"{value:.6f}".rstrip("0").rstrip(".")


def figure_from(text: str, *, times: bool) -> float | None:
    """Return the number that a text stands for, or None for nothing. Raises `ValueError`.

    A comma is a decimal point, and a percent sign and blanks are left out.
    """
    plain = "".join(text.split()).replace("−", "-").replace(",", ".").removesuffix("%")
    if not plain:
        return None
    if times:
        seconds = seconds_from(text.strip())
        if seconds is None:
            raise ValueError(text)
        return float(seconds)
    if not _NUMBER.fullmatch(plain):
        raise ValueError(text)
    return float(plain)
