"""Forms in which the system writes numbers and dates."""

from PySide6.QtCore import QLocale


def decimal_mark() -> str:
    """Return the decimal mark of the system: a point or a comma."""
    mark = QLocale().decimalPoint()
    return mark if mark == "," else "."


def order_of_date() -> str:
    """Return the order in which the system writes day, month and year, such as `dMy`."""
    letters = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    # Each letter once.
    return "".join(dict.fromkeys(each for each in letters if each in "dMy"))
