"""Incomplete maps: every action on them makes an edit or shows a message, and never raises an error."""

from collections.abc import Callable

import pytest
from hypothesis import settings
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.curves import add_curve, add_point
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import kind_of
from tests.app.canvas.driver import CTRL, NONE, Driver
from tests.app.dialog_driver import every_opened
from tests.app.driver import settle

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def odd_map(*, stages: int = 0, lanes: tuple[str, ...] = (), people: int = 0, rich: bool = False) -> Document:
    """Return a map with a number of stages and personas, and lanes; a `rich` one has a card and a curve."""
    draft = Draft(Document(), counting_ids())
    new_project(draft, name="Odd")
    journey = add_journey(draft, title="Odd").id
    personas = [add_persona(draft, journey, name=f"Persona {number}").id for number in range(people)]
    made_stages = [add_stage(draft, journey, name=f"Stage {number}").id for number in range(stages)]
    made_lanes = [add_lane(draft, journey, kind).id for kind in lanes]
    if rich:
        step = draft.steps_of(made_stages[0])[0].id
        add_card(draft, step, made_lanes[0], "The only card")
        add_point(draft, add_curve(draft, journey, personas[0] if personas else "").id, step, 0.5, 0.2)
    return draft.finish()


BOTH = ("text", "emotion")
MAPS: dict[str, Callable[[], Document]] = {
    "nothing": odd_map,
    "no stages": lambda: odd_map(lanes=BOTH, people=1),
    "no stages, a curve's lane alone": lambda: odd_map(lanes=("emotion",)),
    "no lanes": lambda: odd_map(stages=2, people=1),
    "personas alone": lambda: odd_map(people=2),
    "no persona": lambda: odd_map(stages=2, lanes=BOTH),
    "no curve": lambda: odd_map(stages=1, lanes=("text",), people=1),
    "one of each": lambda: odd_map(stages=1, lanes=BOTH, people=1, rich=True),
    "one of each without a persona": lambda: odd_map(stages=1, lanes=BOTH, rich=True),
}

_ELSEWHERE = (
    "project.",
    "template.",
    "program.",
    "help.",
    "view.",
    "picture.add",
    "channel.add",
    "edit.contact_log",
)
"""Actions that open dialogs or windows, or do not change the map."""
TURNS = 1 if settings.get_current_profile_name() == "thorough" else 4
"""Selections with which each kind of lane is added once: with all of them, the map grows large each time."""
KEYS = (
    *(KEY.Key_Left, KEY.Key_Right, KEY.Key_Up, KEY.Key_Down, KEY.Key_Home, KEY.Key_End, KEY.Key_Tab),
    *(
        KEY.Key_Return,
        KEY.Key_F2,
        KEY.Key_Escape,
        KEY.Key_Space,
        KEY.Key_A,
        KEY.Key_Delete,
        KEY.Key_Backspace,
    ),
)


@pytest.fixture(params=MAPS)
def odd(program: Application, qtbot: QtBot, request: pytest.FixtureRequest) -> MainWindow:
    window = program.show_unnamed(MAPS[request.param]())
    qtbot.waitExposed(window)
    window.activateWindow()
    settle()
    return window


def places(window: MainWindow) -> list[QPoint]:
    """Return positions all over the map: the centre of every drawn group, and a grid."""
    view, layout = window.canvas, window.canvas.map_scene.layout
    boxes = [
        *(each.frame for each in layout.charts),
        *(each.box for each in layout.cells),
        *(each.label for each in layout.lanes),
        *(each.box for each in layout.stages),
        *(each.box for each in layout.cards.values()),
        *(each.box for each in layout.header.personas),
        layout.header.title.box,
    ]
    grid = [(x / 3 * layout.width, y / 3 * layout.height) for x in (1, 2) for y in (1, 2)]
    return [view.mapFromScene(QPointF(*at)) for at in [*(box.center for box in boxes), *grid]]


def go_on(window: MainWindow, whole: Document) -> None:
    """End what was begun, close dialogs and undo all edits; the map must be as before."""
    window.canvas.cancel()
    for dialog in every_opened(QDialog):
        dialog.reject()
    while window.session.editor.undo_name:
        window.session.undo()
    settle()
    assert window.session.document == whole


def test_the_mouse_and_the_keys_work_everywhere(odd: MainWindow) -> None:
    seen = odd.canvas.state()
    for use in (click_and_double_click, drag_from_everywhere_to_everywhere, press_keys_with_any_selection):
        use(odd)
        odd.session.selection.clear()
        odd.canvas.restore(seen)
        settle()


def click_and_double_click(odd: MainWindow) -> None:
    """Click everywhere, and write where a text opens."""
    whole, viewport = odd.session.document, odd.canvas.viewport()
    for place in places(odd):
        QTest.mouseClick(viewport, LEFT, NONE, place)
        QTest.mouseDClick(viewport, LEFT, NONE, place)
        if odd.canvas.writing.active:
            QTest.keyClick(odd.canvas.writing.editor, KEY.Key_A)
            QTest.keyClick(odd.canvas.writing.editor, KEY.Key_Tab)
        go_on(odd, whole)


def drag_from_everywhere_to_everywhere(odd: MainWindow) -> None:
    """Drag all over the map, with and without Ctrl."""
    whole, driver = odd.session.document, Driver(odd.session, odd.canvas)
    found = places(odd)
    for number, (start, end) in enumerate(zip(found, [*found[3:], *found[:3]], strict=True)):
        driver.press(start, CTRL if number % 2 else NONE).drag_to(end)
        assert odd.canvas.pointer.gesture is not None
        odd.canvas.viewport().repaint()
        driver.release()
        go_on(odd, whole)


def press_keys_with_any_selection(odd: MainWindow) -> None:
    """Press each key after a click at each place."""
    whole, view = odd.session.document, odd.canvas
    for place in places(odd):
        for key in KEYS:
            QTest.mouseClick(view.viewport(), LEFT, NONE, place)
            QTest.keyClick(QApplication.focusWidget() or view, key)
            QTest.keyRelease(view, KEY.Key_Space)
        go_on(odd, whole)


def test_every_enabled_action_works_with_any_selection(odd: MainWindow) -> None:
    whole = odd.session.document
    everything = [record.id for record in whole.in_order()]
    one_of_each = {kind_of(each): (each,) for each in everything}.values()
    actions = [
        (row, action) for row, action in odd.actions_of_table.rows() if not row.id.startswith(_ELSEWHERE)
    ]
    kinds = [row.id for row, _ in actions if row.id.startswith("lane.add.")]
    for turn, chosen in enumerate([(), *one_of_each, tuple(everything)]):
        left_out = {each for at, each in enumerate(kinds) if (at + turn) % TURNS}
        for row, action in actions:
            if row.id in left_out:
                continue
            odd.session.selection.replace(each for each in chosen if each in odd.session.document)
            # As a refresh does for all actions, which would take most of the time.
            action.setEnabled(row.enabled(odd))
            action.trigger()
        go_on(odd, whole)


def test_text_can_be_pasted_with_any_selection(odd: MainWindow) -> None:
    whole = odd.session.document
    for text in ("One\nTwo", "A\tB\tC\nD\tE\tF"):
        for each in ("", *(record.id for record in whole.in_order())):
            odd.session.selection.replace([each])
            QApplication.clipboard().setText(text)
            odd.clipboard.paste()
            go_on(odd, whole)


def test_a_map_without_visible_cards_is_painted_when_there_is_no_time_left(
    program: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Zoomed out, with no time left in a frame to prepare anything."""
    window = program.show_unnamed(MAPS["one of each"]())
    qtbot.waitExposed(window)
    view = window.canvas
    view.set_zoom(0.3)
    settle()
    card = next(iter(view.map_scene.layout.cards.values()))
    monkeypatch.setattr("journey_editor.app.canvas.picture.tiles.IN_A_FRAME", -1.0)
    place = view.mapFromScene(QPointF(*card.box.center))
    Driver(window.session, view).press(place).drag_to(place + QPoint(20, 20))
    assert view.pointer.gesture is not None
    view.set_zoom(0.25)
    view.viewport().repaint()
    view.pointer.cancel()
