"""Lists of a backlog as text: what each owner has to do, and a table for spreadsheets."""

from collections.abc import Iterable, Sequence

from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.insight.backlog import Item
from journey_editor.model.document import Document
from journey_editor.model.records import Stage
from journey_editor.wording.map_words import action_status_name, kind_name


def action_list(document: Document, items: Sequence[Item]) -> str:
    """Return what each owner has to do, as headings and lists in Markdown; without owner at the end."""
    owners = sorted({item.card.owner for item in items}, key=lambda owner: (not owner, owner.casefold()))
    parts = []
    for owner in owners:
        lines = [f"## {owner or tr('Without owner')}", ""]
        lines += [_line(document, item) for item in items if item.card.owner == owner]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def table_text(rows: Iterable[Sequence[str]]) -> str:
    """Return a table with tabs between its columns. Spreadsheets read no cell as a formula."""
    return "".join("\t".join(_cell(cell) for cell in row) + "\n" for row in rows)


def _line(document: Document, item: Item) -> str:
    card = item.card
    said = [in_one_line(plain(card.text)) or kind_name(card.kind)]
    said.append(document.get(Stage, item.stage).name)
    if item.score is not None:
        said.append(tr("score {n}").format(n=item.score))
    if card.due:
        said.append(tr("by {day}").format(day=card.due))
    if card.status:
        said.append(action_status_name(card.status))
    return "- " + " · ".join(part for part in said if part)


def _cell(text: str) -> str:
    line = in_one_line(text)
    return f"'{line}" if line[:1] in ("=", "+", "-", "@") else line
