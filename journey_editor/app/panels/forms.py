"""Forms of the inspector for each kind of record."""

from collections.abc import Callable, Sequence, Set

from PySide6.QtWidgets import QWidget

from journey_editor.app.panels.binding import DetailBinding, LaneChannelBinding, PersonaBinding
from journey_editor.app.panels.curve_forms import curve_form, point_form
from journey_editor.app.panels.form import AskPicture, Form
from journey_editor.app.panels.form_words import choices, language_choices
from journey_editor.app.panels.link_forms import link_form
from journey_editor.app.panels.measure_form import figure_form
from journey_editor.app.panels.persona_forms import persona_form
from journey_editor.app.panels.references_field import ChooseFiles
from journey_editor.app.panels.support_forms import add_offers, offer_form
from journey_editor.app.session.detail_choices import detail_choices, other_journey_choices
from journey_editor.app.session.lane_kind import lane_kind_choices, new_kind_of_lanes
from journey_editor.app.session.session import Session
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model import kinds
from journey_editor.model.lane_groups import spannable
from journey_editor.model.records import (
    Card,
    Journey,
    Lane,
    LaneGroup,
    Link,
    Record,
    Stage,
    Step,
    kind_of,
)
from journey_editor.wording.choice_names import (
    action_status_choice,
    detail_name,
    initiator_name,
    journey_status_name,
    orientation_name,
    paper_name,
    persona_style_name,
    theme_name,
)
from journey_editor.wording.map_words import (
    channel_name,
    counted_name,
    kind_name,
    persona_name,
    question_of,
    state_name,
    title_of,
)


@dataclass(frozen=True, slots=True)
class Asks:
    """Callbacks of a form.

    They add a channel for cards or lanes, choose or remove a picture, show a sheet, and choose files for
    cards or references.
    """

    channel: Callable[[Sequence[str]], None]
    picture: AskPicture
    no_picture: AskPicture
    sheet: Callable[[str], object]
    files: ChooseFiles


_FIELDS_OF_CARD: dict[str, tuple[str, ...]] = {
    "touchpoint": ("channel", "personas", "experience", "answer", "time", "truth", "fail"),
    "pain_point": ("personas", "severity", "owner"),
    "opportunity": ("personas", "effort", "owner"),
    **dict.fromkeys(("action", "frontstage", "backstage", "support_process"), ("personas", "time", "fail")),
    "text": ("personas", "time"),
}


def form_for(session: Session, ids: Sequence[str], asks: Asks, parent: QWidget) -> Form:
    """Return the form for the selection; without one, for the journey and the project."""
    if not ids:
        return _journey_form(session, parent)
    if all(kind_of(each) == "card" for each in ids):
        return _card_form(session, ids, asks, parent)
    if len(ids) > 1:
        return _mixed_form(session, ids, parent)
    if kind_of(ids[0]) == "persona":
        return persona_form(session, ids[0], asks.picture, asks.no_picture, asks.sheet, parent)
    if kind_of(ids[0]) == "lane":
        return _lane_form(session, ids[0], asks, parent)
    return _FORMS[kind_of(ids[0])](session, ids[0], parent)


def form_key(session: Session, ids: Sequence[str]) -> tuple[object, ...]:
    """Return a key of a form's structure: with another key, another form is needed.

    Its first part is empty for a form that can show other records: those of a journey and of a card.
    """
    if not ids:
        return (), ()
    found = [session.document.find(each) for each in ids]
    kinds_of_cards = tuple(each.kind for each in found if isinstance(each, Card))
    lanes = [each for each in found if isinstance(each, Lane)]
    grouped = bool(lanes) and bool(session.document.select(LaneGroup, journey=session.journey_id))
    kinds_of_lanes = tuple((each.kind, each.own_kind, each.persona, grouped) for each in lanes)
    one_card = len(ids) == len(kinds_of_cards) == 1
    # A card can only span lanes that follow in its group.
    kinds_of_cards += ("lanes",) * _can_span_lanes(session, found)
    # The alternative text has a field only if there is a picture.
    pictured = any(isinstance(each, Card) and each.picture for each in found)
    with_personas = bool(session.document.personas_of(session.journey_id))
    links = tuple(each.kind for each in found if isinstance(each, Link))
    if any(isinstance(each, Stage) for each in found):
        links += (str(bool(session.document.channels())),)
    # The fields for other journeys.
    links += (session.journey_id,) if len(session.document.journeys()) > 1 else ()
    return () if one_card else tuple(ids), kinds_of_cards + links, kinds_of_lanes, pictured, with_personas


def _can_span_lanes(session: Session, records: Sequence[Record | None]) -> bool:
    lanes = {each.lane for each in records if isinstance(each, Card)}
    return any(len(spannable(session.document, each)) > 1 for each in lanes)


def _card_form(session: Session, ids: Sequence[str], asks: Asks, parent: QWidget) -> Form:
    form = Form(session, ids, ntr("Change card", "Change cards", len(ids)), parent)
    card_kinds = {session.document.get(Card, each).kind for each in ids}
    parts = set.intersection(*(set(_FIELDS_OF_CARD.get(kind, ("personas",))) for kind in card_kinds))
    if len(ids) == 1:
        form.heading(kind_name(*card_kinds))
        form.words(tr("Text"), "text")
    else:
        form.heading(ntr("{n} card", "{n} cards", len(ids)))
    form.choice(tr("Kind"), "kind", choices(kinds.CARD_KINDS, kind_name))
    if "channel" in parts:
        form.choice(
            tr("Channel"),
            "channel",
            _channels(session),
            more=(tr("New channel…"), lambda: asks.channel(form.ids)),
        )
        form.choice(tr("Started by"), "started_by", choices(kinds.INITIATORS, initiator_name))
        form.side_by_side()
    if "personas" in parts and session.document.personas_of(session.journey_id):
        form.checks(
            tr("Personas"),
            "personas",
            lambda persona_id: PersonaBinding(session, lambda: form.ids, persona_id),
            _personas(session),
        )
    form.tags(tr("Tags"))
    _add_parts(form, parts)
    form.span(tr("Until step"))
    form.lane_span(tr("Until lane"))
    form.words(tr("Note"), "note")
    form.references(tr("References"), asks.files)
    if len(session.document.journeys()) > 1:
        form.choice(tr("Detailed journey"), "detail", lambda: detail_choices(session))
    if len(ids) == 1:
        form.picture(tr("Picture"), "picture", asks.picture, asks.no_picture)
        if session.document.get(Card, ids[0]).picture:
            form.name(tr("Alternative text"), "picture_text")
    return form


def _add_parts(form: Form, parts: Set[str]) -> None:
    """Add the parts of a card that only some kinds have."""
    if "experience" in parts:
        form.emotion(tr("Emotion on the curve"))
        form.scale(tr("Satisfaction in surveys"), "satisfaction")
        form.scale(tr("Importance to the customer"), "importance")
        form.scale(tr("Importance to the organisation"), "importance_to_organisation")
    if "answer" in parts:
        form.time(tr("First answer"), "first_answer")
        form.time(tr("Target"), "answer_target", tr("Target for the first answer"))
        form.side_by_side()
    if "time" in parts:
        form.time(tr("Duration"), "duration")
        form.time(tr("Target"), "duration_target", tr("Target for the duration"))
        form.side_by_side()
        form.time(tr("Waiting time"), "wait")
        form.time(tr("Target"), "wait_target", tr("Target for the wait"))
        form.side_by_side()
    if "truth" in parts:
        form.check(tr("Moment of truth"), "moment_of_truth")
    if "fail" in parts:
        form.check(tr("Fail point"), "fail_point")
    if "severity" in parts:
        form.scale(tr("Severity"), "severity")
        form.scale(tr("Frequency"), "frequency")
    if "effort" in parts:
        form.scale(tr("Impact"), "impact")
        form.scale(tr("Effort"), "effort")
    if "owner" in parts:
        form.name(tr("Owner"), "owner")
        form.name(tr("Due"), "due")
        form.side_by_side()
        form.choice(tr("Progress"), "status", choices(kinds.ACTION_STATUSES, action_status_choice))


def _mixed_form(session: Session, ids: Sequence[str], parent: QWidget) -> Form:
    form = Form(session, ids, "", parent)
    form.heading(ntr("{n} item", "{n} items", len(ids)))
    form.remark(
        lambda: tr("Items of different kinds are selected. You can move, copy and delete them together.")
    )
    return form


def _stage_form(session: Session, stage_id: str, parent: QWidget) -> Form:
    form = Form(session, [stage_id], tr("Change stage"), parent)
    form.heading(tr("Stage"))
    form.name(tr("Name"), "name", title=True)
    form.name(tr("Goal"), "goal")
    add_offers(session, form, stage_id)
    form.remark(lambda: ntr("{n} step", "{n} steps", len(session.document.steps_of(stage_id))))
    return form


def _step_form(session: Session, step_id: str, parent: QWidget) -> Form:
    form = Form(session, [step_id], tr("Change step"), parent)
    form.heading(tr("Step"))
    form.name(tr("Name"), "name", title=True)
    form.remark(lambda: _stage_of(session, step_id))
    return form


def _stage_of(session: Session, step_id: str) -> str:
    stage = session.document.get(Stage, session.document.get(Step, step_id).stage)
    return tr("In stage {name}").format(name=stage.name or tr("No name"))


def _lane_form(session: Session, lane_id: str, asks: Asks, parent: QWidget) -> Form:
    form = Form(session, [lane_id], tr("Change lane"), parent)
    form.heading(tr("Lane"))
    form.name(tr("Title"), "title", title=True, instead=lambda: _title_of_lane(session, lane_id))
    form.name(tr("Subtitle"), "subtitle")
    lane = session.document.get(Lane, lane_id)
    if lane.kind in kinds.CARD_LANES or lane.kind == "emotion":
        form.name(tr("Guiding question"), "question", instead=lambda: _question_of_lane(session, lane_id))
    form.lane_kind(
        tr("Kind"),
        lambda: lane_kind_choices(session.document),
        (tr("New kind…"), lambda: new_kind_of_lanes(session, form.ids)),
    )
    if session.document.own_kind(lane) is not None:
        form.look_of_lane_kind(lane.own_kind)
        form.remark(lambda: tr("All lanes of this kind in the project have this name, icon and colour."))
    if lane.kind == "emotion":
        form.remark(lambda: tr("If you choose another kind, the curves are kept but not shown."))
        if len(session.document.journeys()) > 1:
            form.choice(
                tr("Also shows the curves of"), "other_journey", lambda: other_journey_choices(session)
            )
            form.remark(lambda: tr("They are drawn at the matching steps, and changed in their own journey."))
    if lane.kind == "count":
        form.choice(tr("Counted cards"), "counted", choices(("", *kinds.CARD_KINDS), counted_name))
        form.remark(
            lambda: tr(
                "The bars count cards in all lanes, also in hidden ones. They do not count cards that a "
                "filter hides."
            )
        )
    if lane.kind == "channel":
        form.remark(
            lambda: tr("The marks and paths show the touchpoints that have a channel. Change them there.")
        )
        form.checks(
            tr("Channels"),
            "channels",
            lambda channel: LaneChannelBinding(session, lane_id, channel),
            lambda: [("", tr("All that are used")), *_channels(session)()[1:]],
        )
        form.button(tr("New channel…"), lambda: asks.channel(form.ids))
    if lane.kind == "coverage":
        form.remark(
            lambda: tr(
                "Double-click a box to offer support there, or tick the channels of a stage. Dashed boxes: "
                "customers come, and nothing is offered."
            )
        )
    if lane.kind == "time":
        form.remark(
            lambda: tr(
                "The bars are the sums of the durations and waiting times of the cards in each step. Change "
                "them at the cards."
            )
        )
    everyone = ("", tr("Everyone"))
    form.place_of_lane(tr("Persona"), lambda: [everyone, *_personas(session)()], tr("Group"))
    if lane.kind not in kinds.LINE_KINDS:
        form.check(tr("Collapsed to its title"), "collapsed")
    form.visibility(tr("Hidden on the map"), "hidden", hidden=True)
    if lane.kind in kinds.CARD_LANES:
        form.checks(
            tr("Shown on its cards"),
            "hidden_details",
            lambda detail: DetailBinding(session, lane_id, detail),
            choices(kinds.CARD_DETAILS, detail_name),
        )
    return form


def _lane_group_form(session: Session, group_id: str, parent: QWidget) -> Form:
    form = Form(session, [group_id], tr("Change group of lanes"), parent)
    form.heading(tr("Group of lanes"))
    form.name(tr("Name"), "name", title=True)
    form.check(tr("Collapsed to its name"), "collapsed")
    form.remark(lambda: _lanes_of_group(session, group_id))
    return form


def _lanes_of_group(session: Session, group_id: str) -> str:
    lanes = session.document.select(Lane, group=group_id)
    return ntr("{n} lane", "{n} lanes", len(lanes))


def _title_of_lane(session: Session, lane_id: str) -> str:
    lane = session.document.find(lane_id)
    return title_of(lane, session.journey.language) if isinstance(lane, Lane) else ""


def _question_of_lane(session: Session, lane_id: str) -> str:
    lane = session.document.find(lane_id)
    return question_of(lane, session.journey.language) if isinstance(lane, Lane) else ""


def _note_form(session: Session, note_id: str, parent: QWidget) -> Form:
    form = Form(session, [note_id], tr("Change note"), parent)
    form.heading(tr("Note"))
    form.words(tr("Text"), "text")
    return form


def _journey_form(session: Session, parent: QWidget) -> Form:
    journey: Journey = session.journey
    form = Form(session, [journey.id], tr("Change journey"), parent)
    form.heading(tr("Journey"))
    form.name(tr("Title"), "title", title=True)
    form.words(tr("Scenario"), "scenario")
    form.words(tr("Goal"), "goal")
    form.words(tr("Expectations"), "expectations")
    form.choice(tr("State"), "state", choices(kinds.JOURNEY_STATES, state_name))
    form.choice(tr("Status"), "status", choices(kinds.JOURNEY_STATUSES, journey_status_name))
    form.side_by_side()
    form.name(tr("Owner"), "owner")
    form.name(tr("Version"), "version")
    form.side_by_side()
    form.day(tr("Review by"), "review_date")
    form.day(tr("Last reviewed"), "reviewed")
    form.side_by_side()
    form.language(tr("Language"), "language", lambda: language_choices(session.journey.language))
    form.choice(
        tr("Reading direction"),
        "direction",
        lambda: [("ltr", tr("Left to right")), ("rtl", tr("Right to left"))],
    )
    form.side_by_side()
    form.choice(tr("Paper"), "paper", choices(kinds.PAPERS, paper_name))
    form.choice(tr("Orientation"), "orientation", choices(kinds.ORIENTATIONS, orientation_name))
    form.side_by_side()
    form.choice(tr("Map colours"), "theme", choices(kinds.THEMES, theme_name))
    form.choice(tr("Personas"), "persona_style", choices(kinds.PERSONA_STYLES, persona_style_name))
    form.side_by_side()
    form.heading(tr("Project"))
    project = [session.document.project().id]
    form.name(tr("Project name"), "name", of=project)
    form.name(tr("Author"), "author", of=project)
    return form


def _channels(session: Session) -> Callable[[], Sequence[tuple[str, str]]]:
    def options() -> list[tuple[str, str]]:
        channels = session.document.channels()
        return [
            ("", tr("None")),
            *((each.id, channel_name(each, session.journey.language)) for each in channels),
        ]

    return options


def _personas(session: Session) -> Callable[[], Sequence[tuple[str, str]]]:
    return lambda: [
        (each.id, persona_name(each)) for each in session.document.personas_of(session.journey_id)
    ]


_FORMS: dict[str, Callable[[Session, str, QWidget], Form]] = {
    "stage": _stage_form,
    "step": _step_form,
    "lane_group": _lane_group_form,
    "curve": curve_form,
    "emotion_point": point_form,
    "link": link_form,
    "support_offer": offer_form,
    "measure": figure_form,
    "note": _note_form,
}
