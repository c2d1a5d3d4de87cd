"""Bar beside the selected cards: everything frequent is one click or one key away, and never in the way."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from journey_editor.app.panels.card_bar import CardBar
from journey_editor.app.panels.card_bar_parts import BarButton, PersonasPart
from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.cards import add_card, mark_persona
from journey_editor.editing.commands.personas import add_persona
from journey_editor.foundation.geometry import Box
from journey_editor.layout.queries.bar_place import place_beside
from journey_editor.model.records import Card, Channel, EmotionPoint, Persona
from tests.app.canvas.driver import CTRL, NONE, SHIFT, Driver
from tests.app.driver import find, select, settle

pytestmark = pytest.mark.usefixtures("kept_window")

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ORDER, ADVISER, CALENDAR = "Order with a fixed date", "Adviser compares", "One calendar"


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    sample.resize(1440, 900)
    settle()
    sample.canvas.set_zoom(0.85)
    return sample


def place_of(window: MainWindow, words: str) -> QPoint:
    box = window.canvas.map_scene.layout.cards[find(window, "card", words)].box
    window.canvas.show_box(box.grown(120))
    settle()
    return window.canvas.mapFromScene(QPointF(*box.center))


def click(window: MainWindow, words: str, held: Qt.KeyboardModifier = NONE) -> CardBar:
    QTest.mouseClick(window.canvas.viewport(), LEFT, held, place_of(window, words))
    settle()
    return window.bars.card_bar


def on_screen(window: MainWindow, words: str) -> QRect:
    box = window.canvas.map_scene.layout.cards[find(window, "card", words)].box
    corner = window.canvas.to_viewport(QPointF(box.x, box.y))
    zoom = window.canvas.zoom()
    size = QSize(round(box.width * zoom), round(box.height * zoom))
    return QRect(corner.toPoint(), size)


def button(window: MainWindow, name: str) -> BarButton:
    found = [each for part in window.bars.card_bar.parts.values() for each in part.buttons()]
    return next(each for each in found if each.accessibleName().startswith(name))


def push(window: MainWindow, name: str) -> None:
    QTest.mouseClick(button(window, name), LEFT)
    settle()


def key(name: Qt.Key | str, held: Qt.KeyboardModifier = NONE) -> QWidget:
    """Press a key in the focused widget, and return the one that has the focus then."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, name, held)
    settle()
    after = QApplication.focusWidget()
    assert after is not None
    return after


def card(window: MainWindow, words: str) -> Card:
    return window.session.document.get(Card, find(window, "card", words))


def values(window: MainWindow, words: str) -> list[float]:
    points = window.session.document.select(EmotionPoint, card=find(window, "card", words))
    return sorted(point.value for point in points)


def people(window: MainWindow, words: str) -> set[str]:
    personas = window.session.document.personas_on(find(window, "card", words))
    return {each.name.split()[0] for each in personas}


def test_a_click_on_a_card_shows_the_bar_beside_it_and_not_over_it(window: MainWindow) -> None:
    bar = click(window, ORDER)
    assert bar.isVisible()
    assert not bar.geometry().intersects(on_screen(window, ORDER))
    assert bar.geometry().bottom() < on_screen(window, ORDER).top()
    assert window.canvas.hasFocus(), "the keyboard stays with the map"


def test_every_field_of_a_touchpoint_is_one_click_away(window: MainWindow) -> None:
    click(window, ADVISER)
    push(window, "Emotion: delighted")
    assert values(window, ADVISER) == [1.0]
    push(window, "Persona: Tom")
    assert people(window, ADVISER) == {"Amira", "Tom"}
    push(window, "Moment of truth")
    assert card(window, ADVISER).moment_of_truth
    push(window, "Channel")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    phone = next(each for each in menu.actions() if each.text() == "Phone")
    assert not phone.icon().isNull()
    assert menu.actions()[-1].text() == "New channel…"
    phone.trigger()
    menu.close()
    settle()
    channel = window.session.document.get(Channel, card(window, ADVISER).channel)
    assert channel.kind == "phone"
    assert window.bars.card_bar.isVisible()
    assert button(window, "Channel").accessibleName() == "Channel: Phone"
    assert window.session.selection.ids == (find(window, "card", ADVISER),)
    for _ in range(4):
        window.session.undo()
        settle()
        assert window.bars.card_bar.isVisible(), "the bar follows undo"
    assert people(window, ADVISER) == {"Amira"}


def test_a_second_click_on_a_face_removes_the_emotion(window: MainWindow) -> None:
    click(window, ADVISER)
    push(window, "Emotion: neutral")
    assert button(window, "Emotion: neutral").isChecked()
    push(window, "Emotion: neutral")
    assert values(window, ADVISER) == []


def test_pain_points_and_opportunities_have_their_own_rows(window: MainWindow) -> None:
    click(window, "Put off on the day")
    assert set(window.bars.card_bar.parts) == {"personas", "tags", "severity", "more"}
    push(window, "Severity: 2")
    assert card(window, "Put off on the day").severity == 2
    click(window, CALENDAR)
    assert set(window.bars.card_bar.parts) == {"personas", "tags", "impact", "effort", "more"}
    push(window, "Effort: 5")
    assert card(window, CALENDAR).effort == 5


def test_several_cards_show_what_they_share_and_a_dash_for_the_rest(window: MainWindow) -> None:
    click(window, ORDER)
    bar = click(window, ADVISER, CTRL)
    assert bar.isVisible() and len(bar.ids) == 2
    assert button(window, "Channel").text() == "–"
    assert button(window, "Channel").accessibleName() == "Channel: Several values"
    assert button(window, "Persona: Amira").isChecked()
    assert button(window, "Persona: Tom").text() == "–"
    assert button(window, "Persona: Tom").accessibleDescription() == "Several values"
    push(window, "Persona: Tom")
    assert people(window, ORDER) == people(window, ADVISER) == {"Amira", "Tom"}
    push(window, "Persona: Amira")
    assert people(window, ORDER) == people(window, ADVISER) == {"Tom"}
    push(window, "Moment of truth")
    window.session.undo()
    settle()
    assert bar.isVisible(), "undo selects only the card that it changed"
    assert len(bar.ids) == 1
    click(window, CALENDAR, CTRL)
    assert set(bar.parts) == {"personas", "tags", "more"}, "only the fields that all of them have"


def test_f6_goes_to_the_bar_and_keys_do_the_rest(window: MainWindow) -> None:
    window.activateWindow()
    select(window, "card", ADVISER)
    window.canvas.setFocus()
    assert not window.bars.card_bar.isVisible()
    assert key(KEY.Key_F6) is button(window, "Channel")
    assert window.bars.card_bar.isVisible()
    key("2")
    assert window.session.document.get(Channel, card(window, ADVISER).channel)
    assert key(KEY.Key_Right) is button(window, "Persona: Amira")
    assert key(KEY.Key_Right) is button(window, "Persona: Tom")
    key(KEY.Key_Space)
    assert people(window, ADVISER) == {"Amira", "Tom"}
    assert key(KEY.Key_Tab) is button(window, "Tags")
    key(KEY.Key_Tab)
    key("5")
    assert values(window, ADVISER) == [1.0, 1.0]
    assert key(KEY.Key_Up) is button(window, "Tags")
    key(KEY.Key_Down)
    key(KEY.Key_Delete)
    assert values(window, ADVISER) == []
    assert card(window, ADVISER), "Delete did not remove the card"
    key("x")
    assert not window.canvas.writing.active, "letters are not typed into the map"
    key(KEY.Key_End)
    key(KEY.Key_Left)
    key(KEY.Key_Return)
    assert card(window, ADVISER).moment_of_truth
    assert key(KEY.Key_Escape) is window.canvas
    key(KEY.Key_Right)
    assert not window.bars.card_bar.isVisible(), "arrow keys on the map hide it"


def test_f6_after_typing_goes_to_the_bar_of_the_new_card(window: MainWindow) -> None:
    window.activateWindow()
    select(window, "card", ADVISER)
    window.session.selection.replace([find(window, "card", ADVISER)])
    window.canvas.setFocus()
    QTest.keyClicks(window.canvas, "N")
    settle()
    QTest.keyClicks(window.canvas.writing.editor, "ew touchpoint")
    assert window.bars.card_bar.isAncestorOf(key(KEY.Key_F6))
    new = find(window, "card", "New touchpoint")
    assert window.session.selection.ids == (new,)
    key(KEY.Key_End)
    key(KEY.Key_Left)
    key("1")
    assert window.session.document.get(Card, new).moment_of_truth


def test_f6_visits_every_area_of_the_window_and_shift_f6_goes_back(window: MainWindow) -> None:
    window.activateWindow()
    select(window, "card", ADVISER)
    window.canvas.setFocus()
    areas = (window.bars.card_bar, window.inspector, window.status_line, window.outline, window.top_bar)
    for area in areas:
        assert area.isAncestorOf(key(KEY.Key_F6)), area
    assert key(KEY.Key_F6) is window.canvas
    for area in reversed(areas):
        assert area.isAncestorOf(key(KEY.Key_F6, SHIFT)), area
    window.session.selection.clear()
    settle()
    window.canvas.setFocus()
    assert window.inspector.isAncestorOf(key(KEY.Key_F6)), "without a card there is no bar"


def test_capturing_by_keyboard_never_shows_the_bar(window: MainWindow) -> None:
    click(window, ORDER)
    for step in ("a", KEY.Key_Return, "b", KEY.Key_Tab, "c", KEY.Key_Escape, KEY.Key_Left, KEY.Key_Return):
        focused = window.canvas.writing.editor if window.canvas.writing.active else window.canvas
        QTest.keyClick(focused, step)
        settle()
        assert not window.bars.card_bar.isVisible(), step


def test_the_bar_is_hidden_while_something_is_dragged_or_the_map_is_panned(window: MainWindow) -> None:
    bar = click(window, ORDER)
    start = place_of(window, ORDER)
    view = window.canvas.viewport()
    QTest.mousePress(view, LEFT, NONE, start)
    QTest.mouseMove(view, start + QPoint(9, 9))

    driver = Driver(window.session, window.canvas)
    driver._last = start
    driver.drag_to(start + QPoint(30, 30))
    assert not bar.isVisible()
    QTest.keyClick(window.canvas, KEY.Key_Escape)
    QTest.mouseRelease(view, LEFT, NONE, start)
    settle()
    assert bar.isVisible()
    QTest.keyPress(window.canvas, KEY.Key_Space)
    assert not bar.isVisible()
    QTest.keyRelease(window.canvas, KEY.Key_Space)
    assert bar.isVisible()


def test_the_bar_follows_the_card_at_the_same_size(window: MainWindow) -> None:
    bar = click(window, ORDER)
    size, gap = bar.size(), on_screen(window, ORDER).top() - bar.geometry().bottom()
    window.canvas.scroll_by(40, 15)
    assert abs(on_screen(window, ORDER).top() - bar.geometry().bottom() - gap) <= 1
    window.canvas.set_zoom(1.3)
    window.canvas.reveal(find(window, "card", ORDER))
    assert bar.isVisible() and bar.size() == size
    assert not bar.geometry().intersects(on_screen(window, ORDER))
    window.canvas.set_zoom(0.3)
    assert not bar.isVisible(), "at a very small zoom it would hide the map"
    window.canvas.set_zoom(0.85)
    assert bar.isVisible()
    window.canvas.scroll_by(0, 3000)
    assert not bar.isVisible(), "the card is out of sight"


def test_the_bar_keeps_clear_of_the_frozen_headers(window: MainWindow) -> None:
    bar = click(window, ORDER)
    for _ in range(12):
        window.canvas.scroll_by(0, 30)
        covered = window.canvas.frozen.covered()
        assert not bar.isVisible() or bar.y() >= covered.top()
        assert not bar.isVisible() or bar.x() >= covered.left()


def test_ten_personas_with_long_names_fit_any_window(window: MainWindow) -> None:
    with window.session.edit("Add personas") as draft:
        for number in range(10):
            add_persona(
                draft, window.session.journey_id, name=f"Maximiliane-Charlotte & Oberfranken {number}"
            )
    for width in (1440, 1280, 1000):
        window.resize(width, 800)
        settle()
        bar = click(window, ORDER)
        assert bar.isVisible() and bar.width() <= window.canvas.viewport().width()
        assert bar.sizeHint().width() <= bar.width()
    persona = window.session.document.personas_of(window.session.journey_id)[5]
    push(window, "Personas")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[5].trigger()
    menu.close()
    settle()
    assert isinstance(persona, Persona)
    assert persona in window.session.document.personas_on(find(window, "card", ORDER))


def test_a_blank_map_offers_the_usual_channels(program: Application, qtbot: QtBot) -> None:
    window = program.new_project("blank")
    qtbot.waitExposed(window)
    session = window.session
    touchpoints = next(
        each for each in session.document.lanes_of(session.journey_id) if each.kind == "touchpoint"
    )
    with session.edit("Add card") as draft:
        step = draft.columns_of(session.journey_id)[0].id
        new = [add_card(draft, step, touchpoints.id, text).id for text in ("Calls", "Calls again")]
    settle()
    click(window, "Calls")
    session.selection.replace(new)
    window.canvas.ask_bar()
    push(window, "Channel")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(each for each in menu.actions() if each.text() == "Phone").trigger()
    menu.close()
    settle()
    (phone,) = session.document.channels()
    assert {session.document.get(Card, each).channel for each in new} == {phone.id}
    session.undo()
    assert session.document.channels() == ()


def test_a_read_only_project_has_no_bar(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(window.session), "read_only", True)
    bar = click(window, ORDER)
    assert not bar.isVisible()


def test_the_context_menu_opens_from_the_bar(window: MainWindow) -> None:
    click(window, ORDER)
    push(window, "More commands")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert any(each.objectName() == "edit.duplicate" for each in menu.actions())
    menu.close()


def test_the_new_channel_of_the_menu_is_for_the_selected_cards(window: MainWindow) -> None:
    click(window, ORDER)
    wanted: list[object] = []
    window.bars.card_bar.channel_wanted.connect(wanted.append)
    push(window, "Channel")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[-1].trigger()
    menu.close()
    settle()
    assert wanted == [(find(window, "card", ORDER),)]
    for dialog in window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if dialog.isWindow():
            dialog.close()


def test_the_focus_returns_to_the_map_when_the_card_is_gone(window: MainWindow) -> None:
    window.activateWindow()
    select(window, "card", ADVISER)
    window.canvas.setFocus()
    key(KEY.Key_F6)
    with window.session.edit("Remove") as draft:
        draft.remove(find(window, "card", ADVISER))
    settle()
    assert not window.bars.card_bar.isVisible()
    assert window.canvas.hasFocus()


def test_the_place_of_the_bar() -> None:
    room = Box(0, 0, 1000, 600)
    size = (300, 36)

    def place(*boxes: Box, **options: float) -> tuple[float, float] | None:
        return place_beside(boxes, size, room, **options)

    assert place(Box(100, 200, 150, 80)) == (100, 154), "above"
    assert place(Box(100, 20, 150, 80), next_height=46) == (100, 156), "below the next empty place"
    assert place(Box(900, 200, 150, 80)) == (700, 154), "inside the view"
    assert place(Box(100, 20, 150, 560)) == (280, 20), "at the side of a tall card"
    assert place_beside([Box(600, 20, 150, 560)], size, room, right_to_left=True) == (270, 20)
    assert place_beside([Box(600, 200, 150, 80)], size, room, right_to_left=True) == (450, 154)
    assert place(Box(100, 10, 150, 80), Box(400, 300, 150, 290)) == (400, 254), "by the last card"
    assert place(Box(10, 10, 980, 580)) is None, "nowhere without covering the card"
    assert place(Box(100, -200, 150, 80)) is None


def test_a_tap_on_a_touch_screen_shows_the_bar(window: MainWindow, screen: QPointingDevice) -> None:
    # Touches are reported only within the screen.
    window.resize(790, 780)
    window.outline.hide()
    window.inspector.hide()
    settle()
    viewport, at = window.canvas.viewport(), place_of(window, ORDER)
    QTest.touchEvent(viewport, screen).press(0, at, viewport).commit()
    QTest.touchEvent(viewport, screen).release(0, at, viewport).commit()
    settle()
    assert window.session.selection.ids == (find(window, "card", ORDER),)
    assert window.bars.card_bar.isVisible()


def test_a_name_with_an_ampersand_is_whole_in_the_menu_of_several_cards(window: MainWindow) -> None:
    with window.session.edit("Invite") as draft:
        newcomer = add_persona(draft, window.session.journey_id, name="R&D lead").id
        mark_persona(draft, find(window, "card", ADVISER), newcomer, marked=True)
    select(window, "card", ADVISER, ORDER)
    window.bars.card_bar.fit(200)
    part = window.bars.card_bar.parts["personas"]
    assert isinstance(part, PersonasPart)
    part.open_menu()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "– R&&D lead" in [each.text() for each in menu.actions()]
    menu.close()
