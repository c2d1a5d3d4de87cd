"""Links of a drawing: areas of cards that open a reference, or the journey that shows the card in detail."""

from collections.abc import Iterator

from journey_editor.drawing.primitives import Hyperlink
from journey_editor.foundation.addresses import read_address
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.translation import tr
from journey_editor.layout.boxes import CardLayout, MapLayout
from journey_editor.layout.queries.hit_testing import detail_box
from journey_editor.layout.reference_sign import target_of
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, CardReference, Journey
from journey_editor.wording.reference_words import reference_name


def hyperlinks(document: Queries, layout: MapLayout) -> tuple[Hyperlink, ...]:
    """Return the links of a map, in reading order.

    They are the web pages and e-mail addresses among the references of the cards, without user names and
    passwords, and the journeys that show a card in detail. Files are none: an export can be read on another
    computer.
    """
    with_some = {each.card for each in document.select(CardReference)}
    if len(document.journeys()) > 1:
        with_some |= {each for each in layout.cards if document.get(Card, each).detail}
    if not with_some:
        return ()
    placed = [layout.cards[each] for each in layout.cards if each in with_some]
    parts = (each for each in layout.cards.wide if each.id in with_some)
    divided = [each for each in parts if each.box != layout.cards[each.id].box]
    return tuple(
        link
        for card in (*placed, *divided)
        for link in _links_of(document, card, layout.language, rtl=layout.rtl)
    )


def _links_of(document: Queries, card: CardLayout, language: str, *, rtl: bool) -> Iterator[Hyperlink]:
    """Yield the links of a card: its journey, then equal parts of the area of its sign, as they are read."""
    journey, title = document.get(Card, card.id).detail, detail_box(card)
    if journey and title is not None:
        name = document.get(Journey, journey).title or tr("Untitled journey", language)
        yield Hyperlink("", name, title, journey)
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
