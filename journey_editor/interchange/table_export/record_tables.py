"""Lists of the records of a project as tables: a row for each, with every field and its ids."""

from collections.abc import Callable, Iterator, Sequence

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.insight.backlog import backlog, score_of
from journey_editor.insight.measures import value_of
from journey_editor.interchange.table_export.scales import scale_words, value_on
from journey_editor.model.document import Queries
from journey_editor.model.records import (
    Card,
    Channel,
    Curve,
    DataSource,
    Evidence,
    Journey,
    JourneyPersona,
    Lane,
    Measure,
    Persona,
    Reading,
    Stage,
    Step,
)
from journey_editor.wording.choice_names import initiator_name
from journey_editor.wording.curve_names import curve_name
from journey_editor.wording.evidence_words import (
    evidence_kind_name,
    evidence_nature_name,
    places_words,
)
from journey_editor.wording.map_words import (
    action_status_name,
    capitalised,
    channel_name,
    in_parentheses,
    kind_name,
    lane_name,
    named,
    persona_name,
    title_of,
)
from journey_editor.wording.measure_names import measure_kind_name
from journey_editor.wording.measure_words import measure_name, measured_name
from journey_editor.wording.sheet_words import SHEET_TEXTS, kind_of_persona, section_name
from journey_editor.wording.source_words import source_words

Value = str | int | float | bool | None
"""Content of a cell. Truths are True or None: a blank cell is easier to read than a “false”."""

TableRow = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class RecordTable:
    """Table with a row for each record below its headings."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]


def record_tables(document: Queries, language: str) -> tuple[RecordTable, ...]:
    """Return the tables of all journeys: cards, personas, measures, evidence and backlog.

    Headings are in a language of maps as far as they are words of maps. Raises `CancelledError`.
    """
    journeys = [each.id for each in document.journeys()]
    return (
        cards_table(document, journeys, language),
        _personas_table(document, language),
        _measures_table(document, language),
        _evidence_table(document, language),
        _backlog_table(document, journeys, language),
    )


_Field = Callable[[Queries, Card], Value]
_Columns = dict[str, tuple[str, _Field]]
"""Headings and values of the columns of cards, by a name for each."""


def cards_table(document: Queries, journeys: Sequence[str], language: str) -> RecordTable:
    """Return the table of the cards of some journeys: what they say, what they are, and their ids.

    For each curve there is a column with the values of its points at the cards, in the numbers of its scale.
    """
    columns = [*_place_columns(language).values(), *_detail_columns(language).values()]
    # The numbers of a curve of figures are those of measures.
    curves = [each for journey in journeys for each in document.curves_of(journey) if not each.figures]
    several = len(journeys) > 1
    heads = [_curve_heading(document, each, language, several=several) for each in curves]
    ids = list(_id_columns().values())
    rows = []
    for journey in journeys:
        points = {
            (point.card, point.curve): point
            for curve in document.curves_of(journey)
            for point in document.points_of(curve.id)
            if point.card
        }
        for card in _by_step(document, journey):
            raise_if_cancelled()
            found = ((curve, points.get((card.id, curve.id))) for curve in curves)
            values = (value_on(curve, point.value) if point else None for curve, point in found)
            said = (field(document, card) for _, field in columns)
            rows.append((*said, *values, *(field(document, card) for _, field in ids)))
    headings = (*(head for head, _ in columns), *heads, *(head for head, _ in ids))
    return RecordTable(tr("Cards", language), _apart(headings), tuple(rows))


def headings_of_cards(language: str) -> dict[str, str]:
    """Return the headings of the table of cards by the names of its columns, without those of curves."""
    columns = {**_place_columns(language), **_detail_columns(language), **_id_columns()}
    heads = _apart([head for head, _ in columns.values()])
    return dict(zip(columns, heads, strict=True))


def _by_step(document: Queries, journey: str) -> Iterator[Card]:
    """Yield the cards of a journey step by step, so that the rows of a stage are together."""
    lanes = document.lanes_of(journey)
    for step in document.columns_of(journey):
        for lane in lanes:
            yield from document.cards_in(step.id, lane.id)


def _apart(headings: Sequence[str]) -> tuple[str, ...]:
    """Return headings with a number after those that an earlier one equals, as two do in some languages."""
    found: list[str] = []
    for each in headings:
        before = found.count(each)
        found.append(f"{each} {before + 1}" if before else each)
    return tuple(found)


def _curve_heading(document: Queries, curve: Curve, language: str, *, several: bool) -> str:
    name = curve_name(document, curve, language)
    emotion = lane_name("emotion", language)
    name = (
        name if name.startswith(emotion) or curve.name or curve.measures else named(emotion, name, language)
    )
    journey = document.get(Journey, curve.journey).title if several else ""
    return " · ".join(filter(None, (in_parentheses(name, scale_words(curve, language), language), journey)))


def _place_columns(language: str) -> _Columns:
    def journey(document: Queries, card: Card) -> Value:
        return document.get(Journey, document.journey_of(card.step)).title

    def stage(document: Queries, card: Card) -> Value:
        return document.get(Stage, document.get(Step, card.step).stage).name

    def lane(document: Queries, card: Card) -> Value:
        found = document.get(Lane, card.lane)
        title = title_of(found, document.get(Journey, found.journey).language)
        persona = document.find(found.persona)
        return (
            named(persona_name(persona, language), title, language) if isinstance(persona, Persona) else title
        )

    def last_step(document: Queries, card: Card) -> Value:
        return document.get(Step, card.last_step).name if card.last_step else ""

    def last_lane(document: Queries, card: Card) -> Value:
        return title_of(document.get(Lane, card.last_lane), language) if card.last_lane else ""

    return {
        "journey": (tr("Journey"), journey),
        "stage": (tr("Stage", language), stage),
        "step": (tr("Step", language), lambda document, card: document.get(Step, card.step).name),
        "lane": (tr("Lane"), lane),
        "kind": (tr("Kind"), lambda _, card: kind_name(card.kind, language)),
        "text": (tr("Text", language), _plain("text")),
        "note": (tr("Note"), _plain("note")),
        "last_step": (tr("To step"), last_step),
        "last_lane": (tr("To lane"), last_lane),
    }


def _plain(name: str) -> _Field:
    """Return the function that returns a field of a card; None for False."""

    def value(_: Queries, card: Card) -> Value:
        found: Value = getattr(card, name)
        return None if found is False else found

    return value


def _detail_columns(language: str) -> _Columns:
    def channel(document: Queries, card: Card) -> Value:
        return channel_name(document.get(Channel, card.channel), language) if card.channel else ""

    def detail(document: Queries, card: Card) -> Value:
        return document.get(Journey, card.detail).title if card.detail else ""

    def references(document: Queries, card: Card) -> Value:
        found = document.references_of(card.id)
        return "\n".join(f"{each.name} <{each.address}>" if each.name else each.address for each in found)

    def people(document: Queries, card: Card) -> Value:
        return "\n".join(persona_name(each, language) for each in document.personas_on(card.id))

    def tags(document: Queries, card: Card) -> Value:
        return "\n".join(each.name for each in document.tags_on(card.id))

    def status(_: Queries, card: Card) -> Value:
        return capitalised(action_status_name(card.status, language), language)

    names = {
        "moment_of_truth": tr("Moment of truth", language),
        "fail_point": tr("Fail point", language),
        "importance": tr("Importance"),
        "importance_to_organisation": tr("Importance to us"),
        "satisfaction": tr("Satisfaction"),
        "first_answer": tr("First answer, in seconds"),
        "answer_target": tr("Target of the first answer, in seconds"),
        "duration": tr("Duration, in seconds"),
        "duration_target": tr("Target of the duration, in seconds"),
        "wait": tr("Waiting time, in seconds"),
        "wait_target": tr("Target of the waiting time, in seconds"),
        "severity": tr("Severity"),
        "frequency": tr("Frequency"),
        "impact": tr("Impact", language),
        "effort": tr("Effort", language),
    }
    return {
        "channel": (tr("Channel"), channel),
        "people": (tr("Personas"), people),
        "tags": (tr("Tags"), tags),
        "references": (tr("References", language), references),
        "started_by": (
            tr("Started by"), lambda _, card: initiator_name(card.started_by) if card.started_by else "",
        ),
        **{name: (heading, _plain(name)) for name, heading in names.items()},
        "score": (tr("Score", language), lambda _, card: score_of(card)),
        "owner": (tr("Owner", language), _plain("owner")),
        "due": (tr("Due", language), _plain("due")),
        "status": (tr("Status", language), status),
        "picture_text": (tr("Alternative text"), _plain("picture_text")),
        "detail": (tr("Shown in detail by"), detail),
    }  # fmt: skip


def _id_columns() -> _Columns:
    """Return the columns of what does not depend on the language, also of choices."""

    def step_number(document: Queries, card: Card) -> Value:
        steps = document.columns_of(document.journey_of(card.step))
        return [step.id for step in steps].index(card.step) + 1

    def lane_number(document: Queries, card: Card) -> Value:
        lanes = document.lanes_of(document.journey_of(card.step))
        return [lane.id for lane in lanes].index(card.lane) + 1

    names = {
        "step": tr("Step ID"),
        "last_step": tr("Last step ID"),
        "lane": tr("Lane ID"),
        "last_lane": tr("Last lane ID"),
        "channel": tr("Channel ID"),
        "picture": tr("Picture ID"),
        "detail": tr("Detail journey ID"),
        "origin": tr("Origin ID"),
        "kind": tr("Kind ID"),
        "status": tr("Status ID"),
        "started_by": tr("Started by ID"),
    }
    return {
        "id": (tr("Card ID"), _plain("id")),
        "journey_id": (tr("Journey ID"), lambda document, card: document.journey_of(card.step)),
        "stage_id": (tr("Stage ID"), lambda document, card: document.get(Step, card.step).stage),
        "lane_kind_id": (tr("Lane kind ID"), lambda document, card: document.get(Lane, card.lane).kind),
        "step_number": (tr("Step number"), step_number),
        "lane_number": (tr("Lane number"), lane_number),
        **{f"{name}_id": (heading, _plain(name)) for name, heading in names.items()},
    }


def _personas_table(document: Queries, language: str) -> RecordTable:
    headings = (
        tr("Name"), tr("Kind"), tr("Role"), tr("Quote"),
        *(section_name(each, language) for each in SHEET_TEXTS),
        section_name("channels", language), tr("Further fields"), tr("Journeys"), tr("Persona ID"),
    )  # fmt: skip

    def rows() -> Iterator[TableRow]:
        for each in document.select(Persona):
            facts = (
                named(fact.label, fact.value, language) if fact.label else fact.value
                for fact in document.facts_of(each.id)
            )
            journeys = (
                document.get(Journey, one.journey).title
                for one in document.select(JourneyPersona, persona=each.id)
            )
            yield (
                each.name, kind_of_persona(each.kind, language), each.role, each.quote,
                *(getattr(each, text) for text in SHEET_TEXTS),
                "\n".join(channel_name(one, language) for one in document.channels_of(each.id)),
                "\n".join(facts), "\n".join(journeys), each.id,
            )  # fmt: skip

    return RecordTable(tr("Personas"), _apart(headings), tuple(rows()))


def _measures_table(document: Queries, language: str) -> RecordTable:
    """Return the table of measures: a row for each reading, or one for a measure without any."""
    headings = (
        tr("Journey"), tr("Measure of"), tr("Name"), tr("Kind"), tr("Definition"), tr("Unit"), tr("Period"),
        tr("Target"), tr("Warning"), tr("Higher is better"), tr("Day"), tr("Value"), tr("Positive"),
        tr("Negative"), tr("Total"), tr("Result"), tr("Read from"), tr("Measure ID"), tr("Place ID"),
        tr("Reading ID"),
    )  # fmt: skip

    def rows() -> Iterator[TableRow]:
        for measure in document.select(Measure):
            raise_if_cancelled()
            sources = document.select(DataSource, measure=measure.id)
            about = (
                document.get(Journey, measure.journey).title, measured_name(document, measure),
                measure_name(measure, language), measure_kind_name(measure.kind, language),
                measure.definition, measure.unit, measure.period, measure.target, measure.warning,
                measure.higher_is_better or None,
            )  # fmt: skip
            ids = ("\n".join(map(source_words, sources)), measure.id, measure.place)
            readings = document.select(Reading, measure=measure.id)
            for each in sorted(readings, key=lambda reading: (reading.day, reading.id)):
                value = value_of(measure.kind, each)
                yield (
                    *about,
                    each.day,
                    each.value,
                    each.positive,
                    each.negative,
                    each.total,
                    value,
                    *ids,
                    each.id,
                )
            if not readings:
                yield *about, "", None, None, None, None, None, *ids, ""

    return RecordTable(tr("Measures"), _apart(headings), tuple(rows()))


def _evidence_table(document: Queries, language: str) -> RecordTable:
    headings = (
        tr("Kind"), tr("Text", language), tr("Speaker"), tr("Source"), tr("Day"), tr("Sample size"),
        tr("Nature"), tr("Backs"), tr("Evidence ID"),
    )  # fmt: skip
    rows = tuple(
        (
            evidence_kind_name(each.kind), each.text, each.speaker, each.source, each.day, each.sample_size,
            evidence_nature_name(each.nature) if each.nature else "", places_words(document, each.id),
            each.id,
        )
        for each in document.select(Evidence)
    )  # fmt: skip
    return RecordTable(tr("Evidence", language), _apart(headings), rows)


def _backlog_table(document: Queries, journeys: Sequence[str], language: str) -> RecordTable:
    columns = {**_place_columns(language), **_detail_columns(language), **_id_columns()}
    names = (
        "score", "kind", "text", "journey", "stage", "severity", "frequency", "impact", "effort", "owner",
        "due", "status", "id",
    )  # fmt: skip
    shown = [columns[name] for name in names]
    rows = (tuple(field(document, item.card) for _, field in shown) for item in backlog(document, journeys))
    return RecordTable(tr("Backlog", language), _apart([head for head, _ in shown]), tuple(rows))
