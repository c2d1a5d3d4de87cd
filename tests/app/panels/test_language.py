"""Language of a journey: its default, its field, and its effects."""

import re

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from journey_editor.app.panels.form_words import language_choices
from journey_editor.app.program.application import Application
from journey_editor.app.session.languages import user_language
from journey_editor.app.window.main_window import MainWindow
from journey_editor.model.records import Channel, Lane
from journey_editor.text.text_block import TextBlock
from tests.app.driver import choose, find, menu_text, press, select, settle
from tests.app.panels.test_inspector import field, pick


def said(block: TextBlock) -> str:
    return "".join(line.text for line in block.lines)


def lanes(window: MainWindow) -> list[str]:
    return [said(lane.title) for lane in window.canvas.map_scene.layout.lanes]


def in_german(program: Application, monkeypatch: pytest.MonkeyPatch, template: str = "support") -> MainWindow:
    monkeypatch.setenv("JOURNEY_EDITOR_LANGUAGE", "de-AT")
    return program.new_project(template)


def test_a_new_map_has_the_language_of_the_user(
    program: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = in_german(program, monkeypatch)
    assert window.session.journey.language == "de"
    assert lanes(window)[:2] == ["Aktionen", "Kontaktpunkte"]
    assert find(window, "stage", "Kauf")


@pytest.mark.parametrize(("computer", "journey"), [("zh-TW", "zh-Hant"), ("zh-CN", "zh"), ("tlh", "en")])
def test_every_system_language_leads_to_a_language_that_can_be_chosen(
    computer: str, journey: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOURNEY_EDITOR_LANGUAGE", computer)
    assert user_language() == journey


def test_changing_the_language_changes_the_texts_at_once_and_undo_restores_them(sample: MainWindow) -> None:
    before = sample.session.document
    sample.session.selection.clear()
    settle()
    pick(sample, "language", "Suomi – Finnish")
    assert lanes(sample)[:2] == ["Toiminnot", "Kosketuspisteet"]
    assert said(sample.canvas.map_scene.layout.footer.imprint).endswith("sivu 1/1")
    assert all(channel.name == "" for channel in sample.session.document.select(Channel)[:2])
    assert menu_text(sample, "edit.undo") == "Undo Change journey"
    pick(sample, "language", "العربية – Arabic")
    assert sample.canvas.map_scene.layout.rtl and lanes(sample)[0] == "الإجراءات"
    choose(sample, "edit.undo")
    choose(sample, "edit.undo")
    assert lanes(sample)[:2] == ["Actions", "Touchpoints"]
    assert sample.session.document == before


def test_the_language_can_be_chosen_from_the_menu(sample: MainWindow) -> None:
    select(sample, "card", "On hold for 26")
    choose(sample, "view.inspector")
    choose(sample, "journey.language")
    languages = field(sample, "language")
    assert languages.isVisible() and languages.view().isVisible()
    press(languages.view(), Qt.Key.Key_Up)
    press(languages.view(), Qt.Key.Key_Return)
    assert sample.session.journey.language == "et", "Eesti must be listed before English"
    assert lanes(sample)[0] == "Tegevused"


def test_languages_are_told_apart_and_found_by_their_english_names() -> None:
    choices = language_choices("en")
    english = [words.split(" – ")[-1] for _, words in choices]
    assert len(set(english)) == len(choices) and "C" not in english
    found = {words.split(" – ")[-1]: tag for tag, words in choices}
    assert (found["Traditional Chinese"], found["Simplified Chinese"]) == ("zh-Hant", "zh")
    assert (found["Western Punjabi"], found["Brazilian Portuguese"]) == ("pnb", "pt-BR")
    assert all(re.search("[A-Z]", words) for words in english)


def test_a_language_is_found_by_its_own_or_its_english_name(sample: MainWindow, qapp: QApplication) -> None:
    choose(sample, "view.inspector")
    languages = field(sample, "language")
    languages.setFocus()
    interval = qapp.keyboardInputInterval()
    qapp.setKeyboardInputInterval(60_000)
    for typed, tag in (
        ("german", "de"), ("esp", "es"), ("turkce", "tr"), ("brasil", "pt-BR"), ("gree", "el"), ("ja", "jv"),
        ("jap", "ja"), ("русс", "ru"),
    ):  # fmt: skip
        before = sample.session.journey.language
        for letter in typed:
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            open_list = languages.view().isVisible()
            qapp.sendEvent(languages.view() if open_list else languages, event)
        assert languages.view().isVisible()
        assert sample.session.journey.language == before, "nothing changes before it is chosen"
        row = languages.view().currentIndex().row()
        press(languages.view(), Qt.Key.Key_Up)
        assert languages.view().currentIndex().row() == row - 1, "arrows still move"
        press(languages.view(), Qt.Key.Key_Down)
        press(languages.view(), Qt.Key.Key_Return)
        assert sample.session.journey.language == tag
    qapp.setKeyboardInputInterval(interval)


def test_a_title_set_by_the_user_is_kept(sample: MainWindow) -> None:
    (lane,) = select(sample, "lane", "Thoughts")
    with sample.session.edit("Change lane") as draft:
        draft.change(draft.get(Lane, lane), title="What goes through their minds")
    sample.session.selection.clear()
    settle()
    pick(sample, "language", "Deutsch – German")
    assert "What goes through their minds" in lanes(sample)


def test_new_items_have_the_language_of_their_map(
    program: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = in_german(program, monkeypatch, "blank")
    choose(window, "lane.add.pain_point")
    choose(window, "stage.add_after")
    assert lanes(window)[-1] == "Schmerzpunkte" and find(window, "stage", "Neue Phase")
    monkeypatch.setenv("JOURNEY_EDITOR_LANGUAGE", "en")
    choose(window, "journey.add")
    assert (window.session.journey.language, window.session.journey.title) == ("de", "Neue Journey")


@pytest.mark.parametrize("language", ["ar", "de"])
def test_a_default_title_is_shown_as_placeholder_in_its_field(
    language: str, program: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOURNEY_EDITOR_LANGUAGE", language)
    window = program.new_project("support")
    # A scroll bar would change the width of the field.
    window.resize(1200, 1400)
    lane = window.session.document.lanes_of(window.session.journey_id)[1].id
    window.session.selection.replace([lane])
    settle()
    title = field(window, "title")
    instead = _ink(title)
    title.setPlainText(title.shown_instead)
    settle()
    written = _ink(title)
    assert written == pytest.approx(instead, abs=2)
    assert title.viewport().height() > instead[3], "the text must not be cut off"


def _ink(field: QPlainTextEdit) -> tuple[int, int, int, int]:
    """Return the left, top, right and bottom edge of the letters in a field."""
    image = field.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    size = (image.width(), image.height())
    shown = Image.frombytes("L", size, bytes(image.constBits()), "raw", "L", image.bytesPerLine())
    found = shown.point(lambda value: 255 if value < 200 else 0).getbbox()
    assert found is not None
    return found


def test_editing_a_default_title_starts_with_its_text(
    program: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = in_german(program, monkeypatch)
    (lane,) = select(window, "lane", "Kontaktpunkte")
    assert field(window, "title").shown_instead == "Kontaktpunkte"
    assert field(window, "kind").currentText() == "Touchpoints", (
        "the panel must be in the language of the interface"
    )
    canvas = window.canvas
    canvas.edit_text(lane)
    assert canvas.writing.editor.toPlainText() == "Kontaktpunkte"
    canvas.writing.finish()
    assert window.session.document.get(Lane, lane).title == "", (
        "the title must not be stored without a change"
    )
    canvas.edit_text(lane)
    canvas.writing.editor.setPlainText("Kontaktpunkte am Telefon")
    canvas.writing.finish()
    assert window.session.document.get(Lane, lane).title == "Kontaktpunkte am Telefon"
