"""Guesses about a table: which row has the headings, and which columns have days, values and counts."""

from collections.abc import Iterable, Sequence
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
_WHOLE = 3
"""Length up to which a word has to be a whole word of a heading: “for” is no forecast."""
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
_FOR = {
    "csat": "satisfied",
    "nps": "promoters",
    "ces_share": "easy low",
    "fcr": "solved resolved",
    "service_level": "within",
    "transfers": "transferred",
    "reopened": "reopened",
}
_OF = dict.fromkeys(("csat", "nps", "ces_share"), "answers responses respondents") | {
    "fcr": "cases contacts tickets",
    "service_level": "calls contacts offered",
    "transfers": "calls contacts cases",
    "reopened": "cases tickets",
}
_RATES = "rate share percent percentage"


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
    counts = _counts({headings.name(each): each for each in numbers}, kind)
    if counts:
        return _with_span(found | counts, body)
    words = _WORDS.get(kind, "")
    named = [each for each in columns if each not in days and _fits(headings.name(each), words)]
    named.sort(key=lambda each: -_fits(headings.name(each), words))
    value = next(iter([each for each in named if each in numbers] or numbers or named), None)
    if value is not None:
        found["value_column"] = headings.name(value)
        if _are_answers(values[value], kind):
            found["summary"] = "answers"
    return _with_span(found, body)


def _counts(names: Iterable[str], kind: str) -> dict[str, str]:
    """Return the columns with the counts of a share or of an NPS; empty if one of them is missing."""
    if kind not in SHARES and kind != "nps":
        return {}
    wanted = {
        "positive_column": (_FOR.get(kind, ""), "positive for"),
        "total_column": (_OF.get(kind, ""), "total all count answers responses respondents"),
    }
    if kind == "nps":
        wanted["negative_column"] = ("detractors", "negative against")
    left = [each for each in names if "%" not in each and not _fits(each, _RATES)]
    found: dict[str, str] = {}
    for field, choices in wanted.items():
        best = next(filter(None, (_best(left, words) for words in choices)), "")
        if not best:
            return {}
        found[field] = best
        left.remove(best)
    return found


def _best(names: Sequence[str], words: str) -> str:
    """Return the name that has the most of some words, the first of several; empty if none has any."""
    best = max(names, key=lambda each: _fits(each, words), default="")
    return best if _fits(best, words) else ""


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


def _fits(name: str, words: str) -> int:
    """Return how many of some words a heading has; longer ones can be the beginning of its words."""
    parts = normalised(name).lower().replace("_", " ").replace("-", " ").split()
    return sum(
        any(part.startswith(word) if len(word) > _WHOLE else part == word for part in parts)
        for word in words.split()
    )
