"""The map as it comes out on paper, in which it can be edited as usual."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas import on_paper
from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.program.application import Application
from journey_editor.conversion.export import sheet_pages
from journey_editor.editing.commands.journeys import add_journey
from journey_editor.foundation.identity import now
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.model.document import Document
from journey_editor.model.records import Card, EmotionPoint, Note
from tests.app.driver import choose, settle
from tests.app.window.hand import Hand
from tests.backends.sample import all_pictures
from tests.gallery import GALLERY, five_personas, sample

KEY = Qt.Key


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a screen reader says."""
    words: list[str] = []
    monkeypatch.setattr(on_paper, "announce", lambda _, said: words.append(said))
    yield words


def show(hand: Hand, document: Document, paper: str, orientation: str = "portrait") -> None:
    """Show the map of a document as on a paper."""
    hand.session.add_pictures(all_pictures())
    hand.session.set_records(document)
    with hand.session.edit("Choose paper") as draft:
        draft.change(hand.session.journey, paper=paper, orientation=orientation)
    settle()
    if not hand.session.paper_view.on:
        hand.keys("F8")
    arrange(hand)


def arrange(hand: Hand) -> None:
    """Wait until the map is arranged as it comes out."""
    settle()
    hand.view.on_paper.flush()
    settle()


def check_export(hand: Hand) -> None:
    """Check that the export dialog with its first choices previews exactly the page on the canvas."""
    session, page = hand.session, hand.view.map_scene.page
    choose(hand.window, "project.export")
    dialog = hand.window.findChild(ExportDialog)
    assert dialog is not None and page is not None
    (printed,) = sheet_pages(session.document, session.journey_id, dialog.sheet, now())
    dialog.reject()
    settle()
    assert hand.view.map_scene.drawing.groups == printed.drawing.groups
    placed = (page.width, page.height, page.scale, page.x, page.y)
    assert placed == (printed.width, printed.height, printed.scale, printed.x, printed.y)
    sheet, scale = hand.view.paper(), printed.scale
    assert (sheet.width() * scale, sheet.height() * scale) == pytest.approx((printed.width, printed.height))
    assert (sheet.x() * scale, sheet.y() * scale) == pytest.approx((-printed.x, -printed.y))


@pytest.mark.parametrize(
    ("name", "paper", "orientation"),
    [
        ("five_personas", "a4", "portrait"),
        ("from_the_right", "a3", "landscape"),
        ("no_stages", "letter", "auto"),
        ("spans_from_the_right", "a4", "portrait"),
        ("chosen_sizes", "a5", "auto"),
        ("pictures_everywhere", "map", "auto"),
    ],
)
def test_the_canvas_shows_what_the_export_dialog_previews(
    hand: Hand, name: str, paper: str, orientation: str
) -> None:
    show(hand, GALLERY[name](), paper, orientation)
    check_export(hand)


def test_it_is_a_way_to_see_the_map_that_each_journey_and_user_keeps(hand: Hand, heard: list[str]) -> None:
    session, label = hand.session, hand.window.status_line.page_label
    session.set_records(sample())
    with session.edit("Choose paper") as draft:
        draft.change(session.journey, paper="a4", orientation="landscape")
        other = add_journey(draft, title="Other").id
    first, document = session.journey_id, session.document
    session.show_journey(other)
    session.show_journey(first)
    settle()
    assert label.isHidden() and hand.view.accessibleName() == "Journey map"
    hand.keys("F8")
    page = hand.view.map_scene.page
    assert page is not None
    size = f"{page.smallest_type:.1f}"
    words = f"▲ The smallest text is {size} pt on A4 (297 × 210 mm). Choose a larger paper."
    assert heard == [f"As on paper: {words}"]
    assert label.isVisible() and label.text() == words and label.property("role") == "warning"
    assert hand.view.accessibleName() == "Journey map, as on paper"
    assert hand.window.actions_of_table["view.as_on_paper"].isChecked()
    # Nothing is changed and nothing can be undone.
    assert session.document is document and hand.undo_name == "Choose paper"
    # Another paper shows at once.
    with session.edit("Choose paper") as draft:
        draft.change(session.journey, paper="a2")
    settle()
    page = hand.view.map_scene.page
    assert page is not None and page.smallest_type > 6
    size = f"{page.smallest_type:.1f}"
    assert label.text() == f"A2 · 594 × 420 mm · smallest text {size} pt" and label.property("role") == ""
    check_export(hand)
    hand.window.resize(900, 700)
    settle()
    assert label.text() == f"A2 · {size} pt" and label.accessibleName().endswith(f"smallest text {size} pt")
    # A journey that was seen before stays as it was; others, and other windows, follow.
    session.show_journey(other)
    settle()
    assert label.isHidden() and hand.view.map_scene.page is None
    session.show_journey(first)
    settle()
    assert label.isVisible()
    program = hand.window.program
    assert isinstance(program, Application)
    window = program.show_unnamed(sample())
    assert window.canvas.map_scene.page is not None
    choose(window, "view.as_on_paper")
    assert window.canvas.map_scene.page is None
    assert not program.settings.as_on_paper and session.paper_view.on
    window.close()


def test_switching_keeps_in_view_what_is_looked_at(hand: Hand) -> None:
    session, view = hand.session, hand.view
    session.set_records(five_personas())
    with session.edit("Choose paper") as draft:
        draft.change(session.journey, paper="a4", orientation="portrait")
    settle()
    card = hand.card("Meets us 9")
    session.selection.replace([card])
    view.set_zoom(0.8)
    view.reveal(card)

    def place() -> QPointF:
        box = boxes_of(hand.layout, card)[0]
        return view.to_viewport(QPointF(box.x, box.y))

    before = place()
    for _ in range(3):
        hand.keys("F8")
        moved = place() - before
        assert abs(moved.x()) <= 2 and abs(moved.y()) <= 2 and view.zoom() == 0.8
    assert hand.layout.on_paper
    # Without a selection it is what is in the middle, and the whole sheet stays in view as a whole.
    session.selection.clear()
    view.look_at(QPointF(*boxes_of(hand.layout, card)[0].center))
    hand.keys("F8")
    assert view.visible_region().contains(QPointF(*boxes_of(hand.layout, card)[0].center))
    view.fit()
    hand.keys("F8")
    assert view.is_fitted and view.visible_region().contains(view.paper())


def test_the_map_is_edited_in_its_rows(hand: Hand) -> None:
    session, view = hand.session, hand.view
    show(hand, five_personas(), "a4")
    assert len(hand.layout.bands) == 2
    view.set_zoom(0.3)
    view.look_at(view.paper().center())
    # A card is dragged from the first row to the second.
    card = hand.card("Meets us 0")
    hand.press(hand.middle(card)).drag_to(hand.cell("Stage 12", "Touchpoints")).release()
    assert hand.texts("Stage 12", "Touchpoints") == ["Meets us 11", "Meets us 0"]
    # A point follows its pointer to a touchpoint without a point in the other row.
    session.undo()
    hand.view.setFocus()
    hand.focus_cell("Stage 12", "Touchpoints").type("Writes").key(KEY.Key_Return).key(KEY.Key_Escape)
    added = hand.card("Writes")
    point = hand.point("Meets us 0")
    (x, y), chart = boxes_of(hand.layout, point.id)[0].center, hand.layout.charts[0].frame
    target = hand.layout.cards[added].box.center[0]
    below = next(each for each in hand.layout.charts if each.band == 1).frame
    hand.press(hand.at(x, y)).drag_to(hand.at(target, below.y + chart.height / 2)).release()
    moved = session.document.get(EmotionPoint, point.id)
    assert moved.card == added and abs(moved.value) < 0.05
    # The pen draws in the second row.
    session.selection.clear()
    with session.edit("Assume") as draft:
        draft.change(moved, source="assumed")
    strip = next(each.frame for each in hand.layout.charts if each.band == 1)
    y = strip.y + strip.height * 0.8
    hand.press(hand.at(strip.x + 8, y)).drag_to(hand.at(strip.right - 8, y)).release()
    assert hand.undo_name == "Draw emotion curve"
    assert hand.point("Writes").value < -0.4


def test_keys_lead_from_row_to_row(hand: Hand) -> None:
    show(hand, five_personas(), "a4")
    hand.view.setFocus()
    hand.select("Meets us 4")
    hand.key(KEY.Key_Right).key(KEY.Key_Right)
    assert hand.selected() == ["Meets us 6"]
    hand.key(KEY.Key_Left)
    lanes = [lane.id for lane in hand.document.lanes_of(hand.session.journey_id)]
    last = hand.document.cards_in(hand.step("Stage 5"), lanes[-1])[0]
    hand.session.selection.replace([last.id], (last.step, last.lane))
    hand.key(KEY.Key_Down)
    assert hand.selected() == ["Stage 11"]
    hand.key(KEY.Key_Up)
    assert hand.session.selection.ids == (last.id,)
    # Tab follows the eye: through all lanes of the first row, then to the second.
    hand.key(KEY.Key_Tab)
    assert hand.selected() == ["Meets us 6"]


def test_notes_stick_to_a_step_of_their_row(hand: Hand) -> None:
    session = hand.session
    show(hand, five_personas(), "a4")
    stage = boxes_of(hand.layout, hand.stage("Stage 9"))[0]
    hand.view.set_zoom(0.4)
    hand.view.look_at(QPointF(stage.center[0], stage.bottom))
    settle()
    choose(hand.window, "note.add")
    hand.type("Ring twice").key(KEY.Key_Return)
    (note,) = session.document.select(Note)
    assert note.step or note.card
    box = boxes_of(hand.layout, note.id)[0]
    # Beside the lanes of the second row there is no step, so the nearest one holds it.
    names = next(lane.label for lane in hand.layout.lanes if lane.band == 1)
    hand.press(hand.at(*box.center)).drag_to(hand.at(*names.center)).release()
    after = boxes_of(hand.layout, note.id)[0]
    assert session.document.get(Note, note.id).step == hand.step("Stage 7")
    assert after.x == hand.layout.bands[1].x, "it stays beside the lanes"
    assert after.center[1] == pytest.approx(names.center[1], abs=3)
    arrange(hand)
    check_export(hand)


def test_an_edit_keeps_the_rows_until_a_pause(hand: Hand) -> None:
    session, view = hand.session, hand.view
    show(hand, five_personas(), "a4")
    rows = view.map_scene.page.rows if view.map_scene.page else None
    assert rows is not None and rows.most == 2 and view.on_paper.is_settled
    lane = hand.lane("Touchpoints")
    with session.edit("Fill") as draft:
        for column in draft.columns_of(session.journey_id):
            for card in draft.cards_in(column.id, lane):
                draft.change(card, text="Waits for a long time, and calls again. " * 40)
    settle()
    page = view.map_scene.page
    assert page is not None and page.rows == rows
    # Nothing moves under a text that is being written.
    hand.select("Waits").key(KEY.Key_F2)
    view.on_paper._timer.stop()
    view.on_paper._go_on()
    assert view.writing.active and not view.on_paper.is_settled
    page = view.map_scene.page
    assert page is not None and page.rows == rows
    hand.key(KEY.Key_Escape)
    arrange(hand)
    page = view.map_scene.page
    assert page is not None and page.rows != rows
    assert hand.window.status_line.page_label.text().startswith(
        f"▲ The smallest text is {page.smallest_type:.1f}"
    )
    check_export(hand)


def test_a_card_ends_at_a_column_of_the_row_under_the_pointer(hand: Hand) -> None:
    show(hand, five_personas(), "a4")
    card = hand.card("Meets us 0")
    hand.session.selection.replace([card])
    hand.view.set_zoom(0.5)
    box = hand.layout.cards[card].box
    below = next(step for step in hand.layout.steps if step.id == hand.step("Stage 8"))
    lane = next(each for each in hand.layout.lanes if each.band == 1)
    start = hand.at(box.right, box.center[1])
    hand.press(start).drag_to(hand.at(below.column.right, lane.box.center[1])).release()
    assert hand.document.get(Card, card).last_step == below.id
    assert len(boxes_of(hand.layout, card)) == 2


def test_it_can_be_presented_and_searched(hand: Hand) -> None:
    show(hand, five_personas(), "a4")
    window = hand.window
    choose(window, "view.present")
    assert window.presenting and not window.actions_of_table["view.as_on_paper"].isEnabled()
    window.presentation.end()
    settle()
    assert hand.layout.on_paper
    choose(window, "find.find")
    window.bars.find_bar.line.setText("Meets us 10")
    settle()
    card = hand.card("Meets us 10")
    assert hand.view.visible_region().contains(QPointF(*boxes_of(hand.layout, card)[0].center))
    window.bars.find_bar.hide()
    # The minimap shows the sheet, and its frame the part of it that is in view.
    minimap = hand.view.minimap
    window.toggle_panel("minimap")
    hand.view.look_at(hand.view.paper().center())
    assert minimap.frame().center().x() == pytest.approx(minimap.width() / 2, abs=1)
    assert minimap.frame().center().y() == pytest.approx(minimap.height() / 2, abs=1)
    window.toggle_panel("minimap")
