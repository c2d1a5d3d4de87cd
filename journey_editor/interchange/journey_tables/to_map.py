"""Journey made from a table by a plan."""

import re
from collections.abc import Mapping, Sequence

from journey_editor.editing.commands.journeys import add_journey, channel_of_kind, new_project
from journey_editor.editing.draft import Draft
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.identity import IdSource, random_id
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import TEXT_LIMIT, in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.interchange.channel_kinds import channel_kind
from journey_editor.interchange.journey_tables.emotions import Scale, emotion_of, scale_of
from journey_editor.interchange.journey_tables.entries import entries, names_in
from journey_editor.interchange.journey_tables.grid import Grid
from journey_editor.interchange.journey_tables.map_builder import Counts, MapBuilder
from journey_editor.interchange.journey_tables.own_tables import line_kind
from journey_editor.interchange.journey_tables.plan import Plan, headings_of
from journey_editor.interchange.journey_tables.vocabulary import (
    FIELDS,
    LANES,
    MARKS,
    RATINGS,
    folded,
    language_of,
    role_of,
)
from journey_editor.interchange.mermaid.language_guess import guess_direction, guess_language
from journey_editor.model.document import Document
from journey_editor.model.fields import NAME_LIMIT
from journey_editor.model.order import keys_between
from journey_editor.model.records import (
    Card,
    CardPersona,
    CardTag,
    EmotionPoint,
    Journey,
    Lane,
    Persona,
    Stage,
    Step,
)
from journey_editor.wording.map_words import channel_kind_name, kind_name, lane_name

_NAMED = re.compile(r"([^:：\n]{2,40})[:：]\s*(\S.*)", re.DOTALL)
MOST_LANES = 200
"""Maximum number of lanes beyond those of the columns."""
_ABOUT = {
    "severity": "pain_point",
    "frequency": "pain_point",
    "impact": "opportunity",
    "effort": "opportunity",
    "due": "opportunity",
}
"""Kind of the card of a row that a rating is about; by default it is a touchpoint."""
_NO = ("", "0", "false", "no", "nein", "non", "n", "-", "–", "нет", "não", "否")
_LONGEST_LABEL = 32
"""Maximum length of the words of an emotion that are a label of its point, in characters."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new project with the journey of a table, and what was counted on the way."""

    document: Document
    counts: Counts


def map_of(grid: Grid, plan: Plan, *, title: str = "", new_id: IdSource = random_id) -> Made:
    """Return the journey of a table by a plan. `title` is used if the table has none.

    Raises `UserError` if nothing in it would be on the map, and `CancelledError`.
    """
    draft = Draft(Document(), new_id)
    builder = _Builder(draft, plan.of(grid), plan, headings_of(grid, plan))
    new_project(draft, name=in_one_line(title)[:NAME_LIMIT])
    builder.build(title)
    return Made(draft.finish(), builder.counts)


@dataclass(slots=True)
class _Builder(MapBuilder):
    """Goes through the rows of a table."""

    def build(self, title: str) -> None:
        """Add the journey with all that is in the table."""
        self._add_journey(title)
        title = self.draft.get(Journey, self.journey).title
        self._add_lanes()
        body = range(self.plan.heading + 1, len(self.table.rows))
        for column in self._with("emotion"):
            texts = [self.table.rows[row][column] for row in body]
            self.scales[column] = scale_of([each for each in texts if each], self.headings[column])
        orders = iter(keys_between(None, None, len(body)))
        for row in body:
            raise_if_cancelled()
            filled = [index for index, text in enumerate(self.table.rows[row]) if text]
            if (
                self.stage is None
                and len(filled) == 1
                and self.plan.roles[filled[0]] not in ("stage", "step")
            ):
                self._add_about(self.table.rows[row][filled[0]])
            elif any(self.table.rows[row][index] not in ("", title) for index in self._with("journey")):
                self.counts.others += 1
            elif filled:
                self._add_row(row, next(orders))
        if self.step is None:
            self.step = self.draft.add(Step, stage=self.draft.add(Stage, journey=self.journey).id)
        for points in self.points_in.values():
            for index, point in enumerate(points):
                if len(points) > 1:
                    self.draft.change(point, at=(index + 0.5) / len(points))

    def _add_journey(self, title: str) -> None:
        before = [text for row in self.table.rows[: max(self.plan.heading, 0)] for text in row if text]
        before = list(dict.fromkeys(before)) if not self.plan.turned else []
        texts = [text for row in self.table.rows[:300] for text in row if text]
        sample = "\n".join(texts)[:20_000]
        self.language = language_of(self.headings) or guess_language(sample)
        titles = [text for text in before if not _NAMED.match(text)]
        for column in self._with("journey"):
            rows = self.table.rows[self.plan.heading + 1 :]
            titles = list(dict.fromkeys(row[column] for row in rows if row[column])) or titles
        own = titles[0] if titles else ""
        journey = add_journey(
            self.draft,
            title=in_one_line(own or title)[:NAME_LIMIT],
            language=self.language,
            direction=guess_direction(sample),
        )
        self.journey = journey.id
        for text in before:
            if text != own:
                self._add_about(text)

    def _add_about(self, text: str) -> None:
        """Add what is written above a table, such as `Persona: Ada`, to the journey."""
        named = _NAMED.match(text)
        if named and role_of(named[1]) == "persona":
            self._persona(named[2])
            return
        journey = self.draft.get(Journey, self.journey)
        self.draft.change(journey, scenario="\n".join(filter(None, (journey.scenario, text)))[:TEXT_LIMIT])

    def _add_lanes(self) -> None:
        """Add the lanes in the order of their columns, and those that other columns need."""
        roles = self.plan.roles
        self.lane_orders = iter(keys_between(None, None, len(roles) + MOST_LANES))
        if self.is_listed:
            return
        for index, role in enumerate(roles):
            if role in LANES and self._continues(index):
                self.lanes[f"{index}"] = self.lanes[f"{index - 1}"]
            elif role in LANES:
                heading = self.headings[index]
                usual = {folded(lane_name(role, self.language)), folded(kind_name(role, self.language))}
                title = "" if not heading or folded(heading) in usual else heading
                if not heading and role == "text":
                    title = tr("Column {n}").format(n=index + 1)
                self._lane(f"{index}", role, title)
            elif role == "emotion" and any(
                emotion_of(row[index], Scale(1, 5)).value is not None
                for row in self.table.rows[self.plan.heading + 1 :]
                if row[index]
            ):
                own = self.headings[index] if len(self._with("emotion")) == 1 else ""
                usual = {folded(lane_name(role, self.language)), ""}
                self._lane("emotion", "emotion", "" if folded(own) in usual else own)
                self.order_of_feelings = self.order_of_feelings or next(self.lane_orders)
            elif role == "channel" and not {"touchpoint", "action"}.intersection(roles):
                self._lane("channel", "touchpoint")
            elif not role:
                values = (row[index] for row in self.table.rows[self.plan.heading + 1 :])
                if line := line_kind(self.headings[index], values):
                    self._lane(f"{index}", line)

    def _continues(self, column: int) -> bool:
        """Return whether a column belongs to the lane of the one before, whose heading goes on."""
        row = self.plan.heading
        if not column or row < 0 or self.plan.roles[column] != self.plan.roles[column - 1]:
            return False
        return not self.headings[column] or (row, column) in self.table.merged

    def _add_row(self, row: int, order: str) -> None:
        cells = self.table.rows[row]
        names = dict.fromkeys(name for index in self._with("persona") for name in names_in(cells[index]))
        people = [self._persona(name) for name in names]
        self._go_to_step(row, order, people)
        self.first_cards = []
        if self.is_listed:
            self._add_listed_card(row)
        else:
            for index, role in enumerate(self.plan.roles):
                if role in LANES:
                    self._add_cards(row, index, self.lanes[f"{index}"])
        for index in self._with("channel"):
            self._add_channels(cells[index])
        for index in self._with("emotion"):
            self._add_emotion(index, cells[index], people)
        for person in people:
            for card in self.first_cards:
                self.draft.add(CardPersona, card=card.id, persona=person.id)
        self._add_notes(cells)
        self._add_fields(cells)

    def _go_to_step(self, row: int, order: str, people: Sequence[Persona]) -> None:
        """Go on to the stage and step of a row; they are added unless they are those of the row before."""
        names = {role: self._name(row, role) for role in ("stage", "step")}
        is_new_stage = self.stage is None or (names["stage"] and names["stage"] != self.stage.name)
        if is_new_stage:
            self.stage = self.draft.add(Stage, journey=self.journey, name=names["stage"], order=order)
            self.counts.stages += 1
        assert self.stage is not None
        for index in self._with("goal"):
            if text := in_one_line(self.table.rows[row][index]):
                self.stage = self.draft.change(self.stage, goal=text[:NAME_LIMIT])
        same = not is_new_stage and (
            names["step"] in ("", self.step_name)
            if self._with("step")
            else "lane" in self.plan.roles
            or (bool(people) and not self.present.intersection(each.id for each in people))
        )
        if self.step is None or not same:
            self.step = self.draft.add(Step, stage=self.stage.id, name=names["step"], order=order)
            self.step_name = names["step"]
            self.counts.steps += 1
            self.present = set()
        self.present.update(each.id for each in people)

    def _add_cards(self, row: int, column: int, lane: Lane) -> None:
        origin = self.table.merged.get((row, column))
        if origin is not None:
            if origin in self.cards and origin[1] == column and self.step is not None:
                card = self.draft.get(Card, self.cards[origin])
                self.draft.change(card, last_step="" if card.step == self.step.id else self.step.id)
            return
        for text in entries(self.table.rows[row][column]):
            self.cards[row, column] = self._card(lane, text).id

    def _add_listed_card(self, row: int) -> None:
        """Add the card of a row that says its lane."""
        cells = self.table.rows[row]
        name = in_one_line(cells[self._with("lane")[0]])
        text = cells[self._with("card")[0]]
        role = role_of(name)
        kinds = [role_of(cells[index]) for index in self._with("kind")]
        if role not in (*LANES, "emotion") and kinds:
            role = kinds[0]
        if role == "emotion" and text:
            self._add_emotion(self._with("lane")[0], text, ())
            return
        if not text:
            return
        kind = role if role in LANES else "touchpoint" if role == "channel" else "text"
        usual = {folded(lane_name(kind, self.language)), folded(kind_name(kind, self.language))}
        title = "" if folded(name) in usual else name
        self._card(self._lane(folded(name) or "text", kind, title), text)

    def _add_channels(self, text: str) -> None:
        """Give the touchpoints of a row their channels; a channel without one becomes a touchpoint."""
        names = names_in(text)
        touchpoints = [each for each in self.first_cards if each.kind in ("touchpoint", "action")]
        touchpoints = [each for each in touchpoints if each.kind == "touchpoint"] or touchpoints
        if self.is_listed:
            touchpoints = self.first_cards
        targets = touchpoints * len(names) if len(names) == 1 else touchpoints
        for index, name in enumerate(names if len(names) > 1 else names * max(1, len(touchpoints))):
            kind = channel_kind(name)
            usual = channel_kind_name(kind, self.language)
            plain = "" if folded(name) == folded(usual) else name[:NAME_LIMIT]
            channel = channel_of_kind(self.draft, plain, kind, usual).id
            if index < len(targets):
                card = self.draft.change(self.draft.get(Card, targets[index].id), channel=channel)
                self._replace(card)
            else:
                lane = next((each for each in self.lanes.values() if each.kind == "touchpoint"), None)
                self._card(lane or self._lane("channel", "touchpoint"), name, channel=channel)

    def _add_fields(self, cells: Sequence[str]) -> None:
        """Give ratings, signs and tags of a row to the card that they are most likely about."""
        for role in FIELDS:
            for text in (cells[index] for index in self._with(role) if cells[index]):
                kind = _ABOUT.get(role, "touchpoint")
                card = next((each for each in self.first_cards if each.kind == kind), None)
                card = card or next(iter(self.first_cards), None)
                if card is None or (role in RATINGS and text not in ("1", "2", "3", "4", "5")):
                    self.counts.unplaced.append(text)
                elif role == "tags":
                    for name in names_in(text):
                        self.draft.add(CardTag, card=card.id, tag=self._tag(name).id)
                elif role in MARKS:
                    sign = text.casefold() not in _NO
                    self._replace(self.draft.change(self.draft.get(Card, card.id), **{role: sign}))
                else:
                    value = int(text) if role in RATINGS else in_one_line(text)[:NAME_LIMIT]
                    self._replace(self.draft.change(self.draft.get(Card, card.id), **{role: value}))

    def _add_emotion(self, column: int, text: str, people: Sequence[Persona]) -> None:
        parts = entries(text)
        if len(parts) > 1 and all(emotion_of(each, Scale(1.0, 5.0)).value is not None for each in parts):
            for each in parts:
                self._add_one_emotion(column, each, people)
        else:
            self._add_one_emotion(column, text, people)

    def _add_one_emotion(self, column: int, text: str, people: Sequence[Persona]) -> None:
        if not text or self.step is None:
            return
        found = emotion_of(text, self.scales.get(column, Scale(1.0, 5.0)))
        words = in_one_line(found.words)
        if found.value is None:
            self.counts.unknown_emotions.append(in_one_line(text))
        if found.value is None or len(words) > _LONGEST_LABEL:
            for each in entries(found.words):
                self._card(self._lane("feeling", "feeling"), each)
            words = ""
        if found.value is None:
            return
        self._lane("emotion", "emotion")
        touchpoints = [each for each in self.first_cards if self.is_listed or each.kind == "touchpoint"]
        own = self._owner(column)
        for owner in [own] if own else [each.id for each in people] or [""]:
            curve = self._curve(column, owner).id
            point = EmotionPoint(id="", curve=curve, value=round(found.value, 2), label=words)
            # A touchpoint takes its point along when it is moved.
            if len(touchpoints) == 1 and self.draft.point_at(curve, touchpoints[0].id) is None:
                self._add_point(point, card=touchpoints[0].id)
            else:
                new = self._add_point(point, step=self.step.id)
                self.points_in.setdefault((curve, self.step.id), []).append(new)

    def _add_point(self, point: EmotionPoint, **place: str) -> EmotionPoint:
        self.counts.points += 1
        return self.draft.add(EmotionPoint, curve=point.curve, value=point.value, label=point.label, **place)

    def _add_notes(self, cells: Sequence[str]) -> None:
        """Add notes and owners to the first card of a row."""
        notes = [cells[index] for index in self._with("note") if cells[index]]
        owners = [in_one_line(cells[index]) for index in self._with("owner") if cells[index]]
        if not notes and not owners:
            return
        if not self.first_cards:
            self.counts.unplaced += [*notes, *owners]
            return
        card = self.draft.get(Card, self.first_cards[0].id)
        details: Mapping[str, str] = {
            "note": "\n".join(filter(None, (card.note, *notes)))[:TEXT_LIMIT],
            "owner": ", ".join(owners)[:NAME_LIMIT],
        }
        self._replace(self.draft.change(card, **details))
