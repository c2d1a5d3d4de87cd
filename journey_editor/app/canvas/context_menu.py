"""Entries of the context menu: actions of the window, and choices that show the present value."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from journey_editor.app.canvas.context_sections import FIELDS_OF_KIND, INSERTED, SECTIONS, SPECIFIC
from journey_editor.app.session.card_tags import has_tag, name_of_tag, set_tag
from journey_editor.app.session.detail_choices import detail_choices
from journey_editor.app.session.lane_kind import change_lane_kind, kind_of_lane, lane_kind_choices
from journey_editor.app.session.reference_entries import add_reference_entries, references_on
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.short_words import ENTRY_WIDTH, short_words
from journey_editor.editing.commands.cards import mark_persona
from journey_editor.editing.commands.lanes import give_to_persona
from journey_editor.editing.commands.personas import set_colors
from journey_editor.editing.commands.visibility import hide_lanes
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model import kinds
from journey_editor.model.records import (
    TYPE_OF_KIND,
    Card,
    CardPersona,
    Curve,
    EmotionPoint,
    Lane,
    Persona,
    Record,
    kind_of,
)
from journey_editor.wording.choice_names import (
    line_name,
    link_color_name,
    persona_color_name,
    scale_name,
    sign_name,
    source_name,
    style_name,
)
from journey_editor.wording.curve_names import curve_name
from journey_editor.wording.map_words import (
    channel_name,
    emotion_words,
    kind_name,
    level_of,
    link_name,
    persona_name,
)


@dataclass(frozen=True, slots=True)
class Callbacks:
    """Callables of the canvas: edit the text of a record, and add an emotion point at the pointer.

    `drawn` are the ids of the personas whose curves can get this point; empty outside a chart.
    """

    write: Callable[[str], object]
    add_point_for: Callable[[str], object]
    drawn: Sequence[str]


class ContextMenu:
    """Fills a menu for the selection. Several records show a value only if all of them have it."""

    def __init__(
        self, menu: QMenu, session: Session, actions: Mapping[str, QAction], callbacks: Callbacks
    ) -> None:
        self._menu, self._session, self._actions, self._callbacks = menu, session, actions, callbacks
        self._chosen = session.selection.ids
        found = {kind_of(each) for each in self._ids}
        self._kind = (found.pop() if len(found) == 1 else "mixed") if found else ""
        self._choices: dict[str, Callable[[], object]] = {
            "@kind": self._add_kinds,
            "@channel": self._add_channels,
            "@personas": self._add_personas,
            "@tags": self._add_tags,
            "@emotion": self._add_emotions,
            "@severity": lambda: self._add_scale(tr("Severity"), "severity"),
            "@frequency": lambda: self._add_scale(tr("Frequency"), "frequency"),
            "@impact": lambda: self._add_scale(tr("Impact"), "impact"),
            "@effort": lambda: self._add_scale(tr("Effort"), "effort"),
            "@link": self._add_links,
            "@detail": self._add_detail,
            "@references": self._add_references,
            "@link_color": lambda: self._add_field(
                tr("Colour"),
                "color",
                [(each, link_color_name(each)) for each in (None, *range(kinds.TAG_COLORS))],
            ),
            "@line": lambda: self._add_field(
                tr("Line"), "line", [(each, line_name(each)) for each in kinds.LINK_LINES]
            ),
            "@strong": self._add_strong,
            "@persona": self._add_persona_of_lane,
            "@color": self._add_colors,
            "@lanes": self._add_lanes_shown,
            "@name": self._add_name,
            "@source": self._add_sources,
            "@owner": self._add_owners,
            "@style": lambda: self._add_named(tr("Line"), "style", kinds.CURVE_STYLES, style_name),
            "@scale": lambda: self._add_named(tr("Scale"), "scale", kinds.EMOTION_SCALES, scale_name),
            "@signs": lambda: self._add_named(
                tr("Signs of the levels"), "signs", kinds.LEVEL_SIGNS, sign_name
            ),
            "@curves": self._add_curves,
            "@insert": self._add_inserted,
            "@point": self._add_point_here,
            "@size": lambda: self._add_actions(
                tr("Size"),
                (
                    *("size.enlarge", "size.reduce", "size.fit", "span.more", "span.fewer"),
                    *("span.more_lanes", "span.fewer_lanes"),
                ),
            ),
            "@move": lambda: self._add_actions(
                tr("Move"), ("move.left", "move.right", "move.up", "move.down")
            ),
        }

    @property
    def _ids(self) -> list[str]:
        """Ids of the selected records that still exist: others may go while the menu is open."""
        return [each for each in self._chosen if each in self._session.document]

    def fill(self) -> None:
        """Add all entries that apply now."""
        for section in SECTIONS[self._kind]:
            for entry in section:
                if entry.startswith("@"):
                    if self._applies(entry):
                        self._choices[entry]()
                else:
                    self._add_action(self._menu, entry)
            self._menu.addSeparator()

    def _applies(self, choice: str) -> bool:
        """Return False for choices that the kinds of the selected cards do not have in common."""
        if self._kind != "card" or choice not in SPECIFIC:
            return True
        return all(choice in FIELDS_OF_KIND.get(str(kind), ()) for kind in self._values("kind"))

    def _add_action(self, menu: QMenu, name: str) -> None:
        action = self._actions.get(name)
        if action is not None and action.isEnabled():
            menu.addAction(action)

    def _add_kinds(self) -> None:
        if self._kind == "lane":
            self._add_field(tr("Kind"), "kind", lane_kind_choices(self._session.document))
            return
        choices = {
            "card": (kinds.CARD_KINDS, kind_name),
            "link": (kinds.LINK_KINDS, link_name),
        }
        values, name_of = choices[self._kind]
        self._add_field(tr("Kind"), "kind", [(each, name_of(each)) for each in values])

    def _add_channels(self) -> None:
        language = self._session.journey.language
        channels = self._session.document.channels()
        named = [(each.id, channel_name(each, language)) for each in channels]
        menu = self._add_field(tr("Channel"), "channel", [("", tr("None")), *named])
        menu.addSeparator()
        self._add_action(menu, "channel.add")

    def _add_scale(self, title: str, field: str) -> None:
        numbers = [(each, str(each)) for each in range(1, 6)]
        self._add_field(title, field, [(None, tr("Not specified")), *numbers])

    def _add_strong(self) -> None:
        on = self._values("strong") == {True}
        self._add_choice(self._menu, tr("Strong line"), on, partial(self._set, "strong", not on))

    def _add_sources(self) -> None:
        self._add_named(tr("Source"), "source", kinds.EMOTION_SOURCES, source_name)

    def _add_named(
        self, title: str, field: str, values: Sequence[str], name_of: Callable[[str], str]
    ) -> None:
        self._add_field(title, field, [(each, name_of(each)) for each in values])

    def _add_owners(self) -> None:
        self._add_field(tr("Persona"), "persona", [("", tr("Everyone")), *self._people()])

    def _add_curves(self) -> None:
        """Add a submenu that selects a curve, which the pen then draws."""
        document, session = self._session.document, self._session
        curves = document.curves_of(session.journey_id)
        if not curves or (self._kind == "" and not self._callbacks.drawn):
            return
        menu = self._submenu(tr("Select curve"))
        for curve in curves:
            name = curve_name(document, curve, session.journey.language)
            run = partial(session.selection.replace, [curve.id])
            self._add_choice(menu, name, curve.id in self._ids, run)

    def _add_persona_of_lane(self) -> None:
        people = self._people()
        if people:
            self._add_field(tr("Persona"), "persona", [("", tr("Everyone")), *people])

    def _add_colors(self) -> None:
        colors = self._session.document.persona_colors(self._session.journey_id)
        present = {colors[each] % kinds.PERSONA_COLORS for each in self._ids if each in colors}
        menu = self._submenu(tr("Colour"))
        for number in range(kinds.PERSONA_COLORS):
            run = partial(self._set_colors, number)
            self._add_choice(menu, persona_color_name(number), present == {number}, run)

    def _set_colors(self, number: int) -> None:
        with self._session.edit(ntr("Change persona", "Change personas", len(self._ids))) as draft:
            set_colors(draft, self._session.journey_id, dict.fromkeys(self._ids, number))

    def _add_personas(self) -> None:
        document = self._session.document
        people = self._people()
        if not people:
            return
        menu = self._submenu(tr("Personas"))
        for persona, name in people:
            marked = [
                any(each.persona == persona for each in document.select(CardPersona, card=card))
                for card in self._ids
            ]
            on = all(marked)
            self._add_choice(menu, name, on, partial(self._mark, persona, not on))

    def _add_tags(self) -> None:
        session, document = self._session, self._session.document
        menu = self._submenu(tr("Tags"))
        for tag in document.tags():
            on = has_tag(document, self._ids, tag.id) is True
            run = partial(set_tag, session, self._ids, tag.id, marked=not on)
            self._add_choice(menu, name_of_tag(tag), on, run)
        menu.addSeparator()
        new = self._actions.get("tag.add")
        if new is not None:
            menu.addAction(tr("New tag…")).triggered.connect(new.trigger)
        self._add_action(menu, "tag.manage")

    def _add_emotions(self) -> None:
        """Add the levels of the emotion, best first, which run the actions of the window."""
        menu = self._submenu(tr("Emotion"))
        scale, present = self._emotion()
        for level in range(5, 0, -1):
            action = self._actions.get(f"emotion.{level}")
            if action is not None:
                words = emotion_words(scale, (level - 3) / 2)
                self._add_choice(menu, words, present == {level}, action.trigger)

    def _add_detail(self) -> None:
        others = detail_choices(self._session)
        if len(others) > 1:
            self._add_field(tr("Detailed journey"), "detail", others)

    def _add_references(self) -> None:
        if references_on(self._session.document, self._ids):
            menu = self._submenu(tr("Open reference"))
            add_reference_entries(menu, self._session, self._ids)

    def _add_links(self) -> None:
        self._add_actions(tr("Link"), ["link.draw", *(f"link.add.{kind}" for kind in kinds.LINK_KINDS)])

    def _add_lanes_shown(self) -> None:
        document = self._session.seen
        lanes = [
            lane for persona in self._ids for lane in document.persona_lane(self._session.journey_id, persona)
        ]
        if lanes:
            shown = all(not lane.hidden for lane in lanes)
            ids = [lane.id for lane in lanes]
            self._add_choice(
                self._menu, tr("Show lanes of this persona"), shown, lambda: self._hide_lanes(ids, shown)
            )

    def _add_name(self) -> None:
        if len(self._ids) == 1:
            words = {"persona": tr("Edit name"), "link": tr("Edit label"), "emotion_point": tr("Edit label")}
            entry = self._menu.addAction(words[self._kind])
            if edits := self._actions.get("edit.text"):
                entry.setShortcuts(edits.shortcuts())
            # The item may be gone when the entry is chosen.
            record_id = self._ids[0]
            entry.triggered.connect(lambda _=False: self._callbacks.write(record_id))

    def _add_actions(self, title: str, names: Sequence[str]) -> None:
        """Add a submenu with the enabled ones of some actions."""
        menu = self._submenu(title)
        for name in names:
            self._add_action(menu, name)
        menu.menuAction().setVisible(not menu.isEmpty())

    def _add_inserted(self) -> None:
        # On a chart, a point is added at the pointer instead.
        skipped = ("emotion.add",) if self._callbacks.drawn and not self._ids else ()
        self._add_actions(tr("Insert"), [each for each in INSERTED[self._kind] if each not in skipped])

    def _add_point_here(self) -> None:
        """Add an entry for a point at the pointer, or a submenu if the chart draws several personas."""
        drawn = self._callbacks.drawn
        title = tr("Add emotion point here")
        menu = self._submenu(title) if len(drawn) > 1 else self._menu
        for each in drawn:
            record = self._session.document.find(each)
            name = persona_name(record if isinstance(record, Persona) else None)
            entry = menu.addAction(short_words(menu, name, ENTRY_WIDTH) if len(drawn) > 1 else title)
            entry.triggered.connect(lambda _=False, each=each: self._callbacks.add_point_for(each))

    def _add_field(self, title: str, field: str, choices: Sequence[tuple[Any, str]]) -> QMenu:
        """Add a submenu with the values of a field of the selected records."""
        menu = self._submenu(title)
        present = self._values(field)
        for value, name in choices:
            self._add_choice(menu, name, present == {value}, partial(self._set, field, value))
        return menu

    def _submenu(self, title: str) -> QMenu:
        return self._menu.addMenu(title)

    def _add_choice(self, menu: QMenu, text: str, on: bool, run: Callable[[], object]) -> None:
        entry = menu.addAction(short_words(menu, text, ENTRY_WIDTH))
        entry.setCheckable(True)
        entry.setChecked(on)
        entry.triggered.connect(lambda _=False: run())

    def _records(self) -> list[Record]:
        return [record for each in self._ids if (record := self._session.document.find(each)) is not None]

    def _values(self, field: str) -> set[Any]:
        if field == "kind":
            return {
                kind_of_lane(each) if isinstance(each, Lane) else getattr(each, field)
                for each in self._records()
            }
        return {getattr(record, field) for record in self._records()}

    def _people(self) -> list[tuple[str, str]]:
        people = self._session.document.personas_of(self._session.journey_id)
        return [(each.id, persona_name(each)) for each in people]

    def _emotion(self) -> tuple[str, set[int | None]]:
        """Return the scale, and the levels of the selected points or of the points at the selected cards."""
        document = self._session.document
        points: list[EmotionPoint] = []
        for record in self._records():
            if isinstance(record, EmotionPoint):
                points.append(record)
            elif isinstance(record, Card):
                points += document.select(EmotionPoint, card=record.id)
        scales = {document.get(Curve, point.curve).scale for point in points}
        levels: set[int | None] = {level_of(point.value) for point in points}
        return (scales.pop() if len(scales) == 1 else "words"), levels

    def _set(self, field: str, value: object) -> None:
        count = len(self._ids)
        names = {
            "card": ntr("Change card", "Change cards", count),
            "lane": ntr("Change lane", "Change lanes", count),
            "link": ntr("Change link", "Change links", count),
            "emotion_point": ntr("Change emotion", "Change emotions", count),
            "curve": ntr("Change curve", "Change curves", count),
        }
        if (self._kind, field) == ("lane", "kind"):
            change_lane_kind(self._session, self._ids, str(value), names["lane"])
            return
        if (self._kind, field) == ("lane", "persona"):
            with self._session.edit(names["lane"]) as draft:
                give_to_persona(draft, self._ids, str(value))
            return
        with self._session.edit(names[self._kind]) as draft:
            for each in self._ids:
                draft.change(draft.get(TYPE_OF_KIND[self._kind], each), **{field: value})

    def _mark(self, persona: str, marked: bool) -> None:
        name = ntr("Change the card’s personas", "Change the cards’ personas", len(self._ids))
        with self._session.edit(name) as draft:
            for each in self._ids:
                mark_persona(draft, each, persona, marked=marked)

    def _hide_lanes(self, lanes: Sequence[str], hidden: bool) -> None:
        hide, show = ntr("Hide lane", "Hide lanes", len(lanes)), ntr("Show lane", "Show lanes", len(lanes))
        name = hide if hidden else show
        with self._session.edit(name) as draft:
            hide_lanes(draft, lanes, hidden=hidden)
