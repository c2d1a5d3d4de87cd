"""Rows of the outline, computed from the document."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from itertools import groupby

from PySide6.QtGui import QIcon

from journey_editor.app.session.reference_entries import icon_of_address
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look import icons, style
from journey_editor.app.widgets.look.badges import MARKER_ICONS
from journey_editor.editing.commands.visibility import hidden_personas
from journey_editor.editing.search import curves_in, others_in, shortened
from journey_editor.foundation.addresses import read_address
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.memo import Memo, Same
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.insight.figure_curves import points_shown
from journey_editor.layout.card_layout import ICON_OF_CHANNEL, ICON_OF_KIND, lane_icon
from journey_editor.layout.theme import THEMES
from journey_editor.model.document import run_of
from journey_editor.model.records import (
    Card,
    CardReference,
    Channel,
    Curve,
    Journey,
    Lane,
    LaneGroup,
    Link,
    Stage,
    Step,
    SupportOffer,
)
from journey_editor.wording.choice_names import persona_kind_name
from journey_editor.wording.curve_names import curve_name, name_of_other
from journey_editor.wording.link_words import link_words
from journey_editor.wording.map_words import (
    channel_name,
    kind_name,
    link_title,
    named,
    persona_name,
    title_of,
)
from journey_editor.wording.reference_words import reference_name, shortened_address
from journey_editor.wording.spoken import end_words

LINKS = "links"
"""Id of the row with the links."""
_MOST_WORDS = 500
"""Maximum number of a card's characters in a row. Qt would measure all of them for those that fit."""
_lists: "Memo[list[Row]]" = Memo(2048)
_card_rows: "Memo[Row]" = Memo(32_768)


@dataclass(frozen=True, slots=True)
class RowIcon:
    """Icon name and colour."""

    name: str
    color: str

    def picture(self) -> QIcon:
        """Return the icon."""
        return icons.icon(self.name, self.color)


def _none() -> "Sequence[Row]":
    return ()


@dataclass(frozen=True, slots=True)
class Row:
    """Row of the tree. `parent` is True if it can expand; `children` are computed when it does.

    `count` is the number of cards in it, or another short text at its end. It is expanded at first if it is
    `unfolded`.
    """

    id: str
    text: str
    count: str = ""
    icon: RowIcon | None = None
    heading: bool = False
    parent: bool = False
    unfolded: bool = False
    tip: str = ""
    """Tool tip, if it is not the text."""
    children: "Callable[[], Sequence[Row]]" = field(default=_none, compare=False)


def outline_rows(session: Session) -> list[Row]:
    """Return the stages of the journey, then its personas and lanes under headings."""
    document, journey = session.document, session.journey_id
    every = document.lanes_of(journey)
    rows = [_stage_row(session, stage, every) for stage in document.stages_of(journey)]
    # The colours of the window decide, independent of the map's theme.
    theme = THEMES["dark" if style.colors().dark else "light"]
    seen = session.seen
    hidden = {each.id for each in hidden_personas(seen, journey)}
    personas = []
    colors = document.persona_colors(journey)
    for persona in document.personas_of(journey):
        look = theme.persona(colors[persona.id])
        icon = RowIcon(MARKER_ICONS[look.marker], look.color)
        # Most are customers, so only the others say what they are.
        kind = "" if persona.kind == "customer" else persona_kind_name(persona.kind)
        personas.append(_marked_row(persona.id, persona_name(persona), icon, persona.id in hidden, kind))
    lanes = _lane_rows(session, every)
    if personas:
        rows += [Row("personas", tr("Personas"), heading=True), *personas]
    if lanes:
        rows += [Row("lanes", tr("Lanes"), heading=True), *lanes]
    links = document.links_of(journey)
    if links:
        # There may be hundreds, so they are under a heading that can be collapsed.
        rows.append(
            Row(
                LINKS, tr("Links"), str(len(links)), heading=True, parent=True,
                children=partial(_link_rows, session, links),
            )
        )  # fmt: skip
    return rows


def _link_rows(session: Session, links: Sequence[Link]) -> list[Row]:
    """Return the rows of links: their kind, the texts of their ends, and their label."""
    document, language, color = session.document, session.journey.language, style.colors().second
    rows = []
    for link in links:
        source, target = (shortened(end_words(document, end)) for end in link.ends)
        said = tr("{link} from “{source}” to “{target}”").format(
            link=link_title(link, language), source=source, target=target
        )
        label = in_one_line(link_words(document, link, language))
        said = named(said, label, language) if label else said
        rows.append(Row(link.id, said, icon=RowIcon(icons.LINK_ICONS[link.kind], color)))
    return rows


def _lane_rows(session: Session, every: Sequence[Lane]) -> list[Row]:
    """Return the rows of the lanes; those of a group are below its row."""
    document = session.document
    theme = THEMES["dark" if style.colors().dark else "light"]
    shown = {each.id for each in session.seen.lanes_of(session.journey_id, hidden=False)}
    found: list[Row] = []
    for _, run in groupby(every, key=run_of):
        lanes, rows = list(run), []
        for lane in lanes:
            own = document.own_kind(lane)
            tint = theme.of_kind(lane.kind) if own is None else theme.of_own_kind(own.color)
            icon = RowIcon(lane_icon(document, lane), tint.ink)
            title = title_of(lane, session.journey.language)
            row = _marked_row(lane.id, title, icon, lane.id not in shown)
            curves = [*curves_in(document, lane), *others_in(document, lane)]
            if lane.kind == "emotion" and curves:
                row = replace(row, parent=True, children=partial(_curve_rows, session, curves))
            offers = document.offers_of(session.journey_id) if lane.kind == "coverage" else ()
            if offers:
                row = replace(row, parent=True, children=partial(_offer_rows, session, offers))
            rows.append(row)
        group = document.find(lanes[0].group)
        if isinstance(group, LaneGroup):
            rows = [_group_row(group, rows, hidden=shown.isdisjoint(lane.id for lane in lanes))]
        found += rows
    return found


def _group_row(group: LaneGroup, rows: Sequence[Row], *, hidden: bool) -> Row:
    """Return the row of a group of lanes; one that is collapsed on the map is marked."""
    name = group.name or tr("No name")
    if group.collapsed:
        name = tr("{name} (collapsed)").format(name=name)
    icon = RowIcon("rows-3", style.colors().second)
    row = _marked_row(group.id, name, icon, hidden, str(len(rows)))
    return replace(row, parent=True, unfolded=True, children=lambda: rows)


def _curve_rows(session: Session, curves: Sequence[Curve]) -> list[Row]:
    """Return the rows of the curves of a lane, with the markers of their personas.

    Those of another journey are named with it.
    """
    document, theme = session.document, THEMES["dark" if style.colors().dark else "light"]
    colors = document.persona_colors(session.journey_id)
    looks = [theme.persona(colors.get(curve.persona, colors[""])) for curve in curves]
    return [
        Row(
            curve.id,
            _name_of_curve(session, curve),
            str(len(points_shown(document, curve)) or ""),
            icon=RowIcon(MARKER_ICONS[look.marker], look.color),
        )
        for curve, look in zip(curves, looks, strict=True)
    ]


def _offer_rows(session: Session, offers: Sequence[SupportOffer]) -> list[Row]:
    """Return the rows of the support that is offered."""
    document, color = session.document, style.colors().second
    rows = []
    for offer in offers:
        channel = document.get(Channel, offer.channel)
        said = tr("{channel} in {stage}").format(
            channel=channel_name(channel), stage=document.get(Stage, offer.stage).name or tr("No name")
        )
        rows.append(Row(offer.id, said, icon=RowIcon(ICON_OF_CHANNEL[channel.kind], color)))
    return rows


def _name_of_curve(session: Session, curve: Curve) -> str:
    document, shown = session.document, session.journey
    name = curve_name(document, curve, shown.language)
    if curve.journey == shown.id:
        return name
    other = name_of_other(document.get(Journey, curve.journey), shown, shown.language)
    return named(other, name, shown.language)


def _marked_row(record_id: str, text: str, icon: RowIcon, hidden: bool, count: str = "") -> Row:
    """Return the row of a lane, persona or card; a hidden one is marked."""
    if hidden:
        text, icon = tr("{name} (hidden)").format(name=text), RowIcon("eye-off", style.colors().second)
    return Row(record_id, text, count, icon=icon)


def _stage_row(session: Session, stage: Stage, lanes: Sequence[Lane]) -> Row:
    document = session.document
    steps = document.steps_of(stage.id)
    count = sum(len(document.select(Card, step=step.id)) for step in steps)

    def children() -> list[Row]:
        if len(steps) == 1 and not steps[0].name:
            return _cards(session, steps[0], lanes)
        return [_step_row(session, step, lanes) for step in steps]

    named = len(steps) > 1 or bool(steps[0].name)
    name = stage.name or tr("No name")
    return Row(stage.id, name, str(count or ""), parent=bool(count) or named, children=children)


def _step_row(session: Session, step: Step, lanes: Sequence[Lane]) -> Row:
    count = len(session.document.select(Card, step=step.id))
    name = step.name or tr("No name")
    return Row(
        step.id, name, str(count or ""), parent=bool(count), children=lambda: _cards(session, step, lanes)
    )


def _cards(session: Session, step: Step, lanes: Sequence[Lane]) -> list[Row]:
    """Return the rows of a step's cards, as the identical list while the cards stay the same."""
    cells = [session.document.cards_in(step.id, lane.id) for lane in lanes]
    ids = (card.id for cards in cells for card in cards)
    hidden = session.shown_view.hidden_cards.intersection(ids)
    channels = {channel.id: channel for channel in session.document.channels()}
    references = Same(session.document.select(CardReference))
    key = (style.colors().dark, hidden, references, *channels.values(), *map(Same, filter(None, cells)))

    def rows() -> list[Row]:
        made = ((card, _card_row(card, channels, card.id in hidden)) for cards in cells for card in cards)
        return [_with_references(session, card, row) for card, row in made]

    return _lists.get(key, rows)


def _with_references(session: Session, card: Card, row: Row) -> Row:
    """Return the row of a card, which expands to its references if it has some."""
    if not session.document.references_of(card.id):
        return row
    return replace(row, parent=True, children=partial(_reference_rows, session, card.id))


def _reference_rows(session: Session, card_id: str) -> list[Row]:
    rows = []
    for each in session.document.references_of(card_id):
        address = read_address(each.address)
        icon = RowIcon(icon_of_address(address), style.colors().second)
        rows.append(Row(each.id, reference_name(each), icon=icon, tip=shortened_address(address)))
    return rows


def _card_row(card: Card, channels: Mapping[str, Channel], hidden: bool) -> Row:
    """Return the row of a card."""
    dark = style.colors().dark
    channel = None if card.text else channels.get(card.channel)
    key = (Same(card), channel, dark, hidden)
    return _card_rows.get(key, lambda: _new_card_row(card, channel, dark, hidden))


def _new_card_row(card: Card, channel: Channel | None, dark: bool, hidden: bool) -> Row:
    icon = RowIcon(ICON_OF_KIND[card.kind], THEMES["dark" if dark else "light"].of_kind(card.kind).ink)
    text = plain(card.text)
    text = text if len(text) <= _MOST_WORDS else text[:_MOST_WORDS] + "…"
    words = " ".join(text.split()) or card.picture_text
    if not words:
        words = channel_name(channel) if channel is not None else kind_name(card.kind)
    return _marked_row(card.id, words, icon, hidden)
