"""List of the changes between two journeys by stage, in the language of the later one."""

from collections.abc import Mapping, Sequence

from journey_editor.editing.change import Change
from journey_editor.editing.comparison import Comparison
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document, Queries
from journey_editor.model.lane_groups import groups_of, lanes_in
from journey_editor.model.records import (
    Card,
    Channel,
    Curve,
    EmotionPoint,
    Journey,
    Lane,
    LaneGroup,
    Link,
    Record,
    Stage,
    Step,
    SupportOffer,
)
from journey_editor.wording.card_details import changed_details
from journey_editor.wording.change_rows import ChangeGroup, ChangeRow
from journey_editor.wording.curve_names import curve_name
from journey_editor.wording.curve_scales import value_words
from journey_editor.wording.link_words import changed_link_details, link_between, link_words
from journey_editor.wording.map_words import (
    change_name,
    channel_name,
    kind_name,
    lane_name,
    named,
    title_of,
)
from journey_editor.wording.spoken import describe_column
from journey_editor.wording.support_words import offer_words


def change_groups(document: Document, comparison: Comparison) -> tuple[ChangeGroup, ...]:
    """Return the changes of a comparison: those of lanes and their groups first, then those in each stage.

    In a stage they are in the order of its steps, and of the lanes of each. `document` has both journeys as
    they are.
    """
    both = comparison.document
    journey = both.get(Journey, comparison.journey)
    rows = _Rows(document, journey.language)
    changes: dict[str, list[Change]] = {}
    for change in comparison.changes:
        changes.setdefault(_owner(both, change), []).append(change)
    lanes = both.lanes_of(journey.id)
    in_stages = {}
    for stage in both.stages_of(journey.id):
        in_stages[stage.id] = ids = [stage.id]
        for step in both.steps_of(stage.id):
            ids.append(step.id)
            ids += [card.id for lane in lanes for card in both.cards_in(step.id, lane.id)]
    # A group without lanes is on neither map.
    groups_first = [group.id for group in groups_of(both, journey.id)]
    elsewhere = dict.fromkeys([*groups_first, *(lane.id for lane in lanes), *changes])
    for each in (each for ids in in_stages.values() for each in ids):
        elsewhere.pop(each, None)
    title = document.get(Journey, journey.id).title or tr("Untitled journey", journey.language)
    groups = [ChangeGroup(journey.id, title, rows.of(changes, list(elsewhere)))]
    for stage in both.stages_of(journey.id):
        name = stage.name or tr("Stage", journey.language)
        groups.append(ChangeGroup(stage.id, name, rows.of(changes, in_stages[stage.id])))
    return tuple(group for group in groups if group.rows)


def _owner(both: Queries, change: Change) -> str:
    """Return the record to which a change belongs; a point of a curve is at a card or a step."""
    if change.place:
        return change.place
    record = both.find(change.record)
    if isinstance(record, EmotionPoint):
        return record.card or record.step
    return change.record


class _Rows:
    """Rows of changes in the words of a language."""

    def __init__(self, document: Queries, language: str) -> None:
        self._document, self._language = document, language

    def of(self, changes: Mapping[str, Sequence[Change]], ids: Sequence[str]) -> tuple[ChangeRow, ...]:
        """Return the rows of the changes of records, in their order."""
        return tuple(self._row(change) for each in ids for change in changes.get(each, ()))

    def _row(self, change: Change) -> ChangeRow:
        document, language = self._document, self._language
        before, after = document.find(change.earlier), document.find(change.later)
        if isinstance(after, EmotionPoint) and isinstance(before, EmotionPoint):
            name = lane_name("emotion", language)
            curve = document.get(Curve, after.curve)
            subject = describe_column(document, after.step, language) if after.step else ""
            subject = subject or self._text(document.find(after.card))
            place = curve_name(document, curve, language)
            one, other = (value_words(curve, each.value, language) for each in (before, after))
            return ChangeRow(change.record, change.kind, name, subject, place, ((one, other),))
        name = change_name(change.kind, language)
        shown = after or before
        if isinstance(shown, Link | SupportOffer):
            said, words = self._of_support(before, shown)
            place = lane_name("coverage", language) if isinstance(shown, SupportOffer) else ""
            return ChangeRow(change.record, change.kind, name, said, place, words)
        subject, place, pairs = "", "", [(self._text(before), self._text(after))]
        if isinstance(shown, Card):
            place = self._lane(shown)
            if change.kind == "moved" and isinstance(before, Card):
                subject, place, pairs = self._text(shown), "", [(self._place(before), self._place(shown))]
            elif change.kind == "changed" and isinstance(before, Card):
                subject = self._text(shown)
                pairs = list(changed_details(document, before, shown, language))
        return ChangeRow(change.record, change.kind, name, subject, place, tuple(pairs))

    def _of_support(
        self, before: Record | None, shown: Link | SupportOffer
    ) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return what changed of a link or of the support that is offered, and its words before and after."""
        document, language = self._document, self._language
        if isinstance(shown, Link):
            name = link_between(document, shown, language)
            if isinstance(before, Link) and before != shown:
                return name, tuple(changed_link_details(document, before, shown, language))
            words = link_words(document, shown, language)
        else:
            channel = document.get(Channel, shown.channel)
            name, words = channel_name(channel, language), offer_words(shown, language)
            if isinstance(before, SupportOffer) and before != shown:
                return name, ((offer_words(before, language), words),)
        return name, ((words, "") if before is shown else ("", words),) if words else ()

    def _text(self, record: Record | None) -> str:
        """Return the text or the name of a record, or an empty text for none."""
        language = self._language
        match record:
            case Card(text=text, picture_text=picture_text, kind=kind):
                return text.strip() or picture_text or kind_name(kind, language)
            case Lane() as lane:
                return title_of(lane, language)
            case LaneGroup(name=name):
                # Without a name it is called by its lanes.
                own = (title_of(lane, language) for lane in lanes_in(self._document, record.id))
                return name or ", ".join(own)
            case Stage(name=name):
                return named(tr("Stage", language), name, language) if name else tr("Stage", language)
            case Step(name=name, stage=stage):
                shown = name or self._document.get(Stage, stage).name
                return named(tr("Step", language), shown, language) if shown else tr("Step", language)
        return ""

    def _lane(self, card: Card) -> str:
        return title_of(self._document.get(Lane, card.lane), self._language)

    def _place(self, card: Card) -> str:
        """Return the stage, the step and the lane of a card."""
        column = describe_column(self._document, card.step, self._language)
        return " · ".join(filter(None, (column, self._lane(card))))
