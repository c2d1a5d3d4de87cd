"""Texts in CSV and TSV that spreadsheets would read as formulas: an apostrophe in front keeps them texts."""

import re

_FORMULA = re.compile(r"[\s']*(?:[=@\t\r]|[+-](?!\d+(?:[.,]\d+)?$))")
"""Start of a text that a spreadsheet may run, with apostrophes and blanks before it; numbers are none."""


def guarded(text: str) -> str:
    """Return a text with an apostrophe in front if a spreadsheet could read it as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return the text from which `guarded` made this one."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
