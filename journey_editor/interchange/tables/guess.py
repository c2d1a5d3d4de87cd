"""Guesses about a table: which row has the headings, and which columns have days, values and counts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from journey_editor.foundation.dates import moment_from
from journey_editor.foundation.quantities import normalised, number_from, seconds_from
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.insight.measures import ANSWERS, SHARES, TIMES
from journey_editor.interchange.tables.columns import Headings
from journey_editor.interchange.tables.reading import open_table
from journey_editor.interchange.tables.values import Row, Sheet, Value, value_text

_LOOKED_AT = 200
_MOST_SINGLE = 24
"""Dated rows up to which each is a reading."""
_WORDS = {
    "csat": "csat satisfaction zufriedenheit rating score",
    "nps": "nps recommend score rating",
    "ces": "ces effort score",
    "ces_share": "ces effort score",
    "fcr": "fcr first resolved solved",
    "first_answer": "frt first answer response reply",
    "handling": "aht handling handle talk dauer duration",
    "resolution": "resolution resolve ttr duration",
    "service_level": "service sla level target",
    "waiting": "wait waiting asa queue wartezeit",
    "transfers": "transfer transferred",
    "reopened": "reopen reopened",
}
_COUNTS = {
    "positive_column": "promoters positive satisfied solved for",
    "negative_column": "detractors negative against",
    "total_column": "total all answers responses respondents count",
}


@dataclass(frozen=True, slots=True)
class FirstRows:
    """Sheets of a table, and the first rows of one of them."""

    sheets: tuple[Sheet, ...]
    rows: tuple[Row, ...]


def first_rows(path: Path, sheet: str = "") -> FirstRows:
    """Read the beginning of a table; of an unknown sheet, nothing. Raises `UserError`."""
    with open_table(path) as table:
        known = not sheet or sheet in [each.name for each in table.sheets]
        rows = islice(table.rows(sheet), _LOOKED_AT) if known else ()
        return FirstRows(table.sheets, tuple(rows))


def guessed(rows: Sequence[Row], kind: str) -> dict[str, Any]:
    """Return the fields of a data source that fit the first rows of a table, for a kind of measure."""
    heading = _heading(rows)
    body = [row for row in rows if heading is None or row.number > heading.number]
    headings = Headings(heading)
    columns = sorted({index for row in body for index in row.cells if headings.name(index)})
    values = {each: [row.cells[each] for row in body if each in row.cells] for each in columns}
    days = [each for each in columns if _share(values[each], _is_day) > 0.8]
    is_number = _is_time if kind in TIMES else _is_number
    numbers = [each for each in columns if each not in days and _share(values[each], is_number) > 0.5]
    found: dict[str, Any] = {"heading_row": heading.number if heading else 0}
    if days:
        found["day_column"] = headings.name(days[0])
    for name, words in _COUNTS.items() if kind in SHARES or kind == "nps" else ():
        fitting = [each for each in numbers if _fits(headings.name(each), words) and name not in found]
        if fitting:
            found[name] = headings.name(fitting[0])
    if "positive_column" in found and "total_column" in found:
        return _with_span(found, body)
    for name in _COUNTS:
        found.pop(name, None)
    named = [
        each for each in columns if each not in days and _fits(headings.name(each), _WORDS.get(kind, ""))
    ]
    value = next(iter([each for each in named if each in numbers] or numbers or named), None)
    if value is not None:
        found["value_column"] = headings.name(value)
        if _are_answers(values[value], kind):
            found["summary"] = "answers"
    return _with_span(found, body)


def _with_span(found: dict[str, Any], body: Sequence[Row]) -> dict[str, Any]:
    if "day_column" in found and (len(body) > _MOST_SINGLE or found.get("summary") == "answers"):
        found["span"] = "month"
    return found


def _heading(rows: Sequence[Row]) -> Row | None:
    """Return the first row of texts that is as wide as the rows below; None if there is none."""
    wide = max((len(row.cells) for row in rows), default=0)
    for row in rows[:20]:
        texts = sum(
            isinstance(each, str) and not _is_number(each) and not _is_day(each)
            for each in row.cells.values()
        )
        if texts == len(row.cells) and 2 * texts > wide:
            return row
    return None


def _are_answers(values: Sequence[Value], kind: str) -> bool:
    """Return whether values are answers on the scale of a kind, rather than results of many answers."""
    if kind not in ANSWERS or len(values) < 3:
        return False
    least, most, _, _ = ANSWERS[kind]
    numbers = [each if isinstance(each, float) else number_from(value_text(each)) for each in values]
    answers = [each for each in numbers if each is not None and each == int(each) and least <= each <= most]
    return len(answers) > 0.8 * len(values)


def _share(values: Sequence[Value], test: Any) -> float:
    return sum(map(test, values)) / len(values) if values else 0.0


def _is_day(value: Value) -> bool:
    if isinstance(value, str):
        return not value.isdecimal() and moment_from(value) is not None
    return isinstance(value, datetime)


def _is_number(value: Value) -> bool:
    return isinstance(value, float) or (isinstance(value, str) and number_from(value) is not None)


def _is_time(value: Value) -> bool:
    if isinstance(value, str):
        return seconds_from(value) is not None
    return isinstance(value, float | timedelta)


def _fits(name: str, words: str) -> bool:
    parts = normalised(name).lower().replace("_", " ").replace("-", " ").split()
    return any(part.startswith(word) for part in parts for word in words.split())
