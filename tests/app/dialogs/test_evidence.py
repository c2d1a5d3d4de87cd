"""Evidence: an interview is read, its quotes are placed on the map, described and found."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.evidence import EvidenceDialog
from journey_editor.app.panels.filter_bar import FilterBar
from journey_editor.app.panels.form import Form
from journey_editor.app.session.reference_entries import tip_of_sign
from journey_editor.app.widgets.two_sided_delegate import TwoSidedDelegate
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.commands.evidence import place_evidence
from journey_editor.layout.reference_sign import seal_of, sign_of
from journey_editor.model.records import Card, Evidence, EvidencePlace
from journey_editor.wording.spoken import describe_card
from tests.app.driver import choose, find, press, select, settle, type_into
from tests.app.services.test_dropped_content import drop, in_window

pytestmark = pytest.mark.usefixtures("kept_window")

INTERVIEW = "Interviewer: How was it?\nSofie Berg: I told the story twice.\nInterviewer: And then?\n"


@pytest.fixture
def dialog(sample: MainWindow) -> EvidenceDialog:
    choose(sample, "edit.evidence")
    settle()
    found = sample.findChild(EvidenceDialog)
    assert found is not None
    return found


def rows(dialog: EvidenceDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_an_interview_is_read_and_placed_on_the_map(
    sample: MainWindow, dialog: EvidenceDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    session = sample.session
    file = tmp_path / "Sofie, March.txt"
    file.write_text(INTERVIEW, "utf-8")
    dialog.read(file)
    qtbot.waitUntil(lambda: dialog.list.count() == 3)
    assert rows(dialog)[1] == "I told the story twice.\nInterview · Sofie Berg · Sofie, March"
    assert dialog.message.text() == "3 utterances were read."
    assert not dialog.buttons["place"].isEnabled()
    (card,) = select(sample, "card", "On hold for 26")
    place = dialog.list.visualItemRect(dialog.list.item(1)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    dialog.buttons["place"].click()
    settle()
    assert [each.card for each in session.document.select(EvidencePlace)] == [card]
    assert "On hold for 26 minutes" in rows(dialog)[1]
    words = describe_card(session.document, session.document.get(Card, card))
    assert "backed by 1 piece of evidence" in words
    dialog.scope.setCurrentIndex(1)
    assert len(rows(dialog)) == 2, "what is not placed yet"
    dialog.scope.setCurrentIndex(2)
    assert len(rows(dialog)) == 1, "what is on the selected card"
    dialog.buttons["take"].click()
    settle()
    assert not session.document.select(EvidencePlace)
    session.undo()
    session.undo()
    session.undo()
    settle()
    assert not session.document.select(Evidence), "reading a transcript is one undo step"


def test_evidence_is_pasted_described_and_deleted(sample: MainWindow, dialog: EvidenceDialog) -> None:
    session = sample.session
    QGuiApplication.clipboard().setText("Sofie: Nobody answers.\nBen: Same here.")
    dialog.buttons["paste"].click()
    settle()
    form = dialog.area.widget()
    assert isinstance(form, Form)
    type_into(form.fields["source"], "Chat of March")
    size = form.fields["sample_size"]
    type_into(size, "1,200")
    press(size, Qt.Key.Key_Return)
    first = session.document.evidence()[0]
    assert (first.text, first.speaker, first.source, first.sample_size) == (
        "Nobody answers.",
        "Sofie",
        "Chat of March",
        1200,
    )
    dialog.filter.setText("ben")
    assert len(rows(dialog)) == 1
    dialog.filter.clear()
    sample.open_find()
    type_into(sample.bars.find_bar.line, "Same here")
    assert sample.bars.find_bar.info.text().startswith("Text of evidence")
    sample.bars.find_bar.close_button.click()
    dialog.list.selectAll()
    dialog.buttons["delete"].click()
    settle()
    assert not session.document.evidence() and rows(dialog) == []
    QGuiApplication.clipboard().setText("  ")
    dialog.buttons["paste"].click()
    assert dialog.message.text() == "There is no text to read."


def test_places_are_suggested_and_evidence_is_dragged_onto_the_map(
    sample: MainWindow, dialog: EvidenceDialog
) -> None:
    session = sample.session
    QGuiApplication.clipboard().setText("Sofie: On hold for half an hour, and then cut off.\nBen: Hm.")
    dialog.buttons["paste"].click()
    settle()
    card = find(sample, "card", "On hold for 26")
    places = dialog.places.list
    assert dialog.places.isVisibleTo(dialog)
    said = "“On hold for 26 minutes, then cut off” in Support, First contact"
    assert places.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == said
    assert places.item(0).data(TwoSidedDelegate.RIGHT) == "Support"
    QTest.mouseClick(
        places.viewport(), Qt.MouseButton.LeftButton, pos=places.visualItemRect(places.item(0)).center()
    )
    assert session.selection.ids == (card,) and not session.document.backing(card), "only shown"
    press(places, Qt.Key.Key_Return)
    settle()
    assert session.document.backing(card) == 1
    assert all("On hold for 26" not in places.item(row).text() for row in range(places.count()))
    # Tab leads through the window as it is laid out; the focus on a suggested place selects nothing.
    (stage,) = select(sample, "stage", "Support")
    dialog.list.setFocus()
    form = dialog.area.widget()
    assert isinstance(form, Form)
    press(dialog.list, Qt.Key.Key_Tab)
    assert form.fields["text"].hasFocus()
    form.fields["sample_size"].setFocus()
    press(form.fields["sample_size"], Qt.Key.Key_Tab)
    assert places.hasFocus() and session.selection.ids == (stage,)
    press(places, Qt.Key.Key_Tab)
    assert dialog.buttons["place"].hasFocus()
    dialog.list.setCurrentRow(1)
    assert not dialog.places.isVisibleTo(dialog), "nothing has a word of this"
    data = dialog.list.mimeData([dialog.list.item(0), dialog.list.item(1)])
    stage = find(sample, "stage", "Support")
    box = next(each.box for each in sample.canvas.map_scene.layout.stages if each.id == stage)
    assert drop(sample, data, in_window(sample, box.x + 30, box.center[1]))
    assert session.document.backing(stage) == 2
    lane = sample.canvas.map_scene.layout.lanes[0].label
    drop(sample, data, in_window(sample, *lane.center))
    assert "Drop evidence of this project onto a card" in sample.notice_bar.text
    # Its sign on the map opens what backs it, in the same window.
    dialog.scope.setCurrentIndex(0)
    sample.canvas.reveal(card)
    box = sign_of(sample.canvas.map_scene.layout.cards[card], "evidence")
    assert box is not None
    place = sample.canvas.mapFromScene(QPointF(*box.center))
    assert "On hold for half an hour" in tip_of_sign(session.document, card, "evidence")
    QTest.mouseClick(sample.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    assert len(rows(dialog)) == 1 and sample.findChildren(EvidenceDialog) == [dialog]
    # That of a persona is at its badge, in the header.
    with session.edit("Place evidence") as draft:
        place_evidence(draft, draft.evidence()[1].id, [find(sample, "persona", "Amira")])
    settle()
    persona = sample.canvas.map_scene.layout.header.personas[0]
    assert persona.evidence == 1
    sample.canvas.show_box(persona.box)
    place = sample.canvas.mapFromScene(QPointF(*seal_of(persona).center))
    QTest.mouseClick(sample.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    assert session.selection.ids == (persona.id,) and rows(dialog)[0].startswith("Hm.")
    # The filter shows what is backed.
    choose(sample, "view.filter")
    bar = sample.findChild(FilterBar)
    assert bar is not None
    bar.set_filter(CardFilter(backed=True))
    assert bar.count.text().startswith("1 of ") and bar.buttons["backed"].text() == "Only what is backed"


def test_a_read_only_project_takes_no_evidence(
    sample: MainWindow, dialog: EvidenceDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dialog.list.hint.startswith("Evidence is what people said")
    assert dialog.list.accessibleDescription() == dialog.list.hint
    QGuiApplication.clipboard().setText("Sofie: Nobody answers.")
    dialog.buttons["paste"].click()
    settle()
    select(sample, "card", "On hold for 26")
    dialog.buttons["place"].click()
    assert dialog.message.text().startswith("1 piece of evidence was placed on “On hold for 26")
    dialog.scope.setCurrentIndex(1)
    assert dialog.list.hint == "All evidence is placed."
    dialog.scope.setCurrentIndex(0)
    assert not dialog.list.hint
    before = sample.session.document
    refused: list[bool] = []
    sample.session.edit_refused.connect(lambda: refused.append(True))
    monkeypatch.setattr(type(sample.session), "read_only", True)
    QTest.keyClick(dialog.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert sample.session.document is before and len(rows(dialog)) == 1
    assert refused
