"""The window that compares two journeys: the map of both, the list of changes, and its export."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from journey_editor.app.canvas.zoom_view import READABLE_ZOOM
from journey_editor.app.dialogs import comparison_window
from journey_editor.app.dialogs.compare import CompareDialog
from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.projects import merge_project
from journey_editor.editing.commands.selection import remove_all
from journey_editor.model.records import Card, Journey
from tests.app.dialog_driver import every_opened, opened
from tests.app.driver import choose, press, settle

pytestmark = pytest.mark.usefixtures("kept_window")


@pytest.fixture
def pair(sample: MainWindow) -> tuple[str, str]:
    """Ids of the sample's journey and of one made from it: a card was dropped, one reworded."""
    session = sample.session
    with session.edit("Import") as draft:
        (later,) = merge_project(draft, session.document)
        draft.change(draft.get(Journey, later), state="to_be")
        first, second, *_ = draft.cards_of(later)
        draft.remove(first.id)
        draft.change(second, text=f"{second.text}, twice")
    settle()
    return session.journey_id, later


@pytest.fixture
def dialog(sample: MainWindow, pair: tuple[str, str], qtbot: QtBot) -> CompareDialog:
    """The window over the sample, with its first comparison."""
    choose(sample, "journey.compare")
    found = opened(CompareDialog)
    qtbot.waitUntil(lambda: found.comparison is not None)
    return found


def plain(text: str) -> str:
    """Return a text without the marks around texts of the map."""
    return text.translate({0x2068: None, 0x2069: None})


def listed(dialog: CompareDialog) -> dict[str, list[str]]:
    headings = [dialog.changes.topLevelItem(row) for row in range(dialog.changes.topLevelItemCount())]
    return {
        heading.text(0): [plain(heading.child(index).text(0)) for index in range(heading.childCount())]
        for heading in headings
        if heading is not None
    }


def test_the_changes_are_listed_and_found_on_the_map(
    dialog: CompareDialog, sample: MainWindow, pair: tuple[str, str], qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    heard: list[str] = []
    monkeypatch.setattr(comparison_window, "announce", lambda _, words: heard.append(words))
    first, second, *_ = sample.session.document.cards_of(pair[0])
    changes = listed(dialog)
    assert list(changes) == ["−  Dropped (1)", "≠  Reworded (1)"]
    assert first.text in changes["−  Dropped (1)"][0] and "Actions" in changes["−  Dropped (1)"][0]
    assert changes["≠  Reworded (1)"] == [f"{second.text}, twice\nbefore: “{second.text}”"]
    assert dialog.words.text() == "2 changes"
    # With the keyboard in the list, and with the mouse on the map.
    dialog.changes.setFocus()
    press(dialog.changes, Qt.Key.Key_Home)
    press(dialog.changes, Qt.Key.Key_Down)
    assert first.text in dialog.changes.currentItem().text(0)
    framed = dialog.view.chosen
    assert framed is not None
    reworded = next(each for each in dialog.comparison.changes if each.kind == "reworded")
    dialog.view.choose(reworded.record)
    other = dialog.view.chosen
    assert other is not None and other != framed
    dialog.view.choose("")
    place = dialog.view.mapFromScene(*other.center)
    QTest.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "twice" in dialog.changes.currentItem().text(0) and dialog.view.chosen == other
    dialog.copy.click()
    assert QGuiApplication.clipboard().text().count("\n") == 3
    # The number of changes is heard too, whenever the map is drawn.
    assert heard.count("The list was copied.") == 1
    # Zoom and pan.
    zoom = dialog.view.zoom()
    for key, changed in ((Qt.Key.Key_Minus, True), (Qt.Key.Key_Plus, False)):
        press(dialog.view, key)
        assert (dialog.view.zoom() != pytest.approx(zoom)) == changed
    left = dialog.view.horizontalScrollBar().value()
    press(dialog.view, Qt.Key.Key_Right)
    assert dialog.view.horizontalScrollBar().value() > left


def test_all_stages_are_in_view_if_readable_and_keys_zoom_wherever_the_focus_is(
    sample: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The screen of the tests is smaller.
    monkeypatch.setattr(comparison_window, "resize_within_screen", lambda window, _: window.resize(1280, 720))
    session = sample.session
    with session.edit("Import") as draft:
        (later,) = merge_project(draft, session.document)
    with session.edit("Shorten") as draft:
        for journey in (session.journey_id, later):
            for stage in draft.stages_of(journey)[4:]:
                remove_all(draft, journey, (stage.id,))
    choose(sample, "journey.compare")
    dialog = opened(CompareDialog)
    view = dialog.view
    qtbot.waitUntil(lambda: dialog.comparison is not None)
    seen, paper = view.visible_region(), view.paper()
    assert seen.left() <= paper.left() and paper.right() <= seen.right() and view.zoom() >= READABLE_ZOOM
    assert seen.top() <= paper.top() < seen.bottom() < paper.bottom()
    dialog.changes.setFocus()
    for keys, shown in (
        ("Ctrl+0", lambda: view.zoom() == 1.0),
        ("Ctrl+-", lambda: view.zoom() == pytest.approx(1 / 1.25)),
        ("Ctrl++", lambda: view.zoom() == pytest.approx(1.0)),
        ("Ctrl+9", lambda: view.visible_region().contains(paper)),
    ):
        QTest.keySequence(dialog.changes, keys)
        settle()
        assert shown(), keys


def test_it_follows_edits_and_compares_the_other_way_round(
    dialog: CompareDialog, sample: MainWindow, pair: tuple[str, str], qtbot: QtBot
) -> None:
    session = sample.session
    with session.edit("Remove") as draft:
        draft.remove(draft.cards_of(pair[1])[3].id)
    qtbot.waitUntil(lambda: "−  Dropped (2)" in listed(dialog))
    dialog.swap()
    qtbot.waitUntil(lambda: "+  Added (2)" in listed(dialog))
    assert dialog.comparison is not None and dialog.comparison.earlier == pair[1]
    # The project itself stays as it is.
    assert len(session.document.cards_of(pair[1])) == len(session.document.cards_of(pair[0])) - 2
    with session.edit("Delete journey") as draft:
        draft.remove(pair[1])
    settle()
    assert not every_opened(CompareDialog)


def test_it_is_exported_like_any_map(
    dialog: CompareDialog, sample: MainWindow, pair: tuple[str, str], qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.export.click()
    export = opened(ExportDialog)
    qtbot.waitUntil(lambda: not export.preview.picture.isNull())
    assert export.turner.isHidden()
    export.with_changes.setChecked(True)
    qtbot.waitUntil(lambda: export.turner.isVisible() and export.preview_is_current)
    assert export.turner.words.text() == "Page 1 of 2" and not export.turner.before.isEnabled()
    before = export.preview.picture.cacheKey()
    export.turner.after.click()
    qtbot.waitUntil(lambda: export.preview_is_current and export.preview.picture.cacheKey() != before)
    # The map has its own size, but the list is on A4.
    assert export.size_words.text() == "210 × 297 mm"
    with qtbot.waitSignal(export.exported):
        export.export(tmp_path / "changes.pdf")
    text, listed = (page.extract_text() for page in PdfReader(tmp_path / "changes.pdf").pages)
    assert "Reworded" in listed and "page 2 of 2" in " ".join(listed.split())
    dropped = sample.session.document.cards_of(pair[0])[0]
    assert isinstance(dropped, Card)
    assert "Dropped: 1" in text and "Reworded: 1" in text and dropped.text.split()[0] in text
