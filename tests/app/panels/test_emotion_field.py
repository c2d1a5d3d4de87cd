"""Emotion of a touchpoint in the inspector: a row of faces for each persona."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from journey_editor.app.panels.emotion_field import EmotionField
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.cards import set_card_personas
from journey_editor.editing.commands.personas import add_persona
from journey_editor.model.records import Curve, EmotionPoint, Persona
from tests.app.driver import find, press, select, settle

pytestmark = pytest.mark.usefixtures("kept_window")


def emotion(window: MainWindow) -> EmotionField:
    field = window.inspector.form.fields["emotion"]
    assert isinstance(field, EmotionField)
    return field


def checked(window: MainWindow) -> list[list[int]]:
    return [[number for number, each in row.buttons() if each.isChecked()] for row in emotion(window).rows]


def face(window: MainWindow, row: int, number: int) -> QToolButton:
    return dict(emotion(window).rows[row].buttons())[number]


def test_each_persona_of_the_card_has_a_row_with_the_level_of_its_curve(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "Order with a fixed date")
    points = sample.session.document.select(EmotionPoint, card=card)
    assert len(points) == len(emotion(sample).rows) == 2
    assert sorted(round(each.value * 2) + 3 for each in points) == sorted(
        number for row in checked(sample) for number in row
    )


def test_a_click_on_a_face_sets_the_emotion_and_a_second_one_removes_it(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "Adviser compares")
    before = sample.session.document.select(EmotionPoint, card=card)
    QTest.mouseClick(face(sample, 0, 5), Qt.MouseButton.LeftButton)
    settle()
    (point,) = sample.session.document.select(EmotionPoint, card=card)
    assert (point.value, point.id) == (1.0, before[0].id)
    QTest.mouseClick(face(sample, 0, 5), Qt.MouseButton.LeftButton)
    settle()
    assert not sample.session.document.select(EmotionPoint, card=card)
    assert checked(sample) == [[]]
    sample.session.undo()
    select(sample, "card", "Adviser compares")
    assert checked(sample) == [[5]]


def test_a_new_emotion_is_assumed_and_a_screen_reader_hears_whose_it_is(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "Neighbours name")
    with sample.session.edit("Clear") as draft:
        for each in draft.select(EmotionPoint, card=card):
            draft.remove(each.id)
    settle()
    button = face(sample, 0, 2)
    assert button.accessibleName() == "Emotion on the curve, Amira Haddad: annoyed"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()
    (point,) = sample.session.document.select(EmotionPoint, card=card)
    assert (point.value, point.source) == (-0.5, "assumed")


def test_the_panel_of_a_point_names_its_persona(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "Adviser compares")
    (point,) = sample.session.document.select(EmotionPoint, card=card)
    sample.session.selection.replace([point.id])
    settle()
    assert any("Amira Haddad" in each.text() for each in sample.inspector.form.findChildren(QLabel))


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_0])
def test_clearing_an_emotion_that_is_not_set_changes_nothing(sample: MainWindow, key: Qt.Key) -> None:
    with sample.session.edit("Invite") as draft:
        newcomer = add_persona(draft, sample.session.journey_id, name="Newcomer").id
        set_card_personas(draft, find(sample, "card", "Neighbours name"), [newcomer])
    select(sample, "card", "Neighbours name")
    before = sample.session.document
    face(sample, 0, 1).setFocus()
    press(face(sample, 0, 1), key)
    assert sample.session.document is before
    press(face(sample, 0, 1), Qt.Key.Key_4)
    assert checked(sample) == [[4]]


def test_rows_and_the_panel_of_a_point_follow_a_new_name(sample: MainWindow) -> None:
    select(sample, "card", "Order with a fixed date")
    amira = sample.session.document.get(Persona, find(sample, "persona", "Amira"))
    with sample.session.edit("Rename") as draft:
        draft.change(amira, name="Zoe")
    settle()
    assert "Zoe" in labels(sample)
    assert any(row.accessibleName().endswith("Zoe") for row in emotion(sample).rows)
    (curve,) = (each for each in sample.session.document.select(Curve) if each.persona == amira.id)
    sample.session.selection.replace([sample.session.document.points_of(curve.id)[0].id])
    settle()
    assert "Zoe" in labels(sample)
    with sample.session.edit("Rename") as draft:
        draft.change(amira, name="Yvonne")
    settle()
    assert "Yvonne" in labels(sample)
    assert "Zoe" not in labels(sample)


def labels(window: MainWindow) -> list[str]:
    return [each.text() for each in window.inspector.form.findChildren(QLabel)]
