"""Menu of the hidden lanes and personas."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.short_words import ENTRY_WIDTH, short_words
from journey_editor.app.window.actions.action_set import ActionSet
from journey_editor.editing.commands.visibility import (
    hidden_lanes,
    hidden_personas,
    hide_lanes,
    hide_personas,
)
from journey_editor.foundation.translation import tr
from journey_editor.wording.map_words import persona_name, title_of

_STANDING = ("lane.show_all", "persona.show_all")


def fill_hidden_menu(menu: QMenu, session: Session, actions: ActionSet) -> None:
    """Fill the menu with the lanes and personas that are hidden now; choosing one shows it again."""
    menu.clear()
    seen, journey = session.seen, session.journey_id
    lanes, personas = hidden_lanes(seen, journey), hidden_personas(seen, journey)
    for lane in lanes:
        name = title_of(lane, session.journey.language)
        _add(menu, tr("Show lane: {name}").format(name=name), partial(_show_lane, session, lane.id))
    for persona in personas:
        text = tr("Show persona: {name}").format(name=persona_name(persona))
        _add(menu, text, partial(_show_persona, session, persona.id))
    if menu.isEmpty():
        menu.addAction(tr("Nothing is hidden")).setEnabled(False)
    menu.addSeparator()
    for each in _STANDING:
        menu.addAction(actions[each])


def _add(menu: QMenu, text: str, run: Callable[[], None]) -> None:
    action = menu.addAction(style.icon("eye"), short_words(menu, text, ENTRY_WIDTH))
    action.triggered.connect(lambda _=False: run())


def _show_lane(session: Session, lane_id: str) -> None:
    transaction = session.edit(tr("Show lane"))
    with transaction as draft:
        hide_lanes(draft, [lane_id], hidden=False)
    if transaction.succeeded:
        session.selection.replace([lane_id])


def _show_persona(session: Session, persona_id: str) -> None:
    transaction = session.edit(tr("Show persona"))
    with transaction as draft:
        hide_personas(draft, session.journey_id, [persona_id], hidden=False)
    if transaction.succeeded:
        session.selection.replace([persona_id])
