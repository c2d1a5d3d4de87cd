"""Files with a table from which a journey is made."""

from pathlib import Path
from typing import TYPE_CHECKING

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr

if TYPE_CHECKING:
    from journey_editor.interchange.journey_tables.source import TableImport
    from journey_editor.model.document import Document


def read_table(path: Path) -> "TableImport":
    """Return the journey of a workbook or of a table in a text file. Raises `UserError`."""
    from journey_editor.interchange.journey_tables.source import journey_from, source_of_file

    return _filled(journey_from(source_of_file(path)), path.name)


def read_own_cards(path: Path) -> "Document | None":
    """Return the project of a table of cards that the program wrote, or None if the file is none.

    It must be the first table of the file. Raises `UserError`.
    """
    from journey_editor.foundation.identity import ids_from
    from journey_editor.interchange.table_export.own_cards import project_from_cards
    from journey_editor.interchange.tables.reading import open_table

    with open_table(path) as table:
        return project_from_cards(table.rows(table.sheets[0].name), ids_from(path.stem), path.stem)


def read_markdown_table(text: str, name: str) -> "TableImport":
    """Return the journey of a table or of lists in a Markdown text. Raises `UserError` if there is none."""
    from journey_editor.interchange.journey_tables.source import journey_from, source_of_markdown

    source = source_of_markdown(text, Path(name).stem)
    if source is None:
        raise UserError(
            tr("“{name}” has no Mermaid journey, and no table or lists under headings.").format(name=name)
        )
    return _filled(journey_from(source), name)


def table_with_more(text: str, name: str, mermaid: "Document") -> "TableImport | None":
    """Return the journey of the tables in a Markdown text that also has it as Mermaid, which holds less.

    The exported Markdown is such a text. They are the same journey if title and stages are the same.
    """
    from journey_editor.interchange.journey_tables.markdown import plain
    from journey_editor.interchange.journey_tables.source import journey_from, source_of_markdown
    from journey_editor.model.records import Card

    def said(words: str) -> str:
        # Markdown takes signs in a name for emphasis, and Mermaid does not.
        return " ".join(plain(words).split())

    source = source_of_markdown(text, name) if len(mermaid.journeys()) == 1 and "|" in text else None
    if source is None or said(source.title) != said(mermaid.journeys()[0].title):
        return None
    found = journey_from(source)
    stages = [
        [said(stage.name) for stage in each.stages_of(each.journeys()[0].id)]
        for each in (mermaid, found.document)
    ]
    # Mermaid has touchpoints alone, but knows their personas.
    has_more = any(card.kind not in ("touchpoint", "feeling") for card in found.document.select(Card))
    return found if stages[0] == stages[1] and has_more else None


def _filled(found: "TableImport", name: str) -> "TableImport":
    """Return a journey from a table. Raises `UserError` if nothing is on its map."""
    from journey_editor.model.records import Card, EmotionPoint, Stage

    document = found.document
    is_filled = bool(document.select(Card)) or bool(document.select(EmotionPoint))
    if not is_filled and len(document.select(Stage)) < 2:
        raise UserError(tr("“{name}” has no table from which a map can be made.").format(name=name))
    return found
