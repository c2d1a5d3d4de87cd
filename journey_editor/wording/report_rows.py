"""Rows of a report: a table in groups, in the language of a map."""

from journey_editor.foundation.quick_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ReportRow:
    """Row of a report: the id of its record, and its words column by column."""

    record: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """Group of a report: its id and name, a note below it, the headings of its columns, and its rows."""

    id: str
    name: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Report on a journey: its title, what it is about, and its groups.

    `shares` are those of the width that the columns take. `nothing` is said if there are no groups.
    """

    id: str
    title: str
    subtitle: str
    shares: tuple[float, ...]
    groups: tuple[ReportGroup, ...]
    nothing: str = ""
