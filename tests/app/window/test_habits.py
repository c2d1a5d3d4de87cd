"""Habits from canvas tools and spreadsheets: moving the view, selecting, moving and copying things."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journey_editor.editing.commands.journeys import add_journey
from journey_editor.editing.commands.stages import add_stage
from journey_editor.layout.queries.hit_testing import boxes_of, card_order
from journey_editor.layout.queries.navigation import Place
from journey_editor.model.records import Card, Note, Picture
from tests.app.canvas.driver import ALT, CTRL, NONE, SHIFT
from tests.app.driver import choose, find
from tests.app.window.hand import Hand

KEY = Qt.Key
MIDDLE, LEFT = Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton
AT = QPoint(400, 300)


def drag_view(hand: Hand, button: Qt.MouseButton) -> QPointF:
    """Drag on the view, and return by how much the map has moved."""
    before, viewport = hand.corner(), hand.view.viewport()
    QTest.mousePress(viewport, button, NONE, AT)
    QTest.mouseMove(viewport, AT + QPoint(-50, -30))
    QTest.mouseRelease(viewport, button, NONE, AT + QPoint(-50, -30))
    return hand.corner() - before


def test_pan(hand: Hand) -> None:
    """With Space and drag, middle drag, the wheel, Shift and the wheel, and two fingers."""
    QTest.keyPress(hand.view, KEY.Key_Space)
    assert drag_view(hand, LEFT) == QPointF(50, 30)
    QTest.keyRelease(hand.view, KEY.Key_Space)
    assert drag_view(hand, MIDDLE) == QPointF(50, 30)
    assert hand.undo_name is None
    hand.view.set_zoom(2.0)
    before = hand.corner()
    hand.turn(AT, -1)
    assert hand.corner().y() > before.y() and hand.corner().x() == before.x()
    hand.turn(AT, -1, SHIFT)
    assert hand.corner().x() > before.x()
    before = hand.corner()
    hand.turn(AT, 0, pixels=QPoint(-40, -20))
    assert hand.corner() - before == QPointF(20, 10)
    # While a text is typed, Space is a space.
    hand.focus_cell("Purchase", "Thoughts").type("a b")
    assert hand.view.writing.editor.toPlainText() == "a b"


def test_zoom_at_the_pointer(hand: Hand) -> None:
    """With Ctrl and the wheel, a pinch, and the wheel alone if that is set."""
    at, view = QPointF(AT), hand.view
    under = view.to_scene(at)

    def zoomed_at_pointer() -> bool:
        return view.zoom() > 1.05 and (view.to_scene(at) - under).manhattanLength() < 2

    hand.turn(AT, 2, CTRL)
    assert zoomed_at_pointer()
    hand.turn(AT, -2, CTRL)
    assert view.zoom() == pytest.approx(1.0)
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        at, at, QPointF(view.viewport().mapToGlobal(AT)), 0.2, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), pinch)
    assert zoomed_at_pointer()
    view.set_zoom(1.0, at)
    hand.window.settings.set_wheel_zooms(True)
    hand.turn(AT, 1)
    assert zoomed_at_pointer()


def test_zoom_in_and_out_and_to_100_percent(hand: Hand) -> None:
    hand.keys("Ctrl+=").keys("Ctrl+=")
    assert hand.view.zoom() == pytest.approx(1.25**2)
    hand.keys("Ctrl+-")
    assert hand.view.zoom() == pytest.approx(1.25)
    hand.keys("Ctrl+0")
    assert hand.view.zoom() == 1.0


def test_fit_everything_and_fit_the_selection(hand: Hand) -> None:
    def all_seen() -> bool:
        return hand.view.visible_region().contains(hand.view.paper())

    # Ctrl+9 and Ctrl+Shift+9 work always, also while a card has the focus.
    hand.select("Sees an advert").view.set_zoom(3.0)
    hand.keys("Ctrl+9")
    assert all_seen()
    hand.keys("Ctrl+Shift+9")
    assert hand.view.zoom() > 1.5 and not all_seen()
    # Shift+1 and Shift+2 work when no card has the focus, and type otherwise.
    hand.key(KEY.Key_Escape).key(KEY.Key_Escape).key(KEY.Key_Exclam, SHIFT)
    assert all_seen()
    hand.select("Sees an advert", "Asks a friend").key(KEY.Key_At, SHIFT)
    assert hand.view.zoom() > 1.5
    hand.select("Sees an advert").type("!")
    assert hand.view.writing.editor.toPlainText() == "!"


def test_move_the_focus(hand: Hand) -> None:
    """With arrows to the neighbour, with Tab in reading order; a removal moves it to a neighbour."""
    hand.select("Sees an advert")
    for key, focused in (
        (KEY.Key_Down, "Asks a friend"),
        (KEY.Key_Right, "Orders two sizes"),
        (KEY.Key_Left, "Sees an advert"),
    ):
        hand.key(key)
        assert hand.selected() == [focused]
    hand.select("Orders two sizes").key(KEY.Key_Right)
    assert hand.view.focus.place() == Place("", hand.step("Support"), hand.lane("Actions"))
    order = card_order(hand.layout)
    hand.session.selection.replace([order[0]])
    for each in order[1:]:
        hand.keys("Tab")
        assert hand.session.selection.ids == (each,)
    hand.keys("Shift+Tab")
    assert hand.session.selection.ids == (order[-2],)
    for key in (KEY.Key_Delete, KEY.Key_Backspace):
        hand.select("Asks a friend").key(key)
        assert hand.selected() == ["Sees an advert"]
        assert "Asks a friend" not in hand.texts("Awareness", "Actions")
        hand.keys("Ctrl+Z")


def test_move_the_thing(hand: Hand) -> None:
    """With a drag to the mark that shows where it will land, which Esc cancels, and with Alt and arrows."""
    card, cell = hand.card("Calls the shop"), hand.cell("Purchase", "Touchpoints")
    before = hand.document
    hand.press(hand.middle(card)).drag_to(cell)
    marked = hand.view.overlay.marked()
    assert marked is not None
    assert marked.contains(hand.view.place_at(QPointF(cell)))
    hand.key(KEY.Key_Escape).release()
    assert hand.document is before
    hand.press(hand.middle(card)).drag_to(cell).release()
    assert hand.texts("Purchase", "Touchpoints") == ["Calls the shop"]
    hand.keys("Alt+Right")
    assert hand.texts("Support", "Touchpoints") == ["Calls the shop"]
    hand.keys("Alt+Up")
    assert hand.texts("Support", "Actions") == ["Calls the shop"]
    hand.session.selection.replace([hand.stage("Purchase")])
    hand.keys("Alt+Left")
    assert hand.stages() == ["Purchase", "Awareness", "Support"]
    hand.session.selection.replace([hand.lane("Actions")])
    hand.keys("Alt+Down")
    assert hand.lanes()[2] == "Actions", "the lanes of a persona stay together"


def test_select(hand: Hand) -> None:
    """With a click, Shift, Ctrl, a marquee and Ctrl+A; Esc selects nothing."""
    first, second = hand.card("Sees an advert"), hand.card("Asks a friend")
    hand.click(hand.middle(first))
    assert hand.selected() == ["Sees an advert"]
    hand.click(hand.middle(second), SHIFT)
    assert hand.selected() == ["Sees an advert", "Asks a friend"]
    hand.click(hand.middle(first), CTRL)
    assert hand.selected() == ["Asks a friend"]
    hand.click(hand.middle(first), CTRL)
    assert len(hand.selected()) == 2
    hand.click(hand.middle(first))
    assert hand.selected() == ["Sees an advert"]
    hand.key(KEY.Key_Escape)
    assert hand.selected() == []
    box = boxes_of(hand.layout, first)[0]
    corner = hand.at(box.right + 3, box.y - 3)
    hand.press(corner).drag_to(hand.view.mapFromScene(QPointF(box.right - 5, box.bottom + 12))).release()
    assert hand.selected() == ["Sees an advert", "Asks a friend"], "what it touches"
    hand.keys("Ctrl+A")
    assert len(hand.selected()) == len(hand.layout.cards)


def test_duplicate(hand: Hand) -> None:
    """With Ctrl+D, Alt and drag, and Ctrl and drag."""
    hand.select("Calls the shop").keys("Ctrl+D")
    assert hand.texts("Support", "Touchpoints") == ["Calls the shop"] * 2
    for held in (ALT, CTRL):
        start, cell = hand.middle(hand.card("Calls the shop")), hand.cell("Purchase", "Touchpoints")
        hand.press(start, held).drag_to(cell).release()
        assert hand.texts("Support", "Touchpoints") == ["Calls the shop"] * 2
        (copy,) = hand.document.cards_in(hand.step("Purchase"), hand.lane("Touchpoints"))
        assert [each.name for each in hand.document.personas_on(copy.id)] == ["Ada Brook"]
        hand.keys("Ctrl+Z")


def test_copy_cut_and_paste_within_and_across_journeys_and_windows(hand: Hand) -> None:
    """Cards, lanes and stages."""
    session = hand.session
    hand.select("Calls the shop").keys("Ctrl+C").focus_cell("Purchase", "Touchpoints").keys("Ctrl+V")
    assert hand.texts("Purchase", "Touchpoints") == ["Calls the shop"]
    hand.keys("Ctrl+X").focus_cell("Awareness", "Thoughts").keys("Ctrl+V")
    assert hand.texts("Purchase", "Touchpoints") == [] and hand.texts("Awareness", "Thoughts") == [
        "Calls the shop"
    ]
    with session.edit("Add journey") as draft:
        journey = add_journey(draft, title="To be").id
        add_stage(draft, journey, name="Dreams")
    old = session.journey_id
    for record, listed in ((hand.lane("Pain points"), hand.lanes), (hand.stage("Support"), hand.stages)):
        session.show_journey(old)
        session.selection.replace([record])
        hand.keys("Ctrl+C")
        session.show_journey(journey)
        hand.keys("Ctrl+V")
        assert listed()[-1] in ("Pain points", "Support")
    other = hand.window.program.new_project("blank")
    other.session.selection.replace([other.session.document.stages_of(other.session.journey_id)[0].id])
    other.clipboard.paste()
    assert find(other, "stage", "Support") and find(other, "card", "Calls the shop")
    other.leave()
    session.show_journey(old)


def test_paste_text_pictures_and_spreadsheet_cells(hand: Hand) -> None:
    """Text: one card a line; spreadsheet cells: a grid over stages and lanes, with a preview; pictures."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("Too dear\nToo late")
    hand.focus_cell("Purchase", "Pain points").keys("Ctrl+V")
    assert hand.texts("Purchase", "Pain points") == ["Too dear", "Too late"]
    clipboard.setText("Pays\tWaits\nHopes\tFears")
    hand.focus_cell("Purchase", "Touchpoints").keys("Ctrl+V")
    assert hand.texts("Purchase", "Thoughts") == [], "only shown so far"
    assert any(card.text == "Hopes" for card in hand.view.map_scene.document.select(Card))
    assert hand.view.placing.bar.text == "4 cards in 2 steps and 2 lanes"
    hand.keys("Return")
    assert hand.texts("Purchase", "Thoughts") == ["Hopes"]
    assert hand.texts("Support", "Thoughts") == ["Fears"]
    data, image = QMimeData(), QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0xAA3300)
    data.setImageData(image)
    clipboard.setMimeData(data)
    hand.focus_cell("Purchase", "Thoughts").keys("Ctrl+V")
    while not hand.document.select(Picture):
        # The picture is read on a thread.
        QTest.qWait(1)
    assert any(card.picture for card in hand.document.cards_in(hand.step("Purchase"), hand.lane("Thoughts")))
    clipboard.clear()


def test_a_table_pasted_into_an_empty_new_card_is_placed_and_lines_are_its_text(hand: Hand) -> None:
    def copy(text: str, html: str = "") -> None:
        data = QMimeData()
        data.setText(text)
        if html:
            data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)

    placing, before = hand.view.placing, hand.document
    html = "<table><tr><td>Pays</td><td>Waits</td></tr></table>"
    for text, marked_up in (("Pays\tWaits\nChecks\tAsks", ""), ("Pays Waits", html)):
        hand.double_click(hand.cell("Purchase", "Thoughts"))
        assert hand.view.writing.active
        copy(text, marked_up)
        hand.keys("Ctrl+V")
        assert not hand.view.writing.active and placing.mode is not None
        assert placing.bar.isVisible() and hand.document == before
        hand.key(KEY.Key_Return)
        assert hand.texts("Purchase", "Thoughts")[-1] == "Pays"
        assert hand.texts("Support", "Thoughts")[-1] == "Waits"
        hand.keys("Ctrl+Z")
        assert hand.document == before, "one undo step"
    # A text that has been begun, and lines without a second column, are the text of one card.
    for typed, text in (("Now ", "a\tb"), ("", "a\nb")):
        hand.double_click(hand.cell("Purchase", "Thoughts")).type(typed)
        copy(text)
        hand.keys("Ctrl+V")
        assert hand.view.writing.active and placing.mode is None
        assert hand.view.writing.editor.toPlainText().startswith(typed + "a")
        hand.key(KEY.Key_Escape)
        hand.keys("Ctrl+Z")
    # A table that is too large is refused in words.
    said: list[str] = []
    hand.session.notice.connect(said.append)
    hand.double_click(hand.cell("Purchase", "Thoughts"))
    copy("a\tb\n" * 600)
    hand.keys("Ctrl+V")
    assert len(said) == 1 and "1200" in said[0] and placing.mode is None


def test_a_new_note_sticks_to_the_selected_card_or_to_the_cell_in_focus(hand: Hand) -> None:
    tip = hand.window.canvas.writing.status_tip
    hand.select("Sees an advert")
    choose(hand.window, "note.add")
    assert tip().startswith("The note sticks to “Sees an advert”")
    hand.type("Which one?").key(KEY.Key_Return)
    card = hand.card("Sees an advert")
    (note,) = hand.document.select(Note)
    assert (note.card, note.text) == (card, "Which one?")
    framed, beside = boxes_of(hand.layout, card)[0], boxes_of(hand.layout, note.id)[0]
    assert not beside.overlaps(framed.grown(-8)) and beside.overlaps(framed)
    hand.focus_cell("Purchase", "Thoughts")
    choose(hand.window, "note.add")
    assert tip().startswith("The note sticks to the cell Purchase, Thoughts")
    hand.type("Ask").key(KEY.Key_Return)
    cell = hand.step("Purchase"), hand.lane("Thoughts")
    assert [(each.step, each.lane) for each in hand.document.select(Note)][-1] == cell


def test_undo_and_redo(hand: Hand) -> None:
    """With Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y: text too, each step by name, and the view goes to the change."""
    undo = hand.window.actions_of_table["edit.undo"]
    card = hand.card("Nobody answers")
    hand.select("Nobody answers").keys("F2")
    hand.type("!").key(KEY.Key_Return)
    assert hand.document.get(Card, card).text.endswith("!")
    assert undo.text() == "Undo Edit text"
    hand.view.set_zoom(3.0)
    hand.view.look_at(QPointF(0, 0))
    hand.keys("Ctrl+Z")
    assert hand.document.get(Card, card).text == "Nobody answers"
    x, y = boxes_of(hand.layout, card)[0].center
    assert hand.view.visible_region().contains(QPointF(x, y))
    for again in ("Ctrl+Shift+Z", "Ctrl+Y"):
        hand.keys(again)
        assert hand.document.get(Card, card).text.endswith("!")
        hand.keys("Ctrl+Z")
