"""Lanes without cards in the window: inserted, named, moved, changed and taken back."""

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journey_editor.app.canvas.accessible import focus_words
from journey_editor.app.dialogs.channel import ChannelDialog
from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.layout.queries.navigation import Place
from journey_editor.model.records import Card, Lane
from journey_editor.wording.map_words import title_of
from tests.app.driver import choose, find, select, settle, type_into
from tests.lane_maps import summaries

pytestmark = pytest.mark.usefixtures("kept_window")


def lanes(window: MainWindow) -> list[str]:
    found = window.session.document.lanes_of(window.session.journey_id)
    return [title_of(lane, "en") for lane in found]


def kind_of_lane(window: MainWindow, title: str) -> str:
    return window.session.document.get(Lane, find(window, "lane", title)).kind


def pick(window: MainWindow, name: str, text: str) -> None:
    """Choose an entry of a combo box of the inspector."""
    combo = window.inspector.form.fields[name]
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findText(text))
    combo.activated.emit(combo.currentIndex())
    settle()


def test_a_line_of_visibility_is_inserted_moved_removed_and_taken_back(sample: MainWindow) -> None:
    before = lanes(sample)
    select(sample, "lane", "Touchpoints")
    choose(sample, "lane.add.visibility_line")
    at = before.index("Touchpoints") + 1
    assert lanes(sample) == [*before[:at], "Line of visibility", *before[at:]]
    (line,) = select(sample, "lane", "Line of visibility")
    assert {"title", "kind"} <= set(sample.inspector.form.fields)
    assert set(sample.inspector.form.fields).isdisjoint({"collapsed", "question"})
    sample.actions_of_table.refresh()
    assert not sample.actions_of_table["lane.collapse"].isEnabled()
    choose(sample, "move.up")
    assert lanes(sample).index("Line of visibility") == at - 1
    choose(sample, "edit.delete")
    assert line not in sample.session.document
    for _ in range(3):
        sample.session.undo()
    assert lanes(sample) == before


def test_a_lane_with_cards_does_not_become_a_line_and_says_why(sample: MainWindow) -> None:
    notices: list[str] = []
    sample.session.notice.connect(notices.append)
    select(sample, "lane", "Touchpoints")
    pick(sample, "kind", "Line")
    assert kind_of_lane(sample, "Touchpoints") == "touchpoint"
    combo = sample.inspector.form.fields["kind"]
    assert isinstance(combo, QComboBox)
    assert combo.currentData() == "touchpoint"
    (said,) = notices
    assert "cannot become a line. Move the cards to another lane first" in said


def test_an_emotion_lane_that_becomes_another_one_and_back_loses_nothing(sample: MainWindow) -> None:
    notices: list[str] = []
    sample.session.notice.connect(notices.append)
    before = sample.session.document
    select(sample, "lane", "Emotion")
    pick(sample, "kind", "Line of visibility")
    assert "The map no longer shows its curves. They are kept" in notices[0]
    pick(sample, "kind", "Actions")
    pick(sample, "kind", "Emotion")
    assert len(notices) == 1
    assert sample.session.document == before


def test_cards_keep_their_kinds_when_that_of_their_lane_changes(
    sample: MainWindow,
) -> None:
    before = sample.session.document
    select(sample, "lane", "Touchpoints")
    pick(sample, "kind", "Frontstage")
    document = sample.session.document
    assert [each for each in before.select(Card) if document.find(each.id) != each] == []
    pick(sample, "kind", "Touchpoints")
    assert sample.session.document == before


def test_a_lane_counts_the_chosen_cards_and_a_screen_reader_hears_the_numbers(sample: MainWindow) -> None:
    select(sample, "lane", "Touchpoints")
    choose(sample, "lane.add.count")
    sample.canvas.writing.finish()
    (lane,) = select(sample, "lane", "Count: Cards")
    pick(sample, "counted", "Pain points")
    heard = focus_words(sample.canvas.map_scene, Place(lane))
    assert heard.startswith("Lane: Count: Pain points. Awareness: 0; Exploration: 1")
    sample.session.undo()
    assert "Count: Cards" in lanes(sample)
    choose(sample, "edit.copy")
    choose(sample, "edit.paste")
    assert lanes(sample).count("Count: Cards") == 2


def test_a_kind_of_lane_is_defined_chosen_for_another_lane_and_deleted(sample: MainWindow) -> None:
    select(sample, "lane", "Thoughts")
    choose(sample, "lane_kind.add")
    sample.canvas.writing.finish()
    select(sample, "lane", "New kind")
    name = sample.inspector.form.fields["kind_name"]
    assert isinstance(name, QWidget)
    type_into(name, "Policies")
    pick(sample, "kind_icon", "Padlock")
    pick(sample, "kind_color", "Red, square")
    (kind,) = sample.session.document.lane_kinds()
    assert (kind.name, kind.icon, kind.color) == ("Policies", "lock", 4)
    assert "Policies" in lanes(sample)
    select(sample, "lane", "Actions")
    pick(sample, "kind", "Policies")
    actions = sample.session.document.get(Lane, find(sample, "lane", "Actions"))
    assert (actions.own_kind, actions.kind) == (kind.id, "action")
    looks = {each.id: (each.icon, each.own) for each in sample.canvas.map_scene.layout.lanes}
    assert looks[actions.id] == ("lock", kind)
    choose(sample, "lane_kind.delete")
    assert not sample.session.document.lane_kinds()
    assert {"Policies", "Actions"} <= set(lanes(sample))
    sample.session.undo()
    assert sample.session.document.lane_kinds() == (kind,)


def test_channels_of_a_matrix_are_ticked_and_a_new_one_has_an_empty_row(
    program: Application, qtbot: QtBot
) -> None:
    window = program.show_unnamed(summaries())
    qtbot.waitExposed(window)
    session = window.session
    select(window, "lane", "Channels")

    def shown() -> list[str]:
        summaries_drawn = window.canvas.map_scene.layout.summaries
        rows = next(each.rows for each in summaries_drawn if each.rows)
        return ["".join(line.text for line in row.name.lines) for row in rows]

    def box(text: str) -> QCheckBox:
        boxes = window.inspector.form.fields["channels"].findChildren(QCheckBox)
        return next(each for each in boxes if each.text() == text)

    assert shown() == ["Website", "Shop in the old town", "Phone"]
    assert all(box(each).isChecked() for each in ("All that are used", *shown()))
    box("Phone").click()
    settle()
    assert shown() == ["Website", "Shop in the old town"] and not box("All that are used").isChecked()

    # The button adds one that no touchpoint uses yet.
    new = next(
        each for each in window.inspector.form.findChildren(QPushButton) if each.text() == "New channel…"
    )
    new.click()
    dialog = window.findChild(ChannelDialog)
    assert dialog is not None
    dialog.kind.setCurrentIndex(dialog.kind.findData("app"))
    dialog.name.setText("Bike app")
    dialog.accept()
    settle()
    assert shown() == ["Website", "Shop in the old town", "Bike app"] and box("Bike app").isChecked()

    box("All that are used").click()
    settle()
    assert shown() == ["Website", "Shop in the old town", "Phone"] and not box("Bike app").isChecked()
    for _ in range(3):
        session.undo()
    settle()
    assert shown() == ["Website", "Shop in the old town", "Phone"]
    assert all(each.name != "Bike app" for each in session.document.channels())
