"""Actions that change or choose what is already on the map."""

from typing import TYPE_CHECKING

from journey_editor.app.window.actions.action import Action, Question, Run
from journey_editor.editing.commands import selection
from journey_editor.foundation.translation import tr
from journey_editor.model.records import Card, kind_of

if TYPE_CHECKING:
    from journey_editor.app.window.main_window import MainWindow

_WITH_TEXT = ("card", "stage", "step", "lane", "note")
_MOVABLE = ("card", "stage", "step", "lane", "persona")


def editing_actions() -> tuple[Action, ...]:
    """Undo, the clipboard, choosing, moving by one place and the emotion."""
    return (
        Action(
            "edit.undo",
            tr("Undo"),
            lambda w: w.session.undo(),
            ("Ctrl+Z",),
            enabled=lambda w: w.session.editor.undo_name is not None,
            label=lambda w: _named(tr("Undo {step}"), tr("Undo"), w.session.editor.undo_name),
            icon="undo-2",
        ),
        Action(
            "edit.redo",
            tr("Redo"),
            lambda w: w.session.redo(),
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            enabled=lambda w: w.session.editor.redo_name is not None,
            label=lambda w: _named(tr("Redo {step}"), tr("Redo"), w.session.editor.redo_name),
            icon="redo-2",
        ),
        Action("edit.cut", tr("Cut"), _cut, ("Ctrl+X",), enabled=_can_copy, icon="scissors"),
        Action("edit.copy", tr("Copy"), _copy, ("Ctrl+C",), enabled=_can_copy, icon="copy"),
        Action("edit.paste", tr("Paste"), _paste, ("Ctrl+V",), icon="clipboard-paste"),
        Action(
            "edit.duplicate", tr("Duplicate"), _duplicate, ("Ctrl+D",), enabled=_can_copy, icon="copy-plus"
        ),
        Action("edit.delete", tr("Delete"), _delete, ("Del", "Backspace"), enabled=_selected, icon="trash-2"),
        Action(
            "picture.remove",
            tr("Remove picture"),
            lambda w: w.pictures.remove(w.session.selection.ids),
            enabled=lambda w: w.pictures.has_one(w.session.selection.ids),
            icon="image-off",
        ),
        Action("edit.select_all", tr("Select all cards"), _select_all, ("Ctrl+A",)),
        Action("edit.select_none", tr("Select nothing"), _select_none, ("Ctrl+Shift+A",), enabled=_selected),
        Action(
            "edit.text", tr("Edit text"), _edit_text, ("F2",), enabled=_one_of(*_WITH_TEXT), icon="pencil"
        ),
        *_moving_actions(),
    )


def _moving_actions() -> tuple[Action, ...]:
    return (
        *(
            Action(f"move.{name}", text, _move(right, down), (keys,), enabled=_any_of(*_MOVABLE))
            for name, text, keys, right, down in (
                ("left", tr("Move left"), "Alt+Left", -1, 0),
                ("right", tr("Move right"), "Alt+Right", 1, 0),
                ("up", tr("Move up"), "Alt+Up", 0, -1),
                ("down", tr("Move down"), "Alt+Down", 0, 1),
            )
        ),
        *(
            Action(
                f"emotion.{name}",
                text,
                _feel(by),
                (keys,),
                enabled=_any_of("card", "emotion_point"),
                icon=icon,
            )
            for name, text, keys, by, icon in (
                ("raise", tr("Raise the emotion"), "Alt+Shift+Up", selection.EMOTION_STEP, "smile-plus"),
                ("lower", tr("Lower the emotion"), "Alt+Shift+Down", -selection.EMOTION_STEP, "frown"),
            )
        ),
    )


def _named(pattern: str, bare: str, step: str | None) -> str:
    return pattern.format(step=step) if step else bare


def _selected(window: "MainWindow") -> bool:
    return bool(window.session.selection)


def _can_copy(window: "MainWindow") -> bool:
    return any(kind_of(each) in ("card", "stage", "lane", "note") for each in window.session.selection.ids)


def _one_of(*kinds: str) -> Question:
    return lambda window: kind_of(window.session.selection.single or "") in kinds


def _any_of(*kinds: str) -> Question:
    return lambda window: any(kind_of(each) in kinds for each in window.session.selection.ids)


def _cut(window: "MainWindow") -> None:
    window.clipboard.copy()
    _remove(window, tr("Cut"))


def _copy(window: "MainWindow") -> None:
    window.clipboard.copy()


def _paste(window: "MainWindow") -> None:
    window.clipboard.paste()


def _duplicate(window: "MainWindow") -> None:
    window.clipboard.duplicate()


def _delete(window: "MainWindow") -> None:
    _remove(window, tr("Delete"))


def _remove(window: "MainWindow", name: str) -> None:
    """Remove what is selected; what stood beside it has the focus then."""
    session = window.session
    ids, cell = session.selection.ids, session.selection.cell
    if not ids:
        return
    following = selection.neighbour_after_removal(session.document, ids)
    attempt = session.edit(name)
    with attempt as draft:
        selection.remove_all(draft, session.journey_id, ids)
    if attempt.succeeded:
        beside = session.document.find(following) if following else None
        if isinstance(beside, Card):
            cell = (beside.step, beside.lane)
        session.selection.replace([beside.id] if beside else (), cell)


def _select_all(window: "MainWindow") -> None:
    session = window.session
    cards = session.document.cards_of(session.journey_id)
    session.selection.replace((card.id for card in cards), session.selection.cell)


def _select_none(window: "MainWindow") -> None:
    window.session.selection.clear()


def _edit_text(window: "MainWindow") -> None:
    if window.session.selection.single:
        window.canvas.edit_text(window.session.selection.single)


def _move(right: int, down: int) -> Run:
    def run(window: "MainWindow") -> None:
        session = window.session
        ids = session.selection.ids
        # What is at the right of the screen comes earlier where the journey is read from the right.
        ahead = -right if session.journey.direction == "rtl" else right
        with session.edit(tr("Move")) as draft:
            selection.move_by_one(draft, session.journey_id, ids, ahead, down)
        if session.selection.single:
            window.canvas.reveal(session.selection.single)

    return run


def _feel(delta: float) -> Run:
    def run(window: "MainWindow") -> None:
        session = window.session
        ids = session.selection.ids
        with session.edit(tr("Change the emotion"), extends=("emotion", *ids)) as draft:
            selection.shift_emotion(draft, session.journey_id, ids, delta)

    return run
