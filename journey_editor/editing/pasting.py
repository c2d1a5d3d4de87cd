"""Pasting of copied content into any journey or project, and duplicating."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields

from journey_editor.editing.blocks import Block, Pasted, axes_of
from journey_editor.editing.clip import Clip, clip_of
from journey_editor.editing.commands.cards import add_card, kind_in, link_cards
from journey_editor.editing.commands.curves import copy_point, curve_for, curve_like
from journey_editor.editing.commands.evidence import copy_evidence
from journey_editor.editing.commands.journeys import channel_of_kind, copy_note
from journey_editor.editing.commands.lane_spans import last_lane_after, set_lane_span
from journey_editor.editing.commands.lanes import add_lane, choose_channels, lane_kind_like
from journey_editor.editing.commands.links import copy_details
from journey_editor.editing.commands.measures import copy_measures
from journey_editor.editing.commands.persona_sheets import take_in
from journey_editor.editing.commands.pictures import copy_picture
from journey_editor.editing.commands.references import copy_references
from journey_editor.editing.commands.sizes import steps_in
from journey_editor.editing.commands.spans import last_after, set_span
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.commands.support import copy_offer
from journey_editor.editing.commands.tags import add_tag, set_card_tags
from journey_editor.editing.draft import Draft
from journey_editor.editing.paste_losses import Losses
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.geometry import Point
from journey_editor.foundation.text import is_blank
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Cell, sort_key
from journey_editor.model.lane_groups import group_named, lane_spans_of, lanes_in
from journey_editor.model.records import (
    NOTE_DISTANCE,
    Card,
    CardPersona,
    CardReference,
    CardTag,
    Channel,
    Curve,
    EmotionPoint,
    Journey,
    Lane,
    LaneChannel,
    LaneGroup,
    LaneKind,
    Link,
    Note,
    Persona,
    Picture,
    Record,
    RecoveryAction,
    Stage,
    Step,
    SupportOffer,
    Tag,
)
from journey_editor.wording.map_words import channel_kind_name, persona_name, title_of

_OWN_FIELDS = (
    *("id", "step", "last_step", "origin", "lane", "last_lane", "order"),
    *("channel", "detail", "text", "picture", "picture_text"),
)
"""Fields of a card that its copy does not simply have, too."""
_NOTE_SHIFT = 24.0
"""Distance of a copied note from its original, in map units."""


def paste_clip(
    draft: Draft,
    journey_id: str,
    clip: Clip,
    cell: Cell | None,
    after: str | None = None,
    pictures: Mapping[str, bytes] | None = None,
    free_place: Callable[[], Point] = lambda: (0.0, 0.0),
) -> Pasted:
    """Insert copies into a journey: cards from `cell` on, stages and lanes after `after`, and personas.

    Lanes after a lane in a group go into the group, unless they are copied with a group of their own. Other
    lanes from another journey go into a group with the name of theirs, which is added if necessary. Cards
    beyond the last step or lane are inserted into the last one. `pictures` has the bytes of other available
    pictures. `free_place` returns the place for notes at steps if the journey has none. Raises `UserError` if
    there is no place for the cards.
    """
    paste = _Paste(draft, journey_id, clip, pictures or {})
    people = tuple(paste.personas())
    new = (*people, *paste.stages(after), *paste.lanes(after), *paste.loose_cards(cell))
    new += tuple(paste.notes(free_place))
    paste.links_and_facts()
    return Pasted(new, tuple(paste.losses.remarks()))


def block_of_clip(clip: Clip, journey_id: str, pictures: Mapping[str, bytes]) -> Block:
    """Return the cards of a clip, for a paste into a journey; `pictures` are as in `paste_clip`."""
    cards = clip.loose_cards()

    def add(draft: Draft, cells: Sequence[Cell | None]) -> Pasted:
        paste = _Paste(draft, journey_id, clip, pictures)
        pairs = zip(cards, cells, strict=True)
        new = [paste.copy_card(card, *cell) for card, cell in pairs if cell is not None]
        new += paste.notes(lambda: (0.0, 0.0))
        paste.links_and_facts()
        return Pasted(tuple(new), tuple(paste.losses.remarks()))

    return Block(clip.places(cards), add)


def duplicate(draft: Draft, journey_id: str, record_id: str) -> tuple[str, ...]:
    """Insert a copy of a stage, a lane, a group of lanes, a note or a persona; return its id.

    Cards that go beyond a stage or a lane are not copied; those that end with it span the copy, too.
    """
    ending = [
        (card, span[0]) for card, span in lane_spans_of(draft, journey_id).items() if span[-1] == record_id
    ]
    steps = steps_in(draft, [record_id])
    spans = draft.spans_of(journey_id) if steps else {}
    wide = {card: span[0] for card, span in spans.items() if span[-1] == steps[-1] and span[0] not in steps}
    clip = clip_of(draft, journey_id, [record_id], whole=True)
    new = paste_clip(draft, journey_id, clip, None, record_id).ids
    for card, first in wide.items():
        set_span(draft, card, first, steps_in(draft, new)[-1])
    for card, lane in ending:
        set_lane_span(draft, card, lane, new[0])
    return new


def copy_at_end(draft: Draft, journey_id: str, record_id: str) -> str:
    """Paste a copy of a stage, a lane or a group of lanes after all others, and return its id."""
    return paste_clip(draft, journey_id, clip_of(draft, journey_id, [record_id]), None).ids[0]


class _Paste:
    """Running paste, with the copy for each original."""

    def __init__(self, draft: Draft, journey_id: str, clip: Clip, pictures: Mapping[str, bytes]) -> None:
        self.draft, self.journey_id, self.clip = draft, journey_id, clip
        self.sizes = {key: len(data) for key, data in pictures.items()}
        self.sizes.update((each.sha256, each.size) for each in draft.select(Picture))
        self.copies: dict[str, str] = {}
        self.losses = Losses()
        self.language = draft.get(Journey, journey_id).language
        self.people = self._people()
        self.tags = self._tags()

    def personas(self) -> Iterator[str]:
        records = self.clip.records
        for persona in (each for each in self.clip.of(Persona) if each.id in self.clip.chosen):
            new = take_in(self.draft, self.journey_id, persona, records, self._channel_for, self.sizes)
            self.people[persona.id] = self.copies[persona.id] = new
            yield new

    def stages(self, after: str | None) -> Iterator[str]:
        for stage in self.clip.of(Stage):
            if stage.id not in self.clip.chosen:
                continue
            siblings = [each.id for each in self.draft.stages_of(self.journey_id)]
            before = _next(siblings, after)
            new = add_stage(self.draft, self.journey_id, name=stage.name, goal=stage.goal, before=before)
            steps = sorted((each for each in self.clip.of(Step) if each.stage == stage.id), key=sort_key)
            first = self.draft.steps_of(new.id)[0]
            for index, step in enumerate(steps):
                copy = first if index == 0 else add_step(self.draft, new.id)
                self.copies[step.id] = self.draft.change(copy, name=step.name, width=step.width).id
                for card in self._cards(step=step.id):
                    self.copy_card(card, self.copies[step.id], self._lane_for(card.lane))
                for point in self.clip.of(EmotionPoint):
                    if point.step == step.id and not point.card:
                        self._copy_point(point, step=self.copies[step.id])
            after = self.copies[stage.id] = new.id
            for offer in self.clip.of(SupportOffer):
                if offer.stage == stage.id and (channel := self._place_for(offer.channel)):
                    copy_offer(self.draft, offer, new.id, channel)
            yield new.id
        for card in self.clip.of(Card):
            # Cards of copied stages span copies of the same steps.
            span = [self.copies[step] for step in self.clip.span_of(card) if step in self.copies]
            if card.id in self.copies and len(span) > 1:
                set_span(self.draft, self.copies[card.id], span[0], span[-1])

    def lanes(self, after: str | None) -> Iterator[str]:
        columns = [step.id for step in self.draft.columns_of(self.journey_id)]
        for lane in self.clip.of(Lane):
            if lane.id not in self.clip.chosen:
                continue
            siblings = [each.id for each in self.draft.lanes_of(self.journey_id)]
            persona = self.people[lane.persona] if self._is_here(lane.persona) else ""
            above = self.draft.find(after or "")
            if isinstance(above, LaneGroup):
                after = lanes_in(self.draft, above.id)[-1].id
            new = add_lane(
                self.draft,
                self.journey_id,
                lane.kind,
                title=lane.title,
                subtitle=lane.subtitle,
                persona=persona,
                group=self._group_for(lane, persona, above),
                before=_next(siblings, after),
            )
            kept = {each: getattr(lane, each) for each in ("height", "question", "counted", "hidden_details")}
            if lane.other_journey in self.draft and lane.other_journey != self.journey_id:
                kept["other_journey"] = lane.other_journey
            defined = next((each for each in self.clip.of(LaneKind) if each.id == lane.own_kind), None)
            self.draft.change(new, own_kind=lane_kind_like(self.draft, defined), **kept)
            chosen = {each.channel for each in self.clip.of(LaneChannel) if each.lane == lane.id}
            channels = sorted((each for each in self.clip.of(Channel) if each.id in chosen), key=sort_key)
            choose_channels(self.draft, new.id, [self._channel_for(each) for each in channels])
            self.losses.left_out += 0 if columns else len(self._cards(lane=lane.id))
            for card in self._cards(lane=lane.id) if columns else ():
                place = self.clip.columns.index(card.step) if card.step in self.clip.columns else 0
                step = card.step if card.step in columns else columns[min(place, len(columns) - 1)]
                self.losses.crowded += card.step not in columns and place >= len(columns)
                self.copy_card(card, step, new.id)
            after = self.copies[lane.id] = new.id
            if lane.group not in self.clip.chosen:
                yield new.id
        for card in self.clip.of(Card):
            # Cards of copied lanes span copies of the same lanes.
            span = [self.copies[each] for each in self.clip.lane_span_of(card) if each in self.copies]
            if card.id in self.copies and len(span) > 1:
                set_lane_span(self.draft, self.copies[card.id], span[0], span[-1])
        groups = [each.id for each in self.clip.of(LaneGroup) if each.id in self.clip.chosen]
        yield from (self.copies[each] for each in groups if each in self.copies)

    def _group_for(self, lane: Lane, persona: str, above: Record | None) -> str:
        """Return the group for a copied lane, which is of the persona of its other lanes.

        It is the copy of the lane's group if that is copied itself, or else the group of the lane above. If
        that has none, a lane from another journey goes into the group with the name of its own.
        """
        original = next((each for each in self.clip.of(LaneGroup) if each.id == lane.group), None)
        if original is None or original.id not in self.clip.chosen:
            joins = isinstance(above, Lane) and above.persona == persona
            group = above.group if joins and isinstance(above, Lane) else ""
            if group and group not in self.copies.values():
                return group
            here = self.draft.find(lane.group)
            if original is None or (isinstance(here, LaneGroup) and here.journey == self.journey_id):
                return ""
        if original.id not in self.copies:
            name = "" if original.id in self.clip.chosen else original.name
            same = group_named(self.draft, self.journey_id, name, persona)
            fields = {"name": original.name, "collapsed": original.collapsed}
            self.copies[original.id] = same or self.draft.add(LaneGroup, journey=self.journey_id, **fields).id
        return self.copies[original.id]

    def loose_cards(self, cell: Cell | None) -> Iterator[str]:
        cards = self.clip.loose_cards()
        if not cards:
            return
        axes = axes_of(self.draft.seen, self.journey_id, cell[1] if cell else "")
        if not axes.steps or not axes.lanes:
            raise UserError(tr("Cards need a stage and a lane. Add them first, then paste again."))
        start = axes.place_of(cell) if cell and cell[1] in axes.lanes else (0, 0)
        for card, (across, down) in zip(cards, self.clip.places(cards), strict=True):
            right, below = start[0] + across, start[1] + down
            self.losses.crowded += right >= len(axes.steps) or below >= len(axes.lanes)
            step, lane = axes.steps[: right + 1][-1], axes.lanes[: below + 1][-1]
            yield self.copy_card(card, step, lane)

    def notes(self, free_place: Callable[[], Point]) -> Iterator[str]:
        homeless = 0
        for note in sorted(self.clip.of(Note), key=sort_key):
            if note.card and note.card not in self.copies and note.id not in self.clip.chosen:
                # Its card has not been pasted.
                continue
            place = self._place_of(note)
            x, y, shift = note.x, note.y, 0.0
            if place is None:
                place = {"card": "", "step": "", "lane": ""}
                x, y = free_place()
                shift = homeless * _NOTE_SHIFT
                homeless += 1
            elif all(getattr(note, name) == each for name, each in place.items()):
                shift = _NOTE_SHIFT
            x, y = (NOTE_DISTANCE.nearest(each + shift) for each in (x, y))
            yield copy_note(self.draft, note, journey=self.journey_id, x=x, y=y, **place).id

    def _place_of(self, note: Note) -> dict[str, str] | None:
        """Return to what the copy of a note sticks, or None if there is nothing for it in the journey.

        Without its card it sticks to the cell, and without its step to the column at the same position.
        """
        card = self._here(note.card)
        step, lane = self.clip.cells.get(note.id, ("", ""))
        if card or not step:
            return {"card": card, "step": "", "lane": ""}
        columns = [each.id for each in self.draft.columns_of(self.journey_id)]
        if not columns:
            return None
        if not self._here(step):
            at = self.clip.columns.index(step) if step in self.clip.columns else 0
            step = columns[: at + 1][-1]
        return {"card": "", "step": self._here(step), "lane": self._lane_of_note(lane)}

    def _lane_of_note(self, lane_id: str) -> str:
        """Return the lane for the one of a copied note, or else the lane at the same position."""
        lanes = [each.id for each in self.draft.lanes_of(self.journey_id)]
        if not lane_id or not lanes:
            return ""
        found = self._here(lane_id) or getattr(self._similar_lane(lane_id), "id", "")
        at = self.clip.rows.index(lane_id) if lane_id in self.clip.rows else 0
        return found or lanes[: at + 1][-1]

    def _here(self, record_id: str) -> str:
        """Return the copy of a record, or the record itself if it is in the journey, or an empty string."""
        if record_id in self.copies:
            return self.copies[record_id]
        here = record_id in self.draft and self.draft.journey_of(record_id) == self.journey_id
        return record_id if here else ""

    def links_and_facts(self) -> None:
        """Copy the links, the evidence and the measures of what was copied."""
        copy_evidence(self.draft, self.clip.records, self.copies)
        for link in self.clip.of(Link):
            source, target = (self.copies.get(end) for end in link.ends)
            if source and target:
                copy = link_cards(self.draft, source, target, link.kind, link.label)
                copy_details(self.draft, link, copy, self.clip.of(RecoveryAction), self._place_for)
        copy_measures(self.draft, self.journey_id, self.clip.records, self.copies)

    def _place_for(self, record_id: str) -> str:
        """Return the persona or channel here for that of a copied link; empty if there is none."""
        if record_id in self.draft:
            return record_id
        channel = next((each for each in self.clip.of(Channel) if each.id == record_id), None)
        return self._channel_for(channel) if channel is not None else self.people.get(record_id, "")

    def _cards(self, **where: str) -> list[Card]:
        ((field, value),) = where.items()
        return sorted((each for each in self.clip.of(Card) if getattr(each, field) == value), key=sort_key)

    def copy_card(self, card: Card, step: str, lane: str) -> str:
        details = {field.name: getattr(card, field.name) for field in fields(card)}
        for name in _OWN_FIELDS:
            del details[name]
        old_lane = next(each for each in self.clip.of(Lane) if each.id == card.lane)
        if card.kind == kind_in(old_lane):
            del details["kind"]
        if card.detail in self.draft and card.detail != self.journey_id:
            details["detail"] = card.detail
        channel = next((each for each in self.clip.of(Channel) if each.id == card.channel), None)
        if channel is not None:
            details["channel"] = self._channel_for(channel)
        picture = next((each for each in self.clip.of(Picture) if each.id == card.picture), None)
        if picture is not None and self.sizes.get(picture.sha256) == picture.size:
            details["picture"] = copy_picture(self.draft, picture).id
            details["picture_text"] = card.picture_text
        self.losses.lost_pictures += picture is not None and "picture" not in details
        if self.copies.get(card.step) != step:
            details["last_step"] = last_after(self.draft, step, len(self.clip.span_of(card)))
        details["last_lane"] = last_lane_after(self.draft, lane, len(self.clip.lane_span_of(card)))
        new = add_card(self.draft, step, lane, card.text, **details)
        self.copies[card.id] = new.id
        self.draft.copies[new.id] = card.id
        for about in self.clip.of(CardPersona):
            if about.card == card.id and self._is_here(about.persona):
                self.draft.add(CardPersona, card=new.id, persona=self.people[about.persona])
        set_card_tags(self.draft, new.id, self.tags.get(card.id, ()))
        own = [each for each in self.clip.of(CardReference) if each.card == card.id]
        copy_references(self.draft, sorted(own, key=sort_key), new.id)
        for point in self.clip.of(EmotionPoint):
            if point.card == card.id:
                self._copy_point(point, card=new.id)
        return new.id

    def _copy_point(self, point: EmotionPoint, *, card: str = "", step: str = "") -> None:
        original = next((each for each in self.clip.of(Curve) if each.id == point.curve), None)
        persona = original.persona if original is not None else ""
        if persona and not self._is_here(persona):
            return
        where = self.draft, self.journey_id
        present = self.people.get(persona, "")
        curve = curve_like(*where, original, present) if original else curve_for(*where, present)
        self.copies[point.id] = copy_point(self.draft, point, curve=curve.id, card=card, step=step).id

    def _channel_for(self, original: Channel) -> str:
        """Return the channel for a copied one: the same, or one with the same name."""
        if original.id in self.draft:
            return original.id
        usual = channel_kind_name(original.kind, self.language)
        return channel_of_kind(self.draft, original.name, original.kind, usual).id

    def _lane_for(self, lane_id: str) -> str:
        """Return the lane for the one from which a card was copied."""
        found = self._similar_lane(lane_id)
        original = next(each for each in self.clip.of(Lane) if each.id == lane_id)
        if found is None:
            return add_lane(self.draft, self.journey_id, original.kind, title=original.title).id
        title = title_of(original, self.language)
        if title_of(found, self.language) != title:
            self.losses.merged[title] = title_of(found, self.language)
        return found.id

    def _similar_lane(self, lane_id: str) -> Lane | None:
        """Return the same lane, or one of the same kind, if possible with the same title."""
        lanes = self.draft.lanes_of(self.journey_id)
        original = next((each for each in self.clip.of(Lane) if each.id == lane_id), None)
        if original is None:
            return None
        title = title_of(original, self.language)
        for same in (
            lambda lane: lane.id == lane_id,
            lambda lane: (lane.kind, title_of(lane, self.language)) == (original.kind, title),
            lambda lane: lane.kind == original.kind,
        ):
            found = next((lane for lane in lanes if same(lane)), None)
            if found is not None:
                return found
        return None

    def _is_here(self, persona_id: str) -> bool:
        """Return True if a copied persona has a match in the journey; if not, note its name."""
        if persona_id and persona_id not in self.people:
            names = {each.id: persona_name(each) for each in self.clip.of(Persona)}
            self.losses.missing[persona_id] = names.get(persona_id, tr("Unnamed persona"))
        return persona_id in self.people

    def _people(self) -> dict[str, str]:
        """Return the persona of this journey for each copied one: the same, or one with the same name."""
        here = self.draft.personas_of(self.journey_id)
        matches = {each.id: each.id for each in here}
        by_name = {each.name: each.id for each in here}
        for each in self.clip.of(Persona):
            if each.id not in matches and each.name in by_name:
                matches[each.id] = by_name[each.name]
        return matches

    def _tags(self) -> dict[str, list[str]]:
        """Return the tags for each copied card: the same ones, or those with the same names."""
        matches = {
            each.id: each.id if each.id in self.draft else add_tag(self.draft, each.name, each.color).id
            for each in sorted(self.clip.of(Tag), key=sort_key)
            if each.id in self.draft or not is_blank(each.name)
        }
        tags: dict[str, list[str]] = {}
        for on_card in self.clip.of(CardTag):
            if on_card.tag in matches:
                tags.setdefault(on_card.card, []).append(matches[on_card.tag])
        return tags


def _next(siblings: list[str], after: str | None) -> str | None:
    return next(iter(siblings[siblings.index(after) + 1 :]), None) if after in siblings else None
