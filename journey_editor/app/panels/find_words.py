"""Description of a found text: its item, its place, and its surroundings if the map does not show it."""

from journey_editor.editing.search import Hit, items_showing, shortened, text_of
from journey_editor.foundation.addresses import masked
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, CardReference, Journey, JourneyPersona, Lane, Record, kind_of
from journey_editor.wording.map_words import kind_name
from journey_editor.wording.sheet_words import SHEET_TEXTS
from journey_editor.wording.spoken import describe_cell

_BEFORE, _AFTER = 24, 48
"""Characters around a found text that are shown."""


def words_of_hit(document: Queries, journey: str, hit: Hit, hiding: frozenset[str]) -> str:
    """Describe the place of a hit in the shown journey, such as “Touchpoint in Support, Phone calls”.

    `hiding` are the hidden lanes, places of personas and cards that keep it off the map.
    """
    record = document.find(hit.id)
    if record is None:
        return ""
    parts = [_name(document, record, hit)]
    if hit.field in ("note", "owner", "due", "picture_text") and isinstance(record, Card):
        parts.append(_around(text_of(document, hit.journey, record, hit.field), hit))
    if isinstance(record, CardReference) and masked(record.address) == record.address:
        # Not with a password.
        parts.append(_around(getattr(record, hit.field), hit))
    if record.KIND == "persona_fact" or hit.field in SHEET_TEXTS:
        parts.append(_around(text_of(document, hit.journey, record, hit.field), hit))
    absent = {
        "channel": tr("No touchpoint on this map has it."),
        "tag": tr("No card on this map has it."),
        "lane_kind": tr("No lane on this map has it."),
    }
    if record.KIND in absent and not items_showing(document, journey, record.id):
        parts.append(absent[record.KIND])
    if record.KIND in ("curve", "emotion_point") and not _has_chart(document, journey):
        parts.append(tr("This map has no emotion lane."))
    if any(isinstance(document.find(each), JourneyPersona) for each in hiding):
        parts.append(tr("The persona is hidden, and shown only while you are here."))
    elif any(isinstance(document.find(each), Card) for each in hiding):
        parts.append(tr("The filter hides the card, and it is shown only while you are here."))
    elif hiding:
        lanes = [lane for each in sorted(hiding) if isinstance(lane := document.find(each), Lane)]
        if any(lane.hidden for lane in lanes):
            parts.append(tr("The lane is hidden, and shown only while you are here."))
        else:
            parts.append(tr("The lane is collapsed, and expanded only while you are here."))
    return " · ".join(parts)


def _name(document: Queries, record: Record, hit: Hit) -> str:
    if isinstance(record, Card):
        text = {
            "text": tr("{kind} in {place}"),
            "note": tr("Note of “{text}” in {place}"),
            "owner": tr("Owner of “{text}” in {place}"),
            "due": tr("Due date of “{text}” in {place}"),
            "picture_text": tr("Picture description of “{text}” in {place}"),
        }[hit.field]
        return text.format(
            kind=kind_name(record.kind), text=shortened(plain(record.text)), place=_place(document, record)
        )
    if isinstance(record, CardReference):
        card = document.get(Card, record.card)
        text = {
            "name": tr("Name of a reference of “{text}” in {place}"),
            "address": tr("Address of a reference of “{text}” in {place}"),
        }[hit.field]
        return text.format(text=shortened(plain(card.text)), place=_place(document, card))
    return {
        "project": {"name": tr("Name of the project")},
        "brand": {"logo_text": tr("Description of the logo"), "imprint_text": tr("Words in the imprint")},
        "journey": {
            "title": tr("Title of the journey"),
            "scenario": tr("Scenario of the journey"),
            "expectations": tr("Expectations of the journey"),
            "owner": tr("Owner of the journey"),
            "goal": tr("Goal of the journey"),
            "version": tr("Version of the journey"),
        },
        "persona": {
            "name": tr("Name of a persona"),
            "role": tr("Role of a persona"),
            "quote": tr("Quote of a persona"),
            "demographics": tr("Demographics of a persona"),
            "behaviours": tr("Behaviours of a persona"),
            "preferences": tr("Preferences of a persona"),
            "goals": tr("Goals of a persona"),
            "frustrations": tr("Frustrations of a persona"),
            "needs": tr("Needs of a persona"),
        },
        "persona_fact": {
            "label": tr("Name of a field of a persona"),
            "value": tr("Field of a persona"),
        },
        "stage": {"name": tr("Name of a stage"), "goal": tr("Goal of a stage")},
        "step": {"name": tr("Name of a step")},
        "lane": {
            "title": tr("Title of a lane"),
            "subtitle": tr("Subtitle of a lane"),
            "question": tr("Guiding question of a lane"),
        },
        "lane_group": {"name": tr("Name of a group of lanes")},
        "curve": {
            "name": tr("Name of a curve"),
            "measures": tr("Name of an emotion curve"),
            "unit": tr("Unit of a curve"),
            "levels": tr("Levels of a curve"),
        },
        "emotion_point": {
            "label": tr("Label of an emotion point"),
            "note": tr("Note of an emotion point"),
        },
        "link": {
            "name": tr("Name of a link"),
            "label": tr("Label of a link"),
            "passed": tr("What a handoff passes on"),
            "repeated": tr("What the customer has to repeat"),
            "from_level": tr("First level of an escalation"),
            "to_level": tr("Next level of an escalation"),
            "trigger": tr("Trigger of an escalation"),
            "decided_by": tr("Who decides about an escalation"),
            "reason": tr("Reason of a channel switch"),
            "noticed_by": tr("Who noticed a failure"),
        },
        "support_offer": {
            "hours": tr("Hours of support"),
            "languages": tr("Languages of support"),
            "staffed_by": tr("Who offers support"),
        },
        "measure": {
            "name": tr("Name of a measure"),
            "definition": tr("Definition of a measure"),
            "unit": tr("Unit of a measure"),
            "period": tr("Period of a measure"),
        },
        "evidence": {
            "text": tr("Text of evidence"),
            "speaker": tr("Speaker of evidence"),
            "source": tr("Source of evidence"),
        },
        "recovery_action": {"by": tr("Who does an action of a service recovery")},
        "note": {"text": tr("Note on the map")},
        "channel": {"name": tr("Name of a channel")},
        "tag": {"name": tr("Name of a tag")},
        "lane_kind": {"name": tr("Name of a kind of lane")},
    }[kind_of(record.id)][hit.field]


def _has_chart(document: Queries, journey: str) -> bool:
    return any(lane.kind == "emotion" for lane in document.lanes_of(journey))


def _place(document: Queries, card: Card) -> str:
    language = document.get(Journey, document.journey_of(card.lane)).language
    return describe_cell(document, card.step, card.lane, language)


def _around(text: str, hit: Hit) -> str:
    """Return the found text with its surroundings, on one line."""
    first, last = max(0, hit.start - _BEFORE), min(len(text), hit.end + _AFTER)
    return f"{'…' if first else ''}{in_one_line(text[first:last])}{'…' if last < len(text) else ''}"
