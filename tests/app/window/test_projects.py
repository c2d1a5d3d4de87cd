"""Projects from template to file and back: closing never loses changes."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.journeys import add_journey
from journey_editor.foundation.identity import now
from journey_editor.model.records import Card, Stage
from journey_editor.storage.project import drafts, recent
from journey_editor.storage.project.project_file import read_project, write_project
from journey_editor.storage.project.recent import LeftAt
from tests.app.dialog_driver import name_file
from tests.app.driver import choose, find, select, settle, type_into
from tests.benchmarks.generated import generated_map


def save_as(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    """Save under a name, and wait for the save."""
    window.files.save_as(path)
    qtbot.waitUntil(lambda: path.is_file() and window.session.title == path.stem)
    settle()


def chooses(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Let the next file dialog return this file."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(path)], ""))


def test_a_new_map_can_be_opened_again_after_closing(
    program: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    window = program.new_project("support")
    names = [each.name for each in window.session.document.stages_of(window.session.journey_id)]
    assert names == ["Awareness", "Exploration", "Consideration", "Purchase", "Delivery", "Support"]
    select(window, "stage", "Purchase")
    type_into(window.inspector.form.fields["name"], "Order")
    file = tmp_path / "Mein Ärger.journey"
    save_as(window, file, qtbot)
    assert window.windowTitle() == "Mein Ärger[*] — Journey Editor"
    assert window.status_line.saved_text.startswith("● Saved · ")
    select(window, "stage", "Delivery")
    type_into(window.inspector.form.fields["goal"], "Gets the parcel")
    assert window.isWindowModified()
    assert window.close()

    again = program.open(file)
    assert again is not None
    stage = again.session.document.get(Stage, find(again, "stage", "Delivery"))
    assert stage.goal == "Gets the parcel"
    assert find(again, "stage", "Order")


def test_the_project_is_saved_automatically_after_a_pause(
    program: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    window = program.new_project("blank")
    file = tmp_path / "map.journey"
    save_as(window, file, qtbot)
    choose(window, "stage.add_after")
    window.canvas.cancel()
    assert window.status_line.saved_text in ("○ Writing…", "● Saved for recovery")
    qtbot.waitUntil(lambda: window.status_line.saved_text.startswith("● Saved · "), timeout=6000)
    assert read_project(file).document == window.session.document


def test_save_as_asks_for_a_name_the_first_time(program: Application, qtbot: QtBot, tmp_path: Path) -> None:
    window = program.new_project("blank")
    choose(window, "project.save")
    name_file(tmp_path / "named")
    qtbot.waitUntil(lambda: window.session.title == "named")
    assert (tmp_path / "named.journey").is_file()


def test_a_project_without_a_name_is_kept_as_a_draft(program: Application, qtbot: QtBot) -> None:
    window = program.new_project("support")
    choose(window, "note.add")
    window.canvas.cancel()
    choose(window, "stage.add_after")
    window.canvas.cancel()
    choose(window, "journey.add")
    shown = window.session.journey_id
    window.close()
    (draft,) = drafts.drafts()
    again = program.open(draft)
    assert again is not None
    assert not again.session.store.has_name
    assert again.session.journey_id == shown, "it was left in this tab"
    assert recent.recent_projects() == (), "the start page lists drafts on their own"
    again.session.show_journey(again.session.document.journeys()[0].id)
    assert find(again, "stage", "New stage")


def test_a_new_project_warns_if_the_home_folder_is_not_writable(
    program: Application, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").write_text("a file in the place of the home folder")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    assert program.new_project("blank").notice_bar.isHidden()
    monkeypatch.delenv("JOURNEY_EDITOR_HOME")
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    window = program.new_project("blank")
    assert "may be deleted when the computer restarts" in window.notice_bar.text
    [save] = [each for each in window.notice_bar.findChildren(QPushButton) if each.text() == "Save as…"]
    save.click()
    name_file(tmp_path / "safe.journey")
    qtbot.waitUntil(lambda: window.session.title == "safe")
    assert (tmp_path / "safe.journey").is_file()


def test_an_unchanged_new_project_leaves_no_files(program: Application) -> None:
    program.new_project("support").close()
    assert drafts.drafts() == []


def test_a_file_is_opened_only_once(program: Application, qtbot: QtBot, tmp_path: Path) -> None:
    window = program.new_project("blank")
    save_as(window, tmp_path / "map.journey", qtbot)
    assert program.open(tmp_path / "map.journey") is window
    assert program.open(tmp_path / "x" / ".." / "map.journey") is window
    assert len(program.windows) == 1


def test_recent_projects_are_in_the_menu(program: Application, qtbot: QtBot, tmp_path: Path) -> None:
    window = program.new_project("blank")
    save_as(window, tmp_path / "R&D.journey", qtbot)
    menu = window.top_bar.menus["recent"]
    menu.aboutToShow.emit()
    assert [each.text() for each in menu.actions()] == ["R&&D"]
    # The thumbnail is drawn in the background.
    qtbot.waitUntil(lambda: recent.thumbnail_path(tmp_path / "R&D.journey").is_file(), timeout=10_000)


def middle(window: MainWindow) -> tuple[float, float]:
    center = window.canvas.visible_region().center()
    return round(center.x()), round(center.y())


def test_a_file_opens_where_it_was_left(program: Application, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "map.journey"
    write_project(path, generated_map(60, stages=12, lanes=8), {})

    def reopened() -> MainWindow:
        window = program.open(path)
        assert window is not None
        qtbot.waitExposed(window)
        settle()
        return window

    window = reopened()
    beginning, zoom = middle(window), window.canvas.zoom()
    with window.session.edit("Second journey") as draft:
        second = add_journey(draft, title="Second").id
    window.canvas.set_zoom(1.3)
    window.canvas.look_at(QPointF(1500, 700))
    place = middle(window)
    window.close()
    window = reopened()
    assert window.canvas.zoom() == pytest.approx(1.3)
    assert middle(window) == pytest.approx(place, abs=2)
    # Another journey begins as usual, and is shown next time. A map that is legible as a whole is fitted.
    window.session.show_journey(second)
    settle()
    fitted = window.canvas.zoom()
    window.canvas.set_zoom(3.0)
    window.close()
    window = reopened()
    assert window.session.journey_id == second
    assert window.canvas.zoom() == pytest.approx(fitted)
    window.close()
    # An outdated place is ignored.
    journey = window.session.document.journeys()[0].id
    for left_at in (LeftAt("journey:gone", 1.3, *place), LeftAt(journey, 1.3, 1e6, 0.0)):
        recent.remember(path, "map", now(), left_at)
        window = reopened()
        assert window.session.journey_id == journey
        assert window.canvas.zoom() == zoom
        # The tabs of the journeys take some of the height.
        assert middle(window) == pytest.approx(beginning, abs=40)
        window.close()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("gone.journey", None, "gone.journey"),
        ("empty.journey", b"", "empty"),
        ("letter.journey", b"Dear Sir or Madam, " * 100, "letter.journey"),
        ("wrong.mmd", b"graph TD\n A-->B\n", "wrong.mmd|journey"),
        ("picture.bmp", b"BM", "unknown file type"),
        ("no-fence.md", b"# Hello\n", "has no Mermaid journey, and no table"),
        ("broken.json", b'{"format": ', "JSON"),
    ],
)
def test_a_file_that_cannot_be_opened_is_reported(
    program: Application, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    window = program.new_project("blank")
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert program.open(tmp_path / name, window) is None
    assert any(word in window.notice_bar.text for word in words.split("|"))
    assert len(program.windows) == 1
    if content is not None:
        assert (tmp_path / name).read_bytes() == content


def test_a_mermaid_journey_is_imported_into_a_new_project(program: Application, tmp_path: Path) -> None:
    file = tmp_path / "day.mmd"
    file.write_text("journey\n  title My day\n  section Morning\n    Make tea: 5: Me\n    Ride: Me: 2\n")
    window = program.open(file)
    assert window is not None
    assert window.session.journey.title == "My day"
    assert "imported" in window.notice_bar.text
    assert find(window, "card", "Make tea")


def test_open_asks_for_a_file(
    program: Application, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.new_project("blank")
    save_as(window, tmp_path / "map.journey", qtbot)
    window.close()
    chooses(monkeypatch, tmp_path / "map.journey")
    choose(program.new_project("support"), "project.open")
    assert [each.session.title for each in program.windows] == ["Support journey", "map"]


def test_a_failed_save_keeps_the_window_open_and_offers_solutions(
    program: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    window = program.new_project("blank")
    save_as(window, folder / "map.journey", qtbot)
    choose(window, "stage.add_after")
    window.canvas.cancel()
    (folder / "map.journey").unlink()
    folder.rmdir()
    assert not window.close()
    assert window in program.windows
    assert window.notice_bar.isVisible()
    labels = [each.text() for each in window.notice_bar.findChildren(QPushButton)]
    assert "Save as…" in labels
    leave = next(
        each for each in window.notice_bar.findChildren(QPushButton) if each.text() == "Close without saving"
    )
    leave.click()
    settle()
    assert window not in program.windows


def test_journeys_of_a_project_have_tabs(program: Application) -> None:
    window = program.new_project("sample")
    assert not window.journey_bar.isVisible()
    first = window.session.journey_id
    choose(window, "journey.add")
    assert window.journey_bar.isVisible()
    assert window.session.journey_id != first
    choose(window, "edit.undo")
    assert window.session.journey_id == first


def test_undo_shows_the_journey_that_it_changes(program: Application) -> None:
    window = program.new_project("sample")
    first = window.session.journey_id
    choose(window, "journey.add")
    second = window.session.journey_id
    window.session.show_journey(first)
    select(window, "card", "Leaflet")
    choose(window, "edit.delete")
    window.session.show_journey(second)
    choose(window, "edit.undo")
    assert window.session.journey_id == first
    assert window.session.selection.single == find(window, "card", "Leaflet")


def test_ctrl_tab_goes_from_journey_to_journey(sample: MainWindow) -> None:
    choose(sample, "journey.add")
    session = sample.session
    first, second = (each.id for each in session.document.journeys())
    assert session.journey_id == second
    choose(sample, "journey.next")
    assert session.journey_id == first
    choose(sample, "journey.previous")
    assert session.journey_id == second


def test_a_hidden_inspector_has_no_form(program: Application) -> None:
    window = program.new_project("sample")
    window.inspector.hide()
    settle()
    window.commit_typing()
    assert window.finish_all_typing() and not window.inspector.take_focus()
    window.paint_icons()
    window.session.selection.replace([window.session.document.select(Card)[0].id])
    settle()
    assert window.inspector._form is None
    window.inspector.show()
    assert "text" in window.inspector.form.fields


def test_a_new_window_shows_its_map_before_its_bars_and_its_form(program: Application, qtbot: QtBot) -> None:
    window = program.new_project("sample")
    assert window._bars is None and window.inspector._form is None
    qtbot.waitUntil(lambda: window._bars is not None and window.inspector._form is not None)
    window.close()
