"""Journey made from a table by a plan."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from journey_editor.editing.commands.journeys import add_journey, channel_of_kind, new_project
from journey_editor.editing.draft import Draft
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.identity import IdSource, random_id
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import TEXT_LIMIT, in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.interchange.journey_tables.channels import channel_kind
from journey_editor.interchange.journey_tables.emotions import Scale, emotion_of, scale_of
from journey_editor.interchange.journey_tables.entries import entries, names_in
from journey_editor.interchange.journey_tables.grid import Grid, Place, too_many_cells
from journey_editor.interchange.journey_tables.plan import Plan, headings_of
from journey_editor.interchange.journey_tables.vocabulary import (
    LANES,
    folded,
    language_of,
    matched,
    role_of,
)
from journey_editor.interchange.mermaid.language_guess import guess_direction, guess_language
from journey_editor.model.document import Document
from journey_editor.model.fields import NAME_LIMIT
from journey_editor.model.order import key_between, keys_between
from journey_editor.model.records import (
    Card,
    CardPersona,
    Curve,
    EmotionPoint,
    Journey,
    JourneyPersona,
    Lane,
    Persona,
    Stage,
    Step,
)
from journey_editor.wording.map_words import channel_kind_name, kind_name, lane_name

MOST_CARDS = 60_000
"""Maximum number of cards of a map from a table."""
_NAMED = re.compile(r"([^:：\n]{2,40})[:：]\s*(\S.*)", re.DOTALL)
MOST_LANES = 200
"""Maximum number of lanes beyond those of the columns."""
_LONGEST_LABEL = 32
"""Maximum length of the words of an emotion that are a label of its point, in characters."""


@dataclass(slots=True)
class Counts:
    """Numbers of what is said after a table was read."""

    stages: int = 0
    steps: int = 0
    cards: int = 0
    points: int = 0
    unknown_emotions: list[str] = field(default_factory=list)
    shortened: int = 0
    unplaced: list[str] = field(default_factory=list)


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
class _Builder:
    draft: Draft
    table: Grid
    plan: Plan
    headings: Sequence[str]
    counts: Counts = field(default_factory=Counts)
    journey: str = ""
    language: str = "en"
    lanes: dict[str, Lane] = field(default_factory=dict)
    lane_orders: Iterator[str] = field(default_factory=lambda: iter(()))
    order_of_feelings: str = ""
    cards: dict[Place, str] = field(default_factory=dict)
    last_in: dict[tuple[str, str], str] = field(default_factory=dict)
    personas: dict[str, Persona] = field(default_factory=dict)
    curves: dict[tuple[int, str], Curve] = field(default_factory=dict)
    scales: dict[int, Scale] = field(default_factory=dict)
    stage: Stage | None = None
    step: Step | None = None
    step_name: str = ""
    present: set[str] = field(default_factory=set)
    """Personas that have a row in the present step."""
    points_in: dict[tuple[str, str], list[EmotionPoint]] = field(default_factory=dict)
    first_cards: list[Card] = field(default_factory=list)

    def build(self, title: str) -> None:
        """Add the journey with all that is in the table."""
        self._add_journey(title)
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

    def _with(self, role: str) -> list[int]:
        return [index for index, each in enumerate(self.plan.roles) if each == role]

    def _add_lanes(self) -> None:
        """Add the lanes in the order of their columns, and those that other columns need."""
        roles = self.plan.roles
        self.lane_orders = iter(keys_between(None, None, len(roles) + MOST_LANES))
        if "lane" in roles and "card" in roles:
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

    def _continues(self, column: int) -> bool:
        """Return whether a column belongs to the lane of the one before, whose heading goes on."""
        row = self.plan.heading
        if not column or row < 0 or self.plan.roles[column] != self.plan.roles[column - 1]:
            return False
        return not self.headings[column] or (row, column) in self.table.merged

    def _lane(self, key: str, kind: str, title: str = "") -> Lane:
        """Return a lane by its key; it is added on first use."""
        if key not in self.lanes:
            self.lanes[key] = self.draft.add(
                Lane,
                journey=self.journey,
                kind=kind,
                title=in_one_line(title)[:NAME_LIMIT],
                order=(key == "feeling" and self.order_of_feelings) or next(self.lane_orders),
            )
        return self.lanes[key]

    def _add_row(self, row: int, order: str) -> None:
        cells = self.table.rows[row]
        names = dict.fromkeys(name for index in self._with("persona") for name in names_in(cells[index]))
        people = [self._persona(name) for name in names]
        self._go_to_step(row, order, people)
        self.first_cards = []
        if "lane" in self.plan.roles and "card" in self.plan.roles:
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

    def _name(self, row: int, role: str) -> str:
        for index in self._with(role):
            return self._cut(in_one_line(self.table.rows[row][index]), NAME_LIMIT)
        return ""

    def _cut(self, text: str, limit: int) -> str:
        self.counts.shortened += len(text) > limit
        return text[:limit]

    def _add_cards(self, row: int, column: int, lane: Lane) -> None:
        origin = self.table.merged.get((row, column))
        if origin is not None:
            if origin in self.cards and origin[1] == column and self.step is not None:
                card = self.draft.get(Card, self.cards[origin])
                self.draft.change(card, last_step="" if card.step == self.step.id else self.step.id)
            return
        for text in entries(self.table.rows[row][column]):
            self.cards[row, column] = self._card(lane, text).id

    def _card(self, lane: Lane, text: str, **details: str) -> Card:
        assert self.step is not None
        place = (self.step.id, lane.id)
        self.last_in[place] = key_between(self.last_in.get(place), None)
        card = self.draft.add(
            Card,
            step=self.step.id,
            lane=lane.id,
            kind=lane.kind if lane.kind in LANES else "text",
            text=self._cut(text, TEXT_LIMIT),
            order=self.last_in[place],
            **details,
        )
        self.counts.cards += 1
        if self.counts.cards > MOST_CARDS:
            raise too_many_cells()
        self.first_cards.append(card)
        return card

    def _add_listed_card(self, row: int) -> None:
        """Add the card of a row that says its lane."""
        cells = self.table.rows[row]
        name = in_one_line(cells[self._with("lane")[0]])
        text = cells[self._with("card")[0]]
        role = role_of(name)
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

    def _replace(self, card: Card) -> None:
        self.first_cards = [card if each.id == card.id else each for each in self.first_cards]

    def _add_emotion(self, column: int, text: str, people: Sequence[Persona]) -> None:
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
        touchpoints = [each for each in self.first_cards if each.kind == "touchpoint"]
        for owner in [each.id for each in people] or [self._owner(column)]:
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

    def _owner(self, column: int) -> str:
        """Return the persona that the heading of one of several columns of emotions names."""
        if len(self._with("emotion")) < 2:
            return ""
        heading = self.headings[column]
        words = folded(heading).replace(matched(heading)[1], "").strip()
        names = [
            each for each in heading.replace("(", " ").replace(")", " ").split() if folded(each) in words
        ]
        return self._persona(" ".join(names)).id if words and names else ""

    def _curve(self, column: int, owner: str) -> Curve:
        key = (column if not owner else -1, owner)
        if key not in self.curves:
            orders = [each.order for each in self.curves.values()]
            order = key_between(max(orders, default=None), None)
            self.curves[key] = self.draft.add(Curve, journey=self.journey, persona=owner, order=order)
        return self.curves[key]

    def _persona(self, name: str) -> Persona:
        name = in_one_line(name)[:NAME_LIMIT]
        if name not in self.personas:
            orders = [each.order for each in self.personas.values()]
            order = key_between(max(orders, default=None), None)
            self.personas[name] = self.draft.add(Persona, name=name, order=order)
            self.draft.add(JourneyPersona, journey=self.journey, persona=self.personas[name].id, order=order)
        return self.personas[name]

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
