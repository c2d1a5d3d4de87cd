"""Links of a drawing: the areas of the signs that open the references of cards."""

from collections.abc import Iterator

from journey_editor.drawing.primitives import Hyperlink
from journey_editor.foundation.addresses import read_address
from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import CardLayout, MapLayout
from journey_editor.layout.reference_sign import target_of
from journey_editor.model.document import Queries
from journey_editor.model.records import CardReference
from journey_editor.wording.reference_words import reference_name


def hyperlinks(document: Queries, layout: MapLayout) -> tuple[Hyperlink, ...]:
    """Return the links of a map, in reading order.

    They are the web pages and e-mail addresses among the references of the cards, without user names and
    passwords. Files are none: an export can be read on another computer.
    """
    with_some = {each.card for each in document.select(CardReference)}
    if not with_some:
        return ()
    placed = [layout.cards[each] for each in layout.cards if each in with_some]
    parts = (each for each in layout.cards.wide if each.id in with_some)
    divided = [each for each in parts if each.box != layout.cards[each.id].box]
    return tuple(link for card in (*placed, *divided) for link in _links_of(document, card, layout.rtl))


def _links_of(document: Queries, card: CardLayout, rtl: bool) -> Iterator[Hyperlink]:
    """Yield the links of a card: equal parts of the area of its sign, in reading direction."""
    area = target_of(card)
    found = [(each, read_address(each.address)) for each in document.references_of(card.id)]
    opened = [(each, address) for each, address in found if address.kind in ("web", "mail")]
    if area is None or not opened:
        return
    width = area.width / len(opened)
    for index, (reference, address) in enumerate(opened):
        place = len(opened) - 1 - index if rtl else index
        box = Box(area.x + place * width, area.y, width, area.height)
        yield Hyperlink(address.public_target, reference_name(reference), box)
