"""References of cards in menus and tool tips."""

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu

from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.short_words import short_words
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.editing.search import shortened
from journey_editor.foundation.addresses import Address, read_address
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.document import Queries
from journey_editor.model.records import CardReference
from journey_editor.wording.reference_words import reference_name, shortened_address

_NAME_WIDTH, _ADDRESS_WIDTH = 260, 380
"""Maximum widths of the parts of an entry, in pixels."""
_MOST_IN_TIP = 12
"""Maximum number of references in a tool tip."""
_ICONS = {
    "web": "globe",
    "mail": "mail",
    "file": "file-text",
    "server": "share-2",
    "refused": "circle-alert",
}


def icon_of_address(address: Address) -> str:
    """Return the name of the icon of an address."""
    return _ICONS[address.kind]


def isolated_address(address: Address) -> str:
    """Return an address, shortened, that keeps its order in any text."""
    return f"\u2066{shortened_address(address)}\u2069"


def references_on(document: Queries, card_ids: Sequence[str]) -> list[CardReference]:
    """Return the references of cards, card by card."""
    return [each for card in card_ids for each in document.references_of(card)]


def add_reference_entries(menu: QMenu, session: Session, card_ids: Sequence[str]) -> None:
    """Add an entry for each reference of some cards, with its name and address, that opens it."""
    for each in references_on(session.document, card_ids):
        address = read_address(each.address)
        shown = short_words(menu, isolated_address(address), _ADDRESS_WIDTH)
        name = reference_name(each)
        if name != address.shown:
            # After a tab, a menu shows the text on its other side.
            isolated = short_words(menu, f"\u2068{name}\u2069", _NAME_WIDTH)
            shown = f"{isolated}\t{shown}"
        entry = menu.addAction(style.icon(icon_of_address(address)), shown)
        # The reference may be gone when the entry is chosen.
        entry.triggered.connect(lambda _=False, id=each.id: session.opening.emit(id))


def tip_of_sign(document: Queries, record_id: str, field: str) -> str:
    """Return the tool tip of the sign of references or evidence, or an empty text."""
    if field == "references":
        return _tip_of_references(document, record_id)
    return _tip_of_evidence(document, record_id) if field == "evidence" else ""


def _tip_of_evidence(document: Queries, record_id: str) -> str:
    found = document.evidence_on(record_id)
    lines = [shortened(in_one_line(plain(each.text))) or tr("No text") for each in found[:_MOST_IN_TIP]]
    if rest := len(found) - len(lines):
        lines.append(ntr("and {n} more", "and {n} more", rest))
    return plain_tool_tip("\n".join([*lines, tr("Click to open")]))


def _tip_of_references(document: Queries, card_id: str) -> str:
    """Return the tool tip of the sign of a card: the names and addresses of its references."""
    found = document.references_of(card_id)
    lines = []
    for each in found[:_MOST_IN_TIP]:
        address = read_address(each.address)
        name, shown = reference_name(each), isolated_address(address)
        lines.append(shown if name == address.shown else f"\u2068{name}\u2069 — {shown}")
    if rest := len(found) - len(lines):
        lines.append(ntr("and {n} more", "and {n} more", rest))
    return plain_tool_tip("\n".join([*lines, tr("Click to open")]))
