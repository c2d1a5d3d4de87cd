"""Fields for numbers: whole ones, and those of measures."""

from journey_editor.app.panels.binding import FieldBinding
from journey_editor.app.panels.checked_field import CheckedField
from journey_editor.app.panels.text_fields import time_text
from journey_editor.app.session.number_forms import decimal_mark
from journey_editor.foundation.translation import tr

_MOST = 1_000_000_000
_MOST_FIGURE = 1e12


class NumberField(CheckedField):
    """Whole number from 1 to a billion; empty for none. Separators of thousands are understood."""

    def shown(self, value: object) -> str:
        """Return a number as it is typed."""
        return str(value) if isinstance(value, int) else ""

    def parsed(self, text: str) -> float | None:
        """Return a number that was typed, or None."""
        number = _number_from(text)
        whole = number is not None and number == int(number) and 1 <= number <= _MOST
        return int(number) if number is not None and whole else None

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
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return time_text(round(value)) if times else text.replace(".", decimal_mark())


def figure_from(text: str, *, times: bool) -> float | None:
    """Return the number that a text stands for, or None for nothing. Raises `ValueError`.

    A time without a unit is in minutes. A percent sign is left out.
    """
    if not text.strip():
        return None
    from journey_editor.foundation.quantities import seconds_from

    number = seconds_from(text) if times else _number_from(text)
    if number is None or abs(number) > _MOST_FIGURE:
        raise ValueError(text)
    return float(round(number)) if times else float(number)


def _number_from(text: str) -> float | None:
    # Imported here, because a start need not wait for it.
    from journey_editor.foundation.quantities import number_from

    return number_from(text, decimal_mark())
