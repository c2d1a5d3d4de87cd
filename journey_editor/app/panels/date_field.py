"""Field for a date."""

import re
from datetime import date

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLineEdit

from journey_editor.app.panels.binding import MIXED, FieldBinding
from journey_editor.foundation.translation import tr
from journey_editor.model.fields import day_of

_LONGEST_QUOTED = 40


class DateField(QLineEdit):
    """Date as `2026-12-31`; other forms that the system uses are understood. Empty for none."""

    def __init__(self, binding: FieldBinding) -> None:
        super().__init__()
        self._binding = binding
        self.editingFinished.connect(self.commit)

    def refresh(self) -> None:
        """Show the value."""
        value = self._binding.read()
        text = value if isinstance(value, str) else ""
        self.setPlaceholderText(tr("Several values") if value is MIXED else tr("year-month-day"))
        # The same text would lose the selection, for example when the file has just been saved.
        if text != self.text() and not (self.hasFocus() and self.isModified()):
            self.setText(text)

    def commit(self) -> bool:
        """Write a date that was typed. If it is invalid, show the old one again and return False."""
        if not self.isModified():
            return True
        self.setModified(False)
        text = self.text().strip()
        day = date_from(text)
        if not text:
            # Clearing a field for records with different values leaves them as they are.
            if self._binding.read() is not MIXED:
                self._binding.write("")
        elif day is not None:
            self._binding.write(day.isoformat())
        else:
            shown = text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + "…"
            self._binding.refuse(
                tr("“{text}” is not a valid date. Enter year, month and day, such as 2026-12-31.").format(
                    text=shown
                )
            )
        self.setText("")
        self.refresh()
        return not text or day is not None


def date_from(text: str) -> date | None:
    """Return the date that is written as year, month and day, or in the order of the system; or None.

    Two digits of a year are of this century.
    """
    numbers = re.fullmatch(r"(\d{1,4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,4})\.?", text)
    if numbers is None:
        return None
    order = "yMd"
    if len(numbers[1]) < 4:
        # Each letter once, in the order in which the system writes them, such as “dMy”.
        letters = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
        order = "".join(dict.fromkeys(each for each in letters if each in "dMy"))
    found = {letter: int(number) for letter, number in zip(order, numbers.groups(), strict=True)}
    year = found["y"] + 2000 if found["y"] < 100 else found["y"]
    return day_of(f"{year:04}-{found['M']:02}-{found['d']:02}")
