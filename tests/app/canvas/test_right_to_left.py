"""Editing a right-to-left map: actions go to the side to which the user sees them go."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.window.main_window import MainWindow
from journey_editor.foundation.geometry import Box
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.model.records import Card
from tests.app.driver import choose, find, select, settle


@pytest.fixture
def hebrew(sample: MainWindow) -> MainWindow:
    """The sample map, right to left, at 100 %."""
    with sample.session.edit("Change journey") as draft:
        draft.change(sample.session.journey, language="he", direction="rtl")
    settle()
    sample.canvas.set_zoom(1.0)
    sample.canvas.setFocus()
    return sample


def box(window: MainWindow, record_id: str) -> Box:
    return boxes_of(window.canvas.map_scene.layout, record_id)[0]


def test_a_new_note_is_at_a_free_place_in_the_view(hebrew: MainWindow) -> None:
    for words in ("Sign the lease", "Ines calls"):
        hebrew.canvas.reveal(find(hebrew, "card", words))
        settle()
        seen = hebrew.canvas.mapToScene(hebrew.canvas.viewport().rect()).boundingRect()
        choose(hebrew, "note.add")
        layout = hebrew.canvas.map_scene.layout
        note = layout.notes[-1].box
        hebrew.canvas.cancel()
        assert seen.contains(qrect(note))
        assert not any(note.overlaps(card.box) for card in layout.cards.values())


def test_arrow_keys_move_in_their_direction(hebrew: MainWindow) -> None:
    (card,) = select(hebrew, "card", "Sign the lease")
    for key, side in ((Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)):
        before = box(hebrew, hebrew.session.selection.single or "")
        QTest.keyClick(hebrew.canvas, key)
        settle()
        assert (box(hebrew, hebrew.session.selection.single or "").x - before.x) * side > 100
    assert hebrew.session.selection.single == card


def test_alt_with_an_arrow_moves_a_card_and_a_stage_in_its_direction(hebrew: MainWindow) -> None:
    for kind, words in (("card", "Sign the lease"), ("stage", "Exploration")):
        (chosen,) = select(hebrew, kind, words)
        before = box(hebrew, chosen)
        choose(hebrew, "move.left")
        assert box(hebrew, chosen).x < before.x - 100
        choose(hebrew, "move.right")
        assert box(hebrew, chosen).x == before.x


def test_tab_continues_with_the_stage_to_the_left(hebrew: MainWindow) -> None:
    step = hebrew.session.document.columns_of(hebrew.session.journey_id)[0].id
    hebrew.session.selection.replace((), (step, find(hebrew, "lane", "Pain points")))
    settle()
    QTest.keyClick(hebrew.canvas, "a")
    QTest.keyClick(hebrew.canvas.writing.editor, Qt.Key.Key_Tab)
    QTest.keyClick(hebrew.canvas.writing.editor, "b")
    QTest.keyClick(hebrew.canvas.writing.editor, Qt.Key.Key_Escape)
    QApplication.processEvents()
    cards = hebrew.session.document.select(Card)
    first, second = (next(card.id for card in cards if card.text == text) for text in "ab")
    assert box(hebrew, second).x < box(hebrew, first).x - 100
