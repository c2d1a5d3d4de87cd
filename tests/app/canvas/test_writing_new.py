"""Writing what was just inserted, and what stays empty."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.cards import link_cards, mark_persona
from journey_editor.editing.commands.journeys import add_note
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.layout.note_layout import NotePlace
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.model.records import Card, Lane, Note, Persona, Step
from tests.app.canvas.driver import SHIFT, Driver
from tests.app.driver import choose, settle

KEY = Qt.Key


def type_words(window: MainWindow, words: str) -> None:
    writing = window.canvas.writing
    QTest.keyClicks(writing.editor if writing.active else window.canvas, words)
    settle()


def test_a_note_that_stays_empty_leaves_nothing(driver: Driver) -> None:
    before = driver.document
    driver.view.write_note(NotePlace(400.0, 300.0))
    driver.settle()
    assert driver.view.writing.active and driver.view.writing.editor.ghost == "New note"
    driver.key(KEY.Key_Escape)
    assert driver.document is before and not driver.session.editor.history.done
    assert not driver.layout.notes


def test_a_new_note_is_one_undo_step_with_its_text(driver: Driver) -> None:
    driver.view.write_note(NotePlace(400.0, 300.0))
    driver.type("Ask them").key(KEY.Key_Return)
    (note,) = driver.document.select(Note)
    assert (note.text, note.x, note.y) == ("Ask them", 400, 300)
    assert driver.session.selection.ids == (note.id,)
    driver.session.undo()
    assert not driver.document.select(Note) and not driver.session.editor.history.done


def test_a_note_and_a_card_whose_text_is_deleted_disappear(driver: Driver) -> None:
    with driver.session.edit("Add note") as draft:
        note = add_note(draft, driver.session.journey_id, "Ask them", 500.0, 300.0).id
    for record_id in (note, driver.card("Sees an advert")):
        driver.session.selection.replace([record_id])
        driver.key(KEY.Key_F2).key(KEY.Key_Backspace).key(KEY.Key_Escape)
        assert record_id not in driver.document
        driver.session.undo()
        assert record_id in driver.document


def test_a_card_without_a_text_stays_with_a_link_or_a_persona(driver: Driver) -> None:
    linked, marked = driver.card("Sees an advert"), driver.card("Prints a label")
    persona = driver.document.personas_of(driver.session.journey_id)[0]
    with driver.session.edit("Add link") as draft:
        link_cards(draft, linked, driver.card("Calls the shop"))
    with driver.session.edit("Mark") as draft:
        mark_persona(draft, marked, persona.id, marked=True)
    for card in (linked, marked):
        driver.session.selection.replace([card])
        driver.key(KEY.Key_F2).key(KEY.Key_Backspace).key(KEY.Key_Escape)
        assert driver.document.get(Card, card).text == ""
    assert driver.document.personas_on(marked) == (persona,)


def test_an_edited_card_keeps_no_empty_last_line(driver: Driver) -> None:
    driver.double_click(driver.middle(driver.card("Sees an advert"))).key(KEY.Key_End)
    driver.key(KEY.Key_Return, SHIFT).key(KEY.Key_Return, SHIFT).key(KEY.Key_Escape)
    assert driver.texts("Awareness", "Actions")[0] == "Sees an advert"


@pytest.mark.parametrize(("action", "kind"), [("persona.add", Persona), ("lane.add.thought", Lane)])
def test_a_name_can_be_typed_at_once_after_inserting(sample: MainWindow, action: str, kind: type) -> None:
    before = {each.id for each in sample.session.document.select(kind)}
    choose(sample, action)
    type_words(sample, "Night shift")
    QTest.keyClick(sample.canvas.writing.editor, KEY.Key_Return)
    settle()
    (new,) = [each for each in sample.session.document.select(kind) if each.id not in before]
    assert "Night shift" in (getattr(new, "name", ""), getattr(new, "title", ""))


def test_a_long_name_of_a_persona_is_whole_while_it_is_typed(driver: Driver) -> None:
    driver.view.edit_text(driver.layout.header.personas[0].id)
    driver.settle()
    editor = driver.view.writing.editor
    for word in ("Wilhelmina ", "Featherstonehaugh ", "the Third ", "of Nowhere-upon-Thames ", "and company"):
        driver.type(word)
        assert editor.verticalScrollBar().value() == 0
        assert editor.document().size().height() <= editor.height() + 1
        frame = driver.view.viewportTransform().mapRect(qrect(driver.view.writing.frame().frame))  # type: ignore[union-attr]
        assert frame.adjusted(-4, -4, 4, 4).contains(editor.geometry())


def test_a_new_card_is_closed_when_an_undo_removes_its_lane(driver: Driver) -> None:
    with driver.session.edit("Add lane") as draft:
        lane = add_lane(draft, driver.session.journey_id, "action").id
    driver.settle()
    driver.session.selection.replace([lane])
    driver.view.write_card(driver.step("Purchase"), lane)
    assert driver.view.writing.active
    driver.session.undo()
    driver.settle()
    assert not driver.view.writing.active


def of_colour(image: QImage, room: QRect, colour: str) -> int:
    return max(
        sum(image.pixelColor(x, y).name() == colour for y in range(room.top(), room.bottom()))
        for x in range(room.left(), room.right())
    )


def test_the_frame_of_a_lane_is_whole_while_its_title_is_edited(driver: Driver) -> None:
    lane = driver.lane("Actions")
    driver.session.selection.replace([lane])
    driver.view.edit_text(lane)
    event = QInputMethodEvent()
    event.setCommitString("Gefühle 😀 思考 คิด حالة")
    QApplication.sendEvent(driver.view.writing.editor, event)
    driver.settle()
    framed = driver.view.overlay.selection_outline().boundingRect()
    edge = driver.view.mapFromScene(framed.topRight()).x()
    rows = driver.view.writing.editor.geometry()
    image = driver.view.grab().toImage()
    strip = QRect(edge - 3, rows.top(), 6, rows.height())
    assert of_colour(image, strip, driver.view.overlay.accent) >= rows.height() - 2


@pytest.mark.parametrize("zoom", [0.6, 1.0, 3.0])
def test_the_placeholder_of_a_new_card_has_the_size_of_its_text(driver: Driver, zoom: float) -> None:
    driver.view.set_zoom(2.0)
    driver.click(driver.cell("Purchase", "Pain points")).key(KEY.Key_Return)
    editor = driver.view.writing.editor
    editor.setCursorWidth(0)
    driver.view.set_zoom(zoom)
    driver.view.show_box(driver.view.writing.frame().frame)  # type: ignore[union-attr]
    driver.settle()
    empty = ink_in(driver.view.grab(editor.geometry()).toImage())
    driver.type("New card")
    typed = ink_in(driver.view.grab(editor.geometry()).toImage())
    assert abs(empty.width() - typed.width()) <= 3 and abs(empty.height() - typed.height()) <= 3


def ink_in(image: QImage) -> QRect:
    """Return the bounds of what is painted in an image."""
    ground = image.pixelColor(image.width() - 1, image.height() - 1)
    found = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if abs(image.pixelColor(x, y).lightness() - ground.lightness()) > 30
    ]
    return QRect(
        min(x for x, _ in found),
        min(y for _, y in found),
        max(x for x, _ in found) - min(x for x, _ in found),
        max(y for _, y in found) - min(y for _, y in found),
    )


def test_a_new_note_covers_nothing(sample: MainWindow) -> None:
    for zoom in (0.6, 1.0):
        sample.canvas.set_zoom(zoom)
        settle()
        choose(sample, "note.add")
        type_words(sample, "Ask")
        QTest.keyClick(sample.canvas.writing.editor, KEY.Key_Return)
        settle()
        layout = sample.canvas.map_scene.layout
        note = layout.notes[-1].box
        others = [*(each.box for each in layout.cards.values()), *(each.box for each in layout.notes[:-1])]
        assert not any(note.overlaps(each) for each in others)
        assert sample.canvas.visible_region().contains(qrect(note))


def test_the_empty_place_of_a_step_name_can_be_named_with_the_mouse_and_the_keys(driver: Driver) -> None:
    with driver.session.edit("Name steps") as draft:
        draft.change(draft.get(Step, driver.step("Support")), name="Calls")
    step = driver.step("Awareness")
    plate = next(each.plate for each in driver.layout.steps if each.id == step)
    assert plate is not None
    driver.click(driver.at(*plate.center))
    assert driver.session.selection.ids == (step,)
    assert boxes_of(driver.layout, step) == (plate,)
    driver.key(KEY.Key_F2).type("Sees an ad").key(KEY.Key_Escape)
    assert driver.steps("Awareness") == ["Sees an ad"]
    purchase = driver.step("Purchase")
    plate = next(each.plate for each in driver.layout.steps if each.id == purchase)
    assert plate is not None
    driver.double_click(driver.at(*plate.center)).type("Pays").key(KEY.Key_Escape)
    assert driver.steps("Purchase") == ["Pays"]
