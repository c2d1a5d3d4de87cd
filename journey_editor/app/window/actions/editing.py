"""Actions that select, change or move existing items."""

from collections.abc import Callable, Sequence

from journey_editor.app.canvas.tools.move_note import NUDGE, move_notes
from journey_editor.app.session.reference_entries import references_on
from journey_editor.app.session.removal import remove_selection
from journey_editor.app.window.actions.action import Action, Handler, Predicate
from journey_editor.app.window.actions.host import ActionHost
from journey_editor.editing.commands import selection
from journey_editor.editing.commands.curves import curve_for
from journey_editor.editing.commands.lane_spans import can_extend_lanes, extend_lane_spans
from journey_editor.editing.commands.sizes import fit_content, set_height, set_widths, steps_in
from journey_editor.editing.commands.spans import can_extend, extend_spans
from journey_editor.editing.commands.stages import merge_stages, merge_steps, split_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.translation import tr
from journey_editor.model.records import Lane, Record, kind_of
from journey_editor.wording.curve_scales import step_on

_WITH_TEXT = ("card", "stage", "step", "lane", "lane_group", "note", "persona", "link", "emotion_point")
_SIZED = ("stage", "step", "lane")
_SIZE_STEP = 24.0
"""Map units by which a command changes a size."""
_MOVABLE = ("card", "stage", "step", "lane", "lane_group", "persona", "curve", "note")


def editing_actions() -> tuple[Action, ...]:
    """Return the actions for undo, clipboard, selection, moving and emotions."""
    return (
        Action(
            "edit.undo",
            tr("Undo"),
            lambda host: host.session.undo(),
            ("Ctrl+Z",),
            enabled=lambda host: host.session.editor.undo_name is not None,
            label=lambda host: _named(tr("Undo {step}"), tr("Undo"), host.session.editor.undo_name),
            icon="undo-2",
        ),
        Action(
            "edit.redo",
            tr("Redo"),
            lambda host: host.session.redo(),
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            enabled=lambda host: host.session.editor.redo_name is not None,
            label=lambda host: _named(tr("Redo {step}"), tr("Redo"), host.session.editor.redo_name),
            icon="redo-2",
        ),
        Action("edit.cut", tr("Cut"), _cut, ("Ctrl+X",), enabled=_can_copy, icon="scissors"),
        Action("edit.copy", tr("Copy"), _copy, ("Ctrl+C",), enabled=_can_copy, icon="copy"),
        Action("edit.paste", tr("Paste"), _paste, ("Ctrl+V",), icon="clipboard-paste"),
        Action(
            "edit.duplicate",
            tr("Duplicate"),
            _duplicate,
            ("Ctrl+D",),
            enabled=_can_duplicate,
            icon="copy-plus",
        ),
        Action("edit.delete", tr("Delete"), _delete, ("Del", "Backspace"), enabled=_selected, icon="trash-2"),
        Action(
            "picture.remove",
            tr("Remove picture"),
            lambda host: host.pictures.remove(host.session.selection.ids),
            enabled=lambda host: host.pictures.has_one(host.session.selection.ids),
            icon="image-off",
        ),
        Action("edit.select_all", tr("Select all cards"), _select_all, ("Ctrl+A",)),
        Action("edit.select_none", tr("Deselect all"), _select_none, ("Ctrl+Shift+A",), enabled=_selected),
        Action(
            "edit.text", tr("Edit text"), _edit_text, ("F2",), enabled=_one_of(*_WITH_TEXT), icon="pencil"
        ),
        *_opening_actions(),
        *_column_actions(),
        *_span_actions(),
        *_finding_actions(),
        *_moving_actions(),
    )


def _opening_actions() -> tuple[Action, ...]:
    """Return the actions that open a dialog or a reference."""
    return (
        Action("tag.manage", tr("Manage tags…"), lambda host: host.card_dialogs.manage_tags(), icon="tag"),
        Action(
            "edit.backlog",
            tr("Backlog…"),
            lambda host: host.card_dialogs.show_backlog(host.canvas.reveal),
            ("Ctrl+Shift+B",),
            icon="clipboard-list",
        ),
        Action(
            "edit.evidence",
            tr("Evidence…"),
            lambda host: host.card_dialogs.show_evidence(),
            ("Ctrl+Shift+K",),
            icon="quote",
        ),
        Action("project.brand", tr("Brand…"), lambda host: host.files.edit_brand(), icon="palette"),
        Action(
            "persona.sheet",
            tr("Persona sheet…"),
            lambda host: host.card_dialogs.show_sheet(),
            enabled=lambda host: bool(host.card_dialogs.persona),
            icon="user",
        ),
        Action(
            "reference.open",
            tr("Open reference…"),
            lambda host: host.references.show_menu(),
            ("Ctrl+R",),
            enabled=lambda host: bool(references_on(host.session.document, _cards(host))),
            icon="paperclip",
        ),
    )


def _column_actions() -> tuple[Action, ...]:
    return (
        Action("stage.merge", tr("Merge stages"), _merge_stages, enabled=_any_of("stage")),
        Action("stage.split", tr("Split the stage before this step"), _split_stage, enabled=_one_of("step")),
        Action("step.merge", tr("Merge steps"), _merge_steps, enabled=_any_of("step")),
        Action("size.enlarge", tr("Make wider or taller"), _resize(_SIZE_STEP), enabled=_any_of(*_SIZED)),
        Action("size.reduce", tr("Make narrower or shorter"), _resize(-_SIZE_STEP), enabled=_any_of(*_SIZED)),
        Action("size.fit", tr("Fit the size to the content"), _fit_content, enabled=_any_of(*_SIZED)),
    )


def _span_actions() -> tuple[Action, ...]:
    over_steps = tuple(
        Action(
            f"span.{name}",
            text,
            _extend(by),
            # Some window managers take the arrows. Page Down goes on in any direction.
            (f"Alt+Shift+{arrow}", f"Ctrl+Shift+{page}"),
            enabled=_can_extend(by),
            mirrored=(f"Alt+Shift+{opposite}", f"Ctrl+Shift+{page}"),
        )
        for name, text, arrow, opposite, page, by in (
            ("more", tr("Span one step more"), "Right", "Left", "PgDown", 1),
            ("fewer", tr("Span one step fewer"), "Left", "Right", "PgUp", -1),
        )
    )
    over_lanes = tuple(
        Action(
            f"span.{name}_lanes",
            text,
            _extend_lanes(by),
            # Some window managers take the arrows.
            (f"Ctrl+Alt+Shift+{arrow}", f"Ctrl+Alt+{page}"),
            enabled=_can_extend_lanes(by),
        )
        for name, text, arrow, page, by in (
            ("more", tr("Span one lane more"), "Down", "PgDown", 1),
            ("fewer", tr("Span one lane fewer"), "Up", "PgUp", -1),
        )
    )
    return over_steps + over_lanes


def _finding_actions() -> tuple[Action, ...]:
    return (
        # The text that is selected in a field becomes the query, so the window ends the typing itself.
        Action(
            "find.find",
            tr("Find…"),
            lambda host: host.open_find(),
            ("Ctrl+F",),
            icon="search",
            while_typing=True,
        ),
        Action(
            "find.replace",
            tr("Find and replace…"),
            lambda host: host.open_find(replacing=True),
            ("Ctrl+H",),
            icon="replace",
            while_typing=True,
        ),
        Action("find.next", tr("Find next"), lambda host: host.find_again(1), ("F3",)),
        Action("find.previous", tr("Find previous"), lambda host: host.find_again(-1), ("Shift+F3",)),
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
                _change_emotion(_shifted(by)),
                (f"Alt+Shift+{arrow}", f"Ctrl+Shift+{arrow}"),
                enabled=_has_emotion,
                icon=icon,
            )
            for name, text, arrow, by, icon in (
                ("raise", tr("Raise the emotion"), "Up", 1, "smile-plus"),
                ("lower", tr("Lower the emotion"), "Down", -1, "frown"),
            )
        ),
        *(
            Action(
                f"emotion.{number}",
                tr("Set the emotion to {level} of 5").format(level=number),
                _change_emotion(_set_to((number - 3) / 2)),
                (f"Alt+Shift+{number}", f"Ctrl+Shift+{number}"),
                enabled=_has_emotion,
            )
            for number in range(1, 6)
        ),
    )


def _named(pattern: str, bare: str, step: str | None) -> str:
    return pattern.format(step=step) if step else bare


def _selected(host: ActionHost) -> bool:
    return bool(host.session.selection)


def _can_copy(host: ActionHost) -> bool:
    copied = ("card", "stage", "lane", "lane_group", "note", "persona")
    return any(kind_of(each) in copied for each in host.session.selection.ids)


def _can_duplicate(host: ActionHost) -> bool:
    return _can_copy(host) or _any_of("step")(host)


def _cards(host: ActionHost) -> Sequence[str]:
    return host.session.selection.of_kind("card")


def _merge_stages(host: ActionHost) -> None:
    _edit_columns(host, tr("Merge stages"), merge_stages, "stage")


def _split_stage(host: ActionHost) -> None:
    _edit_columns(host, tr("Split stage"), lambda draft, ids: split_stage(draft, ids[0]), "step")


def _resize(by: float) -> Handler:
    """Return a handler that changes the width of selected columns and the height of selected lanes."""

    def run(host: ActionHost) -> None:
        session, layout = host.session, host.canvas.map_scene.layout
        ids = session.selection.ids
        with session.edit(tr("Change the size")) as draft:
            steps = set(steps_in(draft, ids))
            set_widths(draft, {each.id: each.column.width + by for each in layout.steps if each.id in steps})
            for lane in layout.lanes:
                if lane.id in ids and lane.collapsed is None:
                    set_height(draft, lane.id, lane.box.height + by)

    return run


def _ahead(host: ActionHost, right: int) -> int:
    """Return a number of steps to the right as one in reading direction."""
    return -right if host.session.journey.direction == "rtl" else right


def _extend(by: int) -> Handler:
    def run(host: ActionHost) -> None:
        session = host.session
        cards = session.selection.of_kind("card")
        with session.edit(tr("Change span")) as draft:
            extend_spans(draft, cards, by)
        host.canvas.reveal(cards[-1])

    return run


def _can_extend(by: int) -> Predicate:
    return lambda host: can_extend(host.session.document, host.session.selection.of_kind("card"), by)


def _extend_lanes(by: int) -> Handler:
    def run(host: ActionHost) -> None:
        session = host.session
        cards = session.selection.of_kind("card")
        with session.edit(tr("Change span")) as draft:
            extend_lane_spans(draft, cards, by)
        host.canvas.reveal(cards[-1])

    return run


def _can_extend_lanes(by: int) -> Predicate:
    return lambda host: can_extend_lanes(host.session.document, host.session.selection.of_kind("card"), by)


def _fit_content(host: ActionHost) -> None:
    with host.session.edit(tr("Fit the size to the content")) as draft:
        fit_content(draft, host.session.selection.ids)


def _merge_steps(host: ActionHost) -> None:
    _edit_columns(host, tr("Merge steps"), merge_steps, "step")


def _edit_columns(
    host: ActionHost, name: str, command: Callable[[Draft, Sequence[str]], Record], kind: str
) -> None:
    """Run a command on the selected columns, and select the column that it returns."""
    session = host.session
    transaction = session.edit(name)
    with transaction as draft:
        made = command(draft, session.selection.of_kind(kind))
    if transaction.succeeded:
        session.selection.replace([made.id])
        host.canvas.reveal(made.id)


def _one_of(*kinds: str) -> Predicate:
    return lambda host: kind_of(host.session.selection.single or "") in kinds


def _any_of(*kinds: str) -> Predicate:
    return lambda host: any(kind_of(each) in kinds for each in host.session.selection.ids)


def _cut(host: ActionHost) -> None:
    host.clipboard.copy(to_remove=True)
    remove_selection(host.session, tr("Cut"))


def _copy(host: ActionHost) -> None:
    host.clipboard.copy()


def _paste(host: ActionHost) -> None:
    host.clipboard.paste()


def _duplicate(host: ActionHost) -> None:
    host.clipboard.duplicate()


def _delete(host: ActionHost) -> None:
    remove_selection(host.session, tr("Delete"))


def _select_all(host: ActionHost) -> None:
    session, shown = host.session, host.canvas.map_scene.layout.cards
    # Cards that the map hides must not be deleted or moved with the others.
    cards = (card.id for card in session.document.cards_of(session.journey_id) if card.id in shown)
    session.selection.replace(cards, session.selection.cell)


def _select_none(host: ActionHost) -> None:
    host.session.selection.clear()


def _edit_text(host: ActionHost) -> None:
    if host.session.selection.single:
        host.canvas.edit_text(host.session.selection.single)


def _move(right: int, down: int) -> Handler:
    def run(host: ActionHost) -> None:
        session, layout = host.session, host.canvas.map_scene.layout
        ids = session.selection.ids
        # Notes move along with what they stick to.
        notes = [each for each in selection.outermost(session.document, ids) if kind_of(each) == "note"]
        extends = ("nudge", *ids) if len(notes) == len(ids) else None
        with session.edit(tr("Move"), extends=extends) as draft:
            hidden = session.shown_view.hidden_cards
            selection.move_by_one(draft, session.journey_id, ids, _ahead(host, right), down, hidden)
            move_notes(draft, layout, notes, right * NUDGE, down * NUDGE)
        if session.selection.single:
            host.canvas.reveal(session.selection.single)

    return run


def _has_emotion(host: ActionHost) -> bool:
    return _any_of("card", "emotion_point")(host) or _chart_step(host) is not None


def _chart_step(host: ActionHost) -> str | None:
    """Return the step in focus in an emotion lane, or None."""
    step, lane_id = host.session.selection.cell or ("", "")
    lane = host.session.document.find(lane_id)
    focused = isinstance(lane, Lane) and lane.kind == "emotion" and not host.session.selection.ids
    return step if focused else None


def _shifted(levels: int) -> selection.EmotionChange:
    return lambda value, curve: value + levels * step_on(curve)


def _set_to(value: float) -> selection.EmotionChange:
    return lambda _value, _curve: value


def _change_emotion(change: selection.EmotionChange) -> Handler:
    """Return a handler that sets the emotion at the selection, or in the focused step of a chart."""

    def run(host: ActionHost) -> None:
        session = host.session
        ids, step = session.selection.ids, _chart_step(host)
        lane = session.selection.cell[1] if step is not None and session.selection.cell else ""
        persona = host.canvas.pen_persona(lane)
        if step is not None:
            new = ""
            transaction = session.edit(tr("Set the emotion"))
            with transaction as draft:
                value = change(0.0, curve_for(draft, session.journey_id, persona))
                hiding = session.shown_view.hiding
                new = selection.set_emotion_in(draft, session.journey_id, step, value, persona, hiding)
            if transaction.succeeded:
                session.selection.replace([new], session.selection.cell)
            return
        with session.edit(tr("Change the emotion"), extends=("emotion", *ids)) as draft:
            selection.change_emotions(draft, session.journey_id, ids, change, persona)

    return run
