"""Consistency rules of a map. Each violation is reported with a message for the user."""

from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields
from functools import cache
from operator import attrgetter

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.fields import is_id
from journey_editor.model.records import (
    TYPE_OF_KIND,
    Brand,
    Card,
    CardPersona,
    CardTag,
    Curve,
    DataSource,
    EmotionPoint,
    EvidencePlace,
    Journey,
    JourneyPersona,
    Lane,
    LaneChannel,
    Link,
    Measure,
    Note,
    Picture,
    Project,
    Record,
    Stage,
    Step,
    SupportOffer,
    ViewItem,
    references,
    referrers,
    specs,
)
from journey_editor.model.sheet_records import PersonaChannel

MOST_PICTURE_BYTES = 256_000_000
"""Maximum total size of a project's pictures in bytes: the whole file is written at each save."""
MOST_RECORDS = 250_000
"""Maximum records of a project."""
MOST_COLUMNS = 5_000
"""Maximum steps of a journey, and maximum lanes."""
MOST_CELLS = 250_000
"""Maximum cells of a journey: a small file with many steps and lanes would take all memory when drawn."""


class RuleError(UserError):
    """An edit or a file that violates a rule."""


def check_fields(record: Record) -> None:
    """Check the type, range and length of each value of a record. Raises `RuleError`."""
    if not is_id(record.id, record.KIND):
        raise RuleError(tr("“{id}” is not the id of a {kind}.").format(id=record.id, kind=record.KIND))
    values_of, usual, holds = _checks(record.KIND)
    # Most values are the usual ones, which need no check.
    for value, default, is_valid in zip(values_of(record), usual, holds, strict=True):
        if value is not default and not is_valid(value):
            raise _invalid_field(record)


@cache
def _checks(
    kind: str,
) -> tuple[Callable[[Record], tuple[object, ...]], list[object], list[Callable[[object], bool]]]:
    """Return a function for the values of records of a kind, their valid defaults, and their checks."""
    defaults = {each.name: each.default for each in fields(TYPE_OF_KIND[kind])}
    found = specs(TYPE_OF_KIND[kind])
    usual = [default if spec.holds(default := defaults[name]) else MISSING for name, spec in found.items()]
    return (
        attrgetter("id", *found),
        [MISSING, *usual],
        [lambda _: True, *(each.holds for each in found.values())],
    )


def _invalid_field(record: Record) -> RuleError:
    wrong = (name for name, spec in specs(type(record)).items() if not spec.holds(getattr(record, name)))
    return RuleError(
        tr("The {kind}’s field “{field}” cannot have this value, so nothing was changed.").format(
            kind=record.KIND.replace("_", " "), field=next(wrong).replace("_", " ")
        )
    )


def check_references(records: Queries, record: Record) -> None:
    """Check that the records to which a record refers exist. Raises `RuleError`."""
    for name in references(type(record)):
        target = getattr(record, name)
        if target and target not in records:
            raise RuleError(
                tr("This {kind} belongs to a {field} that is not in the project.").format(
                    kind=record.KIND.replace("_", " "), field=name.replace("_", " ")
                )
            )


def check_document(records: Queries) -> None:
    """Check all records against all rules. Raises `RuleError`, or `CancelledError`."""
    for record in records:
        raise_if_cancelled()
        check_fields(record)
        check_references(records, record)
    for record in records:
        raise_if_cancelled()
        _check_relations(records, record)
    check_whole(records)


def check_record(records: Queries, record: Record) -> None:
    """Check a record against all rules, given the other records. Raises `RuleError`."""
    check_fields(record)
    check_references(records, record)
    _check_relations(records, record)


def satisfies_rules(records: Queries, record: Record) -> bool:
    """Return whether a record satisfies all rules, given the other records."""
    try:
        check_record(records, record)
    except RuleError:
        return False
    return True


def check_whole(records: Queries) -> None:
    """Raise `RuleError` if a project has too few or too many records of a kind."""
    if len(records.select(Project)) != 1:
        raise RuleError(tr("A project file contains exactly one project."))
    if len(records.select(Brand)) > 1:
        raise RuleError(tr("A project has at most one brand."))
    if not records.journeys():
        raise RuleError(tr("A project must have at least one journey."))
    if sum(picture.size for picture in records.select(Picture)) > MOST_PICTURE_BYTES:
        raise RuleError(
            tr(
                "The pictures of a project can have 256 MB in total. This limit would be exceeded, so "
                "nothing was changed."
            )
        )
    _check_count(records)
    for journey in records.journeys():
        _check_columns(records, journey.id)


def check_touched(records: Queries, touched: Iterable[tuple[Record | None, Record | None]]) -> None:
    """Check the records changed by an edit, as pairs of before and after, against the rules.

    Raises `RuleError`, or `CancelledError`.
    """
    touched = list(touched)
    for _, after in touched:
        raise_if_cancelled()
        if after is not None:
            check_fields(after)
    for before, after in touched:
        if after is not None:
            check_references(records, after)
        elif before is not None:
            _check_removed(records, before)
    # From here on, every referenced record is known to exist and to be of the right kind.
    for before, after in touched:
        raise_if_cancelled()
        if after is not None:
            _check_relations(records, after)
        if before is not None and after is not None:
            _check_same_journey(before, after)
            _check_dependants(records, after)
        if isinstance(before, JourneyPersona) and before != after:
            _check_persona_left(records, before)
        if isinstance(before, Step) and (after is None or before != after) and before.stage in records:
            _check_relations(records, records.get(Stage, before.stage))
    _check_limits(records, [after or before for before, after in touched])


def _check_same_journey(before: Record, after: Record) -> None:
    if getattr(before, "journey", "") != getattr(after, "journey", ""):
        raise RuleError(
            tr("A {kind} cannot be moved to another journey. Copy it instead.").format(
                kind=before.KIND.replace("_", " ")
            )
        )


def _check_removed(records: Queries, gone: Record) -> None:
    for record_type, field, _ in referrers(gone.KIND):
        if records.select(record_type, **{field: gone.id}):
            raise RuleError(
                tr("This {kind} is still used by a {other}, so nothing was changed.").format(
                    kind=gone.KIND.replace("_", " "), other=record_type.KIND.replace("_", " ")
                )
            )


def _check_persona_left(records: Queries, gone: JourneyPersona) -> None:
    if _is_in(records, gone.persona, gone.journey):
        return
    theirs: list[Lane | Curve] = [
        *records.select(Lane, persona=gone.persona),
        *records.select(Curve, persona=gone.persona),
    ]
    related: list[CardPersona | ViewItem] = [
        *records.select(CardPersona, persona=gone.persona),
        *records.select(ViewItem, persona=gone.persona),
    ]
    if any(each.journey == gone.journey for each in theirs) or any(
        records.journey_of(each.id) == gone.journey for each in related
    ):
        raise RuleError(tr("The journey still has lanes, cards, a curve or a view of this persona."))


def _check_dependants(records: Queries, changed: Record) -> None:
    for record_type, field, _ in referrers(changed.KIND):
        for dependant in records.select(record_type, **{field: changed.id}):
            _check_relations(records, dependant)


def _check_limits(records: Queries, touched: Iterable[Record | None]) -> None:
    """Check only those minimum and maximum numbers that the touched records can violate."""
    journeys = set()
    for record in touched:
        if isinstance(record, Project | Journey | Picture | Brand):
            check_whole(records)
            return
        if isinstance(record, Step | Lane):
            journeys.add(records.journey_of(record.id))
    _check_count(records)
    for journey_id in journeys:
        _check_columns(records, journey_id)


def _check_count(records: Queries) -> None:
    if len(records) > MOST_RECORDS:
        raise RuleError(
            tr(
                "A project can have {most} cards and other items. This limit would be exceeded, so nothing "
                "was changed."
            ).format(most=MOST_RECORDS)
        )


def _check_columns(records: Queries, journey_id: str) -> None:
    steps = sum(len(records.steps_of(stage.id)) for stage in records.stages_of(journey_id))
    lanes = len(records.select(Lane, journey=journey_id))
    if max(steps, lanes) > MOST_COLUMNS or steps * lanes > MOST_CELLS:
        raise RuleError(
            tr(
                "A journey can have {most} steps, {most} lanes, and {cells} cells. This limit would be "
                "exceeded, so nothing was changed."
            ).format(most=MOST_COLUMNS, cells=MOST_CELLS)
        )


def _check_relations(records: Queries, record: Record) -> None:
    kind = type(record)
    if kind in _UNIQUE:
        names, message = _UNIQUE[kind]
        if len(records.select(kind, **{name: getattr(record, name) for name in names})) > 1:
            raise RuleError(message())
    if kind in _RULES:
        _RULES[kind](records, record)


def _check_stage(records: Queries, stage: Stage) -> None:
    if not records.steps_of(stage.id):
        raise RuleError(tr("A stage must have at least one step. To remove both, delete the stage."))


def _check_lane(records: Queries, lane: Lane) -> None:
    if lane.persona and not _is_in(records, lane.persona, lane.journey):
        raise RuleError(tr("A lane can only belong to a persona of its own journey."))
    if lane.other_journey == lane.journey:
        raise RuleError(tr("A lane cannot show the curves of its own journey as those of another one."))
    if lane.group and records.journey_of(lane.group) != lane.journey:
        raise RuleError(tr("A lane can only be in a group of its own journey."))
    if lane.kind not in kinds.CARD_LANES:
        count = len(records.select(Card, lane=lane.id))
        if count:
            raise RuleError(_why_not_without_cards(lane.kind, count))


def _why_not_without_cards(kind: str, count: int) -> str:
    """Return why a lane with this number of cards cannot get a kind without cards."""
    if kind == "emotion":
        return ntr(
            "The lane has {n} card, so it cannot become an emotion lane. Move the card to another lane "
            "first, or insert an emotion lane beside this one.",
            "The lane has {n} cards, so it cannot become an emotion lane. Move the cards to another lane "
            "first, or insert an emotion lane beside this one.",
            count,
        )
    if kind in kinds.SUMMARY_KINDS:
        return ntr(
            "The lane has {n} card, so it cannot show a summary of the others. Move the card to another lane "
            "first, or insert a new lane for the summary.",
            "The lane has {n} cards, so it cannot show a summary of the others. Move the cards to another "
            "lane first, or insert a new lane for the summary.",
            count,
        )
    return ntr(
        "The lane has {n} card, so it cannot become a line. Move the card to another lane first, or insert a "
        "line beside this lane.",
        "The lane has {n} cards, so it cannot become a line. Move the cards to another lane first, or insert "
        "a line beside this lane.",
        count,
    )


def _check_card(records: Queries, card: Card) -> None:
    lane = records.get(Lane, card.lane)
    if records.journey_of(card.step) != lane.journey:
        raise RuleError(tr("A card cannot be in a step of one journey and a lane of another."))
    if card.last_step and records.journey_of(card.last_step) != lane.journey:
        raise RuleError(tr("A card cannot span steps of different journeys."))
    if card.last_lane and records.journey_of(card.last_lane) != lane.journey:
        raise RuleError(tr("A card cannot span lanes of different journeys."))
    if card.detail == lane.journey:
        raise RuleError(tr("A card cannot lead to its own journey."))
    if lane.kind == "emotion":
        raise RuleError(tr("An emotion lane contains curves, not cards. Add a point there instead."))
    if lane.kind not in kinds.CARD_LANES:
        raise RuleError(tr("This lane contains no cards. Add the card to the lane above or below it."))


def _check_card_persona(records: Queries, about: CardPersona) -> None:
    if not _is_in(records, about.persona, records.journey_of(about.card)):
        raise RuleError(tr("A card can only be about personas of its own journey."))


def _check_evidence_place(_records: Queries, place: EvidencePlace) -> None:
    if sum(map(bool, (place.card, place.point, place.persona, place.stage))) != 1:
        raise RuleError(tr("Evidence backs either a card, an emotion point, a persona or a stage."))


def _check_measure(records: Queries, measure: Measure) -> None:
    places = [each for each in (measure.stage, measure.step, measure.card) if each]
    if len(places) + bool(measure.channel) > 1:
        raise RuleError(tr("A measure is about a journey, or one stage, step, card or channel in it."))
    if any(records.journey_of(each) != measure.journey for each in places):
        raise RuleError(tr("A measure is about something in its own journey."))


def _check_view_item(records: Queries, item: ViewItem) -> None:
    subjects = [each for each in (item.lane, item.persona, item.channel, item.tag, item.card_kind) if each]
    if (
        len(subjects) != 1
        or (item.hidden and not (item.lane or item.persona))
        or (item.lane and not item.hidden)
    ):
        raise RuleError(
            tr("Each item of a view hides a lane or a persona, or is one condition of its filter.")
        )
    journey = records.journey_of(item.view)
    if (item.lane and records.journey_of(item.lane) != journey) or (
        item.persona and not _is_in(records, item.persona, journey)
    ):
        raise RuleError(tr("A view can only have lanes and personas of its own journey."))


def _check_note(records: Queries, note: Note) -> None:
    if (note.lane and not note.step) or (note.card and note.step):
        raise RuleError(tr("A note sticks to a card, to a step, or to a step and a lane."))
    if any(each and records.journey_of(each) != note.journey for each in (note.card, note.step, note.lane)):
        raise RuleError(tr("A note sticks only to parts of its own journey."))


def _check_curve(records: Queries, curve: Curve) -> None:
    if curve.persona and not _is_in(records, curve.persona, curve.journey):
        raise RuleError(tr("A curve can only belong to a persona of its own journey."))


def _check_point(records: Queries, point: EmotionPoint) -> None:
    if bool(point.card) == bool(point.step):
        raise RuleError(tr("A point of a curve belongs either to a card or to a step."))
    curve = records.get(Curve, point.curve)
    if records.journey_of(point.card or point.step) != curve.journey:
        raise RuleError(tr("A point of a curve must be in the same journey as the curve."))
    if point.card and len(records.select(EmotionPoint, curve=curve.id, card=point.card)) > 1:
        raise RuleError(tr("The curve already has a point at this card."))


def _check_link(records: Queries, link: Link) -> None:
    cards, stages = (link.source, link.target), (link.source_stage, link.target_stage)
    if all(cards) == all(stages) or any(cards) == any(stages):
        raise RuleError(tr("A link leads from a card to a card, or from a stage to a stage."))
    source, target = link.ends
    if source == target:
        raise RuleError(tr("A link must connect two different cards or stages."))
    if records.journey_of(source) != records.journey_of(target):
        raise RuleError(tr("A link cannot connect different journeys."))
    same = (
        records.select(Link, source=source, target=target)
        if link.source
        else records.select(Link, source_stage=source, target_stage=target)
    )
    if sum((each.kind, each.name) == (link.kind, link.name) for each in same) > 1:
        raise RuleError(tr("There is already a link of this kind between these two."))


def _is_in(records: Queries, persona_id: str, journey_id: str) -> bool:
    return bool(records.select(JourneyPersona, journey=journey_id, persona=persona_id))


_RULES: dict[type[Record], Callable[..., None]] = {
    Stage: _check_stage,
    Lane: _check_lane,
    Card: _check_card,
    CardPersona: _check_card_persona,
    Curve: _check_curve,
    EmotionPoint: _check_point,
    Link: _check_link,
    Note: _check_note,
    EvidencePlace: _check_evidence_place,
    Measure: _check_measure,
    ViewItem: _check_view_item,
}
"""Rules about the relation of a record to others, by type."""

_UNIQUE: dict[type[Record], tuple[tuple[str, ...], Callable[[], str]]] = {
    CardPersona: (("card", "persona"), lambda: tr("This persona is already on the card.")),
    CardTag: (("card", "tag"), lambda: tr("This tag is already on the card.")),
    LaneChannel: (("lane", "channel"), lambda: tr("The lane already shows this channel.")),
    PersonaChannel: (("persona", "channel"), lambda: tr("The persona already prefers this channel.")),
    JourneyPersona: (("journey", "persona"), lambda: tr("This persona is already in the journey.")),
    SupportOffer: (("stage", "channel"), lambda: tr("The stage already has an offer for this channel.")),
    DataSource: (("measure",), lambda: tr("The measure already has a data source.")),
}
"""Fields that no two records of a type may share, and what to say if they do."""
