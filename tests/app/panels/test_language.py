"""The language of a journey: where it comes from, where it is chosen, and what changes with it."""

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPlainTextEdit

from journey_editor.app.program.application import Application
from journey_editor.app.session.languages import language_of_person
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


def test_a_new_map_speaks_the_language_of_whoever_begins_it(
    program: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = in_german(program, monkeypatch)
    assert window.session.journey.language == "de"
    assert lanes(window)[:2] == ["Aktionen", "Kontaktpunkte"]
    assert find(window, "stage", "Kauf")


@pytest.mark.parametrize(("computer", "journey"), [("zh-TW", "zh-Hant"), ("zh-CN", "zh"), ("tlh", "en")])
def test_each_computer_gets_a_language_that_can_be_chosen(
    computer: str, journey: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOURNEY_EDITOR_LANGUAGE", computer)
    assert language_of_person() == journey


def test_another_language_changes_the_words_at_once_and_undo_brings_them_back(sample: MainWindow) -> None:
    before = sample.session.document
    sample.session.selection.clear()
    settle()
    pick(sample, "language", "Suomi")
    assert lanes(sample)[:2] == ["Toiminnot", "Kosketuspisteet"]
    assert said(sample.canvas.map_scene.layout.footer.imprint).endswith("sivu 1/1")
    assert all(channel.name == "" for channel in sample.session.document.select(Channel)[:2])
    assert menu_text(sample, "edit.undo") == "Undo Change journey"
    pick(sample, "language", "العربية")
    assert sample.canvas.map_scene.layout.rtl and lanes(sample)[0] == "الإجراءات"
    choose(sample, "edit.undo")
    choose(sample, "edit.undo")
    assert lanes(sample)[:2] == ["Actions", "Touchpoints"]
    assert sample.session.document == before


def test_the_language_is_chosen_from_the_menu(sample: MainWindow) -> None:
    select(sample, "card", "On hold for 26")
    choose(sample, "view.inspector")
    choose(sample, "journey.language")
    languages = field(sample, "language")
    assert languages.isVisible() and languages.view().isVisible()
    press(languages.view(), Qt.Key.Key_Up)
    press(languages.view(), Qt.Key.Key_Return)
    assert sample.session.journey.language == "et", "Eesti stands before English"
    assert lanes(sample)[0] == "Tegevused"


def test_a_title_that_somebody_gave_stays(sample: MainWindow) -> None:
    (lane,) = select(sample, "lane", "Thoughts")
    with sample.session.edit("Change lane") as draft:
        draft.change(draft.get(Lane, lane), title="What goes through their minds")
    sample.session.selection.clear()
    settle()
    pick(sample, "language", "Deutsch")
    assert "What goes through their minds" in lanes(sample)


def test_what_is_added_speaks_the_language_of_its_map(
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
def test_a_title_of_the_kind_s_own_is_seen_where_it_would_be_written(
    language: str, program: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOURNEY_EDITOR_LANGUAGE", language)
    window = program.new_project("support")
    lane = window.session.document.lanes_of(window.session.journey_id)[1].id
    window.session.selection.replace([lane])
    settle()
    title = field(window, "title")
    instead = _ink(title)
    title.setPlainText(title.shown_instead)
    settle()
    written = _ink(title)
    assert written == pytest.approx(instead, abs=2)
    assert title.viewport().height() > instead[3], "nothing is cut"


def _ink(field: QPlainTextEdit) -> tuple[int, int, int, int]:
    """Where there are letters in a field: from the left, the top, to the right, the bottom."""
    image = field.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    size = (image.width(), image.height())
    shown = Image.frombytes("L", size, bytes(image.constBits()), "raw", "L", image.bytesPerLine())
    found = shown.point(lambda value: 255 if value < 200 else 0).getbbox()
    assert found is not None
    return found


def test_a_title_of_the_kind_s_own_is_mended_as_it_stands(
    program: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = in_german(program, monkeypatch)
    (lane,) = select(window, "lane", "Kontaktpunkte")
    assert field(window, "title").shown_instead == "Kontaktpunkte"
    assert field(window, "kind").currentText() == "Touchpoints", "the panel speaks as the program does"
    canvas = window.canvas
    canvas.edit_text(lane)
    assert canvas.writing.editor.toPlainText() == "Kontaktpunkte"
    canvas.writing.finish()
    assert window.session.document.get(Lane, lane).title == "", "nothing was changed"
    canvas.edit_text(lane)
    canvas.writing.editor.setPlainText("Kontaktpunkte am Telefon")
    canvas.writing.finish()
    assert window.session.document.get(Lane, lane).title == "Kontaktpunkte am Telefon"
