"""Fields for numbers: whole ones, and those of measures."""

import re

from PySide6.QtWidgets import QLineEdit

from journey_editor.app.panels.binding import MIXED, FieldBinding
from journey_editor.app.panels.text_fields import seconds_from, time_text
from journey_editor.foundation.translation import tr

_MOST = 1_000_000_000
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,6})?")


class NumberField(QLineEdit):
    """Whole number from 1 to a billion; empty for none. Separators of thousands are understood."""

    def __init__(self, binding: FieldBinding) -> None:
        super().__init__()
        self._binding = binding
        self.editingFinished.connect(self.commit)

    def refresh(self) -> None:
        """Show the value."""
        value = self._binding.read()
        text = self.text_of(value) if isinstance(value, int | float) else ""
        self.setPlaceholderText(tr("Several values") if value is MIXED else "")
        if text != self.text() and not (self.hasFocus() and self.isModified()):
            self.setText(text)

    def commit(self) -> bool:
        """Write a number that was typed. If it is invalid, show the old one again and return False."""
        if not self.isModified():
            return True
        self.setModified(False)
        valid = True
        try:
            value = self.value_of(self.text())
        except ValueError:
            valid = False
            self._binding.refuse(self.refusal())
        else:
            if value is not None or self._binding.read() is not MIXED:
                self._binding.write(value)
        self.refresh()
        return valid

    def text_of(self, value: float) -> str:
        """Return a number as it is typed."""
        return str(value)

    def value_of(self, text: str) -> float | None:
        """Return the number that was typed. Raises `ValueError`."""
        plain = "".join(text.replace(",", "").replace(".", "").replace("’", "").split())
        if not plain:
            return None
        if not (plain.isascii() and plain.isdigit() and len(plain) <= 10 and 1 <= int(plain) <= _MOST):
            raise ValueError(text)
        return int(plain)

    def refusal(self) -> str:
        """Return what can be typed."""
        return tr("Enter a whole number from 1 to 1,000,000,000, or nothing.")


class FigureField(NumberField):
    """Number of a measure, or a time in seconds if `times`; empty for none."""

    def __init__(self, binding: FieldBinding, *, times: bool) -> None:
        self._times = times
        super().__init__(binding)

    def text_of(self, value: float) -> str:
        """Return a number as it is typed."""
        return figure_text(value, times=self._times)

    def value_of(self, text: str) -> float | None:
        """Return the number that was typed. Raises `ValueError`."""
        return figure_from(text, times=self._times)

    def refusal(self) -> str:
        """Return what can be typed."""
        if self._times:
            return tr("Enter a time such as 2:30, 90 s or 3 days, or nothing.")
        return tr("Enter a number such as 80 or 4.5, or nothing.")


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
