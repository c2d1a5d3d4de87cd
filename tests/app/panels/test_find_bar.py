"""Find and replace in the window."""

import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtTest import QTest

from journey_editor.app.canvas.overlay.found_texts import MarkedText
from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.panels.find_bar import FindBar
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.commands.cards import move_cards
from journey_editor.editing.commands.journeys import add_note
from journey_editor.editing.commands.lanes import add_lane, move_lane
from journey_editor.editing.commands.projects import merge_project
from journey_editor.editing.commands.tags import add_tag, mark_tag
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.geometry import Box
from journey_editor.model.records import Card, Channel, Lane, Stage
from tests.app.driver import choose, find, menu_text, press, select, settle, type_into

pytestmark = pytest.mark.usefixtures("kept_window")

KEY = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    sample.activateWindow()
    sample.canvas.setFocus()
    return sample


def key(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in the widget with the focus."""
    QTest.keyClick(window.focusWidget(), key, held)
    settle()


def open_bar(window: MainWindow, words: str = "", *, replacing: bool = False) -> FindBar:
    key(window, KEY.Key_H if replacing else KEY.Key_F, CTRL)
    bar = window.bars.find_bar
    assert bar.isVisible()
    if words:
        type_into(bar.line, words)
    return bar


def replace_with(bar: FindBar, words: str) -> None:
    type_into(bar.replacement, words)


def texts(window: MainWindow) -> list[str]:
    return [card.text for card in window.session.document.select(Card)]


def current(window: MainWindow) -> str:
    """Return the text of the current hit's card."""
    hit = window.canvas.finding.search.current
    assert hit is not None
    return window.session.document.get(Card, hit.id).text


def change(window: MainWindow, record_id: str, **fields: object) -> None:
    with window.session.edit("Change") as draft:
        record = draft.find(record_id)
        assert record is not None
        draft.change(record, **fields)
    settle()


def marks(window: MainWindow) -> list[MarkedText]:
    """Return all marked texts on the map."""
    found, layout = window.canvas.finding.marks.found, window.canvas.map_scene.layout
    return list(found.within(Box(0, 0, layout.width, layout.height))) if found is not None else []


def shown_rect(window: MainWindow) -> QRect:
    """Return the place of the current hit's words in the view."""
    mark = next(each for each in marks(window) if each.current >= 0)
    words = mark.boxes_of_spans()[mark.current]
    box = words[0] if words else mark.shown.frame
    return window.canvas.mapFromScene(qrect(box)).boundingRect()


def test_hits_are_counted_and_marked_while_the_user_types(window: MainWindow) -> None:
    bar = open_bar(window, "phone")
    search = window.canvas.finding.search
    assert bar.count.text() == f"1 of {len(search.hits)}"
    assert len(search.hits) >= 3
    marked = marks(window)
    assert {hit.id for hit in search.hits} >= {find(window, "card", "Hand the chat")}
    assert sum(mark.current >= 0 for mark in marked) >= 1
    assert all(mark.boxes_of_spans() for mark in marked)
    assert bar.line.hasFocus()
    type_into(bar.line, "not on this map")
    assert bar.count.text() == "No results"
    assert not marks(window)
    assert "No text in this project" in bar.info.text()
    assert bar.line.accessibleDescription() == "No results"


def test_marks_are_painted_with_an_outline(window: MainWindow) -> None:
    bar = open_bar(window, "Confirmation")
    rect = shown_rect(window).adjusted(-4, -4, 4, 4)
    marked = window.canvas.viewport().grab(rect).toImage()
    colors = {marked.pixelColor(x, y).name() for x in range(marked.width()) for y in range(marked.height())}
    assert "#8a4b00" in colors
    bar.close_bar()
    settle()
    plain = window.canvas.viewport().grab(rect).toImage()
    colors = {plain.pixelColor(x, y).name() for x in range(plain.width()) for y in range(plain.height())}
    assert "#8a4b00" not in colors


def test_a_hit_in_a_frozen_header_is_marked_there(window: MainWindow) -> None:
    open_bar(window, "own words")
    window.canvas.scroll_by(400, 300)
    settle()
    side = window.canvas.frozen.side
    assert side.isVisible()
    image = side.grab().toImage()
    colors = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert "#8a4b00" in colors


def test_a_hit_in_a_stage_name_that_slides_is_marked_at_its_place(window: MainWindow) -> None:
    canvas = window.canvas
    name = canvas.map_scene.layout.stages[0].name.lines[0].text.strip()
    change(window, canvas.map_scene.layout.stages[0].id, goal="")
    change(window, find(window, "card", "Hand the chat"), text=name)
    open_bar(window, name)
    key(window, KEY.Key_F3, SHIFT)
    assert current(window) == name, "the current hit has a frame, too"
    canvas.set_zoom(2.0)
    stage = canvas.map_scene.layout.stages[0]
    canvas.show_box(stage.box)
    half = canvas.to_viewport(QPointF(*stage.box.center)).x()
    canvas.scroll_by(half - canvas.frozen.side.room.right() + 40, 400)
    settle()
    frozen = canvas.frozen
    assert frozen.top.isVisible() and frozen.side.isVisible()
    left = frozen.side.room.right() - frozen.top.x() + 2
    image = frozen.top.grab(frozen.top.rect().adjusted(left, 0, 0, 0)).toImage()
    colors = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert "#ffc857" in colors


def test_enter_and_f3_go_round_and_shift_goes_back(window: MainWindow) -> None:
    bar = open_bar(window, "move")
    total = len(window.canvas.finding.search.hits)
    press(bar.line, KEY.Key_Return)
    assert bar.count.text() == f"2 of {total}"
    key(window, KEY.Key_F3)
    assert bar.count.text() == f"3 of {total}"
    key(window, KEY.Key_F3, SHIFT)
    QTest.keyClick(bar.line, KEY.Key_Return, SHIFT)
    QTest.keyClick(bar.line, KEY.Key_Return, SHIFT)
    settle()
    assert bar.count.text() == f"{total} of {total}"
    bar.next.click()
    assert bar.count.text() == f"1 of {total}"
    assert bar.line.hasFocus()


def test_a_hit_is_revealed_clear_of_the_frozen_headers(window: MainWindow) -> None:
    open_bar(window, "Make the call")
    canvas = window.canvas
    for _ in range(3):
        rect = shown_rect(window)
        covered = canvas.frozen.covered().toMargins()
        assert canvas.viewport().rect().marginsRemoved(covered).contains(rect)
        canvas.scroll_by(-3000, -3000)
        key(window, KEY.Key_F3)


def test_esc_closes_it_and_the_focus_is_on_the_hit(window: MainWindow) -> None:
    bar = open_bar(window, "router")
    press(bar.line, KEY.Key_Escape)
    assert bar.isHidden()
    assert window.canvas.hasFocus()
    (chosen,) = window.session.selection.ids
    assert "outer" in window.session.document.get(Card, chosen).text
    assert not marks(window)
    key(window, KEY.Key_F3)
    assert bar.isVisible()
    assert bar.count.text().startswith("2 of")
    assert window.canvas.hasFocus()
    key(window, KEY.Key_Escape)
    assert bar.isHidden()


def test_the_search_begins_at_the_selected_card(window: MainWindow) -> None:
    select(window, "card", "Unpack the router")
    open_bar(window, "the")
    assert current(window).startswith("Unpack the router")
    select(window, "card", "Order the move")
    key(window, KEY.Key_F3)
    assert current(window).startswith("Order the move")


def test_f3_goes_on_where_the_search_ended(window: MainWindow) -> None:
    card = find(window, "card", "Order the move")
    change(window, card, text="qua one, qua two, qua three")
    bar = open_bar(window, "qua t")
    assert bar.count.text() == "1 of 2"
    press(bar.line, KEY.Key_Return)
    press(bar.line, KEY.Key_Escape)
    key(window, KEY.Key_F3)
    assert bar.count.text() == "1 of 2"
    key(window, KEY.Key_F3, SHIFT)
    assert bar.count.text() == "2 of 2"


def test_alt_enter_selects_all_found_cards(window: MainWindow) -> None:
    bar = open_bar(window, "router")
    cards = {hit.id for hit in window.canvas.finding.search.hits}
    QTest.keyClick(bar.line, KEY.Key_Return, ALT)
    settle()
    assert bar.isHidden()
    assert set(window.session.selection.ids) == cards
    assert len(cards) > 1


def test_tab_goes_from_the_query_to_the_replacement(window: MainWindow) -> None:
    bar = open_bar(window, "the", replacing=True)
    press(bar.line, KEY.Key_Tab)
    assert bar.replacement.hasFocus()
    press(bar.replacement, KEY.Key_Tab)
    assert bar.case.hasFocus()
    press(bar.case, KEY.Key_Space)
    assert bar.case.isChecked()
    press(bar.case, KEY.Key_Escape)
    assert bar.isHidden()
    assert window.canvas.hasFocus()


def test_after_a_query_was_typed_the_key_for_replacing_goes_on_to_the_replacement(window: MainWindow) -> None:
    """What was typed next replaced the query."""
    bar = open_bar(window, "number")
    key(window, KEY.Key_H, CTRL)
    assert bar.replacement.hasFocus()
    key(window, KEY.Key_H, CTRL)
    assert bar.line.hasFocus(), "and back"
    assert bar.line.selectedText() == "number"


def test_text_selected_in_a_card_becomes_the_query(window: MainWindow) -> None:
    (card,) = select(window, "card", "Sign the lease")
    window.canvas.edit_text(card)
    editor = window.canvas.writing.editor
    cursor = editor.textCursor()
    cursor.setPosition(5)
    cursor.setPosition(14, cursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "the lease"
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, KEY.Key_F, CTRL)
    settle()
    assert window.bars.find_bar.line.text() == "the lease"
    assert window.bars.find_bar.line.selectedText() == "the lease"
    assert not window.canvas.writing.active


def test_case_and_whole_words_are_switched_from_the_keyboard(window: MainWindow) -> None:
    bar = open_bar(window, "the")
    search = window.canvas.finding.search
    every = len(search.hits)
    QTest.keyClick(bar.line, KEY.Key_W, ALT)
    settle()
    whole = len(search.hits)
    QTest.keyClick(bar.line, KEY.Key_C, ALT)
    settle()
    assert bar.case.isChecked() and bar.words.isChecked()
    assert 0 < len(search.hits) < whole < every
    assert bar.line.text() == "the"


def test_replace_changes_one_hit_and_goes_to_the_next(window: MainWindow) -> None:
    bar = open_bar(window, "technician", replacing=True)
    total = len(window.canvas.finding.search.hits)
    first = window.canvas.finding.search.hits[0]
    replace_with(bar, "technicians and a technician")
    press(bar.replacement, KEY.Key_Return)
    assert "technicians and a technician" in str(getattr(window.session.document.find(first.id), first.field))
    # The new text contains the query, but is not searched again.
    assert bar.count.text() == f"3 of {total + 1}"
    assert menu_text(window, "edit.undo") == "Undo Replace"


def test_replace_all_is_one_undo_step(window: MainWindow) -> None:
    before = window.session.document
    bar = open_bar(window, "phone", replacing=True)
    count = len(window.canvas.finding.search.hits)
    replace_with(bar, "hotline")
    QTest.keyClick(bar.replacement, KEY.Key_Return, CTRL | ALT)
    settle()
    assert not any("phone" in text.lower() for text in texts(window))
    assert f"{count} replacements made" in bar.info.text()
    assert bar.count.text() == "No results"
    assert menu_text(window, "edit.undo") == "Undo Replace all"
    # Undo belongs to the map until the user types again, even if the focus is in the field.
    key(window, KEY.Key_Z, CTRL)
    assert window.session.document == before
    assert bar.count.text().endswith(f"of {count}")
    QTest.keyClicks(bar.replacement, "s")
    key(window, KEY.Key_Z, CTRL)
    assert bar.replacement.text() != "hotlines"
    assert window.session.document == before


def test_a_refused_replacement_names_the_text_and_changes_nothing(window: MainWindow) -> None:
    stage = find(window, "stage", "Awareness")
    change(window, stage, name="Aware " + "a" * 490)
    before = window.session.document
    bar = open_bar(window, "Aware", replacing=True)
    replace_with(bar, "Conscious of everything")
    bar.replace_all_button.click()
    settle()
    assert window.session.document == before
    assert "Aware aaa" in window.notice_bar.text


def test_hits_follow_edits_and_undo(window: MainWindow) -> None:
    bar = open_bar(window, "router")
    total = len(window.canvas.finding.search.hits)
    hit = window.canvas.finding.search.current
    assert hit is not None
    change(window, hit.id, text="Unpack it")
    assert bar.count.text() == f"1 of {total - 1}"
    window.session.undo()
    settle()
    assert bar.count.text().endswith(f"of {total}")


@pytest.mark.parametrize("hiding", ["collapsed", "hidden"])
def test_a_hit_in_a_hidden_lane_is_shown_while_it_is_current_or_selected(
    window: MainWindow, hiding: str
) -> None:
    card = find(window, "card", "Make the call")
    lane = window.session.document.get(Card, card).lane
    change(window, lane, **{hiding: True})
    before = window.session.document
    layout = window.canvas.map_scene.layout
    assert card not in layout.cards
    bar = open_bar(window, "Make the call")
    assert bar.count.text() == "1 of 1"
    assert card in window.canvas.map_scene.layout.cards
    assert hiding in bar.info.text()
    assert window.session.document is before
    press(bar.line, KEY.Key_Escape)
    assert window.session.selection.ids == (card,)
    assert card in window.canvas.map_scene.layout.cards
    select(window, "card", "Sign the lease")
    assert card not in window.canvas.map_scene.layout.cards
    assert getattr(window.session.document.get(Lane, lane), hiding)


def test_a_hit_in_a_note_at_a_hidden_card_or_cell_is_shown_while_it_is_current(window: MainWindow) -> None:
    card = find(window, "card", "Make the call")
    cell, journey = window.session.document.get(Card, card), window.session.journey_id
    with window.session.edit("Add notes") as draft:
        at_card = add_note(draft, journey, "Courier one", 8.0, 8.0, card=card).id
        in_cell = add_note(draft, journey, "Courier two", 8.0, 8.0, step=cell.step, lane=cell.lane).id
    change(window, cell.lane, hidden=True)
    bar = open_bar(window, "Courier")
    for note, count in ((at_card, "1 of 2"), (in_cell, "2 of 2")):
        assert bar.count.text() == count
        assert note in {each.id for each in window.canvas.map_scene.layout.notes}
        assert bar.info.text() == "Note on the map · The lane is hidden, and shown only while you are here."
        press(bar.line, KEY.Key_Return)
    change(window, cell.lane, hidden=False)
    kinds = {each.kind for each in window.session.document.cards_of(journey)} - {cell.kind}
    window.session.shown_view.set_filter(CardFilter(kinds=frozenset(kinds), hides=True))
    assert window.session.shown_view.hiding(at_card) == {card}
    assert not window.session.shown_view.hiding(in_cell)


def test_a_note_of_a_card_is_quoted_and_its_card_is_marked(window: MainWindow) -> None:
    card = find(window, "card", "Sign the lease")
    change(window, card, note="Ask the landlord for the meter number")
    bar = open_bar(window, "meter")
    assert "Note of “Sign the lease" in bar.info.text()
    assert "landlord for the meter number" in bar.info.text()
    (mark,) = marks(window)
    assert mark.shown.frame == window.canvas.map_scene.layout.cards[card].box


def test_a_channel_is_marked_on_each_card_that_shows_it(window: MainWindow) -> None:
    channel = next(each for each in window.session.document.select(Channel) if each.kind == "phone")
    change(window, channel.id, name="Hotline 24")
    bar = open_bar(window, "hotline 24")
    assert bar.count.text() == "1 of 1"
    cards = {each.id for each in window.session.document.select(Card, channel=channel.id)}
    assert len(marks(window)) == len(cards) > 1
    press(bar.line, KEY.Key_Return)
    assert window.session.selection.ids[0] in cards


def test_a_tag_is_marked_on_each_card_that_has_it_and_replaced_everywhere(window: MainWindow) -> None:
    ids = [find(window, "card", words) for words in ("Leaflet", "Order with a fixed date")]
    with window.session.edit("Tag") as draft:
        tag = add_tag(draft, "Zug um Zug & mehr")
        spare = add_tag(draft, "Zug ohne Karte")
        for each in ids:
            mark_tag(draft, each, tag.id, marked=True)
    bar = open_bar(window, "Zug um", replacing=True)
    assert bar.count.text() == "1 of 1"
    assert len(marks(window)) == 2
    assert all(mark.boxes_of_spans()[0] for mark in marks(window))
    assert "Name of a tag" in bar.info.text()
    replace_with(bar, "Schritt um")
    bar.replace_all_button.click()
    settle()
    assert window.session.document.tags_on(ids[0])[0].name == "Schritt um Zug & mehr"
    type_into(bar.line, spare.name)
    assert "No card on this map has it." in bar.info.text()


@pytest.mark.parametrize("kind", ["channel", "tag"])
def test_a_name_on_several_cards_leads_to_one_that_is_shown_and_all_are_selected(
    window: MainWindow, kind: str
) -> None:
    first, second = (find(window, "card", words) for words in ("Leaflet", "Order with a fixed date"))
    document = window.session.document
    with window.session.edit("Names") as draft:
        lane = add_lane(draft, window.session.journey_id, "touchpoint")
        move_cards(draft, [first], draft.get(Card, first).step, lane.id)
        move_lane(draft, lane.id, document.lanes_of(window.session.journey_id)[0].id)
        draft.change(draft.get(Lane, lane.id), hidden=True)
        if kind == "tag":
            tag = add_tag(draft, "Zephyr")
            for each in (first, second):
                mark_tag(draft, each, tag.id, marked=True)
        else:
            channel = draft.add(Channel, kind="other", name="Zephyr")
            for each in (first, second):
                draft.change(draft.get(Card, each), channel=channel.id)
    settle()
    bar = open_bar(window, "zephyr")
    assert "hidden" not in bar.info.text()
    assert lane.id not in {each.id for each in window.canvas.map_scene.layout.lanes}
    press(bar.line, KEY.Key_Return)
    assert window.session.selection.ids == (second,)
    change(window, lane.id, hidden=False)
    QTest.keyClick(bar.line, KEY.Key_Return, ALT)
    settle()
    assert set(window.session.selection.ids) == {first, second}


def test_a_wide_card_is_marked_where_only_its_end_is_in_view(window: MainWindow) -> None:
    document, card = window.session.document, find(window, "card", "Leaflet")
    with window.session.edit("Change span") as draft:
        last = document.columns_of(window.session.journey_id)[-1]
        draft.change(draft.get(Card, card), last_step=last.id)
    open_bar(window, "leaflet")
    box, found = window.canvas.map_scene.layout.cards[card].box, window.canvas.finding.marks.found
    assert found is not None
    end = Box(box.right - 20, box.y, 20, box.height)
    assert [mark.owner for mark in found.within(end)] == [card]
    assert list(found.cards_within(end)) == [box]


def test_the_name_of_the_project_and_of_a_curve_of_everyone_is_found(window: MainWindow) -> None:
    project, journey = window.session.document.project(), window.session.journey_id
    change(window, project.id, name="Zephyr")
    bar = open_bar(window, "zephyr")
    assert bar.info.text() == "Name of the project"
    (mark,) = marks(window)
    assert mark.shown.frame.overlaps(window.canvas.map_scene.layout.footer.box)
    press(bar.line, KEY.Key_Return)
    assert not window.session.selection.ids, "the inspector shows journey and project"
    curve = window.session.document.curves_of(journey)[0]
    lane = find(window, "lane", "Emotion")
    change(window, curve.id, persona="", measures="Contentment")
    change(window, lane, hidden=True)
    type_into(bar.line, "contentment")
    assert bar.info.text().startswith("Name of an emotion curve · The lane is hidden")
    assert lane in {each.id for each in window.canvas.map_scene.layout.lanes}
    at_the_curve, in_the_legend = marks(window)
    assert any(at_the_curve.boxes_of_spans()) and any(in_the_legend.boxes_of_spans())
    press(bar.line, KEY.Key_Return)
    assert window.session.selection.ids == (lane,)


def test_a_hit_in_another_journey_switches_to_it_on_enter(window: MainWindow) -> None:
    first = window.session.journey_id
    with window.session.edit("Import") as draft:
        merge_project(draft, project_from_template("support"))
        stage = next(each for each in draft.select(Stage) if draft.journey_of(each.id) != first)
        draft.change(stage, name="Xylophone")
    settle()
    bar = open_bar(window, "xylophone")
    assert bar.count.text() == "1 result elsewhere"
    assert window.session.journey_id == first
    press(bar.line, KEY.Key_Return)
    assert window.session.journey_id != first
    assert bar.count.text() == "1 of 1"
    assert window.session.selection.ids == (stage.id,)
    assert bar.line.hasFocus()


def test_after_a_change_of_the_journey_the_search_goes_on_there(window: MainWindow) -> None:
    first = window.session.journey_id
    with window.session.edit("Import") as draft:
        merge_project(draft, window.session.document)
    settle()
    bar = open_bar(window, "router")
    total = len(window.canvas.finding.search.hits)
    second = next(each.id for each in window.session.document.journeys() if each.id != first)
    window.session.show_journey(second)
    settle()
    press(bar.line, KEY.Key_Return)
    assert window.session.journey_id == second
    assert bar.count.text() == f"{total // 2 + 1} of {total}"


def test_f3_without_a_query_opens_the_bar(window: MainWindow) -> None:
    key(window, KEY.Key_F3)
    assert window.bars.find_bar.isVisible()
    assert window.bars.find_bar.line.hasFocus()


def test_it_fits_the_narrowest_window(window: MainWindow) -> None:
    window.resize(window.minimumSize())
    bar = open_bar(window, "the", replacing=True)
    settle()
    for each in (bar.line, bar.close_button, bar.replacement, bar.replace_all_button):
        assert bar.rect().contains(QRect(each.mapTo(bar, each.rect().topLeft()), each.size()))
    assert window.width() == window.minimumWidth()


def test_it_works_from_the_menu_and_closes_with_its_button(window: MainWindow) -> None:
    choose(window, "find.replace")
    assert window.bars.find_bar.replacement.isVisible()
    window.bars.find_bar.close_button.click()
    settle()
    assert window.bars.find_bar.isHidden()
    choose(window, "find.find")
    assert not window.bars.find_bar.replacement.isVisible()


def test_a_read_only_project_is_searched_but_not_changed(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(window.session), "read_only", property(lambda _: True))
    before = window.session.document
    bar = open_bar(window, "the")
    assert bar.count.text().startswith("1 of")
    bar.open(replacing=True)
    assert not bar.replace_all_button.isEnabled()
    replace_with(bar, "a")
    QTest.keyClick(bar.replacement, KEY.Key_Return, CTRL | ALT)
    settle()
    assert window.session.document is before


def test_a_presentation_begins_and_ends_without_a_search(window: MainWindow) -> None:
    search = window.canvas.finding.search
    bar = open_bar(window, "phone")
    choose(window, "view.present")
    assert not search.active
    change(window, find(window, "stage", "Awareness"), name="Phone")
    assert bar.isHidden()
    open_bar(window, "phone")
    window.canvas.setFocus()
    key(window, KEY.Key_Escape)
    assert not window.presentation.active
    assert bar.isHidden()
    assert not search.active
