"""Earlier versions that remain after a project is deleted: they can be viewed, restored and deleted."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.delete_versions import DeleteVersions
from journey_editor.app.dialogs.kept_versions import KeptVersionsDialog
from journey_editor.app.dialogs.versions import VersionsDialog
from journey_editor.app.program.application import Application
from journey_editor.app.start.start_window import StartWindow
from journey_editor.app.start.tiles import RecentTile
from journey_editor.app.widgets.two_sided_delegate import TwoSidedDelegate
from journey_editor.app.window.main_window import MainWindow
from journey_editor.model.records import Journey, Project
from journey_editor.storage.project import recent
from journey_editor.storage.project.versions import kept_projects, versions_of
from tests.app.driver import choose, press, settle


def work(window: MainWindow, qtbot: QtBot, *titles: str) -> Path:
    """Change the journey's title several times and save after each change; return the path of the project."""
    store = window.session.store
    for title in titles:
        with window.session.edit("Change journey") as draft:
            draft.change(draft.get(Journey, window.session.journey_id), title=title)
        store.save_now(lambda _: None)
        qtbot.waitUntil(lambda: not store.unsaved)
    return store.path


def project(program: Application, path: Path, qtbot: QtBot) -> MainWindow:
    """A window with a saved project that has two earlier versions."""
    window = program.new_project("blank")
    window.files.save_as(path)
    qtbot.waitUntil(lambda: path.is_file() and window.session.title == path.stem)
    settle()
    work(window, qtbot, "One", "Two")
    return window


@pytest.fixture
def gone(program: Application, tmp_path: Path, qtbot: QtBot) -> Path:
    """A deleted project that is still on the list of the start page."""
    path = tmp_path / "Layoffs 2027.journey"
    project(program, path, qtbot).close()
    path.unlink()
    return path


def button(place: StartWindow | KeptVersionsDialog, text: str) -> QPushButton:
    """Return the visible button with a text."""
    settle()
    return next(
        each for each in place.findChildren(QPushButton) if each.text() == text and not each.isHidden()
    )


def question(place: StartWindow | KeptVersionsDialog | VersionsDialog) -> DeleteVersions:
    """Return the confirmation for deleting versions."""
    settle()
    found = place.findChild(DeleteVersions)
    assert isinstance(found, DeleteVersions)
    return found


def take_off_the_list(page: StartWindow) -> None:
    [tile] = page.findChildren(RecentTile)
    tile.findChildren(QToolButton)[1].click()
    settle()


class TestAProjectThatWasDeleted:
    def test_when_removed_from_the_list_its_versions_are_reported_and_can_be_deleted(
        self, program: Application, gone: Path
    ) -> None:
        page = program.show_start_page()
        take_off_the_list(page)
        assert recent.recent_projects() == ()
        assert page.notice_bar.text == (
            "“Layoffs 2027” was removed from the list. Its file no longer exists. "
            "2 earlier versions are still kept on this computer."
        )
        button(page, "Delete versions…").click()
        asked = question(page)
        assert asked.text() == "Delete all earlier versions of “Layoffs 2027”?"
        assert asked.informativeText().startswith("2 versions since")
        assert "The versions may be its only copies" in asked.informativeText()
        asked.delete.click()
        settle()
        assert page.notice_bar.text == "2 versions were deleted."
        assert versions_of(gone) == []
        assert kept_projects() == []

    def test_enter_and_esc_delete_nothing(self, program: Application, gone: Path) -> None:
        page = program.show_start_page()
        take_off_the_list(page)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
            page.notice_bar.show()
            button(page, "Delete versions…").click()
            asked = question(page)
            assert asked.keep.isDefault()
            press(asked, key)
            assert page.findChildren(DeleteVersions) == []
        assert len(versions_of(gone)) == 2

    def test_its_versions_can_be_viewed_and_restored_first(
        self, program: Application, gone: Path, qtbot: QtBot
    ) -> None:
        page = program.show_start_page()
        take_off_the_list(page)
        button(page, "Show versions…").click()
        dialog = page.findChild(VersionsDialog)
        qtbot.waitUntil(dialog.restore_button.isEnabled)
        dialog.restore_button.click()
        qtbot.waitUntil(gone.is_file)
        qtbot.waitUntil(lambda: len(program.windows) == 1)

    def test_the_start_page_closes_its_dialogs_while_they_draw(
        self, program: Application, gone: Path
    ) -> None:
        page = program.show_start_page()
        take_off_the_list(page)
        button(page, "Show versions…").click()
        dialog = page.findChild(VersionsDialog)
        page.close()
        assert dialog.isHidden()

    def test_an_existing_file_is_removed_from_the_list_without_a_message(
        self, program: Application, tmp_path: Path, qtbot: QtBot
    ) -> None:
        project(program, tmp_path / "map.journey", qtbot).close()
        page = program.show_start_page()
        take_off_the_list(page)
        assert page.notice_bar.isHidden()
        assert len(versions_of(tmp_path / "map.journey")) == 2

    def test_a_project_removed_from_the_list_long_ago_is_still_found_on_the_start_page(
        self, program: Application, gone: Path
    ) -> None:
        recent.forget(gone)
        page = program.show_start_page()
        button(page, "Versions of all projects…").click()
        dialog = page.findChild(KeptVersionsDialog)
        assert dialog.list.item(0).text() == "Layoffs 2027 · file not found"
        assert dialog.list.item(0).data(TwoSidedDelegate.RIGHT).startswith("2 versions · ")
        button(dialog, "Delete versions…").click()
        question(dialog).delete.click()
        settle()
        assert dialog.list.count() == 0
        assert not dialog.delete.isEnabled()
        assert not dialog.show_versions.isEnabled()
        dialog.close()
        settle()
        assert "Versions of all projects…" not in [each.text() for each in page.findChildren(QPushButton)]


class TestFromAWindow:
    def test_several_projects_can_be_deleted_at_once_and_the_others_stay(
        self, program: Application, gone: Path, tmp_path: Path, qtbot: QtBot
    ) -> None:
        window = project(program, tmp_path / "alive.journey", qtbot)
        project(program, tmp_path / "other.journey", qtbot)
        choose(window, "project.kept_versions")
        dialog = window.findChild(KeptVersionsDialog)
        assert [each.name for each in kept_projects()] == ["alive", "Layoffs 2027", "other"]
        dialog.list.item(1).setSelected(True)
        assert not dialog.show_versions.isEnabled()
        dialog.ask_delete()
        asked = question(dialog)
        assert asked.text() == "Delete all earlier versions of 2 projects?"
        assert "The files of these projects no longer exist" in asked.informativeText()
        assert "“Layoffs 2027”" in asked.informativeText()
        asked.delete.click()
        settle()
        assert dialog.words.text() == "4 versions were deleted."
        assert [each.name for each in kept_projects()] == ["other"]

    def test_the_versions_of_the_open_project_can_be_restored_in_its_window(
        self, program: Application, tmp_path: Path, qtbot: QtBot
    ) -> None:
        window = project(program, tmp_path / "map.journey", qtbot)
        choose(window, "project.kept_versions")
        window.findChild(KeptVersionsDialog).show_versions.click()
        dialog = window.findChild(VersionsDialog)
        qtbot.waitUntil(dialog.restore_button.isEnabled)
        dialog.restore_button.click()
        assert window.session.journey.title == "One"
        choose(window, "edit.undo")
        assert window.session.journey.title == "Two"

    def test_after_deleting_the_versions_of_the_open_project_new_saves_keep_versions_again(
        self, program: Application, tmp_path: Path, qtbot: QtBot
    ) -> None:
        window = project(program, tmp_path / "map.journey", qtbot)
        choose(window, "project.versions")
        dialog = window.findChild(VersionsDialog)
        dialog.delete.click()
        asked = question(dialog)
        assert "The current contents of the file are kept." in asked.informativeText()
        asked.delete.click()
        settle()
        assert dialog.list.count() == 0
        assert dialog.words.text() == "2 versions were deleted."
        assert not dialog.delete.isEnabled()
        dialog.close()
        path = work(window, qtbot, "Three")
        assert len(versions_of(path)) == 1


class TestADraft:
    def test_its_versions_are_listed_under_its_display_name(self, program: Application, qtbot: QtBot) -> None:
        window = program.new_project("blank")
        with window.session.edit("Rename project") as draft:
            draft.change(draft.get(Project, draft.project().id), name="Onboarding")
        path = work(window, qtbot, "One", "Two", "Three")
        choose(window, "project.versions")
        dialog = window.findChild(VersionsDialog)
        assert dialog.windowTitle() == "Versions of “Onboarding”"
        qtbot.waitUntil(dialog.copy.isEnabled)
        dialog.copy.click()
        settle()
        said = program.windows[-1].notice_bar.text
        assert said.startswith("This is an unsaved copy of “Onboarding, today, ")
        choose(window, "project.kept_versions")
        listed = window.findChild(KeptVersionsDialog)
        assert listed.list.item(0).text() == "Onboarding · draft"
        assert path.stem not in said

    def test_a_draft_without_a_title_is_not_listed_under_the_name_of_its_file(
        self, program: Application, qtbot: QtBot
    ) -> None:
        window = program.new_project("blank")
        with window.session.edit("Change project") as draft:
            draft.change(draft.get(Project, draft.project().id), name="")
        work(window, qtbot, "One", "Two", "")
        choose(window, "project.kept_versions")
        listed = window.findChild(KeptVersionsDialog)
        assert listed.list.item(0).text() == "Draft without a name"

    def test_a_damaged_draft_is_listed_under_its_title_too(self, program: Application, qtbot: QtBot) -> None:
        window = program.new_project("blank")
        path = work(window, qtbot, "Onboarding", "Onboarding 2")
        window.close()
        settle()
        path.write_bytes(b"?" * 5000)
        page = program.show_start_page()
        program.open(path, page)
        settle()
        assert page.notice_bar.text.startswith("“Draft without a name” is not a Journey Editor project")
        button(page, "Earlier versions…").click()
        assert page.findChild(VersionsDialog).windowTitle() == "Versions of “Onboarding 2”"

    def test_a_damaged_version_is_not_listed_under_its_file_name(
        self, program: Application, qtbot: QtBot
    ) -> None:
        window = program.new_project("blank")
        path = work(window, qtbot, "One", "Two")
        versions_of(path)[0].path.write_bytes(b"?" * 5000)
        choose(window, "project.versions")
        dialog = window.findChild(VersionsDialog)
        qtbot.waitUntil(lambda: "“Earlier version” is not a Journey Editor project" in dialog.words.text())
