"""Parts of tables that the program wrote itself and that are no cards: computed lanes, lines, and lists."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from journey_editor.foundation.catalogues import catalogue_tags
from journey_editor.foundation.translation import tr
from journey_editor.interchange.journey_tables.grid import Grid
from journey_editor.interchange.journey_tables.vocabulary import language_of
from journey_editor.model.kinds import CARD_KINDS, LINE_KINDS, MEASURE_KINDS, SUMMARY_KINDS
from journey_editor.wording.map_words import capitalised, counted_name, lane_name, named
from journey_editor.wording.measure_names import measure_kind_name

_SCALE = re.compile(r"[(（][\u2066-\u2069]?−?\d+…\+?\d+[\u2066-\u2069]?[)）]")
"""Ends of the scale of a curve, as the program writes them in its heading."""
_LOOKED_AT = 100


def computed_columns(table: Grid, heading: int) -> set[int]:
    """Return the columns of a table with steps in its rows that were computed when it was exported.

    They are lanes, and curves of figures. Channels are not among them, because touchpoints take them over.
    Names that others use, too, only count in a table with other signs of the program.
    """
    if heading < 0:
        return set()
    titles = [_in_one_line(each) for each in table.rows[heading]]
    language = language_of(titles) or _likely_language(titles[:_LOOKED_AT])
    emotion = lane_name("emotion", language)
    kinds = {index: kind for index, title in enumerate(titles) if (kind := _computed(title, language))}
    is_own = any(_SCALE.search(title) for title in titles) or any(
        kind in ("count", "coverage")
        or (kind == "figures" and titles[index].startswith(emotion))
        or (kind == "time" and _has_times(table, index, heading, language))
        for index, kind in kinds.items()
    )
    return set(kinds) if is_own else set()


def feeling_columns(titles: Sequence[str]) -> set[int]:
    """Return the columns of cards of feelings in a table of the program, whose curves say their scales.

    In other tables, such a heading is mostly that of the emotion.
    """
    titles = [_in_one_line(each) for each in titles]
    if not any(_SCALE.search(title) for title in titles):
        return set()
    language = language_of(titles) or "en"
    name = lane_name("feeling", language)
    end = _after(name, language)
    return {index for index, title in enumerate(titles) if title == name or title.endswith(end)}


def is_list(grid: Grid) -> bool:
    """Return whether a table is a list of records from a workbook of the program."""
    ids = {tr("Card ID"), tr("Persona ID"), tr("Measure ID"), tr("Evidence ID")}
    return bool(grid.rows) and not ids.isdisjoint(grid.rows[0])


def line_kind(heading: str, values: Iterable[str]) -> str:
    """Return the kind of the line across the map that a heading without values names, or an empty text."""
    return "" if any(values) else _lines().get(heading, "")


@cache
def _lines() -> dict[str, str]:
    return {lane_name(kind, tag): kind for tag in reversed(catalogue_tags()) for kind in LINE_KINDS}


def _likely_language(titles: Sequence[str]) -> str:
    """Return the language in which most titles are of something that is computed, by default English."""
    tags = ("en", *catalogue_tags())
    return max(tags, key=lambda tag: sum(bool(_computed(each, tag)) for each in titles))


def _computed(title: str, language: str) -> str:
    """Return the kind of what was computed below a title; empty if nothing was."""
    whole, ends = _titles(language)
    return whole.get(title) or next((kind for end, kind in ends.items() if title.endswith(end)), "")


@cache
def _titles(language: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the kinds of computed lanes by their titles, and by the ends of titles with a name in front."""
    count = lane_name("count", language)
    counts = (named(count, counted_name(kind, language), language) for kind in ("", *CARD_KINDS))
    whole = {lane_name(kind, language): kind for kind in SUMMARY_KINDS if kind not in ("count", "channel")}
    whole |= dict.fromkeys(map(_in_one_line, counts), "count")
    figures = dict.fromkeys((measure_kind_name(kind, language) for kind in MEASURE_KINDS), "figures")
    return whole, {_after(name, language): kind for name, kind in (whole | figures).items()}


def _after(name: str, language: str) -> str:
    """Return how a title ends in which another name is before the name of a lane or measure."""
    return _in_one_line(named("\0", name, language)).partition("\0")[2]


def _has_times(table: Grid, column: int, heading: int, language: str) -> bool:
    """Return whether all entries of a column are times as the program says them."""
    said = (
        tr("duration {time}", language),
        tr("wait {time}", language),
        tr("target {time}", language),
    )
    starts = tuple(capitalised(each, language).partition("{time}")[0] for each in said)
    lines = [line for row in table.rows[heading + 1 :] for line in row[column].split("\n") if line]
    return bool(lines) and all(line.removeprefix("• ").startswith(starts) for line in lines)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
