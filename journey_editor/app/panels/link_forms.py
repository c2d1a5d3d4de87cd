"""Forms of the inspector for links, with the details of their kinds."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from journey_editor.app.panels.form import Form
from journey_editor.app.panels.form_words import choices
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look.badges import link_icon
from journey_editor.foundation.translation import tr
from journey_editor.layout.boxes import LinkLook
from journey_editor.model import kinds
from journey_editor.model.records import Link, Persona
from journey_editor.wording.choice_names import context_name, line_name, link_color_name, wish_name
from journey_editor.wording.map_words import channel_name, link_name, persona_name
from journey_editor.wording.spoken import end_words


def link_form(session: Session, link_id: str, parent: QWidget) -> Form:
    """Return the form of a link."""
    form = Form(session, [link_id], tr("Change link"), parent)
    form.heading(tr("Link"))
    form.choice(
        tr("Kind"),
        "kind",
        choices(kinds.LINK_KINDS, link_name),
        icon_of=lambda kind: link_icon(LinkLook(kind)),
    )
    kind = session.document.get(Link, link_id).kind
    if kind == "own":
        form.name(tr("Name"), "name", instead=lambda: link_name("own", session.journey.language))
    form.name(tr("Label") if kind != "branch" else tr("Condition"), "label")
    form.choice(
        tr("Colour"),
        "color",
        choices((None, *range(kinds.TAG_COLORS)), link_color_name),
        icon_of=lambda color: link_icon(LinkLook("next", color)),
    )
    form.choice(
        tr("Line"),
        "line",
        choices(kinds.LINK_LINES, line_name),
        icon_of=lambda line: link_icon(LinkLook(kind, None, line)),
    )
    form.side_by_side()
    form.check(tr("Strong line"), "strong")
    form.remark(lambda: _ends_of(session, link_id))
    if kind in _DETAILS_OF:
        _DETAILS_OF[kind](session, form)
    return form


def _handoff(session: Session, form: Form) -> None:
    _actors(session, form)
    _channels(session, form)
    form.name(tr("What is passed on"), "passed")
    _context(form)
    form.name(tr("What the customer has to repeat"), "repeated")
    _wait(form)


def _escalation(session: Session, form: Form) -> None:
    form.name(tr("From level"), "from_level")
    form.name(tr("To level"), "to_level")
    form.side_by_side()
    form.name(tr("Trigger"), "trigger")
    form.time(tr("Time limit"), "time_limit")
    form.name(tr("Who decides"), "decided_by")
    form.side_by_side()
    _actors(session, form)
    _context(form)
    _wait(form)


def _channel_switch(session: Session, form: Form) -> None:
    _channels(session, form)
    form.name(tr("Reason"), "reason")
    form.choice(tr("Wanted by the customer"), "wanted", choices(kinds.WISHES, wish_name))
    _context(form)


def _service_recovery(_session: Session, form: Form) -> None:
    form.name(tr("Who noticed the failure"), "noticed_by")
    form.recovery(tr("Actions"))


def _actors(session: Session, form: Form) -> None:
    unknown = ("", tr("Not specified"))

    def options() -> list[tuple[str, str]]:
        return [unknown, *((each.id, persona_name(each)) for each in session.document.select(Persona))]

    form.choice(tr("From whom"), "giver", options)
    form.choice(tr("To whom"), "taker", options)
    form.side_by_side()


def _channels(session: Session, form: Form) -> None:
    unknown = ("", tr("Not specified"))

    def options() -> list[tuple[str, str]]:
        return [unknown, *((each.id, channel_name(each)) for each in session.document.channels())]

    form.choice(tr("Channel before"), "channel_before", options)
    form.choice(tr("Channel after"), "channel_after", options)
    form.side_by_side()


def _context(form: Form) -> None:
    form.choice(tr("Context"), "context", choices(kinds.CONTEXTS, context_name))


def _wait(form: Form) -> None:
    form.time(tr("Waiting time"), "wait")
    form.time(tr("Target"), "wait_target", tr("Target for the wait"))
    form.side_by_side()


_DETAILS_OF: dict[str, Callable[[Session, Form], None]] = {
    "handoff": _handoff,
    "escalation": _escalation,
    "channel_switch": _channel_switch,
    "service_recovery": _service_recovery,
}


def _ends_of(session: Session, link_id: str) -> str:
    link = session.document.get(Link, link_id)
    source, target = (end_words(session.document, end) for end in link.ends)
    return tr("From “{source}” to “{target}”").format(source=source, target=target)
