"""Step from one version of the project file to the next."""

from collections.abc import Callable, Mapping

from journey_editor.foundation.quick_dataclass import dataclass

SqlValue = str | int | float | bytes | None
Row = dict[str, SqlValue]
Rows = dict[str, list[Row]]
"""All rows of a file by table name; the values of a row by column name."""


@dataclass(frozen=True, slots=True)
class Migration:
    """Step from a version to the next: the tables that it changes, and a function on all rows.

    `tables` has the statements of the changed tables as `sqlite_schema` shows them in the older version, by
    table name; None for a table that the older version does not have. `change` works in place.
    """

    tables: Mapping[str, str | None]
    change: Callable[[Rows], None]


def statements(text: str) -> dict[str, str]:
    """Return the `CREATE TABLE` statements of a text by table name, each in one line."""
    lines = (" ".join(each.split()) for each in text.split(";"))
    return {each.split('"')[1]: each for each in lines if each}
