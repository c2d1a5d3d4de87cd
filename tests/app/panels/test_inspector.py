"""Inspector: it shows the fields of the selection, and each change is one undo step."""

from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QSlider, QToolButton

from journey_editor.app.panels.choice_fields import ScaleField
from journey_editor.app.panels.emotion_field import EmotionField
from journey_editor.app.panels.picture_field import PictureField
from journey_editor.app.panels.text_fields import time_text
from journey_editor.app.program.application import Application
from journey_editor.app.widgets.look.colors import CONTRAST
from journey_editor.app.widgets.look.style import use_theme
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.model.records import Card, Channel, EmotionPoint, Lane, Link, Persona, Stage
from tests.app.driver import choose, find, menu_text, paste_into, press, select, settle, type_into

pytestmark = pytest.mark.usefixtures("kept_window")


def field(window: MainWindow, name: str) -> Any:
    """Return a field of the current form."""
    return window.inspector.form.fields[name]


def pick(window: MainWindow, name: str, text: str) -> None:
    """Choose an entry of a combo box."""
    combo = field(window, name)
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findText(text))
    combo.activated.emit(combo.currentIndex())
    settle()


def test_each_kind_of_card_has_its_own_fields(sample: MainWindow) -> None:
    select(sample, "card", "On hold for 26")
    assert set(sample.inspector.form.fields) == {
        "text",
        "kind",
        "channel",
        "started_by",
        "emotion",
        "personas",
        "tags",
        "satisfaction",
        "importance",
        "importance_to_organisation",
        "first_answer",
        "answer_target",
        "duration",
        "duration_target",
        "wait",
        "wait_target",
        "moment_of_truth",
        "fail_point",
        "last_step",
        "note",
        "references",
        "picture",
    }
    select(sample, "card", "No way out of the bot")
    assert {"severity", "frequency"} <= set(sample.inspector.form.fields)
    assert "channel" not in sample.inspector.form.fields
    select(sample, "card", "One calendar for order desk")
    assert {"impact", "effort", "owner", "due"} <= set(sample.inspector.form.fields)


def test_typing_a_text_is_one_undo_step(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "On hold for 26")
    type_into(field(sample, "text"), "On hold for an hour")
    assert sample.session.document.get(Card, card).text == "On hold for an hour"
    assert menu_text(sample, "edit.undo") == "Undo Change card"
    choose(sample, "edit.undo")
    assert sample.session.document.get(Card, card).text == "On hold for 26 minutes, then cut off"
    assert menu_text(sample, "edit.undo") == "Undo"


def test_typing_in_a_field_twice_makes_two_undo_steps(sample: MainWindow) -> None:
    (stage,) = select(sample, "stage", "Purchase")
    type_into(field(sample, "name"), "Order")
    field(sample, "goal").setFocus()
    type_into(field(sample, "name"), "Ordering")
    choose(sample, "edit.undo")
    assert sample.session.document.get(Stage, stage).name == "Order"


def test_undo_shows_the_old_value_and_keeps_the_focus(sample: MainWindow) -> None:
    sample.activateWindow()
    select(sample, "stage", "Purchase")
    name = field(sample, "name")
    type_into(name, "Order")
    QTest.keySequence(name, "Ctrl+Z")
    settle()
    assert sample.focusWidget() is name
    assert name.property("plainText") == "Purchase"


def test_clicking_the_chosen_number_of_a_scale_clears_it(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "On hold for 26")
    four = next(each for each in field(sample, "importance").findChildren(QToolButton) if each.text() == "4")
    QTest.mouseClick(four, Qt.MouseButton.LeftButton)
    assert sample.session.document.get(Card, card).importance == 4
    QTest.mouseClick(four, Qt.MouseButton.LeftButton)
    assert sample.session.document.get(Card, card).importance is None


def test_a_scale_can_be_set_with_the_keyboard(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "On hold for 26")
    scale = field(sample, "importance")
    QTest.keyClick(scale.focusProxy(), Qt.Key.Key_3)
    assert sample.session.document.get(Card, card).importance == 3
    QTest.keyClick(scale.focusProxy(), Qt.Key.Key_Right)
    assert sample.session.document.get(Card, card).importance == 4
    QTest.keyClick(scale.focusProxy(), Qt.Key.Key_Delete)
    assert sample.session.document.get(Card, card).importance is None


def test_arrow_keys_step_on_a_scale_and_the_focus_shows_where(sample: MainWindow) -> None:
    sample.activateWindow()
    (card,) = select(sample, "card", "Adviser compares")
    for name in ("importance", "emotion"):
        scale = field(sample, name)
        row = scale.rows[0] if isinstance(scale, EmotionField) else scale
        assert isinstance(row, ScaleField)
        row.setFocus()
        for key, number in (
            (Qt.Key.Key_2, 2),
            (Qt.Key.Key_Right, 3),
            (Qt.Key.Key_Up, 4),
            (Qt.Key.Key_Left, 3),
            (Qt.Key.Key_Down, 2),
        ):
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, key)
            settle()
            button = dict(row.buttons())[number]
            assert button.isChecked() and button.hasFocus(), (name, key)
    assert sample.session.document.get(Card, card).importance == 2


def test_one_line_keeps_its_height_and_its_border_in_any_colours(
    sample: MainWindow, qapp: QApplication
) -> None:
    select(sample, "stage", "Purchase")
    name = field(sample, "name")
    try:
        for theme in ("light", "dark", "contrast", "light"):
            use_theme(qapp, theme)
            sample.paint_icons()
            for focused in (True, False):
                name.setFocus() if focused else sample.canvas.setFocus()
                settle()
                assert name.height() == name.sizeHint().height() >= name.minimumHeight(), (theme, focused)
                picture = sample.inspector.form.grab(name.parentWidget().geometry()).toImage()
                scale = picture.devicePixelRatio()
                below = name.geometry().bottom() * scale
                middle = name.geometry().center()
                border = picture.pixelColor(round(middle.x() * scale), round(below))
                inside = picture.pixelColor(round(middle.x() * scale), round(below - 5 * scale))
                assert border != inside, (theme, focused)
    finally:
        use_theme(qapp, "light")


def test_a_disabled_button_looks_different_in_every_theme(sample: MainWindow, qapp: QApplication) -> None:
    select(sample, "card", "On hold for 26")
    picture = field(sample, "picture")
    assert isinstance(picture, PictureField)
    try:
        for theme in ("light", "dark", "contrast"):
            use_theme(qapp, theme)
            settle()
            picture.remove.setText("Same")
            picture.choose.setText("Same")
            assert picture.choose.isEnabled() and not picture.remove.isEnabled()
            picture.remove.resize(picture.choose.size())
            enabled, disabled = picture.choose.grab().toImage(), picture.remove.grab().toImage()
            assert enabled != disabled, theme
            if theme == "contrast":
                assert CONTRAST.disabled != CONTRAST.text and CONTRAST.disabled_line == "dashed"
    finally:
        use_theme(qapp, "light")


def test_durations_are_shown_as_minutes_and_seconds(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "On hold for 26")
    first = field(sample, "first_answer")
    assert first.property("text") == "26:00"
    for typed, seconds in (("0:40", 40), ("1:02:03", 3723), ("3", 180), ("", None)):
        type_into(first, typed)
        if not typed:
            QTest.keyClick(first, Qt.Key.Key_Delete)
        press(first, Qt.Key.Key_Return)
        assert sample.session.document.get(Card, card).first_answer == seconds
    assert [time_text(each) for each in (5, 65, 3723)] == ["0:05", "1:05", "1:02:03"]


def test_each_target_is_named_by_the_time_to_which_it_belongs(sample: MainWindow) -> None:
    select(sample, "card", "On hold for 26")
    fields = [field(sample, each) for each in ("answer_target", "duration_target", "wait_target")]
    assert [each.accessibleName() for each in fields] == [
        "Target for the first answer",
        "Target for the duration",
        "Target for the wait",
    ]


def test_a_card_of_text_has_times_too_which_a_lane_of_times_counts(sample: MainWindow) -> None:
    session = sample.session
    with session.edit("Add") as draft:
        lane = add_lane(draft, session.journey_id, "text").id
        times = add_lane(draft, session.journey_id, "time").id
        card = add_card(draft, draft.columns_of(session.journey_id)[0].id, lane, "Form B 12").id
    session.selection.replace([card])
    settle()
    type_into(field(sample, "duration"), "3 min")
    press(field(sample, "duration"), Qt.Key.Key_Return)
    assert session.document.get(Card, card).duration == 180
    (summary,) = [each for each in sample.canvas.map_scene.layout.summaries if each.lane == times]
    assert [bar.text.lines[0].text for bar in summary.times if bar.step] == ["Duration\u00a03\u00a0min"]


def test_a_duration_stays_selected_while_the_file_is_saved(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "On hold for 26")
    first = field(sample, "first_answer")
    type_into(first, "")
    sample.session.changed.emit()
    press(first, Qt.Key.Key_Delete)
    press(first, Qt.Key.Key_Return)
    assert sample.session.document.get(Card, card).first_answer is None


def test_an_invalid_duration_changes_nothing_and_stays_to_be_corrected(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "On hold for 26")
    first = field(sample, "first_answer")
    type_into(first, "3 dayz")
    press(first, Qt.Key.Key_Return)
    assert sample.session.document.get(Card, card).first_answer == 1560
    assert "“3 dayz” is not a valid duration" in sample.notice_bar.text
    assert "3 days" in sample.notice_bar.text
    sample.session.changed.emit()
    assert first.property("text") == "3 dayz"
    press(first, Qt.Key.Key_Backspace)
    press(first, Qt.Key.Key_Return)
    assert sample.session.document.get(Card, card).first_answer == 3 * 86_400
    assert first.property("text") == "72:00:00"
    # It is marked in more than one way, and Esc restores the value, then leaves.
    assert first.error.isHidden() and not first.is_wrong
    type_into(first, "12:99")
    press(first, Qt.Key.Key_Tab)
    assert first.is_wrong and first.text() == "12:99" and not first.actions()[0].icon().isNull()
    assert first.error.isVisible() and "such as 45 s" in first.error.text() == first.accessibleDescription()
    first.setFocus()
    press(first, Qt.Key.Key_Escape)
    assert (first.text(), first.is_wrong, first.error.isHidden()) == ("72:00:00", False, True)
    assert first.accessibleDescription() == "" and first.hasFocus()
    press(first, Qt.Key.Key_Escape)
    assert not first.hasFocus()
    # It does not go over to another card.
    type_into(first, "soon")
    press(first, Qt.Key.Key_Return)
    select(sample, "card", "Confirmation")
    assert field(sample, "first_answer").property("text") != "soon"


def test_another_kind_of_card_shows_other_fields(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "On hold for 26")
    pick(sample, "kind", "Pain point")
    assert sample.session.document.get(Card, card).kind == "pain_point"
    assert "severity" in sample.inspector.form.fields


def test_a_new_channel_can_be_added_from_a_card(sample: MainWindow) -> None:
    from journey_editor.app.dialogs.channel import ChannelDialog

    (card,) = select(sample, "card", "On hold for 26")
    pick(sample, "channel", "New channel…")
    dialog = sample.findChild(ChannelDialog)
    assert dialog is not None
    dialog.kind.setCurrentIndex(dialog.kind.findData("in_person"))
    dialog.name.setText("Service desk")
    dialog.accept()
    settle()
    channel = sample.session.document.get(Channel, sample.session.document.get(Card, card).channel)
    assert (channel.name, channel.kind) == ("Service desk", "in_person")
    assert menu_text(sample, "edit.undo") == "Undo Add channel"


def test_the_personas_of_a_card_can_be_changed(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "On hold for 26")
    boxes = field(sample, "personas").findChildren(QCheckBox)
    assert [(box.text(), box.isChecked()) for box in boxes] == [
        ("Amira Haddad", False),
        ("Tom Lindqvist", True),
    ]
    boxes[0].click()
    assert [each.name for each in sample.session.document.personas_on(card)] == [
        "Amira Haddad",
        "Tom Lindqvist",
    ]


def test_checking_a_persona_for_several_cards_keeps_their_other_personas(sample: MainWindow) -> None:
    one, other = select(sample, "card", "On hold for 26", "Neighbours name")

    def personas(card: str) -> list[str]:
        return [each.name for each in sample.session.document.personas_on(card)]

    def states() -> list[Qt.CheckState]:
        return [each.checkState() for each in field(sample, "personas").findChildren(QCheckBox)]

    state = Qt.CheckState
    assert (personas(one), personas(other)) == (["Tom Lindqvist"], ["Amira Haddad"])
    assert states() == [state.PartiallyChecked, state.PartiallyChecked]
    field(sample, "personas").findChildren(QCheckBox)[0].click()
    assert (personas(one), personas(other)) == (["Amira Haddad", "Tom Lindqvist"], ["Amira Haddad"])
    assert states() == [state.Checked, state.PartiallyChecked]
    field(sample, "personas").findChildren(QCheckBox)[0].click()
    assert (personas(one), personas(other)) == (["Tom Lindqvist"], [])
    choose(sample, "edit.undo")
    choose(sample, "edit.undo")
    assert (personas(one), personas(other)) == (["Tom Lindqvist"], ["Amira Haddad"])


def test_a_partially_checked_box_looks_different(sample: MainWindow, qapp: QApplication) -> None:
    use_theme(qapp, "light")
    select(sample, "card", "On hold for 26")
    box = field(sample, "moment_of_truth")
    looks = []
    for each in (Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked):
        box.setTristate(True)
        box.setCheckState(each)
        looks.append(box.grab().toImage())
    assert not any(one == other for one, other in combinations(looks, 2))


def test_an_arrow_key_on_a_scale_steps_each_card_from_its_own_number(sample: MainWindow) -> None:
    cards = select(sample, "card", "On hold for 26", "Adviser compares", "Leaflet")
    document = sample.session.document
    before = [document.get(Card, each).satisfaction for each in cards]
    assert before == [1, 5, None]
    QTest.keyClick(field(sample, "satisfaction").focusProxy(), Qt.Key.Key_Right)
    assert [sample.session.document.get(Card, each).satisfaction for each in cards] == [2, 5, 1]
    assert menu_text(sample, "edit.undo") == "Undo Change cards"


def test_a_duration_typed_for_several_cards_and_cleared_again_changes_none(sample: MainWindow) -> None:
    cards = select(sample, "card", "On hold for 26", "Adviser compares")
    with sample.session.edit("Change card") as draft:
        draft.change(draft.get(Card, cards[1]), first_answer=5)
    settle()
    first = field(sample, "first_answer")
    assert (first.text(), first.placeholderText()) == ("", "Several values")
    type_into(first, "7")
    press(first, Qt.Key.Key_Backspace)
    press(first, Qt.Key.Key_Return)
    assert [sample.session.document.get(Card, each).first_answer for each in cards] == [1560, 5]


def test_several_cards_can_be_changed_together(sample: MainWindow) -> None:
    cards = select(sample, "card", "On hold for 26", "Ines from line care", "Leaflet")
    assert "text" not in sample.inspector.form.fields
    note = field(sample, "note")
    type_into(note, "look again")
    assert {sample.session.document.get(Card, each).note for each in cards} == {"look again"}
    scale = field(sample, "satisfaction")
    assert not any(each.isChecked() for each in scale.findChildren(QToolButton))
    choose(sample, "edit.undo")
    assert {sample.session.document.get(Card, each).note for each in cards} == {""}


def test_lanes_personas_and_emotion_points_can_be_changed(sample: MainWindow) -> None:
    (lane,) = select(sample, "lane", "Thoughts")
    field(sample, "hidden").click()  # type: ignore[attr-defined]
    assert sample.session.document.get(Lane, lane).hidden
    (persona,) = select(sample, "persona", "Tom")
    type_into(field(sample, "quote"), "Call me.")
    assert sample.session.document.get(Persona, persona).quote == "Call me."
    (point,) = select(sample, "emotion_point", "low: offline")
    field(sample, "value").findChild(QSlider).setValue(-50)
    assert sample.session.document.get(EmotionPoint, point).value == -0.5
    pick(sample, "source", "Assumed (dotted)")
    assert sample.session.document.get(EmotionPoint, point).source == "assumed"


def test_without_a_selection_the_journey_and_the_project_are_shown(sample: MainWindow) -> None:
    sample.session.selection.clear()
    settle()
    type_into(field(sample, "title"), "A new home")
    pick(sample, "paper", "A3")
    type_into(field(sample, "author"), "Mo")
    assert (sample.session.journey.title, sample.session.journey.paper) == ("A new home", "a3")
    assert sample.session.document.project().author == "Mo"


def test_a_language_sets_the_reading_direction(sample: MainWindow) -> None:
    sample.session.selection.clear()
    settle()
    pick(sample, "language", "العربية – Arabic")
    assert (sample.session.journey.language, sample.session.journey.direction) == ("ar", "rtl")
    pick(sample, "language", "עברית – Hebrew")
    pick(sample, "direction", "Left to right")
    pick(sample, "language", "فارسی – Persian")
    assert sample.session.journey.direction == "ltr", (
        "a language of the same direction must keep the user's choice"
    )
    pick(sample, "language", "ไทย – Thai")
    for _ in range(4):
        sample.session.undo()
    assert (sample.session.journey.language, sample.session.journey.direction) == ("ar", "rtl")
    sample.session.undo()
    assert (sample.session.journey.language, sample.session.journey.direction) == ("en", "ltr")


def test_a_name_stays_on_one_line(sample: MainWindow) -> None:
    (stage,) = select(sample, "stage", "Purchase")
    name = field(sample, "name")
    paste_into(name, "Order\nand pay")
    press(name, Qt.Key.Key_Return)
    assert sample.session.document.get(Stage, stage).name == "Order and pay"


def test_a_long_name_is_fully_visible(sample: MainWindow) -> None:
    select(sample, "stage", "Purchase")
    goal = field(sample, "goal")
    before = goal.height()
    paste_into(goal, "Knows what it costs, who comes, and on which morning somebody has to be at home for it")
    assert goal.height() > before


def test_the_ends_of_a_link_are_fully_visible(sample: MainWindow) -> None:
    sample.resize(1000, 500)
    select(sample, "link", "")
    form = sample.inspector.form
    for label in form.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())
    assert form.fields["kind"].height() >= form.fields["kind"].minimumSizeHint().height()


def test_a_text_that_is_too_long_is_refused_with_a_message_and_nothing_is_lost(sample: MainWindow) -> None:
    (stage,) = select(sample, "stage", "Purchase")
    name = field(sample, "name")
    paste_into(name, "x" * 501)
    assert "501" in sample.notice_bar.text
    assert sample.session.document.get(Stage, stage).name == "Purchase"
    field(sample, "goal").setFocus()
    settle()
    assert name.property("plainText") == "Purchase"


def test_the_form_of_a_card_disappears_when_it_is_deleted(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "On hold for 26")
    choose(sample, "edit.delete")
    assert card not in sample.session.selection
    assert find(sample, "card", "FAQ")
    assert sample.inspector.form.fields


def test_esc_returns_to_the_map(sample: MainWindow) -> None:
    sample.activateWindow()
    select(sample, "stage", "Purchase")
    field(sample, "name").setFocus()
    press(field(sample, "name"), Qt.Key.Key_Escape)
    assert sample.focusWidget() is sample.canvas


def test_values_typed_for_several_cards_in_turn_go_to_the_right_card(sample: MainWindow) -> None:
    (first,) = select(sample, "card", "Leaflet and a talk")
    paste_into(field(sample, "note"), "of the first")
    field(sample, "first_answer").setFocus()
    QTest.keyClicks(field(sample, "first_answer"), "5:00")
    (second,) = select(sample, "card", "On hold for 26")
    assert field(sample, "note").toPlainText() == ""
    assert field(sample, "first_answer").text() == "26:00", (
        "text typed for another card must not be used here"
    )
    paste_into(field(sample, "note"), "of the second")
    document = sample.session.document
    assert [document.get(Card, each).note for each in (first, second)] == ["of the first", "of the second"]
    assert document.get(Card, second).first_answer == 26 * 60


def test_a_card_and_a_stage_together_have_no_card_fields(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "Leaflet and a talk")
    sample.session.selection.replace([card, find(sample, "stage", "Purchase")])
    settle()
    assert sample.inspector.form.fields == {}


def test_a_persona_can_be_assigned_to_cards_after_it_was_added(program: Application) -> None:
    window = program.new_project("blank")
    ids = []
    for words in ("One", "Two"):
        step = window.session.document.columns_of(window.session.journey_id)[0].id
        lane = find(window, "lane", "Actions")
        with window.session.edit("Add card") as draft:
            ids.append(add_card(draft, step, lane, words).id)
    select(window, "card", "One")
    assert "personas" not in window.inspector.form.fields
    with window.session.edit("Add persona") as draft:
        add_persona(draft, window.session.journey_id, name="Ada")
    select(window, "card", "Two")
    assert "personas" in window.inspector.form.fields


def test_combo_boxes_side_by_side_are_not_cut_off(sample: MainWindow) -> None:
    """At any width of the panel: if there is not enough space, they are placed below each other."""
    side_by_side = set()
    for width in (236, 250, 300, 420):
        sample.inspector.setFixedWidth(width)
        settle()
        direction, language = field(sample, "direction"), field(sample, "language")
        orientation, paper = field(sample, "orientation"), field(sample, "paper")
        for box in (direction, orientation, paper):
            assert box.width() >= box.whole_width(), (width, box.currentText())
        side_by_side.add(direction.mapToGlobal(QPoint()).y() == language.mapToGlobal(QPoint()).y())
    assert side_by_side == {True, False}


def test_text_in_a_field_has_the_same_direction_and_alignment_as_on_the_map(sample: MainWindow) -> None:
    """Fields get the height that their script needs: Urdu lines are higher than Latin ones."""
    (card,) = select(sample, "card", "On hold for 26")
    with sample.session.edit("Change journey") as draft:
        draft.change(sample.session.journey, language="ur", direction="rtl")
        draft.change(draft.get(Card, card), text="iPhone پر ٹریکنگ کا صفحہ کھولتی ہے، فون نمبر ڈھونڈتی ہے")
    settle()
    words = field(sample, "text")
    lines = words.document().begin().layout()
    assert lines.textOption().textDirection() == Qt.LayoutDirection.RightToLeft
    first, last = lines.lineAt(0), lines.lineAt(lines.lineCount() - 1)
    assert last.naturalTextRect().right() > first.rect().right() - 1
    assert last.naturalTextRect().left() > first.rect().left() + 1
    assert lines.boundingRect().height() <= words.viewport().height()


def test_no_break_spaces_are_kept_in_a_field(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "On hold for 26")
    paste_into(field(sample, "text"), "Costs 12\u00a0€")
    QTest.keyClicks(field(sample, "text"), "!")
    settle()
    assert sample.session.document.get(Card, card).text == "12\u00a0€".join(("Costs ", "!"))


def test_a_million_letters_cannot_be_pasted_into_a_field(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "On hold for 26")
    text = field(sample, "text")
    paste_into(text, "x" * 1_000_000)
    assert "1000000" in sample.notice_bar.text
    assert text.toPlainText() == sample.session.document.get(Card, card).text


def test_a_letter_too_many_is_reported_and_not_shown(sample: MainWindow) -> None:
    (stage,) = select(sample, "stage", "Purchase")
    name = field(sample, "name")
    paste_into(name, "x" * 500)
    QTest.keyClick(name, "y")
    settle()
    assert "501" in sample.notice_bar.text
    assert name.toPlainText() == sample.session.document.get(Stage, stage).name == "x" * 500


def test_composed_text_is_kept_when_the_focus_moves_on(sample: MainWindow) -> None:
    sample.activateWindow()
    (stage,) = select(sample, "stage", "Purchase")
    name = field(sample, "name")
    name.setFocus()
    name.selectAll()
    QApplication.sendEvent(name, QInputMethodEvent("購入", []))
    sample.canvas.setFocus()
    settle()
    assert sample.session.document.get(Stage, stage).name == "購入"


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_End])
def test_a_key_commits_composed_text_before_it_acts_on_it(sample: MainWindow, key: Qt.Key) -> None:
    composed = "a long composition that wraps in the field"
    sample.activateWindow()
    (stage,) = select(sample, "stage", "Purchase")
    name = field(sample, "name")
    name.setFocus()
    name.moveCursor(QTextCursor.MoveOperation.Start)
    QApplication.sendEvent(name, QInputMethodEvent(composed, []))
    QTest.keyClick(name, key)
    assert name.textCursor().block().isValid()
    QTest.keyClick(name, "x")
    sample.canvas.setFocus()
    settle()
    written = sample.session.document.get(Stage, stage).name
    assert written.replace("x", "").startswith(composed[:-1]) and len(written) > len(composed)


def test_files_dropped_on_a_field_are_handled_by_the_window(sample: MainWindow) -> None:
    select(sample, "card", "On hold for 26")
    files, words = QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile("/photo.png")])
    words.setText("/photo.png")
    assert not field(sample, "text").canInsertFromMimeData(files)
    assert field(sample, "text").canInsertFromMimeData(words)


def test_a_link_has_a_name_of_its_own_a_colour_and_a_line(sample: MainWindow) -> None:
    (link,) = select(sample, "link", "")[:1]
    assert "name" not in sample.inspector.form.fields
    pick(sample, "kind", "Own link")
    type_into(field(sample, "name"), "Data flow")
    pick(sample, "color", "Green")
    pick(sample, "line", "Dashed")
    QTest.mouseClick(field(sample, "strong"), Qt.MouseButton.LeftButton)
    settle()
    found = sample.session.document.get(Link, link)
    assert (found.name, found.color, found.line, found.strong) == ("Data flow", 2, "dashed", True)
    names = [
        "".join(line.text for line in each.text.lines)
        for each in sample.canvas.map_scene.layout.footer.legend
    ]
    assert "Data flow" in names
    pick(sample, "kind", "Branch")
    labels = [label.text() for label in sample.inspector.form.findChildren(QLabel)]
    assert "Condition" in labels and "Name" not in labels
