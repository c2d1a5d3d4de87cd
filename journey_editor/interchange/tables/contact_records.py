"""Measures of a contact-centre log, and a journey of the path that contacts take most often."""

from typing import Any

from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_channel, add_journey
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.measures import add_measure, set_readings
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import next_sibling, place_before
from journey_editor.foundation.translation import tr
from journey_editor.interchange.channel_kinds import channel_kind
from journey_editor.interchange.tables.contact_figures import (
    FIGURES,
    REPEAT_DAYS,
    ContactFigures,
    PathStep,
    Share,
)
from journey_editor.model.fields import NAME_LIMIT
from journey_editor.model.records import Journey, Measure
from journey_editor.wording.map_words import channel_name

_KINDS = {"handling": "handling", "waiting": "waiting", "asa": "waiting", "transfers": "transfers"}
_LONGEST_STEP = 3650 * 86_400


def figure_name(figure: str) -> str:
    """Return the name of a measure of a log; empty if it has the name of its kind."""
    return {
        "asa": tr("ASA"),
        "abandoned": tr("Abandoned contacts"),
        "repeated": tr("Repeated contacts"),
    }.get(figure, "")


def figure_definition(figure: str, file: str) -> str:
    """Return what a measure counts, and in which file."""
    words = {
        "handling": tr(
            "Talking, hold and wrap-up per handled contact, in the month in which the contact ends."
        ),
        "waiting": tr("Mean of all waiting of the contacts that waited, answered or not."),
        "asa": tr("Average speed of answer: waiting until the first talk, per answered contact."),
        "transfers": tr("Contacts that were transferred or had several agents, of all answered contacts."),
        "abandoned": tr(
            "Contacts that were abandoned, or waited and ended without a talk, of all contacts that "
            "waited or were answered, in percent."
        ),
        "repeated": tr(
            "Contacts within {n} days after the contact before of the same customer, of all contacts with a "
            "customer, in percent."
        ).format(n=REPEAT_DAYS),
    }[figure]
    return tr("{definition} From “{file}”.").format(definition=words, file=file)


def reading_of(figure: str, month: str, share: Share) -> dict[str, Any]:
    """Return the fields of the reading of a month."""
    fields: dict[str, Any] = {
        "day": month, "value": None, "positive": None, "negative": None, "total": share.total,
    }  # fmt: skip
    if figure in ("handling", "waiting", "asa"):
        return {**fields, "value": round(share.amount / share.total, 3)}
    if figure != "transfers":
        # The figures of a measure of one's own are not computed from counts.
        fields["value"] = round(share.amount / share.total * 100, 3)
    return {**fields, "positive": round(share.amount)}


def shown_media(figures: ContactFigures) -> list[str]:
    """Return the media whose figures are shown: none if there is only one."""
    media = sorted({medium for medium, _ in figures.figures if medium})
    return media if len(media) > 1 else []


def add_log_measures(
    draft: Draft, journey_id: str, place: str, figures: ContactFigures, file: str
) -> list[str]:
    """Add the measures of a log: of all contacts to a stage or the journey, and of each medium to a channel.

    Measures of the same name at the same place get the new readings instead. Returns the ids of the measures.
    """
    found = []
    for medium in ("", *shown_media(figures)):
        channel = _channel(draft, medium, draft.get(Journey, journey_id).language) if medium else ""
        for figure in FIGURES:
            months = figures.figures.get((medium, figure))
            if months:
                measure = _measure(draft, journey_id, place, channel, figure)
                draft.change(measure, definition=figure_definition(figure, file))
                set_readings(
                    draft, measure.id, [reading_of(figure, *each) for each in sorted(months.items())]
                )
                found.append(measure.id)
    return found


def add_path_journey(draft: Draft, beside: str, figures: ContactFigures, file: str) -> str:
    """Add a journey of the commonest path after another journey, in its language. Return its id."""
    planned = draft.get(Journey, beside)
    title = tr("Actual path from “{file}”").format(file=file)[:NAME_LIMIT]
    journey = add_journey(draft, title=title, language=planned.language, direction=planned.direction)
    journeys = draft.journeys()
    order = place_before(draft, journeys, next_sibling(journeys, beside), moving=journey)
    words = tr("{n} of {all} contacts take this path. There are {variants} different paths.").format(
        n=figures.path_contacts, all=figures.contacts, variants=figures.variants
    )
    draft.change(journey, order=order, state="as_is", scenario=words)
    lane = add_lane(draft, journey.id, "touchpoint")
    for kind in ("channel", "time"):
        add_lane(draft, journey.id, kind)
    for step in figures.path:
        counted = tr("{n} of {all} contacts").format(n=step.contacts, all=figures.contacts)
        stage = add_stage(draft, journey.id, name=step.state, goal=counted)
        (column,) = draft.steps_of(stage.id)
        details: dict[str, Any] = {"note": _note(step)}
        if step.media:
            details["channel"] = _channel(draft, step.media[0][0], planned.language)
        if 0 < step.seconds <= _LONGEST_STEP:
            details["duration"] = round(step.seconds)
        add_card(draft, column.id, lane.id, step.state, **details)
    return journey.id


def _note(step: PathStep) -> str:
    said = []
    for words, counted in ((tr("Channels: {names}"), step.media), (tr("Queues: {names}"), step.queues)):
        if counted:
            names = ", ".join(f"{name} ({count})" for name, count in counted)
            said.append(words.format(names=names))
    return "\n".join(said)


def log_measure(journey_id: str, figure: str) -> Measure:
    """Return a measure for a figure of a log, which is not in a document yet."""
    kind = _KINDS.get(figure, "own")
    unit = "%" if kind == "own" else ""
    return Measure(
        id="measure:new",
        journey=journey_id,
        kind=kind,
        name=figure_name(figure),
        unit=unit,
        period=tr("month"),
        higher_is_better=False,
    )


def _measure(draft: Draft, journey_id: str, place: str, channel: str, figure: str) -> Measure:
    """Return the measure of a figure at a place; it is added if there is none."""
    plan = log_measure(journey_id, figure)
    where = channel or place or journey_id
    for each in draft.select(Measure, journey=journey_id):
        if (each.place, each.kind, each.name) == (where, plan.kind, plan.name):
            return each
    new = add_measure(draft, journey_id, "" if channel else place, plan.kind)
    fields = {name: getattr(plan, name) for name in ("name", "unit", "period", "higher_is_better")}
    return draft.change(new, channel=channel, **fields)


def _channel(draft: Draft, medium: str, language: str) -> str:
    """Return the channel of a medium: one of its name, or else of its kind, or a new one."""
    channels = draft.channels()
    named = {channel_name(each, language).casefold(): each.id for each in channels}
    if medium.casefold() in named:
        return named[medium.casefold()]
    kind = channel_kind(medium)
    alike = [each.id for each in channels if each.kind == kind] if kind != "other" else []
    return alike[0] if alike else add_channel(draft, medium[:NAME_LIMIT], kind).id
