"""Marks that Ctrl+B and Ctrl+I add and remove."""

import pytest

from journey_editor.app.widgets.text_input import toggled
from journey_editor.foundation.emphasis import emphasis


@pytest.mark.parametrize(
    ("line", "chosen", "stars", "result"),
    [
        ("Calls twice", "Calls", 2, "**Calls** twice"),
        ("**Calls** twice", "Calls", 2, "Calls twice"),
        ("**Calls** twice", "**Calls**", 2, "Calls twice"),
        ("Calls **twice**", "twice", 1, "Calls ***twice***"),
        ("Calls ***twice***", "twice", 2, "Calls *twice*"),
        ("Calls ***twice***", "twice", 1, "Calls **twice**"),
        ("On hold for hours", "hold for ", 2, "On **hold for** hours"),
        ("unbelievable", "believ", 1, "*unbelievable*"),
        ("unbelievable", "believ", 2, "un**believ**able"),
        ("これは重要です", "重要", 1, "これは*重要*です"),
        ("- one", "- one", 2, "- **one**"),
        ("  ", "  ", 2, "  "),
    ],
)
def test_keys_write_marks_that_are_read(line: str, chosen: str, stars: int, result: str) -> None:
    start = line.index(chosen)
    changed, first, last = toggled(line, start, start + len(chosen), stars)
    assert changed == result
    back, _, _ = toggled(changed, first, last, stars)
    assert emphasis(back).text == emphasis(line).text
