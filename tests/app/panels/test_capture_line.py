"""Capture line in the window: typing at the speed of a conversation."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCompleter, QListView

from journey_editor.app.panels.capture_line import CaptureLine
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.commands.cards import set_card_personas
from journey_editor.editing.commands.curves import curve_for, set_emotion
from journey_editor.editing.commands.journeys import add_journey
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.commands.tags import add_tag
from journey_editor.editing.commands.views import save_view
from journey_editor.editing.commands.visibility import hide_lanes
from journey_editor.model.records import Card, Channel, Curve, EmotionPoint, Lane, Stage, Step
from journey_editor.wording.map_words import channel_name
from tests.app.driver import choose, find, select, settle

pytestmark = pytest.mark.usefixtures("kept_window")

KEY = Qt.Key


@pytest.fixture
def line(sample: MainWindow) -> CaptureLine:
    """The capture line, opened with Ctrl+J while the first stage is selected."""
    sample.activateWindow()
    select(sample, "stage", "Awareness")
    QTest.keyClick(sample.canvas, KEY.Key_J, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert sample.bars.capture_line.isVisible()
    return sample.bars.capture_line


def clip(text: str) -> QMimeData:
    made = QMimeData()
    made.setText(text)
    return made


def texts(window: MainWindow) -> list[str]:
    return [each.text for each in window.session.document.cards_of(window.session.journey_id)]


def enter(line: CaptureLine, text: str) -> None:
    QTest.keyClicks(line.line, text)
    QTest.keyClick(line.line, KEY.Key_Return)
    settle()


def card(window: MainWindow, text: str) -> Card:
    return next(each for each in window.session.document.select(Card) if each.text == text)


def stage_of(window: MainWindow, step: str) -> str:
    document = window.session.document
    return document.get(Stage, document.get(Step, step).stage).name


def test_a_typed_line_becomes_a_touchpoint_with_everything_in_one_undo_step(
    sample: MainWindow, line: CaptureLine
) -> None:
    before = sample.session.document
    enter(line, "Nobody answers @Tom #Phone :-2 !no queue info ?call-back")
    made = card(sample, "Nobody answers")
    document = sample.session.document
    assert made.kind == "touchpoint"
    assert stage_of(sample, made.step) == "Awareness"
    assert [each.name for each in document.personas_on(made.id)] == ["Tom Lindqvist"]
    assert [channel_name(each) for each in document.channels() if each.id == made.channel] == ["Phone"]
    assert document.select(EmotionPoint, card=made.id)[0].value == -1.0
    assert card(sample, "no queue info").kind == "pain_point"
    assert card(sample, "call-back").kind == "opportunity"
    assert line.line.text() == ""
    assert line.line.hasFocus()
    assert sample.session.selection.ids == (made.id,)
    sample.session.undo()
    assert sample.session.document == before


def test_the_preview_says_what_enter_will_make(line: CaptureLine) -> None:
    QTest.keyClicks(line.line, "Nobody answers @Tom #Phone :-2 !no queue info")
    for words in (
        "Touchpoint: Nobody answers",
        "Phone",
        "Tom Lindqvist",
        "upset",
        "Pain point: no queue info",
    ):
        assert words in line.preview.text()


def test_persona_and_channel_stay_as_chips_for_the_next_line(sample: MainWindow, line: CaptureLine) -> None:
    enter(line, "Calls @Tom #Phone")
    assert line.chips == ["@Tom Lindqvist", "#Phone"]
    enter(line, "Calls again")
    again = card(sample, "Calls again")
    assert again.channel == card(sample, "Calls").channel
    assert [each.name for each in sample.session.document.personas_on(again.id)] == ["Tom Lindqvist"]
    QTest.keyClick(line.line, KEY.Key_Backspace)
    assert line.chips == ["@Tom Lindqvist"]
    QTest.keyClick(line.line, KEY.Key_Backspace)
    enter(line, "Somebody waits")
    assert not sample.session.document.personas_on(card(sample, "Somebody waits").id)


def popup() -> QListView:
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, QListView)
    return shown


def rows(shown: QListView) -> list[str]:
    model = shown.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_line_has_several_tags_also_new_ones(sample: MainWindow, line: CaptureLine) -> None:
    with sample.session.edit("Tags") as draft:
        add_tag(draft, "Phase two")
    settle()
    QTest.keyClicks(line.line, "Waits #ph")
    assert rows(popup()) == ["Phone", "Phase two", "New tag “ph”", "New channel “ph”"]
    QTest.keyClick(popup(), KEY.Key_Down)
    QTest.keyClick(popup(), KEY.Key_Return)
    QTest.keyClicks(line.line, "#legal")
    assert rows(popup()) == ["New tag “legal”", "New channel “legal”"]
    QTest.keyClick(popup(), KEY.Key_Down)
    QTest.keyClick(popup(), KEY.Key_Return)
    settle()
    assert line.line.text() == "Waits #Phase two #legal "
    assert line.preview.text().endswith("Waits · #legal · #Phase two")
    enter(line, "!no info")
    document = sample.session.document
    for text in ("Waits", "no info"):
        assert [tag.name for tag in document.tags_on(card(sample, text).id)] == ["Phase two", "legal"]
    assert line.chips == [], "tags are those of one line"
    sample.session.undo()
    assert [tag.name for tag in sample.session.document.tags()] == ["Phase two"]


def test_names_are_found_by_any_part_and_a_new_channel_stays_for_the_next_line(
    sample: MainWindow, line: CaptureLine
) -> None:
    QTest.keyClicks(line.line, "Asks #cha")
    assert rows(popup())[0] == "Live chat"
    QTest.keyClick(popup(), KEY.Key_Return)
    QTest.keyClicks(line.line, "@ddad")
    assert rows(popup()) == ["Amira Haddad", "New persona: ddad"]
    assert not popup().currentIndex().isValid(), "only a part of a word: Enter leaves it as text"
    QTest.keyClick(popup(), KEY.Key_Down)
    QTest.keyClick(popup(), KEY.Key_Return)
    settle()
    assert line.line.text() == "Asks #Live chat @Amira Haddad "
    line.line.setText("")
    QTest.keyClicks(line.line, "Collects it #Kiosk")
    assert rows(popup()) == ["New tag “Kiosk”", "New channel “Kiosk”"]
    QTest.keyClick(popup(), KEY.Key_Up)
    QTest.keyClick(popup(), KEY.Key_Return)
    settle()
    assert line.preview.text().endswith("Collects it · Kiosk")
    before = sample.session.document.channels()
    QTest.keyClick(line.line, KEY.Key_Return)
    settle()
    document = sample.session.document
    (kiosk,) = [each for each in document.channels() if each not in before]
    assert (kiosk.name, document.get(Card, card(sample, "Collects it").id).channel) == ("Kiosk", kiosk.id)
    assert line.chips == ["#Kiosk"]
    enter(line, "Pays there")
    document = sample.session.document
    assert document.get(Card, card(sample, "Pays there").id).channel == kiosk.id
    assert len(document.channels()) == len(before) + 1
    sample.session.undo()
    sample.session.undo()
    assert sample.session.document.channels() == before, "the channel came in the step of its card"


def test_a_new_word_after_the_sign_stays_text_unless_it_is_chosen(
    sample: MainWindow, line: CaptureLine
) -> None:
    QTest.keyClicks(line.line, "Waits #legal")
    QTest.keyClick(popup(), KEY.Key_Return)
    settle()
    assert card(sample, "Waits #legal")
    assert not sample.session.document.tags()
    enter(line, "Order #4711")
    assert card(sample, "Order #4711")


def tags_of(window: MainWindow, card_id: str) -> list[str]:
    return [tag.name for tag in window.session.document.tags_on(card_id)]


def test_tags_alone_are_for_the_selected_card_and_are_not_lost(sample: MainWindow, line: CaptureLine) -> None:
    with sample.session.edit("Tags") as draft:
        add_tag(draft, "Legal")
    settle()
    before = len(texts(sample))
    QTest.keyClicks(line.line, "#Legal @Tom Lindqvist ")
    hint = "Tags alone are added to the selected card. Select one, or type what happens."
    assert line.preview.text() == f"{hint}   |   Enter keeps Tom Lindqvist for the next line"
    QTest.keyClick(line.line, KEY.Key_Return)
    settle()
    assert (len(texts(sample)), line.line.text(), line.chips) == (before, "#Legal ", ["@Tom Lindqvist"])
    assert line.preview.text() == hint
    (leaflet,) = select(sample, "card", "Leaflet")
    assert line.preview.text() == "Enter adds #Legal to “Leaflet and a talk at the market stall”"
    assert line.commit() and line.line.text(), "a card that is only selected is not changed on closing"
    QTest.keyClick(line.line, KEY.Key_Return)
    settle()
    assert (tags_of(sample, leaflet), line.line.text(), len(texts(sample))) == (["Legal"], "", before)
    assert sample.session.editor.undo_name == "Add tag"


def test_tags_and_a_channel_with_an_emotion_are_set_at_the_selected_card(
    sample: MainWindow, line: CaptureLine
) -> None:
    with sample.session.edit("Tags") as draft:
        add_tag(draft, "Legal")
    (leaflet,) = select(sample, "card", "Leaflet")
    before = sample.session.document
    QTest.keyClicks(line.line, "#Legal #Phone :2")
    assert line.preview.text().split("”: ")[1] == "Phone · Tom Lindqvist · #Legal · delighted"
    QTest.keyClick(line.line, KEY.Key_Return)
    settle()
    document = sample.session.document
    channel = document.get(Channel, document.get(Card, leaflet).channel)
    assert (tags_of(sample, leaflet), channel.kind, line.line.text()) == (["Legal"], "phone", "")
    assert 1.0 in [point.value for point in document.select(EmotionPoint, card=leaflet)]
    sample.session.undo()
    assert sample.session.document == before, "it is one step"
    # Only touchpoints have a channel.
    pain = next(each for each in document.select(Card) if each.kind == "pain_point")
    sample.session.selection.replace([pain.id])
    QTest.keyClicks(line.line, "#Phone :2")
    assert line.preview.text().startswith("Enter sets") and "Phone" not in line.preview.text()
    line.line.clear()


def test_an_emotion_alone_changes_the_point_that_a_card_about_everyone_has(
    sample: MainWindow, line: CaptureLine
) -> None:
    (leaflet,) = select(sample, "card", "Leaflet")
    tom = find(sample, "persona", "Tom")
    with sample.session.edit("A point of Tom") as draft:
        set_card_personas(draft, leaflet, [])
        draft.change(draft.get(Lane, draft.get(Card, leaflet).lane), persona="")
        for point in draft.select(EmotionPoint, card=leaflet):
            draft.remove(point.id)
        curve = curve_for(draft, sample.session.journey_id, tom)
        set_emotion(draft, curve.id, leaflet, -1.0)
    settle()
    QTest.keyClicks(line.line, ":1")
    assert "Tom Lindqvist" in line.preview.text()
    QTest.keyClick(line.line, KEY.Key_Return)
    settle()
    points = sample.session.document.select(EmotionPoint, card=leaflet)
    assert [(point.curve, point.value) for point in points] == [(curve.id, 0.5)]


def test_page_down_changes_the_step(sample: MainWindow, line: CaptureLine) -> None:
    QTest.keyClick(line.line, KEY.Key_PageDown)
    assert "Exploration" in line.place.text()
    enter(line, "Asks a neighbour")
    assert stage_of(sample, card(sample, "Asks a neighbour").step) == "Exploration"
    QTest.keyClick(line.line, KEY.Key_PageUp)
    QTest.keyClick(line.line, KEY.Key_PageUp)
    assert "Support" in line.place.text()


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Tab])
def test_a_name_is_completed_with_enter_or_tab(sample: MainWindow, line: CaptureLine, key: Qt.Key) -> None:
    QTest.keyClicks(line.line, "Calls @to")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, key)
    settle()
    assert line.line.text() == "Calls @Tom Lindqvist "
    QTest.keyClick(line.line, KEY.Key_Return)
    settle()
    assert [each.name for each in sample.session.document.personas_on(card(sample, "Calls").id)] == [
        "Tom Lindqvist"
    ]


def test_a_pasted_list_becomes_a_card_for_each_line_in_one_undo_step(
    sample: MainWindow, line: CaptureLine
) -> None:
    before = sample.session.document
    clip = QMimeData()
    clip.setText("Looks for the number #Website\n\nWaits on hold #Phone :-2\nIs cut off\n")
    line.paste(clip)
    settle()
    assert card(sample, "Waits on hold").kind == "touchpoint"
    assert len(sample.session.document.select(Card)) == len(before.select(Card)) + 3
    sample.session.undo()
    assert sample.session.document == before


def test_esc_closes_it_and_keeps_the_text_for_the_next_time(sample: MainWindow, line: CaptureLine) -> None:
    QTest.keyClicks(line.line, "Half a sentence")
    QTest.keyClick(line.line, KEY.Key_Escape)
    settle()
    assert line.isHidden()
    assert sample.canvas.hasFocus()
    choose(sample, "card.capture")
    assert line.line.text() == "Half a sentence"


def test_a_slash_opens_it_when_no_card_has_the_focus(sample: MainWindow) -> None:
    sample.activateWindow()
    select(sample, "stage", "Awareness")
    sample.canvas.setFocus()
    QTest.keyClicks(sample.canvas, "/")
    settle()
    assert sample.bars.capture_line.isVisible()
    assert sample.bars.capture_line.line.text() == ""


def test_a_slash_is_text_when_a_card_has_the_focus(sample: MainWindow) -> None:
    select(sample, "card", "Neighbours name")
    sample.canvas.setFocus()
    QTest.keyClicks(sample.canvas, "/")
    settle()
    assert sample.bars.capture_line.isHidden()
    assert sample.canvas.writing.active


@pytest.mark.parametrize("hidden", [False, True], ids=["open", "hidden with Esc"])
def test_a_line_that_was_not_entered_is_added_when_the_window_closes(
    sample: MainWindow, line: CaptureLine, hidden: bool
) -> None:
    QTest.keyClicks(line.line, "Said at the very end")
    if hidden:
        QTest.keyClick(line.line, KEY.Key_Escape)
    assert sample.finish_all_typing()
    assert card(sample, "Said at the very end")


def test_other_commands_leave_the_line_alone(sample: MainWindow, line: CaptureLine) -> None:
    enter(line, "Calls")
    QTest.keyClicks(line.line, "Half a sent")
    choose(sample, "card.capture")
    choose(sample, "edit.undo")
    assert line.line.text() == "Half a sent"
    assert "Calls" not in texts(sample)
    QTest.keyClicks(line.line, "ence")
    assert line.line.text() == "Half a sentence"


def test_what_is_typed_for_a_journey_is_added_to_it_when_another_is_shown(
    sample: MainWindow, line: CaptureLine
) -> None:
    session = sample.session
    first = session.journey_id
    with session.edit("Plan") as draft:
        second = add_journey(draft, title="As it should be").id
        add_stage(draft, second, name="Dreams")
        add_lane(draft, second, "touchpoint")
    enter(line, "Calls @Tom")
    QTest.keyClicks(line.line, "Waits")
    session.show_journey(second)
    settle()
    assert "Waits" in [each.text for each in session.document.cards_of(first)]
    assert line.chips == []
    enter(line, "Nobody has to wait")
    assert texts(sample) == ["Nobody has to wait"]


def test_a_typed_text_stays_when_a_list_is_pasted(sample: MainWindow, line: CaptureLine) -> None:
    QTest.keyClicks(line.line, "Half a sentence")
    line.paste(clip("Waits\nIs cut off"))
    settle()
    assert line.line.text() == "Half a sentence"
    assert {"Waits", "Is cut off"} <= set(texts(sample))


def test_a_list_that_is_too_long_is_refused_as_a_whole(sample: MainWindow, line: CaptureLine) -> None:
    before = sample.session.document
    line.paste(clip("\n".join(f"line {n}" for n in range(1001))))
    settle()
    assert sample.session.document is before
    assert "1001" in sample.notice_bar.text


def test_a_pasted_text_that_is_too_long_is_refused_and_not_cut(sample: MainWindow, line: CaptureLine) -> None:
    line.paste(clip("x" * 40_000))
    settle()
    assert line.line.text() == ""
    assert "40000" in sample.notice_bar.text


def test_undo_in_the_empty_line_undoes_the_last_card(sample: MainWindow, line: CaptureLine) -> None:
    enter(line, "Calls")
    QTest.keyClick(line.line, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert line.line.text() == ""
    assert "Calls" not in texts(sample)


def test_a_screen_reader_hears_the_names_of_the_list(
    line: CaptureLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of names opened and changed without a word, as the focus stays in the line."""
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    QTest.keyClicks(line.line, "Waits @")
    settle()
    assert heard == ["Amira Haddad, 1 of 2"]
    popup = line.findChild(QCompleter).popup()
    QTest.keyClick(popup, KEY.Key_Down)
    settle()
    assert heard[1:] == ["Tom Lindqvist, 2 of 2"]
    heard.clear()
    QTest.keyClicks(line.line, "t")
    QTest.keyClicks(line.line, "o")
    settle()
    assert heard == ["Tom Lindqvist, 1 of 1"], "once, as long as the list is the same"
    heard.clear()
    QTest.keyClicks(line.line, " #brandnew")
    settle()
    assert heard[-1] == "New tag “brandnew”, press the down arrow to choose"


def test_names_without_a_text_apply_to_the_next_line(sample: MainWindow, line: CaptureLine) -> None:
    QTest.keyClicks(line.line, "@Tom #Phone")
    assert line.preview.text() == "Enter keeps Phone, Tom Lindqvist for the next line"
    QTest.keyClick(line.line, KEY.Key_Return)
    settle()
    assert line.chips == ["@Tom Lindqvist", "#Phone"]
    assert line.line.text() == ""


def test_long_texts_and_names_do_not_widen_the_window(sample: MainWindow, line: CaptureLine) -> None:
    with sample.session.edit("Invite") as draft:
        add_persona(draft, sample.session.journey_id, name="Anna " * 90)
        draft.change(draft.stages_of(sample.session.journey_id)[0], name="W" * 300)
    settle()
    enter(line, f"Calls @{'Anna ' * 90}")
    QTest.keyClicks(line.line, "word " * 60)
    settle()
    assert len(line.chips) == 1
    assert line.minimumSizeHint().width() < 700


def test_names_with_an_ampersand_are_shown_as_they_are(sample: MainWindow, line: CaptureLine) -> None:
    with sample.session.edit("Invite") as draft:
        add_persona(draft, sample.session.journey_id, name="R&D")
        draft.change(draft.stages_of(sample.session.journey_id)[0], name="Q&A")
    settle()
    assert "Q&&A" in line.place.text()
    enter(line, "Calls @R&D")
    assert line._chips.itemAt(0).widget().text() == "@R&&D  ×"


def test_it_opens_in_the_step_of_a_chart_that_has_the_focus(sample: MainWindow, line: CaptureLine) -> None:
    session = sample.session
    step = session.document.columns_of(session.journey_id)[2].id
    chart = next(each.id for each in session.document.lanes_of(session.journey_id) if each.kind == "emotion")
    session.selection.replace((), (step, chart))
    choose(sample, "card.capture")
    assert line.step == step


def test_a_text_that_is_too_long_stays_in_the_line(sample: MainWindow, line: CaptureLine) -> None:
    line.line.setMaxLength(100_000)
    line.line.setText("x" * 20_001)
    QTest.keyClick(line.line, KEY.Key_Return)
    settle()
    assert len(line.line.text()) == 20_001
    assert sample.notice_bar.text
    assert not sample.close(), "nor is it lost when the window is closed"
    line.line.setText("x" * 20_000)


def test_a_deleted_channel_and_persona_leave_the_next_line(sample: MainWindow, line: CaptureLine) -> None:
    enter(line, "Calls @Tom #Phone")
    with sample.session.edit("Delete") as draft:
        draft.remove(card(sample, "Calls").channel)
        draft.remove(find(sample, "persona", "Tom"))
    settle()
    assert line.chips == []
    enter(line, "Waits")
    assert "Waits" in texts(sample)


def test_it_follows_a_removed_stage(sample: MainWindow, line: CaptureLine) -> None:
    with sample.session.edit("Delete") as draft:
        draft.remove(sample.session.document.stages_of(sample.session.journey_id)[0].id)
    settle()
    assert "Exploration" in line.place.text()
    enter(line, "Goes on")
    assert stage_of(sample, card(sample, "Goes on").step) == "Exploration"


def test_a_command_leaves_a_line_that_was_not_entered_as_it_is(sample: MainWindow, line: CaptureLine) -> None:
    before = sample.session.document
    QTest.keyClicks(line.line, "Half a sentence")
    choose(sample, "view.fit")
    choose(sample, "edit.select_none")
    assert sample.session.document == before
    assert line.line.text() == "Half a sentence"


def delete(window: MainWindow, kind: str, words: str) -> None:
    select(window, kind, words)
    choose(window, "edit.delete")


def show_new_journey(window: MainWindow) -> str:
    """Add a journey with a stage and a lane, and show it."""
    with window.session.edit("Plan") as draft:
        journey = add_journey(draft, title="As it should be").id
        add_stage(draft, journey, name="Dreams")
        add_lane(draft, journey, "touchpoint")
    window.session.show_journey(journey)
    settle()
    return journey


def curves_with_points(window: MainWindow) -> set[str]:
    """Return the personas of the journey that is shown whose curves have points; "" is everyone."""
    document = window.session.document
    curves = document.curves_of(window.session.journey_id)
    return {each.persona for each in curves if document.points_of(each.id)}


def test_an_emotion_is_set_for_another_persona_once_that_of_the_line_is_gone(
    sample: MainWindow, line: CaptureLine
) -> None:
    delete(sample, "persona", "Amira")
    enter(line, "Finds the number :+2")
    point = sample.session.document.select(EmotionPoint, card=card(sample, "Finds the number").id)[0]
    assert sample.session.document.get(Curve, point.curve).persona == find(sample, "persona", "Tom")
    show_new_journey(sample)
    enter(line, "Is happy :+2")
    assert card(sample, "Is happy")
    assert curves_with_points(sample) == {""}


def test_an_emotion_stays_with_the_persona_that_was_selected_at_first(
    sample: MainWindow, line: CaptureLine
) -> None:
    (tom,) = select(sample, "persona", "Tom")
    choose(sample, "card.capture")
    for text in ("Waits", "Waits on"):
        enter(line, f"{text} :-1")
        point = sample.session.document.select(EmotionPoint, card=card(sample, text).id)[0]
        assert sample.session.document.get(Curve, point.curve).persona == tom


@pytest.mark.parametrize("gone", ["persona", "journey"])
def test_a_chip_that_is_gone_meanwhile_is_gone_when_the_line_opens_again(
    sample: MainWindow, line: CaptureLine, gone: str
) -> None:
    enter(line, "Calls @Amira")
    QTest.keyClick(line.line, KEY.Key_Escape)
    if gone == "persona":
        delete(sample, "persona", "Amira")
    else:
        show_new_journey(sample)
    choose(sample, "card.capture")
    assert line.chips == []
    assert line._chips.count() == 0
    enter(line, "Waits")
    assert "Waits" in texts(sample)


def test_what_was_typed_for_a_journey_never_lands_in_another(sample: MainWindow, line: CaptureLine) -> None:
    first = sample.session.journey_id
    QTest.keyClicks(line.line, "Calls")
    QTest.keyClick(line.line, KEY.Key_Escape)
    second = show_new_journey(sample)
    assert "Calls" in [each.text for each in sample.session.document.cards_of(first)]
    choose(sample, "card.capture")
    QTest.keyClicks(line.line, "Dreams of it")
    QTest.keyClick(line.line, KEY.Key_Escape)
    with sample.session.edit("Delete journey") as draft:
        draft.remove(second)
    settle()
    assert sample.finish_all_typing()
    assert "Dreams of it" not in texts(sample)
    choose(sample, "card.capture")
    assert line.line.text() == "Dreams of it"


def test_no_card_lands_in_a_lane_of_a_hidden_persona(sample: MainWindow, line: CaptureLine) -> None:
    tom = find(sample, "persona", "Tom")
    with sample.session.edit("Lanes of Tom") as draft:
        for lane in draft.lanes_of(sample.session.journey_id):
            if lane.kind in ("touchpoint", "pain_point"):
                draft.change(lane, persona=tom)
    select(sample, "lane", "Touchpoints")
    choose(sample, "card.capture")
    select(sample, "persona", "Tom")
    choose(sample, "persona.hide")
    enter(line, "Waits !too long")
    shown = {each.id for each in sample.canvas.map_scene.layout.lanes}
    assert {card(sample, "Waits").lane, card(sample, "too long").lane} <= shown


@pytest.mark.parametrize("in_view", [True, False], ids=["by a view", "on the map"])
def test_a_card_shows_its_hidden_lane_again(sample: MainWindow, line: CaptureLine, in_view: bool) -> None:
    session, lane = sample.session, find(sample, "lane", "Touchpoints")
    if in_view:
        with session.edit("View") as draft:
            view = save_view(draft, session.journey_id, "Short", CardFilter(), 1.0)
        session.shown_view.show(view.id)
    with session.edit("Hide") as draft:
        hide_lanes(draft, [lane])
    settle()
    before = session.document.lanes_of(session.journey_id)
    assert lane not in {each.id for each in sample.canvas.map_scene.layout.lanes}
    QTest.keyClicks(line.line, "Waits #Phone")
    assert "The hidden lane “Touchpoints” is shown again." in line.preview.text()
    QTest.keyClick(line.line, KEY.Key_Return)
    settle()
    assert card(sample, "Waits").lane == lane
    assert lane in {each.id for each in sample.canvas.map_scene.layout.lanes}
    assert len(session.document.lanes_of(session.journey_id)) == len(before)
    QTest.keyClicks(line.line, "Calls #Phone")
    assert "again" not in line.preview.text()
    line.line.clear()


def test_the_place_is_that_of_the_line_as_it_is_typed(sample: MainWindow, line: CaptureLine) -> None:
    select(sample, "lane", "Actions")
    session = sample.session
    lane = find(sample, "lane", "Actions")
    session.selection.replace((), (session.document.columns_of(session.journey_id)[0].id, lane))
    choose(sample, "card.capture")
    assert line.place.text() == "Awareness, Actions"
    QTest.keyClicks(line.line, "Calls #Phone")
    assert line.place.text() == "Awareness, Touchpoints"
    assert line.place.accessibleName() == line.place.text()
    QTest.keyClick(line.line, KEY.Key_Return)
    settle()
    assert card(sample, "Calls").lane == find(sample, "lane", "Touchpoints")
    assert line.place.text() == "Awareness, Touchpoints", (
        "the chip of the channel makes the next one a touchpoint"
    )
    QTest.keyClick(line.line, KEY.Key_Backspace)
    assert line.place.text() == "Awareness, Actions"
    QTest.keyClicks(line.line, "!too long")
    assert line.place.text() == "Awareness, Pain points"


def test_the_list_of_names_leaves_the_preview_free(line: CaptureLine) -> None:
    QTest.keyClicks(line.line, "Calls @")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    top = line.line.mapToGlobal(line.line.rect().topLeft()).y()
    assert popup.geometry().bottom() <= top
    assert popup.geometry().bottom() >= top - 8
    popup.hide()


def test_an_unknown_name_stays_text_and_says_so_or_becomes_a_persona(
    sample: MainWindow, line: CaptureLine
) -> None:
    people = sample.session.document.personas_of(sample.session.journey_id)
    QTest.keyClicks(line.line, "Asks @Sofi")
    assert "@Sofi is not a persona; it stays text." in line.preview.text()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert popup.model().index(0, 0).data() == "New persona: Sofi"
    # Enter adds the card: nobody is invented by a name that is only mentioned.
    QTest.keyClick(popup, KEY.Key_Return)
    settle()
    assert card(sample, "Asks @Sofi")
    assert sample.session.document.personas_of(sample.session.journey_id) == people
    QTest.keyClicks(line.line, "Meets @Sofi")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, KEY.Key_Tab)
    settle()
    assert line.line.text() == "Meets @Sofi "
    QTest.keyClick(line.line, KEY.Key_Return)
    settle()
    assert [each.name for each in sample.session.document.personas_on(card(sample, "Meets").id)] == ["Sofi"]
    QTest.keyClicks(line.line, "Writes #Pigeon order #12 mail@example.org")
    assert "#Pigeon is neither a channel nor a tag; it stays text." in line.preview.text()
    assert line.preview.text().count("stays text") == 1


def test_personas_with_the_same_name_are_told_apart(sample: MainWindow, line: CaptureLine) -> None:
    with sample.session.edit("Invite") as draft:
        people = [
            add_persona(draft, sample.session.journey_id, name="Anna Berg", role=role).id
            for role in ("Nurse", "Doctor", "")
        ]
    settle()
    QTest.keyClicks(line.line, "Calls @Anna Berg")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    rows = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]
    assert rows == ["Anna Berg (3)", "Anna Berg (Doctor)", "Anna Berg (Nurse)"]
    QTest.keyClick(popup, KEY.Key_Down)
    QTest.keyClick(popup, KEY.Key_Return)
    settle()
    assert line.line.text() == "Calls @Anna Berg (Doctor) "
    assert "Anna Berg (Doctor)" in line.preview.text()
    QTest.keyClick(line.line, KEY.Key_Return)
    settle()
    assert [each.id for each in sample.session.document.personas_on(card(sample, "Calls").id)] == [people[1]]
    assert line.chips == ["@Anna Berg (Doctor)"]


def test_an_emotion_alone_is_set_at_the_selected_card(sample: MainWindow, line: CaptureLine) -> None:
    QTest.keyClicks(line.line, ":-2")
    assert "Select one" in line.preview.text()
    before = sample.session.document
    QTest.keyClick(line.line, KEY.Key_Return)
    settle()
    assert sample.session.document is before
    assert line.line.text() == ":-2", "a line that can do nothing stays"
    line.line.clear()
    enter(line, "Waits on hold @Tom")
    waits = card(sample, "Waits on hold")
    QTest.keyClicks(line.line, ":-2")
    assert line.preview.text() == "Enter sets the emotion at “Waits on hold”: Tom Lindqvist · upset"
    QTest.keyClick(line.line, KEY.Key_Return)
    settle()
    (point,) = sample.session.document.select(EmotionPoint, card=waits.id)
    assert point.value == -1.0
    assert line.line.text() == ""
    assert sample.session.editor.undo_name == "Set the emotion"
    # It follows the selection, and is not lost with a pain point.
    QTest.keyClicks(line.line, ":+1")
    select(sample, "card", "Neighbours name")
    assert "Neighbours name" in line.preview.text()
    QTest.keyClicks(line.line, " !too long")
    assert "The emotion needs a text before it" in line.preview.text()
    line.line.clear()


def test_a_typed_line_does_not_end_the_steps_that_can_be_redone(
    sample: MainWindow, line: CaptureLine
) -> None:
    session = sample.session
    with session.edit("New journey") as draft:
        other = add_journey(draft, title="Next year").id
        step = draft.steps_of(add_stage(draft, other).id)[0].id
        add_lane(draft, other, "touchpoint")
    with session.edit("Change name") as draft:
        draft.change(draft.get(Stage, draft.get(Step, step).stage), name="Notice")
    QTest.keyClicks(line.line, "Asks again")
    session.undo()
    settle()
    assert session.journey_id == other and line.line.text() == "Asks again"
    session.redo()
    settle()
    assert session.document.get(Stage, session.document.get(Step, step).stage).name == "Notice"
    assert "Asks again" not in texts(sample)
